// The terminals of expressions, beside those of the RDF formats, which SPARQL shares: strings, IRIs, numbers,
// language tags.
#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/expression_ast.h"
#include "parser/grammar/terminals.h"
#include "parser/grammar/turtle_terminals.h"
#include "rdf/term.h"

namespace quoth::sparql {

namespace x3 = boost::spirit::x3;
using grammar::Terminal;

inline bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
    return lower(x) == lower(y);
  });
}

// Of expressions, queries and updates. IRIs stay as they are written; a prefixed name becomes `prefix:local` with its
// backslashes gone.
struct QueryScan : grammar::Scan {
  const char* text = nullptr;  // its start
  std::size_t begin = 0;       // the offset of that in the whole text
  int depth = 0;               // of brackets of all kinds, triple terms and "!" around the current place
  bool in_query = false;       // with patterns and aggregates in expressions
  bool in_template = false;    // where a predicate can be no path

  const char* open_triples = nullptr;  // where triples ended without a "."

  // The keywords that were looked for at the last place where any was.
  const char* sought_at = nullptr;
  std::vector<std::string> sought;

  std::size_t offset(const char* p) const { return begin + static_cast<std::size_t>(p - text); }

  const char* place(std::size_t offset_in_text) const { return text + (offset_in_text - begin); }

  void note_sought(const char* p, std::string_view keyword) {
    if (p < sought_at) return;
    if (p > sought_at) sought.clear();
    sought_at = p;
    sought.emplace_back(keyword);
  }

  static const char* skip_blanks(const char* p, const char* last) {
    return grammar::skip_white_and_comments(p, last);
  }
  static bool accept_iri(std::string_view&, const char*) { return true; }
  static void accept_label(std::string_view&) {}
  bool expand(std::string_view prefix, const char*, bool, std::string_view& local) {
    char* const name = arena.allocate(prefix.size() + 1 + local.size());
    char* out = name + prefix.copy(name, prefix.size());
    *out++ = ':';
    for (std::size_t i = 0; i < local.size(); ++i) {
      if (local[i] == '\\') ++i;
      *out++ = local[i];
    }
    local = {name, static_cast<std::size_t>(out - name)};
    return true;
  }
};

// VAR1 and VAR2; the attribute's text is the name.
struct VariableToken : Terminal<VariableToken, TermView> {
  static std::string name() { return "a variable"; }

  bool match(const char*& p, const char*, QueryScan& scan, TermView& term) const {
    if (*p != '?' && *p != '$') return false;
    const char* const start = ++p;
    while (true) {
      const grammar::CodePoint c = grammar::decode(p);
      const bool ascii = grammar::is_ascii(*p);
      const bool letter =
          ascii ? grammar::is(*p, grammar::kAlpha) || grammar::is(*p, grammar::kDigit) || *p == '_'
                : (p == start ? grammar::is_name_start(c.value) : grammar::is_name_char(c.value));
      if (!letter) break;
      p += c.size;
    }
    if (p == start) return scan.fail(p, "expected a variable's name");
    term.text = {start, static_cast<std::size_t>(p - start)};
    return true;
  }
};
inline constexpr VariableToken variable_token;

// An operator of one of several texts, the longer ones first.
template <std::size_t N>
struct OperatorToken : Terminal<OperatorToken<N>, Operator> {
  constexpr explicit OperatorToken(std::array<std::pair<std::string_view, Operator>, N> t) : texts(t) {}
  static std::string name() { return "an operator"; }

  bool match(const char*& p, const char* last, QueryScan&, Operator& found) const {
    const std::string_view rest(p, static_cast<std::size_t>(last - p));
    for (const auto& [text, op] : texts) {
      if (!rest.starts_with(text)) continue;
      p += text.size();
      found = op;
      return true;
    }
    return false;
  }

