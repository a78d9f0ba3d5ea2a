// A Server answers over HTTP: the SPARQL 1.1 Protocol's query operation at /sparql.
//
// One thread, that of run(), serves all connections; queries run in threads of a pool, each piece by piece: while a client
// takes its time with a piece, others have the thread.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/query.h"

namespace quoth::server {

// Starts a query on what is stored now. Called from many threads.
using StartQuery =
    std::function<Result<std::unique_ptr<QueryResult>>(std::string_view text, const QueryOptions& options)>;

// How patient the server is, and with how much.
struct HttpLimits {
  std::chrono::milliseconds head_wait{60'000};   // for the head of a connection's first, or next, request
  std::chrono::milliseconds body_wait{60'000};   // for more of its body
  std::chrono::milliseconds write_wait{60'000};  // for a client to take more of a reply
  std::uint32_t head_bytes = 64U << 10;
  std::uint64_t body_bytes = std::uint64_t{16} << 20;
  // Of a result, what is made before the first of it goes out: an error until then is the reply.
  std::size_t first_bytes = std::size_t{1} << 20;
  std::size_t piece_bytes = std::size_t{256} << 10;  // of what follows
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // an IP address, or "localhost"
  std::uint16_t port = 7878;          // 0: one that is free
  std::size_t threads = 0;            // queries that compute at the same time; 0: as many as there are cores
  std::size_t max_clients = 256;      // connections at the same time
  std::chrono::milliseconds timeout{300'000};        // of a query, from its arrival to its last byte
  std::size_t memory_bytes = Limits().memory_bytes;  // of a query
  bool union_default_graph = false;
  bool allow_service = false;
  std::vector<std::string> allowed_origins = {};  // pages that may read replies; "*": all
  HttpLimits http = {};
  std::function<void(const std::string&)> log =
      {};  // what went wrong here, if set; called in the thread of run()
};

class Server {
 public:
  // Listens from here on. kIo, kInvalid (of the address).
  static Result<Server> open(ServerOptions options, StartQuery start_query);
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  std::string url() const;  // http://127.0.0.1:7878
  std::uint16_t port() const;

  // Serves until stop(). Running queries are then cancelled, and their clients told so.
  void run();

  // From any thread, at any time; more than once as well.
  void stop();
  // Signals that stop the server from here on. A second one then does what it would have done without us.
  void stop_on(const std::vector<int>& signals);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace quoth::server
