#include "kb/name_errors.h"

#include <algorithm>
#include <utility>

#include "kb/name_forms.h"

namespace quoth::reading {
namespace {

constexpr std::size_t kMaxShown = 8;  // candidates of an ambiguous name, prefixes
constexpr std::size_t kMaxNearest = 5;
constexpr std::size_t kMaxReadings = 4;
constexpr std::size_t kMaxNearVerbs = 32;  // names that are looked at for being verbs

std::string and_more(std::size_t all, std::size_t shown) {
  return all > shown ? "\n  and " + std::to_string(all - shown) + " more" : "";
}

// How to write the thing, and what it is called: `ex:Obama  (skos:altLabel "Obama"@en)`.
Result<std::string> described(Lexicon& lexicon, const NameCandidate& candidate) {
  QUOTH_TRY(const std::string iri, lexicon.iri(candidate.id));
  return lexicon.written(iri) + "  (" + std::string(to_string(candidate.place)) + " \"" +
         one_line(candidate.name) + "\"" + (candidate.language.empty() ? "" : "@" + candidate.language) + ")";
}

Result<std::vector<NameCandidate>> nearest(Lexicon& lexicon, const std::string& name, Position position) {
  const bool verb = position == Position::kVerb;
  QUOTH_TRY(std::vector<NameCandidate> near,
            nearest_names(lexicon.snapshot(), name, verb ? kMaxNearVerbs : kMaxNearest));
  if (!verb) return near;
  std::vector<NameCandidate> verbs;
  for (NameCandidate& candidate : near) {
    QUOTH_TRY(const bool is_verb, lexicon.is_predicate(candidate.id));
    if (is_verb && verbs.size() < kMaxNearest) verbs.push_back(std::move(candidate));
  }
  return verbs;
}

Result<std::string> unknown_message(Lexicon& lexicon, const std::string& name, Position position) {
  const bool verb = position == Position::kVerb;
  QUOTH_TRY(const NamesFound* const found, lexicon.find(name));
  std::string message = found->candidates.empty()
                            ? (verb ? "unknown verb \"" : "unknown name \"") + name + "\""
                            : "\"" + name + "\" is known, but not as a verb";
  QUOTH_TRY(const std::vector<NameCandidate> near, nearest(lexicon, name, position));
  if (!near.empty()) message += verb ? "\nthe nearest verbs are:" : "\nthe nearest names are:";
  for (const NameCandidate& candidate : near) {
    QUOTH_TRY(const std::string line, described(lexicon, candidate));
    message += "\n  " + line;
  }
  return message;
}

Result<std::string> ambiguous_message(Lexicon& lexicon, const std::string& name,
                                      const std::vector<NameCandidate>& candidates) {
  std::vector<std::string> lines;
  for (const NameCandidate& candidate : candidates) {
    QUOTH_TRY(std::string line, described(lexicon, candidate));
    lines.push_back(std::move(line));
    if (lines.size() == kMaxShown) break;
  }
  std::sort(lines.begin(), lines.end());
  std::string message = "\"" + name + "\" may be several things; write the one that you mean:";
  for (const std::string& line : lines) message += "\n  " + line;
  return message + and_more(candidates.size(), lines.size());
}

Error located(Result<std::string> message, const Source& source, std::size_t offset) {
  if (!message) return std::move(message).error();
  return error_at(ErrorCode::kInvalid, *std::move(message), source.document, source.text, offset);
}

}  // namespace

Error unknown_name(Lexicon& lexicon, const std::string& name, Position position, const Source& source,
                   std::size_t offset) {
  return located(unknown_message(lexicon, name, position), source, offset);
}

Error ambiguous_name(Lexicon& lexicon, const std::string& name, const std::vector<NameCandidate>& candidates,
                     const Source& source, std::size_t offset) {
  return located(ambiguous_message(lexicon, name, candidates), source, offset);
}

Error several_readings(const std::vector<std::string>& readings, const Source& source, std::size_t offset) {
  std::string message = "this can be read in several ways; single quotes around the names say which:";
  const std::size_t shown = std::min(readings.size(), kMaxReadings);
  for (std::size_t i = 0; i < shown; ++i) message += "\n  " + readings[i];
  return located(message + and_more(readings.size(), shown), source, offset);
}

Error unknown_prefix(Lexicon& lexicon, const std::string& prefix, const Source& source, std::size_t offset) {
  std::string message = "unknown prefix \"" + prefix + ":\"";
  const auto& known = lexicon.prefixes().entries();
  if (!known.empty()) message += "\nknown are:";
  std::size_t shown = 0;
  for (const auto& [label, iri] : known) {
    if (shown == kMaxShown) break;
    message += (shown++ == 0 ? " " : ", ") + label + ":";
  }
  if (known.size() > shown) message += ", …";
  return located(std::move(message), source, offset);
}

}  // namespace quoth::reading
