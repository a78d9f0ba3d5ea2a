// A server of scripted queries on a free port, in a thread of its own, until the object goes.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "server/server.h"
#include "tests/server/http_client.h"
#include "tests/server/scripted_query.h"

namespace quoth::test {

class RunningServer {
 public:
  explicit RunningServer(server::ServerOptions options = {}) {
    options.port = 0;
    auto opened = server::Server::open(std::move(options), queries.start());
    REQUIRE_MESSAGE(opened, opened.error().to_string());
    server_.emplace(*std::move(opened));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~RunningServer() { stop(); }

  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  std::uint16_t port() const { return server_->port(); }
  std::string url() const { return server_->url() + "/sparql"; }

  // On a connection of its own.
  Response ask(std::string_view text) const { return HttpClient(port()).ask(text); }
  Response query(const std::string& script) const {
    return ask(request("POST", "/sparql", {{"Content-Type", "application/sparql-query"}}, script));
  }

  ScriptedQueries queries;

 private:
  std::optional<server::Server> server_;
  std::thread thread_;
};

// Waits a while for something that another thread brings about.
template <typename Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

}  // namespace quoth::test
