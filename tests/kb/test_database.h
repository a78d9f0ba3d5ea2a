// A database in a directory that disappears, holding what a TriG text says.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string_view>

#include "kb/names.h"
#include "parser/read_rdf.h"
#include "storage/store.h"
#include "tests/support/temp_dir.h"

class TestDatabase {
 public:
  explicit TestDatabase(std::string_view trig) {
    auto store = quoth::Store::open(directory_.path(),
                                    {.mode = quoth::OpenMode::kCreate, .names = quoth::name_indexer()});
    REQUIRE_MESSAGE(store, store.error().to_string());
    store_ = *std::move(store);
    Changes changes;
    const auto input = quoth::text_input(trig, "test");
    const auto read =
        quoth::read_rdf(*input, {.format = quoth::RdfFormat::kTriG, .base = "http://example.org/"}, changes);
    REQUIRE_MESSAGE(read, read.error().to_string());
    const auto commit = store_->commit(changes.set);
    REQUIRE_MESSAGE(commit, commit.error().to_string());
    snapshot_ = store_->snapshot();
  }

  const quoth::Snapshot& snapshot() const { return *snapshot_; }

 private:
  struct Changes final : quoth::RdfSink {
    quoth::Status quad(const quoth::QuadView& quad) override {
      set.added.emplace_back(quad);
      return {};
    }
    quoth::Status prefix(std::string_view label, std::string_view iri) override {
      set.prefixes.emplace_back(label, iri);
      return {};
    }
    quoth::ChangeSet set;
  };

  quoth::test::TempDir directory_;
  std::unique_ptr<quoth::Store> store_;
  std::shared_ptr<const quoth::Snapshot> snapshot_;
};
