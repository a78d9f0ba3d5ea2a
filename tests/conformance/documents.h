// Which file stands for which document: a folder is the place of all IRIs that start with a base.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/rdf_format.h"
#include "rdf/term.h"

namespace quoth::conformance {

class Documents {
 public:
  // `base` gets a closing slash if it has none.
  Documents(const std::filesystem::path& root, std::string base);

  std::optional<std::filesystem::path> file_of(std::string_view iri) const;  // nothing: outside the root
  std::string iri_of(const std::filesystem::path& file) const;
  std::string relative(std::string_view iri) const;  // the part below the base, for people

 private:
  std::filesystem::path root_;
  std::string base_;
};

// All quads of a file, read with `base` as its IRI.
Result<std::vector<Quad>> read_quads(const std::filesystem::path& file, RdfFormat format,
                                     const std::string& base);

}  // namespace quoth::conformance
