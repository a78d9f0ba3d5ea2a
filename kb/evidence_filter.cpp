#include "kb/evidence_filter.h"

namespace quoth {
namespace {

// Without a day and a month that are the first: what begins with the month or year begins with them.
std::string_view start_of(std::string_view date) {
  constexpr std::size_t kMonth = std::string_view("2014-03").size();
  constexpr std::size_t kYear = std::string_view("2014").size();
  if (date.size() > kMonth && date.ends_with("-01")) date.remove_suffix(3);
  if (date.size() > kYear && date.size() <= kMonth && date.ends_with("-01")) date.remove_suffix(3);
  return date;
}

}  // namespace

bool holds(const SaidCondition& condition, std::string_view said) {
  switch (condition.relation) {
    case SaidCondition::Relation::kSince:
      return said >= start_of(condition.date);
    case SaidCondition::Relation::kBefore:
      return said < condition.date && !condition.date.starts_with(said);
    case SaidCondition::Relation::kOn:
      return said.starts_with(condition.date);
  }
  return false;
}

}  // namespace quoth
