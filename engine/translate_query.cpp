#include "engine/translate_query.h"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/translate/context.h"
#include "engine/translate/dataset.h"
#include "engine/translate/names.h"
#include "engine/translate/select.h"
#include "engine/translate/triples.h"
#include "engine/translate/variables.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

using algebra::Node;
using algebra::Variable;
using translation::Context;
using translation::Names;
using translation::QueryDataset;
using translation::Wanted;

// Declarations count from where they stand, for those behind them; the query sees what holds at last.
struct Declarations {
  PrefixMap prefixes;
  std::string base;
};

Result<Declarations> read_prologue(const sparql::Prologue& prologue, std::string_view text,
                                   const QueryOptions& options) {
  Declarations out{options.prefixes, options.base};
  for (const sparql::Declaration& declaration : prologue) {
    const ExpressionSource source{text, options.document, out.prefixes, out.base};
    const Names names(source);
    if (const auto* base = std::get_if<sparql::BaseDeclaration>(&declaration.value)) {
      QUOTH_TRY(std::string iri, names.iri(base->iri, declaration.span));
      out.base = std::move(iri);
    } else if (const auto* prefix = std::get_if<sparql::PrefixDeclaration>(&declaration.value)) {
      QUOTH_TRY(const std::string iri, names.iri(prefix->iri, declaration.span));
      out.prefixes.set(prefix->prefix, iri);
    }
  }
  return out;
}

const std::vector<sparql::DatasetClause>& dataset_of(const sparql::Query& query) {
  return std::visit(
      [](const auto& form) -> const std::vector<sparql::DatasetClause>& { return form.body.dataset; },
      query.form);
}

// Translates one form; the solutions of all of them have the same parts.
class FormReader {
 public:
  FormReader(const QueryDataset& dataset, Context& context) : dataset_(dataset), context_(context) {}

  Result<TranslatedQuery> read(const sparql::Select& select) {
    TranslatedQuery out;
    QUOTH_TRY(out.solutions, body(select.body, translation::wanted_by(select)));
    return out;
  }

  Result<TranslatedQuery> read(const sparql::Ask& ask) {
    TranslatedQuery out{.form = QueryForm::kAsk};
    QUOTH_TRY(Node node, body(ask.body, {.columns = std::vector<Variable>()}));
    out.solutions = {algebra::Slice{std::move(node), 0, 1}};
    return out;
  }

  Result<TranslatedQuery> read(const sparql::Construct& construct) {
    TranslatedQuery out{.form = QueryForm::kConstruct};
    QUOTH_TRY(translation::TripleList triples, translation::read_triples(construct.pattern, context_));
    out.construct = std::move(triples.patterns);
    const Node whole{algebra::Bgp{algebra::DefaultGraph{}, out.construct}};
    std::vector<Variable> columns = algebra::variables_in_scope(whole);
    std::erase_if(columns, translation::is_internal);
    QUOTH_TRY(out.solutions, body(construct.body, {.columns = std::move(columns)}));
    return out;
  }

  Result<TranslatedQuery> read(const sparql::Describe& describe) {
    TranslatedQuery out{.form = QueryForm::kDescribe};
    Wanted wanted;
    if (!describe.resources.empty()) wanted.columns.emplace();
    for (const auto& resource : describe.resources) {
      QUOTH_TRY(algebra::TermPattern name, translation::read_name(resource.name, resource.span, context_));
      if (auto* variable = std::get_if<Variable>(&name)) {
        if (std::find(wanted.columns->begin(), wanted.columns->end(), *variable) == wanted.columns->end())
          wanted.columns->push_back(std::move(*variable));
      } else {
        out.resources.push_back(std::get<Term>(std::move(name)));
      }
    }
    QUOTH_TRY(out.solutions, body(describe.body, wanted));
    out.described_in = translation::whole_dataset(dataset_);
    return out;
  }

 private:
  Result<Node> body(const sparql::QueryBody& body, const Wanted& wanted) {
    return translation::read_body(body, wanted, dataset_.default_graph, context_);
  }

  const QueryDataset& dataset_;
  Context& context_;
};

}  // namespace

Result<TranslatedQuery> translate_query(const sparql::Query& query, std::string_view text,
                                        const QueryOptions& options) {
  QUOTH_TRY(Declarations declarations, read_prologue(query.prologue, text, options));
  const ExpressionSource source{text, options.document, declarations.prefixes, declarations.base};
  const Names names(source);
  QUOTH_TRY(const QueryDataset dataset, translation::read_dataset(dataset_of(query), options, names));
  Context context{names, dataset, query.prologue};
  FormReader reader(dataset, context);
  QUOTH_TRY(TranslatedQuery translated,
            std::visit([&](const auto& form) { return reader.read(form); }, query.form));
  translated.prefixes = std::move(declarations.prefixes);
  return translated;
}

}  // namespace quoth