  std::array<std::pair<std::string_view, Operator>, N> texts;
};
inline constexpr OperatorToken<1> or_operator({{{"||", Operator::kOr}}});
inline constexpr OperatorToken<1> and_operator({{{"&&", Operator::kAnd}}});
inline constexpr OperatorToken<6> comparison({{{"!=", Operator::kNotEqual},
                                               {"<=", Operator::kLessOrEqual},
                                               {">=", Operator::kGreaterOrEqual},
                                               {"=", Operator::kEqual},
                                               {"<", Operator::kLess},
                                               {">", Operator::kGreater}}});
inline constexpr OperatorToken<2> additive({{{"+", Operator::kAdd}, {"-", Operator::kSubtract}}});
inline constexpr OperatorToken<2> multiplicative({{{"*", Operator::kMultiply}, {"/", Operator::kDivide}}});
inline constexpr OperatorToken<2> sign({{{"+", Operator::kPlus}, {"-", Operator::kMinus}}});

// A mark behind which nesting is one level deeper.
struct Enter : Terminal<Enter, x3::unused_type> {
  constexpr explicit Enter(std::string_view t) : text(t) {}
  std::string name() const { return "'" + std::string(text) + "'"; }

  bool match(const char*& p, const char* last, QueryScan& scan, x3::unused_type) const {
    if (!std::string_view(p, static_cast<std::size_t>(last - p)).starts_with(text)) return false;
    if (++scan.depth > kMaxNesting) {
      const std::string what = scan.in_query ? "this" : "an expression";
      return scan.fail(p, what + " is nested deeper than " + std::to_string(kMaxNesting) + " levels",
                       ErrorCode::kLimit);
    }
    p += text.size();
    return true;
  }

  std::string_view text;
};
constexpr Enter enter(std::string_view text) { return Enter(text); }

// Letters, digits and "_", from a letter on.
inline std::string_view word_at(const char* p) {
  const char* end = p;
  if (!grammar::is(*p, grammar::kAlpha)) return {};
  while (grammar::is(*end, grammar::kAlpha) || grammar::is(*end, grammar::kDigit) || *end == '_') ++end;
  return {p, static_cast<std::size_t>(end - p)};
}

// IN, or NOT IN; the attribute says whether it is negated. Nothing is taken of a "not" before other words.
struct InToken : Terminal<InToken, bool> {
  static std::string name() { return "'IN'"; }

  bool match(const char*& p, const char* last, QueryScan& scan, bool& negated) const {
    std::string_view word = word_at(p);
    negated = equals_ignoring_case(word, "not");
    if (negated) {
      p = scan.skip_blanks(p + word.size(), last);
      word = word_at(p);
    }
    p += word.size();
    return equals_ignoring_case(word, "in") && grammar::is_ascii(*p) &&
           !grammar::is(*p, grammar::kNameMiddle) && *p != ':';
  }
};
inline constexpr InToken in_token;

// In an expression, `true(?x)` is a call.
struct BooleanToken : Terminal<BooleanToken, TermView> {
  constexpr explicit BooleanToken(bool calls) : may_be_call(calls) {}
  static std::string name() { return "a boolean"; }

  bool match(const char*& p, const char* last, QueryScan& scan, TermView& term) const {
    const std::string_view word = grammar::read_word(p, last, scan);
    const bool truth = equals_ignoring_case(word, "true");
    if (!truth && !equals_ignoring_case(word, "false")) return false;
    if (*p == ':' || (may_be_call && *scan.skip_blanks(p, last) == '(')) return false;
    term.text = truth ? "true" : "false";
    term.datatype = xsd::kBoolean;
    return true;
  }

  bool may_be_call;
};
inline constexpr BooleanToken boolean_token(true);
inline constexpr BooleanToken graph_boolean(false);

// EXISTS or NOT EXISTS, in a query; the attribute says whether it is negated.
struct ExistsToken : Terminal<ExistsToken, bool> {
  static std::string name() { return "EXISTS"; }

