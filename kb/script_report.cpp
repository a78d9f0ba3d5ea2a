#include "kb/script_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>

#include "engine/results/display_width.h"
#include "engine/results/json_text.h"

namespace quoth {
namespace {

constexpr std::size_t kMostItems = 20;  // of each side, where a person reads them

std::string lower(std::string_view label) {
  std::string text(label);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string indented(std::string_view text, std::size_t columns) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append(columns, ' ').append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// ---- Text

void append_text(std::string& out, const CheckReport& check, const std::string& document) {
  const std::string name = printable(check.name);
  if (check.is_error()) {
    out += fmt::format("ERROR  {}\n{}", name, indented(std::get<Error>(check.outcome).to_string(), 7));
    return;
  }
  const Verdict& verdict = std::get<Verdict>(check.outcome);
  if (!check.differs()) {
    out += fmt::format("ok     {}: {}\n", name, name_of(verdict.label));
    return;
  }
  out += fmt::format("FAIL   {}: {}, expected {} ({}:{})\n", name, name_of(verdict.label),
                     name_of(*check.expected), document, check.line);
  out += indented(printable(verdict.statement) + "\n" + verdict.explanation(kMostItems), 7);
}

// ---- TAP 14

// A description must not begin a directive.
std::string escaped_for_tap(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

void append_yaml(std::string& out, std::string_view key, std::string_view text) {
  out += fmt::format("  {}: |\n{}", key, indented(text, 4));
}

std::string tap_point(bool ok, std::size_t number, const std::string& name) {
  return fmt::format("{} {} - {}\n", ok ? "ok" : "not ok", number, escaped_for_tap(name));
}

void append_tap(std::string& out, const CheckReport& check, std::size_t number, const std::string& document) {
  out += tap_point(!check.is_error() && !check.differs(), number, check.name);
  if (!check.is_error() && !check.differs()) return;
  out += "  ---\n";
  append_yaml(out, "at", fmt::format("{}:{}", printable(document), check.line));
  if (check.is_error()) {
    append_yaml(out, "error", std::get<Error>(check.outcome).to_string());
  } else {
    const Verdict& verdict = std::get<Verdict>(check.outcome);
    out += fmt::format("  expected: {}\n  found: {}\n", lower(name_of(*check.expected)),
                       lower(name_of(verdict.label)));
    append_yaml(out, "evidence", printable(verdict.statement) + "\n" + verdict.explanation(kMostItems));
  }
  out += "  ...\n";
}

// ---- JSON

// Members and elements, with the commas between them.
class Json {
 public:
  explicit Json(std::string& out) : out_(out) {}

  void open(char bracket) {
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void next() {
    if (!first_) out_ += ", ";
    first_ = false;
  }
  void key(std::string_view name) {
    next();
    append_json_string(out_, name);
    out_ += ": ";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  void raw(std::string_view name, std::string_view value) {
    key(name);
    out_ += value;
  }
  void term(std::string_view name, const std::optional<NamedTerm>& value) {
    if (value)
      named(name, *value);
    else
      raw(name, "null");
  }
  void named(std::string_view name, const NamedTerm& value) {
    key(name);
    element(value);
  }
  void element(std::string_view value) {
    next();
    append_json_string(out_, value);
  }
  void element(const NamedTerm& value) {
    open('{');
    text("term", to_string(value.term));
    text("name", value.shown);
    close('}');
  }
  void null() { out_ += "null"; }
  void plain(std::string_view name, const std::optional<Term>& value) {
    if (value) text(name, value->is_literal() ? value->text() : to_string(*value));
  }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string_view name_of(Side side) {
  return side == Side::kFor ? "for" : side == Side::kAgainst ? "against" : "neither";
}

void append_item(Json& json, const VerdictItem& item) {
  json.next();
  json.open('{');
  json.text("side", name_of(item.side));
  json.raw("counts", item.weight > 0 ? "true" : "false");
  json.raw("weight", show_weight(item.weight));
  if (const std::string why = why_discounted(item); !why.empty()) json.text("why", why);
  json.term("source", item.source);
  json.key("claimants");
  json.open('[');
  for (const VerdictLink& link : item.chain) {
    json.next();
    json.open('{');
    json.named("who", link.claimant);
    json.named("verb", link.verb);
    json.close('}');
  }
  json.close(']');
  json.named("content", item.content);
  json.term("origin", item.origin);
  json.plain("said", item.said);
  json.plain("quote", item.quote);
  json.plain("position", item.position);
  if (item.quoted_from) json.named("quotedFrom", *item.quoted_from);
  json.close('}');
}

void append_side(Json& json, std::string_view name, const VerdictSide& side) {
  json.key(name);
  json.open('{');
  json.raw("weight", show_weight(side.weight));
  json.key("origins");
  json.open('[');
  for (const std::optional<NamedTerm>& origin : side.origins) {
    json.next();
    if (origin)
      json.element(*origin);
    else
      json.null();
  }
  json.close(']');
  json.close('}');
}

void append_verdict(Json& json, const Verdict& verdict) {
  json.text("statement", verdict.statement);
  json.text("verdict", lower(name_of(verdict.label)));
  append_side(json, "for", verdict.in_favour);
  append_side(json, "against", verdict.against);
  json.key("policy");
  json.open('[');
  for (const PolicyText& line : verdict.policy) json.element(line.text);
  json.close(']');
  json.key("items");
  json.open('[');
  for (const VerdictItem& item : verdict.items) append_item(json, item);
  json.close(']');
  json.raw("retracted", std::to_string(verdict.retracted));
  json.key("flips");
  json.open('[');
  for (const Flip& flip : verdict.flips) {
    json.next();
    json.open('{');
    json.text("policy", flip.line.text);
    json.text("verdict", lower(name_of(flip.label)));
    json.close('}');
  }
  json.close(']');
}

void append_error(Json& json, const Error& error) {
  json.key("error");
  json.open('{');
  json.text("message", error.message);
  if (error.location) {
    json.text("file", error.location->document);
    json.raw("line", std::to_string(error.location->line));
    json.raw("column", std::to_string(error.location->column));
  }
  json.close('}');
}

void append_check(Json& json, const CheckReport& check) {
  json.next();
  json.open('{');
  json.text("name", check.name);
  json.raw("line", std::to_string(check.line));
  json.raw("ok", check.is_error() || check.differs() ? "false" : "true");
  if (check.expected) json.text("expected", lower(name_of(*check.expected)));
  if (check.is_error())
    append_error(json, std::get<Error>(check.outcome));
  else
    append_verdict(json, std::get<Verdict>(check.outcome));
  json.close('}');
}

std::string to_json(const ScriptReport& report) {
  std::string out;
  Json json(out);
  json.open('{');
  json.text("file", report.document);
  json.key("checks");
  json.open('[');
  for (const CheckReport& check : report.checks) append_check(json, check);
  json.close(']');
  if (report.failure) append_error(json, report.failure->error);
  json.close('}');
  return out;
}

}  // namespace

// ---- All forms

void ReportWriter::begin() {
  if (format_ == ReportFormat::kTap) out_ << "TAP version 14\n";
  if (format_ == ReportFormat::kJson) out_ << "{\"files\": [";
}

void ReportWriter::add(const ScriptReport& report) {
  std::string text;
  if (format_ == ReportFormat::kJson) text = (scripts_ == 0 ? "\n" : ",\n") + to_json(report);
  for (const CheckReport& check : report.checks) {
    ++checks_;
    ++(check.is_error() ? errors_ : check.differs() ? differ_ : as_expected_);
    if (format_ == ReportFormat::kText) append_text(text, check, report.document);
    if (format_ == ReportFormat::kTap) append_tap(text, check, ++points_, report.document);
  }
  if (report.failure) ++failures_;
  if (report.failure && format_ == ReportFormat::kTap) {
    text += tap_point(false, ++points_, report.document + " could not be run to its end");
    text += "  ---\n";
    append_yaml(text, "error", report.failure->error.to_string());
    text += "  ...\n";
  }
  ++scripts_;
  out_ << text << std::flush;
}

Status ReportWriter::end() {
  switch (format_) {
    case ReportFormat::kText:
      out_ << fmt::format("{} {}: {} as expected, {} {}", checks_, checks_ == 1 ? "check" : "checks",
                          as_expected_, differ_, differ_ == 1 ? "differs" : "differ");
      if (errors_ > 0) out_ << fmt::format(", {} {}", errors_, errors_ == 1 ? "error" : "errors");
      if (failures_ > 0)
        out_ << fmt::format("; {} {} not run to the end", failures_,
                            failures_ == 1 ? "script was" : "scripts were");
      out_ << "\n";
      break;
    case ReportFormat::kTap:
      out_ << "1.." << points_ << "\n";
      break;
    case ReportFormat::kJson:
      out_ << fmt::format(
          "\n], \"summary\": {{\"checks\": {}, \"asExpected\": {}, \"differ\": {}, \"errors\": {}, "
          "\"scriptsNotRun\": {}}}}}\n",
          checks_, as_expected_, differ_, errors_, failures_);
      break;
  }
  out_.flush();
  if (!out_) return Error{ErrorCode::kIo, "cannot write the report", {}, {}};
  return {};
}

}  // namespace quoth
