// The functions and operators of expressions, as one table. It is joined from the topics in engine/functions/:
// to add one, write it in the file of its topic and list it in the table there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/algebra.h"
#include "engine/expression.h"

namespace quoth {

using algebra::kEqualityKey;

struct Function {
  // What it needs to know of an argument that is given by its id.
  enum class Needs : std::uint8_t { kId, kLiteral, kTerm };
  // Whether the same arguments may give another value: then it is never worked out beforehand.
  enum Constancy : bool { kConstant, kVaries };
  static constexpr std::size_t kAnyNumber = ~std::size_t{0};

  // What constant arguments make of a call that could never have a value.
  struct Complaint {
    std::size_t argument = 0;  // which one is wrong
    std::string message;
  };

  std::string_view name;            // in lower case; of a cast its IRI
  std::string_view spelling;        // as the standard writes it
  std::size_t least = 0, most = 0;  // numbers of arguments
  Needs needs = Needs::kTerm;
  std::optional<Operand> (*call)(Arguments& arguments);
  Constancy constancy = kConstant;
  std::optional<Complaint> (*check)(const algebra::Call& call) = nullptr;
};

const Function* find_function(std::string_view name);  // nullptr if there is none

// The one that a query calls by this word, in any case; operators and casts have none.
const Function* find_called_function(std::string_view word);

std::vector<const Function*> all_functions();  // that can be written, in the order of their names

// How many arguments it takes, for messages: "1 argument", "2 to 4 arguments".
std::string arity_text(const Function& function);

// The function whose name is nearest to `word`, as the standard writes it, among those that are called by a
// name; empty if none is near.
std::string nearest_function(std::string_view word);

}  // namespace quoth
