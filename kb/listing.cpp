#include "kb/listing.h"

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

std::string with_commas(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t place = text.size(); place > 3;) text.insert(place -= 3, ",");
  return text;
}

}  // namespace

Cell count_cell(std::uint64_t count) {
  return {Term::typed(std::to_string(count), std::string(xsd::kInteger)), with_commas(count)};
}

std::string shown_note(std::size_t shown, std::uint64_t all, std::string_view what) {
  if (all <= shown) return {};
  return with_commas(shown) + " of " + with_commas(all) + " " + std::string(what) + " are shown";
}

}  // namespace quoth
