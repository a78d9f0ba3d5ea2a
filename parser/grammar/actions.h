// Semantic actions: which part of a node an attribute is.
#pragma once
#include <boost/spirit/home/x3.hpp>

#include "parser/grammar/scan.h"

namespace quoth::grammar {

// `subject[to(&TripleView::subject)]`
template <typename Node, typename Part>
constexpr auto to(Part Node::*part) {
  return
      [part](auto& context) { boost::spirit::x3::_val(context).*part = boost::spirit::x3::_attr(context); };
}

// The rule's value is this attribute.
inline constexpr auto keep = [](auto& context) {
  boost::spirit::x3::_val(context) = boost::spirit::x3::_attr(context);
};

inline auto& scan_of(auto& context) { return boost::spirit::x3::get<ScanTag>(context); }

}  // namespace quoth::grammar
