#include "server/connection.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <cerrno>
#include <sstream>
#include <utility>
#include <vector>

#include "base/variant.h"
#include "server/cross_origin.h"

namespace quoth::server {
namespace {

// How long a client that is not to be listened to any more may take to read the reply, or to stop talking.
constexpr std::chrono::milliseconds kLingering{2000};
constexpr std::size_t kScratchBytes = std::size_t{64} << 10;

bool is_http_error(beast::error_code error) {
  return error.category() == beast::error_code(http::error::end_of_stream).category();
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Hub& hub)
    : socket_(std::move(socket)),
      hub_(hub),
      timer_(hub.io),
      buffer_(hub.options.http.head_bytes + kScratchBytes) {
  hub_.connections.insert(this);
  beast::error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.set_option(asio::socket_base::keep_alive(true), ignored);
}

Connection::~Connection() {
  hub_.connections.erase(this);
  hub_.refused -= refused_ ? 1 : 0;
}

void Connection::start() { read_head(); }

void Connection::refuse(Reply reply) {
  refused_ = true;
  ++hub_.refused;
  parser_.emplace();
  send(std::move(reply));
}

void Connection::stop() {
  keep_alive_ = false;
  if (task_ != nullptr) return task_->cancel();
  if (!replying_) close();
}

void Connection::close() {
  beast::error_code ignored;
  socket_.close(ignored);
  still();
  drop_task();
}

// ---- Requests

void Connection::read_head() {
  parser_.emplace();
  parser_->header_limit(hub_.options.http.head_bytes);
  parser_->body_limit(boost::none);  // that of the operation, once it is known
  replying_ = chunked_ = too_slow_ = keep_alive_ = false;
  wait(hub_.options.http.head_wait, &Connection::on_slow_request);
  http::async_read_header(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_head(error); });
}

void Connection::on_head(beast::error_code error) {
  still();
  if (error) return on_unreadable(error);
  const auto& request = parser_->get();
  const bool keep_alive = request.keep_alive() && !hub_.stopping;
  keep_alive_ = keep_alive && !has_body();  // for a reply before the body is read
  const auto found = hub_.routes.find(request.method(), view(request.target()));
  if (const Reply* const reply = std::get_if<Reply>(&found)) return send(*reply);
  operation_ = std::get<const Operation*>(found);
  if (parser_->content_length().value_or(0) > operation_->body_bytes)
    return on_unreadable(beast::error_code(http::error::body_limit));
  parser_->body_limit(operation_->body_bytes);
  keep_alive_ = keep_alive;
  if (!beast::iequals(request[http::field::expect], "100-continue") || !has_body()) return read_body();
  static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
  wait(hub_.options.http.write_wait, &Connection::close);
  asio::async_write(socket_, asio::buffer(kGoOn),
                    [self = shared_from_this()](beast::error_code failed, std::size_t) {
                      if (failed) return self->close();
                      self->read_body();
                    });
}

bool Connection::has_body() const { return parser_->chunked() || parser_->content_length().value_or(0) > 0; }

void Connection::read_body() {
  wait(hub_.options.http.body_wait, &Connection::on_slow_request);
  http::async_read(
      socket_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_body(error); });
}

void Connection::on_body(beast::error_code error) {
  still();
  if (error) return on_unreadable(error);
  Answer answer = operation_->handle(parser_->get());
  parser_->get().body() = std::string();  // the answer has what it needs of it
  std::visit(Overloaded{[this](Reply& reply) { send(std::move(reply)); },
                        [this](std::shared_ptr<Task>& task) { run(std::move(task)); }},
             answer);
}

void Connection::on_slow_request() {
  too_slow_ = true;
  beast::error_code ignored;
  socket_.cancel(ignored);
}

void Connection::on_unreadable(beast::error_code error) {
  keep_alive_ = false;
  if (too_slow_ && parser_->got_some())
    return send(text_reply(http::status::request_timeout, "the request takes too long to come"));
  if (error == http::error::end_of_stream || error == http::error::partial_message || !is_http_error(error)) {
    return close();
  }
  const HttpLimits& limits = hub_.options.http;
  if (error == http::error::body_limit) {
    return send(text_reply(http::status::payload_too_large,
                           fmt::format("a request's body has at most {} bytes", operation_->body_bytes)));
  }
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return send(text_reply(
        http::status::request_header_fields_too_large,
        fmt::format("a request's head has at most {} bytes; a long query comes by POST", limits.head_bytes)));
  }
  send(text_reply(http::status::bad_request, "the request is no HTTP: " + error.message()));
}

// ---- Tasks

void Connection::run(std::shared_ptr<Task> task) {
  task_ = std::move(task);
  wait(task_->deadline(), &Connection::on_late_task);
  watch();
  produce(parser_->get().method() == http::verb::head ? 0 : hub_.options.http.first_bytes);
}

void Connection::produce(std::size_t bytes) {
  // The guard makes the thread of the connections wait for the piece, whatever else it has to do.
  asio::post(hub_.pool, [self = shared_from_this(), task = task_, bytes, claim = !replying_,
                         guard = asio::make_work_guard(hub_.io)]() mutable {
    Task::Piece piece;
    if (!claim || task->claim()) piece = task->produce(bytes);
    asio::io_context& io = self->hub_.io;
    asio::post(io, [self = std::move(self), task = std::move(task), piece = std::move(piece)]() mutable {
      self->on_piece(std::move(task), std::move(piece));
    });
  });
}

// No thread has had time for it.
void Connection::on_late_task() {
  if (!task_->claim()) return;
  drop_task();
  send(busy_reply("the server has too much to do: the query's time is up before it has begun"));
}

