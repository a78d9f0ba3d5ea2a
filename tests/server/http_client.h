// A client of HTTP that says what it is told to, and looks at what comes back.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoth::test {

struct Response {
  unsigned status = 0;                        // 0: there was none
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;
  bool whole = false;  // the connection did not end before the body did

  std::string field(const std::string& name) const;
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port);

  void send(std::string_view text);
  Response read(bool has_body = true);  // the next response
  Response ask(std::string_view text);  // both
  std::string read_some();              // bytes as they come; empty at the end
  bool is_closed();                     // waits until the server says something (false), or goes

  void shutdown();     // says that no more comes
  void reset();        // breaks off
  void take_little();  // lets few bytes wait for being read

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};
  boost::beast::flat_buffer buffer_;
};

// `METHOD TARGET HTTP/1.1` with fields and a body, whose length is added.
std::string request(std::string_view method, std::string_view target,
                    const std::vector<std::pair<std::string, std::string>>& fields = {},
                    std::string_view body = {});

}  // namespace quoth::test
