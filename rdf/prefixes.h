// A PrefixMap shortens IRIs to prefixed names and expands them again.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

class PrefixMap {
 public:
  // False if the label is taken with another meaning: the first one stays.
  bool add(std::string_view label, std::string_view iri);
  void set(std::string_view label, std::string_view iri);  // replaces

  std::optional<std::string> expand(std::string_view label, std::string_view local) const;
  // `label:local` for the longest namespace that leaves a local name which Turtle can write, with backslashes
  // where needed; names with "/", "?" or "#" are not shortened.
  std::optional<std::string> shorten(std::string_view iri) const;
  bool append_short(std::string& out,
                    std::string_view iri) const;  // the same, appended; false: there is none

  const std::map<std::string, std::string, std::less<>>& entries() const { return by_label_; }

 private:
  std::map<std::string, std::string, std::less<>> by_label_;  // label to IRI
  std::map<std::string, std::string, std::less<>> by_iri_;    // IRI to label
};

}  // namespace quoth
