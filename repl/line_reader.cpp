#include "repl/line_reader.h"

namespace quoth::repl {

Line StreamLines::read(std::string_view /*prompt*/) {
  Line line;
  if (!std::getline(in_, line.text)) return line;
  if (line.text.ends_with('\r')) line.text.pop_back();
  line.kind = Line::Kind::kText;
  return line;
}

}  // namespace quoth::repl
