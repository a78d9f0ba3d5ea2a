#include "repl/output.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "repl/interrupt.h"

using namespace quoth;
using repl::Output;
namespace fs = std::filesystem;

namespace {

struct Folder {
  std::string path = fs::temp_directory_path() / "quoth-output-test";
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }
};

std::string content(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a file appears whole, or not at all") {
  const Folder folder;
  const std::string path = folder.path + "/out.nt";
  {
    auto output = Output::open(path);
    REQUIRE(output);
    output->stream() << "half of it" << std::flush;
    CHECK_FALSE(fs::exists(path));
  }
  CHECK(folder.files() == 0);
  auto output = Output::open(path);
  REQUIRE(output);
  output->stream() << "all of it";
  REQUIRE(output->commit());
  CHECK(content(path) == "all of it");
  CHECK(folder.files() == 1);
}

TEST_CASE("a file that is replaced keeps its mode, and a link stays a link") {
  const Folder folder;
  const std::string path = folder.path + "/real", link = folder.path + "/link";
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
  const Folder folder;
  repl::catch_interrupts();
  {
    auto output = Output::open(folder.path + "/out");
    REQUIRE(output);
    raise(SIGINT);
    output->stream() << "x";
    const Status status = output->commit();
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kCancelled);
  }
  repl::clear_interrupt();
  CHECK(folder.files() == 0);
}
