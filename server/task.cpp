#include "server/task.h"

#include "kb/guarded.h"

namespace quoth::server {

Task::Piece Task::produce(std::size_t bytes) noexcept {
  Result<Piece> piece = guarded([&]() -> Result<Piece> { return make_piece(bytes); });
  if (!piece) return failed(error_reply(piece.error()));
  return *std::move(piece);
}

}  // namespace quoth::server
