#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>

#include "engine/results/display_width.h"
#include "kb/verdict.h"

namespace quoth {
namespace {

std::string_view reason(Silence silence) {
  switch (silence) {
    case Silence::kDeniedInPart:
      return "denies only a kind of it";
    case Silence::kDenied:
      return "denies that it was said";
    case Silence::kDirected:
      return "wants it, which says nothing about whether it holds";
    case Silence::kCommitted:
      return "promises it, which says nothing about whether it holds";
    case Silence::kQuestioned:
      return "leaves it open";
    case Silence::kSeveralMoods:
      return "uses a verb of several moods";
    case Silence::kNoMood:
    case Silence::kNone:
      break;
  }
  return "uses a verb without a mood";
}

std::string name_or_background(const std::optional<NamedTerm>& name) {
  return name ? name->shown : "background";
}

// (A said (B denied (content))); the brackets around the whole are left out.
std::string said(const VerdictItem& item) {
  std::string text;
  for (const VerdictLink& link : item.chain)
    text += (text.empty() ? "" : "(") + link.claimant.shown + " " + link.verb.shown + " ";
  text += item.content.shown;
  if (item.chain.empty()) return text.size() > 2 ? text.substr(1, text.size() - 2) : text;
  return text + std::string(item.chain.size() - 1, ')');
}

void append_item(std::string& out, const VerdictItem& item, std::size_t width) {
  const std::string weight = item.weight > 0 ? show_weight(item.weight) : "-";
  out += fmt::format("  {:<{}}  {}", weight, width, printable(name_or_background(item.source)));
  if (item.said) out += ", " + printable(item.said->text());
  out += ": " + printable(said(item));
  if (item.chain.empty() && item.origin && item.source && item.origin->term != item.source->term)
    out += "; a copy of " + printable(item.origin->shown);
  if (const std::string why = why_discounted(item); !why.empty()) out += "; " + printable(why);
  out += '\n';
  if (item.quote) out += fmt::format("  {:<{}}  \"{}\"\n", "", width, printable(item.quote->text()));
}

void append_side(std::string& out, std::string_view heading, const VerdictSide& side) {
  out += fmt::format("{} {}", heading, show_weight(side.weight));
  if (side.origins.size() == 1) {
    out += ", rests on one origin: " + printable(name_or_background(side.origins.front()));
  } else if (!side.origins.empty()) {
    out += fmt::format(", rests on {} origins", side.origins.size());
  }
  out += '\n';
}

}  // namespace

std::string why_discounted(const VerdictItem& item) {
  switch (item.discount) {
    case Discount::kNone:
      return {};
    case Discount::kSilent:
      return item.silent->claimant.shown + " " + std::string(reason(item.silence));
    case Discount::kIgnored:
      return item.discounted->shown + " is ignored";
    case Discount::kNotAccepted:
      return item.discounted->shown + " is not accepted";
    case Discount::kWeightless:
      return "weighs nothing";
  }
  return {};
}

std::string Verdict::explanation(std::size_t most_items) const {
  std::string text;
  std::size_t width = 1;
  for (const VerdictItem& item : items) width = std::max(width, show_weight(item.weight).size());
  const auto append_items = [&](Side side) {
    std::size_t count = 0;
    for (const VerdictItem& item : items)
      if (item.side == side && ++count <= most_items) append_item(text, item, width);
    if (count > most_items) text += fmt::format("  and {} more\n", count - most_items);
  };
  append_side(text, "for", in_favour);
  append_items(Side::kFor);
  append_side(text, "against", against);
  append_items(Side::kAgainst);
  const bool any_silent = std::any_of(items.begin(), items.end(),
                                      [](const VerdictItem& item) { return item.side == Side::kNeither; });
  if (any_silent) text += "neither\n";
  append_items(Side::kNeither);
  if (retracted > 0) text += fmt::format("left out as retracted: {}\n", retracted);
  for (const PolicyText& line : policy) text += "policy: " + printable(line.text) + "\n";
  if (policy.empty()) text += "policy: none, so nobody is taken at their word\n";
  for (const Flip& flip : flips)
    text += fmt::format("{} if `{}`\n", name_of(flip.label), printable(flip.line.text));
  if (more_flips > 0) text += fmt::format("and {} more lines of policy would flip it\n", more_flips);
  return text;
}

Status Verdict::write(std::ostream& out) const {
  out << fmt::format("{}: {}\n", name_of(label), printable(statement)) << explanation(items.size());
  out.flush();
  if (!out) return Error{ErrorCode::kIo, "cannot write the verdict", {}, {}};
  return {};
}

}  // namespace quoth
