// Cutting runs of words into names: all ways in which the items of a pattern fill the slots of a form with
// names that are known at their place (docs/claim-language.md, "Names").
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kb/lexicon.h"
#include "kb/name_errors.h"
#include "parser/claim_ast.h"

namespace quoth::reading {

// What may stand at a place of a form.
enum class Slot : std::uint8_t { kSubject, kVerb, kObject, kSource, kAddressee };

Position position_of(Slot slot);

// The items of a pattern or node without its `not`, and where that stood: the verb begins there.
struct Words {
  std::vector<const claim::Item*> items;
  std::optional<std::size_t> negated_at;        // index of the item behind "not"
  std::optional<claim::Connective> connective;  // what comes after the words, if that is part of the verb
  claim::Span span;
};

Words words_of(const std::vector<claim::Item>& items, claim::Span span);

// The items from `first` to before `last` in one slot: a name, or a single item that is no words.
struct Part {
  Slot slot = Slot::kSubject;
  std::size_t first = 0, last = 0;
  std::string name;  // empty: the item says what it is; without an article that the name is not known with
};

using Filling = std::vector<Part>;  // one part for each slot

std::size_t count_names(const Filling& filling);

// All ways to fill the slots, in a fixed order; a few where there are very many. None: see why_not_filled().
Result<std::vector<Filling>> fillings(Lexicon& lexicon, const Words& words, std::span<const Slot> slots);

// Why there is no filling: which part is not known, with the nearest names, or which item cannot stand where
// it does. The error of a failed look-up, if that fails.
Error why_not_filled(Lexicon& lexicon, const Words& words, std::span<const Slot> slots, const Source& source);

// The parts as one could write them, names in single quotes.
std::string to_text(const Filling& filling, const Words& words, const Source& source);

}  // namespace quoth::reading
