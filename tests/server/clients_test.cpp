// Many clients at once, more than there may be, and the end of the server.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/running_server.h"

using namespace quoth;
using namespace quoth::test;
using namespace std::chrono_literals;

TEST_CASE("many clients at once each get their own results") {
  server::ServerOptions options;
  options.threads = 4;
  options.http.first_bytes = 2000;
  options.http.piece_bytes = 2000;
  const RunningServer server(options);
  std::atomic<int> right{0};
  std::vector<std::thread> clients;
  for (int number = 0; number < 24; ++number) {
    clients.emplace_back([&, number] {
      HttpClient client(server.port());
      for (int i = 0; i < 20; ++i) {
        const int rows = number * 37 + i;
        const Response response =
            client.ask(request("GET", "/sparql?format=csv&query=SELECT+rows+" + std::to_string(rows)));
        if (response.whole && std::ranges::count(response.body, '\n') == rows + 1) ++right;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(right == 24 * 20);
  CHECK(comes_true([&] { return server.queries.running == 0; }));
}

TEST_CASE("queries wait for a thread, and are told when they have waited in vain") {
  server::ServerOptions options;
  options.threads = 1;
  RunningServer server(options);
  HttpClient first(server.port()), second(server.port()), third(server.port());
  first.send(request("GET", "/sparql?query=SELECT+pause+1500"));
  CHECK(comes_true([&] { return server.queries.running == 1; }));
  second.send(request("GET", "/sparql?query=SELECT+rows+2"));
  third.send(request("GET", "/sparql?query=SELECT+rows+3&timeout=0.1"));
  const Response late = third.read();
  CHECK(late.status == 503);
  CHECK(late.field("retry-after") == "1");
  CHECK(server.queries.running == 1);
  CHECK(first.read().status == 200);
  CHECK(second.read().body.find("https://example.org/1") != std::string::npos);
  CHECK(third.ask(request("GET", "/sparql?query=ASK")).status == 200);
}

TEST_CASE("a client too many is told so") {
  server::ServerOptions options;
  options.max_clients = 3;
  const RunningServer server(options);
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    CHECK(clients.back()->ask(request("GET", "/sparql?query=ASK")).status == 200);
  }
  HttpClient fourth(server.port());
  const Response response = fourth.read();
  CHECK(response.status == 503);
  CHECK(response.field("retry-after") == "1");
  clients.pop_back();
  CHECK(comes_true([&] { return server.ask(request("GET", "/sparql?query=ASK")).status == 200; }));
}

TEST_CASE("a server that stops tells its clients, and waits for nobody") {
  server::ServerOptions options;
  options.threads = 4;
  options.http.first_bytes = 2000;
  options.http.piece_bytes = 2000;
  RunningServer server(options);
  HttpClient idle(server.port()), waiting(server.port()), half(server.port()), lazy(server.port());
  CHECK(idle.ask(request("GET", "/sparql?query=ASK")).status == 200);
  waiting.send(request("GET", "/sparql?query=SELECT+pause+60000"));
  CHECK(comes_true([&] { return server.queries.running == 1; }));
  half.send(request("GET", "/sparql?query=SELECT+rows+10000+pause+60000"));
  CHECK(comes_true([&] { return server.queries.running == 2; }));
  CHECK_FALSE(half.read_some().empty());
  lazy.take_little();
  lazy.send(request("GET", "/sparql?query=SELECT+endless"));
  CHECK_FALSE(lazy.read_some().empty());

  const auto begin = std::chrono::steady_clock::now();
  std::thread stopping([&] { server.stop(); });
  CHECK(idle.is_closed());
  CHECK(waiting.read().status == 503);
  CHECK_FALSE(half.read().whole);
  stopping.join();
  CHECK(std::chrono::steady_clock::now() - begin < 20s);
  CHECK(server.queries.running == 0);
}

TEST_CASE("a place where others listen already, or that is none, is an error") {
  const RunningServer server;
  ScriptedQueries queries;
  server::ServerOptions options;
  options.port = server.port();
  const auto taken = server::Server::open(options, queries.start());
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == ErrorCode::kIo);
  options.address = "example";
  const auto wrong = server::Server::open(options, queries.start());
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::kInvalid);
}
