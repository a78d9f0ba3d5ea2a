// What directives of a Turtle document set: the prefixes and the base.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace quoth::grammar {

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

  std::string base;  // absolute, or empty

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return a == b; }
  };
  boost::unordered_flat_map<std::string, std::string, Hash, Equal> by_label_;
};

}  // namespace quoth::grammar
