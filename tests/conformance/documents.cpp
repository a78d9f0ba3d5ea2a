#include "tests/conformance/documents.h"

#include "parser/input.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"

namespace quoth::conformance {
namespace fs = std::filesystem;

Documents::Documents(const fs::path& root, std::string base)
    : root_(fs::weakly_canonical(root)), base_(std::move(base)) {
  if (!base_.ends_with('/')) base_ += '/';
}

std::optional<fs::path> Documents::file_of(std::string_view iri) const {
  iri = iri.substr(0, iri.find('#'));
  if (iri.starts_with(base_)) return root_ / iri.substr(base_.size());
  if (iri.starts_with("file://")) return fs::path(iri.substr(7));
  return std::nullopt;
}

std::string Documents::iri_of(const fs::path& file) const {
  const fs::path canonical = fs::weakly_canonical(file);
  const fs::path below = canonical.lexically_relative(root_);
  if (below.empty() || *below.begin() == "..") return file_iri(canonical.string());
  return base_ + below.generic_string();
}

std::string Documents::relative(std::string_view iri) const {
  return std::string(iri.starts_with(base_) ? iri.substr(base_.size()) : iri);
}

namespace {

class Collector : public RdfSink {
 public:
  Status quad(const QuadView& quad) override {
    quads.emplace_back(quad);
    return {};
  }
  std::vector<Quad> quads;
};

}  // namespace

Result<std::vector<Quad>> read_quads(const fs::path& file, RdfFormat format, const std::string& base) {
  QUOTH_TRY(const std::unique_ptr<Input> input, open_input(file.string()));
  Collector collector;
  QUOTH_CHECK(read_rdf(*input, {.format = format, .base = base}, collector));
  return std::move(collector.quads);
}

}  // namespace quoth::conformance
