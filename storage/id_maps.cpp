#include "storage/id_maps.h"

namespace quoth {

Status IdMaps::append(const std::vector<TermId>& ids) {
  if (!file_.is_open()) {
    QUOTH_TRY(file_, directory_.create_file());
  }
  epochs_.push_back({file_.size(), ids.size() * sizeof(TermId)});
  return file_.append(ids.data(), ids.size() * sizeof(TermId));
}

Result<std::vector<TermId>> IdMaps::load(std::size_t epoch) const {
  std::vector<TermId> ids(epochs_[epoch].bytes / sizeof(TermId));
  QUOTH_CHECK(file_.read(epochs_[epoch].offset, ids.data(), epochs_[epoch].bytes));
  return ids;
}

Status IdMaps::replace(std::size_t epoch, const std::vector<TermId>& ids) {
  assert(ids.size() * sizeof(TermId) == epochs_[epoch].bytes);
  return file_.overwrite(epochs_[epoch].offset, ids.data(), epochs_[epoch].bytes);
}

}  // namespace quoth
