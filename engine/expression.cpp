#include "engine/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/functions.h"
#include "engine/query_context.h"
#include "engine/scope.h"

namespace quoth {

struct ExpressionStep {
  const Function* function = nullptr;
  std::vector<ExpressionStep> arguments;
  std::optional<Operand> constant;
  std::size_t column = kNoColumn;  // of a variable
  static constexpr std::size_t kNoColumn = ~std::size_t{0};
};

// ---- Arguments

std::size_t Arguments::size() const { return step_.arguments.size(); }
std::optional<Operand> Arguments::operator[](std::size_t i) { return evaluator_.run(step_.arguments[i]); }

// ---- Making

namespace {

using Needs = Function::Needs;

}  // namespace

class ExpressionCompiler {
 public:
  ExpressionCompiler(const plan::Symbols& symbols, const plan::Vars& columns)
      : symbols_(symbols), columns_(columns) {}

  ExpressionStep compile(const algebra::Expression& expression, Needs needs) {
    ExpressionStep step;
    std::visit(Overloaded{
                   [&](const algebra::Variable& variable) { step.column = column_of(variable, needs); },
                   [&](const Term& term) {
                     const auto id = inline_id(term.view());
                     step.constant = id ? Operand(*id) : Operand(term);
                   },
                   [&](const algebra::Call& call) {
                     step.function = find_function(call.function);
                     assert(step.function != nullptr);
                     for (const algebra::Expression& argument : call.arguments) {
                       step.arguments.push_back(compile(argument, step.function->needs));
                     }
                   },
                   [](const algebra::Exists&) { assert(!"the planner has left an EXISTS in it"); },
               },
               expression.value);
    return step;
  }

  // Columns whose terms are needed; whether only those that are literals.
  std::vector<std::pair<std::size_t, bool>> looked_up;

 private:
  std::size_t column_of(const algebra::Variable& variable, Needs needs) {
    const auto var = symbols_.find(variable);
    const auto found = var ? std::find(columns_.begin(), columns_.end(), *var) : columns_.end();
    if (found == columns_.end()) return ExpressionStep::kNoColumn;
    const auto column = static_cast<std::size_t>(found - columns_.begin());
    if (needs != Needs::kId) looked_up.emplace_back(column, needs == Needs::kLiteral);
    return column;
  }

