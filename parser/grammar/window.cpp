#include "parser/grammar/window.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "base/utf8.h"

namespace quoth::grammar {
namespace {

constexpr std::size_t kHistory = 512;    // kept before begin(): more than an error's excerpt shows of it
constexpr std::size_t kLookAhead = 256;  // likewise behind an error
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// The end of the last line break in `text`, or npos. A line ends with LF, CR LF, or CR alone.
std::size_t after_last_break(std::string_view text) {
  const std::size_t found = text.find_last_of("\n\r");
  return found == std::string_view::npos ? found : found + 1;
}

// Line breaks in `text`; `next` is the byte behind it, since CR LF is one break.
std::uint64_t count_breaks(std::string_view text, char next) {
  std::uint64_t breaks = 0;
  for (std::size_t lf = text.find('\n'); lf != std::string_view::npos; lf = text.find('\n', lf + 1)) ++breaks;
  for (std::size_t cr = text.find('\r'); cr != std::string_view::npos; cr = text.find('\r', cr + 1)) {
    if ((cr + 1 < text.size() ? text[cr + 1] : next) != '\n') ++breaks;
  }
  return breaks;
}

// utf8::find_invalid, with runs of ASCII skipped eight bytes at a time.
std::size_t find_invalid(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t word = kHighBits;
    while (text.size() - i >= sizeof(word) &&
           (std::memcpy(&word, text.data() + i, sizeof(word)), (word & kHighBits) == 0)) {
      i += sizeof(word);
    }
    // Up to the next ASCII byte behind something else: no sequence goes across it.
    std::size_t stop = i;
    while (stop < text.size() && static_cast<unsigned char>(text[stop]) < 0x80) ++stop;
    while (stop < text.size() && static_cast<unsigned char>(text[stop]) >= 0x80) ++stop;
    const std::size_t invalid = utf8::find_invalid(text.substr(i, stop - i));
    if (invalid != std::string_view::npos) return i + invalid;
    i = stop;
  }
  return std::string_view::npos;
}

// Whether `text` may become valid UTF-8 when more bytes follow: the start of one sequence.
bool is_cut_sequence(std::string_view text) {
  const std::size_t size = text.size();
  if (size == 0 || size > 3) return false;
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (size >= needed) return false;
  // The second byte decides about overlong forms and surrogates: complete it with the least or the greatest
  // tail.
  for (const char tail : {'\x80', '\xbf'}) {
    std::string whole(text);
    whole.resize(needed, tail);
    if (utf8::find_invalid(whole) == std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

Window::Window(Input& input, std::size_t size)
    : input_(input),
      size_(size),
      buffer_(std::make_unique_for_overwrite<char[]>(kHistory + size + kPadding)),
      capacity_(kHistory + size) {
  std::memset(buffer_.get(), 0, kPadding);
}

Status Window::extend() {
  QUOTH_TRY(const More more, add());
  if (more == More::kInvalid) return error(end(), ErrorCode::kSyntax, "this is not valid UTF-8");
  return {};
}

Result<Window::More> Window::add() {
  const std::size_t unread = end_ - begin_;
  while (end_ - begin_ == unread) {
    if (invalid_) return More::kInvalid;
    if (failed_) return *failed_;
    if (ended_) {
      invalid_ = !pending_.empty();  // a sequence that is cut off
      last_ = !invalid_;
      return last_ ? More::kEnded : More::kInvalid;
    }
    if (unread >= kMaxStep) {
      return locate(begin(), ErrorCode::kLimit, "a single statement or term is longer than 64 MiB");
    }
    // As much again as there is: a step that is tried anew costs a constant factor however long it is.
    const std::size_t wanted = std::min(std::max(size_, unread), kMaxStep - unread);
    make_room(pending_.size() + wanted);
    read(wanted);
    validate();
    std::memset(buffer_.get() + end_, 0, kPadding);
  }
  return More::kAdded;
}

void Window::make_room(std::size_t wanted) {
  if (begin_ > kHistory) {
    const std::size_t dropped = begin_ - kHistory;
    count_dropped(dropped);
    std::memmove(buffer_.get(), buffer_.get() + dropped, end_ - dropped);
    begin_ -= dropped;
    end_ -= dropped;
  }
  if (end_ + wanted <= capacity_) return;
  const std::size_t capacity = std::max(capacity_ * 2, end_ + wanted);
  auto buffer = std::make_unique_for_overwrite<char[]>(capacity + kPadding);
  std::memcpy(buffer.get(), buffer_.get(), end_);
  buffer_ = std::move(buffer);
  capacity_ = capacity;
}

// Puts up to `wanted` more bytes behind end(), after the pending ones; all of them become pending.
void Window::read(std::size_t wanted) {
  char* const start = buffer_.get() + end_;
  std::size_t size = pending_.copy(start, pending_.size());
  const std::size_t full = size + wanted;
  while (size < full && !ended_) {
    Result<std::size_t> more = input_.read(std::span(start + size, full - size));
    if (!more) {
      failed_ = std::move(more).error();  // told when what came before it has been read
      break;
    }
    ended_ = *more == 0;
    size += *more;
  }
  fresh_ = size;
}

// Moves end() over what `read` got.
void Window::validate() {
  std::string_view fresh(buffer_.get() + end_, fresh_);
  pending_.clear();
  if (!started_) {
    if (kByteOrderMark.starts_with(fresh) && fresh.size() < kByteOrderMark.size() && !ended_) {
      pending_ = fresh;
      return;
    }
    started_ = true;
    if (fresh.starts_with(kByteOrderMark)) {
      std::memmove(buffer_.get(), buffer_.get() + kByteOrderMark.size(), fresh_ - kByteOrderMark.size());
      fresh.remove_suffix(kByteOrderMark.size());
    }
  }
  const std::size_t stop = std::min(find_invalid(fresh), fresh.size());
  end_ += stop;
  const std::string_view rest = fresh.substr(stop);
  if (is_cut_sequence(rest)) {
    pending_ = rest;
  } else {
    invalid_ = !rest.empty();
  }
}

Error Window::error(const char* where, ErrorCode code, std::string message) {
  const std::size_t offset = static_cast<std::size_t>(where - begin());
  // What follows on the line belongs to the excerpt, however small the window is.
  while (end_ - begin_ - offset < kLookAhead &&
         std::string_view(begin() + offset, end_ - begin_ - offset).find_first_of("\n\r") ==
             std::string_view::npos) {
    const Result<More> more = add();
    if (!more || *more != More::kAdded) break;
  }
  return locate(begin() + offset, code, std::move(message));
}

Error Window::locate(const char* where, ErrorCode code, std::string message) const {
  const std::string_view kept(buffer_.get(), end_);
  const std::size_t offset = static_cast<std::size_t>(where - buffer_.get());
  const std::size_t found = after_last_break(kept.substr(0, offset));
  const std::size_t start = found == std::string_view::npos ? 0 : found;
  const std::size_t stop = std::min(kept.find_first_of("\n\r", offset), kept.size());

  Location location = quoth::locate(input_.name(), kept.substr(start, stop - start), offset - start);
  location.line = line_ + count_breaks(kept.substr(0, offset), *where);
  if (found == std::string_view::npos) location.column += column_ - 1;
  return Error{code, std::move(message), std::move(location), {}};
}

void Window::count_dropped(std::size_t size) {
  const std::string_view dropped(buffer_.get(), size);
  const std::size_t start = after_last_break(dropped);
  line_ += count_breaks(dropped, buffer_[size]);
  column_ = start == std::string_view::npos ? column_ + utf8::length(dropped)
                                            : 1 + utf8::length(dropped.substr(start));
}

}  // namespace quoth::grammar
