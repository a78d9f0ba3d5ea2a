#include "kb/read_policy.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/variant.h"

namespace quoth {
namespace {

using reading::Position;

class PolicyReader {
 public:
  PolicyReader(reading::Lexicon& lexicon, const reading::Source& source)
      : lexicon_(lexicon), source_(source) {}

  Result<PolicyLine> read(const script::Policy& line) {
    return std::visit(
        Overloaded{
            [](const script::AcceptAll&) -> Result<PolicyLine> { return PolicyLine(Accept{}); },
            [&](const script::Accept& accept) { return read_accept(accept); },
            [&](const script::Ignore& ignore) -> Result<PolicyLine> {
              QUOTH_TRY(Term who, term(ignore.who, Position::kNode));
              return PolicyLine(Ignore{std::move(who)});
            },
            [&](const script::Weigh& weigh) -> Result<PolicyLine> {
              QUOTH_CHECK(check_weight(weigh.weight));
              QUOTH_TRY(Term document, term(weigh.source, Position::kSource));
              return PolicyLine(Weigh{std::move(document), weigh.weight.value});
            },
            [](const script::DirectOnly&) -> Result<PolicyLine> { return PolicyLine(DirectOnly{}); },
            [](const script::Require& require) -> Result<PolicyLine> {
              return PolicyLine(Require{require.origins});
            },
            [](const script::Threshold& threshold) -> Result<PolicyLine> {
              return PolicyLine(Threshold{threshold.is_for, threshold.value});
            },
        },
        line.value);
  }

 private:
  Result<PolicyLine> read_accept(const script::Accept& line) {
    Accept accept;
    script::Node claimant = line.claimant;
    if (line.weight) {
      QUOTH_TRY(const bool one_name, is_name_with(line.claimant, *line.weight));
      if (one_name) {
        claimant.items.push_back({claim::Word{text_of(line.weight->span)}, line.weight->span});
      } else {
        QUOTH_CHECK(check_weight(*line.weight));
        accept.weight = line.weight->value;
      }
    }
    QUOTH_TRY(accept.claimant, term(claimant, Position::kNode));
    if (line.about) {
      QUOTH_TRY(accept.about, term(*line.about, Position::kNode));
    }
    return PolicyLine(std::move(accept));
  }

  // Whether the words and the number behind them are known as one name.
  Result<bool> is_name_with(const script::Node& node, const script::Weight& number) {
    const std::string name = words_of(node);
    if (name.empty()) return false;
    QUOTH_TRY(const auto* const meanings,
              lexicon_.meanings(name + " " + text_of(number.span), Position::kNode));
    return !meanings->empty();
  }

  Status check_weight(const script::Weight& weight) const {
    if (weight.value >= 0 && weight.value <= 1) return {};
    return error_at(ErrorCode::kInvalid, "a weight is a number from 0 to 1", source_.document, source_.text,
                    weight.span.begin);
  }

  Result<Term> term(const script::Node& node, Position position) {
    const claim::Item& first = node.items.front();
    const std::size_t offset = node.span.begin;
    if (const auto* iri = std::get_if<claim::IriRef>(&first.value)) return Term::iri(iri->iri);
    if (const auto* prefixed = std::get_if<claim::PrefixedName>(&first.value)) {
      if (auto iri = lexicon_.expand(prefixed->prefix, prefixed->local)) return Term::iri(*std::move(iri));
      return unknown_prefix(lexicon_, prefixed->prefix, source_, offset);
    }
    const auto* quoted = std::get_if<claim::QuotedName>(&first.value);
    const std::string name = quoted != nullptr ? quoted->text : words_of(node);
    QUOTH_TRY(const auto* meanings, lexicon_.meanings(name, position));
    if (meanings->empty() && quoted == nullptr) {
      QUOTH_TRY(meanings, without_article(name, position));
    }
    if (meanings->empty()) return unknown_name(lexicon_, name, position, source_, offset);
    if (meanings->size() > 1) return ambiguous_name(lexicon_, name, *meanings, source_, offset);
    return lexicon_.snapshot().term(meanings->front().id);
  }

  // A leading the, a or an is dropped if the name is not known with it.
  Result<const std::vector<NameCandidate>*> without_article(const std::string& name, Position position) {
    const std::size_t blank = name.find(' ');
    std::string article = name.substr(0, blank);
    for (char& c : article)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool has_article =
        blank != std::string::npos && (article == "the" || article == "a" || article == "an");
    return lexicon_.meanings(has_article ? name.substr(blank + 1) : name, position);
  }

  // The words of a bare name with single blanks; nothing for another node.
  static std::string words_of(const script::Node& node) {
    std::string name;
    for (const claim::Item& item : node.items) {
      if (const auto* word = std::get_if<claim::Word>(&item.value)) {
        name += (name.empty() ? "" : " ") + word->text;
      } else if (const auto* number = std::get_if<claim::Number>(&item.value)) {
        name += (name.empty() ? "" : " ") + number->lexical;
      }
    }
    return name;
  }

  std::string text_of(script::Span span) const {
    return std::string(source_.text.substr(span.begin, span.end - span.begin));
  }

  reading::Lexicon& lexicon_;
  const reading::Source& source_;
};

}  // namespace

Result<PolicyLine> read_policy(const script::Policy& line, reading::Lexicon& lexicon,
                               const reading::Source& source) {
  return PolicyReader(lexicon, source).read(line);
}

}  // namespace quoth
