#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <iostream>
#include <vector>

#include "repl/commands.h"
#include "repl/report.h"
#include "server/server.h"

namespace quoth::repl {
namespace {

server::ServerOptions server_options(const ServeCommand& command) {
  server::ServerOptions options;
  options.address = command.address;
  options.port = command.port;
  options.threads = command.threads;
  options.max_clients = command.max_clients;
  if (command.limits.timeout) options.timeout = *command.limits.timeout;
  if (command.limits.memory_bytes) options.memory_bytes = *command.limits.memory_bytes;
  options.union_default_graph = command.union_default_graph;
  options.allow_service = command.allow_service;
  options.allowed_origins = command.allowed_origins;
  options.log = [](const std::string& message) { report(std::cerr, message, may_colour(STDERR_FILENO)); };
  return options;
}

// The signals that end the program, but for those that whoever started it wants ignored.
std::vector<int> ending_signals() {
  std::vector<int> signals;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_IGN) signals.push_back(number);
  }
  return signals;
}

}  // namespace

int run_serve(const std::string& database, const ServeCommand& command) {
  Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  // What a writer has committed until a query comes is seen by it.
  const auto start = [&kb](std::string_view text,
                           const QueryOptions& options) -> Result<std::unique_ptr<QueryResult>> {
    QUOTH_CHECK(kb->catch_up());
    return kb->query(text, options);
  };
  Result<server::Server> server = server::Server::open(server_options(command), start);
  if (!server) return report_failure(server.error(), Origin::kStatement);
  server->stop_on(ending_signals());
  std::cout << fmt::format("{} is served at {}/sparql\n", database, server->url()) << std::flush;
  server->run();
  return kSuccess;
}

}  // namespace quoth::repl
