#include "tests/support/text.h"

#include <memory>
#include <sstream>

#include "parser/input.h"
#include "parser/read_rdf.h"
#include "rdf/write_rdf.h"

namespace quoth::test {
namespace {

class Collector final : public RdfSink {
 public:
  Status quad(const QuadView& quad) override {
    quads.emplace_back(quad);
    return {};
  }
  std::vector<Quad> quads;
};

}  // namespace

Result<std::vector<Quad>> read_quads(std::string_view text, RdfFormat format, const std::string& base) {
  const std::unique_ptr<Input> input = text_input(text, "doc");
  Collector collector;
  QUOTH_CHECK(read_rdf(*input, {.format = format, .base = base}, collector));
  return std::move(collector.quads);
}

Result<std::string> write_quads(std::span<const Quad> quads, RdfFormat format,
                                const std::map<std::string, std::string>& prefixes) {
  std::ostringstream out;
  const std::unique_ptr<RdfWriter> writer = make_rdf_writer(format, out);
  for (const auto& [label, iri] : prefixes) QUOTH_CHECK(writer->prefix(label, iri));
  for (const Quad& quad : quads) QUOTH_CHECK(writer->quad(quad.view()));
  QUOTH_CHECK(writer->finish());
  return out.str();
}

}  // namespace quoth::test
