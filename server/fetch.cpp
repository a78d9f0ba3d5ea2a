#include "server/fetch.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>
#include <chrono>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace quoth::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace urls = boost::urls;
using asio::ip::tcp;

constexpr int kMostRedirections = 5;
constexpr std::uint32_t kMostHeadBytes = 64U << 10;
// How often somebody who waits looks at the limits.
constexpr std::chrono::milliseconds kLook{50};

Error failed(ErrorCode code, std::string message) { return Error{code, std::move(message), {}, {}}; }

Status check(const Limits& limits) {
  if (limits.cancelled != nullptr && *limits.cancelled)
    return failed(ErrorCode::kCancelled, "the query was cancelled");
  if (limits.deadline && std::chrono::steady_clock::now() >= *limits.deadline)
    return failed(ErrorCode::kTimeout, "the query has used up its time");
  return {};
}

// Where to send a request.
struct Address {
  bool secure = false;
  std::string host, port, authority, target;
};

// A URL is ASCII; what else an IRI holds is escaped (RFC 3987, 3.1).
std::string to_url(std::string_view iri) {
  std::string url;
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    url += byte < 0x80 ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return url;
}

Result<Address> address_of(const urls::url_view& url) {
  Address address;
  const std::string scheme(url.scheme());
  address.secure = scheme == "https";
  if (!address.secure && scheme != "http")
    return failed(ErrorCode::kInvalid, "it is neither http: nor https:");
  address.host = std::string(url.host_address());
  if (address.host.empty()) return failed(ErrorCode::kInvalid, "it names no host");
  address.port = url.has_port() && !url.port().empty() ? std::string(url.port()) : scheme;
  address.authority = std::string(url.encoded_host_and_port());
  const std::string path(url.encoded_path());
  address.target = path.empty() ? "/" : path;
  if (url.has_query()) address.target += "?" + std::string(url.encoded_query());
  return address;
}

using Response = http::response<http::string_body>;

// One request and its response, on a connection of its own.
class Exchange {
 public:
  Exchange(const FetchRequest& request, const Limits& limits) : request_(request), limits_(limits) {}

  Result<Response> run(const Address& address) {
    QUOTH_CHECK(connect(address));
    return address.secure ? run_secure(address) : talk(socket_, address);
  }

 private:
  // Starts an operation and waits until it is done or the limits strike.
  template <typename Start>
  Status finish(std::string_view what, Start start) {
    std::optional<beast::error_code> done;
    start([&done](beast::error_code error, const auto&...) { done = error; });
    Status status;
    while (!done) {
      io_.restart();
      io_.run_one_for(kLook);
      if (done || !status) continue;
      status = check(limits_);
      if (status) continue;
      resolver_.cancel();
      beast::error_code ignored;
      socket_.close(ignored);
    }
    QUOTH_CHECK(std::move(status));
    if (*done) return explain(what, *done);
    return {};
  }

  Error explain(std::string_view what, beast::error_code error) const {
    if (error == http::error::body_limit)
      return failed(ErrorCode::kLimit,
                    fmt::format("the answer has more than {} bytes", request_.reply_bytes));
    return failed(ErrorCode::kIo, fmt::format("cannot {}: {}", what, error.message()));
  }

  Status connect(const Address& address) {
    tcp::resolver::results_type endpoints;
    QUOTH_CHECK(finish("find " + address.host, [&](auto done) {
      resolver_.async_resolve(
          address.host, address.port,
          [&endpoints, done](beast::error_code error, const tcp::resolver::results_type& found) {
            endpoints = found;
            done(error);
          });
    }));
    return finish("connect to " + address.authority,
                  [&](auto done) { asio::async_connect(socket_, endpoints, done); });
  }

  Result<Response> run_secure(const Address& address) {
    asio::ssl::context context(asio::ssl::context::tls_client);
    beast::error_code error;
    context.set_default_verify_paths(error);
    if (error) return explain("find the certificates of this system", error);
    asio::ssl::stream<tcp::socket&> stream(socket_, context);
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
    if (SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str()) != 1)
      return failed(ErrorCode::kIo, "cannot name the host to its server");
    QUOTH_CHECK(finish("trust " + address.authority,
                       [&](auto done) { stream.async_handshake(asio::ssl::stream_base::client, done); }));
    return talk(stream, address);
  }

  template <typename Stream>
  Result<Response> talk(Stream& stream, const Address& address) {
    http::request<http::string_body> message(http::verb::post, address.target, 11);
    message.set(http::field::host, address.authority);
    message.set(http::field::user_agent, "quoth");
    message.set(http::field::accept, request_.accept);
    message.set(http::field::content_type, request_.content_type);
    message.set(http::field::connection, "close");
    message.body() = request_.body;
    message.prepare_payload();
    QUOTH_CHECK(
        finish("ask " + address.authority, [&](auto done) { http::async_write(stream, message, done); }));

    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.header_limit(kMostHeadBytes);
    parser.body_limit(request_.reply_bytes);
    QUOTH_CHECK(finish("read the answer of " + address.authority,
                       [&](auto done) { http::async_read(stream, buffer, parser, done); }));
    return parser.release();
  }

  const FetchRequest& request_;
  const Limits& limits_;
  asio::io_context io_{1};
  tcp::resolver resolver_{io_};
  tcp::socket socket_{io_};
};

bool is_redirection(unsigned status) {
  return status == 301 || status == 302 || status == 307 || status == 308;
}

// What an error's body says, as far as it fits a line.
std::string first_line(std::string_view body) {
  constexpr std::size_t kMostCharacters = 200;
  const std::string_view line = body.substr(0, body.find_first_of("\r\n"));
  if (line.empty() || utf8::find_invalid(line) != std::string_view::npos) return {};
  return ": " + std::string(utf8::prefix(line, kMostCharacters));
}

}  // namespace

Result<FetchReply> fetch(const FetchRequest& request, const Limits& limits) {
  const std::string text = to_url(request.url);
  const auto parsed = urls::parse_uri(text);
  if (!parsed) return failed(ErrorCode::kInvalid, "it is no URL");
  urls::url url(*parsed);
  for (int i = 0; i <= kMostRedirections; ++i) {
    QUOTH_TRY(const Address address, address_of(url));
    QUOTH_TRY(Response response, Exchange(request, limits).run(address));
    const unsigned status = response.result_int();
    if (status >= 200 && status < 300)
      return FetchReply{std::string(response[http::field::content_type]), std::move(response.body())};
    if (!is_redirection(status)) {
      return failed(ErrorCode::kIo, fmt::format("the answer is {} {}{}", status,
                                                std::string(response.reason()), first_line(response.body())));
    }
    const auto location = urls::parse_uri_reference(response[http::field::location]);
    urls::url next;
    if (!location || location->empty() || !urls::resolve(url, *location, next))
      return failed(ErrorCode::kIo, "the answer sends us to no URL");
    if (url.scheme() == "https" && next.scheme() != "https")
      return failed(ErrorCode::kIo, "the answer sends us from https: to another place");
    url = next;
  }
  return failed(ErrorCode::kIo, fmt::format("the answer sends us on more than {} times", kMostRedirections));
}

}  // namespace quoth::server
