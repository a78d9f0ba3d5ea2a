#include "kb/reading.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "kb/known_names.h"
#include "kb/lexicon.h"
#include "kb/name_errors.h"
#include "kb/reader.h"
#include "parser/parse_claim.h"

namespace quoth::reading {
namespace {

// A failure of the storage, and no fault of the statement.
bool is_failure(const Error& error) {
  return error.code != ErrorCode::kSyntax && error.code != ErrorCode::kInvalid;
}

// One way to take the words: which stretches are names that hold words of the form, and what comes of it.
struct Attempt {
  std::vector<KnownName> names;
  Interpretation interpretation;

  std::size_t form_words() const {
    std::size_t count = 0;
    for (const KnownName& name : names) count += name.form_words;
    return count;
  }
  std::size_t name_count() const {  // a name in capitals is never taken for a word of the form
    const auto capitals =
        std::count_if(names.begin(), names.end(), [](const KnownName& name) { return name.in_capitals; });
    return interpretation.names - std::min(interpretation.names, static_cast<std::size_t>(capitals));
  }
  bool is_better_than(const Attempt& other) const {
    if (name_count() != other.name_count()) return name_count() < other.name_count();
    return form_words() > other.form_words();
  }
};

// The statement with the names in single quotes.
std::string quoted(std::string_view text, const std::vector<KnownName>& names) {
  std::string out;
  std::size_t position = 0;
  for (const KnownName& name : names) {
    out += text.substr(position, name.span.begin - position);
    const std::string_view words = text.substr(name.span.begin, name.span.end - name.span.begin);
    out += claim::to_text(claim::Item{claim::QuotedName{std::string(words)}, name.span});
    position = name.span.end;
  }
  return out += text.substr(position);
}

Result<Reading> best_of(std::vector<Attempt> attempts, const Source& source) {
  std::stable_sort(attempts.begin(), attempts.end(),
                   [](const Attempt& a, const Attempt& b) { return a.is_better_than(b); });
  std::vector<std::string> readings, shown;
  for (const Attempt& attempt : attempts) {
    if (attempts.front().is_better_than(attempt)) break;
    const std::string reading = to_text(attempt.interpretation.reading);
    if (std::find(readings.begin(), readings.end(), reading) != readings.end()) continue;
    readings.push_back(reading);
    shown.push_back(quoted(source.text, attempt.names));
  }
  if (readings.size() > 1) return several_readings(shown, source, 0);
  Interpretation& best = attempts.front().interpretation;
  if (best.doubt) return *std::move(best.doubt);
  return std::move(best.reading);
}

// Why none of the statements can be filled: the error that is farthest in the text.
Error farthest_fault(const std::vector<claim::Statement>& statements, Lexicon& lexicon,
                     const Source& source) {
  std::optional<Error> fault;
  for (const claim::Statement& statement : statements) {
    Error error = interpret(statement, lexicon, source, true).error();
    if (!fault || error.offset > fault->offset) fault = std::move(error);
  }
  return *std::move(fault);
}

std::string to_text(const Pattern& pattern);

std::string to_text(const Node& node) {
  return std::visit(Overloaded{
                        [](const Term& term) { return quoth::to_string(term); },
                        [](const Variable& variable) { return "?" + variable.name; },
                        [](const Anything&) { return std::string("something"); },
                        [](const Box<Pattern>& pattern) { return "(" + to_text(*pattern) + ")"; },
                    },
                    node.value);
}

std::string to_text(const Verb& verb) {
  std::string out = verb.negated ? "not " : "";
  if (const auto* variable = std::get_if<Variable>(&verb.value)) return out + "?" + variable->name;
  out += "{";
  for (const Term& term : std::get<std::vector<Term>>(verb.value)) {
    out += (out.back() == '{' ? "" : " ") + quoth::to_string(term);
  }
  return out + "}";
}

std::string to_text(const Pattern& pattern) {
  return to_text(pattern.subject) + " " + to_text(pattern.verb) + " " + to_text(pattern.object);
}

}  // namespace

Result<Reading> read_statement(std::string_view text, const Snapshot& snapshot, const PrefixMap& prefixes,
                               std::string_view document) {
  const Source source{text, document};
  if (utf8::find_invalid(text) != std::string_view::npos)
    return claim::parse_statement(text, document).error();

  Lexicon lexicon(snapshot, prefixes);
  QUOTH_TRY(const std::vector<KnownName> names, known_names(lexicon, text));
  std::vector<claim::Statement> unfilled;
  std::optional<Error> misfit;  // of the form, with no name that holds its words
  std::vector<Attempt> attempts;
  for (std::vector<KnownName>& choice : choices(names)) {
    std::vector<Span> spans;
    for (const KnownName& name : choice) spans.push_back(name.span);
    Result<claim::Statement> statement = claim::parse_statement(text, document, spans);
    if (!statement) {
      misfit = std::move(statement).error();
      continue;
    }
    Result<Interpretation> interpretation = interpret(*statement, lexicon, source, false);
    if (interpretation) {
      attempts.push_back({std::move(choice), *std::move(interpretation)});
    } else if (is_failure(interpretation.error())) {
      return std::move(interpretation).error();
    } else {
      unfilled.push_back(*std::move(statement));
    }
  }
  if (!attempts.empty()) return best_of(std::move(attempts), source);
  if (!unfilled.empty()) return farthest_fault(unfilled, lexicon, source);
  return *std::move(misfit);
}

std::string to_text(const Reading& reading) {
  std::string out;
  for (const Branch& branch : reading.branches) {
    if (!out.empty()) out += '\n';
    for (std::size_t i = 0; i < branch.patterns.size(); ++i)
      out += (i > 0 ? " and " : "") + to_text(branch.patterns[i]);
    if (branch.source) out += " from " + to_text(*branch.source);
    if (branch.addressee) out += " to " + to_text(*branch.addressee);
    for (const SaidWhen& said : branch.said)
      out += " " + std::string(claim::to_text(said.relation)) + " " + said.date;
    if (branch.valid) out += " during " + branch.valid->first + " until " + branch.valid->last;
    if (branch.about) out += " about " + to_text(branch.about->what);
  }
  for (const algebra::Expression& condition : reading.conditions)
    out += "\nwhere " + algebra::to_text(condition);
  if (reading.purpose == Purpose::kCount) {
    std::string count = "count";
    for (const std::string& variable : reading.count.counted) count += " ?" + variable;
    for (std::size_t i = 0; i < reading.count.by.size(); ++i)
      count += (i == 0 ? " by ?" : " ?") + reading.count.by[i];
    out = count + "\n" + out;
  }
  if (reading.purpose == Purpose::kCheck) out = "check " + out;
  for (std::size_t i = 0; i < reading.sort.size(); ++i)
    out += (i == 0 ? "\nsort by ?" : ", ?") + reading.sort[i].variable +
           (reading.sort[i].descending ? " desc" : "");
  if (reading.limit) out += "\nlimit " + std::to_string(*reading.limit);
  return (reading.explain ? "explain " : "") + out;
}

}  // namespace quoth::reading
