#include "repl/history.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

using quoth::repl::HistoryFile;
using quoth::test::TempDir;

TEST_CASE("what one session keeps the next one finds") {
  const TempDir folder;
  const std::string path = folder / "state/quoth/history";
  {
    HistoryFile history(path);
    history.append("who warned Russia?");
    history.append("who warned Russia?");
    history.append("  ");
    history.append("?a said\n  ?b");
  }
  CHECK(HistoryFile(path).entries() == std::vector<std::string>{"who warned Russia?", "?a said   ?b"});
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("sessions side by side do not lose each other's entries") {
  const TempDir folder;
  const std::string path = folder / "history";
  HistoryFile one(path), two(path);
  one.append("1");
  two.append("2");
  one.append("3");
  CHECK(HistoryFile(path).entries() == std::vector<std::string>{"1", "2", "3"});
}

TEST_CASE("the file does not grow without end") {
  const TempDir folder;
  const std::string path = folder / "history";
  HistoryFile history(path);
  for (std::size_t i = 0; i <= 2 * HistoryFile::kKept; ++i) history.append(std::to_string(i));
  const HistoryFile next(path);
  CHECK(next.entries().size() == HistoryFile::kKept);
  CHECK(next.entries().back() == std::to_string(2 * HistoryFile::kKept));
  CHECK(HistoryFile(path).entries() == next.entries());
}

TEST_CASE("a file that cannot be written is no history, and no error") {
  HistoryFile history("/proc/no/such/history");
  history.append("x");
  CHECK(history.entries().size() == 1);
}

TEST_CASE("the file stands where the XDG rules want it") {
  setenv("XDG_STATE_HOME", "/state", 1);
  setenv("HOME", "/home/me", 1);
  CHECK(HistoryFile::default_path() == "/state/quoth/history");
  setenv("XDG_STATE_HOME", "relative", 1);
  CHECK(HistoryFile::default_path() == "/home/me/.local/state/quoth/history");
  unsetenv("XDG_STATE_HOME");
  unsetenv("HOME");
  CHECK(HistoryFile::default_path().empty());
}
