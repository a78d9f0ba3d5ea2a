#include "kb/describe.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <ostream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/results/display_width.h"
#include "kb/claim.h"
#include "kb/claim_predicates.h"
#include "kb/index_walk.h"
#include "kb/lexicon.h"
#include "kb/meanings.h"
#include "kb/mentions.h"
#include "kb/sources.h"
#include "kb/thing_kind.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kMostPredicates = 1000;     // of one thing
constexpr std::size_t kMostPropositions = 5'000;  // that hold the thing, at any depth
constexpr std::array kLabels{rdfs::kLabel,  skos::kPrefLabel,   skos::kAltLabel,
                             schema::kName, schema::kNameHttps, foaf::kName};

// What is known of a thing is mostly said in standard vocabularies: their prefixes, where the database has others.
PrefixMap with_standard(PrefixMap prefixes, const Snapshot& snapshot) {
  for (const auto& [label, iri] : snapshot.prefixes().entries()) prefixes.add(label, iri);
  prefixes.add("rdf", rdf::kNamespace);
  prefixes.add("rdfs", rdfs::kNamespace);
  prefixes.add("skos", skos::kNamespace);
  prefixes.add("owl", owl::kNamespace);
  prefixes.add("prov", prov::kNamespace);
  prefixes.add("dcterms", dcterms::kNamespace);
  prefixes.add("claim", claim_ns::kNamespace);
  return prefixes;
}

struct Quads {
  std::vector<Tuple> rows;  // at most the limit
  std::uint64_t all = 0;
  bool more = false;

  void add(const Tuple& row, std::size_t limit) {
    ++all;
    if (rows.size() < limit) rows.push_back(row);
    more = all > rows.size();
  }
};

enum class Role : std::uint8_t { kName, kDescription, kClaim, kMention };

class Describer {
 public:
  Describer(const Snapshot& snapshot, const ListOptions& options)
      : snapshot_(snapshot),
        limit_(options.limit),
        names_(snapshot, with_standard(options.prefixes, snapshot)) {}

  Result<Description> describe(reading::Lexicon& lexicon, TermId thing) {
    thing_ = thing;
    Description result;
    QUOTH_TRY(result.thing, snapshot_.term(thing));
    QUOTH_TRY(result.kind, kind_of(lexicon, thing));
    QUOTH_TRY(reifies_, find_iri(snapshot_, rdf::kReifies));
    QUOTH_CHECK(collect_by_predicate(Order::kSpo));
    QUOTH_CHECK(collect_by_predicate(Order::kOps));
    QUOTH_CHECK(collect_within());
    QUOTH_CHECK(collect_addressed());
    QUOTH_CHECK(collect_uses());
    QUOTH_CHECK(collect_held());

    names_.add(result.thing);
    QUOTH_CHECK(add_part(result, "names", labels_, &Describer::name_row, {"name", "as"}));
    QUOTH_CHECK(
        add_part(result, "known", known_, &Describer::known_row, {"subject", "property", "value", "source"}));
    const std::vector<std::string> claim = {"who", "verb", "what", "source", "said"};
    QUOTH_CHECK(add_part(result, "says or does", said_, &Describer::claim_row, claim));
    QUOTH_CHECK(add_part(result, "said of it", of_it_, &Describer::claim_row, claim));
    QUOTH_CHECK(add_part(result, "within what is claimed", within_, &Describer::claim_row, claim));
    QUOTH_CHECK(add_part(result, "said to it", to_it_, &Describer::claim_row, claim));
    QUOTH_CHECK(add_part(result, "claims with this verb", uses_, &Describer::claim_row, claim));
    QUOTH_CHECK(add_part(result, "claims of this source", held_, &Describer::claim_row, claim));
    QUOTH_CHECK(names_.resolve());
    for (auto& [part, rows] : rows_) {
      std::sort(rows.begin(), rows.end());
      for (std::vector<Shown>& row : rows) {
        std::vector<Cell>& cells = result.parts[part].rows.rows.emplace_back();
        for (Shown& shown : row) cells.push_back(cell(shown));
      }
    }
    result.name = names_.show(result.thing);
    result.written = result.thing.is_iri() ? names_.prefixed(result.thing.text()) : result.name;
    return result;
  }

