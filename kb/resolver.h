// A Resolver turns the parts of a form into terms, variables and patterns, and keeps count: of the names that it used,
// and of the first doubt, a name or a cut that could as well be another.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "kb/cut.h"
#include "kb/lexicon.h"
#include "kb/name_errors.h"
#include "kb/reading.h"
#include "parser/claim_ast.h"

namespace quoth::reading {

class Resolver {
 public:
  // Without `explain`, what cannot be filled is some error of kInvalid, and nobody looks for near names. All three must
  // outlive this.
  Resolver(Lexicon& lexicon, const Source& source, bool explain)
      : lexicon_(lexicon), source_(source), explain_(explain) {}

  Lexicon& lexicon() { return lexicon_; }
  const Source& source() const { return source_; }

  Result<Pattern> whole_pattern(const claim::Pattern& items);
  Result<Pattern> pattern(const Filling& filling, const Words& words);  // of a subject, a verb and an object
  Result<Node> node(const Part& part, const Words& words);
  Result<Verb> verb(const Part& part, const Words& words);

  // The one way to fill the slots with the fewest names; of several the first, and that is a doubt.
  Result<Filling> only_filling(const Words& words, std::span<const Slot> slots);
  Error unfilled(const Words& words, std::span<const Slot> slots);

  // The verb as far as its mood is to direct; nothing if it does not, or is a variable.
  Result<std::optional<Verb>> directing(const Verb& verb) const;

  // Whether some predicate of the verb claims something; a variable may.
  Result<bool> has_mood(const Verb& verb) const;

  void doubt(Error error);  // the first one stays
  std::size_t names() const { return names_; }
  std::optional<Error>& doubts() { return doubt_; }

 private:
  Result<std::vector<Term>> suiting(std::vector<Term> verbs, claim::Connective connective) const;
  Result<Term> written_term(const claim::Item& item) const;
  Result<std::string> full_iri(const claim::IriRef& iri, std::size_t offset) const;
  Result<std::string> full_iri(const claim::PrefixedName& name, std::size_t offset) const;

  Lexicon& lexicon_;
  const Source& source_;
  bool explain_;
  std::size_t names_ = 0;
  std::optional<Error> doubt_;
};

}  // namespace quoth::reading
