#include "engine/results/result_format.h"

#include <doctest/doctest.h>

#include "engine/results/write_result.h"

using namespace quoth;

TEST_CASE("every format of results is found by its name and by its media types") {
  for (const ResultFormat format : result_formats()) {
    CHECK(result_format_named(name_of(format)) == format);
    CHECK(query_format_named(name_of(format)) == QueryFormat(format));
    for (const std::string_view type : media_types(format)) {
      CHECK(result_format_of_media_type(type) == format);
      CHECK_FALSE(rdf_format_of_media_type(type));
    }
  }
  CHECK(result_format_named("SRX") == ResultFormat::kXml);
  CHECK(result_format_of_file("out/a.srj.gz") == ResultFormat::kJson);
  CHECK(result_format_of_media_type("Application/SPARQL-Results+XML") == ResultFormat::kXml);
  CHECK_FALSE(result_format_named(""));
  CHECK_FALSE(result_format_named("jso"));
  CHECK_FALSE(result_format_of_media_type("*/*"));
}

TEST_CASE("a format fits the results of tables or those of graphs") {
  CHECK(query_format_named("ttl") == QueryFormat(RdfFormat::kTurtle));
  CHECK(query_format_of_media_type("application/n-triples") == QueryFormat(RdfFormat::kNTriples));
  CHECK(name_of(QueryFormat(RdfFormat::kTriG)) == "trig");
  CHECK_FALSE(query_format_named("rdfxml"));
  CHECK(fits(ResultFormat::kJson, QueryForm::kAsk));
  CHECK(fits(RdfFormat::kTurtle, QueryForm::kDescribe));
  CHECK_FALSE(fits(RdfFormat::kTurtle, QueryForm::kSelect));
  CHECK_FALSE(fits(ResultFormat::kCsv, QueryForm::kConstruct));
}
