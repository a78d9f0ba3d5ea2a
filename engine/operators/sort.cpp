#include <algorithm>
#include <numeric>

#include "engine/checked_sort.h"
#include "engine/expression.h"
#include "engine/operators/operators.h"
#include "engine/term_order.h"

namespace quoth {
namespace {

constexpr std::size_t kRun = 16 * 1024;  // terms looked up between two looks at the limits

// The places of ids in an order of their terms; equivalent terms share theirs.
class Ranks {
 public:
  enum class By { kValue, kTerm };

  explicit Ranks(QueryContext& context) : context_(context), memory_(context.memory()) {}

  Status build(std::vector<TermId> ids, By by) {
    QUOTH_CHECK(sort_checked(ids, std::less<>(), context_));
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    QUOTH_CHECK(memory_.resize(ids.size() * (sizeof(Entry) + sizeof(TermId) + sizeof(std::uint32_t))));
    std::vector<Entry> entries;
    entries.reserve(ids.size());
    for (std::size_t begin = 0; begin < ids.size(); begin += kRun) {
      QUOTH_CHECK(context_.check());
      const auto part = std::span(ids).subspan(begin, std::min(kRun, ids.size() - begin));
      QUOTH_CHECK(context_.terms().prefetch(part));
      std::size_t text = 0;
      for (const TermId id : part) {
        QUOTH_TRY(const Term* term, context_.terms().term(id));
        entries.push_back({id, term ? std::make_unique<Term>(*term) : nullptr, OrderKey(nullptr)});
        if (term == nullptr) continue;
        text += sizeof(Term) + term->text().size();
        if (by == By::kValue) entries.back().key = OrderKey(entries.back().term.get());
      }
      QUOTH_CHECK(memory_.grow(text));
    }
    const auto compare = [by](const Entry& a, const Entry& b) -> std::weak_ordering {
      if (by == By::kValue) return a.key <=> b.key;
      if (!a.term || !b.term) return (a.term != nullptr) <=> (b.term != nullptr);
      return *a.term <=> *b.term;
    };
    QUOTH_CHECK(sort_checked(
        entries, [&](const Entry& a, const Entry& b) { return compare(a, b) < 0; }, context_));
    ids_ = std::move(ids);
    ranks_.resize(ids_.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0 && compare(entries[i - 1], entries[i]) != 0) ++rank;
      ranks_[index_of(entries[i].id)] = rank;
    }
    return {};
  }

  std::uint32_t operator[](TermId id) const { return ranks_[index_of(id)]; }

 private:
  struct Entry {
    TermId id;
    std::unique_ptr<Term> term;  // where the key finds it wherever the entry is moved
    OrderKey key;
  };

  std::size_t index_of(TermId id) const {
    return static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin());
  }

  QueryContext& context_;
  MemoryUse memory_;
  std::vector<TermId> ids_;
  std::vector<std::uint32_t> ranks_;  // by the place in ids_
};

// Keeps its whole input, or, where no more than `limit` rows are wanted, now and then throws out what is
// behind.
class Sort final : public Operator {
 public:
  Sort(OperatorSetup setup, const plan::Sort& sort)
      : Operator(std::move(setup)), sort_(sort), memory_(context().memory()) {
    const plan::Vars& columns = input().node().columns;
    for (const plan::SortKey& key : sort.keys) {
      keys_.emplace_back(*key.expression, symbols(), columns, &context());
    }
    ties_ = positions(columns, sort.ties);
    from_ = positions(columns, node().columns);
    columns_ = columns.size();
    width_ = columns_ + keys_.size();
  }

 private:
  Result<bool> produce(Batch& out) override {
    if (!sorted_) {
      QUOTH_CHECK(read_input());
      QUOTH_CHECK(sort_rows());
      sorted_ = true;
    }
    for (; next_ < sequence_.size() && !out.full(); ++next_, ++out.size) {
      for (std::size_t c = 0; c < from_.size(); ++c)
        out.columns[c].push_back(cell(sequence_[next_], from_[c]));
    }
    return out.size > 0;
  }

  TermId cell(std::uint32_t row, std::size_t column) const { return cells_[row * width_ + column]; }

  Status read_input() {
    constexpr std::size_t kSlack = 8 * Batch::kCapacity;
    Batch batch;
    while (true) {
      QUOTH_TRY(const bool more, input().next(batch));
      if (!more) return {};
      if (rows_ + batch.size >= ~std::uint32_t{0}) {
        return Error{ErrorCode::kMemory, "the query sorts more than four billion rows", {}, {}};
      }
      QUOTH_CHECK(append(batch));
      if (sort_.limit && rows_ > *sort_.limit &&
          rows_ - *sort_.limit > std::max<std::uint64_t>(kSlack, *sort_.limit)) {
        QUOTH_CHECK(drop_what_is_behind());
      }
    }
  }

