#include "parser/parse_query.h"

#include <utility>

#include "base/utf8.h"
#include "parser/check_query.h"
#include "parser/grammar/query.h"

namespace quoth::sparql {

namespace {

template <typename Tree>
Result<Tree> parse(std::optional<Mismatch> (*match)(std::string_view, Tree&), std::string_view text,
                   std::string_view document) {
  if (const std::size_t bad = utf8::find_invalid(text); bad != std::string_view::npos) {
    return error_at(ErrorCode::kSyntax, "this byte is not valid UTF-8", document, text, bad);
  }
  Tree tree;
  if (auto mismatch = match(text, tree)) {
    return error_at(mismatch->code, std::move(mismatch->message), document, text, mismatch->offset);
  }
  if (auto fault = check(tree)) {
    return error_at(ErrorCode::kSyntax, std::move(fault->message), document, text, fault->span.begin);
  }
  return tree;
}

}  // namespace

Result<Query> parse_query(std::string_view text, std::string_view document) {
  return parse<Query>(match_query, text, document);
}

Result<Update> parse_update(std::string_view text, std::string_view document) {
  return parse<Update>(match_update, text, document);
}

}  // namespace quoth::sparql
