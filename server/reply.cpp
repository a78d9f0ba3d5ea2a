#include "server/reply.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace quoth::server {
namespace {

http::status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kSyntax:
    case ErrorCode::kInvalid:
    case ErrorCode::kUnsupported:
    case ErrorCode::kLimit:
      return http::status::bad_request;
    case ErrorCode::kTimeout:
      return http::status::gateway_timeout;
    case ErrorCode::kMemory:
    case ErrorCode::kCancelled:  // by the server, which stops: a client that cancels hears no more
      return http::status::service_unavailable;
    case ErrorCode::kNotFound:
    case ErrorCode::kIo:
    case ErrorCode::kCorruption:
      return http::status::internal_server_error;
  }
  return http::status::internal_server_error;
}

}  // namespace

Reply text_reply(http::status status, std::string_view message) {
  Reply reply;
  reply.head.status = status;
  reply.head.content_type = "text/plain; charset=utf-8";
  reply.body = message;
  if (!reply.body.ends_with('\n')) reply.body += '\n';
  return reply;
}

Reply error_reply(const Error& error) { return text_reply(status_of(error.code), error.to_string()); }

Reply busy_reply(std::string_view message) {
  Reply reply = text_reply(http::status::service_unavailable, message);
  reply.head.fields.emplace_back(http::field::retry_after, "1");
  return reply;
}

std::string http_date() {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

}  // namespace quoth::server
