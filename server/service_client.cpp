#include "server/service_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "server/fetch.h"
#include "server/form.h"
#include "server/results_json.h"

namespace quoth::server {
namespace {

constexpr std::size_t kMostReplyBytes = std::size_t{256} << 20;

Error of_endpoint(const std::string& endpoint, Error error) {
  error.message = fmt::format("SERVICE <{}>: {}", endpoint, error.message);
  return error;
}

}  // namespace

Result<ServiceClient::Answer> HttpServiceClient::select(const std::string& endpoint, const std::string& query,
                                                        const Limits& limits) {
  FetchRequest request;
  request.url = endpoint;
  request.content_type = "application/x-www-form-urlencoded";
  request.body = encode_form({{"query", query}});
  request.accept = "application/sparql-results+json";
  request.reply_bytes = std::min(kMostReplyBytes, limits.memory_bytes / 16);
  const Result<FetchReply> reply = fetch(request, limits);
  if (!reply) return of_endpoint(endpoint, reply.error());
  Result<Answer> answer = read_results_json(reply->body, fmt::format("s{}x", answers_++));
  if (!answer) {
    Error error = std::move(answer).error();
    error.message =
        fmt::format("the answer ({}) is no SPARQL result in JSON: {}",
                    reply->content_type.empty() ? "of unknown type" : reply->content_type, error.message);
    return of_endpoint(endpoint, std::move(error));
  }
  return answer;
}

}  // namespace quoth::server
