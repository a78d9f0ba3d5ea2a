#include <memory>

#include "parser/input.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"
#include "rdf/write_rdf.h"
#include "repl/commands.h"
#include "repl/interrupt.h"
#include "repl/output.h"
#include "repl/report.h"

namespace quoth::repl {
namespace {

// Hands what is read to a writer, until a signal comes.
class Copy : public RdfSink {
 public:
  explicit Copy(RdfWriter& writer) : writer_(writer) {}

  Status quad(const QuadView& quad) override {
    if (interrupt_flag().load(std::memory_order_relaxed)) {
      return Error{ErrorCode::kCancelled, "interrupted", {}, {}};
    }
    return writer_.quad(quad);
  }
  Status prefix(std::string_view label, std::string_view iri) override { return writer_.prefix(label, iri); }

 private:
  RdfWriter& writer_;
};

Status convert(const ConvertCommand& command) {
  QUOTH_TRY(const std::unique_ptr<Input> input, open_input(command.input));
  QUOTH_TRY(Output output, Output::open(command.output));
  const std::unique_ptr<RdfWriter> writer = make_rdf_writer(command.to, output.stream());
  const bool has_name = command.input != "-";
  const std::string base = !command.base.empty() ? command.base : has_name ? file_iri(command.input) : "";
  Copy copy(*writer);
  Status status = read_rdf(*input, {.format = command.from, .base = base}, copy);
  if (status) status = writer->finish();
  // What could not be written is the reason for whatever the writer says.
  if (status || status.error().code == ErrorCode::kIo) QUOTH_CHECK(output.commit());
  return status;
}

}  // namespace

int run_convert(const ConvertCommand& command) {
  const Status status = convert(command);
  return status ? kSuccess : report_failure(status.error(), Origin::kData);
}

}  // namespace quoth::repl
