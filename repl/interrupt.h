// Ctrl-C, and the signals that ask a program to end, as a flag that whatever is running looks at.
//
// The first signal sets the flag; a second one that comes before somebody has taken the first ends the
// process at once, so that nothing can make quoth deaf.
#pragma once
#include <atomic>

namespace quoth::repl {

// Installs the handlers for SIGINT, SIGTERM and SIGHUP (one that is ignored stays ignored). System calls that
// wait are not restarted. Once, at the start of main.
void catch_interrupts();

// True once a signal has come; for Limits::cancelled and its like.
const std::atomic<bool>& interrupt_flag();

// The signal that has come, or 0.
int interrupt_signal();

// Makes ready for the next one.
void clear_interrupt();

}  // namespace quoth::repl
