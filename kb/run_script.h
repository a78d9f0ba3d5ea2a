// Running a check script (docs/checks.md): line by line, each from where it stands.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "engine/execute.h"
#include "kb/script_report.h"
#include "rdf/prefixes.h"

namespace quoth {

class KnowledgeBase;

struct ScriptRequest {
  std::string text;
  std::string document;  // the script's name in messages
  std::string folder;    // to which the paths of `load` are relative; empty: the current one

  // The database for a script that loads nothing itself; asked for when it is needed. It outlives the run.
  std::function<Result<const KnowledgeBase*>()> database;
  // Whether the user named that database: then a script with `load` is an error.
  bool database_is_named = false;

  PrefixMap prefixes;  // those of the script come before them, the database's after them
  bool with_retracted = false;

  const std::atomic<bool>* cancelled = nullptr;
  std::optional<std::chrono::milliseconds> timeout;  // of each check
  std::size_t memory_bytes = Limits().memory_bytes;  // of each check
};

// A script with `load` runs on a database of its own, in a temporary directory that vanishes. What is wrong with the
// script, or with one of its checks, is part of the report; after a check that fails the next one runs, unless it was
// cancelled.
ScriptReport run_script(const ScriptRequest& request);

}  // namespace quoth
