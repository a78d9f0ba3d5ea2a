#include "engine/term_order.h"

#include <array>
#include <cmath>

namespace quoth {
namespace {

enum Group {
  kUnbound,
  kBlankNode,
  kIri,
  kNotANumber,
  kMinusInfinity,
  kNumber,
  kInfinity,
  kTime,  // one for each datatype; two dateTimes are one
  kDuration = kTime + kDatatypeCount,
  kBoolean,
  kString,  // with a language too
  kOther,
  kTriple,
};

Group group_of(double number) {
  if (std::isnan(number)) return kNotANumber;
  if (std::isinf(number)) return number < 0 ? kMinusInfinity : kInfinity;
  return kNumber;
}

int group_of(const Value& value) {
  const Datatype datatype = value.datatype();
  if (const double* number = value.as_double()) return group_of(*number);
  if (const float* number = value.as_float()) return group_of(static_cast<double>(*number));
  if (value.is_numeric()) return kNumber;
  if (datatype == Datatype::kDateTimeStamp) return kTime + static_cast<int>(Datatype::kDateTime);
  if (is_temporal(datatype)) return kTime + static_cast<int>(datatype);
  if (is_duration(datatype)) return kDuration;
  return datatype == Datatype::kBoolean ? kBoolean : kString;
}

std::optional<Decimal> exact(const Value& value) {
  if (const Decimal* number = value.as_decimal()) return *number;
  if (const double* number = value.as_double()) return Decimal::from_double(*number);
  if (const float* number = value.as_float()) return Decimal::from_double(static_cast<double>(*number));
  return std::nullopt;
}

// A point without a zone counts as UTC: that agrees with the partial order wherever it is decided.
std::weak_ordering order(const TimePoint& a, const TimePoint& b) {
  if (const auto c = a.utc_seconds() <=> b.utc_seconds(); c != 0) return c;
  return a.attoseconds <=> b.attoseconds;
}

// A month counts as a twelfth of the Gregorian mean year, which lies between the reference months of XSD 1.1.
std::weak_ordering order(const Duration& a, const Duration& b) {
  constexpr double kSecondsPerMonth = 2629746;
  const auto length = [](const Duration& d) {
    return static_cast<long double>(d.months) * kSecondsPerMonth + static_cast<long double>(d.seconds) +
           static_cast<long double>(d.attoseconds) / static_cast<long double>(kAttosecondsPerSecond);
  };
  return std::weak_order(length(a), length(b));
}

std::weak_ordering order(const Term& a, const Term& b) {
  const OrderKey x(&a), y(&b);
  return x <=> y;
}

}  // namespace

OrderKey::OrderKey(const Term* term) : term_(term) {
  if (term == nullptr) return;
  switch (term->kind()) {
    case TermKind::kBlankNode:
      group_ = kBlankNode;
      return;
    case TermKind::kIri:
      group_ = kIri;
      return;
    case TermKind::kTriple:
      group_ = kTriple;
      return;
    case TermKind::kLiteral:
      break;
  }
  value_ = value_of(term->view());
  group_ = value_ ? group_of(*value_) : !term->language().empty() ? kString : kOther;
  if (group_ == kNumber) number_ = exact(*value_);
}

std::weak_ordering operator<=>(const OrderKey& a, const OrderKey& b) {
  if (a.group_ != b.group_) return a.group_ <=> b.group_;
  switch (a.group_) {
    case kUnbound:
    case kNotANumber:
    case kMinusInfinity:
    case kInfinity:
      return std::weak_ordering::equivalent;
    case kNumber:
      return *a.number_ <=> *b.number_;
    case kDuration:
      return order(*a.value_->as_duration(), *b.value_->as_duration());
    case kBoolean:
      return *a.value_->as_boolean() <=> *b.value_->as_boolean();
    case kString:
      if (const auto c = a.term_->text() <=> b.term_->text(); c != 0) return c;
      return *a.term_ <=> *b.term_;
    case kTriple: {
      const Triple& s = a.term_->as_triple();
      const Triple& t = b.term_->as_triple();
      for (const auto part : std::array{&Triple::subject, &Triple::predicate, &Triple::object}) {
        if (const auto c = order(s.*part, t.*part); c != 0) return c;
      }
      return std::weak_ordering::equivalent;
    }
    case kBlankNode:
    case kIri:
    case kOther:
      return *a.term_ <=> *b.term_;
    default:
      return order(*a.value_->as_time(), *b.value_->as_time());
  }
}

}  // namespace quoth
