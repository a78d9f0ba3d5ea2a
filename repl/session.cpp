#include "repl/session.h"

#include <utility>

#include "kb/load.h"
#include "repl/load_file.h"

namespace quoth::repl {

Result<KnowledgeBase*> Session::database() {
  if (kb_) {
    QUOTH_CHECK(kb_->catch_up());
    return &*kb_;
  }
  Result<KnowledgeBase> opened = KnowledgeBase::open(directory_, {.mode = OpenMode::kRead});
  if (!opened && opened.error().code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kNotFound,
                 "there is no database at '" + directory_ + "' yet; '.load FILE' makes it",
                 {},
                 {}};
  }
  if (!opened) return std::move(opened).error();
  kb_.emplace(std::move(opened).value());
  return &*kb_;
}

Result<LoadSummary> Session::load(const std::string& path, bool show_progress) {
  QUOTH_CHECK(check_readable(path));
  LoadRequest request;
  request.path = path;
  QUOTH_CHECK(check_load_request(request));
  kb_.reset();
  QUOTH_TRY(KnowledgeBase writer, KnowledgeBase::open(directory_, {.mode = OpenMode::kCreate}));
  return load_file(writer, std::move(request), show_progress);
}

}  // namespace quoth::repl
