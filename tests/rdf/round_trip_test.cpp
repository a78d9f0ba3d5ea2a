// Whatever the writers write reads back as the same dataset.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "rdf/term.h"
#include "rdf/vocabulary.h"
#include "tests/support/isomorphism.h"
#include "tests/support/text.h"

using namespace quoth;

namespace {

const std::map<std::string, std::string> kPrefixes = {{"", "http://e/"},
                                                      {"rdf", std::string(rdf::kNamespace)},
                                                      {"xsd", std::string(xsd::kNamespace)},
                                                      {"p.q-r", "http://e/p/"},
                                                      {"über", "http://e/ü"},
                                                      {"h", "http://e/#"}};

void check_round_trip(const std::vector<Quad>& quads, RdfFormat format) {
  const auto text = test::write_quads(quads, format, kPrefixes);
  REQUIRE(text);
  const auto again = test::read_quads(*text, format);
  if (!again) {
    FAIL(again.error().to_string() << "\n" << *text);
    return;
  }
  const auto same = test::isomorphic(quads, *again);
  REQUIRE(same);
  if (!*same) FAIL("not the same dataset:\n" << test::difference(quads, *again) << *text);
}

// Random quads that are likely to meet: few nodes, all kinds of terms.
class RandomQuads {
 public:
  explicit RandomQuads(unsigned seed) : random_(seed) {}

  std::vector<Quad> quads(int count, bool graphs) {
    std::vector<Quad> out;
    while (static_cast<int>(out.size()) < count) {
      Quad quad(triple(2));
      if (graphs && chance(3)) quad.graph = chance(3) ? blank() : iri();
      add(out, quad);
      if (chance(2)) annotate(out, quad);
      if (chance(6)) list(out, quad);
    }
    std::shuffle(out.begin(), out.end(), random_);
    return out;
  }

 private:
  bool chance(unsigned of) { return random_() % of == 0; }
  template <typename T, std::size_t n>
  const T& one_of(const T (&all)[n]) {
    return all[random_() % n];
  }

  void add(std::vector<Quad>& out, const Quad& quad) { out.push_back(quad); }

  // Something reifies the triple, in its graph or another one, and has properties.
  void annotate(std::vector<Quad>& out, const Quad& quad) {
    const Triple& t = quad.triple;
    const Term reifier = chance(2) ? blank() : iri();
    const Term term = Term::triple(t.subject, t.predicate, t.object);
    const Quad reification(Triple(reifier, Term::iri(std::string(rdf::kReifies)), term),
                           chance(5) ? std::nullopt : quad.graph);
    out.push_back(reification);
    for (int n = static_cast<int>(random_() % 3); n > 0; --n) {
      const Quad property(Triple(reifier, iri(), object(1)), reification.graph);
      out.push_back(property);
      if (chance(4)) annotate(out, property);
    }
    if (chance(5)) annotate(out, reification);
  }

  void list(std::vector<Quad>& out, const Quad& quad) {
    Term cell = fresh();
    out.emplace_back(Triple(quad.triple.subject, iri(), cell), quad.graph);
    for (int n = 1 + static_cast<int>(random_() % 3); n > 0; --n) {
      out.emplace_back(Triple(cell, Term::iri(std::string(rdf::kFirst)), object(1)), quad.graph);
      const Term next = n == 1      ? Term::iri(std::string(chance(9) ? rdf::kType : rdf::kNil))
                        : chance(9) ? blank()
                                    : fresh();
      out.emplace_back(Triple(cell, Term::iri(std::string(rdf::kRest)), next), quad.graph);
      if (chance(9)) out.emplace_back(Triple(cell, iri(), object(0)), quad.graph);
      cell = next;
    }
  }

  Triple triple(int depth) { return {chance(3) ? blank() : iri(), iri(), object(depth)}; }

  Term object(int depth) {
    if (depth > 0 && chance(6)) {
      const Triple t = triple(depth - 1);
      return Term::triple(t.subject, t.predicate, t.object);
    }
    return chance(3) ? literal() : chance(2) ? (chance(3) ? fresh() : blank()) : iri();
  }

  Term blank() { return Term::blank("b" + std::to_string(random_() % 6) + (chance(4) ? ".-x" : "")); }
  Term fresh() { return Term::blank("f" + std::to_string(fresh_++)); }

