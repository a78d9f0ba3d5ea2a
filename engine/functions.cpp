#include "engine/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include "base/suggest.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

using Table = std::unordered_map<std::string_view, const Function*>;

const Table& table() {
  static const Table kTable = [] {
    Table all;
    for (const auto functions :
         {logic_functions(), comparison_functions(), number_functions(), term_functions(), string_functions(),
          regex_functions(), time_functions(), hash_functions(), identifier_functions(), cast_functions()}) {
      for (const Function& function : functions) {
        [[maybe_unused]] const bool added = all.emplace(function.name, &function).second;
        assert(added);
      }
    }
    return all;
  }();
  return kTable;
}

std::string lower_case(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

// Operators are no words, or have a blank in their name; casts have a colon.
bool is_called_by_name(const Function& function) {
  constexpr std::string_view kWord = "abcdefghijklmnopqrstuvwxyz_0123456789";
  return function.name.find_first_not_of(kWord) == std::string_view::npos && function.name != "in";
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found = table().find(name);
  return found == table().end() ? nullptr : found->second;
}

const Function* find_called_function(std::string_view word) {
  const Function* function = find_function(lower_case(word));
  return function != nullptr && is_called_by_name(*function) ? function : nullptr;
}

std::string arity_text(const Function& function) {
  if (function.least == function.most)
    return fmt::format("{} argument{}", function.least, function.least == 1 ? "" : "s");
  if (function.most == Function::kAnyNumber) return fmt::format("{} or more arguments", function.least);
  return fmt::format("{} to {} arguments", function.least, function.most);
}

std::vector<const Function*> all_functions() {
  std::vector<const Function*> all;
  for (const auto& entry : table())
    if (entry.first != kEqualityKey) all.push_back(entry.second);
  std::sort(all.begin(), all.end(), [](const Function* a, const Function* b) { return a->name < b->name; });
  return all;
}

std::string nearest_function(std::string_view word) {
  constexpr std::size_t kShortest = 3;  // every word of one or two letters is near to some name
  if (word.size() < kShortest) return {};
  std::vector<std::string> names;
  for (const Function* function : all_functions()) {
    if (is_called_by_name(*function)) names.emplace_back(function->name);
  }
  const Function* found = find_function(nearest(lower_case(word), names));
  return found == nullptr ? std::string() : std::string(found->spelling);
}

}  // namespace quoth
