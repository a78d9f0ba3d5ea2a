// HTTP itself: what requests may look like, and how long they may take.
#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/server/running_server.h"

using namespace quoth;
using namespace quoth::test;
using namespace std::chrono_literals;

namespace {

const std::string kAsk = request("GET", "/sparql?query=ASK");

}  // namespace

TEST_CASE("a connection serves one request after the other") {
  const RunningServer server;
  HttpClient client(server.port());
  for (int i = 0; i < 5; ++i) CHECK(client.ask(kAsk).status == 200);
}

TEST_CASE("requests may be sent ahead") {
  const RunningServer server;
  HttpClient client(server.port());
  client.send(
      kAsk + request("GET", "/nowhere") +
      request("POST", "/sparql", {{"Content-Type", "application/sparql-query"}}, "SELECT rows 3 pause 50") +
      kAsk);
  CHECK(client.read().status == 200);
  CHECK(client.read().status == 404);
  CHECK(client.read().body.find("https://example.org/2") != std::string::npos);
  CHECK(client.read().status == 200);
}

TEST_CASE("a connection ends when the client wants it to") {
  const RunningServer server;
  HttpClient client(server.port());
  const Response response = client.ask(request("GET", "/sparql?query=ASK", {{"Connection", "close"}}));
  CHECK(response.status == 200);
  CHECK(response.field("connection") == "close");
  CHECK(client.is_closed());
  HttpClient old(server.port());
  CHECK(old.ask("GET /sparql?query=ASK HTTP/1.0\r\n\r\n").status == 200);
  CHECK(old.is_closed());
  HttpClient old_but_keen(server.port());
  const std::string keen = "GET /sparql?query=ASK HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  CHECK(old_but_keen.ask(keen).field("connection") == "keep-alive");
  CHECK(old_but_keen.ask(keen).status == 200);
}

TEST_CASE("a request that comes in bits and in chunks is put together") {
  const RunningServer server;
  HttpClient client(server.port());
  const std::string text =
      "POST /sparql HTTP/1.1\r\nHost: test\r\nContent-Type: application/sparql-query\r\n"
      "Transfer-Encoding: chunked\r\n\r\n3\r\nASK\r\n4\r\n # x\r\n0\r\n\r\n";
  for (const char c : text) client.send(std::string(1, c));
  CHECK(client.read().status == 200);
  CHECK(server.queries.text() == "ASK # x");
}

TEST_CASE("a client that waits to be told so sends its body then") {
  const RunningServer server;
  HttpClient client(server.port());
  const std::string head =
      "POST /sparql HTTP/1.1\r\nHost: test\r\nContent-Type: application/sparql-query\r\nContent-Length: 3\r\n"
      "Expect: 100-continue\r\n\r\n";
  client.send(head);
  CHECK(client.read_some() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ASK");
  CHECK(client.read().status == 200);
}

TEST_CASE("a request that is too large is refused, and the refusal arrives") {
  server::ServerOptions options;
  options.http.head_bytes = 8000;
  options.http.body_bytes = 100'000;
  const RunningServer server(options);
  const auto post = [](std::size_t bytes) {
    return request("POST", "/sparql", {{"Content-Type", "application/sparql-query"}},
                   "ASK #" + std::string(bytes - 5, 'x'));
  };
  CHECK(server.ask(post(100'000)).status == 200);
  CHECK(server.ask(post(100'001)).status == 413);
  CHECK(server.ask(post(50'000'000)).status == 413);
  CHECK(server.ask(request("GET", "/sparql?query=ASK+%23" + std::string(7000, 'x'))).status == 200);
  CHECK(server.ask(request("GET", "/sparql?query=ASK+%23" + std::string(100'000, 'x'))).status == 431);
  CHECK(server.ask(request("GET", "/sparql?query=ASK", {{"X", std::string(9000, 'x')}})).status == 431);

  std::string chunked =
      "POST /sparql HTTP/1.1\r\nHost: test\r\nContent-Type: application/sparql-query\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunked += "2000\r\n" + std::string(0x2000, 'x') + "\r\n";
  CHECK(server.ask(chunked + "0\r\n\r\n").status == 413);
  HttpClient nowhere(server.port());
  CHECK(nowhere.ask(request("PUT", "/nowhere", {}, std::string(10'000'000, 'x'))).status == 404);
  CHECK(nowhere.is_closed());
}

TEST_CASE("what is no HTTP is told so") {
  const RunningServer server;
  for (const char* const text :
       {"\x16\x03\x01\x02 hello\r\n\r\n", "GET\r\n\r\n", "GET /sparql HTTP/9.9\r\n\r\n",
        "GET /sparql HTTP/1.1\r\nA B: c\r\n\r\n", "POST /sparql HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        "POST /sparql HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nASK"}) {
    CAPTURE(text);
    HttpClient client(server.port());
    CHECK(client.ask(text).status == 400);
    CHECK(client.is_closed());
  }
  CHECK(server.ask(kAsk).status == 200);
}

TEST_CASE("a client that says nothing, or not all, is not waited for") {
  server::ServerOptions options;
  options.http.head_wait = 200ms;
  options.http.body_wait = 200ms;
  const RunningServer server(options);
  HttpClient silent(server.port());
  CHECK(silent.is_closed());
  HttpClient idle(server.port());
  CHECK(idle.ask(kAsk).status == 200);
  CHECK(idle.is_closed());
  HttpClient slow(server.port());
  CHECK(slow.ask("GET /sparql?query=ASK HTTP/1.1\r\nHo").status == 408);
  CHECK(slow.is_closed());
  HttpClient cut(server.port());
  CHECK(cut.ask("POST /sparql HTTP/1.1\r\nContent-Length: 10\r\nContent-Type: "
                "application/sparql-query\r\n\r\nASK")
            .status == 408);
  CHECK(cut.is_closed());
  HttpClient gone(server.port());
  gone.send("GET /spar");
  gone.shutdown();
  CHECK(gone.is_closed());
}