  Term iri() {
    const std::string_view names[] = {"http://e/a",
                                      "http://e/b",
                                      "http://e/c",
                                      "http://e/",
                                      "http://e/p/x",
                                      "http://e/a.b.",
                                      "http://e/-a",
                                      "http://e/.",
                                      "http://e/a%20",
                                      "http://e/%zz",
                                      "http://e/a~!$&'()*+,;=@b",
                                      "http://e/#f",
                                      "http://e/ünï",
                                      "http://e/·",
                                      "http://e/1:2",
                                      "http://e/../x?q#f",
                                      "urn:x:y",
                                      "http://e/😀",
                                      "http://e/_",
                                      "http://e/p/a/b",
                                      rdf::kType,
                                      rdf::kNil,
                                      rdf::kReifies,
                                      "http://e/true"};
    return Term::iri(std::string(one_of(names)));
  }

  Term literal() {
    const std::string_view datatypes[] = {xsd::kString,  xsd::kInteger, xsd::kDecimal,    xsd::kDouble,
                                          xsd::kBoolean, xsd::kDate,    "http://e/p/type"};
    const std::string_view lexicals[] = {"1",    "-01",   "+1.50", ".5", "5.", "1e0",
                                         "1.E5", ".5e-1", "true",  "x",  "",   " 1"};
    if (chance(3)) return Term::typed(std::string(one_of(lexicals)), std::string(one_of(datatypes)));
    if (chance(3)) {
      const std::string_view languages[] = {"en", "en-GB", "x-a1-b2", "DE"};
      const Direction directions[] = {Direction::kNone, Direction::kLeftToRight, Direction::kRightToLeft};
      return Term::lang(text(), std::string(one_of(languages)), one_of(directions));
    }
    return Term::literal(text());
  }

  std::string text() {
    const char32_t nasty[] = {0,    1,   '\b', '\t', '\n', '\v',   '\f',   '\r',     0x1f,   '"',    '\'',
                              '\\', 'a', ' ',  0x7f, 0x80, 0x2028, 0xfeff, 0xfffd,   0xfffe, 0xffff, 0x10000,
                              'u',  'U', '{',  '|',  '}',  '<',    '>',    0x10ffff, 0xd7ff, 0xe000};
    std::string out;
    for (int n = static_cast<int>(random_() % 8); n > 0; --n) utf8::append(out, one_of(nasty));
    return out;
  }

  std::mt19937 random_;
  int fresh_ = 0;
};

}  // namespace

TEST_CASE("property: random datasets survive being written and read, in every format") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    RandomQuads random(seed);
    const int count = 1 + static_cast<int>(seed % 23);
    const std::vector<Quad> graph = random.quads(count, false);
    check_round_trip(graph, RdfFormat::kNTriples);
    check_round_trip(graph, RdfFormat::kTurtle);
    const std::vector<Quad> dataset = random.quads(count, true);
    check_round_trip(dataset, RdfFormat::kNQuads);
    check_round_trip(dataset, RdfFormat::kTriG);
  }
}

TEST_CASE("a dataset that is written in several pieces survives") {
  std::vector<Quad> quads;
  for (unsigned i = 0; i < 40; ++i) {
    RandomQuads random(1000 + i % 7);
    for (Quad& quad : random.quads(1500, true)) {
      // Other nodes in each round, so that they stay few and are told apart.
      const Term mark = Term::iri("http://e/round" + std::to_string(i));
      quads.emplace_back(
          Triple(mark, quad.triple.predicate, quad.triple.object.is_literal() ? quad.triple.object : mark),
          quad.graph && quad.graph->is_iri() ? quad.graph : std::nullopt);
      if (i == 20) quads.push_back(std::move(quad));
    }
  }
  REQUIRE(quads.size() > 40000);
  const auto text = test::write_quads(quads, RdfFormat::kTriG, kPrefixes);
  REQUIRE(text);
  const auto again = test::read_quads(*text, RdfFormat::kTriG);
  REQUIRE(again);
  // All blank nodes keep their labels here, so that the very same quads come back.
  CHECK(test::difference(quads, *again) == "");
}

TEST_CASE("the documents of the W3C suites survive being written and read") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(QUOTH_SHARED_DIR) / "w3c" / "rdf";
  if (!fs::exists(folder)) return;
  int documents = 0;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    const auto format = rdf_format_of_file(item.path().string());
    if (!item.is_regular_file() || !format) continue;
    std::ifstream file(item.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto quads = test::read_quads(text, *format, "http://e/doc");
    if (!quads) continue;  // a negative test
    CAPTURE(item.path().string());
    ++documents;
    check_round_trip(*quads, RdfFormat::kNQuads);
    check_round_trip(*quads, RdfFormat::kTriG);
  }
  CHECK(documents > 500);
}
