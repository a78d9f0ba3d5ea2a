#include "engine/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/operators/operators.h"
#include "engine/row_table.h"

namespace quoth {
namespace {

bool is_limit(ErrorCode code) {
  return code == ErrorCode::kCancelled || code == ErrorCode::kTimeout || code == ErrorCode::kMemory;
}

// Asks each endpoint once and keeps what it answers.
class Service final : public Operator {
 public:
  Service(OperatorSetup setup, const plan::Service& service)
      : Operator(std::move(setup)),
        service_(service),
        endpoint_column_(kAbsent),
        from_left_(positions(input().node().columns, node().columns)) {
    if (const plan::Var* var = std::get_if<plan::Var>(&service.endpoint))
      endpoint_column_ = position(input().node().columns, *var);
    plan::Vars answered;
    for (const algebra::Variable& variable : service.request.variables) {
      const auto var = symbols().find(variable);
      answered.push_back(*var);  // the planner has numbered it
      if (const auto column = position(input().node().columns, *var); column != kAbsent)
        compared_.emplace_back(column, answered.size() - 1);
    }
    from_answer_ = positions(answered, node().columns);
  }

 private:
  Result<bool> produce(Batch& out) override {
    while (!out.full()) {
      if (answer_ != nullptr && next_ < answer_->size()) {
        QUOTH_CHECK(join_row(out));
        continue;
      }
      if (answer_ != nullptr) ++row_;
      answer_ = nullptr;
      if (row_ >= batch_.size) {
        QUOTH_TRY(const bool more, input().next(batch_));
        row_ = 0;
        if (!more) break;
      }
      const TermId endpoint =
          endpoint_column_ == kAbsent ? constant_endpoint() : batch_.columns[endpoint_column_][row_];
      QUOTH_TRY(answer_, answer_of(endpoint));
      next_ = 0;
    }
    return out.size > 0;
  }

  TermId constant_endpoint() const {
    const TermId* id = std::get_if<TermId>(&service_.endpoint);
    return id == nullptr ? TermId() : *id;
  }

  Result<const RowTable*> answer_of(TermId endpoint) {
    const auto known = answers_.find(endpoint);
    if (known != answers_.end()) return &known->second;
    const std::size_t width = service_.request.variables.size();
    RowTable& table = answers_.try_emplace(endpoint, context().memory(), width, std::size_t{0}).first->second;
    const Status asked = ask(endpoint, table);
    if (!asked) {
      if (!service_.request.silent || is_limit(asked.error().code)) return asked.error();
      answers_.erase(endpoint);
      RowTable& nothing =
          answers_.try_emplace(endpoint, context().memory(), width, std::size_t{0}).first->second;
      QUOTH_CHECK(nothing.append(std::vector<TermId>(width)));
      return &nothing;
    }
    return &table;
  }

  Status ask(TermId endpoint, RowTable& table) {
    QUOTH_TRY(const Term* term, context().terms().term(endpoint));
    if (term == nullptr) return invalid("the endpoint of SERVICE is not bound");
    if (!term->is_iri()) {
      return invalid(fmt::format("the endpoint of SERVICE must be an IRI, not {}", to_string(*term)));
    }
    QUOTH_TRY(
        const ServiceClient::Answer answer,
        context().services()->select(std::string(term->text()), service_.request.query, context().limits()));
    std::vector<std::size_t> from;
    for (const std::string& column : service_.request.columns) {
      const auto found = std::find(answer.variables.begin(), answer.variables.end(), column);
      from.push_back(static_cast<std::size_t>(found - answer.variables.begin()));
    }
    std::vector<TermId> row;
    for (std::size_t i = 0; i < answer.rows.size(); ++i) {
      if (i % Batch::kCapacity == 0) QUOTH_CHECK(context().check());
      row.assign(from.size(), TermId());
      for (std::size_t c = 0; c < from.size(); ++c) {
        if (from[c] >= answer.rows[i].size() || !answer.rows[i][from[c]]) continue;
        QUOTH_TRY(row[c], context().terms().id_of(*answer.rows[i][from[c]]));
      }
      QUOTH_CHECK(table.append(row));
    }
    return {};
  }

  static Error invalid(std::string message) { return Error{ErrorCode::kInvalid, std::move(message), {}, {}}; }

  // The present row with the next solution of its endpoint, if they are compatible.
  Status join_row(Batch& out) {
    constexpr std::size_t kPairsBetweenLooks = 1 << 14;
    if (++pairs_tried_ % kPairsBetweenLooks == 0) QUOTH_CHECK(context().check());
    const auto solution = (*answer_)[next_++];
    for (const auto& [left, right] : compared_) {
      const TermId a = batch_.columns[left][row_], b = solution[right];
      if (a != b && !a.is_none() && !b.is_none()) return {};
    }
    for (std::size_t c = 0; c < from_left_.size(); ++c) {
      TermId id = from_left_[c] == kAbsent ? TermId() : batch_.columns[from_left_[c]][row_];
      if (id.is_none() && from_answer_[c] != kAbsent) id = solution[from_answer_[c]];
      out.columns[c].push_back(id);
    }
    ++out.size;
    return {};
  }

  const plan::Service& service_;
  std::size_t endpoint_column_;
  std::vector<std::size_t> from_left_, from_answer_;
  std::vector<std::pair<std::size_t, std::size_t>> compared_;  // columns of the input and of the answer
  std::map<TermId, RowTable> answers_;

  Batch batch_;
  std::size_t row_ = 0;
  const RowTable* answer_ = nullptr;  // of the row's endpoint
  std::size_t next_ = 0;
  std::size_t pairs_tried_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_service(OperatorSetup setup, const plan::Service& service) {
  return std::make_unique<Service>(std::move(setup), service);
}

}  // namespace quoth
