// Cutting a table into rows and fields. The form is so small that it is scanned by hand: a step is one row, tried again
// with more text where the window's end was in the way.
#include "parser/grammar/table.h"

#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "parser/grammar/arena.h"

namespace quoth::grammar {
namespace {

class RowReader final : public TableRow {
 public:
  RowReader(Window& window, TableFormat format, TableSink& sink)
      : window_(window), sink_(sink), separator_(format == TableFormat::kCsv ? ',' : '\t') {
    for (const char c : {separator_, '\n', '\r'}) special_[static_cast<unsigned char>(c)] = true;
    quotes_ = format == TableFormat::kCsv;
    if (quotes_) special_['"'] = true;
  }

  Status read();

  Error error(std::size_t field, std::string message) override {
    const std::size_t offset = field < starts_.size() ? starts_[field] : 0;
    return window_.error(window_.begin() + offset, ErrorCode::kInvalid, std::move(message));
  }

 private:
  // kMore: the window ends before the row may. kOpen: a bad row that may have run over many good ones.
  enum class Cut { kRow, kNothing, kMore, kBad, kOpen };

  // Takes the row at the start of the window apart.
  Cut cut();
  // Moves p over a field and adds it.
  Cut cut_quoted(const char*& p);
  Cut cut_plain(const char*& p);
  Cut bad(const char* where, const char* message, Cut cut = Cut::kBad) {
    bad_at_ = offset_of(where);
    problem_ = message;
    return cut;
  }
  Status report_bad_row(Cut cut, ErrorCode code = ErrorCode::kSyntax);

  std::size_t offset_of(const char* p) const { return static_cast<std::size_t>(p - window_.begin()); }
  bool is_special(char c) const { return special_[static_cast<unsigned char>(c)]; }
  // Behind the line break at p; p where there is none. Null: the window ends within it, perhaps.
  const char* behind_break(const char* p) const {
    if (p == window_.end()) return window_.is_last() ? p : nullptr;
    if (*p == '\n') return p + 1;
    if (*p != '\r') return p;
    if (p + 1 == window_.end() && !window_.is_last()) return nullptr;
    return p + 1 != window_.end() && p[1] == '\n' ? p + 2 : p + 1;
  }
  Status skip_line(std::size_t offset);

  Window& window_;
  TableSink& sink_;
  char separator_;
  bool quotes_ = false;
  std::array<bool, 256> special_{};

  Arena arena_;  // of fields with doubled quotes
  std::vector<std::string_view> views_;
  std::vector<std::size_t> starts_;  // of the fields, from the row's
  std::size_t end_ = 0;              // of the row with its line break, likewise
  std::size_t bad_at_ = 0;
  const char* problem_ = nullptr;
};

Status RowReader::read() {
  while (true) {
    const Cut found = cut();
    if (found == Cut::kMore) {
      const Status extended = window_.extend();
      if (extended) continue;
      if (extended.error().code != ErrorCode::kLimit) return extended;
      bad(window_.begin(), "this row is longer than 64 MiB; is a quote not closed?");
      QUOTH_CHECK(report_bad_row(Cut::kOpen, ErrorCode::kLimit));
    } else if (found == Cut::kBad || found == Cut::kOpen) {
      QUOTH_CHECK(report_bad_row(found));
    } else if (found == Cut::kRow) {
      fields_ = views_;
      QUOTH_CHECK(sink_.row(*this));
      window_.consume(window_.begin() + end_);
    } else {
      window_.consume(window_.begin() + end_);
      if (window_.begin() == window_.end() && window_.is_last()) return {};
    }
  }
}

RowReader::Cut RowReader::cut() {
  views_.clear();
  starts_.clear();
  arena_.rewind({});
  const char* p = window_.begin();
  if (p == window_.end() || *p == '\n' || *p == '\r') {
    const char* const next = behind_break(p);
    if (next == nullptr) return Cut::kMore;
    end_ = offset_of(next);
    return Cut::kNothing;
  }
  while (true) {
    if (starts_.size() == kMaxFields) return bad(p, "this row has more than 4096 fields");
    starts_.push_back(offset_of(p));
    const Cut field = quotes_ && p != window_.end() && *p == '"' ? cut_quoted(p) : cut_plain(p);
    if (field != Cut::kRow) return field;
    if (p != window_.end() && *p == separator_) {
      ++p;
      continue;
    }
    const char* const next = behind_break(p);
    if (next == nullptr) return Cut::kMore;
    end_ = offset_of(next);
    return Cut::kRow;
  }
}

RowReader::Cut RowReader::cut_plain(const char*& p) {
  const char* const start = p;
  const char* const end = window_.end();
  while (p != end && !is_special(*p)) ++p;
  if (p == end && !window_.is_last()) return Cut::kMore;
  if (p != end && *p == '"') {
    return bad(p, "a quote within a field: the field must be in quotes, and this one doubled");
  }
  views_.emplace_back(start, static_cast<std::size_t>(p - start));
  return Cut::kRow;
}

RowReader::Cut RowReader::cut_quoted(const char*& p) {
  const char* const opening = p++;
  const char* const start = p;
  const char* const end = window_.end();
  std::size_t doubled = 0;
  while (true) {
    p = p == end ? nullptr : static_cast<const char*>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
    if (p == nullptr)
      return window_.is_last() ? bad(opening, "this quote is not closed", Cut::kOpen) : Cut::kMore;
    if (p + 1 == end && !window_.is_last()) return Cut::kMore;
    if (p + 1 == end || p[1] != '"') break;
    ++doubled;
    p += 2;
  }
  std::string_view text(start, static_cast<std::size_t>(p - start));
  ++p;
  if (p != end && (!is_special(*p) || *p == '"')) {
    return bad(p, "expected a comma or the end of the line after the closing quote");
  }
  if (doubled > 0) {
    char* const copy = arena_.allocate(text.size() - doubled);
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      copy[size++] = text[i];
      if (text[i] == '"') ++i;
    }
    text = {copy, size};
  }
  views_.push_back(text);
  return Cut::kRow;
}

Status RowReader::report_bad_row(Cut cut, ErrorCode code) {
  QUOTH_CHECK(sink_.bad_row(window_.error(window_.begin() + bad_at_, code, problem_)));
  return skip_line(cut == Cut::kOpen ? 0 : bad_at_);
}

// Drops all up to the end of the line in which the byte at `offset` is.
Status RowReader::skip_line(std::size_t offset) {
  while (true) {
    const char* p = window_.begin() + offset;
    while (p != window_.end() && *p != '\n' && *p != '\r') ++p;
    if (const char* const next = behind_break(p)) {
      window_.consume(next);
      return {};
    }
    window_.consume(p);  // not the CR with which the window may end
    offset = 0;
    QUOTH_CHECK(window_.extend());
  }
}

}  // namespace

Status read_table_through(Input& input, TableFormat format, TableSink& sink, std::size_t window_size) {
  Window window(input, window_size);
  return RowReader(window, format, sink).read();
}

}  // namespace quoth::grammar
