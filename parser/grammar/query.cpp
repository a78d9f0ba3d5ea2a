// Queries: prologue, forms, solution modifiers [1]–[29].
#include "parser/grammar/query.h"

#include <string>
#include <utility>

#include "parser/grammar/query_match.h"

namespace quoth::sparql {
namespace {

// ---- Actions

const auto set_iri = [](auto& context) { x3::_val(context).iri = Iri{std::string(x3::_attr(context).text)}; };
const auto set_prefix = [](auto& context) { x3::_val(context).prefix = x3::_attr(context).text; };
const auto set_version = [](auto& context) { x3::_val(context).version = x3::_attr(context).text; };

const auto set_dataset_iri = [](auto& context) {
  x3::_val(context).iri = std::move(x3::_attr(context).value);
};
const auto set_item = [](auto& context) {
  x3::_val(context).variable = std::move(x3::_attr(context).value);
  x3::_val(context).span = x3::_attr(context).span;
};
const auto set_star = [](auto& context) {
  const std::size_t begin = scan_of(context).offset(scan_of(context).token);
  x3::_val(context).star_span = {begin, begin + 1};
};
const auto set_resource = [](auto& context) {
  x3::_val(context).name = std::move(x3::_attr(context).value);
  x3::_val(context).span = x3::_attr(context).span;
};
const auto set_group_variable = [](auto& context) {
  x3::_val(context).variable = std::move(x3::_attr(context).value);
};
const auto set_expression_variable = [](auto& context) {
  PlacedVariable& variable = x3::_attr(context);
  x3::_val(context).expression = Expression{std::move(variable.value), variable.span};
};
const auto append_dataset = [](auto& context) {
  x3::_val(context).body.dataset.push_back(std::move(x3::_attr(context)));
};
const auto set_where = [](auto& context) { x3::_val(context).body.where = std::move(x3::_attr(context)); };
const auto set_described_where = [](auto& context) {
  x3::_val(context).body.where = std::move(x3::_attr(context));
  x3::_val(context).has_where = true;
};
const auto set_modifier = [](auto& context) {
  x3::_val(context).body.modifier = std::move(x3::_attr(context));
};
const auto set_values = [](auto& context) { x3::_val(context).body.values = std::move(x3::_attr(context)); };
const auto set_query_values = [](auto& context) {
  std::visit([&](auto& form) { form.body.values = std::move(x3::_attr(context)); }, x3::_val(context).form);
};

// CONSTRUCT WHERE { … }: the triples are the template and the pattern.
struct ShortPattern {
  TriplesBlock triples;
  Span span;
};
const auto set_short_pattern = [](auto& context) {
  ShortPattern& both = x3::_attr(context);
  Construct& construct = x3::_val(context);
  construct.pattern = both.triples;
  GroupPattern& where = construct.body.where;
  where.span = both.span;
  if (both.triples.empty()) return;
  where.elements.push_back({Triples{std::move(both.triples)}, {both.span.begin + 1, both.span.end - 1}});
};

// ---- Rules

const x3::rule<struct BaseId, BaseDeclaration> base_declaration = "an IRI";
const x3::rule<struct PrefixId, PrefixDeclaration> prefix_declaration = "a prefix, such as 'ex:'";
const x3::rule<struct VersionId, VersionDeclaration> version_declaration = "a version in quotes";
const x3::rule<struct DeclarationId, Declaration> declaration = "a declaration";
const x3::rule<struct DatasetId, DatasetClause> dataset_clause = "FROM";
const x3::rule<struct SelectItemId, SelectItem> select_item = "a variable or '('";
const x3::rule<struct SelectClauseId, Select> select_clause = "a variable, '(' or '*'";
const x3::rule<struct SelectQueryId, Select> select_query = "SELECT";
const x3::rule<struct AskId, Ask> ask_query = "ASK";
const x3::rule<struct ConstructId, Construct> construct_query = "CONSTRUCT";
const x3::rule<struct TemplateId, TriplesBlock> construct_template = "'{'";
const x3::rule<struct ShortPatternId, ShortPattern> short_pattern = "'{'";
const x3::rule<struct DescribeId, Describe> describe_query = "DESCRIBE";
const x3::rule<struct ResourceId, Describe::Resource> resource = "a variable or an IRI";
const x3::rule<struct ModifierId, SolutionModifier> modifier = "a solution modifier";
const x3::rule<struct GroupKeyId, GroupKey> group_key =
    "a variable, an expression in brackets or a function call";
const x3::rule<struct OrderKeyId, OrderKey> order_key =
    "a variable, an expression in brackets or a function call";
const x3::rule<struct BracketedId, Expression> bracketed = "'('";
const x3::rule<struct QueryId, Query> query = "a query (SELECT, ASK, CONSTRUCT or DESCRIBE)";

const auto base_declaration_def = grammar::iri_ref[set_iri];
const auto prefix_declaration_def = grammar::prefix_label[set_prefix] > grammar::iri_ref[set_iri];
const auto version_declaration_def =
    grammar::quoted_string[set_version] | grammar::apostrophe_string[set_version];
const auto declaration_def = spanned((keyword("PREFIX") > prefix_declaration[set_value]) |
                                     (keyword("BASE") > base_declaration[set_value]) |
                                     (keyword("VERSION") > version_declaration[set_value]));
const auto prologue_def = *declaration[add];

const auto dataset_clause_def =
    spanned(keyword("FROM") > -keyword("NAMED")[set(&DatasetClause::named, true)] > name[set_dataset_iri]);

const auto where_clause = (keyword("WHERE") > group[set_where]) | group[set_where];

const auto select_item_def =
    placed_variable[set_item] | (enter("(") > expression[to(&SelectItem::expression)] > keyword("AS") >
                                 placed_variable[set_item] > mark(")")[leave]);
const auto select_clause_def =
    keyword("SELECT") > -(keyword("DISTINCT")[set(&Select::duplicates, Duplicates::kDistinct)] |
                          keyword("REDUCED")[set(&Select::duplicates, Duplicates::kReduced)]) >
    named("a variable, '*' or ( expression AS ?variable )")[mark("*")[set_star] |
                                                            +select_item[append_to(&Select::items)]];
const auto sub_select_def = select_clause[keep] >
                            named("WHERE or '{'")[where_clause] > modifier[set_modifier] >
                            -(keyword("VALUES") > inline_data[set_values]);

const auto select_query_def = select_clause[keep] > *dataset_clause[append_dataset] >
                              named("WHERE or '{'")[where_clause] > modifier[set_modifier];
const auto ask_query_def = keyword("ASK") > *dataset_clause[append_dataset] >
                           named("WHERE or '{'")[where_clause] > modifier[set_modifier];

const auto construct_template_def = enter("{")[begin_template] > -triples_block[keep] >
                                    close_after("a triple")[end_template];
const auto short_pattern_def = spanned(construct_template[to(&ShortPattern::triples)]);
const auto construct_query_def =
    keyword("CONSTRUCT") >
    named("WHERE or '{'")[(construct_template[to(&Construct::pattern)] > *dataset_clause[append_dataset] >
                           named("WHERE or '{'")[where_clause]) |
                          (((+dataset_clause[append_dataset] > keyword("WHERE")) | keyword("WHERE")) >
                           short_pattern[set_short_pattern])] > modifier[set_modifier];

const auto resource_def = graph_name[set_resource];
const auto describe_query_def =
    keyword("DESCRIBE") >
    named("a variable, an IRI or '*'")[mark("*") | +resource[append_to(&Describe::resources)]] >
    *dataset_clause[append_dataset] >
    -((keyword("WHERE") > group[set_described_where]) | group[set_described_where]) > modifier[set_modifier];

const auto bracketed_def = spanned(enter("(") > expression[keep] > mark(")")[leave]);
const auto group_key_def =
    (enter("(") > expression[to(&GroupKey::expression)] >
     -(keyword("AS") > placed_variable[set_group_variable]) > named("AS or ')'")[mark(")")][leave]) |
    placed_variable[set_expression_variable] | constraint[to(&GroupKey::expression)];
const auto order_key_def =
    (keyword("ASC") > bracketed[to(&OrderKey::expression)]) |
    (keyword("DESC")[set(&OrderKey::descending, true)] > bracketed[to(&OrderKey::expression)]) |
    placed_variable[set_expression_variable] | constraint[to(&OrderKey::expression)];

const auto limit = keyword("LIMIT") > count_token[to(&SolutionModifier::limit)];
const auto offset = keyword("OFFSET") > count_token[to(&SolutionModifier::offset)];
const auto modifier_def = -(keyword("GROUP") > keyword("BY") >
                            +group_key[append_to(&SolutionModifier::group_by)]) >>
                          -(keyword("HAVING") > +constraint[append_to(&SolutionModifier::having)]) >>
                          -(keyword("ORDER") > keyword("BY") >
                            +order_key[append_to(&SolutionModifier::order_by)]) >>
                          -((limit >> -offset) | (offset >> -limit));

const auto set_form = [](auto& context) { x3::_val(context).form = std::move(x3::_attr(context)); };

const auto query_def =
    prologue[to(&Query::prologue)] >
    named("SELECT, ASK, CONSTRUCT or DESCRIBE")[select_query[set_form] | ask_query[set_form] |
                                                construct_query[set_form] | describe_query[set_form]] >
    -(keyword("VALUES") > inline_data[set_query_values]) > end_token;

BOOST_SPIRIT_DEFINE(base_declaration, prefix_declaration, version_declaration, declaration, dataset_clause,
                    select_item, select_clause, select_query, ask_query, construct_query, construct_template,
                    short_pattern, describe_query, resource, modifier, group_key, order_key, bracketed, query)

}  // namespace

BOOST_SPIRIT_DEFINE(sub_select, prologue)
BOOST_SPIRIT_INSTANTIATE(SelectRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PrologueRule, Iterator, Context)

std::optional<Mismatch> match_query(std::string_view text, Query& result) {
  return match_whole(query, text, result);
}

}  // namespace quoth::sparql
