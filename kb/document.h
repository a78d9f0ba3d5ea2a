// A Document is what a load reads: the bytes of a file or of standard input, and the scope of its blank
// nodes.
//
// To hash the content, a file is read once before it is parsed. What can be read only once (standard input, a
// pipe) is first written to a temporary file, which goes away with the document, also after a crash. Memory
// stays small.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "kb/document_scope.h"
#include "parser/input.h"

namespace quoth {

struct DocumentRequest {
  std::string path;                 // "-" is standard input
  std::string iri;                  // of the document, where it is known: then nothing is hashed
  std::string temporary_directory;  // for what can be read only once
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(std::uint64_t bytes)> spooled;  // called now and then while a pipe is copied, if set
};

struct Document {
  std::unique_ptr<Input> input;
  DocumentScope scope;
};

// kNotFound, kIo, kCancelled.
Result<Document> open_document(const DocumentRequest& request);

}  // namespace quoth
