// The commands that tell about a database as a whole: dump and stats.
#include <fmt/format.h>

#include <array>
#include <ostream>
#include <utility>

#include "repl/commands.h"
#include "repl/output.h"
#include "repl/quantity.h"
#include "repl/report.h"

namespace quoth::repl {
namespace {

Status dump(const std::string& database, const DumpCommand& command) {
  QUOTH_TRY(const KnowledgeBase kb, open_for_reading(database));
  QUOTH_TRY(Output output, Output::open(command.output));
  Status status = kb.dump(output.stream(), command.format);
  // What could not be written is the reason for whatever the writer says.
  if (status || status.error().code == ErrorCode::kIo) QUOTH_CHECK(output.commit());
  return status;
}

Status stats(const std::string& database, bool json) {
  QUOTH_TRY(const KnowledgeBase kb, open_for_reading(database));
  QUOTH_TRY(const StoreStatistics numbers, kb.statistics());
  using Line = std::pair<std::string_view, std::uint64_t>;
  const std::array<Line, 9> lines = {{
      {"commit", numbers.commit},
      {"quads", numbers.quads},
      {"background quads", numbers.background_quads},
      {"sources", numbers.graphs},
      {"terms", numbers.terms},
      {"triple terms", numbers.triple_terms},
      {"generations", numbers.generations},
      {"commits in memory", numbers.commits_in_memory},
      {"bytes on disk", numbers.bytes_on_disk},
  }};
  QUOTH_TRY(Output output, Output::open("-"));
  if (json) {
    std::string text;
    for (const auto& [name, number] : lines) {
      std::string key(name);
      for (char& c : key) c = c == ' ' ? '_' : c;
      text += fmt::format("{}  \"{}\": {}", text.empty() ? "" : ",\n", key, number);
    }
    output.stream() << "{\n" << text << "\n}\n";
  } else {
    for (const auto& [name, number] : lines) {
      output.stream() << fmt::format("{:<17}  {:>15}\n", name, show_count(number));
    }
  }
  return output.commit();
}

}  // namespace

int run_dump(const std::string& database, const DumpCommand& command) {
  const Status status = dump(database, command);
  return status ? kSuccess : report_failure(status.error(), Origin::kData);
}

int run_stats(const std::string& database, const StatsCommand& command) {
  const Status status = stats(database, command.json);
  return status ? kSuccess : report_failure(status.error(), Origin::kData);
}

}  // namespace quoth::repl
