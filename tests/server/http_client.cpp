#include "tests/server/http_client.h"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace quoth::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

std::string Response::field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

HttpClient::HttpClient(std::uint16_t port) { socket_.connect({asio::ip::make_address("127.0.0.1"), port}); }

void HttpClient::send(std::string_view text) {
  beast::error_code ignored;  // the server may have had enough before the end
  asio::write(socket_, asio::buffer(text), ignored);
}

Response HttpClient::read(bool has_body) {
  http::response_parser<http::string_body> parser;
  parser.body_limit(boost::none);
  parser.skip(!has_body);
  beast::error_code error;
  http::read(socket_, buffer_, parser, error);
  Response response;
  if (!parser.is_header_done()) return response;
  response.whole = !error && parser.is_done();
  response.status = parser.get().result_int();
  for (const auto& field : parser.get()) {
    std::string name(field.name_string());
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    std::string& value = response.fields[name];
    value += (value.empty() ? "" : ", ") + std::string(field.value());
  }
  response.body = parser.get().body();
  return response;
}

Response HttpClient::ask(std::string_view text) {
  send(text);
  return read(!text.starts_with("HEAD "));
}

std::string HttpClient::read_some() {
  std::string bytes(std::size_t{64} << 10, '\0');
  beast::error_code error;
  bytes.resize(socket_.read_some(asio::buffer(bytes), error));
  return bytes;
}

bool HttpClient::is_closed() { return read_some().empty(); }

void HttpClient::shutdown() {
  beast::error_code ignored;
  socket_.shutdown(asio::socket_base::shutdown_send, ignored);
}

void HttpClient::reset() {
  socket_.set_option(asio::socket_base::linger(true, 0));
  socket_.close();
}

void HttpClient::take_little() { socket_.set_option(asio::socket_base::receive_buffer_size(4096)); }

std::string request(std::string_view method, std::string_view target,
                    const std::vector<std::pair<std::string, std::string>>& fields, std::string_view body) {
  std::string text(method);
  text.append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n");
  for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text.append("\r\n").append(body);
}

}  // namespace quoth::test
