// Results of any size, and what cuts them short.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "tests/server/running_server.h"

using namespace quoth;
using namespace quoth::test;
using namespace std::chrono_literals;

namespace {

std::string get(const std::string& script, const std::string& parameters = "") {
  return request("GET", "/sparql?query=" + script + parameters);
}

// Small pieces, so that few rows are a long result.
server::ServerOptions in_small_pieces() {
  server::ServerOptions options;
  options.http.first_bytes = 4096;
  options.http.piece_bytes = 4096;
  return options;
}

double seconds_of(const auto& what) {
  const auto begin = std::chrono::steady_clock::now();
  what();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a short result has a length, a long one comes in chunks") {
  const RunningServer server;
  const Response small = server.ask(get("SELECT+rows+10", "&format=csv"));
  CHECK(small.field("content-length") == std::to_string(small.body.size()));
  CHECK(small.field("transfer-encoding") == "");

  const Response large = server.ask(get("SELECT+rows+100000", "&format=csv"));
  CHECK(large.whole);
  CHECK(large.field("transfer-encoding") == "chunked");
  CHECK(std::ranges::count(large.body, '\n') == 100'001);
  CHECK(large.body.ends_with("https://example.org/99999,\r\n"));
  const Response graph = server.ask(get("CONSTRUCT+rows+100000", "&format=nt"));
  CHECK(graph.whole);
  CHECK(std::ranges::count(graph.body, '\n') == 100'000);
}

TEST_CASE("a connection goes on behind a long result") {
  const RunningServer server(in_small_pieces());
  HttpClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    CHECK(std::ranges::count(client.ask(get("SELECT+rows+10000", "&format=csv")).body, '\n') == 10'001);
    CHECK(client.ask(get("ASK")).status == 200);
  }
}

TEST_CASE("a client of HTTP 1.0 gets a long result without chunks") {
  const RunningServer server(in_small_pieces());
  const Response response =
      server.ask("GET /sparql?query=SELECT+rows+10000&format=csv HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(response.field("transfer-encoding") == "");
  CHECK(response.field("connection") == "close");
  CHECK(std::ranges::count(response.body, '\n') == 10'001);
}

TEST_CASE("a budget that is used up early is a status, and no part of a result") {
  const RunningServer server;
  for (const auto& [code, status] :
       {std::pair("timeout", 504U), std::pair("memory", 503U), std::pair("io", 500U)}) {
    CAPTURE(code);
    const Response response = server.query(std::string("SELECT rows 1000 fail ") + code);
    CHECK(response.status == status);
    CHECK(response.body.find("example.org") == std::string::npos);
  }
}

TEST_CASE("a budget that is used up late breaks the connection off") {
  const RunningServer server(in_small_pieces());
  for (const std::string code : {"timeout", "memory", "io"}) {
    CAPTURE(code);
    const Response response = server.ask(get("SELECT+rows+10000+fail+" + code, "&format=csv"));
    CHECK(response.status == 200);
    CHECK_FALSE(response.whole);
    const Response old =
        server.ask("GET /sparql?query=SELECT+rows+10000+fail+" + code + "&format=csv HTTP/1.0\r\n\r\n");
    CHECK_FALSE(old.whole);
  }
  CHECK(server.query("ASK").status == 200);
}

TEST_CASE("the time of a query ends it wherever it is") {
  const RunningServer server(in_small_pieces());
  Response response;
  CHECK(seconds_of([&] { response = server.ask(get("SELECT+pause+60000", "&timeout=0.2")); }) < 20);
  CHECK(response.status == 504);
  CHECK(seconds_of([&] { response = server.ask(get("SELECT+rows+10000+pause+60000", "&timeout=0.5")); }) <
        20);
  CHECK(response.status == 200);
  CHECK_FALSE(response.whole);
}

TEST_CASE("a client that does not read holds nothing up but its query") {
  server::ServerOptions options = in_small_pieces();
  options.threads = 1;
  options.timeout = 60s;
  RunningServer server(options);
  HttpClient lazy(server.port());
  lazy.take_little();
  lazy.send(get("SELECT+endless"));
  CHECK(comes_true([&] { return server.queries.running == 1; }));
  for (int i = 0; i < 20; ++i) CHECK(server.query("SELECT rows 1000").whole);
  CHECK(comes_true([&] { return server.queries.running == 1; }));
}

TEST_CASE("a client that does not read for long is left") {
  server::ServerOptions options = in_small_pieces();
  options.http.write_wait = 200ms;
  const RunningServer server(options);
  HttpClient lazy(server.port());
  lazy.take_little();
  lazy.send(get("SELECT+endless"));
  CHECK(comes_true([&] { return server.queries.running == 1; }));
  CHECK(comes_true([&] { return server.queries.running == 0; }));
}

TEST_CASE("a query goes with its client") {
  RunningServer server(in_small_pieces());
  SUBCASE("that closes while nothing has come") {
    {
      HttpClient client(server.port());
      client.send(get("SELECT+pause+60000"));
      CHECK(comes_true([&] { return server.queries.running == 1; }));
    }
    CHECK(comes_true([&] { return server.queries.running == 0; }));
    CHECK(server.queries.cancelled == 1);
  }
  SUBCASE("that breaks off while nothing has come") {
    HttpClient client(server.port());
    client.send(get("SELECT+pause+60000"));
    CHECK(comes_true([&] { return server.queries.running == 1; }));
    client.reset();
    CHECK(comes_true([&] { return server.queries.cancelled == 1; }));
  }
  SUBCASE("that goes in the middle of a result") {
    {
      HttpClient client(server.port());
      client.send(get("SELECT+endless"));
      CHECK_FALSE(client.read_some().empty());
    }
    CHECK(comes_true([&] { return server.queries.running == 0; }));
  }
  SUBCASE("that goes between two pieces") {
    {
      HttpClient client(server.port());
      client.send(get("SELECT+rows+10000+pause+60000"));
      CHECK_FALSE(client.read_some().empty());
    }
    CHECK(comes_true([&] { return server.queries.running == 0; }));
  }
  CHECK(server.query("ASK").status == 200);
}
