#include "server/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <thread>
#include <utility>

#include "server/connection.h"
#include "server/sparql_protocol.h"

namespace quoth::server {
namespace {

using asio::ip::tcp;

// What clients may still take to read that the server stops.
constexpr std::chrono::milliseconds kStopping{3000};
// Before another try to take a connection where the process has no file descriptor left.
constexpr std::chrono::milliseconds kPause{100};

std::size_t thread_count(std::size_t asked) {
  return asked > 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

Result<tcp::endpoint> endpoint_of(const ServerOptions& options) {
  boost::system::error_code error;
  const auto address =
      asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, error);
  if (error) return Error{ErrorCode::kInvalid, "'" + options.address + "' is no IP address", {}, {}};
  return tcp::endpoint(address, options.port);
}

}  // namespace

struct Server::State {
  State(ServerOptions chosen, StartQuery query)
      : options(std::move(chosen)),
        start_query(std::move(query)),
        routes({sparql_route(options, start_query)}),
        pool(thread_count(options.threads)) {}

  Status listen();
  void accept();
  void take(tcp::socket socket);
  void begin_stop();
  void run_one(std::chrono::steady_clock::time_point until);

  const ServerOptions options;
  const StartQuery start_query;
  const Routes routes;
  Hub hub{options, routes, io, pool};  // before `io`, whose end is that of the last connections
  asio::thread_pool pool;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  tcp::endpoint endpoint;
  asio::signal_set signals{io};
  asio::steady_timer pause{io};
};

Status Server::State::listen() {
  QUOTH_TRY(const tcp::endpoint wanted, endpoint_of(options));
  boost::system::error_code error;
  const auto failed = [&] {
    return Error{
        ErrorCode::kIo,
        fmt::format("cannot listen at {} port {}: {}", options.address, options.port, error.message()),
        {},
        {}};
  };
  if (acceptor.open(wanted.protocol(), error)) return failed();
  if (acceptor.set_option(tcp::acceptor::reuse_address(true), error)) return failed();
  if (acceptor.bind(wanted, error)) return failed();
  if (acceptor.listen(asio::socket_base::max_listen_connections, error)) return failed();
  endpoint = acceptor.local_endpoint(error);
  if (error) return failed();
  return {};
}

void Server::State::accept() {
  acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) {
    if (!acceptor.is_open()) return;
    if (!error) {
      take(std::move(socket));
      return accept();
    }
    pause.expires_after(kPause);
    pause.async_wait([this](boost::system::error_code) {
      if (acceptor.is_open()) accept();
    });
  });
}

void Server::State::take(tcp::socket socket) {
  if (hub.refused >= options.max_clients) return;  // not even time to say so
  const auto connection = std::make_shared<Connection>(std::move(socket), hub);
  if (hub.connections.size() - hub.refused <= options.max_clients) return connection->start();
  connection->refuse(busy_reply("the server has too many clients"));
}

void Server::State::begin_stop() {
  if (hub.stopping) return;
  hub.stopping = true;
  boost::system::error_code ignored;
  acceptor.close(ignored);
  pause.cancel();
  signals.clear(ignored);  // a second signal ends the process
  signals.cancel(ignored);
  const auto connections = hub.connections;
  for (Connection* const connection : connections)
    if (hub.connections.contains(connection)) connection->stop();
}

// What a lack of memory throws costs the connection in hand, which goes with its handler, and no other.
void Server::State::run_one(std::chrono::steady_clock::time_point until) {
  try {
    io.run_one_until(until);
  } catch (const std::exception& exception) {
    if (options.log) options.log(std::string("a connection is given up: ") + exception.what());
  }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(ServerOptions options, StartQuery start_query) {
  auto state = std::make_unique<State>(std::move(options), std::move(start_query));
  QUOTH_CHECK(state->listen());
  state->accept();
  return Server(std::move(state));
}

std::uint16_t Server::port() const { return state_->endpoint.port(); }

std::string Server::url() const {
  const auto address = state_->endpoint.address();
  const std::string host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return fmt::format("http://{}:{}", host, port());
}

void Server::run() {
  using Clock = std::chrono::steady_clock;
  State& state = *state_;
  while (!state.hub.stopping) state.run_one(Clock::time_point::max());
  const Clock::time_point end = Clock::now() + kStopping;
  while (!state.hub.connections.empty() && Clock::now() < end) state.run_one(end);
  const auto connections = state.hub.connections;
  for (Connection* const connection : connections) connection->close();
  state.pool.join();
}

void Server::stop() {
  asio::post(state_->io, [state = state_.get()] { state->begin_stop(); });
}

void Server::stop_on(const std::vector<int>& signals) {
  for (const int signal : signals) state_->signals.add(signal);
  state_->signals.async_wait([state = state_.get()](boost::system::error_code error, int) {
    if (!error) state->begin_stop();
  });
}

}  // namespace quoth::server
