// Expressions ready to run (SPARQL 17): variables are columns of a batch, functions are looked up. An
// expression without a value - an unbound variable, a type error - gives nothing; what goes wrong in the
// database stands in status(). One thread at a time.
#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/batch.h"
#include "engine/plan.h"
#include "engine/regex.h"
#include "rdf/value.h"

namespace quoth {

// What an expression evaluates to: a term, known by its id, by itself or by its value, and by more of them
// once that has been worked out.
class Operand {
 public:
  explicit Operand(TermId id) : id_(id) {}
  explicit Operand(Term term) : term_(std::make_shared<const Term>(std::move(term))) {}
  explicit Operand(Value value) : value_(std::move(value)), value_known_(true) {}

  TermId id() const { return id_; }  // TermId() if it is not known by its id

 private:
  friend class Evaluator;
  TermId id_;
  std::shared_ptr<const Term> term_;
  std::optional<Value> value_;
  bool value_known_ = false;
};

class Evaluator;
class QueryContext;
struct ExpressionStep;

// The arguments of a call, evaluated when they are asked for.
class Arguments {
 public:
  std::size_t size() const;
  std::optional<Operand> operator[](std::size_t i);
  Evaluator& evaluator() { return evaluator_; }

 private:
  friend class Evaluator;
  Arguments(Evaluator& evaluator, const ExpressionStep& step) : evaluator_(evaluator), step_(step) {}
  Evaluator& evaluator_;
  const ExpressionStep& step_;
};

// What functions make of texts is no larger than this; as large as a literal that can be loaded.
inline constexpr std::size_t kMaxText = std::size_t{64} << 20;

// Runs one expression over the rows of batches.
class Evaluator {
 public:
  // `columns`: which variables the batches hold. A variable that is none of them is unbound. `context` may be
  // null for a constant expression. Requires an expression that check_expression has accepted, without EXISTS: the
  // planner makes a column of each.
  Evaluator(const algebra::Expression& expression, const plan::Symbols& symbols, const plan::Vars& columns,
            QueryContext* context);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;

  // Blank nodes by label, for each row of a batch.
  using RowBlanks = std::vector<std::map<std::string, Term>>;
  // From now on BNODE gives what it gives to the other expressions with the same `blanks`, which must be as long as
  // the batches are.
  void share_blanks(RowBlanks& blanks) { shared_blanks_ = &blanks; }

  // Looks up what the rows of the batch will need. The batch must stay as it is until the next call.
  Status start(const Batch& batch);

  std::optional<Operand> evaluate(std::size_t row);
  std::optional<bool> test(std::size_t row);  // the effective boolean value (17.2.2)
  // The id of the value, TermId() if there is none.
  Result<TermId> id(std::size_t row);
  Result<TermId> id_of(Operand& operand);

  // The first thing that went wrong in the database; to be looked at after the rows of a batch.
  const Status& status() const { return status_; }

  // ---- For functions

  // The term, valid as long as the operand. Nothing for the mark of the default graph, or if looking it up
  // failed.
  const Term* term(Operand& operand);
  // The literal's value, if it has one.
  const Value* value(Operand& operand);
  std::optional<bool> boolean(Operand& operand);
  TermKind kind(Operand& operand);
  QueryContext* context() { return context_; }
  RegexCache& regexes() { return regexes_; }
  Term blank_of_row(const std::string& label);  // the same for the same label, as long as the row is the same
  // Whether a text of this size may be made. If not, and if the query's limits say no, the reason is in status().
  bool allows_text(std::size_t bytes);

 private:
  friend class Arguments;
  std::optional<Operand> run(const ExpressionStep& step);

  QueryContext* context_;
  std::unique_ptr<ExpressionStep> root_;
  std::vector<std::pair<std::size_t, bool>> looked_up_;  // columns; whether only literals are
  const Batch* batch_ = nullptr;
  std::size_t row_ = 0;
  Status status_;
  std::vector<TermId> wanted_;
  RegexCache regexes_;
  std::map<std::string, Term> blanks_;  // of the row
  RowBlanks* shared_blanks_ = nullptr;
  std::size_t evaluated_ = 0;  // rows
};

// Whether every function is known, gets a number of arguments that it takes, and can do something with those that
// are constant: kUnsupported, kInvalid. Looks into no pattern of EXISTS.
Status check_expression(const algebra::Expression& expression);

// Whether it has the same value for the same values of its variables: no function varies. Requires what
// check_expression has accepted.
bool is_deterministic(const algebra::Expression& expression);
// Whether it holds no variable and no function that varies. Requires what check_expression has accepted.
bool is_constant(const algebra::Expression& expression);
// The value of such an expression, the same in every run; nothing if it has none. An error if it is too large to
// be worked out beforehand.
Result<std::optional<Term>> constant_value(const algebra::Expression& expression);

void add_variables(const algebra::Expression& expression,
                   std::vector<algebra::Variable>& out);  // without duplicates

}  // namespace quoth