  const plan::Symbols& symbols_;
  const plan::Vars& columns_;
};

Evaluator::Evaluator(const algebra::Expression& expression, const plan::Symbols& symbols,
                     const plan::Vars& columns, QueryContext* context)
    : context_(context) {
  ExpressionCompiler compiler(symbols, columns);
  root_ = std::make_unique<ExpressionStep>(compiler.compile(expression, Needs::kLiteral));
  looked_up_ = std::move(compiler.looked_up);
}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

// ---- Running

Status Evaluator::start(const Batch& batch) {
  batch_ = &batch;
  wanted_.clear();
  for (const auto& [column, only_literals] : looked_up_) {
    for (const TermId id : batch.columns[column]) {
      const bool literal = id.tag() >= IdTag::kString && id.tag() <= IdTag::kTyped;
      if (literal || (!only_literals && !id.is_inline())) wanted_.push_back(id);
    }
  }
  return wanted_.empty() ? Status() : context_->terms().prefetch(wanted_);
}

std::optional<Operand> Evaluator::evaluate(std::size_t row) {
  constexpr std::size_t kRowsBetweenLooks = 64;  // functions may take their time
  if (context_ != nullptr && ++evaluated_ % kRowsBetweenLooks == 0 && status_) status_ = context_->check();
  if (!status_) return std::nullopt;
  row_ = row;
  if (shared_blanks_ == nullptr) blanks_.clear();
  return run(*root_);
}

std::optional<bool> Evaluator::test(std::size_t row) {
  auto operand = evaluate(row);
  return operand ? boolean(*operand) : std::nullopt;
}

Result<TermId> Evaluator::id(std::size_t row) {
  auto operand = evaluate(row);
  QUOTH_CHECK(status_);
  if (!operand) return TermId();
  return id_of(*operand);
}

Result<TermId> Evaluator::id_of(Operand& operand) {
  if (!operand.id_.is_none()) return operand.id_;
  return context_->terms().id_of(*term(operand));
}

std::optional<Operand> Evaluator::run(const ExpressionStep& step) {
  if (step.function != nullptr) {
    Arguments arguments(*this, step);
    return step.function->call(arguments);
  }
  if (step.constant) return step.constant;
  if (step.column == ExpressionStep::kNoColumn) return std::nullopt;
  const TermId id = batch_->columns[step.column][row_];
  if (id.is_none() || id == TermId::default_graph()) return std::nullopt;
  return Operand(id);
}

const Term* Evaluator::term(Operand& operand) {
  if (operand.term_) return operand.term_.get();
  if (operand.id_.is_none()) {
    operand.term_ = std::make_shared<const Term>(term_of(*operand.value_));
  } else if (operand.id_.is_inline()) {
    auto held = inline_term(operand.id_);
    if (!held) {
      status_ = Error{ErrorCode::kCorruption, "an id in the database holds no value", {}, {}};
      return nullptr;
    }
    operand.term_ = std::make_shared<const Term>(*std::move(held));
  } else {
    auto found = context_->terms().term(operand.id_);
    if (!found) {
      if (status_) status_ = std::move(found).error();
      return nullptr;
    }
    if (*found == nullptr) return nullptr;
    operand.term_ = std::make_shared<const Term>(**found);
  }
  return operand.term_.get();
}

const Value* Evaluator::value(Operand& operand) {
  if (!operand.value_known_) {
    operand.value_known_ = true;
    const IdTag tag = operand.id_.tag();
    const bool literal = operand.id_.is_none() || tag == IdTag::kLocal || tag >= IdTag::kShortString ||
                         tag == IdTag::kString || tag == IdTag::kTyped;
    if (const Term* known = literal ? term(operand) : nullptr; known != nullptr && known->is_literal()) {
      operand.value_ = value_of(known->view());
    }
  }
  return operand.value_ ? &*operand.value_ : nullptr;
}

std::optional<bool> Evaluator::boolean(Operand& operand) {
  if (operand.id_.is_none() && operand.value_) return effective_boolean_value(*operand.value_);
  const Term* known = term(operand);
  return known ? effective_boolean_value(known->view()) : std::nullopt;
}

TermKind Evaluator::kind(Operand& operand) {
  switch (operand.id_.tag()) {
    case IdTag::kBlankNode:
      return TermKind::kBlankNode;
    case IdTag::kIri:
      return TermKind::kIri;
    case IdTag::kTriple:
      return TermKind::kTriple;
    case IdTag::kNone:
    case IdTag::kLocal:
      break;
    default:
      return TermKind::kLiteral;
  }
  if (operand.id_.is_none() && !operand.term_) return TermKind::kLiteral;  // known by its value
  const Term* known = term(operand);
  return known ? known->kind() : TermKind::kLiteral;
}

Term Evaluator::blank_of_row(const std::string& label) {
  auto& blanks = shared_blanks_ != nullptr ? (*shared_blanks_)[row_] : blanks_;
  const auto found = blanks.find(label);
  return found != blanks.end() ? found->second : blanks.emplace(label, context_->fresh_blank()).first->second;
}

bool Evaluator::allows_text(std::size_t bytes) {
  constexpr std::size_t kLong = std::size_t{1} << 20;  // worth a look at the clock
  if (bytes <= kLong || !status_) return static_cast<bool>(status_);
  if (bytes > kMaxText || context_ == nullptr) {
    status_ = Error{ErrorCode::kLimit, fmt::format("a text grows beyond {} bytes", kMaxText), {}, {}};
  } else {
    status_ = context_->check();
  }
  return static_cast<bool>(status_);
}

// ---- Looking at expressions

Status check_expression(const algebra::Expression& expression) {
  const auto* call = std::get_if<algebra::Call>(&expression.value);
  if (call == nullptr) return {};
  const Function* function = find_function(call->function);
  if (function == nullptr) {
    return Error{ErrorCode::kUnsupported, fmt::format("there is no function \"{}\"", call->function), {}, {}};
  }
  const std::size_t given = call->arguments.size();
  if (given < function->least || given > function->most) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} takes {}, not {}", function->spelling, arity_text(*function), given),
                 {},
                 {}};
  }
  if (const auto complaint = function->check != nullptr ? function->check(*call) : std::nullopt)
    return Error{ErrorCode::kInvalid, complaint->message, {}, {}};
  for (const algebra::Expression& argument : call->arguments) QUOTH_CHECK(check_expression(argument));
  return {};
}

bool is_deterministic(const algebra::Expression& expression) {
  if (std::holds_alternative<algebra::Exists>(expression.value)) return false;
  const auto* call = std::get_if<algebra::Call>(&expression.value);
  if (call == nullptr) return true;
  return find_function(call->function)->constancy == Function::kConstant &&
         std::all_of(call->arguments.begin(), call->arguments.end(), is_deterministic);
}

bool is_constant(const algebra::Expression& expression) {
  std::vector<algebra::Variable> variables;
  add_variables(expression, variables);
  return variables.empty() && is_deterministic(expression);
}

Result<std::optional<Term>> constant_value(const algebra::Expression& expression) {
  Evaluator evaluator(expression, plan::Symbols(), {}, nullptr);
  auto operand = evaluator.evaluate(0);
  const Term* term = operand ? evaluator.term(*operand) : nullptr;
  QUOTH_CHECK(evaluator.status());
  return term ? std::optional(*term) : std::nullopt;
}

void add_variables(const algebra::Expression& expression, std::vector<algebra::Variable>& out) {
  if (const auto* variable = std::get_if<algebra::Variable>(&expression.value)) {
    if (std::find(out.begin(), out.end(), *variable) == out.end()) out.push_back(*variable);
  } else if (const auto* call = std::get_if<algebra::Call>(&expression.value)) {
    for (const algebra::Expression& argument : call->arguments) add_variables(argument, out);
  } else if (const auto* exists = std::get_if<algebra::Exists>(&expression.value)) {
    for (const algebra::Variable& seen : algebra::mentioned(*exists->pattern)) {
      if (std::find(out.begin(), out.end(), seen) == out.end()) out.push_back(seen);
    }
  }
}

}  // namespace quoth
