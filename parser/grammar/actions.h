// Semantic actions: which part of a node an attribute is.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <utility>

#include "parser/grammar/scan.h"

namespace quoth::grammar {

// Every attribute of a tree is set by one of these: X3's own propagation misreads std::variant.

// `subject[to(&TripleView::subject)]`
template <typename Node, typename Part>
constexpr auto to(Part Node::*part) {
  return [part](auto& context) {
    boost::spirit::x3::_val(context).*part = std::move(boost::spirit::x3::_attr(context));
  };
}

template <typename Node, typename Part>
constexpr auto append_to(Part Node::*part) {
  return [part](auto& context) {
    (boost::spirit::x3::_val(context).*part).push_back(std::move(boost::spirit::x3::_attr(context)));
  };
}

template <typename Node, typename Part>
constexpr auto set(Part Node::*part, Part value) {
  return [part, value](auto& context) { boost::spirit::x3::_val(context).*part = value; };
}

// The rule's value is this attribute.
inline constexpr auto keep = [](auto& context) {
  boost::spirit::x3::_val(context) = std::move(boost::spirit::x3::_attr(context));
};

// The variant in the rule's value holds this attribute, or what is made of it.
inline constexpr auto set_value = [](auto& context) {
  boost::spirit::x3::_val(context).value = std::move(boost::spirit::x3::_attr(context));
};
template <typename Alternative>
constexpr auto as() {
  return [](auto& context) {
    boost::spirit::x3::_val(context).value = Alternative{std::move(boost::spirit::x3::_attr(context))};
  };
}

inline auto& scan_of(auto& context) { return boost::spirit::x3::get<ScanTag>(context); }

}  // namespace quoth::grammar
