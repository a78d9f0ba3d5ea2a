#include "repl/history.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace quoth::repl {
namespace fs = std::filesystem;

namespace {

// One write, so that lines of sessions side by side do not mix. The file is for its owner only.
void write_file(const std::string& path, int flags, std::string_view text) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (descriptor < 0) return;
  [[maybe_unused]] const ssize_t written = write(descriptor, text.data(), text.size());
  close(descriptor);
}

}  // namespace

HistoryFile::HistoryFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::create_directories(fs::path(path_).parent_path(), ignored);
  std::ifstream in(path_);
  for (std::string line; std::getline(in, line);) entries_.push_back(std::move(line));
  if (entries_.size() > 2 * kKept) {
    entries_.erase(entries_.begin(), entries_.end() - kKept);
    rewrite();
  }
}

void HistoryFile::append(std::string entry) {
  std::replace(entry.begin(), entry.end(), '\n', ' ');
  if (entry.find_first_not_of(" \t") == std::string::npos) return;
  if (!entries_.empty() && entries_.back() == entry) return;
  if (!path_.empty()) write_file(path_, O_APPEND, entry + '\n');
  entries_.push_back(std::move(entry));
}

void HistoryFile::rewrite() const {
  std::string text;
  for (const std::string& entry : entries_) text += entry + '\n';
  const std::string temporary = path_ + ".new";
  write_file(temporary, O_TRUNC, text);
  std::error_code ignored;
  fs::rename(temporary, path_, ignored);
}

std::string HistoryFile::default_path() {
  const char* const state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::string(state) + "/quoth/history";
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') return std::string(home) + "/.local/state/quoth/history";
  return {};
}

}  // namespace quoth::repl
