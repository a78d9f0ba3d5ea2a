// Updates [29]–[52].
#include <string>
#include <utility>

#include "parser/grammar/query.h"
#include "parser/grammar/query_match.h"

namespace quoth::sparql {
namespace {

// ---- Actions

const auto add_default_triples = [](auto& context) {
  x3::_val(context).push_back({std::nullopt, {}, std::move(x3::_attr(context))});
};
const auto set_block_graph = [](auto& context) {
  x3::_val(context).graph = std::move(x3::_attr(context).value);
  x3::_val(context).graph_span = x3::_attr(context).span;
};

const auto set_with = [](auto& context) {
  x3::_val(context).with = std::move(x3::_attr(context).value);
  x3::_val(context).with_span = x3::_attr(context).span;
};
const auto set_using_iri = [](auto& context) { x3::_val(context).iri = std::move(x3::_attr(context).value); };
const auto set_source = [](auto& context) {
  x3::_val(context).source = std::move(x3::_attr(context).value);
  x3::_val(context).source_span = x3::_attr(context).span;
};
const auto set_graph = [](auto& context) {
  x3::_val(context).kind = GraphReference::Kind::kGraph;
  x3::_val(context).iri = std::move(x3::_attr(context).value);
};
auto set_kind(GraphReference::Kind kind) { return set(&GraphReference::kind, kind); }

// ---- Rules

const x3::rule<struct QuadsId, Quads> quads = "'{'";
const x3::rule<struct GraphBlockId, QuadsBlock> graph_block = "GRAPH";
const x3::rule<struct ModifyId, Modify> modify = "DELETE or INSERT";
const x3::rule<struct UsingId, DatasetClause> using_clause = "USING";
const x3::rule<struct GraphReferenceId, GraphReference> one_graph = "GRAPH";
const x3::rule<struct AnyGraphsId, GraphReference> any_graphs = "GRAPH, DEFAULT, NAMED or ALL";
const x3::rule<struct GraphOrDefaultId, GraphReference> graph_or_default = "DEFAULT or an IRI";
const x3::rule<struct LoadId, Load> load = "LOAD";
const x3::rule<struct ManageId, Manage> manage = "CLEAR, DROP or CREATE";
const x3::rule<struct TransferId, Transfer> transfer = "ADD, MOVE or COPY";
const x3::rule<struct OperationId, Operation> operation = "an update operation";
const x3::rule<struct UpdateId, Update> update = "an update operation";

constexpr const char* kOperation =
    "an update operation (INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY)";

const auto graph_block_def = keyword("GRAPH") > graph_name[set_block_graph] > enter("{") >
                             -triples_block[to(&QuadsBlock::triples)] > close_after("a triple");
const auto quads_def = enter("{")[begin_template] > -triples_block[add_default_triples] >
                       *(graph_block[add] >> -mark(".") >> -triples_block[add_default_triples]) >
                       close_after("a triple, GRAPH")[end_template];

const auto using_clause_def =
    spanned(keyword("USING") > -keyword("NAMED")[set(&DatasetClause::named, true)] > name[set_using_iri]);
const auto change =
    (keyword("DELETE") > quads[to(&Modify::remove)] > -(keyword("INSERT") > quads[to(&Modify::insert)])) |
    (keyword("INSERT") > quads[to(&Modify::insert)]);
const auto modify_def = ((keyword("WITH") > name[set_with] > change) | change) >
                        *using_clause[append_to(&Modify::dataset)] >
                        keyword("WHERE") > group[to(&Modify::where)];

const auto graph_iri = keyword("GRAPH") > name[set_graph];
const auto one_graph_def = spanned(graph_iri);
const auto any_graphs_def = spanned(graph_iri | keyword("DEFAULT")[set_kind(GraphReference::Kind::kDefault)] |
                                    keyword("NAMED")[set_kind(GraphReference::Kind::kNamed)] |
                                    keyword("ALL")[set_kind(GraphReference::Kind::kAll)]);
const auto graph_or_default_def =
    spanned(keyword("DEFAULT")[set_kind(GraphReference::Kind::kDefault)] | graph_iri | name[set_graph]);

const auto load_def = keyword("LOAD") > -keyword("SILENT")[set(&Load::silent, true)] > name[set_source] >
                      -(keyword("INTO") > one_graph[to(&Load::into)]);
const auto silent = -keyword("SILENT")[set(&Manage::silent, true)];
const auto manage_def = (keyword("CLEAR")[set(&Manage::action, Manage::Action::kClear)] > silent >
                         any_graphs[to(&Manage::target)]) |
                        (keyword("DROP")[set(&Manage::action, Manage::Action::kDrop)] > silent >
                         any_graphs[to(&Manage::target)]) |
                        (keyword("CREATE")[set(&Manage::action, Manage::Action::kCreate)] > silent >
                         one_graph[to(&Manage::target)]);
const auto transfer_def = (keyword("ADD")[set(&Transfer::action, Transfer::Action::kAdd)] |
                           keyword("MOVE")[set(&Transfer::action, Transfer::Action::kMove)] |
                           keyword("COPY")[set(&Transfer::action, Transfer::Action::kCopy)]) >
                          -keyword("SILENT")[set(&Transfer::silent, true)] >
                          graph_or_default[to(&Transfer::from)] >
                          keyword("TO") > graph_or_default[to(&Transfer::to)];

const auto form = ((keyword("INSERT") >> keyword("DATA")) > quads[as<InsertData>()]) |
                  ((keyword("DELETE") >> keyword("DATA")) > quads[as<DeleteData>()]) |
                  ((keyword("DELETE") >> keyword("WHERE")) > quads[as<DeleteWhere>()]) | modify[set_value] |
                  load[set_value] | manage[set_value] | transfer[set_value];
const auto operation_def = prologue[to(&Operation::prologue)] >> spanned(form);

// Declarations may stand at the end, with nothing behind them.
const auto update_def =
    (operation[append_to(&Update::operations)] >> *(mark(";") >> operation[append_to(&Update::operations)]) >
     ((mark(";") > prologue > named(kOperation)[end_token]) | end_token)) |
    (prologue > named(kOperation)[end_token]);

BOOST_SPIRIT_DEFINE(quads, graph_block, modify, using_clause, one_graph, any_graphs, graph_or_default, load,
                    manage, transfer, operation, update)

}  // namespace

std::optional<Mismatch> match_update(std::string_view text, Update& result) {
  return match_whole(update, text, result);
}

}  // namespace quoth::sparql
