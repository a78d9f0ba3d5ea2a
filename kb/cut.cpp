#include "kb/cut.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace quoth::reading {
namespace {

using claim::Item;

constexpr std::size_t kMaxNameWords = 24;
constexpr std::size_t kMaxFillings = 16;  // a tie is an error, and shows fewer

const std::string* word_text(const Item& item) {
  if (const auto* word = std::get_if<claim::Word>(&item.value)) return &word->text;
  if (const auto* number = std::get_if<claim::Number>(&item.value)) return &number->lexical;
  return nullptr;
}

bool is_number(const Item& item) { return std::holds_alternative<claim::Number>(item.value); }

// Whether a single item that is no name may stand in the slot.
bool may_stand(const Item& item, Slot slot) {
  return std::visit(Overloaded{
                        [](const claim::PrefixedName&) { return true; },
                        [](const claim::IriRef&) { return true; },
                        [](const claim::Variable&) { return true; },
                        [&](const claim::Anything&) { return slot != Slot::kVerb && slot != Slot::kSource; },
                        [&](const claim::Text&) { return slot == Slot::kObject; },
                        [&](const claim::Number&) { return slot == Slot::kObject; },
                        [&](const Box<claim::Pattern>&) { return slot == Slot::kObject; },
                        [](const auto&) { return false; },
                    },
                    item.value);
}

std::string without_article(std::string_view name) {
  for (const std::string_view article : {"the ", "a ", "an "}) {
    if (name.size() <= article.size()) continue;
    const bool starts = std::equal(article.begin(), article.end(), name.begin(), [](char a, char b) {
      return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
    if (starts) return std::string(name.substr(article.size()));
  }
  return {};
}

class Cutter {
 public:
  Cutter(Lexicon& lexicon, const Words& words, std::span<const Slot> slots)
      : lexicon_(lexicon), words_(words), slots_(slots) {}

  // The parts that may begin at an item, shortest first.
  Result<std::vector<Part>> parts(Slot slot, std::size_t first) {
    std::vector<Part> found;
    const Item& item = *words_.items[first];
    if (may_stand(item, slot)) found.push_back({slot, first, first + 1, {}});
    if (const auto* quoted = std::get_if<claim::QuotedName>(&item.value)) {
      QUOTH_TRY(std::string name, known_name(slot, quoted->text));
      if (!name.empty()) found.push_back({slot, first, first + 1, std::move(name)});
    }
    if (word_text(item) == nullptr) return found;

    std::string name;
    bool goes_on = true;
    for (std::size_t last = first; goes_on && last < std::min(words_.items.size(), first + kMaxNameWords);
         ++last) {
      const std::string* const word = word_text(*words_.items[last]);
      if (word == nullptr) break;
      name += (last == first ? "" : " ") + *word;
      const bool is_literal = last == first && is_number(item) && slot == Slot::kObject;
      if (!is_literal) {
        QUOTH_TRY(std::string known, known_name(slot, name));
        if (!known.empty()) found.push_back({slot, first, last + 1, std::move(known)});
      }
      QUOTH_TRY(goes_on, may_go_on(slot, name));
    }
    return found;
  }

  Status fill(std::size_t slot, std::size_t first, Filling& filling, std::vector<Filling>& out) {
    if (slot == slots_.size()) {
      if (first == words_.items.size()) out.push_back(filling);
      return {};
    }
    if (first == words_.items.size() || !may_begin(slots_[slot], first)) return {};
    QUOTH_TRY(const std::vector<Part> candidates, parts(slots_[slot], first));
    for (const Part& part : candidates) {
      if (out.size() == kMaxFillings) break;
      filling.push_back(part);
      QUOTH_CHECK(fill(slot + 1, part.last, filling, out));
      filling.pop_back();
    }
    return {};
  }

  bool may_begin(Slot slot, std::size_t first) const {
    return !words_.negated_at || (slot == Slot::kVerb) == (first == *words_.negated_at);
  }

 private:
  // The name under which the words are known there, with or without a leading article; else empty.
  Result<std::string> known_name(Slot slot, const std::string& name) {
    if (slot == Slot::kVerb) {
      QUOTH_TRY(const std::vector<NameCandidate> verbs, lexicon_.verbs(name, words_.connective));
      return verbs.empty() ? std::string() : name;
    }
    QUOTH_TRY(const auto* const meanings, lexicon_.meanings(name, position_of(slot)));
    if (!meanings->empty()) return name;
    std::string shorter = without_article(name);
    if (shorter.empty()) return shorter;
    QUOTH_TRY(const auto* const others, lexicon_.meanings(shorter, position_of(slot)));
    if (others->empty()) shorter.clear();
    return shorter;
  }

  Result<bool> may_go_on(Slot slot, const std::string& name) {
    QUOTH_TRY(const NamesFound* const found, lexicon_.find(name));
    if (found->longer || slot == Slot::kVerb) return found->longer;
    const std::string shorter = without_article(name + " x");  // "the" alone goes on with anything
    if (shorter.empty()) return false;
    if (shorter == "x") return true;
    QUOTH_TRY(const NamesFound* const others, lexicon_.find(shorter.substr(0, shorter.size() - 2)));
    return others->longer;
  }

  Lexicon& lexicon_;
  const Words& words_;
  std::span<const Slot> slots_;
};

// ---- Why there is no filling

// The cheapest way to fill the slots if unknown names were allowed: fewest of them, then fewest words in
// them.
struct Blame {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  std::size_t cost = kNone;
  Part part;  // the first one that is wrong, if any
  bool is_wrong = false;
};

class Explainer {
 public:
  Explainer(Lexicon& lexicon, const Words& words, std::span<const Slot> slots)
      : cutter_(lexicon, words, slots), words_(words), slots_(slots) {}

  Result<Blame> blame() {
    // best[first] for the slots from `slot` on, computed from the last slot backwards.
    const std::size_t count = words_.items.size();
    std::vector<Blame> best(count + 1);
    best[count].cost = 0;
    for (std::size_t slot = slots_.size(); slot-- > 0;) {
      std::vector<Blame> here(count + 1);
      for (std::size_t first = 0; first < count; ++first) {
        if (!cutter_.may_begin(slots_[slot], first)) continue;
        QUOTH_TRY(const std::vector<Part> known, cutter_.parts(slots_[slot], first));
        for (const Part& part : known) offer(here[first], part, 0, best[part.last]);
        for (std::size_t last = first + 1; last <= unknown_end(first); ++last) {
          offer(here[first], {slots_[slot], first, last, {}}, kWrong + (last - first), best[last]);
        }
      }
      best = std::move(here);
    }
    return best.front();
  }

 private:
  static constexpr std::size_t kWrong = 1000;  // more than a name has words

  static void offer(Blame& best, const Part& part, std::size_t cost, const Blame& rest) {
    if (rest.cost == Blame::kNone || cost + rest.cost >= best.cost) return;
    best.cost = cost + rest.cost;
    best.is_wrong = cost > 0 || rest.is_wrong;
    best.part = cost > 0 ? part : rest.part;
  }

  // How far a part may reach that begins at `first` and is not known: one item that is no word, or some
  // words.
  std::size_t unknown_end(std::size_t first) const {
    std::size_t last = first;
    while (last < std::min(words_.items.size(), first + kMaxNameWords) && word_text(*words_.items[last]))
      ++last;
    return std::max(last, first + 1);
  }

  Cutter cutter_;
  const Words& words_;
  std::span<const Slot> slots_;
};

std::string words_text(const Words& words, const Part& part) {
  std::string out;
  for (std::size_t i = part.first; i < part.last; ++i) {
    const Item& item = *words.items[i];
    const auto* const quoted = std::get_if<claim::QuotedName>(&item.value);
    const std::string* const word = quoted ? &quoted->text : word_text(item);
    if (word != nullptr) out += (out.empty() ? "" : " ") + *word;
  }
  return out;
}

std::string_view expected_in(Slot slot) {
  switch (slot) {
    case Slot::kSubject:
      return "expected a name or a variable; texts and patterns stand after the verb";
    case Slot::kVerb:
      return "expected a verb";
    case Slot::kObject:
      return "expected a name, a variable, a text or a pattern in parentheses";
    case Slot::kSource:
      return "expected a source: a name, an IRI or a variable";
    case Slot::kAddressee:
      return "expected whom: a name, an IRI or a variable";
  }
  return {};
}

constexpr std::string_view kOneTooMany =
    "this is one too many: a pattern is somebody, a verb, and what or whom it is about";

// Where a second name begins, if the words are two names that are known somewhere.
Result<std::optional<std::size_t>> second_name(Lexicon& lexicon, const Words& words, const Part& part) {
  const auto is_known = [&](std::size_t first, std::size_t last) -> Result<bool> {
    QUOTH_TRY(const NamesFound* const found, lexicon.find(words_text(words, {part.slot, first, last, {}})));
    return !found->candidates.empty();
  };
  for (std::size_t middle = part.last - 1; middle > part.first; --middle) {
    QUOTH_TRY(const bool first_is_known, is_known(part.first, middle));
    QUOTH_TRY(const bool second_is_known, is_known(middle, part.last));
    if (first_is_known && second_is_known) return std::optional(middle);
  }
  return std::optional<std::size_t>();
}

// Where the items are more than the slots, whatever the names are.
std::optional<std::size_t> first_surplus(const Words& words, std::size_t slots) {
  std::size_t parts = 0;
  for (std::size_t i = 0; i < words.items.size(); ++i) {
    const bool in_run = i > 0 && word_text(*words.items[i]) && word_text(*words.items[i - 1]);
    if (!in_run && ++parts > slots) return i;
  }
  return std::nullopt;
}

}  // namespace

Position position_of(Slot slot) {
  if (slot == Slot::kVerb) return Position::kVerb;
  return slot == Slot::kSource ? Position::kSource : Position::kNode;
}

Words words_of(const std::vector<claim::Item>& items, claim::Span span) {
  Words words;
  words.span = span;
  for (const claim::Item& item : items) {
    if (std::holds_alternative<claim::Not>(item.value)) {
      words.negated_at = words.items.size();
    } else {
      words.items.push_back(&item);
    }
  }
  return words;
}

std::size_t count_names(const Filling& filling) {
  return static_cast<std::size_t>(
      std::count_if(filling.begin(), filling.end(), [](const Part& part) { return !part.name.empty(); }));
}

Result<std::vector<Filling>> fillings(Lexicon& lexicon, const Words& words, std::span<const Slot> slots) {
  std::vector<Filling> out;
  Filling filling;
  QUOTH_CHECK(Cutter(lexicon, words, slots).fill(0, 0, filling, out));
  return out;
}

Error why_not_filled(Lexicon& lexicon, const Words& words, std::span<const Slot> slots,
                     const Source& source) {
  const auto at = [&](std::size_t offset, std::string message, ErrorCode code = ErrorCode::kSyntax) {
    return error_at(code, std::move(message), source.document, source.text, offset);
  };
  if (const auto surplus = first_surplus(words, slots.size())) {
    return at(words.items[*surplus]->span.begin, std::string(kOneTooMany));
  }
  const Result<Blame> blame = Explainer(lexicon, words, slots).blame();
  if (!blame) return blame.error();
  if (!blame->is_wrong) {  // fewer items than slots, or words without end
    const bool too_few = words.items.size() < slots.size();
    return at(too_few ? words.span.end : words.span.begin,
              std::string(too_few ? expected_in(slots[words.items.size()])
                                  : "these words are more than names can be"));
  }
  const Part& part = blame->part;
  const std::size_t offset = words.items[part.first]->span.begin;
  const std::string name = words_text(words, part);
  if (name.empty() ||
      (part.slot != Slot::kObject && part.last - part.first == 1 && is_number(*words.items[part.first]))) {
    return at(offset, std::string(expected_in(part.slot)));
  }
  const Result<std::optional<std::size_t>> second = second_name(lexicon, words, part);
  if (!second) return second.error();
  if (*second) return at(words.items[**second]->span.begin, std::string(kOneTooMany));
  return unknown_name(lexicon, name, position_of(part.slot), source, offset);
}

std::string to_text(const Filling& filling, const Words& words, const Source& source) {
  std::string out;
  for (const Part& part : filling) {
    if (!out.empty()) out += ' ';
    if (words.negated_at == part.first && part.slot == Slot::kVerb) out += "not ";
    const claim::Span span = words.items[part.first]->span;
    out += part.name.empty() ? std::string(source.text.substr(span.begin, span.end - span.begin))
                             : claim::to_text(claim::Item{claim::QuotedName{part.name}, span});
  }
  return out;
}

}  // namespace quoth::reading
