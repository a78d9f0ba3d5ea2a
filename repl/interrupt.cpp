#include "repl/interrupt.h"

#include <signal.h>

namespace quoth::repl {
namespace {

std::atomic<bool> interrupted{false};
volatile sig_atomic_t last_signal = 0;
static_assert(std::atomic<bool>::is_always_lock_free, "or the handler could not set it");

void on_signal(int number) {
  if (interrupted.exchange(true)) {
    signal(number, SIG_DFL);
    raise(number);
  }
  last_signal = number;
}

}  // namespace

void catch_interrupts() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
}

const std::atomic<bool>& interrupt_flag() { return interrupted; }

int interrupt_signal() { return interrupted ? last_signal : 0; }

void clear_interrupt() {
  last_signal = 0;
  interrupted = false;
}

}  // namespace quoth::repl
