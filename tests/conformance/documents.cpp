#include "tests/conformance/documents.h"

#include <charconv>
#include <system_error>

#include "parser/input.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"

namespace quoth::conformance {
namespace fs = std::filesystem;

Documents::Documents(const fs::path& root, std::string base)
    : root_(fs::weakly_canonical(root)), base_(std::move(base)) {
  if (!base_.ends_with('/')) base_ += '/';
}

namespace {

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && text.size() - i > 2 &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The file may be named as the IRI writes it, or with its escapes resolved.
fs::path file_below(const fs::path& folder, std::string_view path) {
  std::error_code error;
  fs::path as_written = folder / path;
  return fs::exists(as_written, error) ? as_written : folder / percent_decoded(path);
}

}  // namespace

std::optional<fs::path> Documents::file_of(std::string_view iri) const {
  iri = iri.substr(0, iri.find_first_of("?#"));
  if (iri.starts_with(base_)) return file_below(root_, iri.substr(base_.size()));
  if (constexpr std::string_view kFile = "file:///"; iri.starts_with(kFile)) {
    return file_below("/", iri.substr(kFile.size()));
  }
  return std::nullopt;
}

std::string Documents::iri_of(const fs::path& file) const {
  const fs::path canonical = fs::weakly_canonical(file);
  const fs::path below = canonical.lexically_relative(root_);
  if (below.empty() || *below.begin() == "..") return file_iri(canonical.string());
  constexpr std::string_view kRootIri = "file:///";
  return base_ + file_iri("/" + below.generic_string()).substr(kRootIri.size());
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
