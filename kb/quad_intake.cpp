#include "kb/quad_intake.h"

#include <fmt/format.h>

namespace quoth {
namespace {

constexpr std::chrono::milliseconds kReportInterval{100};
constexpr std::uint64_t kQuadsBetweenLooks = 256;  // at the clock

}  // namespace

Status QuadIntake::add(const QuadView& quad) {
  if (request_.cancelled && *request_.cancelled) return Error{ErrorCode::kCancelled, "cancelled", {}, {}};
  ++quads_;
  if (report_is_due()) report(false);
  return load_.add(quad);
}

void QuadIntake::add_prefix(std::string_view label, std::string_view iri) {
  if (prefixes_.add(label, iri)) {
    load_.add_prefix(label, iri);
  } else {
    notes_.insert(fmt::format("prefix {}: stays <{}>; the file's <{}> was not adopted", label,
                              prefixes_.entries().find(label)->second, iri));
  }
}

bool QuadIntake::report_is_due() {
  if (!request_.progress || quads_ % kQuadsBetweenLooks != 0) return false;
  const Clock::time_point now = Clock::now();
  if (now < next_report_) return false;
  next_report_ = now + kReportInterval;
  return true;
}

void QuadIntake::report(bool sorting) const {
  if (!request_.progress) return;
  request_.progress({.bytes = input_.bytes_consumed(),
                     .bytes_total = input_.bytes_total(),
                     .quads = quads_,
                     .sorting = sorting});
}

}  // namespace quoth
