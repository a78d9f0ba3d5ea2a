#include "kb/speech.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kb/cut.h"

namespace quoth::reading {
namespace {

using claim::Connective;

constexpr std::array kPattern{Slot::kSubject, Slot::kVerb, Slot::kObject};
constexpr std::array kToldPattern{Slot::kSubject, Slot::kVerb, Slot::kAddressee};
constexpr std::array kAddressee{Slot::kAddressee};

// The slots of the words: those above without what is not there.
struct Slots {
  std::span<const Slot> verb, verb_and_object, verb_and_told;
};

Slots slots_of(const SpeechForm& form) {
  const std::size_t first = form.has_speaker ? 0 : 1;
  const std::span<const Slot> object = std::span(kPattern).subspan(first);
  return {object.first(object.size() - 1), object, std::span(kToldPattern).subspan(first)};
}

constexpr std::span<const Slot> kVerbAndObject = std::span(kPattern).subspan(1);

struct SpeechFilling {
  Filling words;    // [A] V [B]
  Filling content;  // P and O, or S, P and O, or the addressee
  bool content_is_addressee = false;
  std::size_t names() const { return count_names(words) + count_names(content); }
};

class SpeechReader {
 public:
  SpeechReader(Resolver& resolver, const SpeechForm& form, const Node& unnamed_speaker)
      : resolver_(resolver), form_(form), unnamed_speaker_(unnamed_speaker), slots_(slots_of(form)) {
    words_ = words_of(form.words.items, form.words.span);
    if (!form.content) return;
    words_.connective = form.content->connective;
    content_ = words_of(form.content->words.items, form.content->words.span);
  }

  Result<Speech> read() {
    QUOTH_TRY(const SpeechFilling filling, fill());
    Words words = words_;
    if (filling.content_is_addressee) words.connective.reset();
    Speech speech;
    std::size_t part = 0;
    if (form_.has_speaker) {
      QUOTH_TRY(speech.speaker, resolver_.node(filling.words[part++], words));
    }
    QUOTH_TRY(speech.verb, resolver_.verb(filling.words[part++], words));
    if (part < filling.words.size()) {
      QUOTH_TRY(speech.whom, resolver_.node(filling.words[part], words));
    }
    if (filling.content_is_addressee) {
      QUOTH_TRY(speech.addressee, resolver_.node(filling.content[0], content_));
    } else if (form_.content) {
      QUOTH_TRY(speech.content, content(*form_.content, filling, speech));
    }
    return speech;
  }

 private:
  Result<SpeechFilling> fill() {
    std::vector<SpeechFilling> all;
    const auto combine = [&](std::span<const Slot> left, std::span<const Slot> right,
                             bool addressee) -> Status {
      QUOTH_TRY(const std::vector<Filling> firsts, fillings(resolver_.lexicon(), words_, left));
      if (firsts.empty()) return {};
      QUOTH_TRY(const std::vector<Filling> seconds, fillings(resolver_.lexicon(), content_, right));
      for (const Filling& first : firsts) {
        for (const Filling& second : seconds) all.push_back({first, second, addressee});
      }
      return {};
    };
    if (!form_.content) {
      QUOTH_CHECK(combine(slots_.verb_and_object, {}, false));
      QUOTH_CHECK(combine(slots_.verb, {}, false));
    } else if (form_.content->connective == Connective::kTo) {
      QUOTH_CHECK(combine(slots_.verb_and_told, kVerbAndObject, false));
      QUOTH_CHECK(combine(slots_.verb, kVerbAndObject, false));
      if (!form_.content->negated && !form_.has_addressee) {
        QUOTH_CHECK(combine(slots_.verb_and_object, kAddressee, true));
        QUOTH_CHECK(combine(slots_.verb, kAddressee, true));
      }
    } else {
      QUOTH_CHECK(combine(slots_.verb, kPattern, false));
      QUOTH_CHECK(combine(slots_.verb_and_told, kPattern, false));
    }
    if (all.empty()) return why_not_filled();
    std::stable_sort(all.begin(), all.end(),
                     [](const SpeechFilling& a, const SpeechFilling& b) { return a.names() < b.names(); });
    if (all.size() > 1 && all[0].names() == all[1].names()) doubt(all);
    return std::move(all.front());
  }

  void doubt(const std::vector<SpeechFilling>& all) {
    std::vector<std::string> readings;
    for (const SpeechFilling& one : all) {
      if (one.names() != all[0].names()) break;
      readings.push_back(to_text(one.words, words_, resolver_.source()) +
                         (form_.content ? " … " + to_text(one.content, content_, resolver_.source()) : ""));
    }
    resolver_.doubt(several_readings(readings, resolver_.source(), words_.span.begin));
  }

  // The words are blamed before the content.
  Error why_not_filled() {
    const std::span<const Slot> told = form_.content ? slots_.verb_and_told : slots_.verb_and_object;
    const Result<std::vector<Filling>> with_whom = fillings(resolver_.lexicon(), words_, told);
    const Result<std::vector<Filling>> verb_only = fillings(resolver_.lexicon(), words_, slots_.verb);
    if (!with_whom || !verb_only) return with_whom ? verb_only.error() : with_whom.error();
    if (!form_.content || (with_whom->empty() && verb_only->empty())) {
      const bool is_short = words_.items.size() == slots_.verb.size();
      return resolver_.unfilled(words_, is_short ? slots_.verb : told);
    }
    if (form_.content->connective != Connective::kTo) return resolver_.unfilled(content_, kPattern);
    const bool is_addressee = content_.items.size() == 1 && !with_whom->empty() && !form_.has_addressee;
    return is_addressee ? resolver_.unfilled(content_, kAddressee)
                        : resolver_.unfilled(content_, kVerbAndObject);
  }

  // What follows "to", "that" or "whether".
  Result<Node> content(const claim::Content& content, const SpeechFilling& filling, const Speech& speech) {
    if (content.connective != Connective::kTo) {
      QUOTH_TRY(Pattern claimed, resolver_.pattern(filling.content, content_));
      return Node{Box<Pattern>(std::move(claimed)), content.span};
    }
    QUOTH_TRY(Verb verb, resolver_.verb(filling.content[0], content_));
    QUOTH_TRY(Node object, resolver_.node(filling.content[1], content_));
    verb.negated = content.negated;
    const Node& subject = speech.whom ? *speech.whom : speech.speaker ? *speech.speaker : unnamed_speaker_;
    return Node{Box<Pattern>(Pattern{subject, std::move(verb), std::move(object)}), content.span};
  }

  Resolver& resolver_;
  const SpeechForm& form_;
  const Node& unnamed_speaker_;
  Slots slots_;
  Words words_, content_;
};

}  // namespace

Result<Speech> read_speech(Resolver& resolver, const SpeechForm& form, const Node& unnamed_speaker) {
  return SpeechReader(resolver, form, unnamed_speaker).read();
}

}  // namespace quoth::reading
