#include "kb/table_claims.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "kb/name_keys.h"
#include "kb/table_fields.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::string_view kSaid = "said";

PrefixMap prefixes_of(const LoadRequest& request, const QuadIntake& intake) {
  PrefixMap prefixes = request.table.prefixes;
  for (const auto& [label, iri] : intake.prefixes().entries()) prefixes.add(label, iri);
  return prefixes;
}

std::string base_of(const LoadRequest& request) {
  return names_base(request.base.empty() ? kDefaultNamesBase : request.base);
}

// Terms one after another, so that no two sequences give the same text.
void append_key(std::string& key, const TermView& term) {
  for (const std::string_view part : {term.text, term.datatype, term.language}) {
    const std::uint64_t size = part.size();
    key.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
  }
}

}  // namespace

// What a row says. Views of the row and of names_.
struct TableClaims::Claim {
  TermView subject, predicate, object, source;
  std::optional<TermView> claimant, verb, publisher;
  std::array<Statement, 8> mention;
  std::size_t mention_size = 0;
  std::array<TableName*, 8> names{};  // that have been made for it
  std::size_t name_count = 0;

  TermView use(TableName* name) {
    if (!name->label.empty()) names[name_count++] = name;
    return iri_view(name->iri);
  }
  void say(std::string_view predicate_iri, const TermView& what) {
    mention[mention_size++] = {predicate_iri, what};
  }
};

TableClaims::TableClaims(const LoadRequest& request, TableColumns columns, QuadIntake& intake,
                         Skipped& skipped)
    : request_(request),
      columns_(std::move(columns)),
      intake_(intake),
      skipped_(skipped),
      names_(base_of(request), prefixes_of(request, intake)),
      said_(base_of(request) + local_part(kSaid)) {}

Status TableClaims::row(TableRow& row) {
  if (!started_) {
    started_ = true;
    if (request_.table.columns.empty()) return read_header(row);
    if (request_.table.header || is_header(row)) return {};
  }
  Claim claim;
  if (const Status looked = read(row, claim); !looked) return bad_row(looked.error());
  ++rows_;
  QUOTH_CHECK(write(claim));
  names_.forget();
  return {};
}

// ---- Columns

Status TableClaims::read_header(TableRow& row) {
  for (std::size_t i = 0; i < row.fields().size(); ++i) {
    const Status added = columns_.add(trimmed(row.fields()[i]));
    if (!added) {
      return row.error(i, added.error().message +
                              "\nto give the columns of a file with another header: --columns with --header");
    }
  }
  if (const Status whole = columns_.check(); !whole) return row.error(kWholeRow, whole.error().message);
  if (!columns_.has(Column::kSource) && request_.source.empty()) {
    return row.error(kWholeRow, std::string(kNoSource));
  }
  return {};
}

Status TableClaims::check_header() const {
  if (!needs_header()) return {};
  return Error{ErrorCode::kInvalid,
               fmt::format("{}: there is no header line to name the columns", request_.path),
               {},
               {}};
}

// Whether the row says what the columns are called, and nothing else: no claim reads like that.
bool TableClaims::is_header(const TableRow& row) const {
  if (row.fields().size() != columns_.field_count()) return false;
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    const auto column = static_cast<Column>(i);
    const std::optional<std::size_t> field = columns_.field(column);
    if (!field) continue;
    const auto named = column_named(trimmed(row.fields()[*field]));
    if (!named || *named != column) return false;
  }
  return true;
}

std::string_view TableClaims::text(const TableRow& row, Column column) const {
  const std::optional<std::size_t> field = columns_.field(column);
  const std::string_view text = field ? trimmed(row.fields()[*field]) : std::string_view();
  return text.empty() ? trimmed(columns_.value(column)) : text;
}

Error TableClaims::error(TableRow& row, Column column, std::string message) const {
  return row.error(columns_.field(column).value_or(kWholeRow), std::move(message));
}

// ---- Reading a row

Status TableClaims::read(TableRow& row, Claim& claim) {
  if (const std::size_t wanted = columns_.field_count(); row.fields().size() != wanted) {
    return row.error(kWholeRow,
                     fmt::format("this row has {} field{}, and there are {} columns", row.fields().size(),
                                 row.fields().size() == 1 ? "" : "s", wanted));
  }
  QUOTH_TRY(TableName* const subject, name(row, Column::kSubject));
  claim.subject = claim.use(subject);
  QUOTH_TRY(TableName* const predicate, name(row, Column::kPredicate));
  claim.predicate = claim.use(predicate);
  QUOTH_TRY(claim.object, object(row, claim));
  QUOTH_TRY(const std::string_view graph, source(row, claim));
  claim.source = iri_view(graph);

  if (!text(row, Column::kClaimant).empty()) {
    QUOTH_TRY(TableName* const claimant, name(row, Column::kClaimant));
    claim.claimant = claim.use(claimant);
    claim.verb = iri_view(said_);
    if (!text(row, Column::kVerb).empty()) {
      QUOTH_TRY(TableName* const verb, name(row, Column::kVerb));
      claim.verb = claim.use(verb);
    }
  } else if (columns_.field(Column::kVerb) && !text(row, Column::kVerb).empty()) {
    return error(row, Column::kVerb, "here is a verb, but nobody who claims");
  }
  if (!text(row, Column::kPublisher).empty()) {
    QUOTH_TRY(TableName* const publisher, name(row, Column::kPublisher));
    claim.publisher = claim.use(publisher);
  }
  return read_mention(row, claim);
}

Result<TableName*> TableClaims::name(TableRow& row, Column column) {
  const std::string_view field = text(row, column);
  if (field.empty()) return error(row, column, fmt::format("the {} is missing", name_of(column)));
  Result<TableName*> found = names_.find(field);
  if (!found) return error(row, column, found.error().message);
  return found;
}

