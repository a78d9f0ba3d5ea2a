// SERVICE: asking other endpoints, and what they may do to us.
#include "server/service_client.h"

#include <doctest/doctest.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "server/form.h"
#include "tests/server/running_server.h"

using namespace quoth;
using namespace quoth::test;
using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

// Answers so many requests, each with the same text, whatever they ask; nothing at all if that is empty, until the asker
// goes.
class Endpoint {
 public:
  explicit Endpoint(std::string answer, int times = 1)
      : answer_(std::move(answer)), thread_([this, times] {
          for (int i = 0; i < times; ++i) serve();
        }) {}
  ~Endpoint() {
    asio::ip::tcp::socket nobody(io_);  // if there was no request
    boost::beast::error_code ignored;
    nobody.connect(acceptor_.local_endpoint(), ignored);
    nobody.close(ignored);
    thread_.join();
  }

  std::string url(const std::string& target = "/sparql?x=1") const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + target;
  }
  // Once it has answered.
  const http::request<http::string_body>& request() const { return request_; }

 private:
  void serve() {
    asio::ip::tcp::socket socket = acceptor_.accept();
    boost::beast::flat_buffer buffer;
    boost::beast::error_code ignored;
    request_ = {};
    http::read(socket, buffer, request_, ignored);
    asio::write(socket, asio::buffer(answer_), ignored);
    char next = 0;
    if (answer_.empty()) socket.read_some(asio::buffer(&next, 1), ignored);
  }

  const std::string answer_;
  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::make_address("127.0.0.1"), 0}};
  http::request<http::string_body> request_;
  std::thread thread_;
};

std::string reply(const std::string& body, const std::string& head = "HTTP/1.1 200 OK") {
  return head + "\r\nContent-Type: application/sparql-results+json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string kOneBlank =
    R"({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "bnode", "value": "n"}}]}})";

Result<ServiceClient::Answer> select(const std::string& endpoint, const Limits& limits = {}) {
  return server::HttpServiceClient().select(endpoint, "SELECT * { ?x ?y \"é+&\" }", limits);
}

// The error's code and text, or an empty text.
std::pair<ErrorCode, std::string> error_of(const Result<ServiceClient::Answer>& answer) {
  return answer ? std::pair(ErrorCode::kInvalid, std::string())
                : std::pair(answer.error().code, answer.error().message);
}

}  // namespace

TEST_CASE("another endpoint is asked by the protocol") {
  const Endpoint endpoint(reply(kOneBlank));
  const auto answer = select(endpoint.url());
  REQUIRE_MESSAGE(answer, answer.error().message);
  CHECK(answer->rows.size() == 1);
  CHECK(endpoint.request().method() == http::verb::post);
  CHECK(endpoint.request().target() == "/sparql?x=1");
  CHECK(endpoint.request()[http::field::accept] == "application/sparql-results+json");
  CHECK(endpoint.request()[http::field::content_type] == "application/x-www-form-urlencoded");
  CHECK(*server::parse_form(endpoint.request().body()) ==
        server::Form{{"query", "SELECT * { ?x ?y \"é+&\" }"}});
}

TEST_CASE("quoth can ask quoth") {
  const RunningServer server;
  server::HttpServiceClient client;
  const auto answer = client.select(server.url(), "SELECT rows 50000", {});
  REQUIRE_MESSAGE(answer, answer.error().message);
  CHECK(answer->variables == std::vector<std::string>{"x", "y"});
  CHECK(answer->rows.size() == 50'000);
  CHECK(answer->rows.back()[0] == Term::iri("https://example.org/49999"));
  CHECK(error_of(client.select(server.url(), "refuse syntax", {})).second ==
        "SERVICE <" + server.url() + ">: the answer is 400 Bad Request: query:1:26: expected a term");
}

TEST_CASE("blank nodes of two answers are different ones") {
  server::HttpServiceClient client;
  const Endpoint first(reply(kOneBlank)), second(reply(kOneBlank));
  const auto one = client.select(first.url(), "SELECT", {}),
             other = client.select(second.url(), "SELECT", {});
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->rows[0][0] != other->rows[0][0]);
}

TEST_CASE("a redirection is followed, but not for ever") {
  const Endpoint there(reply(kOneBlank));
  const Endpoint here("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + there.url("/moved") +
                      "\r\nContent-Length: 0\r\n\r\n");
  CHECK(select(here.url()));
  CHECK(there.request().target() == "/moved");
  CHECK(there.request().method() == http::verb::post);

  const Endpoint around("HTTP/1.1 302 Found\r\nLocation: sparql\r\nContent-Length: 0\r\n\r\n", 6);
  CHECK(error_of(select(around.url())).second.find("more than 5 times") != std::string::npos);

  const Endpoint nowhere("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n");
  CHECK(error_of(select(nowhere.url())).first == ErrorCode::kIo);
}

TEST_CASE("what an endpoint does wrong is an error that names it") {
  struct Case {
    std::string answer, message;
  };
  const Case cases[] = {
      {reply("oh\nno", "HTTP/1.1 500 Internal Server Error"), "the answer is 500 Internal Server Error: oh"},
      {reply("<html>"),
       "the answer (application/sparql-results+json) is no SPARQL result in JSON: it is no JSON: syntax "
       "error"},
      {reply(R"({"head": {}, "boolean": true})"),
       "the answer (application/sparql-results+json) is no SPARQL result in JSON: there is no 'head' with "
       "'vars'"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", "cannot read the answer"},
      {"SSH-2.0-OpenSSH\r\n", "cannot read the answer"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.answer);
    const Endpoint endpoint(each.answer);
    const auto [code, message] = error_of(select(endpoint.url()));
    CHECK((code == ErrorCode::kIo || code == ErrorCode::kSyntax));
    CHECK(message.starts_with("SERVICE <" + endpoint.url() + ">: "));
    CHECK_MESSAGE(message.find(each.message) != std::string::npos, message);
  }
}

TEST_CASE("an endpoint that is none is an error") {
  CHECK(error_of(select("ftp://example.org/")).first == ErrorCode::kInvalid);
  CHECK(error_of(select("urn:x:y")).first == ErrorCode::kInvalid);
  CHECK(error_of(select("http://")).first == ErrorCode::kInvalid);
  CHECK(error_of(select("no url")).first == ErrorCode::kInvalid);
  CHECK(error_of(select("http://127.0.0.1:1/")).first == ErrorCode::kIo);
  CHECK(error_of(select("http://127.0.0.1:99999/")).first == ErrorCode::kIo);
  const RunningServer server;
  CHECK(error_of(select("https" + server.url().substr(4))).first == ErrorCode::kIo);
}

TEST_CASE("an answer without end is not read to its end") {
  Limits limits;
  limits.memory_bytes = std::size_t{1} << 20;
  const RunningServer server;
  server::HttpServiceClient client;
  CHECK(error_of(client.select(server.url(), "SELECT endless", limits)).first == ErrorCode::kLimit);
}

TEST_CASE("an endpoint that does not answer is not waited for longer than the query may take") {
  const Endpoint silent(""), silent_too("");
  Limits limits;
  limits.deadline = std::chrono::steady_clock::now() + 100ms;
  CHECK(error_of(select(silent.url(), limits)).first == ErrorCode::kTimeout);

  std::atomic<bool> cancelled{false};
  Limits until_cancelled;
  until_cancelled.cancelled = &cancelled;
  std::thread canceller([&] {
    std::this_thread::sleep_for(50ms);
    cancelled = true;
  });
  CHECK(error_of(select(silent_too.url(), until_cancelled)).first == ErrorCode::kCancelled);
  canceller.join();
}
