#include <string>

#include "engine/expression.h"
#include "engine/operators/operators.h"
#include "engine/row_table.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

// One aggregate over all groups (SPARQL 18.5.1). To add one: derive from this, and name it in make_aggregate.
class Aggregate {
 public:
  virtual ~Aggregate() = default;
  virtual Status start(const Batch& batch) = 0;                // the rows that add() speaks of
  virtual Status add(std::size_t group, std::size_t row) = 0;  // groups are numbered from 0 as they appear
  virtual Result<TermId> result(std::size_t group) = 0;        // TermId() for an error
};

TermId integer_id(std::uint64_t number) {
  return *inline_id(Term::typed(std::to_string(number), std::string(xsd::kInteger)).view());
}

// Counts rows, or values of an expression; or different ones.
class Count final : public Aggregate {
 public:
  Count(QueryContext& context, const algebra::Aggregate& aggregate, const plan::Symbols& symbols,
        const plan::Vars& columns)
      : memory_(context.memory()) {
    if (aggregate.argument) argument_.emplace(*aggregate.argument, symbols, columns, &context);
    const std::size_t width = 1 + (argument_ ? 1 : columns.size());
    if (aggregate.distinct) seen_.emplace(context.memory(), width, width);
  }

  Status start(const Batch& batch) override {
    batch_ = &batch;
    return argument_ ? argument_->start(batch) : Status();
  }

  Status add(std::size_t group, std::size_t row) override {
    if (group >= counts_.size()) {
      QUOTH_CHECK(memory_.resize((group + 1) * 2 * sizeof(std::uint64_t)));
      counts_.resize(group + 1);
    }
    if (!seen_) {
      if (!argument_ || argument_->evaluate(row)) ++counts_[group];
      return argument_ ? argument_->status() : Status();
    }
    key_.assign(1, TermId::from_bits(group));
    if (argument_) {
      QUOTH_TRY(const TermId id, argument_->id(row));
      if (id.is_none()) return {};
      key_.push_back(id);
    } else {
      for (const auto& column : batch_->columns) key_.push_back(column[row]);
    }
    QUOTH_TRY(const bool added, seen_->insert(key_));
    if (added) ++counts_[group];
    return {};
  }

  Result<TermId> result(std::size_t group) override {
    return integer_id(group < counts_.size() ? counts_[group] : 0);
  }

 private:
  MemoryUse memory_;
  std::optional<Evaluator> argument_;
  std::optional<RowTable> seen_;  // (group, value)
  const Batch* batch_ = nullptr;
  std::vector<std::uint64_t> counts_;
  std::vector<TermId> key_;
};

class Group final : public Operator {
 public:
  Group(OperatorSetup setup, const plan::Group& group)
      : Operator(std::move(setup)),
        key_(positions(input().node().columns, group.keys)),
        groups_(context().memory(), group.keys.size(), group.keys.size()) {
    for (const algebra::Aggregate& aggregate : group.aggregates) {
      aggregates_.push_back(std::make_unique<Count>(context(), aggregate, symbols(), input().node().columns));
    }
  }

 private:
  Result<bool> produce(Batch& out) override {
    if (!read_) {
      QUOTH_CHECK(read_input());
      read_ = true;
    }
    for (; next_ < groups_.size() && !out.full(); ++next_, ++out.size) {
      const auto key = groups_[next_];
      for (std::size_t c = 0; c < key.size(); ++c) out.columns[c].push_back(key[c]);
      for (std::size_t a = 0; a < aggregates_.size(); ++a) {
        QUOTH_TRY(const TermId id, aggregates_[a]->result(next_));
        out.columns[key.size() + a].push_back(id);
      }
    }
    return out.size > 0;
  }

  Status read_input() {
    Batch batch;
    std::vector<TermId> key;
    // Without keys there is one group, even of no rows (18.5.1, Group).
    if (key_.empty()) QUOTH_CHECK(groups_.append({}));
    while (true) {
      QUOTH_TRY(const bool more, input().next(batch));
      if (!more) return {};
      for (auto& aggregate : aggregates_) QUOTH_CHECK(aggregate->start(batch));
      for (std::size_t row = 0; row < batch.size; ++row) {
        key.clear();
        for (const std::size_t column : key_) {
          key.push_back(column == kAbsent ? TermId() : batch.columns[column][row]);
        }
        std::uint32_t group = groups_.find(key);
        if (group == RowTable::kNone) {
          group = static_cast<std::uint32_t>(groups_.size());
          QUOTH_CHECK(groups_.append(key));
        }
        for (auto& aggregate : aggregates_) QUOTH_CHECK(aggregate->add(group, row));
      }
    }
  }

  std::vector<std::size_t> key_;
  RowTable groups_;
  std::vector<std::unique_ptr<Aggregate>> aggregates_;
  bool read_ = false;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_group(OperatorSetup setup, const plan::Group& group) {
  return std::make_unique<Group>(std::move(setup), group);
}

}  // namespace quoth
