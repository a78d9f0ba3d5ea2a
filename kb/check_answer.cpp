#include "kb/check_answer.h"

#include <fmt/format.h>

#include <sstream>
#include <string>
#include <utility>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

Cell text(std::string value) { return {Term::literal(value), value}; }
Cell number(double value) {
  const std::string lexical = fmt::format("{}", value);
  return {Term::typed(lexical, std::string(xsd::kDecimal)), lexical};
}
Cell cell(const std::optional<NamedTerm>& named) { return named ? Cell{named->term, named->shown} : Cell{}; }
Cell cell(const std::optional<Term>& literal) { return literal ? Cell{literal, literal->text()} : Cell{}; }

std::string name_of(Side side) {
  if (side == Side::kFor) return "for";
  return side == Side::kAgainst ? "against" : "neither";
}

}  // namespace

Result<Answer> answer_of(const Verdict& verdict) {
  Answer answer;
  std::ostringstream report;
  QUOTH_CHECK(verdict.write(report));
  answer.verdict = std::move(report).str();
  answer.columns = {"verdict", "side", "weight", "source", "claimant", "claim", "said", "quote"};
  const Cell label = text(std::string(quoth::name_of(verdict.label)));
  for (const VerdictItem& item : verdict.items) {
    const std::optional<NamedTerm> claimant =
        item.chain.empty() ? std::nullopt : std::optional(item.chain.back().claimant);
    answer.rows.push_back({label, text(name_of(item.side)), number(item.weight), cell(item.source),
                           cell(claimant), cell(std::optional(item.content)), cell(item.said),
                           cell(item.quote)});
  }
  if (answer.rows.empty()) answer.rows.push_back({label, {}, {}, {}, {}, {}, {}, {}});
  return answer;
}

}  // namespace quoth
