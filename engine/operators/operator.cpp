#include "engine/operators/operator.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>

#include "rdf/value.h"

namespace quoth {

Operator::Operator(OperatorSetup setup)
    : context_(setup.context),
      symbols_(setup.symbols),
      node_(setup.node),
      statistics_(setup.statistics),
      inputs_(std::move(setup.inputs)) {}

Result<bool> Operator::next(Batch& out) {
  QUOTH_CHECK(context_.check());
  const auto start = std::chrono::steady_clock::now();
  out.reset(node_.columns.size());
  auto more = produce(out);
  if (more && !*more) out.reset(node_.columns.size());
  statistics_.rows += out.size;
  statistics_.nanoseconds += static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count());
  assert(!more || *more == (out.size > 0));
  assert(std::all_of(out.columns.begin(), out.columns.end(),
                     [&](const auto& column) { return !more || column.size() == out.size; }));
  return more;
}

TermId boolean_id(bool value) {
  static const std::array kIds{*inline_id(term_of(Value::boolean(false)).view()),
                               *inline_id(term_of(Value::boolean(true)).view())};
  return kIds[value ? 1 : 0];
}

std::size_t position(const plan::Vars& columns, plan::Var var) {
  const auto found = std::find(columns.begin(), columns.end(), var);
  return found == columns.end() ? kAbsent : static_cast<std::size_t>(found - columns.begin());
}

std::vector<std::size_t> positions(const plan::Vars& columns, const plan::Vars& wanted) {
  std::vector<std::size_t> out;
  out.reserve(wanted.size());
  for (const plan::Var var : wanted) out.push_back(position(columns, var));
  return out;
}

}  // namespace quoth