Result<TermView> TableClaims::object(TableRow& row, Claim& claim) {
  if (columns_.has(Column::kText)) {
    const std::string_view field = text(row, Column::kText);
    if (field.empty()) return error(row, Column::kText, "the text is missing");
    return text_view(field);
  }
  const std::string_view field = text(row, Column::kObject);
  if (const std::optional<TermView> literal = object_literal(field)) return *literal;
  if (field.size() > kMaxNameBytes && tidy_name(field).size() > kMaxNameBytes) return text_view(field);
  QUOTH_TRY(TableName* const object, name(row, Column::kObject));
  return claim.use(object);
}

Result<std::string_view> TableClaims::source(TableRow& row, Claim& claim) {
  std::string_view iri = request_.source;
  if (!text(row, Column::kSource).empty()) {
    QUOTH_TRY(TableName* const source, name(row, Column::kSource));
    claim.use(source);
    iri = source->iri;
  }
  if (iri.empty()) return error(row, Column::kSource, "the source is missing");
  if (request_.replace && iri != request_.source) {
    return error(
        row, Column::kSource,
        fmt::format("this row has the source <{}>, but <{}> is to be replaced", iri, request_.source));
  }
  return iri;
}

Status TableClaims::read_mention(TableRow& row, Claim& claim) {
  constexpr std::array<std::pair<Column, std::string_view>, 3> kDates = {{
      {Column::kDate, dcterms::kDate},
      {Column::kValidFrom, claim_ns::kValidFrom},
      {Column::kValidUntil, claim_ns::kValidUntil},
  }};
  for (const auto& [column, predicate] : kDates) {
    const std::string_view field = text(row, column);
    if (field.empty()) continue;
    const std::optional<TermView> date = date_literal(field);
    if (!date) {
      return error(row, column, "expected a date such as 2014-03-28, 2014-03, 2014 or 2014-03-28T09:30:00Z");
    }
    claim.say(predicate, *date);
  }
  if (!text(row, Column::kTo).empty()) {
    QUOTH_TRY(TableName* const addressee, name(row, Column::kTo));
    claim.say(claim_ns::kTo, claim.use(addressee));
  }
  if (const std::string_view quote = text(row, Column::kQuote); !quote.empty())
    claim.say(oa::kExact, text_view(quote));
  if (const std::string_view position = text(row, Column::kPosition); !position.empty())
    claim.say(schema::kPositionHttps, object_literal(position).value_or(text_view(position)));
  if (const std::string_view confidence = text(row, Column::kConfidence); !confidence.empty()) {
    const std::optional<TermView> share = share_literal(confidence);
    if (!share) return error(row, Column::kConfidence, "confidence is a decimal number from 0 to 1");
    claim.say(itsrdf::kConfidence, *share);
  }
  return {};
}

// ---- Writing what it says

Status TableClaims::write(const Claim& claim) {
  for (std::size_t i = 0; i < claim.name_count; ++i) QUOTH_CHECK(describe(*claim.names[i]));
  const TripleView content = {claim.subject, claim.predicate, claim.object};
  TripleView stated = content;
  if (claim.claimant) {
    stated = {*claim.claimant, *claim.verb, {TermKind::kTriple, Direction::kNone, {}, {}, {}, &content}};
  }
  QUOTH_CHECK(intake_.add({stated, claim.source}));
  if (claim.mention_size > 0) QUOTH_CHECK(write_mention(claim, stated));
  return write_background(claim);
}

Status TableClaims::write_mention(const Claim& claim, const TripleView& stated) {
  key_.clear();
  for (const TermView& term : {claim.source, claim.subject, claim.predicate, claim.object,
                               claim.claimant.value_or(TermView()), claim.verb.value_or(TermView())})
    append_key(key_, term);
  for (std::size_t i = 0; i < claim.mention_size; ++i) {
    append_key(key_, iri_view(claim.mention[i].predicate));
    append_key(key_, claim.mention[i].object);
  }
  const XXH128_hash_t hash = XXH3_128bits(key_.data(), key_.size());
  label_.clear();
  fmt::format_to(std::back_inserter(label_), "m{:016x}{:016x}", hash.high64, hash.low64);
  const TermView mention = {TermKind::kBlankNode, Direction::kNone, label_, {}, {}, nullptr};
  QUOTH_CHECK(
      add(mention, rdf::kReifies, {TermKind::kTriple, Direction::kNone, {}, {}, {}, &stated}, claim.source));
  for (std::size_t i = 0; i < claim.mention_size; ++i)
    QUOTH_CHECK(add(mention, claim.mention[i].predicate, claim.mention[i].object, claim.source));
  return {};
}

Status TableClaims::write_background(const Claim& claim) {
  if (claim.publisher) QUOTH_CHECK(add(claim.source, dcterms::kPublisher, *claim.publisher, {}));
  if (claim.verb && claim.verb->text == said_) {
    QUOTH_TRY(TableName* const said, names_.find("<" + said_ + ">"));
    if (said->described) return {};
    said->described = true;
    QUOTH_CHECK(add(*claim.verb, rdfs::kLabel, text_view(kSaid), {}));
    return add(*claim.verb, rdfs::kSubPropertyOf, iri_view(claim_ns::kAsserts), {});
  }
  return {};
}

Status TableClaims::describe(TableName& name) {
  if (name.described) return {};
  name.described = true;
  return add(iri_view(name.iri), rdfs::kLabel, text_view(name.label), {});
}

Status TableClaims::add(const TermView& subject, std::string_view predicate, const TermView& object,
                        std::optional<TermView> graph) {
  return intake_.add({{subject, iri_view(predicate), object}, std::move(graph)});
}

}  // namespace quoth
