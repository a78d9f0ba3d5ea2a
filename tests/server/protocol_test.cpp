// The query operation of the SPARQL Protocol, request by request.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/server/running_server.h"

using namespace quoth;
using namespace quoth::test;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

const Fields kForm = {{"Content-Type", "application/x-www-form-urlencoded"}};
const Fields kQuery = {{"Content-Type", "application/sparql-query"}};

Fields accept(const std::string& types) { return {{"Accept", types}}; }

const std::string kSelect = "/sparql?query=SELECT+rows+1", kAsk = "/sparql?query=ASK",
                  kConstruct = "/sparql?query=CONSTRUCT+rows+1";

}  // namespace

TEST_CASE("each request gets its status and its type") {
  struct Case {
    std::string what, method, target;
    Fields fields;
    std::string body;
    unsigned status;
    std::string content_type;
  };
  const std::string json = "application/sparql-results+json", text = "text/plain; charset=utf-8";
  const std::vector<Case> cases = {
      {"a query in the URL", "GET", kSelect, {}, "", 200, json},
      {"one in a form", "POST", "/sparql", kForm, "query=SELECT+rows+1", 200, json},
      {"one that is the body", "POST", "/sparql", kQuery, "SELECT rows 1", 200, json},
      {"parameters of the type",
       "POST",
       "/sparql",
       {{"Content-Type", "application/sparql-query; charset=UTF-8"}},
       "ASK",
       200,
       json},
      {"a type in capitals",
       "POST",
       "/sparql",
       {{"Content-Type", "Application/SPARQL-Query"}},
       "ASK",
       200,
       json},
      {"parameters in the URL of a form", "POST", "/sparql?format=csv", kForm, "query=ASK", 200,
       "text/csv; charset=utf-8"},
      {"unknown parameters", "GET", kAsk + "&x=1&output=", {}, "", 200, json},

      {"no query", "GET", "/sparql", {}, "", 400, text},
      {"a form without a query", "POST", "/sparql", kForm, "default-graph-uri=http://a", 400, text},
      {"two queries", "GET", kAsk + "&query=ASK", {}, "", 400, text},
      {"two queries in a form", "POST", "/sparql", kForm, "query=ASK&query=ASK", 400, text},
      {"a query in the body and one in the URL", "POST", kAsk, kQuery, "ASK", 400, text},
      {"a query in the form and one in the URL", "POST", kAsk, kForm, "query=ASK", 400, text},
      {"an update", "POST", "/sparql", kForm, "update=CLEAR+ALL", 400, text},
      {"a query that is wrong", "GET", "/sparql?query=refuse+syntax", {}, "", 400, text},
      {"one that asks too much", "GET", "/sparql?query=refuse+unsupported", {}, "", 400, text},
      {"an escape that is none", "GET", "/sparql?query=ASK%2", {}, "", 400, text},
      {"what is no UTF-8", "GET", "/sparql?query=ASK%ff", {}, "", 400, text},
      {"a body that is no UTF-8", "POST", "/sparql", kQuery, "ASK \xff", 400, text},
      {"a relative graph", "GET", kAsk + "&default-graph-uri=g", {}, "", 400, text},
      {"a graph that is no IRI", "GET", kAsk + "&named-graph-uri=http://a%20b", {}, "", 400, text},
      {"a time that is none", "GET", kAsk + "&timeout=soon", {}, "", 400, text},
      {"no time", "GET", kAsk + "&timeout=0", {}, "", 400, text},

      {"a body without a type", "POST", "/sparql", {}, "ASK", 415, text},
      {"a body of another type", "POST", "/sparql", {{"Content-Type", "text/plain"}}, "ASK", 415, text},
      {"an update as the body",
       "POST",
       "/sparql",
       {{"Content-Type", "application/sparql-update"}},
       "CLEAR ALL",
       415,
       text},
      {"other characters",
       "POST",
       "/sparql",
       {{"Content-Type", "application/sparql-query; charset=utf-16"}},
       "ASK",
       415,
       text},
      {"no body and no type", "POST", kAsk, {}, "", 415, text},

      {"another path", "GET", "/", {}, "", 404, text},
      {"a longer path", "GET", "/sparql/x?query=ASK", {}, "", 404, text},
      {"another method", "PUT", kAsk, {}, "x", 405, text},
      {"another one", "DELETE", kAsk, {}, "", 405, text},
      {"a method that nobody knows", "FROB", kAsk, {}, "", 405, text},

      {"any type", "GET", kSelect, accept("*/*"), "", 200, json},
      {"JSON", "GET", kSelect, accept("application/json"), "", 200, "application/json"},
      {"XML", "GET", kSelect, accept("application/sparql-results+xml"), "", 200,
       "application/sparql-results+xml"},
      {"CSV", "GET", kSelect, accept("text/csv"), "", 200, "text/csv; charset=utf-8"},
      {"TSV", "GET", kSelect, accept("text/tab-separated-values"), "", 200,
       "text/tab-separated-values; charset=utf-8"},
      {"a table", "GET", kSelect, accept("text/plain"), "", 200, text},
      {"what is wanted most", "GET", kSelect, accept("text/csv;q=0.3, application/sparql-results+xml;q=0.4"),
       "", 200, "application/sparql-results+xml"},
      {"a boolean in XML", "GET", kAsk, accept("application/sparql-results+xml"), "", 200,
       "application/sparql-results+xml"},
      {"no type of tables", "GET", kSelect, accept("text/turtle"), "", 406, text},
      {"no type at all", "GET", kSelect, accept("*/*;q=0"), "", 406, text},
      {"a graph", "GET", kConstruct, {}, "", 200, "text/turtle; charset=utf-8"},
      {"a description", "GET", "/sparql?query=DESCRIBE+rows+1", accept("*/*"), "", 200,
       "text/turtle; charset=utf-8"},
      {"N-Triples", "GET", kConstruct, accept("application/n-triples"), "", 200, "application/n-triples"},
      {"TriG", "GET", kConstruct, accept("application/trig"), "", 200, "application/trig"},
      {"no type of graphs", "GET", kConstruct, accept("text/csv"), "", 406, text},
      {"tables or graphs, a table", "GET", kSelect, accept("application/sparql-results+json, text/turtle"),
       "", 200, json},
      {"tables or graphs, a graph", "GET", kConstruct, accept("application/sparql-results+json, text/turtle"),
       "", 200, "text/turtle; charset=utf-8"},

      {"a format by name", "GET", kSelect + "&format=csv", accept("application/json"), "", 200,
       "text/csv; charset=utf-8"},
      {"one of graphs", "GET", kConstruct + "&format=nt", {}, "", 200, "application/n-triples"},
      {"one of the other kind", "GET", kSelect + "&format=ttl", {}, "", 400, text},
      {"one that nobody knows", "GET", kSelect + "&format=doc", {}, "", 400, text},
      {"a format in a form", "POST", "/sparql", kForm, "format=tsv&query=SELECT", 200,
       "text/tab-separated-values; charset=utf-8"},
      {"a format beside a body", "POST", "/sparql?format=xml", kQuery, "SELECT", 200,
       "application/sparql-results+xml"},

      {"time used up", "GET", "/sparql?query=SELECT+fail+timeout", {}, "", 504, text},
      {"memory used up", "GET", "/sparql?query=SELECT+rows+9+fail+memory", {}, "", 503, text},
      {"a disk that fails", "GET", "/sparql?query=SELECT+fail+io", {}, "", 500, text},
      {"time used up, by the request",
       "GET",
       "/sparql?query=ASK+pause+60000&timeout=0.05",
       {},
       "",
       504,
       text},
  };
  const RunningServer server;
  HttpClient one_connection(server.port());
  for (const Case& each : cases) {
    CAPTURE(each.what);
    const std::string message = request(each.method, each.target, each.fields, each.body);
    const Response response = server.ask(message);
    CHECK(response.status == each.status);
    CHECK(response.field("content-type") == each.content_type);
    CHECK(response.whole);
    CHECK_FALSE(response.body.empty());
    CHECK(response.field("date").ends_with(" GMT"));
    if (each.status == 404 || each.status == 405) continue;  // these end a connection that has a body
    const Response again = one_connection.ask(message);
    CHECK(again.status == each.status);
    CHECK(again.body == response.body);
  }
}

