#include "rdf/prefixes.h"

#include <algorithm>

#include "rdf/turtle_tokens.h"

namespace quoth {

bool PrefixMap::add(std::string_view label, std::string_view iri) {
  if (const auto known = by_label_.find(label); known != by_label_.end()) return known->second == iri;
  by_label_.emplace(label, iri);
  by_iri_.emplace(iri, label);  // of several labels for one IRI, the first one shortens
  return true;
}

void PrefixMap::set(std::string_view label, std::string_view iri) {
  if (const auto known = by_label_.find(label); known != by_label_.end()) {
    const std::string old = std::move(known->second);
    by_label_.erase(known);
    if (const auto back = by_iri_.find(old); back != by_iri_.end() && back->second == label) {
      by_iri_.erase(back);
      const auto other =
          std::find_if(by_label_.begin(), by_label_.end(), [&](const auto& e) { return e.second == old; });
      if (other != by_label_.end()) by_iri_.emplace(old, other->first);
    }
  }
  add(label, iri);
}

std::optional<std::string> PrefixMap::expand(std::string_view label, std::string_view local) const {
  const auto known = by_label_.find(label);
  if (known == by_label_.end()) return std::nullopt;
  std::string iri;
  iri.reserve(known->second.size() + local.size());
  iri += known->second;
  iri += local;
  return iri;
}

bool PrefixMap::append_short(std::string& out, std::string_view iri) const {
  // Every namespace that begins `iri` sorts at or before it, longer ones after shorter ones. One that does
  // not begin it shares some first characters with it, and the next candidate is no longer than those.
  std::string_view bound = iri;
  for (auto it = by_iri_.upper_bound(bound); it != by_iri_.begin(); it = by_iri_.upper_bound(bound)) {
    --it;
    const std::string_view name_space = it->first;
    if (!iri.starts_with(name_space)) {
      const auto common = std::mismatch(iri.begin(), iri.end(), name_space.begin(), name_space.end()).first;
      bound = iri.substr(0, static_cast<std::size_t>(common - iri.begin()));
      continue;
    }
    const std::size_t before = out.size();
    out += it->second;
    out += ':';
    if (append_local_name(out, iri.substr(name_space.size()))) return true;
    out.resize(before);
    if (name_space.empty()) return false;
    bound = name_space.substr(0, name_space.size() - 1);
  }
  return false;
}

std::optional<std::string> PrefixMap::shorten(std::string_view iri) const {
  std::string out;
  if (!append_short(out, iri)) return std::nullopt;
  return out;
}

}  // namespace quoth
