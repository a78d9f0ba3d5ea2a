#include "storage/spilled_epochs.h"

#include <algorithm>
#include <cstring>

#include "storage/resolve_epoch.h"

namespace quoth {
namespace {

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

TermOccurrence TermOccurrence::of(const PairView& pair) {
  const std::string_view value = pair.value;
  return {pair.prefix,
          pair.key.substr(8),
          {static_cast<std::uint32_t>(read_big_endian(value.substr(0, 4))),
           static_cast<std::uint32_t>(read_big_endian(value.substr(4, 4)))},
          static_cast<IdTag>(value[8])};
}

Status SpilledEpochs::open_files() {
  if (file_.is_open()) return {};
  QUOTH_TRY(file_, directory_.create_file());
  QUOTH_TRY(row_file_, directory_.create_file());
  QUOTH_TRY(name_file_, directory_.create_file());
  return {};
}

Status SpilledEpochs::spill_rows(LoadEpoch& epoch) {
  QUOTH_CHECK(open_files());
  if (!open_) {
    current_.rows.offset = row_file_.size();
    current_.name_rows.offset = name_file_.size();
    open_ = true;
  }
  const std::vector<LocalRow>& rows = epoch.rows();
  QUOTH_CHECK(row_file_.append(rows.data(), rows.size() * sizeof(LocalRow)));
  current_.rows.bytes = row_file_.size() - current_.rows.offset;

  SpillWriter writer(name_file_);
  for (const NameRow& row : epoch.name_rows()) {
    const std::string_view bytes = epoch.table().at(row.object).bytes;
    const SpilledNameRow stored{row.numbers, static_cast<std::uint32_t>(bytes.size())};
    QUOTH_CHECK(writer.append(&stored, sizeof stored));
    QUOTH_CHECK(writer.append(bytes.data(), bytes.size()));
  }
  QUOTH_CHECK(writer.flush());
  current_.name_rows.bytes = name_file_.size() - current_.name_rows.offset;
  epoch.clear_rows();
  return {};
}

Status SpilledEpochs::spill(LoadEpoch& epoch) {
  QUOTH_CHECK(spill_rows(epoch));
  current_.size = epoch.table().size();
  for (const std::uint32_t number : epoch.name_predicates()) current_.predicates.emplace_back(number, "");
  QUOTH_CHECK(spill_terms(epoch.table()));
  QUOTH_CHECK(spill_entries(epoch.table()));
  epochs_.push_back(std::move(current_));
  current_ = SpilledEpoch();
  open_ = false;
  epoch.clear();
  return {};
}

Status SpilledEpochs::spill_terms(const EpochTable& table) {
  std::string key, value;
  QUOTH_CHECK(terms_.begin_run());
  for (const HashedPlace& hashed : sort_by_hash(table)) {
    const EpochTable::Entry entry = table.at(hashed.place);
    key.clear();
    append_big_endian(key, entry.hash, 8);
    key += entry.bytes;
    value.clear();
    append_big_endian(value, epochs_.size(), 4);
    append_big_endian(value, entry.number, 4);
    value += static_cast<char>(entry.tag);
    QUOTH_CHECK(terms_.add_to_run(key, value));
    term_bytes_ += entry.bytes.size();
  }
  return terms_.end_run();
}

Status SpilledEpochs::spill_entries(const EpochTable& table) {
  SpillWriter values(file_);
  Status status;
  std::vector<std::vector<EpochTable::Place>> levels;
  table.for_each([&](const EpochTable::Entry& entry) {
    if (!status) return;
    if (entry.kind == EpochTable::Kind::kInline) {
      const std::uint64_t bits = entry.id.bits();
      const SpilledValue value{entry.number, static_cast<std::uint32_t>(bits >> 32),
                               static_cast<std::uint32_t>(bits)};
      status = values.append(&value, sizeof value);
    } else if (entry.kind == EpochTable::Kind::kTriple) {
      if (levels.size() < entry.level) levels.resize(entry.level);
      levels[entry.level - 1u].push_back(entry.place);
    } else {
      const auto predicate =
          std::lower_bound(current_.predicates.begin(), current_.predicates.end(), entry.number,
                           [](const auto& listed, std::uint32_t number) { return listed.first < number; });
      if (predicate == current_.predicates.end() || predicate->first != entry.number) return;
      if (const Result<TermView> term = term_of_bytes(entry.bytes)) predicate->second = term->text;
    }
  });
  QUOTH_CHECK(std::move(status));
  QUOTH_CHECK(values.flush());
  current_.values = values.extent();

  for (const std::vector<EpochTable::Place>& level : levels) {
    SpillWriter triples(file_);
    for (const EpochTable::Place place : level) {
      const EpochTable::Entry entry = table.at(place);
      const SpilledTriple triple{entry.number, entry.parts};
      QUOTH_CHECK(triples.append(&triple, sizeof triple));
    }
    QUOTH_CHECK(triples.flush());
    current_.triples.push_back(triples.extent());
  }
  return {};
}

std::size_t SpilledEpochs::levels() const {
  std::size_t levels = 0;
  for (const SpilledEpoch& epoch : epochs_) levels = std::max(levels, epoch.triples.size());
  return levels;
}

}  // namespace quoth
