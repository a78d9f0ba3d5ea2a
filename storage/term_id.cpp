// How values lie in the payload of an id. Every packer is checked by unpacking: a term gets an id only if the id gives
// back its lexical form, so a packer may be careless about odd spellings.

#include "storage/term_id.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "rdf/value.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::uint64_t kBias = std::uint64_t{1} << (TermId::kPayloadBits - 1);

// The run of tags from kInteger to kLastDerivedInteger.
constexpr std::array kIntegerTypes = {Datatype::kInteger,
                                      Datatype::kNonPositiveInteger,
                                      Datatype::kNegativeInteger,
                                      Datatype::kNonNegativeInteger,
                                      Datatype::kPositiveInteger,
                                      Datatype::kLong,
                                      Datatype::kInt,
                                      Datatype::kShort,
                                      Datatype::kByte,
                                      Datatype::kUnsignedLong,
                                      Datatype::kUnsignedInt,
                                      Datatype::kUnsignedShort,
                                      Datatype::kUnsignedByte};
static_assert(kIntegerTypes.size() == static_cast<std::size_t>(IdTag::kLastDerivedInteger) -
                                          static_cast<std::size_t>(IdTag::kInteger) + 1);

IdTag integer_tag(Datatype datatype) {
  const auto offset = static_cast<int>(datatype) - static_cast<int>(Datatype::kInteger);
  return static_cast<IdTag>(static_cast<int>(IdTag::kInteger) + offset);
}

bool is_integer_tag(IdTag tag) { return tag >= IdTag::kInteger && tag <= IdTag::kLastDerivedInteger; }

// The datatype of a tag of values; nothing for a tag that no value has.
std::optional<Datatype> datatype_of_tag(IdTag tag) {
  if (is_integer_tag(tag)) {
    return kIntegerTypes[static_cast<std::size_t>(tag) - static_cast<std::size_t>(IdTag::kInteger)];
  }
  switch (tag) {
    case IdTag::kShortString:
      return Datatype::kString;
    case IdTag::kBoolean:
      return Datatype::kBoolean;
    case IdTag::kDecimal:
      return Datatype::kDecimal;
    case IdTag::kDouble:
      return Datatype::kDouble;
    case IdTag::kFloat:
      return Datatype::kFloat;
    case IdTag::kDate:
      return Datatype::kDate;
    case IdTag::kDateTime:
      return Datatype::kDateTime;
    case IdTag::kTime:
      return Datatype::kTime;
    case IdTag::kGYear:
      return Datatype::kGYear;
    case IdTag::kGYearMonth:
      return Datatype::kGYearMonth;
    default:
      return std::nullopt;
  }
}

std::optional<std::uint64_t> biased(std::int64_t value) {
  constexpr auto kHalf = static_cast<std::int64_t>(kBias);
  if (value < -kHalf || value >= kHalf) return std::nullopt;
  return static_cast<std::uint64_t>(value + kHalf);
}

std::int64_t unbiased(std::uint64_t payload) {
  return static_cast<std::int64_t>(payload) - static_cast<std::int64_t>(kBias);
}

// ---- Short strings: the bytes from the top, so that payloads order like strings

std::optional<std::uint64_t> pack_string(std::string_view text) {
  if (text.size() > 7 || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::uint64_t payload = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    payload = payload << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  }
  return payload;
}

std::optional<std::string> unpack_string(std::uint64_t payload) {
  std::string text;
  for (int shift = 48; shift >= 0; shift -= 8) text += static_cast<char>(payload >> shift & 0xff);
  const std::size_t size = std::min(text.find('\0'), text.size());
  if (text.find_first_not_of('\0', size) != std::string::npos) return std::nullopt;
  text.resize(size);
  return text;
}

// ---- Integers

std::optional<std::uint64_t> pack_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return biased(value);
}

// ---- Decimals: millionths, then the number of digits after the point

constexpr int kScaleBits = 3;
constexpr std::size_t kMaxScale = 6;

