// The Snapshot of a Store: a state of RocksDB, the generations that live in it, and the runs of the commits that are
// not folded yet. Private to storage/.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "storage/dictionary.h"
#include "storage/run.h"
#include "storage/scan_source.h"
#include "storage/snapshot.h"
#include "storage/store_state.h"

namespace quoth {

// Names carry the commit that brought them, so that those of a load which never finished are not seen.
void append_name_value(std::string& out, std::uint64_t commit, std::string_view value);
struct NameValue {
  std::uint64_t commit;
  std::string_view value;
};
Result<NameValue> read_name_value(std::string_view bytes);

class StoredSnapshot final : public Snapshot, public std::enable_shared_from_this<StoredSnapshot> {
 public:
  StoredSnapshot(std::shared_ptr<const RocksView> view, std::uint64_t seed, StoreState state,
                 std::vector<std::shared_ptr<const Run>> runs, std::shared_ptr<const PrefixMap> prefixes);

  std::uint64_t commit() const override { return state_.commit; }
  Result<TermId> find_id(const TermView& term) const override;
  Result<TermId> find_triple_id(TermId subject, TermId predicate, TermId object) const override;
  Result<Term> term(TermId id) const override;
  Result<std::vector<Term>> terms(std::span<const TermId> ids) const override;
  Result<Scan> scan(const Range& range) const override;
  Result<RangeSize> count(const Range& range) const override;
  const PrefixMap& prefixes() const override { return *prefixes_; }
  Status visit_names(std::string_view prefix,
                     const std::function<bool(std::string_view, std::string_view)>& visit,
                     std::string_view from) const override;

  const StoreState& state() const { return state_; }
  const std::vector<std::shared_ptr<const Run>>& runs() const { return runs_; }
  const std::shared_ptr<const PrefixMap>& shared_prefixes() const { return prefixes_; }
  const Dictionary& dictionary() const { return dictionary_; }
  const RocksView& view() const { return *view_; }
  // The merge of everything, or only of the generations from the one at `first` on.
  std::unique_ptr<Scan::Source> source(const Range& range) const;
  std::unique_ptr<Scan::Source> source_of_generations(const Range& range, std::size_t first) const;

 private:
  void add_generations(Scan::Source& source, const Range& range, std::size_t first) const;

  std::shared_ptr<const RocksView> view_;
  Dictionary dictionary_;
  StoreState state_;
  std::vector<std::shared_ptr<const Run>> runs_;
  std::shared_ptr<const PrefixMap> prefixes_;
};

}  // namespace quoth
