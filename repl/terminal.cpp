#include "repl/terminal.h"

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "engine/results/display_width.h"
#include "repl/history.h"
#include "repl/interrupt.h"

namespace quoth::repl {
namespace {

std::atomic<bool> terminal_changed{false};  // its size, or we come back from being stopped

void on_terminal_change(int /*number*/) { terminal_changed = true; }

std::wstring widen(std::string_view text) {
  std::wstring wide;
  for (std::size_t i = 0; i < text.size();) wide += static_cast<wchar_t>(utf8::next(text, i));
  return wide;
}

std::string narrow(std::wstring_view wide) {
  std::string text;
  for (const wchar_t c : wide) {
    const auto code_point = static_cast<char32_t>(c);
    utf8::append(text, utf8::is_scalar(code_point) ? code_point : U'\ufffd');
  }
  return text;
}

// The bytes that follow the first one of a UTF-8 sequence.
std::size_t continuation_bytes(unsigned char first) {
  return first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
}

// What all likely candidates begin with, in whole code points.
std::string common_prefix(const std::vector<Candidate>& candidates) {
  std::string prefix = candidates.front().text;
  for (const Candidate& candidate : candidates) {
    if (!candidate.likely) break;
    const auto [end, unused] =
        std::mismatch(prefix.begin(), prefix.end(), candidate.text.begin(), candidate.text.end());
    prefix.erase(end, prefix.end());
  }
  const std::size_t cut = utf8::find_invalid(prefix);
  if (cut != std::string::npos) prefix.resize(cut);
  return prefix;
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, display_width(text)), ' ');
}

std::string in_columns(const std::vector<Candidate>& candidates, std::size_t widest, std::size_t width) {
  const std::size_t columns = std::max<std::size_t>(width / (widest + 2), 1);
  const std::size_t lines = (candidates.size() + columns - 1) / columns;
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    for (std::size_t i = line; i < candidates.size(); i += lines) {
      text += i + lines < candidates.size() ? padded(candidates[i].text, widest + 2) : candidates[i].text;
    }
    text += '\n';
  }
  return text;
}

// One a line, with what each is.
std::string with_kinds(const std::vector<Candidate>& candidates, std::size_t widest, std::size_t width) {
  constexpr std::size_t kMostLines = 30;
  std::string text;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i == kMostLines) return text + "and " + std::to_string(candidates.size() - i) + " more\n";
    std::string line = candidates[i].text;
    if (!candidates[i].what.empty()) line = padded(line, widest + 2) + printable(candidates[i].what);
    text += shorten(line, width) + '\n';
  }
  return text;
}

// The candidates below the line.
void list(std::vector<Candidate> candidates) {
  std::size_t widest = 0;
  for (Candidate& candidate : candidates) {
    candidate.text = printable(candidate.text);
    widest = std::max(widest, display_width(candidate.text));
  }
  const bool kinds = std::any_of(candidates.begin(), candidates.end(),
                                 [](const Candidate& candidate) { return !candidate.what.empty(); });
  const std::size_t width = terminal_width(STDOUT_FILENO);
  const std::string text = "\n" + (kinds ? with_kinds : in_columns)(candidates, widest, width);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace

struct Terminal::Editor {
  explicit Editor(const TerminalOptions& options);
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;
  ~Editor();

  // libedit's call-backs; it hands our pointer back through EL_CLIENTDATA.
  static Editor& of(EditLine* el);
  static wchar_t* show_prompt(EditLine* el) { return of(el).prompt.data(); }
  static int read_character(EditLine* el, wchar_t* out);
  static unsigned char complete(EditLine* el, int key);

  int read_byte(char& out);

  EditLine* el = nullptr;
  HistoryW* entries = nullptr;
  HistEventW event = {};
  HistoryFile history;
  std::wstring prompt;
  bool colour;
  bool interrupted = false;
  Completer completer;
};

Terminal::Editor::Editor(const TerminalOptions& options)
    : history(options.history_path), colour(options.colour) {
  // libedit shows by the locale; text is UTF-8 whatever that says.
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
  for (const int number : {SIGWINCH, SIGCONT}) {
    struct sigaction action = {};
    action.sa_handler = on_terminal_change;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
  el = el_init("quoth", stdin, stdout, stderr);
  el_wset(el, EL_CLIENTDATA, this);
  el_wset(el, EL_EDITOR, L"emacs");
  el_wset(el, EL_SIGNAL, 0);
  el_wset(el, EL_PROMPT_ESC, show_prompt, L'\1');
  el_wset(el, EL_GETCFN, read_character);
  el_wset(el, EL_ADDFN, L"quoth-complete", L"complete a name, a keyword or a command", complete);
  el_wset(el, EL_BIND, L"\t", L"quoth-complete", nullptr);
  el_wset(el, EL_BIND, L"^R", L"em-inc-search-prev", nullptr);
  el_wset(el, EL_BIND, L"^W", L"ed-delete-prev-word", nullptr);
  entries = history_winit();
  history_w(entries, &event, H_SETSIZE, static_cast<int>(3 * HistoryFile::kKept));
  el_wset(el, EL_HIST, history_w, entries);
  for (const std::string& entry : history.entries())
    history_w(entries, &event, H_ENTER, widen(entry).c_str());
  el_source(el, nullptr);  // the user's ~/.editrc comes last
}

Terminal::Editor::~Editor() {
  el_end(el);
  history_wend(entries);
}

Terminal::Editor& Terminal::Editor::of(EditLine* el) {
  void* data = nullptr;
  el_wget(el, EL_CLIENTDATA, &data);
  return *static_cast<Editor*>(data);
}

// 1, or 0 at the end of the input, or -1 when a signal that we end on or an error comes. Signals are let in
// only while waiting, so that none is missed between the look at the flag and the wait.
int Terminal::Editor::read_byte(char& out) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT}) sigaddset(&blocked, number);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  int result = -2;
  while (result == -2) {
    if (interrupt_flag()) {
      interrupted = true;
      result = -1;
    } else if (terminal_changed.exchange(false)) {
      el_wset(el, EL_PREP_TERM, 1);
      el_resize(el);
      el_wset(el, EL_REFRESH);
    } else {
      pollfd wait = {STDIN_FILENO, POLLIN, 0};
      if (ppoll(&wait, 1, nullptr, &before) < 0) {
        if (errno != EINTR) result = -1;
      } else {
        const ssize_t count = ::read(STDIN_FILENO, &out, 1);
        if (count >= 0 || errno != EINTR) result = static_cast<int>(count);
      }
    }
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return result;
}

