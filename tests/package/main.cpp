// uses_quoth DATABASE FILE: loads a file and asks who said what.
#include <iostream>

#include "kb/knowledge_base.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  auto kb = quoth::KnowledgeBase::open(argv[1], {.mode = quoth::OpenMode::kCreate});
  if (!kb) {
    std::cerr << kb.error().to_string() << '\n';
    return 3;
  }
  quoth::LoadRequest request;
  request.path = argv[2];
  const auto summary = kb->load(request);
  if (!summary) {
    std::cerr << summary.error().to_string() << '\n';
    return 3;
  }
  const auto answer = kb->ask("Obama said ?what");
  if (!answer) {
    std::cerr << answer.error().to_string() << '\n';
    return 2;
  }
  std::cout << summary->quads << " quads\n";
  for (const auto& row : answer->rows) std::cout << row.front().shown << '\n';
  return 0;
}
