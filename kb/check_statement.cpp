#include "kb/check_statement.h"

#include <utility>
#include <variant>

#include "kb/reading.h"

namespace quoth {
namespace {

EvidenceFilter filter_of(const reading::Branch& branch) {
  EvidenceFilter filter;
  if (branch.source) {
    if (const auto* source = std::get_if<Term>(&branch.source->value)) filter.source = *source;
    filter.sources_only = true;
  }
  if (branch.addressee) {
    if (const auto* addressee = std::get_if<Term>(&branch.addressee->value)) filter.addressee = *addressee;
    filter.addressed = true;
  }
  filter.said = branch.said;
  filter.valid = branch.valid;
  return filter;
}

}  // namespace

Result<CheckRequest> read_check(std::string_view statement, const Snapshot& snapshot,
                                const PrefixMap& prefixes, std::string_view document) {
  QUOTH_TRY(reading::Reading reading, reading::read_statement(statement, snapshot, prefixes, document));
  return make_check(std::move(reading), statement, document);
}

Result<CheckRequest> make_check(reading::Reading reading, std::string_view statement,
                                std::string_view document) {
  const auto refuse = [&](std::string message, std::size_t offset) {
    return error_at(ErrorCode::kInvalid, std::move(message), document, statement, offset);
  };
  if (reading.explain) return refuse("a check is not explained; ask for its pattern instead", 0);
  if (reading.purpose == reading::Purpose::kCount)
    return refuse("this is a count; a check needs a pattern", 0);
  if (reading.branches.size() != 1) return refuse("this is a question; a check needs a pattern", 0);
  reading::Branch& branch = reading.branches.front();
  if (branch.patterns.size() != 1)
    return refuse("a check has one pattern", branch.patterns[1].subject.span.begin);
  if (reading.limit || !reading.sort.empty() || !reading.conditions.empty())
    return refuse("a check looks at all evidence: it has no rows to choose, sort or limit", 0);

  CheckRequest request{.statement = std::string(statement), .pattern = std::move(branch.patterns.front())};
  request.filter = filter_of(branch);
  if (branch.about) {
    const auto* topic = std::get_if<Term>(&branch.about->what.value);
    if (topic == nullptr) return refuse("in a check, \"about\" needs a name", branch.about->what.span.begin);
    request.filter.topic = *topic;
  }
  return request;
}

}  // namespace quoth
