#include <map>
#include <string_view>

#include "parser/check_query.h"
#include "parser/query_walk.h"

namespace quoth::sparql {
namespace {

class LabelCheck {
 public:
  void check(const Query& query) {
    std::visit([&](const auto& form) { check(form); }, query.form);
  }

  void check(const GroupPattern& group) {
    begin();
    for (const GroupElement& element : group.elements) {
      std::visit(Overloaded{
                     [&](const Triples& triples) { note(triples.triples); },
                     // Ends no basic graph pattern.
                     [&](const FilterPattern& filter) {
                       const int around = place_;
                       check(filter.condition);
                       place_ = around;
                     },
                     [&](const auto& other) {
                       check(other);
                       begin();
                     },
                 },
                 element.value);
    }
  }

  // Data, all of which is one place.
  void check(const InsertData& insert) {
    begin();
    for (const QuadsBlock& block : insert.quads) note(block.triples);
  }

  QueryCheck take() { return std::move(fault_); }

 private:
  // ---- Whatever holds patterns

  void check(const Select& select) {
    for (const SelectItem& item : select.items) {
      if (item.expression) check(*item.expression);
    }
    check(select.body);
  }
  void check(const Ask& ask) { check(ask.body); }
  void check(const Construct& construct) { check(construct.body); }
  void check(const Describe& describe) { check(describe.body); }

  void check(const QueryBody& body) {
    check(body.where);
    for (const GroupKey& key : body.modifier.group_by) check(key.expression);
    for (const Expression& condition : body.modifier.having) check(condition);
    for (const OrderKey& key : body.modifier.order_by) check(key.expression);
  }

  void check(const Expression& expression) {
    if (const auto* exists = std::get_if<Exists>(&expression.value)) check(*exists->pattern);
    for_each_part(expression, [&](const Expression& part) { check(part); });
  }

  void check(const OptionalPattern& optional) { check(*optional.pattern); }
  void check(const MinusPattern& minus) { check(*minus.pattern); }
  void check(const LateralPattern& lateral) { check(*lateral.pattern); }
  void check(const NestedPattern& nested) {
    for (const GroupPattern& branch : nested.branches) check(branch);
  }
  void check(const GraphPattern& graph) { check(*graph.pattern); }
  void check(const ServicePattern& service) { check(*service.pattern); }
  void check(const Bind& bind) { check(bind.expression); }
  void check(const InlineData&) {}
  void check(const SubSelect& select) { check(*select.select); }

  // ---- Labels

  void begin() { place_ = ++places_; }

  void note(const TriplesBlock& triples) {
    walk(triples, [&](const GraphNode& node) {
      const auto* blank = std::get_if<BlankNode>(&node.value);
      if (blank == nullptr || blank->label.empty() || fault_) return;
      const auto known = place_of_.emplace(blank->label, place_).first;
      if (known->second == place_) return;
      fault_ =
          QueryFault{"the blank node _:" + blank->label +
                         " is used elsewhere already; a label belongs to one basic graph pattern, or to one "
                         "INSERT DATA",
                     node.span};
    });
  }

  int place_ = 0;   // the basic graph pattern, or the data, at hand
  int places_ = 0;  // how many there have been
  std::map<std::string_view, int> place_of_;
  QueryCheck fault_;
};

}  // namespace

QueryCheck check_labels(const Query& query) {
  LabelCheck labels;
  labels.check(query);
  return labels.take();
}

QueryCheck check_labels(const Update& update) {
  LabelCheck patterns, data;
  for (const Operation& operation : update.operations) {
    if (const auto* modify = std::get_if<Modify>(&operation.value)) patterns.check(modify->where);
    if (const auto* insert = std::get_if<InsertData>(&operation.value)) data.check(*insert);
  }
  auto fault = patterns.take();
  return fault ? fault : data.take();
}

}  // namespace quoth::sparql
