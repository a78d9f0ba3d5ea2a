#include "kb/table_names.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "kb/name_keys.h"
#include "kb/table_fields.h"
#include "rdf/iri.h"
#include "rdf/rdf_format.h"

namespace quoth {
namespace {

constexpr std::size_t kMostBytes = std::size_t{32} << 20;

bool has_web_scheme(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (equal_ignoring_case(text.substr(0, scheme.size()), scheme)) return true;
  }
  return false;
}

}  // namespace

Result<TableName*> TableNames::find(std::string_view field) {
  wanted_ = field;
  if (const auto known = known_.find(wanted_); known != known_.end()) return &known->second;
  QUOTH_TRY(TableName name, make(field));
  bytes_ += 2 * sizeof(TableName) + field.size() + name.iri.size() + name.label.size();
  return &known_.emplace(wanted_, std::move(name)).first->second;
}

Result<TableName> TableNames::make(std::string_view field) const {
  if (field.starts_with('<') && field.ends_with('>')) {
    const std::string_view iri = field.substr(1, field.size() - 2);
    if (is_valid_iri(iri)) return TableName{std::string(iri), {}};
    return Error{ErrorCode::kInvalid, "between < and > stands an absolute IRI, and this is none", {}, {}};
  }
  if (has_web_scheme(field) && is_valid_iri(field)) return TableName{std::string(field), {}};
  if (const std::size_t colon = field.find(':'); colon != std::string_view::npos) {
    const std::optional<std::string> iri = prefixes_.expand(field.substr(0, colon), field.substr(colon + 1));
    if (iri && is_valid_iri(*iri)) return TableName{*iri, {}};
  }
  std::string name = tidy_name(field);
  if (name.size() > kMaxNameBytes) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("a name has at most {} bytes, and this one {}", kMaxNameBytes, name.size()),
                 {},
                 {}};
  }
  std::string iri = base_ + local_part(name);
  return TableName{std::move(iri), std::move(name)};
}

void TableNames::forget() {
  if (bytes_ < kMostBytes) return;
  known_.clear();
  bytes_ = 0;
}

}  // namespace quoth
