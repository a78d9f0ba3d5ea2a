// What a question says of somebody's saying: "A V B", "A V B to P O", "A V that S P O", with A or without, filled with
// names that are known.
#pragma once
#include <optional>

#include "base/result.h"
#include "kb/reading.h"
#include "kb/resolver.h"
#include "parser/claim_ast.h"

namespace quoth::reading {

struct SpeechForm {
  const claim::Pattern& words;
  const std::optional<claim::Content>& content;
  bool has_speaker = false;    // A is the first of the words
  bool has_addressee = false;  // a clause says to whom; so "to" does not
};

struct Speech {
  std::optional<Node> speaker;  // where the form has one
  Verb verb;
  std::optional<Node> whom;       // B: the addressee, or what the verb is about
  std::optional<Node> content;    // a pattern; after "to", its subject is B, else the speaker
  std::optional<Node> addressee;  // "to C", where that is no content
};

// `unnamed_speaker` stands for the speaker inside of the content where the form has none. Errors as those of
// read_statement().
Result<Speech> read_speech(Resolver& resolver, const SpeechForm& form, const Node& unnamed_speaker);

}  // namespace quoth::reading