 private:
  struct Shown {
    std::optional<Term> term;
    friend bool operator<(const Shown& a, const Shown& b) { return a.term < b.term; }
  };
  using ShownRow = std::vector<Shown>;

  Cell cell(Shown& shown) const {
    if (!shown.term) return {};
    return name_cell(*shown.term, names_);
  }

  Result<Role> role_of(TermId predicate) {
    if (const auto known = roles_.find(predicate); known != roles_.end()) return known->second;
    QUOTH_TRY(const Term term, snapshot_.term(predicate));
    const bool label = std::find(kLabels.begin(), kLabels.end(), term.text()) != kLabels.end();
    const bool of_mention = term.text() == rdf::kReifies || term.text() == claim_ns::kTo;
    const Role role = label                             ? Role::kName
                      : of_mention                      ? Role::kMention
                      : is_claim_predicate(term.text()) ? Role::kClaim
                                                        : Role::kDescription;
    roles_.emplace(predicate, role);
    return role;
  }

  // Quads with the thing as subject (kSpo) or object (kOps), predicate by predicate.
  Status collect_by_predicate(Order order) {
    std::vector<TermId> predicates;
    QUOTH_CHECK(each_value(snapshot_, order, std::array{thing_}, [&](TermId predicate) {
      predicates.push_back(predicate);
      return predicates.size() < kMostPredicates;
    }));
    for (const TermId predicate : predicates) {
      QUOTH_TRY(const Role role, role_of(predicate));
      if (role == Role::kMention || (role == Role::kName && order == Order::kOps)) continue;
      Quads& quads = role == Role::kName          ? labels_
                     : role == Role::kDescription ? known_
                     : order == Order::kSpo       ? said_
                                                  : of_it_;
      QUOTH_CHECK(take(order, predicate, role, quads));
    }
    return {};
  }

  Status take(Order order, TermId predicate, Role role, Quads& quads) {
    const std::array prefix{thing_, predicate};
    QUOTH_TRY(const std::uint64_t all, count_rows(snapshot_, order, prefix));
    const std::uint64_t before = quads.all;
    const std::size_t room = limit_ - std::min(limit_, quads.rows.size());
    QUOTH_TRY(const std::vector<Row> rows, first_rows(snapshot_, order, prefix, room));
    std::uint64_t left_out = 0;
    for (const Row& row : rows) {
      const Tuple quad = to_tuple(order, row);
      const bool may_be_of_mention = role != Role::kName && order == Order::kOps;
      if (may_be_of_mention) {  // what a mention says of where it stands is no claim about the thing
        QUOTH_TRY(const bool reifier, is_reifier(snapshot_, quad[0], quad[3]));
        if (reifier) {
          ++left_out;
          continue;
        }
      }
      quads.add(quad, limit_);
    }
    quads.all = before + all - left_out;
    quads.more = quads.all > quads.rows.size();
    return {};
  }

  // Claims whose object is a proposition that holds the thing, at any depth: upwards from the propositions that have it
  // as a part.
  Status collect_within() {
    std::vector<TermId> propositions;
    std::unordered_set<TermId> seen;
    const auto add = [&](TermId id) {
      if (propositions.size() < kMostPropositions && seen.insert(id).second) propositions.push_back(id);
    };
    for (const Order order : {Order::kTripleSpo, Order::kTripleOsp}) {
      QUOTH_TRY(const std::vector<Row> rows,
                first_rows(snapshot_, order, std::array{thing_}, kMostPropositions));
      for (const Row& row : rows) add(to_tuple(order, row)[3]);
    }
    for (std::size_t next = 0; next < propositions.size(); ++next) {
      const TermId proposition = propositions[next];
      QUOTH_TRY(const std::vector<Row> around,
                first_rows(snapshot_, Order::kTripleOsp, std::array{proposition}, kMostPropositions));
      for (const Row& row : around) add(to_tuple(Order::kTripleOsp, row)[3]);
      QUOTH_TRY(const std::vector<Row> rows,
                first_rows(snapshot_, Order::kOsp, std::array{proposition}, kMostPropositions));
      for (const Row& row : rows) {
        const Tuple quad = to_tuple(Order::kOsp, row);
        if (quad[1] != reifies_) within_.add(quad, limit_);
      }
    }
    within_bounded_ = propositions.size() == kMostPropositions;
    return {};
  }

