#include "kb/load.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "kb/document.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kProgressInterval{100};

std::size_t quarter_of_memory() {
  constexpr std::size_t kLeast = std::size_t{64} << 20;
  const long pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return kLeast;
  return std::max(kLeast, static_cast<std::size_t>(pages) / 4 * static_cast<std::size_t>(page));
}

// Calls the request's progress function, but not more often than it wants to be called.
class ProgressReport {
 public:
  explicit ProgressReport(const std::function<void(const LoadProgress&)>& report) : report_(report) {}

  bool wanted() const { return static_cast<bool>(report_); }
  // Cheap enough for every quad.
  bool due() {
    if (!wanted() || ++calls_ % 256 != 0) return false;
    const Clock::time_point now = Clock::now();
    if (now < next_) return false;
    next_ = now + kProgressInterval;
    return true;
  }
  void report(const LoadProgress& progress) const {
    if (wanted()) report_(progress);
  }

 private:
  const std::function<void(const LoadProgress&)>& report_;
  Clock::time_point next_ = Clock::now() + kProgressInterval;
  std::uint64_t calls_ = 0;
};

// Puts the quads of one document into a load: blank nodes scoped, the default graph's triples in their
// source.
class LoadSink : public RdfSink {
 public:
  LoadSink(const LoadRequest& request, Document& document, PrefixMap prefixes, BulkLoad& load)
      : request_(request),
        document_(document),
        prefixes_(std::move(prefixes)),
        load_(load),
        progress_(request.progress) {
    if (request.source.empty()) return;
    source_.emplace();
    source_->text = request.source;
  }

  Status quad(const QuadView& quad) override {
    if (request_.cancelled && *request_.cancelled) return Error{ErrorCode::kCancelled, "cancelled", {}, {}};
    QuadView scoped = document_.scope.apply(quad);
    if (!scoped.graph) scoped.graph = source_;
    ++quads_;
    if (progress_.due()) progress_.report(progress(false));
    return load_.add(scoped);
  }

  Status prefix(std::string_view label, std::string_view iri) override {
    if (prefixes_.add(label, iri)) {
      load_.add_prefix(label, iri);
    } else {
      notes_.insert(fmt::format("prefix {}: stays <{}>; the file's <{}> was not adopted", label,
                                prefixes_.entries().find(label)->second, iri));
    }
    return {};
  }

  void report_sorting() const { progress_.report(progress(true)); }
  std::vector<std::string> notes() const { return {notes_.begin(), notes_.end()}; }

 private:
  LoadProgress progress(bool sorting) const {
    return {.bytes = document_.input->bytes_consumed(),
            .bytes_total = document_.input->bytes_total(),
            .quads = quads_,
            .sorting = sorting};
  }

  const LoadRequest& request_;
  Document& document_;
  PrefixMap prefixes_;
  BulkLoad& load_;
  ProgressReport progress_;
  std::optional<TermView> source_;
  std::uint64_t quads_ = 0;
  std::set<std::string> notes_;
};

Result<RdfFormat> format_of(const LoadRequest& request) {
  if (request.format) return *request.format;
  if (const auto format = rdf_format_of_file(request.path)) return *format;
  return Error{
      ErrorCode::kInvalid,
      request.path == "-"
          ? std::string("standard input needs a format: nt, nq, ttl or trig")
          : fmt::format("the name of {} does not tell its format: nt, nq, ttl or trig", request.path),
      {},
      {}};
}

Status check_iri(std::string_view what, const std::string& iri) {
  if (iri.empty() || is_valid_iri(iri)) return {};
  return Error{ErrorCode::kInvalid, fmt::format("the {} is not an absolute IRI: {}", what, iri), {}, {}};
}

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

}  // namespace

Result<LoadSummary> load_file(Store& store, const std::string& directory, const LoadRequest& request) {
  const Clock::time_point start = Clock::now();
  QUOTH_CHECK(check_iri("base", request.base));
  QUOTH_CHECK(check_iri("source", request.source));
  ReadOptions reading;
  QUOTH_TRY(reading.format, format_of(request));
  reading.base = request.base.empty() && request.path != "-" ? file_iri(request.path) : request.base;
  QUOTH_TRY(Document document, open_document(directory, request));

  QUOTH_TRY(
      const std::unique_ptr<BulkLoad> load,
      store.begin_load({.memory_bytes = request.memory_bytes ? request.memory_bytes : quarter_of_memory(),
                        .message = "load " + request.path,
                        .author = {},
                        .cancelled = request.cancelled}));
  LoadSink sink(request, document, store.snapshot()->prefixes(), *load);
  QUOTH_CHECK(read_rdf(*document.input, reading, sink));
  sink.report_sorting();
  QUOTH_TRY(const BulkLoadResult result, load->finish());

  return LoadSummary{.quads = result.quads,
                     .added = result.added,
                     .background = result.background,
                     .commit = result.commit,
                     .seconds = std::chrono::duration<double>(Clock::now() - start).count(),
                     .notes = sink.notes()};
}

}  // namespace quoth