std::optional<std::uint64_t> pack_decimal(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (text.size() > 17 || fraction.size() > kMaxScale) return std::nullopt;
  std::string digits(text.substr(0, point));
  digits += fraction;
  digits.append(kMaxScale - fraction.size(), '0');
  std::int64_t millionths = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), millionths);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  constexpr std::int64_t kHalf = std::int64_t{1} << (TermId::kPayloadBits - kScaleBits - 1);
  if (millionths < -kHalf || millionths >= kHalf) return std::nullopt;
  return static_cast<std::uint64_t>(millionths + kHalf) << kScaleBits | fraction.size();
}

std::optional<std::string> unpack_decimal(std::uint64_t payload) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (TermId::kPayloadBits - kScaleBits - 1);
  const std::size_t scale = payload & ((1U << kScaleBits) - 1);
  const std::int64_t millionths = static_cast<std::int64_t>(payload >> kScaleBits) - kHalf;
  if (scale > kMaxScale) return std::nullopt;
  std::string digits = std::to_string(std::abs(millionths));
  if (digits.size() <= kMaxScale) digits.insert(0, kMaxScale + 1 - digits.size(), '0');
  const std::size_t whole = digits.size() - kMaxScale;
  if (digits.find_first_not_of('0', whole + scale) != std::string::npos) return std::nullopt;
  std::string text = (millionths < 0 ? "-" : "") + digits.substr(0, whole);
  if (scale > 0) text += '.' + digits.substr(whole, scale);
  return text;
}

// ---- Doubles and floats: the bits turned so that they order like numbers; a double must not need its last byte

std::uint64_t ordered(std::uint64_t bits, int width) {
  const std::uint64_t sign = std::uint64_t{1} << (width - 1);
  return bits & sign ? ~bits & (sign | (sign - 1)) : bits | sign;
}

std::uint64_t disordered(std::uint64_t bits, int width) {
  const std::uint64_t sign = std::uint64_t{1} << (width - 1);
  return bits & sign ? bits ^ sign : ~bits & (sign | (sign - 1));
}

std::optional<std::uint64_t> pack_double(double value) {
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(value);
  if (!std::isfinite(value) || (bits & 0xff) != 0) return std::nullopt;
  return ordered(bits >> 8, 56);
}

std::optional<std::uint64_t> pack_float(float value) {
  if (!std::isfinite(value)) return std::nullopt;
  return ordered(std::bit_cast<std::uint32_t>(value), 32);
}

// ---- Points in time: seconds in UTC, then the zone; without one they count as UTC

constexpr int kZoneBits = 12;
constexpr std::int64_t kZoneBias = 1024;  // 0 stands for no zone

std::optional<std::uint64_t> pack_time(const TimePoint& point) {
  if (point.attoseconds != 0) return std::nullopt;
  constexpr std::int64_t kHalf = std::int64_t{1} << (TermId::kPayloadBits - kZoneBits - 1);
  const std::int64_t seconds = point.utc_seconds();
  if (seconds < -kHalf || seconds >= kHalf) return std::nullopt;
  const std::int64_t zone = point.has_zone() ? point.zone + kZoneBias : 0;
  return static_cast<std::uint64_t>(seconds + kHalf) << kZoneBits | static_cast<std::uint64_t>(zone);
}

std::optional<TimePoint> unpack_time(std::uint64_t payload) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (TermId::kPayloadBits - kZoneBits - 1);
  const auto zone = static_cast<std::int64_t>(payload & ((1U << kZoneBits) - 1));
  TimePoint point;
  point.seconds = static_cast<std::int64_t>(payload >> kZoneBits) - kHalf;
  if (zone == 0) return point;
  const std::int64_t minutes = zone - kZoneBias;
  if (minutes < -840 || minutes > 840) return std::nullopt;
  point.zone = static_cast<std::int16_t>(minutes);
  point.seconds += 60 * minutes;
  return point;
}

// ----

