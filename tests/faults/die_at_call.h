// Kills the process at its n-th call that changes files, whoever makes it. Of a write it lets half be done. What a
// kill from outside hits by luck only, such as the moment between two files that are moved in, is hit as often as
// anything else.
#pragma once
#include <cstdint>

namespace quoth::test {

void die_at_call(std::uint64_t number);  // counted from now; 0: never
std::uint64_t calls_until_now();

}  // namespace quoth::test
