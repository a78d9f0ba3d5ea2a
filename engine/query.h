// Queries in SPARQL, from text to results.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/execute.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

enum class QueryForm : std::uint8_t { kSelect, kAsk, kConstruct, kDescribe };

// What a query is asked of, instead of its own FROM and FROM NAMED (SPARQL 1.2 Protocol, 2.1.4). IRIs of graphs;
// the default graph is the merge of those in `default_graphs`.
struct Dataset {
  std::vector<std::string> default_graphs, named_graphs;
};

struct QueryOptions {
  ExecuteOptions execute;
  std::string document = "query";  // names the text in messages
  std::string base;                // before a BASE is given; empty: none
  PrefixMap prefixes;              // known without a PREFIX
  std::optional<Dataset> dataset;
  bool union_default_graph = false;  // the default graph is the merge of all graphs and the background
};

// A running query. Keeps its snapshot alive. One thread at a time. After an error of any of its functions there
// is no more to be had from it.
class QueryResult {
 public:
  using Row = std::vector<std::optional<Term>>;

  virtual ~QueryResult() = default;
  virtual QueryForm form() const = 0;

  // Of kSelect: the columns, and the next rows, none at the end.
  virtual const std::vector<std::string>& variables() const = 0;
  virtual Result<std::vector<Row>> next_rows() = 0;

  // Of kAsk.
  virtual Result<bool> answer() = 0;

  // Of kConstruct and kDescribe: the next triples, none at the end. A triple may come again later on: the graph is
  // the set of all.
  virtual Result<std::vector<Triple>> next_triples() = 0;

  // The prefixes that the query declared and was given, for writers.
  virtual const PrefixMap& prefixes() const = 0;

  // Algebra and plan, with estimated rows, and the actual rows, blocks and time so far of each operator.
  virtual std::string explain() const = 0;
};

// kSyntax, kInvalid, kUnsupported, kLimit with their place in the text, and what planning may give. Nothing is read
// beyond what planning needs until results are asked for.
Result<std::unique_ptr<QueryResult>> start_query(std::string_view text,
                                                 std::shared_ptr<const Snapshot> snapshot,
                                                 const QueryOptions& options = {});

}  // namespace quoth
