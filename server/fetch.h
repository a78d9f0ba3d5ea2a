// One HTTP request to another server, and its reply.
#pragma once
#include <cstddef>
#include <string>

#include "base/result.h"
#include "engine/limits.h"

namespace quoth::server {

struct FetchRequest {
  std::string url;           // http: or https:
  std::string content_type;  // of `body`, which is posted
  std::string body;
  std::string accept;
  std::size_t reply_bytes = 0;  // of the reply's body at most
};

struct FetchReply {
  std::string content_type, body;
};

// Follows a few redirections. kInvalid: no such URL; kIo: there was no reply, or it is an error; kLimit: it is too long;
// kCancelled, kTimeout by `limits`.
Result<FetchReply> fetch(const FetchRequest& request, const Limits& limits);

}  // namespace quoth::server