  // Claims that were said to the thing: by the mentions that claim:to it.
  Status collect_addressed() {
    QUOTH_TRY(const TermId to, find_iri(snapshot_, claim_ns::kTo));
    QUOTH_TRY(const std::uint64_t all, count_rows(snapshot_, Order::kPos, std::array{to, thing_}));
    QUOTH_TRY(const std::vector<Row> mentions,
              first_rows(snapshot_, Order::kPos, std::array{to, thing_}, limit_));
    for (const Row& mention : mentions) {
      QUOTH_TRY(const std::vector<Row> reified,
                first_rows(snapshot_, Order::kSpo, std::array{mention[2], reifies_}, limit_));
      for (const Row& row : reified) {
        if (row[3] != mention[3] || !row[2].is_triple()) continue;
        QUOTH_TRY(const std::vector<Row> inside,
                  first_rows(snapshot_, Order::kTripleId, std::array{row[2]}, 1));
        if (inside.empty()) continue;
        Tuple quad = to_tuple(Order::kTripleId, inside.front());
        quad[3] = row[3];
        to_it_.add(quad, limit_);
      }
    }
    to_it_.all = std::max<std::uint64_t>(to_it_.all, all);
    to_it_.more = to_it_.all > to_it_.rows.size();
    return {};
  }

  Status collect_uses() {
    QUOTH_TRY(const Role role, role_of(thing_));
    if (thing_.tag() != IdTag::kIri || role != Role::kClaim) return {};
    QUOTH_TRY(uses_.all, count_rows(snapshot_, Order::kPso, std::array{thing_}));
    QUOTH_TRY(const std::vector<Row> rows, first_rows(snapshot_, Order::kPso, std::array{thing_}, limit_));
    for (const Row& row : rows) uses_.rows.push_back(to_tuple(Order::kPso, row));
    uses_.more = uses_.all > uses_.rows.size();
    return {};
  }

  Status collect_held() {
    QUOTH_TRY(const bool source, is_source(snapshot_, thing_));
    if (!source) return {};
    QUOTH_TRY(held_.all, count_claims(snapshot_, thing_));
    std::vector<TermId> predicates;
    QUOTH_CHECK(each_value(snapshot_, Order::kGpso, std::array{thing_}, [&](TermId predicate) {
      predicates.push_back(predicate);
      return predicates.size() < kMostPredicates;
    }));
    for (const TermId predicate : predicates) {
      QUOTH_TRY(const Role role, role_of(predicate));
      if (role != Role::kClaim) continue;
      QUOTH_TRY(const std::vector<Row> rows,
                first_rows(snapshot_, Order::kGpso, std::array{thing_, predicate}, limit_));
      for (const Row& row : rows) {
        if (held_.rows.size() == limit_) break;
        QUOTH_TRY(const bool reifier, is_reifier(snapshot_, row[2], thing_));
        if (!reifier) held_.rows.push_back(to_tuple(Order::kGpso, row));
      }
    }
    held_.more = held_.all > held_.rows.size();
    return {};
  }

  using MakeRow = Result<ShownRow> (Describer::*)(const Tuple&);

