#include "engine/aggregates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/term_order.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 7> kFunctions{"count", "sum",    "min",         "max",
                                                     "avg",   "sample", "group_concat"};

// A state for each group.
template <typename State>
class States {
 public:
  explicit States(QueryContext& context) : memory_(context.memory()) {}

  Result<State*> of(std::size_t group) {
    if (group >= states_.size()) {
      if (group >= states_.capacity()) {
        const std::size_t capacity = std::max<std::size_t>(2 * states_.capacity(), group + 1);
        QUOTH_CHECK(memory_.grow((capacity - states_.capacity()) * sizeof(State)));
        states_.reserve(capacity);
      }
      states_.resize(group + 1);
    }
    return &states_[group];
  }
  State* find(std::size_t group) { return group < states_.size() ? &states_[group] : nullptr; }
  MemoryUse& memory() { return memory_; }  // for what the states hold elsewhere

 private:
  MemoryUse memory_;
  std::vector<State> states_;
};

Result<TermId> id_of(QueryContext& context, const Value& value) {
  return context.terms().id_of(term_of(value));
}

class Count final : public Accumulator {
 public:
  explicit Count(QueryContext& context) : context_(context), counts_(context) {}

  Status add(std::size_t group, Operand&, Evaluator&) override {
    QUOTH_TRY(std::int64_t * count, counts_.of(group));
    ++*count;
    return {};
  }
  Status fail(std::size_t) override { return {}; }
  Result<TermId> result(std::size_t group) override {
    const std::int64_t* count = counts_.find(group);
    return id_of(context_, Value::integer(count == nullptr ? 0 : *count));
  }

 private:
  QueryContext& context_;
  States<std::int64_t> counts_;
};

// Integers that lie in their ids are added as such; all else by SPARQL's "+".
class Sum final : public Accumulator {
 public:
  Sum(QueryContext& context, bool mean) : context_(context), mean_(mean), sums_(context) {}

  Status add(std::size_t group, Operand& operand, Evaluator& evaluator) override {
    QUOTH_TRY(Partial * partial, sums_.of(group));
    ++partial->count;
    if (partial->failed) return {};
    const auto small = inline_integer(operand.id());
    if (small && !__builtin_add_overflow(partial->small, *small, &partial->small)) return {};
    const Value* value = evaluator.value(operand);
    QUOTH_CHECK(evaluator.status());
    if (value == nullptr || !value->is_numeric()) return fail(group);
    auto total = quoth::add(partial->rest ? *partial->rest : Value::integer(std::int64_t{0}), *value);
    if (!total) return fail(group);
    partial->rest = std::move(total);
    return {};
  }

  Status fail(std::size_t group) override {
    QUOTH_TRY(Partial * partial, sums_.of(group));
    partial->failed = true;
    partial->rest.reset();
    return {};
  }

  Result<TermId> result(std::size_t group) override {
    const Partial* partial = sums_.find(group);
    if (partial == nullptr) return id_of(context_, Value::integer(std::int64_t{0}));
    if (partial->failed) return TermId();
    std::optional<Value> total = Value::integer(partial->small);
    if (partial->rest) total = quoth::add(*partial->rest, *total);
    if (total && mean_ && partial->count > 0) total = divide(*total, Value::integer(partial->count));
    if (!total) return TermId();
    return id_of(context_, *total);
  }

 private:
  struct Partial {
    std::int64_t small = 0, count = 0;
    std::optional<Value> rest;
    bool failed = false;
  };

  QueryContext& context_;
  bool mean_;
  States<Partial> sums_;
};

// Of equals that differ, MIN takes the first and MAX the last in the order of terms: the sequence of rows does not
// matter.
class Extreme final : public Accumulator {
 public:
  Extreme(QueryContext& context, bool greatest) : context_(context), greatest_(greatest), best_(context) {}

  Status add(std::size_t group, Operand& operand, Evaluator& evaluator) override {
    QUOTH_TRY(Best * best, best_.of(group));
    if (best->failed) return {};
    const TermId id = operand.id();
    if (!best->id.is_none() && id == best->id) return {};
    if (inline_integer(id) && id.tag() == best->id.tag()) {  // payloads are in the order of values
      if ((id > best->id) == greatest_) {
        best->id = id;
        drop(*best);
      }
      return {};
    }
    const Term* term = evaluator.term(operand);
    QUOTH_CHECK(evaluator.status());
    if (term == nullptr) return fail(group);
    if (best->id.is_none() && !best->term) return keep(*best, id, *term);
    QUOTH_CHECK(know_term(*best));
    const OrderKey key(term);
    const auto by_value = key <=> best->key;
    const bool above = by_value != 0 ? by_value > 0 : *term > *best->term;
    return above == greatest_ ? keep(*best, id, *term) : Status();
  }

  Status fail(std::size_t group) override {
    QUOTH_TRY(Best * best, best_.of(group));
    best->failed = true;
    drop(*best);
    return {};
  }

  Result<TermId> result(std::size_t group) override {
    const Best* best = best_.find(group);
    if (best == nullptr || best->failed) return TermId();
    if (!best->id.is_none() || !best->term) return best->id;
    return context_.terms().id_of(*best->term);
  }

 private:
  struct Best {
    TermId id;                   // if it is known
    std::unique_ptr<Term> term;  // if it is known
    OrderKey key{nullptr};       // of the term
    bool failed = false;
  };