int Terminal::Editor::read_character(EditLine* el, wchar_t* out) {
  Editor& self = of(el);
  std::string bytes(1, '\0');
  int result = self.read_byte(bytes[0]);
  for (std::size_t more = continuation_bytes(static_cast<unsigned char>(bytes[0])); result == 1 && more > 0;
       --more) {
    bytes.push_back('\0');
    result = self.read_byte(bytes.back());
  }
  std::size_t position = 0;
  if (result == 1) *out = static_cast<wchar_t>(utf8::next(bytes, position));
  return result;
}

unsigned char Terminal::Editor::complete(EditLine* el, int /*key*/) {
  Editor& self = of(el);
  if (!self.completer) return CC_ERROR;
  const LineInfoW* const info = el_wline(el);
  const std::string before = narrow({info->buffer, static_cast<std::size_t>(info->cursor - info->buffer)});
  const Completion completion = self.completer(before, before.size());
  if (completion.candidates.empty()) return CC_REFRESH_BEEP;

  const std::string typed = before.substr(completion.begin);
  const bool only_one = completion.candidates.size() == 1 || !completion.candidates[1].likely;
  std::string text = common_prefix(completion.candidates);
  if (only_one && !text.ends_with('/')) text += ' ';
  // Candidates may differ from what was typed in case; what all share may then be shorter than that.
  const bool better = only_one || utf8::length(text) > utf8::length(typed);
  if (better) {
    el_wdeletestr(el, static_cast<int>(utf8::length(typed)));
    el_winsertstr(el, widen(text).c_str());
    return CC_REFRESH;
  }
  list(completion.candidates);
  return CC_REDISPLAY;
}

Terminal::Terminal(const TerminalOptions& options) : editor_(std::make_unique<Editor>(options)) {}
Terminal::~Terminal() = default;

void Terminal::set_completer(Completer completer) { editor_->completer = std::move(completer); }

Line Terminal::read(std::string_view prompt) {
  Editor& editor = *editor_;
  // libedit drops an escape sequence that no character follows: the blank at the end stays plain.
  std::wstring shown = widen(prompt);
  if (editor.colour && shown.ends_with(L' ')) {
    shown.pop_back();
    shown = L"\1\x1b[1m\1" + shown + L"\1\x1b[0m\1 ";
  }
  editor.prompt = shown;
  editor.interrupted = false;
  el_wset(editor.el, EL_PREP_TERM, 1);  // before the prompt, so that a key pressed at its sight is ours
  int length = 0;
  const wchar_t* const text = el_wgets(editor.el, &length);
  if (editor.interrupted) {
    std::fputs("^C\n", stdout);
    std::fflush(stdout);
    const bool asked_to_end = interrupt_signal() != SIGINT;
    if (asked_to_end) return {};
    clear_interrupt();
    return {Line::Kind::kInterrupted, {}};
  }
  if (text == nullptr || length <= 0) {
    std::fputs("\n", stdout);
    std::fflush(stdout);
    return {};
  }
  std::wstring_view line(text, static_cast<std::size_t>(length));
  if (line.ends_with(L'\n')) line.remove_suffix(1);
  return {Line::Kind::kText, narrow(line)};
}

void Terminal::remember(const std::string& entry) {
  editor_->history.append(entry);
  if (!editor_->history.entries().empty()) {
    history_w(editor_->entries, &editor_->event, H_ENTER, widen(editor_->history.entries().back()).c_str());
  }
}

std::size_t terminal_width(int descriptor) {
  winsize size = {};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace quoth::repl
