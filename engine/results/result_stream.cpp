#include "engine/results/result_stream.h"

#include <algorithm>
#include <variant>

#include "engine/results/solution_writer.h"
#include "rdf/write_rdf.h"

namespace quoth {
namespace {

constexpr std::size_t kAtOnce = 16;

}  // namespace

ResultStream::ResultStream(QueryResult& result, QueryFormat format, std::ostream& out,
                           const TableStyle& style)
    : result_(result) {
  if (const RdfFormat* const graph = std::get_if<RdfFormat>(&format)) {
    graph_ = make_rdf_writer(*graph, out);
  } else {
    solutions_ = make_solution_writer(std::get<ResultFormat>(format), out, result.prefixes(), style);
  }
}

ResultStream::~ResultStream() = default;

Result<bool> ResultStream::write_some() {
  if (graph_ != nullptr) return write_triples();
  if (result_.form() == QueryForm::kSelect) return write_rows();
  QUOTH_TRY(const bool answer, result_.answer());
  QUOTH_CHECK(solutions_->boolean(answer));
  return false;
}

Result<bool> ResultStream::write_rows() {
  if (!begun_) {
    QUOTH_CHECK(solutions_->begin(result_.variables()));
    terms_.resize(result_.variables().size());
    begun_ = true;
  }
  if (next_ == rows_.size()) {
    QUOTH_TRY(rows_, result_.next_rows());
    next_ = 0;
    if (rows_.empty()) {
      QUOTH_CHECK(solutions_->end());
      return false;
    }
  }
  for (const std::size_t end = std::min(next_ + kAtOnce, rows_.size()); next_ < end; ++next_) {
    const QueryResult::Row& row = rows_[next_];
    for (std::size_t i = 0; i < terms_.size(); ++i) terms_[i] = row[i] ? &*row[i] : nullptr;
    QUOTH_CHECK(solutions_->row(terms_));
  }
  return true;
}

Result<bool> ResultStream::write_triples() {
  if (!begun_) {
    for (const auto& [label, iri] : result_.prefixes().entries()) QUOTH_CHECK(graph_->prefix(label, iri));
    begun_ = true;
  }
  if (next_ == triples_.size()) {
    QUOTH_TRY(triples_, result_.next_triples());
    next_ = 0;
    if (triples_.empty()) {
      QUOTH_CHECK(graph_->finish());
      return false;
    }
  }
  for (const std::size_t end = std::min(next_ + kAtOnce, triples_.size()); next_ < end; ++next_)
    QUOTH_CHECK(graph_->quad({triples_[next_].view(), {}}));
  return true;
}

}  // namespace quoth