  Status add_part(Description& result, std::string title, const Quads& quads, MakeRow make,
                  std::vector<std::string> columns) {
    if (quads.rows.empty()) return {};
    DescriptionPart part;
    part.title = std::move(title);
    part.rows.columns = std::move(columns);
    part.more = quads.more || (&quads == &within_ && within_bounded_);
    if (!(&quads == &within_ && within_bounded_)) part.all = quads.all;
    std::vector<ShownRow>& rows = rows_[result.parts.size()];
    for (const Tuple& quad : quads.rows) {
      QUOTH_TRY(ShownRow row, (this->*make)(quad));
      for (const Shown& shown : row)
        if (shown.term) names_.add(*shown.term);
      rows.push_back(std::move(row));
    }
    result.parts.push_back(std::move(part));
    return {};
  }

  Result<Shown> shown(TermId id) {
    if (id.is_none() || id == TermId::default_graph()) return Shown{};
    QUOTH_TRY(Term term, snapshot_.term(id));
    return Shown{std::move(term)};
  }

  Result<ShownRow> shown(std::initializer_list<TermId> ids) {
    ShownRow row;
    for (const TermId id : ids) {
      QUOTH_TRY(row.emplace_back(), shown(id));
    }
    return row;
  }

  Result<ShownRow> name_row(const Tuple& quad) { return shown({quad[2], quad[1]}); }
  Result<ShownRow> known_row(const Tuple& quad) { return shown({quad[0], quad[1], quad[2], quad[3]}); }
  Result<ShownRow> claim_row(const Tuple& quad) {
    QUOTH_TRY(const TermId date, said(snapshot_, quad));
    return shown({quad[0], quad[1], quad[2], quad[3], date});
  }

  const Snapshot& snapshot_;
  std::size_t limit_;
  ShownNames names_;
  TermId thing_, reifies_;
  std::unordered_map<TermId, Role> roles_;
  Quads labels_, known_, said_, of_it_, within_, to_it_, uses_, held_;
  bool within_bounded_ = false;
  std::map<std::size_t, std::vector<ShownRow>> rows_;  // by part
};

// One table of all parts, for programs.
Answer one_table(const Description& description) {
  Answer all;
  all.columns = {"part"};
  for (const DescriptionPart& part : description.parts) {
    for (const std::string& column : part.rows.columns) {
      if (std::find(all.columns.begin(), all.columns.end(), column) == all.columns.end())
        all.columns.push_back(column);
    }
  }
  for (const DescriptionPart& part : description.parts) {
    for (const std::vector<Cell>& row : part.rows.rows) {
      std::vector<Cell>& cells = all.rows.emplace_back(all.columns.size());
      cells[0] = text_cell(part.title);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto column = std::find(all.columns.begin(), all.columns.end(), part.rows.columns[i]);
        cells[static_cast<std::size_t>(column - all.columns.begin())] = row[i];
      }
    }
  }
  return all;
}

}  // namespace

Status Description::write(std::ostream& out, AnswerFormat format, std::size_t width, bool colour) const {
  if (format != AnswerFormat::kTable) return one_table(*this).write(out, format);
  out << printable(name) << "  " << printable(written) << (kind.empty() ? "" : "  (" + printable(kind) + ")")
      << '\n';
  for (const DescriptionPart& part : parts) {
    out << '\n' << part.title << '\n';
    Answer rows = part.rows;
    if (part.more) {
      rows.note =
          part.all ? shown_note(rows.rows.size(), *part.all, "rows")
                   : "there are more than the " + std::to_string(rows.rows.size()) + " rows that are shown";
    }
    QUOTH_CHECK(rows.write(out, format, width, colour));
  }
  return {};
}

Result<Description> describe(const Snapshot& snapshot, std::string_view text, const ListOptions& options) {
  reading::Lexicon lexicon(snapshot, options.prefixes);
  QUOTH_TRY(const TermId thing, find_thing(lexicon, text));
  return Describer(snapshot, options).describe(lexicon, thing);
}

}  // namespace quoth
