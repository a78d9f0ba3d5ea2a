// A Task makes the reply to one request piece by piece, in threads where it may take its time.
//
// A connection and the pool of threads share it: produce() runs in a thread of the pool, one call at a time; cancel() and
// claim() may be called from any thread at any time.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "server/reply.h"

namespace quoth::server {

class Task {
 public:
  struct Piece {
    std::string body;
    bool last = true;
    std::optional<Reply> failure;  // there is no whole body: this is the reply, if nothing has gone out yet
  };

  explicit Task(std::chrono::steady_clock::time_point deadline) : deadline_(deadline) {}
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  virtual ~Task() = default;

  // The next piece of the body: about `bytes`, unless it is the last. None after the last one or a failure.
  Piece produce(std::size_t bytes) noexcept;

  // Known after the first piece; it stays as it is.
  const Head& head() const { return head_; }

  // Makes a produce() that runs, and all later ones, fail soon.
  void cancel() { cancelled_ = true; }

  // True for the first who asks: the thread that begins with the task, or whoever gives it up before that.
  bool claim() { return !claimed_.exchange(true); }

  std::chrono::steady_clock::time_point deadline() const { return deadline_; }

 protected:
  virtual Piece make_piece(std::size_t bytes) = 0;

  static Piece failed(Reply reply) { return {{}, true, std::move(reply)}; }
  void set_head(Head head) { head_ = std::move(head); }
  const std::atomic<bool>& cancelled() const { return cancelled_; }

 private:
  const std::chrono::steady_clock::time_point deadline_;
  std::atomic<bool> cancelled_{false}, claimed_{false};
  Head head_;
};

}  // namespace quoth::server
