// The tree of a check script (docs/checks.md): form only. Patterns are stretches of the text, for the claim language to
// read; names are as they were typed, and kb looks them up. Everything keeps its place in the text.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parser/claim_ast.h"

namespace quoth::script {

using claim::Span;

// A name as in a clause: words that are one name, or a single quoted name, prefixed name or IRI.
using Node = claim::Node;

struct Weight {  // from 0 to 1; any number where it follows words, with which it may be one name
  double value = 1;
  Span span;
};

struct AcceptAll {};
struct Accept {
  Node claimant;
  std::optional<Weight> weight;
  std::optional<Node> about;
};
struct Ignore {
  Node who;
};
struct Weigh {
  Node source;
  Weight weight;
};
struct DirectOnly {};
struct Require {
  std::uint64_t origins = 0;
};
struct Threshold {
  bool is_for = true;  // else against
  double value = 0;    // above 0, at most 1
};

struct Policy {
  std::variant<AcceptAll, Accept, Ignore, Weigh, DirectOnly, Require, Threshold> value;
  Span span;
};

struct Prefix {
  std::string label, iri;
};

struct Load {
  std::string path;
  Span span;
};

enum class Expected : std::uint8_t { kSupported, kRefuted, kConflictingEvidence, kNotEnoughEvidence };

struct Check {
  std::string name;
  std::vector<Policy> policy;
  Span pattern;  // with its clauses: a statement of the claim language
  std::optional<Expected> expected;
  Span span;
};

struct Line {
  std::variant<Prefix, Load, Policy, Check> value;
};

struct Script {
  std::vector<Line> lines;  // in their order; each holds from where it stands
};

// One line of text for each, for tests and messages.
std::string to_text(const Script& script);

}  // namespace quoth::script
