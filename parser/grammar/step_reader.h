// A StepReader takes steps of a grammar through a window: one X3 parse for each, tried again with more text where the
// window's end was in the way. What a step found is acted upon only when it has succeeded, so nothing is done twice.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "parser/grammar/names.h"
#include "parser/grammar/turtle_scan.h"
#include "parser/grammar/window.h"

namespace quoth::grammar {

template <typename Token>
class StepReader {
 public:
  explicit StepReader(Window& window) : window_(window) {}
  StepReader(const StepReader&) = delete;
  StepReader& operator=(const StepReader&) = delete;
  virtual ~StepReader() = default;

 protected:
  // Takes one step: `token_` is then what was found. The text stays in the window until finish_step().
  template <typename Step>
  Status take(const Step& step, std::string_view expected) {
    namespace x3 = boost::spirit::x3;
    while (true) {
      const Arena::Mark mark = scan_.arena.mark();
      const char* const last = window_.end();
      const char* first = window_.begin();
      std::string_view wanted = expected;
      bool accepted = false;
      scan_.met_end = false;
      scan_.failure.reset();
      try {
        accepted = x3::parse(first, last, x3::with<ScanTag>(scan_)[step], token_);
      } catch (const x3::expectation_failure<const char*>& failure) {
        first = failure.where();
        wanted = inner_expectation_ = failure.which();
      }
      if (scan_.met_end && !window_.is_last()) {
        scan_.arena.rewind(mark);
        QUOTH_CHECK(extend());
        continue;
      }
      if (!accepted || scan_.failure) return syntax_error(first, wanted);
      step_end_ = first;
      return {};
    }
  }

  void finish_step() { window_.consume(step_end_); }

  // An error about the step that was taken.
  Error step_error(ErrorCode code, std::string message) {
    return window_.error(window_.begin(), code, std::move(message));
  }

  // Consumes white space and comments, however long. The window is empty after that only at the end of the input.
  Status skip_blanks() {
    bool in_comment = false;
    while (true) {
      const char* p = window_.begin();
      const char* const last = window_.end();
      while (true) {
        if (in_comment) {
          while (p != last && *p != '\n' && *p != '\r') ++p;
          in_comment = p == last;
        }
        while (is(*p, kWhite)) ++p;
        if (p == last || *p != '#') break;
        in_comment = true;
      }
      window_.consume(p);
      if (p != last || window_.is_last()) return {};
      QUOTH_CHECK(extend());
    }
  }
  bool at_end() const { return window_.begin() == window_.end(); }

  // A copy of the term that is safe from the window's moves. The parts of a triple term are safe anyway: they were
  // kept one by one.
  TermView keep(TermView term) {
    for (std::string_view* text : {&term.text, &term.datatype, &term.language}) {
      if (window_.holds(*text)) *text = scan_.arena.copy(*text);
    }
    return term;
  }

  TurtleScan scan_;
  Token token_;

 private:
  // Called before the window moves, for what has to be kept.
  virtual void window_moves() = 0;

  Status extend() {
    window_moves();
    return window_.extend();
  }

  Error syntax_error(const char* where, std::string_view expected) {
    if (scan_.failure) {
      return window_.error(scan_.failure->where, scan_.failure->code, scan_.failure->message);
    }
    where = scan_.skip_blanks(where, window_.end());
    std::string message = "expected " + std::string(expected);
    if (where == window_.end()) message += ", but the text ends here";
    return window_.error(where, ErrorCode::kSyntax, std::move(message));
  }

  Window& window_;
  const char* step_end_ = nullptr;
  std::string inner_expectation_;
};

}  // namespace quoth::grammar
