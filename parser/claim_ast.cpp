#include "parser/claim_ast.h"

#include <string_view>

namespace quoth::claim {
namespace {

// Backslashes and `mark` escaped, between two marks.
std::string escaped(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + mark;
}

std::string quoted_name(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::string iri_text(const IriRef& iri) { return "<" + iri.iri + ">"; }
std::string iri_text(const PrefixedName& name) { return name.prefix + ":" + name.local; }

std::string literal_text(const Text& text) {
  std::string out = escaped(text.lexical, '"');
  if (!text.language.empty()) out += "@" + text.language;
  if (text.direction == Direction::kLeftToRight) out += "--ltr";
  if (text.direction == Direction::kRightToLeft) out += "--rtl";
  if (text.datatype) out += "^^" + std::visit([](const auto& iri) { return iri_text(iri); }, *text.datatype);
  return out;
}

std::string items_text(const std::vector<Item>& items) {
  std::string out;
  for (const Item& item : items) out += (out.empty() ? "" : " ") + to_text(item);
  return "[" + out + "]";
}

std::string keys_text(const std::vector<SortKey>& keys) {
  std::string out;
  for (const SortKey& key : keys)
    out += (out.empty() ? " ?" : ", ?") + key.variable.name + (key.descending ? " desc" : "");
  return out;
}

std::string variables_text(const std::vector<Variable>& variables) {
  std::string out;
  for (const Variable& variable : variables) out += " ?" + variable.name;
  return out;
}

std::string clauses_text(const std::vector<Clause>& clauses) {
  std::string out;
  for (const Clause& clause : clauses) {
    out += std::visit(
        Overloaded{
            [](const From& from) { return " from " + items_text(from.source.items); },
            [](const To& to) { return " to " + items_text(to.addressee.items); },
            [](const Limit& limit) { return " limit " + std::to_string(limit.count); },
            [](const Said& said) { return " " + std::string(to_text(said.relation)) + " " + said.date.text; },
            [](const During& during) {
              return " during " + during.date.text + (during.until ? " until " + during.until->text : "");
            },
            [](const About& about) { return " about " + items_text(about.what.items); },
            [](const Where& where) { return " where " + sparql::to_text(where.condition); },
            [](const SortBy& sort) { return " sort by" + keys_text(sort.keys); },
            [](const CountBy& by) { return " by" + variables_text(by.variables); },
        },
        clause.value);
  }
  return out;
}

std::string find_text(const Find& find, std::string out) {
  for (std::size_t i = 0; i < find.patterns.size(); ++i) {
    out += (i == 0 ? " " : " and ") + items_text(find.patterns[i].items);
  }
  return out + clauses_text(find.clauses);
}

std::string_view did_text(DidQuestion::Asks asks) {
  switch (asks) {
    case DidQuestion::Asks::kWhether:
      return "did ";
    case DidQuestion::Asks::kWhen:
      return "when did ";
    case DidQuestion::Asks::kHowOften:
      return "how many times did ";
  }
  return {};
}

std::string content_text(const Content& content) {
  return (content.negated ? " not " : " ") + std::string(to_text(content.connective)) + " " +
         items_text(content.words.items);
}

}  // namespace

std::string_view to_text(Connective connective) {
  switch (connective) {
    case Connective::kTo:
      return "to";
    case Connective::kThat:
      return "that";
    case Connective::kWhether:
      return "whether";
  }
  return {};
}

std::string_view to_text(Said::Relation relation) {
  switch (relation) {
    case Said::Relation::kSince:
      return "since";
    case Said::Relation::kBefore:
      return "before";
    case Said::Relation::kOn:
      return "on";
  }
  return {};
}

std::string to_text(const Item& item) {
  return std::visit(Overloaded{
                        [](const Word& word) { return word.text; },
                        [](const QuotedName& name) { return quoted_name(name.text); },
                        [](const PrefixedName& name) { return iri_text(name); },
                        [](const IriRef& iri) { return iri_text(iri); },
                        [](const Variable& variable) { return "?" + variable.name; },
                        [](const Text& text) { return literal_text(text); },
                        [](const Number& number) { return number.lexical; },
                        [](const Not&) { return std::string("not"); },
                        [](const Anything&) { return std::string("something"); },
                        [](const Box<Pattern>& pattern) { return "(" + items_text(pattern->items) + ")"; },
                    },
                    item.value);
}

std::string to_text(const Statement& statement) {
  const std::string explain = statement.explain ? "explain " : "";
  return explain +
         std::visit(Overloaded{
                        [](const Find& find) { return find_text(find, "find"); },
                        [](const Count& count) { return find_text(count.find, "count"); },
                        [](const Check& check) {
                          return "check " + items_text(check.pattern.items) + clauses_text(check.clauses);
                        },
                        [](const WhatDidToDo& what) {
                          return "what did " + items_text(what.words.items) +
                                 (what.negated ? " not to do" : " to do") + clauses_text(what.clauses);
                        },
                        [](const WhoQuestion& who) {
                          return "who " + items_text(who.words.items) +
                                 (who.content ? content_text(*who.content) : "") + clauses_text(who.clauses);
                        },
                        [](const WhatDid& what) {
                          return "what did " + items_text(what.words.items) + clauses_text(what.clauses);
                        },
                        [](const WhoSaidWhat& who) { return "who said what" + clauses_text(who.clauses); },
                        [](const DidQuestion& did) {
                          return std::string(did_text(did.asks)) + items_text(did.words.items) +
                                 (did.content ? content_text(*did.content) : "") + clauses_text(did.clauses);
                        },
                        [](const SourcesQuestion& sources) {
                          return (sources.how_many ? "how many" : "which") +
                                 std::string(" sources say that ") + items_text(sources.pattern.items) +
                                 clauses_text(sources.clauses);
                        },
                        [](const WhatDoWeKnow& know) {
                          return "what do we know about " + items_text(know.about.items) +
                                 clauses_text(know.clauses);
                        },
                    },
                    statement.value);
}

}  // namespace quoth::claim
