// Everything about one thing, as far as a page can hold it: its names, what is known of it, what it says, what is
// said of it, where it takes part in what others say.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kb/listing.h"
#include "storage/snapshot.h"

namespace quoth {

struct DescriptionPart {
  std::string title;  // "names", "says", "within claims" …
  Answer rows;
  std::optional<std::uint64_t> all;  // how many rows there would be, where that is known
  bool more = false;                 // there are more than `rows` has
};

struct Description {
  Term thing = Term::iri("");
  std::string name, written, kind;     // "Barack Obama", ":Obama", "schema:Person"
  std::vector<DescriptionPart> parts;  // none is empty

  // A table: the parts one below the other, each under its title. The other formats are one table whose first column
  // is the part. kIo.
  Status write(std::ostream& out, AnswerFormat format, std::size_t width = 0, bool colour = false) const;
};

// `text` is a name, `ex:Obama` or `<IRI>`. kInvalid, with the candidates, where it is none or several. At most
// options.limit rows a part; work is bounded whatever the number of claims.
Result<Description> describe(const Snapshot& snapshot, std::string_view text, const ListOptions& options);

}  // namespace quoth
