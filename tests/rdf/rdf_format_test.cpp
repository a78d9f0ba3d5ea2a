#include "rdf/rdf_format.h"

#include <doctest/doctest.h>

using namespace quoth;

TEST_CASE("a format is known by its names") {
  for (const RdfFormat format :
       {RdfFormat::kNTriples, RdfFormat::kNQuads, RdfFormat::kTurtle, RdfFormat::kTriG}) {
    CHECK(rdf_format_named(name_of(format)) == format);
  }
  CHECK(rdf_format_named("NTriples") == RdfFormat::kNTriples);
  CHECK(rdf_format_named("nquads") == RdfFormat::kNQuads);
  CHECK(rdf_format_named("turtle") == RdfFormat::kTurtle);
  CHECK_FALSE(rdf_format_named("rdf"));
  CHECK_FALSE(rdf_format_named(""));
}

TEST_CASE("a file's format is told by its extension, behind that of a compression") {
  CHECK(rdf_format_of_file("a/b.nt.gz") == RdfFormat::kNTriples);
  CHECK(rdf_format_of_file("a.b/c.TTL") == RdfFormat::kTurtle);
  CHECK(rdf_format_of_file("x.trig.zst") == RdfFormat::kTriG);
  CHECK(rdf_format_of_file("x.y.nq") == RdfFormat::kNQuads);
  CHECK_FALSE(rdf_format_of_file("a.nt/b"));
  CHECK_FALSE(rdf_format_of_file("nt"));
  CHECK_FALSE(rdf_format_of_file("a.gz"));
  CHECK_FALSE(rdf_format_of_file("a.nt.bz2"));
}

TEST_CASE("a format is known by its media types, in any case") {
  for (const RdfFormat format :
       {RdfFormat::kNTriples, RdfFormat::kNQuads, RdfFormat::kTurtle, RdfFormat::kTriG}) {
    for (const std::string_view type : media_types(format)) CHECK(rdf_format_of_media_type(type) == format);
  }
  CHECK(rdf_format_of_media_type("Text/Turtle") == RdfFormat::kTurtle);
  CHECK_FALSE(rdf_format_of_media_type("text/*"));
}
