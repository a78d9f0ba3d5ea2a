// A second process for the tests: kb_reader DATABASE PIPE writes how many claims `:a :p ?o` finds, waits
// until somebody writes to the pipe, catches up, and writes the number again.
#include <cstdio>
#include <fstream>

#include "kb/knowledge_base.h"

namespace {

quoth::Status write_count(const quoth::KnowledgeBase& kb) {
  QUOTH_TRY(const quoth::Answer answer, kb.ask(":a :p ?o"));
  std::printf("%zu\n", answer.rows.size());
  std::fflush(stdout);
  return {};
}

quoth::Status run(const char* database, const char* pipe) {
  QUOTH_TRY(quoth::KnowledgeBase kb, quoth::KnowledgeBase::open(database, {.mode = quoth::OpenMode::kRead}));
  QUOTH_CHECK(write_count(kb));
  std::ifstream(pipe).get();
  QUOTH_CHECK(kb.catch_up());
  return write_count(kb);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const quoth::Status status = run(arguments[1], arguments[2]);
  if (!status) std::fprintf(stderr, "%s\n", status.error().to_string().c_str());
  return status ? 0 : 1;
}