TEST_CASE("what is asked for reaches the query") {
  RunningServer server({.memory_bytes = 12345, .union_default_graph = true});
  server.ask(request(
      "GET",
      "/sparql?query=ASK+%23+%C3%A4%2B+b&default-graph-uri=http://a/1&named-graph-uri=http%3A%2F%2Fa%2F2"
      "&default-graph-uri=http://a/3"));
  CHECK(server.queries.text() == "ASK # ä+ b");
  const QueryOptions options = server.queries.options();
  REQUIRE(options.dataset);
  CHECK(options.dataset->default_graphs == std::vector<std::string>{"http://a/1", "http://a/3"});
  CHECK(options.dataset->named_graphs == std::vector<std::string>{"http://a/2"});
  CHECK(options.union_default_graph);
  CHECK(options.base == "http://test/sparql");
  CHECK(options.execute.limits.memory_bytes == 12345);
  CHECK(options.execute.services == nullptr);

  server.ask(request("POST", "/sparql?named-graph-uri=http://a/4", kQuery, "ASK"));
  REQUIRE(server.queries.options().dataset);
  CHECK(server.queries.options().dataset->named_graphs == std::vector<std::string>{"http://a/4"});

  server.ask(request("POST", "/sparql", kForm, "query=ASK"));
  CHECK_FALSE(server.queries.options().dataset);
}