  Status append(const Batch& batch) {
    const std::size_t needed = cells_.size() + batch.size * width_;
    if (needed > cells_.capacity()) {
      const std::size_t capacity = std::max(needed, 2 * cells_.capacity());
      QUOTH_CHECK(memory_.resize(capacity * sizeof(TermId)));
      cells_.reserve(capacity);
    }
    for (Evaluator& key : keys_) QUOTH_CHECK(key.start(batch));
    for (std::size_t row = 0; row < batch.size; ++row) {
      for (std::size_t c = 0; c < columns_; ++c) cells_.push_back(batch.columns[c][row]);
      for (Evaluator& key : keys_) {
        QUOTH_TRY(const TermId id, key.id(row));
        cells_.push_back(id);
      }
    }
    rows_ += batch.size;
    return {};
  }

  Status drop_what_is_behind() {
    QUOTH_CHECK(sort_rows());
    std::vector<TermId> kept;
    kept.reserve(sequence_.size() * width_);
    for (const std::uint32_t row : sequence_) {
      const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(row * width_);
      kept.insert(kept.end(), first, first + static_cast<std::ptrdiff_t>(width_));
    }
    rows_ = sequence_.size();
    std::copy(kept.begin(), kept.end(), cells_.begin());
    cells_.resize(kept.size());
    return {};
  }

  // Puts the numbers of the rows into `sequence_`, sorted, and no more of them than are wanted.
  Status sort_rows() {
    const std::size_t keys = keys_.size();
    MemoryUse memory(context().memory());
    QUOTH_CHECK(memory.resize(rows_ * (keys + 3) * sizeof(std::uint32_t)));
    std::vector<std::uint32_t> ranks(rows_ * keys);
    for (std::size_t k = 0; k < keys; ++k) {
      std::vector<TermId> ids(rows_);
      for (std::uint32_t row = 0; row < rows_; ++row) ids[row] = cell(row, columns_ + k);
      Ranks of_key(context());
      QUOTH_CHECK(of_key.build(std::move(ids), Ranks::By::kValue));
      for (std::uint32_t row = 0; row < rows_; ++row) {
        const std::uint32_t rank = of_key[cell(row, columns_ + k)];
        ranks[row * keys + k] = sort_.keys[k].descending ? ~rank : rank;
      }
    }
    sequence_.resize(rows_);
    std::iota(sequence_.begin(), sequence_.end(), 0U);
    const auto rank = [&](std::uint32_t row) { return std::span(ranks).subspan(row * keys, keys); };
    const auto below = [&](std::uint32_t a, std::uint32_t b) {
      return std::ranges::lexicographical_compare(rank(a), rank(b));
    };
    QUOTH_CHECK(sort_checked(sequence_, below, context()));
    QUOTH_CHECK(
        break_ties([&](std::uint32_t a, std::uint32_t b) { return std::ranges::equal(rank(a), rank(b)); }));
    if (sort_.limit && sequence_.size() > *sort_.limit)
      sequence_.resize(static_cast<std::size_t>(*sort_.limit));
    return {};
  }

  // Sorts the runs of rows that are equal in all keys by the terms of the tie columns.
  template <typename Tied>
  Status break_ties(const Tied& tied) {
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t begin = 0; begin < sequence_.size();) {
      std::size_t end = begin + 1;
      while (end < sequence_.size() && tied(sequence_[begin], sequence_[end])) ++end;
      const bool wanted = !sort_.limit || begin < *sort_.limit;
      if (end - begin > 1 && wanted) runs.emplace_back(begin, end);
      begin = end;
    }
    if (runs.empty()) return {};
    std::vector<TermId> ids;
    for (const auto& [begin, end] : runs) {
      for (std::size_t i = begin; i < end; ++i) {
        for (const std::size_t column : ties_) ids.push_back(cell(sequence_[i], column));
      }
    }
    Ranks ranks(context());
    QUOTH_CHECK(ranks.build(std::move(ids), Ranks::By::kTerm));
    const auto below = [&](std::uint32_t a, std::uint32_t b) {
      for (const std::size_t column : ties_) {
        const TermId x = cell(a, column), y = cell(b, column);
        if (x != y) return ranks[x] < ranks[y];
      }
      return false;
    };
    std::vector<std::uint32_t> run;
    for (const auto& [begin, end] : runs) {
      const auto first = sequence_.begin() + static_cast<std::ptrdiff_t>(begin);
      run.assign(first, sequence_.begin() + static_cast<std::ptrdiff_t>(end));
      QUOTH_CHECK(sort_checked(run, below, context()));
      std::copy(run.begin(), run.end(), first);
    }
    return {};
  }

  const plan::Sort& sort_;
  std::vector<Evaluator> keys_;
  std::vector<std::size_t> ties_, from_;
  std::size_t columns_ = 0;    // of the input
  std::size_t width_ = 0;      // with the values of the keys
  std::vector<TermId> cells_;  // row after row
  std::size_t rows_ = 0;
  MemoryUse memory_;
  std::vector<std::uint32_t> sequence_;
  bool sorted_ = false;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_sort(OperatorSetup setup, const plan::Sort& sort) {
  return std::make_unique<Sort>(std::move(setup), sort);
}

}  // namespace quoth
