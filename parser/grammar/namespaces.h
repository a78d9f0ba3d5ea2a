// What directives of a Turtle document set: the prefixes and the base.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parser/grammar/arena.h"
#include "rdf/iri.h"

namespace quoth::grammar {

// The prefixes of a document.
class Namespaces {
 public:
  void set(std::string_view label, std::string_view iri) {
    by_label_.insert_or_assign(std::string(label), iri);
  }

  // The IRI that `label` stands for, or nothing.
  const std::string* find(std::string_view label) const {
    const auto found = by_label_.find(label);
    return found == by_label_.end() ? nullptr : &found->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    // FNV-1a: labels are a few letters long.
    std::size_t operator()(std::string_view text) const {
      std::uint64_t hash = 0xcbf29ce484222325;
      for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
      return hash;
    }
  };
  boost::unordered_flat_map<std::string, std::string, Hash, std::equal_to<>> by_label_;
};

// The base IRI, with what most references are appended to worked out beforehand.
class Base {
 public:
  Base() = default;
  // Absolute, or empty: no base.
  explicit Base(std::string_view iri)
      : iri_(iri), document_(resolved(iri, "")), folder_(resolved(iri, ".")) {}

  bool empty() const { return iri_.empty(); }

  // A reference without a scheme, resolved; the text is in the arena. The reference is a valid IRIREF.
  Result<std::string_view> resolve(std::string_view reference, Arena& arena) const {
    if (reference.empty() || reference.front() == '#') return append(document_, reference, arena);
    if (is_plain_path(reference)) return append(folder_, reference, arena);
    QUOTH_TRY(const std::string resolved, resolve_iri(iri_, reference));
    return arena.copy(resolved);
  }

 private:
  // "name", "a/b?c#d": RFC 3986 5.2.2 appends these to the base's folder as they are.
  static bool is_plain_path(std::string_view reference) {
    return std::string_view("/?.").find(reference.front()) == std::string_view::npos &&
           reference.find("/.") == std::string_view::npos;
  }

  static std::string resolved(std::string_view base, std::string_view reference) {
    Result<std::string> iri = resolve_iri(base, reference);
    return iri ? *std::move(iri) : std::string();
  }

  static std::string_view append(std::string_view start, std::string_view rest, Arena& arena) {
    char* const text = arena.allocate(start.size() + rest.size());
    rest.copy(text + start.copy(text, start.size()), rest.size());
    return {text, start.size() + rest.size()};
  }

  std::string iri_, document_, folder_;
};

}  // namespace quoth::grammar