  bool match(const char*& p, const char* last, QueryScan& scan, bool& negated) const {
    if (!scan.in_query) return false;
    scan.note_sought(p, "EXISTS");
    std::string_view word = word_at(p);
    negated = equals_ignoring_case(word, "not");
    if (negated) {
      p = scan.skip_blanks(p + word.size(), last);
      scan.note_sought(p, "EXISTS");
      word = word_at(p);
    }
    p += word.size();
    return equals_ignoring_case(word, "exists") && *p != ':';
  }
};
inline constexpr ExistsToken exists_token;

inline constexpr std::string_view kAggregates[] = {"COUNT", "SUM",    "MIN",         "MAX",
                                                   "AVG",   "SAMPLE", "GROUP_CONCAT"};

// The name of an aggregate, in a query; the attribute's text is in upper case.
struct AggregateToken : Terminal<AggregateToken, TermView> {
  static std::string name() { return "an aggregate"; }

  bool match(const char*& p, const char* last, QueryScan& scan, TermView& term) const {
    if (!scan.in_query) return false;
    const std::string_view word = word_at(p);
    for (const std::string_view aggregate : kAggregates) {
      if (!equals_ignoring_case(word, aggregate)) continue;
      p += word.size();
      term.text = aggregate;
      return *scan.skip_blanks(p, last) == '(';
    }
    return false;
  }
};
inline constexpr AggregateToken aggregate_token;

// A bare word before an opening bracket: whether there is a function of this name is not known here. Any other bare
// word is an error where there must be an expression, and none where one may follow another.
struct FunctionName : Terminal<FunctionName, TermView> {
  constexpr explicit FunctionName(bool needed) : is_needed(needed) {}
  static std::string name() { return "a function"; }

  bool match(const char*& p, const char* last, QueryScan& scan, TermView& term) const {
    const char* const start = p;
    const std::string_view word = grammar::read_word(p, last, scan);
    if (word.empty()) return false;
    const char* const next = scan.skip_blanks(p, last);
    if (!is_needed && (*next != '(' || is_clause(word))) return false;
    const auto unsupported = [&](std::string message) {
      return scan.fail(start, std::move(message), ErrorCode::kUnsupported);
    };
    if (!scan.in_query && equals_ignoring_case(word, "exists"))
      return unsupported("EXISTS is not supported here");
    if (equals_ignoring_case(word, "not")) {
      if (!scan.in_query && equals_ignoring_case(word_at(next), "exists"))
        return unsupported("NOT EXISTS is not supported here");
      return scan.fail(start, "expected an expression; what negates one is '!'");
    }
    if (*next != '(') {
      return scan.fail(start, "expected an expression; the bare word \"" + std::string(word) +
                                  "\" could only be a function, with '(' behind it");
    }
    for (const std::string_view aggregate : kAggregates) {
      if (equals_ignoring_case(word, aggregate))
        return unsupported("the aggregate " + std::string(word) + " is not supported here");
    }
    term.text = word;
    return true;
  }

  // Words that may stand behind an expression with a bracket behind them.
  static bool is_clause(std::string_view word) {
    return equals_ignoring_case(word, "having") || equals_ignoring_case(word, "values");
  }

  bool is_needed;
};
inline constexpr FunctionName function_name(true);
inline constexpr FunctionName possible_function_name(false);

// DISTINCT as the first word in a function's brackets; outside of queries it is refused.
struct DistinctToken : Terminal<DistinctToken, x3::unused_type> {
  static std::string name() { return "DISTINCT"; }

  bool match(const char*& p, const char* last, QueryScan& scan, x3::unused_type) const {
    const std::string_view word = word_at(p);
    if (!equals_ignoring_case(word, "distinct")) return false;
    if (scan.in_query) {
      p += word.size();
      return *p != ':';
    }
    if (*scan.skip_blanks(p + word.size(), last) == '(') return false;
    return scan.fail(p, "DISTINCT belongs to aggregates, which are not supported here",
                     ErrorCode::kUnsupported);
  }
};
inline constexpr DistinctToken distinct_token;

}  // namespace quoth::sparql
