// Runs tests of the claim language that are text, and shows where what came out differs.
//
//   claim_cases [--update] FILE…
//
// A file holds sections (tests/support/sections.h):
//
//   === data [base=IRI] [source=IRI]   TriG to load, after the prefixes below
//   === load FILE                      a file to load, by its path in the project
//   === ask STATEMENT                  the table that it gives, or the error's text
//   === json STATEMENT                 the same as JSON; also csv and tsv
//   === sparql STATEMENT               the SPARQL text that it stands for, without PREFIX lines and the plan
//
// What a statement gives, the SPARQL text that explains it must give as well.
//
// --update writes what comes out into the files: look at the difference before you keep it.
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "kb/knowledge_base.h"
#include "tests/claims/compare_with_query.h"
#include "tests/support/sections.h"
#include "tests/support/temp_dir.h"

namespace quoth::test {
namespace {

constexpr std::string_view kPrefixes = R"(PREFIX : <http://example.org/>
PREFIX claim: <https://w3id.org/quoth/claim#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
)";

SectionFile parse_document(const std::string& text) {
  SectionFile parsed;
  std::istringstream in(text);
  std::string block, prefixes;
  constexpr std::string_view kAsk = "$ quoth ask \"";
  constexpr std::string_view kLoad = "$ quoth load ";
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      block = block.empty() ? line : std::string();
      if (block == "```trig") parsed.sections.push_back({"document", {}, prefixes});
    } else if (block == "```trig") {
      parsed.sections.back().body += line + "\n";
      if (line.starts_with("PREFIX ")) prefixes += line + "\n";
    } else if (block == "```console" && line.starts_with(kAsk)) {
      parsed.sections.push_back({"ask", line.substr(kAsk.size(), line.size() - kAsk.size() - 1), {}});
    } else if (block == "```console" && line.starts_with(kLoad)) {
      parsed.sections.push_back({"load", line.substr(kLoad.size()), {}});
    } else if (block == "```console") {
      parsed.sections.back().body += line + "\n";
    }
  }
  return parsed;
}

bool loads(const Section& section) {
  return section.command == "data" || section.command == "load" || section.command == "document";
}

// Loads what a section holds or names; the error's text if that fails.
std::string load(KnowledgeBase& kb, const TempDir& directory, const Section& section) {
  LoadRequest request;
  if (section.command == "load") {
    request.path = std::string(QUOTH_SOURCE_DIR) + "/" + section.argument;
  } else {
    request.path = directory / "data.trig";
    std::ofstream(request.path) << (section.command == "data" ? kPrefixes : std::string_view())
                                << section.body;
    std::istringstream options(section.argument);
    for (std::string option; options >> option;) {
      if (option.starts_with("base=")) request.base = option.substr(5);
      if (option.starts_with("source=")) request.source = option.substr(7);
    }
  }
  const auto summary = kb.load(request);
  return summary ? std::string() : summary.error().to_string();
}

std::string ask(const KnowledgeBase& kb, const std::string& statement, AnswerFormat format) {
  const auto answer = kb.ask(statement);
  if (!answer) return answer.error().to_string() + "\n";
  std::ostringstream out;
  if (const Status written = answer->write(out, format); !written) return written.error().to_string() + "\n";
  return out.str();
}

std::string sparql(const KnowledgeBase& kb, const std::string& statement) {
  const auto text = kb.explain(statement);
  if (!text) return text.error().to_string() + "\n";
  std::istringstream lines(*text);
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("PREFIX ") && !line.starts_with("#")) kept += line + "\n";
  return without_blank_ends(kept);
}

// What the section's command gives; nothing for an unknown one.
std::optional<std::string> run(const KnowledgeBase& kb, const Section& section) {
  if (section.command == "ask") return without_blank_ends(ask(kb, section.argument, AnswerFormat::kTable));
  if (section.command == "json") return without_blank_ends(ask(kb, section.argument, AnswerFormat::kJson));
  if (section.command == "csv") return without_blank_ends(ask(kb, section.argument, AnswerFormat::kCsv));
  if (section.command == "tsv") return without_blank_ends(ask(kb, section.argument, AnswerFormat::kTsv));
  if (section.command == "sparql") return sparql(kb, section.argument);
  return std::nullopt;
}

// The number of sections that went wrong; `parsed` gets what came out.
int run_case(const std::string& file, SectionFile& parsed) {
  const TempDir directory;
  auto kb = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate});
  if (!kb) {
    std::cerr << file << ": " << kb.error().to_string() << "\n";
    return 1;
  }
  int failures = 0;
  int checked = 0;
  for (Section& section : parsed.sections) {
    if (loads(section)) {
      if (const std::string error = load(*kb, directory, section); !error.empty()) {
        std::cerr << file << ": " << section.command << ": " << error << "\n";
        ++failures;
      }
      continue;
    }
    const std::optional<std::string> actual = run(*kb, section);
    if (!actual) {
      std::cerr << file << ": unknown section: " << section.command << "\n";
      ++failures;
      continue;
    }
    ++checked;
    if (const std::string difference = compare_with_query(*kb, section.argument); !difference.empty()) {
      std::cerr << file << ": " << section.argument << ": " << difference;
      ++failures;
    }
    if (*actual == section.body) continue;
    ++failures;
    report_difference(file, section, *actual);
    section.body = *actual;
  }
  if (checked == 0) std::cerr << file << ": nothing is checked\n";
  return failures + (checked == 0 ? 1 : 0);
}

int run_file(const std::string& file, std::string& text) {
  const bool is_document = file.ends_with(".md");
  SectionFile parsed = is_document ? parse_document(text) : parse_sections(text);
  const int failures = run_case(file, parsed);
  if (!is_document) text = to_text(parsed);
  return failures;
}

}  // namespace
}  // namespace quoth::test

int main(int count, char** arguments) {
  return quoth::test::run_text_tests(std::vector<std::string>(arguments + 1, arguments + count),
                                     quoth::test::run_file);
}
