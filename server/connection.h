// One client's connection: reads its requests, one after the other, and writes the replies.
//
// Lives in the thread of the server's io_context, but for Task::produce, which it has run in the pool. It keeps itself
// alive while anything is pending.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "server/routes.h"
#include "server/server.h"
#include "server/task.h"

namespace quoth::server {

namespace asio = boost::asio;
namespace beast = boost::beast;

class Connection;

// What connections share. Outlives them.
struct Hub {
  const ServerOptions& options;
  const Routes& routes;
  asio::io_context& io;
  asio::thread_pool& pool;
  std::set<Connection*> connections = {};
  std::size_t refused = 0;  // of the connections
  bool stopping = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, Hub& hub);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  void start();              // serves until the client or the server has had enough
  void refuse(Reply reply);  // instead: says this and ends
  void stop();               // the server stops: what runs is cancelled, and the client told so
  void close();              // at once

 private:
  using Clock = std::chrono::steady_clock;

  // ---- Requests
  void read_head();
  void on_head(beast::error_code error);
  void read_body();
  void on_body(beast::error_code error);
  void on_unreadable(beast::error_code error);
  void on_slow_request();
  bool has_body() const;

  // ---- Tasks
  void run(std::shared_ptr<Task> task);
  void produce(std::size_t bytes);
  void on_piece(std::shared_ptr<Task> task, Task::Piece piece);
  void on_late_task();
  void drop_task();
  void discard(std::shared_ptr<Task> task);
  void watch();
  void on_readable(beast::error_code error);

  // ---- Replies
  void send(Reply reply);
  void begin_reply(const Head& head, std::optional<std::size_t> length);
  void send_piece(std::string body, bool last);
  void on_sent(beast::error_code error, bool last);
  void break_off();
  void linger();
  void drain();

  // `expired` is called at `when`, unless another wait() or still() comes before.
  void wait(Clock::time_point when, void (Connection::*expired)());
  void wait(std::chrono::milliseconds time, void (Connection::*expired)()) {
    wait(Clock::now() + time, expired);
  }
  void still();

  asio::ip::tcp::socket socket_;
  Hub& hub_;
  bool refused_ = false;
  asio::steady_timer timer_;
  std::uint64_t waits_ = 0;  // begun or ended: tells a wait that was overtaken

  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;  // holds the request while it is served
  const Operation* operation_ = nullptr;
  bool too_slow_ = false;
  bool keep_alive_ = false;

  std::shared_ptr<Task> task_;
  bool watching_ = false;

  bool replying_ = false;  // something of the reply to this request has gone out, or goes
  bool chunked_ = false;
  std::string head_, chunk_head_, body_;  // being sent
};

}  // namespace quoth::server
