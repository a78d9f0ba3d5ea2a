#include "kb/claim_dates.h"

#include <string>
#include <string_view>
#include <utility>

#include "kb/date_text.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::Variable;
using claim::Said;

Expression text(std::string_view value) { return {Term::literal(std::string(value))}; }
Expression written(const Variable& date) { return {Call{"str", {Expression{date}}}}; }
Expression call(std::string function, Expression a, Expression b) {
  return {Call{std::move(function), {std::move(a), std::move(b)}}};
}
Expression negation(Expression a) { return {Call{"!", {std::move(a)}}}; }
Expression is_bound(const Variable& variable) { return {Call{"bound", {Expression{variable}}}}; }

// What does not begin with a digit is no date; all digits are below the colon.
Expression starts_no_earlier(const Variable& date, std::string_view start) {
  return call("&&", call(">=", written(date), text(start)), call("<", written(date), text(":")));
}

// It is less, and no longer stretch of time around the start.
Expression ends_before(const Variable& date, std::string_view start) {
  return call("&&", call("<", written(date), text(start)),
              negation(call("strstarts", text(start), written(date))));
}

}  // namespace

Expression said_condition(const Variable& date, const reading::SaidWhen& when) {
  switch (when.relation) {
    case Said::Relation::kSince:
      return starts_no_earlier(date, start_of(when.date));
    case Said::Relation::kBefore:
      return ends_before(date, when.date);
    case Said::Relation::kOn:
      return call("strstarts", written(date), text(when.date));
  }
  return text("");
}

Expression validity_condition(const Variable& from, const Variable& until, const reading::ValidWhen& when) {
  const Expression one = call("||", is_bound(from), is_bound(until));
  const Expression begins =
      call("||", negation(is_bound(from)),
           call(is_moment(when.last) ? "<=" : "<", written(from), text(next_after(when.last))));
  const Expression ends = call("||", negation(is_bound(until)), negation(ends_before(until, when.first)));
  return call("&&", one, call("&&", begins, ends));
}

}  // namespace quoth
