#include "kb/occurrences.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/memory_budget.h"
#include "kb/date_text.h"
#include "kb/origin.h"
#include "kb/takes_part.h"

namespace quoth {
namespace {

class Sifter {
 public:
  Sifter(const EvidenceFilter& filter, bool with_retracted, QueryContext& context, RowReader& rows,
         MentionReader& mentions)
      : filter_(filter),
        with_retracted_(with_retracted),
        context_(context),
        mentions_(mentions),
        origins_(context, rows, mentions),
        memory_(context.memory()) {}

  Result<Occurrences> sift(std::vector<EvidenceItem> items) {
    if (filter_.source) {
      QUOTH_TRY(source_, context_.snapshot().find_id(filter_.source->view()));
    }
    if (filter_.addressee) {
      QUOTH_TRY(addressee_, context_.snapshot().find_id(filter_.addressee->view()));
    }
    // Claims of one triple one after the other: what is known of the triple is then read once.
    std::sort(items.begin(), items.end(),
              [](const EvidenceItem& a, const EvidenceItem& b) { return a.claim < b.claim; });
    for (EvidenceItem& item : items) {
      QUOTH_CHECK(context_.check());
      if (!is_from_here(item.graph())) continue;
      if (filter_.topic) {
        QUOTH_TRY(const bool is_about, takes_part(*filter_.topic, item.claim, context_.snapshot()));
        if (!is_about) continue;
      }
      QUOTH_CHECK(add_all(std::move(item)));
    }
    return std::move(found_);
  }

 private:
  bool is_from_here(TermId graph) const {
    if (filter_.source) return graph == source_ && !source_.is_none();
    return !filter_.sources_only || graph != TermId::default_graph();
  }

  Status add_all(EvidenceItem item) {
    QUOTH_TRY(const SourceIds* const known, mentions_.source(item.graph()));
    const SourceIds source = *known;
    if (source.retracted && !with_retracted_) {
      ++found_.retracted;
      return {};
    }
    QUOTH_TRY(const std::vector<MentionIds>* const mentions, mentions_.mentions(item.claim));
    if (mentions->empty()) return add(item, std::nullopt, source.dates);
    for (const MentionIds& mention : *mentions) {
      if (mention.retracted && !with_retracted_) {
        ++found_.retracted;
        continue;
      }
      QUOTH_CHECK(add(item, mention, mention.dates.empty() ? source.dates : mention.dates));
    }
    return {};
  }

  Status add(const EvidenceItem& item, std::optional<MentionIds> mention, std::vector<TermId> dates) {
    if (!is_addressed(mention)) return {};
    QUOTH_TRY(const bool holds_then, is_valid_then(mention));
    if (!holds_then) return {};
    QUOTH_TRY(const bool in_time, keep_dates(dates));
    if (!in_time) return {};
    QUOTH_CHECK(memory_.grow(sizeof(EvidenceOccurrence) + item.chain.size() * sizeof(Link)));
    EvidenceOccurrence occurrence{item, std::move(mention), std::move(dates), {}};
    if (item.chain.empty()) {
      QUOTH_TRY(occurrence.origin, origins_.origin(item.claim));
    } else {
      occurrence.origin = item.chain.back().claimant;
    }
    found_.all.push_back(std::move(occurrence));
    return {};
  }

  bool is_addressed(const std::optional<MentionIds>& mention) const {
    if (!filter_.addressed && !filter_.addressee) return true;
    if (!mention) return false;
    const std::vector<TermId>& to = mention->addressees;
    return filter_.addressee ? std::find(to.begin(), to.end(), addressee_) != to.end() : !to.empty();
  }

  Result<bool> is_valid_then(const std::optional<MentionIds>& mention) const {
    if (!filter_.valid) return true;
    if (!mention) return false;
    const auto text_of_first = [&](const std::vector<TermId>& dates) -> Result<std::string> {
      if (dates.empty()) return std::string();
      QUOTH_TRY(const Term term, context_.snapshot().term(dates.front()));
      return term.text();
    };
    QUOTH_TRY(const std::string from, text_of_first(mention->valid_from));
    QUOTH_TRY(const std::string until, text_of_first(mention->valid_until));
    return is_valid(from, until, *filter_.valid);
  }

  // Leaves those dates that meet all conditions; false if there have to be some and are none.
  Result<bool> keep_dates(std::vector<TermId>& dates) {
    if (filter_.said.empty()) return true;
    std::vector<TermId> kept;
    for (const TermId date : dates) {
      QUOTH_TRY(const Term term, context_.snapshot().term(date));
      if (std::all_of(filter_.said.begin(), filter_.said.end(),
                      [&](const reading::SaidWhen& when) { return was_said(term.text(), when); }))
        kept.push_back(date);
    }
    dates = std::move(kept);
    return !dates.empty();
  }

  const EvidenceFilter& filter_;
  bool with_retracted_;
  QueryContext& context_;
  MentionReader& mentions_;
  OriginFinder origins_;
  MemoryUse memory_;
  TermId source_, addressee_;
  Occurrences found_;
};

}  // namespace

Result<Occurrences> find_occurrences(std::vector<EvidenceItem> items, const EvidenceFilter& filter,
                                     bool with_retracted, QueryContext& context, RowReader& rows) {
  QUOTH_TRY(MentionReader mentions, MentionReader::make(context, rows));
  return Sifter(filter, with_retracted, context, rows, mentions).sift(std::move(items));
}

}  // namespace quoth