  static std::size_t bytes_of(const Term& term) { return sizeof(Term) + term.view().text.size(); }

  void drop(Best& best) {
    if (!best.term) return;
    best_.memory().shrink(bytes_of(*best.term));
    best.key = OrderKey(nullptr);
    best.term.reset();
  }

  Status keep(Best& best, TermId id, const Term& term) {
    auto copy = std::make_unique<Term>(term);
    drop(best);
    QUOTH_CHECK(best_.memory().grow(bytes_of(*copy)));
    best.id = id;
    best.term = std::move(copy);
    best.key = OrderKey(best.term.get());
    return {};
  }

  Status know_term(Best& best) {
    if (best.term) return {};
    QUOTH_TRY(const Term* term, context_.terms().term(best.id));
    if (term == nullptr) return {};
    return keep(best, best.id, Term(*term));
  }

  QueryContext& context_;
  bool greatest_;
  States<Best> best_;
};

class Sample final : public Accumulator {
 public:
  explicit Sample(QueryContext& context) : ids_(context) {}

  Status add(std::size_t group, Operand& operand, Evaluator& evaluator) override {
    QUOTH_TRY(TermId * id, ids_.of(group));
    if (!id->is_none()) return {};
    QUOTH_TRY(*id, evaluator.id_of(operand));
    return {};
  }
  Status fail(std::size_t) override { return {}; }
  Result<TermId> result(std::size_t group) override {
    const TermId* id = ids_.find(group);
    return id == nullptr ? TermId() : *id;
  }

 private:
  States<TermId> ids_;
};

class GroupConcat final : public Accumulator {
 public:
  GroupConcat(QueryContext& context, std::string separator)
      : context_(context), separator_(std::move(separator)), texts_(context) {}

  Status add(std::size_t group, Operand& operand, Evaluator& evaluator) override {
    QUOTH_TRY(Text * text, texts_.of(group));
    if (text->failed) return {};
    const Term* term = evaluator.term(operand);
    QUOTH_CHECK(evaluator.status());
    if (term == nullptr || (!term->is_iri() && !term->is_literal())) return fail(group);  // as STR
    const std::size_t bytes = (text->begun ? separator_.size() : 0) + term->text().size();
    if (text->joined.size() + bytes > kMaxText) {
      return Error{ErrorCode::kLimit, fmt::format("a text grows beyond {} bytes", kMaxText), {}, {}};
    }
    QUOTH_CHECK(texts_.memory().grow(2 * bytes));  // strings double
    if (text->begun) text->joined += separator_;
    text->begun = true;
    text->joined += term->text();
    return {};
  }

  Status fail(std::size_t group) override {
    QUOTH_TRY(Text * text, texts_.of(group));
    text->failed = true;
    return {};
  }

  Result<TermId> result(std::size_t group) override {
    const Text* text = texts_.find(group);
    if (text != nullptr && text->failed) return TermId();
    return context_.terms().id_of(Term::literal(text == nullptr ? "" : text->joined));
  }

 private:
  struct Text {
    std::string joined;
    bool begun = false, failed = false;
  };

  QueryContext& context_;
  std::string separator_;
  States<Text> texts_;
};

std::unique_ptr<Accumulator> make_accumulator(QueryContext& context, const algebra::Aggregate& aggregate) {
  const std::string& f = aggregate.function;
  if (f == "sum" || f == "avg") return std::make_unique<Sum>(context, f == "avg");
  if (f == "min" || f == "max") return std::make_unique<Extreme>(context, f == "max");
  if (f == "sample") return std::make_unique<Sample>(context);
  if (f == "group_concat") return std::make_unique<GroupConcat>(context, aggregate.separator);
  return std::make_unique<Count>(context);
}

}  // namespace

bool is_aggregate(std::string_view function) {
  return std::find(kFunctions.begin(), kFunctions.end(), function) != kFunctions.end();
}

Aggregation::Aggregation(QueryContext& context, const algebra::Aggregate& aggregate,
                         const plan::Symbols& symbols, const plan::Vars& columns)
    : accumulator_(make_accumulator(context, aggregate)) {
  // count(*) counts rows: a constant has a value in each.
  static const algebra::Expression kRow{Term::literal("")};
  argument_.emplace(aggregate.argument ? *aggregate.argument : kRow, symbols, columns, &context);
  whole_rows_ = !aggregate.argument;
  const std::size_t width = 1 + (whole_rows_ ? columns.size() : 1);
  if (aggregate.distinct) seen_.emplace(context.memory(), width, width);
}

Status Aggregation::start(const Batch& batch) {
  batch_ = &batch;
  return argument_->start(batch);
}

Status Aggregation::add(std::size_t group, std::size_t row) {
  std::optional<Operand> value = argument_->evaluate(row);
  QUOTH_CHECK(argument_->status());
  if (!value) return accumulator_->fail(group);
  if (seen_) {
    key_.assign(1, TermId::from_bits(group));
    if (whole_rows_) {
      for (const auto& column : batch_->columns) key_.push_back(column[row]);
    } else {
      QUOTH_TRY(const TermId id, argument_->id_of(*value));
      key_.push_back(id);
    }
    QUOTH_TRY(const bool added, seen_->insert(key_));
    if (!added) return {};
  }
  return accumulator_->add(group, *value, *argument_);
}

}  // namespace quoth
