#include "storage/store_state.h"

#include "storage/bytes.h"

namespace quoth {

std::string encode(const StoreState& state) {
  std::string out;
  for (const std::uint64_t number :
       {state.commit, state.folded_commit, state.next_generation, state.counters.next(IdTag::kIri),
        state.counters.next(IdTag::kTriple), state.quads, state.background_quads, state.triple_terms,
        std::uint64_t{state.generations.size()}}) {
    append_varint(out, number);
  }
  for (const Generation& generation : state.generations) {
    for (const std::uint64_t number : {generation.number, generation.first_commit, generation.last_commit}) {
      append_varint(out, number);
    }
    for (std::size_t i = 0; i < kOrderCount; ++i) {
      append_varint(out, generation.added[i]);
      append_varint(out, generation.removed[i]);
    }
  }
  return out;
}

Result<StoreState> decode_state(std::string_view bytes) {
  ByteReader in(bytes);
  bool good = true;
  const auto number = [&] {
    const std::optional<std::uint64_t> value = in.varint();
    good = good && value;
    return value.value_or(0);
  };
  StoreState state;
  state.commit = number();
  state.folded_commit = number();
  state.next_generation = number();
  state.counters.set_next(IdTag::kIri, number());
  state.counters.set_next(IdTag::kTriple, number());
  state.quads = number();
  state.background_quads = number();
  state.triple_terms = number();
  const std::uint64_t generations = number();
  for (std::uint64_t i = 0; good && i < generations; ++i) {
    Generation generation;
    generation.number = number();
    generation.first_commit = number();
    generation.last_commit = number();
    for (std::size_t order = 0; order < kOrderCount; ++order) {
      generation.added[order] = number();
      generation.removed[order] = number();
    }
    state.generations.push_back(generation);
  }
  if (!good || !in.at_end())
    return Error{ErrorCode::kCorruption, "the state of the database is damaged", {}, {}};
  return state;
}

}  // namespace quoth
