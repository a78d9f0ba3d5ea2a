// Group graph patterns and what stands in them [53]–[74].
#include <utility>

#include "parser/grammar/query_rules.h"

namespace quoth::sparql {
namespace {

// ---- Actions

const auto set_graph_name = [](auto& context) {
  std::visit([&](auto& each) { x3::_val(context).value = std::move(each); }, x3::_attr(context).value);
};
const auto set_graph_variable = [](auto& context) {
  x3::_val(context).value = Variable{std::string(x3::_attr(context).text)};
};

// The pattern is not there yet.
const auto begin_graph = [](auto& context) {
  PlacedGraphName& graph = x3::_attr(context);
  x3::_val(context).value =
      GraphPattern{std::move(graph.value), graph.span, Box<GroupPattern>(GroupPattern())};
};
const auto end_graph = [](auto& context) {
  *std::get<GraphPattern>(x3::_val(context).value).pattern = std::move(x3::_attr(context));
};
const auto begin_service = [](auto& context) {
  x3::_val(context).value = ServicePattern{false, {}, {}, Box<GroupPattern>(GroupPattern())};
};
const auto set_silent = [](auto& context) {
  std::get<ServicePattern>(x3::_val(context).value).silent = true;
};
const auto set_endpoint = [](auto& context) {
  ServicePattern& service = std::get<ServicePattern>(x3::_val(context).value);
  service.endpoint = std::move(x3::_attr(context).value);
  service.endpoint_span = x3::_attr(context).span;
};
const auto end_service = [](auto& context) {
  *std::get<ServicePattern>(x3::_val(context).value).pattern = std::move(x3::_attr(context));
};

const auto set_bound_variable = [](auto& context) {
  x3::_val(context).variable = std::move(x3::_attr(context).value);
  x3::_val(context).variable_span = x3::_attr(context).span;
};

const auto add_variable = [](auto& context) {
  x3::_val(context).variables.push_back(std::move(x3::_attr(context).value));
};
const auto add_single_row = [](auto& context) {
  InlineData::Row row;
  row.cells = std::move(x3::_attr(context).cells);
  row.span = x3::_attr(context).span;
  x3::_val(context).rows.push_back(std::move(row));
};
const auto add_cell = [](auto& context) {
  x3::_val(context).cells.emplace_back(std::move(x3::_attr(context)));
};
const auto add_undefined = [](auto& context) { x3::_val(context).cells.emplace_back(std::nullopt); };

// ---- Rules

const x3::rule<struct ElementId, GroupElement> element = "a pattern";
const x3::rule<struct TriplesElementId, GroupElement> triples_element = "triples";
const x3::rule<struct SubSelectId, GroupElement> sub_select_element = "SELECT";
const x3::rule<struct NestedId, NestedPattern> nested = "'{'";
const x3::rule<struct BindId, Bind> bind = "'('";
const x3::rule<struct CellId, InlineData::Row> cell = "an IRI, a literal, a triple term or UNDEF";
const x3::rule<struct RowId, InlineData::Row> row = "'('";

const auto graph_name_def = spanned(variable_token[set_graph_variable] | name[set_graph_name]);
const auto placed_variable_def = spanned(variable_token[set_graph_variable]);

const auto triples_element_def = spanned(triples_block[as<Triples>()]);
const auto sub_select_element_def = spanned(sub_select[as<SubSelect>()]);

const auto nested_def = group[append_to(&NestedPattern::branches)] >>
                        *(keyword("UNION") > group[append_to(&NestedPattern::branches)]);
const auto bind_def = enter("(") > expression[to(&Bind::expression)] >
                      keyword("AS") > placed_variable[set_bound_variable] > mark(")")[leave];

const auto element_def =
    spanned((keyword("OPTIONAL") > group[as<OptionalPattern>()]) |
            (keyword("FILTER") > constraint[as<FilterPattern>()]) | nested[set_value] |
            (keyword("BIND") > bind[set_value]) | (keyword("MINUS") > group[as<MinusPattern>()]) |
            (keyword("GRAPH") > graph_name[begin_graph] > group[end_graph]) |
            (keyword("VALUES") > inline_data[set_value]) |
            (keyword("SERVICE")[begin_service] > -keyword("SILENT")[set_silent] > graph_name[set_endpoint] >
             group[end_service]) |
            (keyword("LATERAL") > group[as<LateralPattern>()]));

const auto group_def = spanned(enter("{") > ((sub_select_element[append_to(&GroupPattern::elements)]) |
                                             (-triples_element[append_to(&GroupPattern::elements)] >>
                                              *(element[append_to(&GroupPattern::elements)] >> -mark(".") >>
                                                -triples_element[append_to(&GroupPattern::elements)]))) >
                               close_after("a pattern"));

const auto value = data_value[add_cell] | keyword("UNDEF")[add_undefined];
const auto cell_def = spanned(value);
const auto row_def =
    spanned(mark("(") > *value > named("an IRI, a literal, a triple term, UNDEF or ')'")[mark(")")]);
const auto inline_data_def =
    spanned((placed_variable[add_variable] > mark("{") > *cell[add_single_row] >
             named("an IRI, a literal, a triple term, UNDEF or '}'")[mark("}")]) |
            (mark("(") > *placed_variable[add_variable] > named("a variable or ')'")[mark(")")] > mark("{") >
             *row[append_to(&InlineData::rows)] > named("'(' or '}'")[mark("}")]));

BOOST_SPIRIT_DEFINE(element, triples_element, sub_select_element, nested, bind, cell, row)

}  // namespace

BOOST_SPIRIT_DEFINE(group, inline_data, graph_name, placed_variable)
BOOST_SPIRIT_INSTANTIATE(GroupRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(InlineDataRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(GraphNameRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PlacedVariableRule, Iterator, Context)

}  // namespace quoth::sparql
