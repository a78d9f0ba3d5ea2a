#include "repl/output.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "repl/interrupt.h"
#include "tests/support/temp_dir.h"

using namespace quoth;
using repl::Output;
using test::TempDir;
namespace fs = std::filesystem;

namespace {

std::ptrdiff_t files(const TempDir& folder) {
  return std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
}

std::string content(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a file appears whole, or not at all") {
  const TempDir folder;
  const std::string path = folder / "out.nt";
  {
    auto output = Output::open(path);
    REQUIRE(output);
    output->stream() << "half of it" << std::flush;
    CHECK_FALSE(fs::exists(path));
  }
  CHECK(files(folder) == 0);
  auto output = Output::open(path);
  REQUIRE(output);
  output->stream() << "all of it";
  REQUIRE(output->commit());
  CHECK(content(path) == "all of it");
  CHECK(files(folder) == 1);
}

TEST_CASE("a file that is replaced keeps its mode, and a link stays a link") {
  const TempDir folder;
  const std::string path = folder / "real", link = folder / "link";
  std::ofstream(path) << "old";
  chmod(path.c_str(), 0640);
  fs::create_symlink("real", link);
  auto output = Output::open(link);
  REQUIRE(output);
  output->stream() << "new";
  REQUIRE(output->commit());
  CHECK(content(path) == "new");
  CHECK(fs::is_symlink(link));
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("a device is written to, not replaced") {
  auto output = Output::open("/dev/null");
  REQUIRE(output);
  output->stream() << "gone";
  CHECK(output->commit());
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a full disk and a missing folder are said") {
  auto full = Output::open("/dev/full");
  REQUIRE(full);
  full->stream() << "x";
  const Status status = full->commit();
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::kIo);
  CHECK(status.error().message == "cannot write to '/dev/full': No space left on device");
  const auto missing = Output::open("/no/such/folder/file");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "cannot write to '/no/such/folder/file': No such file or directory");
}

TEST_CASE("an interrupt ends the writing and leaves no file") {
  const TempDir folder;
  repl::catch_interrupts();
  {
    auto output = Output::open(folder / "out");
    REQUIRE(output);
    raise(SIGINT);
    output->stream() << "x";
    const Status status = output->commit();
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kCancelled);
  }
  repl::clear_interrupt();
  CHECK(files(folder) == 0);
}
