// Reading and writing RDF text, in bytes a second.
#include <benchmark/benchmark.h>

#include <sstream>
#include <string>

#include "bench/claims.h"
#include "parser/read_rdf.h"
#include "rdf/write_rdf.h"

namespace {

using namespace quoth;

class Discard : public RdfSink {
 public:
  Status quad(const QuadView& quad) override {
    benchmark::DoNotOptimize(quad.triple.subject.text.data());
    return {};
  }
};

class Copy : public RdfSink {
 public:
  explicit Copy(RdfWriter& writer) : writer_(writer) {}
  Status quad(const QuadView& quad) override { return writer_.quad(quad); }

 private:
  RdfWriter& writer_;
};

void read(benchmark::State& state, RdfFormat format, const std::string& text) {
  for (auto _ : state) {
    const auto input = text_input(text, "bench");
    Discard sink;
    if (!read_rdf(*input, {.format = format, .base = {}}, sink)) state.SkipWithError("cannot read");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void read_ntriples(benchmark::State& state) {
  read(state, RdfFormat::kNTriples, bench::claims_ntriples(100'000));
}
void read_trig(benchmark::State& state) { read(state, RdfFormat::kTriG, bench::claims_trig(1'000, 50)); }

void convert_trig_to_nquads(benchmark::State& state) {
  const std::string text = bench::claims_trig(1'000, 50);
  for (auto _ : state) {
    const auto input = text_input(text, "bench");
    std::ostringstream out;
    const auto writer = make_rdf_writer(RdfFormat::kNQuads, out);
    Copy sink(*writer);
    if (!read_rdf(*input, {.format = RdfFormat::kTriG, .base = {}}, sink) || !writer->finish())
      state.SkipWithError("cannot");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(read_ntriples)->Unit(benchmark::kMillisecond);
BENCHMARK(read_trig)->Unit(benchmark::kMillisecond);
BENCHMARK(convert_trig_to_nquads)->Unit(benchmark::kMillisecond);

}  // namespace