void Connection::on_piece(std::shared_ptr<Task> task, Task::Piece piece) {
  if (task != task_) return discard(std::move(task));
  task.reset();
  still();
  if (piece.failure) {
    drop_task();
    if (hub_.options.log && static_cast<unsigned>(piece.failure->head.status) == 500)
      hub_.options.log(piece.failure->body);
    if (replying_) return break_off();
    return send(*std::move(piece.failure));
  }
  const bool head_only = parser_->get().method() == http::verb::head;
  if (!replying_) {
    const bool whole = piece.last && !head_only;
    begin_reply(task_->head(), whole ? std::optional(piece.body.size()) : std::nullopt);
  }
  if (head_only || piece.last) drop_task();
  send_piece(std::move(piece.body), head_only || piece.last);
}

void Connection::drop_task() {
  if (task_ == nullptr) return;
  task_->cancel();
  discard(std::exchange(task_, nullptr));
}

// What a task holds may take its time to go.
void Connection::discard(std::shared_ptr<Task> task) {
  asio::post(hub_.pool, [task = std::move(task)] {});
}

// Notices that the client goes away while nothing is sent. What it sends meanwhile is its next request; whether it goes
// away behind that is seen when we write.
void Connection::watch() {
  if (watching_) return;
  watching_ = true;
  socket_.async_wait(asio::socket_base::wait_read,
                     [self = shared_from_this()](beast::error_code error) { self->on_readable(error); });
}

void Connection::on_readable(beast::error_code error) {
  watching_ = false;
  if (error || task_ == nullptr) return;
  char next = 0;
  const ssize_t seen = ::recv(socket_.native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT);
  if (seen > 0) return;
  if (seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return watch();
  close();
}

// ---- Replies

void Connection::send(Reply reply) {
  begin_reply(reply.head, reply.body.size());
  if (parser_->get().method() == http::verb::head) reply.body.clear();
  send_piece(std::move(reply.body), true);
}

// Without a length the body goes in chunks, or ends with the connection.
void Connection::begin_reply(const Head& head, std::optional<std::size_t> length) {
  const auto& request = parser_->get();
  keep_alive_ = keep_alive_ && !hub_.stopping;
  http::response_header<> header;
  header.version(11);
  header.result(head.status);
  header.set(http::field::server, "quoth");
  header.set(http::field::date, http_date());
  if (!head.content_type.empty()) header.set(http::field::content_type, head.content_type);
  for (const auto& [field, value] : head.fields) header.insert(field, value);
  for (const auto& [field, value] : cross_origin_fields(request.base(), hub_.options.allowed_origins))
    header.insert(field, value);
  chunked_ = !length && request.version() >= 11;
  if (chunked_) {
    header.set(http::field::transfer_encoding, "chunked");
  } else if (!length) {
    keep_alive_ = false;
  } else if (head.status != http::status::no_content) {
    header.set(http::field::content_length, std::to_string(*length));
  }
  if (!keep_alive_) {
    header.set(http::field::connection, "close");
  } else if (request.version() < 11) {
    header.set(http::field::connection, "keep-alive");
  }
  std::ostringstream text;
  text << header;
  head_ = std::move(text).str();
  replying_ = true;
}

void Connection::send_piece(std::string body, bool last) {
  body_ = std::move(body);
  const bool framed = chunked_ && parser_->get().method() != http::verb::head;
  std::vector<asio::const_buffer> buffers{asio::buffer(head_)};
  if (framed && !body_.empty()) {
    chunk_head_ = fmt::format("{:x}\r\n", body_.size());
    buffers.push_back(asio::buffer(chunk_head_));
  }
  buffers.push_back(asio::buffer(body_));
  if (framed && !body_.empty()) buffers.push_back(asio::buffer(std::string_view("\r\n")));
  if (framed && last) buffers.push_back(asio::buffer(std::string_view("0\r\n\r\n")));
  const auto goes_on = [self = shared_from_this()](beast::error_code error, std::size_t) {
    if (error) return std::size_t{0};
    self->wait(self->hub_.options.http.write_wait, &Connection::close);
    return kScratchBytes;
  };
  asio::async_write(socket_, buffers, goes_on,
                    [self = shared_from_this(), last](beast::error_code error, std::size_t) {
                      self->on_sent(error, last);
                    });
}

void Connection::on_sent(beast::error_code error, bool last) {
  still();
  if (error) return close();
  head_.clear();
  body_.clear();
  if (!last) {
    if (task_ != nullptr) produce(hub_.options.http.piece_bytes);
    return;
  }
  if (keep_alive_ && !hub_.stopping) return read_head();
  linger();
}

// Without the end of the body, so that nobody takes it for whole; one that has no length and no chunks ends with the
// connection, and a reset is then the only sign.
void Connection::break_off() {
  beast::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

// A client that still talks would not get to read the reply if the connection were closed at once.
void Connection::linger() {
  beast::error_code error;
  socket_.shutdown(asio::socket_base::shutdown_send, error);
  if (error) return close();
  wait(kLingering, &Connection::close);
  drain();
}

void Connection::drain() {
  buffer_.clear();
  socket_.async_read_some(buffer_.prepare(kScratchBytes),
                          [self = shared_from_this()](beast::error_code error, std::size_t) {
                            if (error) return self->close();
                            self->drain();
                          });
}

// ---- Time

void Connection::wait(Clock::time_point when, void (Connection::*expired)()) {
  timer_.expires_at(when);
  timer_.async_wait([self = shared_from_this(), turn = ++waits_, expired](beast::error_code error) {
    if (!error && turn == self->waits_) (self.get()->*expired)();
  });
}

void Connection::still() {
  ++waits_;
  timer_.cancel();
}

}  // namespace quoth::server
