#include "kb/run_script.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "kb/check.h"
#include "kb/check_statement.h"
#include "kb/guarded.h"
#include "kb/knowledge_base.h"
#include "kb/lexicon.h"
#include "kb/read_policy.h"
#include "kb/scratch_directory.h"
#include "parser/parse_script.h"

namespace quoth {
namespace {

VerdictLabel label_of(script::Expected expected) {
  switch (expected) {
    case script::Expected::kSupported:
      return VerdictLabel::kSupported;
    case script::Expected::kRefuted:
      return VerdictLabel::kRefuted;
    case script::Expected::kConflictingEvidence:
      return VerdictLabel::kConflictingEvidence;
    case script::Expected::kNotEnoughEvidence:
      break;
  }
  return VerdictLabel::kNotEnoughEvidence;
}

bool loads(const script::Script& script) {
  return std::any_of(script.lines.begin(), script.lines.end(), [](const script::Line& line) {
    return std::holds_alternative<script::Load>(line.value);
  });
}

// Where a script runs: a database of its own, or the one that it was given.
class Ground {
 public:
  static Result<Ground> scratch() {
    Ground ground;
    QUOTH_TRY(ScratchDirectory directory, ScratchDirectory::make());
    ground.directory_ = std::make_unique<ScratchDirectory>(std::move(directory));
    QUOTH_TRY(KnowledgeBase kb,
              KnowledgeBase::open(ground.directory_->path() + "/db", {.mode = OpenMode::kCreate}));
    ground.own_ = std::make_unique<KnowledgeBase>(std::move(kb));
    return ground;
  }
  static Ground given(const KnowledgeBase& kb) {
    Ground ground;
    ground.given_ = &kb;
    return ground;
  }

  std::shared_ptr<const Snapshot> snapshot() const { return (own_ ? *own_ : *given_).snapshot(); }

  // Requires a database of its own.
  Status load(const std::string& path, const std::atomic<bool>* cancelled) {
    LoadRequest request;
    request.path = path;
    request.cancelled = cancelled;
    QUOTH_TRY(const LoadSummary summary, own_->load(request));
    static_cast<void>(summary);
    return {};
  }

 private:
  std::unique_ptr<ScratchDirectory> directory_;  // outlives what is open in it
  std::unique_ptr<KnowledgeBase> own_;
  const KnowledgeBase* given_ = nullptr;
};

class ScriptRunner {
 public:
  ScriptRunner(const ScriptRequest& request, ScriptReport& report)
      : request_(request), report_(report), prefixes_(request.prefixes) {}

  // An error that ends the script.
  std::optional<ScriptFailure> run() {
    const Result<script::Script> script = script::parse_script(request_.text, request_.document);
    if (!script) return ScriptFailure{script.error(), false};
    Result<Ground> ground = find_ground(*script);
    if (!ground) return ScriptFailure{ground.error(), ground.error().code != ErrorCode::kInvalid};
    ground_ = std::make_unique<Ground>(*std::move(ground));
    for (const script::Line& line : script->lines) {
      auto failure = std::visit(Overloaded{
                                    [&](const script::Prefix& prefix) { return run_line(prefix); },
                                    [&](const script::Load& load) { return run_line(load); },
                                    [&](const script::Policy& policy) { return run_line(policy); },
                                    [&](const script::Check& check) { return run_line(check); },
                                },
                                line.value);
      if (failure) return failure;
    }
    return std::nullopt;
  }

 private:
  using Failure = std::optional<ScriptFailure>;

  Result<Ground> find_ground(const script::Script& script) {
    if (!loads(script)) {
      QUOTH_TRY(const KnowledgeBase* const kb, request_.database());
      return Ground::given(*kb);
    }
    if (!request_.database_is_named) return Ground::scratch();
    for (const script::Line& line : script.lines) {
      if (const auto* load = std::get_if<script::Load>(&line.value))
        return error_here("a script that loads files runs on a database of its own: it goes without --db",
                          load->span.begin);
    }
    return Ground::scratch();
  }

  Failure run_line(const script::Prefix& prefix) {
    prefixes_.set(prefix.label, prefix.iri);
    return std::nullopt;
  }

