// Fuzzing statements of the claim language: any bytes are a statement. What must hold of every one:
// - parsing it ends, with a tree or with an error that has a place in it;
// - everything in the tree lies in the text, and inside what it is part of;
// - blanks and a comment at the end change nothing;
// - runs of words come in order, and any of them may be handed over as a known name.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/variant.h"
#include "parser/parse_claim.h"

using namespace quoth;

namespace {

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

void check_span(claim::Span inner, claim::Span outer, std::string_view text) {
  if (inner.begin >= inner.end || inner.begin < outer.begin || inner.end > outer.end)
    fail("a part lies outside", text);
}

void check_items(const std::vector<claim::Item>& items, claim::Span outer, std::string_view text) {
  if (items.empty()) fail("a part is empty", text);
  std::size_t position = outer.begin;
  for (const claim::Item& item : items) {
    check_span(item.span, {position, outer.end}, text);
    position = item.span.end;
    if (const auto* nested = std::get_if<Box<claim::Pattern>>(&item.value)) {
      check_span((*nested)->span, item.span, text);
      check_items((*nested)->items, (*nested)->span, text);
    }
  }
}

void check_clauses(const std::vector<claim::Clause>& clauses, claim::Span whole, std::string_view text) {
  for (const claim::Clause& clause : clauses) {
    check_span(clause.span, whole, text);
    std::visit(Overloaded{
                   [&](const claim::From& from) { check_items(from.source.items, clause.span, text); },
                   [&](const claim::To& to) { check_items(to.addressee.items, clause.span, text); },
                   [&](const claim::About& about) { check_items(about.what.items, clause.span, text); },
                   [&](const claim::Said& said) { check_span(said.date.span, clause.span, text); },
                   [&](const claim::During& during) { check_span(during.date.span, clause.span, text); },
                   [&](const claim::Where& where) { check_span(where.condition.span, clause.span, text); },
                   [&](const claim::SortBy& sort) {
                     for (const claim::SortKey& key : sort.keys) check_span(key.span, clause.span, text);
                   },
                   [](const auto&) {},
               },
               clause.value);
  }
}

void check_find(const claim::Find& find, claim::Span whole, std::string_view text) {
  for (const claim::Pattern& pattern : find.patterns) check_items(pattern.items, pattern.span, text);
  check_clauses(find.clauses, whole, text);
}

void check_tree(const claim::Statement& statement, std::string_view text) {
  const claim::Span whole{0, text.size()};
  std::visit(Overloaded{
                 [&](const claim::Find& find) { check_find(find, whole, text); },
                 [&](const claim::Count& count) { check_find(count.find, whole, text); },
                 [&](const auto& question) {
                   if constexpr (requires { question.words; })
                     check_items(question.words.items, question.words.span, text);
                   if constexpr (requires { question.pattern; })
                     check_items(question.pattern.items, question.pattern.span, text);
                   if constexpr (requires { question.about; })
                     check_items(question.about.items, question.about.span, text);
                   if constexpr (requires { question.content; }) {
                     if (question.content)
                       check_items(question.content->words.items, question.content->span, text);
                   }
                   check_clauses(question.clauses, whole, text);
                 },
             },
             statement.value);
}

std::string outcome(const Result<claim::Statement>& statement) {
  return statement ? claim::to_text(*statement) : statement.error().message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Result<claim::Statement> statement = claim::parse_statement(text);
  if (statement) {
    check_tree(*statement, text);
    if (!claim::is_complete(text)) fail("a whole statement may go on", text);
    if (outcome(claim::parse_statement(text + " \n# more")) != outcome(statement))
      fail("a comment changes it", text);
  } else if (!statement.error().offset || *statement.error().offset > size || !statement.error().location) {
    fail("an error without a place", text);
  }

  std::size_t position = 0;
  std::vector<claim::Span> names;
  for (const auto& run : claim::word_runs(text)) {
    if (run.empty()) fail("an empty run", text);
    for (const claim::BareWord& word : run) {
      check_span(word.span, {position, size}, text);
      position = word.span.end;
    }
    names.push_back({run.front().span.begin, run.back().span.end});
  }
  if (!statement && statement.error().message.find("UTF-8") != std::string::npos) return 0;
  const Result<claim::Statement> named = claim::parse_statement(text, "query", names);
  if (named) check_tree(*named, text);
  return 0;
}