std::optional<TermId> pack(std::string_view text, Datatype datatype) {
  const auto id = [](IdTag tag, std::optional<std::uint64_t> payload) {
    return payload ? std::optional(TermId(tag, *payload)) : std::nullopt;
  };
  if (datatype == Datatype::kString) return id(IdTag::kShortString, pack_string(text));
  if (is_integer(datatype)) {
    if (text.size() > 18) return std::nullopt;
    return id(integer_tag(datatype), pack_integer(text));
  }
  if (datatype == Datatype::kDecimal) return id(IdTag::kDecimal, pack_decimal(text));
  if (datatype == Datatype::kBoolean) {
    if (text != "true" && text != "false") return std::nullopt;
    return TermId(IdTag::kBoolean, text == "true" ? 1 : 0);
  }
  if (text.size() > 32) return std::nullopt;  // no canonical double and no point in time is longer
  const std::optional<Value> value = value_of(text, datatype);
  if (!value) return std::nullopt;
  if (const double* number = value->as_double()) return id(IdTag::kDouble, pack_double(*number));
  if (const float* number = value->as_float()) return id(IdTag::kFloat, pack_float(*number));
  const TimePoint* point = value->as_time();
  if (!point) return std::nullopt;
  switch (datatype) {
    case Datatype::kDate:
      return id(IdTag::kDate, pack_time(*point));
    case Datatype::kDateTime:
      return id(IdTag::kDateTime, pack_time(*point));
    case Datatype::kTime:
      return id(IdTag::kTime, pack_time(*point));
    case Datatype::kGYear:
      return id(IdTag::kGYear, pack_time(*point));
    case Datatype::kGYearMonth:
      return id(IdTag::kGYearMonth, pack_time(*point));
    default:
      return std::nullopt;
  }
}

// The lexical form in an id of values.
std::optional<std::string> unpack(TermId id, Datatype datatype) {
  const std::uint64_t payload = id.payload();
  if (is_integer(datatype)) return std::to_string(unbiased(payload));
  if (is_temporal(datatype)) {
    const std::optional<TimePoint> point = unpack_time(payload);
    return point ? std::optional(to_string(*point, datatype)) : std::nullopt;
  }
  switch (datatype) {
    case Datatype::kString:
      return unpack_string(payload);
    case Datatype::kBoolean:
      return payload > 1 ? std::nullopt : std::optional<std::string>(payload ? "true" : "false");
    case Datatype::kDecimal:
      return unpack_decimal(payload);
    case Datatype::kDouble:
      return canonical(Value::number(std::bit_cast<double>(disordered(payload, 56) << 8)));
    case Datatype::kFloat:
      if (payload >> 32 != 0) return std::nullopt;
      return canonical(
          Value::number(std::bit_cast<float>(static_cast<std::uint32_t>(disordered(payload, 32)))));
    default:
      return std::nullopt;
  }
}

bool in_range(std::string_view text, Datatype datatype) {
  return datatype == Datatype::kInteger || !is_integer(datatype) || value_of(text, datatype).has_value();
}

}  // namespace

std::optional<TermId> inline_id(const TermView& term) {
  if (term.kind != TermKind::kLiteral || !term.language.empty()) return std::nullopt;
  if (term.datatype == xsd::kString) {  // nearly all literals: no need to unpack
    const std::optional<std::uint64_t> payload = pack_string(term.text);
    return payload ? std::optional(TermId(IdTag::kShortString, *payload)) : std::nullopt;
  }
  const std::optional<Datatype> datatype = datatype_of(term.datatype);
  if (!datatype) return std::nullopt;
  const std::optional<TermId> id = pack(term.text, *datatype);
  if (!id || unpack(*id, *datatype) != term.text || !in_range(term.text, *datatype)) return std::nullopt;
  return id;
}

std::optional<Term> inline_term(TermId id) {
  const std::optional<Datatype> datatype = datatype_of_tag(id.tag());
  if (!datatype) return std::nullopt;
  std::optional<std::string> text = unpack(id, *datatype);
  if (!text) return std::nullopt;
  Term term = Term::typed(*std::move(text), std::string(iri_of(*datatype)));
  if (id.tag() > IdTag::kInteger && inline_id(term.view()) != id) return std::nullopt;
  return term;
}

std::optional<std::int64_t> inline_integer(TermId id) {
  if (id.tag() != IdTag::kInteger) return std::nullopt;
  return unbiased(id.payload());
}

}  // namespace quoth
