#include "server/sparql_protocol.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "rdf/iri.h"
#include "server/form.h"

namespace quoth::server {
namespace {

Error bad(std::string message) { return Error{ErrorCode::kInvalid, std::move(message), {}, {}}; }

// A media type, and what it says of the characters.
struct ContentType {
  std::string media_type;  // in lower case
  bool is_utf8 = true;
};

ContentType content_type_of(const Request& request) {
  const std::string_view field = view(request[http::field::content_type]);
  const std::size_t end = std::min(field.find(';'), field.size());
  ContentType type;
  for (const char c : field.substr(0, end))
    if (c != ' ' && c != '\t')
      type.media_type += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto& [name, value] : http::param_list({field.data() + end, field.size() - end}))
    if (boost::beast::iequals(name, "charset"))
      type.is_utf8 = boost::beast::iequals(value, "utf-8") || boost::beast::iequals(value, "utf8");
  return type;
}

Result<std::string> graph_iri(const std::string& name, const std::string& value) {
  if (!is_valid_iri(value)) return bad(fmt::format("{}: '{}' is no absolute IRI", name, value));
  return value;
}

Result<std::chrono::milliseconds> seconds(const std::string& text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0) || value > 1e9)
    return bad(fmt::format("timeout: '{}' is no number of seconds", text));
  return std::chrono::milliseconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(value * 1000)));
}

// Where the client has sent the query to: what relative IRIs in it go by (RFC 3986, 5.1.3).
std::string base_for(const Request& request) {
  const std::string_view target = view(request.target());
  std::string base = fmt::format("http://{}{}", view(request[http::field::host]), path_of(target));
  return request[http::field::host].empty() || !is_valid_iri(base) ? std::string() : base;
}

class QueryOperation {
 public:
  QueryOperation(const ServerOptions& options, const StartQuery& start_query)
      : options_(options), start_query_(start_query) {}

  Answer get(const Request& request) const { return answer(request, {}, {}); }

  Answer post(const Request& request) const {
    const ContentType type = content_type_of(request);
    const bool is_form = type.media_type == "application/x-www-form-urlencoded";
    if ((!is_form && type.media_type != "application/sparql-query") || !type.is_utf8) {
      Reply reply = text_reply(
          http::status::unsupported_media_type,
          "a query comes as application/sparql-query or application/x-www-form-urlencoded, in UTF-8");
      reply.head.fields.emplace_back(http::field::accept,
                                     "application/sparql-query, application/x-www-form-urlencoded");
      return reply;
    }
    if (is_form) return answer(request, request.body(), {});
    return answer(request, {}, request.body());
  }

 private:
  // `body`: more parameters than the URL's. `text`: of a query that is not among the parameters.
  Answer answer(const Request& request, std::string_view body, std::optional<std::string> text) const {
    Result<QueryRequest> query = read(query_of(view(request.target())), body, std::move(text));
    if (!query) return error_reply(query.error());
    std::string accepted;
    const auto [first, end] = request.equal_range(http::field::accept);
    for (auto field = first; field != end; ++field) accepted.append(view(field->value())).append(",");
    query->accept = Accept::parse(accepted);
    query->options.base = base_for(request);
    return std::make_shared<QueryTask>(start_query_, *std::move(query));
  }

  Result<QueryRequest> read(std::string_view url, std::string_view body,
                            std::optional<std::string> text) const {
    QUOTH_TRY(Form form, parse_form(url));
    QUOTH_TRY(Form more, parse_form(body));
    std::ranges::move(more, std::back_inserter(form));
    QueryRequest query;
    query.allow_service = options_.allow_service;
    query.options.union_default_graph = options_.union_default_graph;
    query.options.execute.limits.memory_bytes = options_.memory_bytes;
    std::chrono::milliseconds time = options_.timeout;
    Dataset dataset;
    for (const auto& [name, value] : form) {
      if (name == "query") {
        if (text) return bad("there is more than one query");
        text = value;
      } else if (name == "default-graph-uri") {
        QUOTH_TRY(dataset.default_graphs.emplace_back(), graph_iri(name, value));
      } else if (name == "named-graph-uri") {
        QUOTH_TRY(dataset.named_graphs.emplace_back(), graph_iri(name, value));
      } else if (name == "timeout") {
        QUOTH_TRY(const std::chrono::milliseconds asked, seconds(value));
        time = std::min(time, asked);
      } else if (name == "format") {
        query.format = value;
      } else if (name == "update") {
        return bad("updates are not offered");
      }
    }
    if (!text)
      return bad("there is no query: the parameter 'query' holds it, or a body of application/sparql-query");
    if (utf8::find_invalid(*text) != std::string::npos) return bad("the query is no UTF-8");
    query.text = *std::move(text);
    if (!dataset.default_graphs.empty() || !dataset.named_graphs.empty())
      query.options.dataset = std::move(dataset);
    query.deadline = std::chrono::steady_clock::now() + time;
    return query;
  }

  const ServerOptions& options_;
  const StartQuery& start_query_;
};

}  // namespace

Route sparql_route(const ServerOptions& options, const StartQuery& start_query) {
  const auto query = std::make_shared<const QueryOperation>(options, start_query);
  return {"/sparql",
          {{http::verb::get, options.http.body_bytes,
            [query](const Request& request) { return query->get(request); }},
           {http::verb::post, options.http.body_bytes,
            [query](const Request& request) { return query->post(request); }}}};
}

}  // namespace quoth::server
