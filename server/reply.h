// Requests, and replies that are whole. Private to server/, as everything that shows Boost.Beast.
#pragma once
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace quoth::server {

namespace http = boost::beast::http;

using Request = http::request<http::string_body>;

// What stands before a reply's body.
struct Head {
  http::status status = http::status::ok;
  std::string content_type;  // empty: there is no body
  std::vector<std::pair<http::field, std::string>> fields;
};

struct Reply {
  Head head;
  std::string body;
};

// A message for people.
Reply text_reply(http::status status, std::string_view message);

// What the client is told about an error: 400 for what its query says, 503 and 504 for used-up budgets, 500 for what is
// wrong here.
Reply error_reply(const Error& error);

// The server has too much to do.
Reply busy_reply(std::string_view message);

// The value of the Date field now.
std::string http_date();

// Views of Beast's strings.
inline std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace quoth::server
