// quoth as a library: open a database, load a file of claims, ask.
//
//   embed DATABASE FILE STATEMENT
#include <iostream>

#include "kb/knowledge_base.h"

namespace {

quoth::Status run(const std::string& database, const std::string& file, const std::string& statement) {
  QUOTH_TRY(auto kb, quoth::KnowledgeBase::open(database, {.mode = quoth::OpenMode::kCreate}));

  quoth::LoadRequest request;
  request.path = file;
  QUOTH_TRY(const auto summary, kb.load(request));
  std::cout << summary.quads << " quads read, " << summary.added << " new\n";

  QUOTH_TRY(const auto answer, kb.ask(statement));
  return answer.write(std::cout, quoth::AnswerFormat::kTable);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: embed DATABASE FILE STATEMENT\n";
    return 2;
  }
  const quoth::Status status = run(arguments[1], arguments[2], arguments[3]);
  if (!status) std::cerr << status.error().to_string() << "\n";
  return status ? 0 : 3;
}
