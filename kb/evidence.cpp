#include "kb/evidence.h"

#include <array>
#include <unordered_map>
#include <utility>

#include "engine/memory_budget.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kNoStep = ~std::size_t{0};

// What is known of a content on one way outwards from it.
struct Stand {
  Side side = Side::kNeither;
  Silence silence = Silence::kNone;
  Link silent;
};

// One step of such a way: the triple term that holds the one before it.
struct Step {
  TermId triple;
  std::size_t before = kNoStep;  // the step that it holds; none for the content itself
  Link link;                     // what it says of it
  std::size_t match = 0;         // which content the way began with
  Stand stand;
};

Silence silence_of(const std::vector<Mood>& moods) {
  if (moods.empty()) return Silence::kNoMood;
  if (moods.size() > 1) return Silence::kSeveralMoods;
  switch (moods.front()) {
    case Mood::kAsserts:
      return Silence::kNone;
    case Mood::kDenies:
      return Silence::kDenied;
    case Mood::kDirects:
      return Silence::kDirected;
    case Mood::kCommits:
      return Silence::kCommitted;
    case Mood::kQuestions:
      return Silence::kQuestioned;
  }
  return Silence::kNoMood;
}

class Finder {
 public:
  Finder(ContentMatcher& matcher, QueryContext& context, RowReader& rows)
      : matcher_(matcher), context_(context), rows_(rows), memory_(context.memory()) {}

  Result<std::vector<EvidenceItem>> find() {
    QUOTH_TRY(reifies_, context_.snapshot().find_id(Term::iri(std::string(rdf::kReifies)).view()));
    QUOTH_CHECK(find_direct());
    QUOTH_CHECK(find_attributed());
    return std::move(items_);
  }

 private:
  Status find_direct() {
    QUOTH_TRY(const std::vector<ContentMatch> quads, matcher_.quads());
    for (const auto& [tuple, saying] : quads) {
      if (saying.affirms) QUOTH_CHECK(add({tuple, {}, tuple, Side::kFor, Silence::kNone, {}}));
      if (saying.opposes) QUOTH_CHECK(add({tuple, {}, tuple, Side::kAgainst, Silence::kNone, {}}));
    }
    return {};
  }

  Status find_attributed() {
    QUOTH_TRY(contents_, matcher_.triple_terms());
    for (std::size_t match = 0; match < contents_.size(); ++match)
      QUOTH_CHECK(push({contents_[match].tuple[3], kNoStep, {}, match, {}}));
    for (std::size_t at = 0; at < steps_.size(); ++at) QUOTH_CHECK(go_outwards(at));
    return {};
  }

  // To the claims that hold the triple term, and to the triple terms that do.
  Status go_outwards(std::size_t at) {
    const std::array prefix{steps_[at].triple};
    std::vector<Tuple> claims, holding;
    QUOTH_CHECK(rows_.each(Order::kOsp, prefix, [&](const Tuple& tuple) -> Status {
      if (tuple[1] != reifies_) claims.push_back(tuple);  // a mention says nothing of its own
      return {};
    }));
    QUOTH_CHECK(rows_.each(Order::kTripleOsp, prefix, [&](const Tuple& tuple) -> Status {
      holding.push_back(tuple);
      return {};
    }));
    for (const Tuple& claim : claims) {
      const Link link{claim[0], claim[1]};
      QUOTH_TRY(const std::vector<Stand> stands, stands_behind(link, at));
      for (const Stand& stand : stands) {
        const Tuple& content = contents_[steps_[at].match].tuple;
        EvidenceItem item{claim, {link}, content, stand.side, stand.silence, stand.silent};
        for (std::size_t step = at; steps_[step].before != kNoStep; step = steps_[step].before)
          item.chain.push_back(steps_[step].link);
        QUOTH_CHECK(add(std::move(item)));
      }
    }
    for (const Tuple& outer : holding) {
      const Link link{outer[0], outer[1]};
      QUOTH_TRY(const std::vector<Stand> stands, stands_behind(link, at));
      for (const Stand& stand : stands) QUOTH_CHECK(push({outer[3], at, link, steps_[at].match, stand}));
    }
    return {};
  }

  // Where whoever says the step with this link stands on the content: nowhere, if it is of no account there.
  Result<std::vector<Stand>> stands_behind(const Link& link, std::size_t at) {
    const Step& step = steps_[at];
    QUOTH_TRY(const Silence silence, silence_behind(link.verb));
    if (step.before == kNoStep) return stands_on(contents_[step.match].saying, silence, link);
    // Outside of the link on the content all have to assert.
    if (step.stand.side == Side::kNeither || silence == Silence::kNone) return std::vector{step.stand};
    return std::vector{Stand{Side::kNeither, silence, link}};
  }

  // The link on the content itself asserts or denies.
  static std::vector<Stand> stands_on(const Saying& saying, Silence silence, const Link& link) {
    std::vector<Stand> stands;
    const bool denies = silence == Silence::kDenied;
    if (denies || silence == Silence::kNone) {
      if (denies ? saying.excluded : saying.affirms) stands.push_back({Side::kFor, Silence::kNone, {}});
      if (denies ? saying.implied : saying.opposes) stands.push_back({Side::kAgainst, Silence::kNone, {}});
    }
    if (stands.empty() && (saying.affirms || saying.opposes))
      stands.push_back({Side::kNeither, denies ? Silence::kDeniedInPart : silence, link});
    return stands;
  }

  Result<Silence> silence_behind(TermId verb) {
    if (const auto known = silences_.find(verb); known != silences_.end()) return known->second;
    QUOTH_TRY(const Term term, context_.snapshot().term(verb));
    QUOTH_TRY(const std::vector<Mood> found, moods(context_.snapshot(), term));
    return silences_.emplace(verb, silence_of(found)).first->second;
  }

  Status push(const Step& step) {
    QUOTH_CHECK(memory_.grow(sizeof(Step)));
    steps_.push_back(step);
    return {};
  }

  Status add(EvidenceItem item) {
    QUOTH_CHECK(memory_.grow(sizeof(EvidenceItem) + item.chain.size() * sizeof(Link)));
    items_.push_back(std::move(item));
    return {};
  }

  ContentMatcher& matcher_;
  QueryContext& context_;
  RowReader& rows_;
  MemoryUse memory_;
  TermId reifies_;
  std::vector<ContentMatch> contents_;
  std::vector<Step> steps_;
  std::unordered_map<TermId, Silence> silences_;
  std::vector<EvidenceItem> items_;
};

}  // namespace

Result<std::vector<EvidenceItem>> find_evidence(ContentMatcher& matcher, QueryContext& context,
                                                RowReader& rows) {
  return Finder(matcher, context, rows).find();
}

}  // namespace quoth
