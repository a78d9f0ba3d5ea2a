// `.tutorial`: the steps of the tutorial, in a database of their own that is gone afterwards.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>
#include <utility>

#include "repl/interrupt.h"
#include "repl/shell.h"
#include "repl/tutorial.h"
#include "repl/words.h"

namespace quoth::repl {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kWidestText = 100;

// A folder that is gone with the object.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make() {
    std::error_code error;
    std::string path = (fs::temp_directory_path(error) / "quoth-tutorial-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      const std::string why = error ? error.message() : std::strerror(errno);
      return Error{ErrorCode::kIo, "cannot make a folder for the tutorial: " + why, {}, {}};
    }
    return ScratchFolder(std::move(path));
  }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

Result<Session> example_session(const ScratchFolder& folder) {
  const std::string example = folder.file("ukraine-2014.trig");
  if (!(std::ofstream(example, std::ios::binary) << tutorial_example() << std::flush)) {
    return Error{ErrorCode::kIo, "cannot write " + example, {}, {}};
  }
  Session session(folder.file("tutorial.db"));
  QUOTH_TRY(const LoadSummary loaded, session.load(example, false));
  (void)loaded;
  return session;
}

}  // namespace

void Shell::tutorial(const std::string& /*argument*/) {
  if (in_tutorial_) return wrong("this is the tutorial; 'quit' leaves it");
  const Result<ScratchFolder> folder = ScratchFolder::make();
  if (!folder) return failed(folder.error(), Origin::kData);
  Result<Session> example = example_session(*folder);
  if (!example) return failed(example.error(), Origin::kData);

  const PrefixMap prefixes = options_.prefixes;
  std::swap(session_, *example);
  in_tutorial_ = true;
  walk_through(read_tutorial(tutorial_page()));
  in_tutorial_ = false;
  std::swap(session_, *example);
  options_.prefixes = prefixes;
}

void Shell::show_step(const std::vector<TutorialStep>& steps, std::size_t step) {
  const TutorialStep& here = steps[step];
  const std::size_t widest = options_.width ? std::min(options_.width(), kWidestText) : kWidestText;
  const bool begins = step == 0 || steps[step - 1].title != here.title;
  out_ << '\n';
  if (begins)
    out_ << (options_.colour_tables ? "\x1b[1m" : "") << here.title
         << (options_.colour_tables ? "\x1b[0m" : "") << "\n\n";
  out_ << wrap(here.text, widest);
  if (!here.statement.empty()) out_ << "\n    " << here.statement << '\n';
  if (options_.interactive) {
    out_ << (here.statement.empty() ? "\nEnter goes on" : "\nEnter runs it")
         << "; or type your own, next, back or quit.\n";
  }
  out_.flush();
}

void Shell::walk_through(const std::vector<TutorialStep>& steps) {
  std::size_t step = 0;
  bool shown = false, done = false;  // the step; its statement has been run
  while (step < steps.size() && !ended_) {
    if (!std::exchange(shown, true)) show_step(steps, step);
    const Line line = lines_.read(fmt::format("tutorial {}/{}> ", step + 1, steps.size()));
    if (line.kind == Line::Kind::kEnd) {
      ended_ = true;
      return;
    }
    if (line.kind == Line::Kind::kInterrupted) continue;
    statement_line_ = ++line_number_;
    const std::string_view typed = trim(line.text);
    const auto go_to = [&](std::size_t to) {
      step = to;
      shown = done = false;
    };
    if (typed == "quit" || typed == ".quit") return;
    if (typed == "next") {
      go_to(step + 1);
    } else if (typed == "back") {
      go_to(step > 0 ? step - 1 : 0);
    } else if (!typed.empty()) {
      run_line(typed);
    } else if (done || steps[step].statement.empty()) {
      go_to(step + 1);
    } else {
      run_line(steps[step].statement);
      done = true;
    }
    if (!go_on()) return;
  }
  if (!ended_) out_ << "\nThat was the tutorial.\n";
}

}  // namespace quoth::repl
