// Fuzzing queries and updates of SPARQL: any bytes are read as both. What must hold of every text:
// - parsing it ends, with a tree or with an error that has a place in it;
// - every part of a pattern lies inside what it is part of, one behind the other;
// - blanks and a comment at the end change nothing.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "parser/parse_query.h"
#include "parser/query_walk.h"

using namespace quoth;
using namespace quoth::sparql;

namespace {

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

class PlaceCheck {
 public:
  explicit PlaceCheck(std::string_view text) : text_(text) {}

  void check(const Query& query) const {
    std::size_t begin = 0;
    for (const Declaration& each : query.prologue) begin = check(each.span, {begin, text_.size()});
    const Span rest{begin, text_.size()};
    std::visit(Overloaded{
                   [&](const Select& select) { check(select, rest); },
                   [&](const Describe& describe) {
                     if (describe.has_where) check(describe.body, rest);
                   },
                   [&](const auto& form) { check(form.body, rest); },
               },
               query.form);
  }

  void check(const Update& update) const {
    std::size_t begin = 0;
    for (const Operation& operation : update.operations) {
      begin = check(operation.span, {begin, text_.size()});
      if (const auto* modify = std::get_if<Modify>(&operation.value)) check(modify->where, operation.span);
    }
  }

 private:
  // Where the part ends.
  std::size_t check(Span part, Span whole) const {
    if (part.begin >= part.end || part.begin < whole.begin || part.end > whole.end)
      fail("a part lies outside", text_);
    return part.end;
  }

  void check(const Select& select, Span whole) const {
    for (const SelectItem& item : select.items) {
      check(item.span, whole);
      if (item.expression) check(*item.expression, whole);
    }
    check(select.body, whole);
  }

  void check(const QueryBody& body, Span whole) const {
    check(body.where, whole);
    const Span behind{body.where.span.end, whole.end};
    for (const GroupKey& key : body.modifier.group_by) check(key.expression, behind);
    for (const Expression& condition : body.modifier.having) check(condition, behind);
    for (const OrderKey& key : body.modifier.order_by) check(key.expression, behind);
    if (body.values) check(body.values->span, behind);
  }

  void check(const GroupPattern& group, Span whole) const {
    check(group.span, whole);
    std::size_t begin = group.span.begin + 1;
    for (const GroupElement& element : group.elements) {
      begin = check(element.span, {begin, group.span.end - 1});
      std::visit([&](const auto& each) { check(each, element.span); }, element.value);
    }
  }

  void check(const Triples& triples, Span whole) const {
    walk(triples.triples, [&](const GraphNode& node) { check(node.span, whole); });
  }
  void check(const NestedPattern& nested, Span whole) const {
    for (const GroupPattern& branch : nested.branches) check(branch, whole);
  }
  void check(const FilterPattern& filter, Span whole) const { check(filter.condition, whole); }
  void check(const Bind& bind, Span whole) const {
    check(bind.expression, whole);
    check(bind.variable_span, {bind.expression.span.end, whole.end});
  }
  void check(const InlineData& data, Span whole) const {
    std::size_t begin = whole.begin;
    for (const InlineData::Row& row : data.rows) {
      begin = check(row.span, {begin, whole.end});
      if (row.cells.size() != data.variables.size()) fail("a row of another length", text_);
    }
  }
  void check(const SubSelect& select, Span whole) const { check(*select.select, whole); }
  template <typename Pattern>
  void check(const Pattern& around, Span whole) const {
    check(*around.pattern, whole);
  }

  void check(const Expression& expression, Span whole) const {
    check(expression.span, whole);
    if (const auto* exists = std::get_if<Exists>(&expression.value)) check(*exists->pattern, expression.span);
    for_each_part(expression, [&](const Expression& part) { check(part, expression.span); });
  }

  std::string_view text_;
};

template <typename Tree>
std::string outcome(const Result<Tree>& parsed) {
  return parsed ? to_text(*parsed) : parsed.error().message;
}

template <typename Parse>
void check(const Parse& parse, const std::string& text) {
  const auto parsed = parse(text, "text");
  if (parsed) {
    PlaceCheck(text).check(*parsed);
    if (outcome(parse(text + " \n# more", "text")) != outcome(parsed)) fail("a comment changes it", text);
  } else if (!parsed.error().offset || *parsed.error().offset > text.size() || !parsed.error().location) {
    fail("an error without a place", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(parse_query, text);
  check(parse_update, text);
  return 0;
}
