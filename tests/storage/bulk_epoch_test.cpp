#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "storage/epoch_table.h"
#include "storage/rank_sort.h"

using namespace quoth;

namespace {

// A hash with so few values that most terms collide.
std::uint64_t poor_hash(std::string_view bytes) {
  return (std::uint64_t{bytes.size() % 3} << 33) + bytes.size() % 7;
}

std::uint64_t good_hash(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace

TEST_CASE("an epoch table numbers terms in order of first appearance, also where hashes collide") {
  for (const auto hash : {poor_hash, good_hash}) {
    EpochTable table(std::size_t{64} << 20);
    std::map<std::string, std::uint32_t> expected;
    std::mt19937 random(5);
    for (int i = 0; i < 6000; ++i) {
      const std::string term(random() % 40, static_cast<char>('a' + random() % 20));
      const auto number = static_cast<std::uint32_t>(expected.size());
      const bool is_new = expected.emplace(term, number).second;
      const EpochTable::Term found = table.dictionary_term(hash(term), IdTag::kIri, term);
      CHECK(found.is_new == is_new);
      CHECK(found.number == expected[term]);
      CHECK(table.at(found.place).bytes == term);
    }
    CHECK(table.size() == expected.size());
    std::uint32_t number = 0;
    table.for_each([&](const EpochTable::Entry& entry) {
      CHECK(entry.number == number++);
      CHECK(expected[std::string(entry.bytes)] == entry.number);
    });
    CHECK(number == table.size());
  }
}

TEST_CASE("terms of different kinds and tags are different") {
  EpochTable table(std::size_t{1} << 20);
  const EpochTable::Term iri = table.dictionary_term(1, IdTag::kIri, "12345678");
  const EpochTable::Term blank = table.dictionary_term(1, IdTag::kBlankNode, "12345678");
  const EpochTable::Term value = table.value(TermId(IdTag::kInteger, 7));
  const EpochTable::Term other = table.value(TermId(IdTag::kBoolean, 7));
  CHECK(blank.number == 1);
  CHECK(value.number == 2);
  CHECK(other.number == 3);

  const EpochTable::Term triple = table.triple(iri, iri, value);
  CHECK(triple.level == 1);
  const EpochTable::Term nested = table.triple(blank, iri, triple);
  CHECK(nested.level == 2);
  CHECK_FALSE(table.triple(iri, iri, value).is_new);
  CHECK(table.triple(iri, iri, other).is_new);
  CHECK(table.at(nested.place).parts == std::array<std::uint32_t, 3>{1, 0, 4});
  CHECK(table.at(value.place).id == TermId(IdTag::kInteger, 7));
  CHECK(table.dictionary_size() == 2);
  CHECK(table.triple_size() == 3);
}

TEST_CASE("a full epoch table can be cleared and filled again") {
  EpochTable table(std::size_t{1} << 20);
  std::size_t first_round = 0;
  for (int round = 0; round < 5; ++round) {
    CHECK_FALSE(table.is_full());
    std::size_t terms = 0;
    while (!table.is_full()) {
      const std::string term = "http://example.org/" + std::to_string(round) + "/" + std::to_string(terms);
      CHECK(table.dictionary_term(good_hash(term), IdTag::kIri, term).number == terms);
      ++terms;
    }
    if (round == 0) first_round = terms;
    CHECK(terms > 5000);
    CHECK(terms >= first_round / 2);  // what is kept of the memory must not choke the next epoch
    table.clear();
  }
}

TEST_CASE("a term may be larger than the table") {
  EpochTable table(std::size_t{1} << 20);
  const std::string huge(5'000'000, 'x');
  const EpochTable::Term term = table.dictionary_term(1, IdTag::kString, huge);
  CHECK(table.is_full());
  CHECK(table.at(term.place).bytes == huge);
  CHECK(table.dictionary_term(1, IdTag::kString, huge).number == 0);
}

TEST_CASE("ranks are the order of ids") {
  std::mt19937_64 random(11);
  std::vector<TermId> ids;
  for (int i = 0; i < 5000; ++i) {
    ids.emplace_back(static_cast<IdTag>(1 + random() % 38),
                     random() & (TermId::kMaxPayload >> (random() % 50)));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::vector<TermId> sorted = ids;
  std::shuffle(ids.begin(), ids.end(), random);
  const Ranks ranks(ids);
  REQUIRE(ranks.size() == sorted.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    CHECK(ranks.id(i) == sorted[i]);
    CHECK(ranks.id(ranks.of_number(i)) == ids[i]);
  }
}

TEST_CASE("one order of rows comes from another by a stable sort of one column") {
  for (const std::size_t ranks :
       {std::size_t{1}, std::size_t{2}, std::size_t{3000}, std::size_t{3'000'000}}) {
    std::mt19937_64 random(13);
    std::vector<RankRow> rows(20'000);
    for (RankRow& row : rows) {
      for (std::uint32_t& component : row) component = static_cast<std::uint32_t>(random() % ranks);
    }
    std::vector<RankRow> spo = rows;
    std::sort(spo.begin(), spo.end());
    RankSort sort(rows, ranks);
    for (const std::size_t component : {3, 2, 1, 0}) sort.by(component);
    CHECK(sort.rows() == spo);

    std::vector<RankRow> pso = rows;
    std::sort(pso.begin(), pso.end(), [](const RankRow& a, const RankRow& b) {
      return RankRow{a[1], a[0], a[2], a[3]} < RankRow{b[1], b[0], b[2], b[3]};
    });
    sort.by(1);
    CHECK(sort.rows() == pso);
  }
}
