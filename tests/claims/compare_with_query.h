// Whether the SPARQL text that explains a statement gives the statement's rows.
#pragma once
#include <string>

#include "kb/knowledge_base.h"

namespace quoth::test {

// What differs; empty if nothing does, and for statements that stand for no query: checks, `explain`, errors.
std::string compare_with_query(const KnowledgeBase& kb, const std::string& statement);

}  // namespace quoth::test