  Failure run_line(const script::Load& load) {
    const std::filesystem::path path(load.path);
    const std::string resolved =
        path.is_absolute() || request_.folder.empty() ? load.path : (request_.folder / path).string();
    const Status loaded = ground_->load(resolved, request_.cancelled);
    if (loaded) return std::nullopt;
    Error error = loaded.error();
    // An error in the file has its own place; a file that is not there is the script's line.
    if (!error.location) error = error_here(error.message, load.span.begin, error.code);
    return ScriptFailure{std::move(error), true};
  }

  Failure run_line(const script::Policy& policy) {
    const auto snapshot = ground_->snapshot();
    Result<PolicyLine> line = read(policy, *snapshot);
    if (!line) return ScriptFailure{line.error(), false};
    policy_.lines.push_back(*std::move(line));
    return std::nullopt;
  }

  Failure run_line(const script::Check& check) {
    Result<Verdict> verdict = guarded([&] { return run_check(check); });
    const bool cancelled = !verdict && verdict.error().code == ErrorCode::kCancelled;
    if (cancelled) return ScriptFailure{verdict.error(), false};
    CheckReport report{check.name, line_of(check.span.begin), std::nullopt, Error{}};
    if (check.expected) report.expected = label_of(*check.expected);
    if (verdict) {
      report.outcome = *std::move(verdict);
    } else {
      report.outcome = verdict.error();
    }
    report_.checks.push_back(std::move(report));
    return std::nullopt;
  }

  // Of places that come in order: the text is walked once.
  std::uint64_t line_of(std::size_t offset) {
    const auto at = request_.text.begin();
    line_ += static_cast<std::uint64_t>(std::count(at + static_cast<std::ptrdiff_t>(counted_),
                                                   at + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
    return line_;
  }

  Result<Verdict> run_check(const script::Check& check) {
    Limits limits;
    limits.cancelled = request_.cancelled;
    limits.memory_bytes = request_.memory_bytes;
    if (request_.timeout) limits.deadline = std::chrono::steady_clock::now() + *request_.timeout;
    const auto snapshot = ground_->snapshot();
    const PrefixMap prefixes = all_prefixes(*snapshot);
    Policy policy = policy_;
    for (const script::Policy& line : check.policy) {
      QUOTH_TRY(PolicyLine read_line, read(line, *snapshot));
      policy.lines.push_back(std::move(read_line));
    }
    const std::string_view statement =
        std::string_view(request_.text).substr(check.pattern.begin, check.pattern.end - check.pattern.begin);
    Result<CheckRequest> read = read_check(statement, *snapshot, prefixes, request_.document);
    if (!read) return moved(read.error(), check.pattern.begin);
    read->policy = std::move(policy);
    read->with_retracted = request_.with_retracted;
    return check_pattern(*read, snapshot, prefixes, limits);
  }

  Result<PolicyLine> read(const script::Policy& line, const Snapshot& snapshot) {
    return guarded([&]() -> Result<PolicyLine> {
      reading::Lexicon lexicon(snapshot, prefixes_);
      return read_policy(line, lexicon, {request_.text, request_.document});
    });
  }

  PrefixMap all_prefixes(const Snapshot& snapshot) const {
    PrefixMap prefixes = prefixes_;
    for (const auto& [label, iri] : snapshot.prefixes().entries()) prefixes.add(label, iri);
    return prefixes;
  }

  // An error in a line's text, with its place in the script.
  Error moved(const Error& error, std::size_t begin) const {
    if (!error.offset) return error;
    return error_at(error.code, error.message, request_.document, request_.text, begin + *error.offset);
  }

  Error error_here(std::string message, std::size_t offset, ErrorCode code = ErrorCode::kInvalid) const {
    return error_at(code, std::move(message), request_.document, request_.text, offset);
  }

  const ScriptRequest& request_;
  ScriptReport& report_;
  PrefixMap prefixes_;
  Policy policy_;
  std::uint64_t line_ = 1;  // at counted_
  std::size_t counted_ = 0;
  std::unique_ptr<Ground> ground_;
};

}  // namespace

ScriptReport run_script(const ScriptRequest& request) {
  ScriptReport report;
  report.document = request.document;
  const Status run = guarded([&]() -> Status {
    report.failure = ScriptRunner(request, report).run();
    return {};
  });
  if (!run) report.failure = ScriptFailure{run.error(), true};
  return report;
}

}  // namespace quoth