TEST_CASE("only a server that is told so lets queries ask others") {
  const RunningServer server({.allow_service = true});
  server.query("ASK");
  CHECK(server.queries.options().execute.services != nullptr);
}

TEST_CASE("a query has the server's time, or less if the request says so") {
  const auto seconds_left = [](const RunningServer& server, const std::string& parameters) {
    server.ask(request("GET", kAsk + parameters));
    const auto left = *server.queries.options().execute.limits.deadline - std::chrono::steady_clock::now();
    return std::chrono::duration<double>(left).count();
  };
  const RunningServer server({.timeout = std::chrono::seconds(100)});
  CHECK(seconds_left(server, "") == doctest::Approx(100).epsilon(0.05));
  CHECK(seconds_left(server, "&timeout=50.5") == doctest::Approx(50.5).epsilon(0.05));
  CHECK(seconds_left(server, "&timeout=1000") == doctest::Approx(100).epsilon(0.05));
}

TEST_CASE("an error is told with its place") {
  const RunningServer server;
  CHECK(server.query("refuse syntax").body ==
        "query:1:26: expected a term\n  SELECT ?x WHERE { ?x <p> }\n                           ^\n");
}

TEST_CASE("results are whole, in every format") {
  const RunningServer server;
  CHECK(server.ask(request("GET", "/sparql?query=SELECT+rows+2&format=csv")).body ==
        "x,y\r\nhttps://example.org/0,\r\nhttps://example.org/1,\r\n");
  CHECK(server.ask(request("GET", "/sparql?query=CONSTRUCT+rows+1&format=nt")).body ==
        "<https://example.org/0> <https://example.org/p> \"o\" .\n");
  CHECK(server.ask(request("GET", "/sparql?query=ASK&format=csv")).body == "true\r\n");
  CHECK(server.query("SELECT rows 0").body ==
        "{\n  \"head\": {\"vars\": [\"x\", \"y\"]},\n  \"results\": {\"bindings\": []}\n}\n");
}

TEST_CASE("HEAD tells what GET would, and computes no result") {
  const RunningServer server;
  HttpClient client(server.port());
  Response response = client.ask(request("HEAD", "/sparql?query=SELECT+endless"));
  CHECK(response.status == 200);
  CHECK(response.field("content-type") == "application/sparql-results+json");
  response = client.ask(request("HEAD", "/sparql?query=refuse+syntax"));
  CHECK(response.status == 400);
  CHECK(response.field("content-length") == std::to_string(server.query("refuse syntax").body.size()));
  response = client.ask(request("GET", kAsk));
  CHECK(response.status == 200);
  CHECK(comes_true([&] { return server.queries.running == 0; }));
}

TEST_CASE("OPTIONS and a wrong method say what is allowed") {
  const RunningServer server;
  const Response options = server.ask(request("OPTIONS", "/sparql"));
  CHECK(options.status == 204);
  CHECK(options.field("allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(server.ask(request("PUT", "/sparql")).field("allow") == "GET, HEAD, POST, OPTIONS");
}

TEST_CASE("pages of other origins may read answers if the server is told so") {
  const auto allowed = [](const RunningServer& server, const std::string& method, const std::string& origin) {
    return server.ask(request(method, kAsk, {{"Origin", origin}}));
  };
  const RunningServer closed;
  CHECK(allowed(closed, "GET", "https://a.example").field("access-control-allow-origin") == "");
  const RunningServer open({.allowed_origins = {"*"}});
  CHECK(allowed(open, "GET", "https://a.example").field("access-control-allow-origin") == "*");
  CHECK(allowed(open, "GET", "https://a.example").field("vary") == "Accept");
  const RunningServer some({.allowed_origins = {"https://a.example", "https://b.example"}});
  CHECK(allowed(some, "GET", "https://b.example").field("access-control-allow-origin") ==
        "https://b.example");
  CHECK(allowed(some, "GET", "https://c.example").field("access-control-allow-origin") == "");
  CHECK(allowed(some, "GET", "https://c.example").field("vary") == "Accept, Origin");
  const Response preflight = allowed(some, "OPTIONS", "https://a.example");
  CHECK(preflight.field("access-control-allow-methods") == "GET, HEAD, POST, OPTIONS");
  CHECK(preflight.field("access-control-allow-headers") == "Accept, Content-Type");
}
