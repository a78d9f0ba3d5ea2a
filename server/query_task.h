// The task of a query: from its text to the bytes of its results.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include "engine/query.h"
#include "engine/results/result_stream.h"
#include "server/accept.h"
#include "server/server.h"
#include "server/service_client.h"
#include "server/task.h"

namespace quoth::server {

struct QueryRequest {
  std::string text;
  QueryOptions options;  // the deadline, the flag to cancel and the client of services are set by the task
  bool allow_service = false;
  Accept accept = Accept::parse("");
  std::string format;  // by its name; comes before `accept`, unless empty
  std::chrono::steady_clock::time_point deadline;
};

class QueryTask final : public Task {
 public:
  // `start_query` outlives the task.
  QueryTask(const StartQuery& start_query, QueryRequest request);

 protected:
  Piece make_piece(std::size_t bytes) override;

 private:
  std::optional<Reply> begin();  // nothing, or what went wrong

  const StartQuery& start_query_;
  const QueryRequest request_;
  HttpServiceClient services_;
  std::unique_ptr<QueryResult> result_;
  std::ostringstream out_;
  std::optional<ResultStream> stream_;  // from `result_` to `out_`, once the query has begun
};

}  // namespace quoth::server
