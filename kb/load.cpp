#include "kb/load.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "kb/document.h"
#include "kb/quad_intake.h"
#include "kb/skipped.h"
#include "kb/table_claims.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

using Clock = std::chrono::steady_clock;

std::size_t quarter_of_memory() {
  constexpr std::size_t kLeast = std::size_t{64} << 20;
  const long pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return kLeast;
  return std::max(kLeast, static_cast<std::size_t>(pages) / 4 * static_cast<std::size_t>(page));
}

// The quads of an RDF document on their way: blank nodes scoped, the default graph's triples in their source.
class LoadSink : public RdfSink {
 public:
  LoadSink(const LoadRequest& request, DocumentScope& scope, QuadIntake& intake, Skipped& skipped)
      : request_(request), scope_(scope), intake_(intake), skipped_(skipped) {
    if (request.source.empty()) return;
    source_.emplace();
    source_->text = request.source;
  }

  Status quad(const QuadView& quad) override {
    QuadView scoped = scope_.apply(quad);
    if (!scoped.graph) scoped.graph = source_;
    if (request_.replace && scoped.graph != source_) {
      return Error{
          ErrorCode::kInvalid,
          fmt::format("{} also holds the graph {}; to replace <{}> it takes a file of that source alone",
                      request_.path, to_string(*quad.graph), request_.source),
          {},
          {}};
    }
    return intake_.add(scoped);
  }
  Status prefix(std::string_view label, std::string_view iri) override {
    intake_.add_prefix(label, iri);
    return {};
  }
  Status bad_line(const Error& error) override { return skipped_.add(error); }

 private:
  const LoadRequest& request_;
  DocumentScope& scope_;
  QuadIntake& intake_;
  Skipped& skipped_;
  std::optional<TermView> source_;
};

Result<Document> open_document(const std::string& directory, const LoadRequest& request) {
  DocumentRequest wanted{.path = request.path,
                         .iri = request.base.empty() ? request.source : request.base,
                         .temporary_directory = directory,
                         .cancelled = request.cancelled,
                         .spooled = {}};
  if (request.progress)
    wanted.spooled = [&request](std::uint64_t bytes) {
      request.progress({.bytes = bytes, .bytes_total = {}, .quads = 0, .sorting = false});
    };
  return quoth::open_document(wanted);
}

Result<std::unique_ptr<BulkLoad>> begin_load(Store& store, const LoadRequest& request) {
  BulkLoadOptions options;
  options.memory_bytes = request.memory_bytes ? request.memory_bytes : quarter_of_memory();
  options.message = (request.replace ? "replace " + request.source + " by " : "load ") + request.path;
  options.cancelled = request.cancelled;
  if (request.replace) options.replaced_graph = request.source;
  return store.begin_load(options);
}

// What is there to be told when all is committed.
Result<LoadSummary> finish(BulkLoad& load, const QuadIntake& intake, Skipped& skipped) {
  intake.report_sorting();
  QUOTH_TRY(const BulkLoadResult result, load.finish());
  LoadSummary summary;
  summary.quads = result.quads;
  summary.added = result.added;
  summary.background = result.background;
  summary.removed = result.removed;
  summary.commit = result.commit;
  summary.notes = intake.notes();
  summary.skipped = skipped.count();
  summary.first_skipped = skipped.take_errors();
  return summary;
}

Result<LoadSummary> load_rdf(Store& store, const std::string& directory, const LoadRequest& request,
                             RdfFormat format) {
  ReadOptions reading;
  reading.format = format;
  reading.base = request.base.empty() && request.path != "-" ? file_iri(request.path) : request.base;
  QUOTH_TRY(Document document, open_document(directory, request));
  QUOTH_TRY(const std::unique_ptr<BulkLoad> load, begin_load(store, request));
  QuadIntake intake(request, *document.input, store.snapshot()->prefixes(), *load);
  Skipped skipped(request);
  LoadSink sink(request, document.scope, intake, skipped);
  QUOTH_CHECK(read_rdf(*document.input, reading, sink));
  return finish(*load, intake, skipped);
}

Result<LoadSummary> load_table(Store& store, const LoadRequest& request, TableFormat format) {
  QUOTH_TRY(TableColumns columns, TableColumns::of(request.table));
  QUOTH_TRY(const std::unique_ptr<Input> input, open_input(request.path));
  QUOTH_TRY(const std::unique_ptr<BulkLoad> load, begin_load(store, request));
  QuadIntake intake(request, *input, store.snapshot()->prefixes(), *load);
  for (const auto& [label, iri] : request.table.prefixes.entries()) intake.add_prefix(label, iri);
  Skipped skipped(request);
  TableClaims claims(request, std::move(columns), intake, skipped);
  QUOTH_CHECK(read_table(*input, format, claims));
  QUOTH_CHECK(claims.check_header());
  QUOTH_TRY(LoadSummary summary, finish(*load, intake, skipped));
  summary.rows = claims.rows();
  return summary;
}

}  // namespace

Result<LoadSummary> load_file(Store& store, const std::string& directory, const LoadRequest& request) {
  const Clock::time_point start = Clock::now();
  QUOTH_TRY(const DataFormat format, check_load_request(request));
  auto summary =
      std::visit(Overloaded{[&](RdfFormat rdf) { return load_rdf(store, directory, request, rdf); },
                            [&](TableFormat table) { return load_table(store, request, table); }},
                 format);
  if (summary) summary->seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return summary;
}

}  // namespace quoth
