// What Python sees of passages: tokens with their places, and the passages that texts have in common.
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "bindings.hpp"
#include "parallel.hpp"
#include "passages.hpp"
#include "token_places.hpp"

namespace {

/// Characters *start* up to *end* of a text.
struct Stretch {
  PyObject* text;
  std::size_t start, end;
};

/// Tokens of stretches: their hashes, their first characters and those behind their last, and where stretches begin.
struct Placed {
  std::vector<std::uint64_t> hashes, starts{0};
  std::vector<std::uint32_t> places;
};

Stretch stretch_of(const std::tuple<nb::str, std::int64_t, std::int64_t>& given) {
  const auto& [text, start, end] = given;
  const Py_ssize_t size = PyUnicode_GET_LENGTH(text.ptr());
  if (start < 0 || start > end || end > size) throw nb::value_error("a stretch lies outside its text");
  if (size > std::numeric_limits<std::uint32_t>::max()) throw nb::value_error("a text has 4 Gi characters or more");
  return {text.ptr(), static_cast<std::size_t>(start), static_cast<std::size_t>(end)};
}

void place(TokenPlacer& placer, const Stretch& stretch, Placed& placed) {
  const auto take = [&](const PlacedToken& token) {
    placed.hashes.push_back(token.hash);
    placed.places.push_back(token.start);
    placed.places.push_back(token.end);
  };
  const void* const data = PyUnicode_DATA(stretch.text);
  switch (PyUnicode_KIND(stretch.text)) {
    case PyUnicode_1BYTE_KIND:
      placer.visit(static_cast<const Py_UCS1*>(data), stretch.start, stretch.end, take);
      break;
    case PyUnicode_2BYTE_KIND:
      placer.visit(static_cast<const Py_UCS2*>(data), stretch.start, stretch.end, take);
      break;
    default:
      placer.visit(static_cast<const Py_UCS4*>(data), stretch.start, stretch.end, take);
  }
  placed.starts.push_back(placed.hashes.size());
}

/// The tokens of stretches, in their order.
Placed place_all(const std::vector<Stretch>& stretches, bool unspaced) {
  Placed placed;
  std::size_t characters = 0;
  for (const Stretch& one : stretches) characters += one.end - one.start;
  placed.hashes.reserve(characters / 6);  // about as many as there are words
  placed.places.reserve(characters / 3);
  const auto make_work = [&](const Stop&) {
    return [&, placer = TokenPlacer(unspaced)](std::size_t i) mutable { place(placer, stretches[i], placed); };
  };
  constexpr std::size_t kFew = 1 << 18;  // characters: a thread would take longer to start than these to read
  const nb::gil_scoped_release release;
  // One thread: what comes out stands in the order of the texts.
  characters > kFew ? share_out(1, stretches.size(), see_signals, make_work) : do_all(stretches.size(), make_work);
  return placed;
}

nb::tuple place_tokens(const std::vector<std::tuple<nb::str, std::int64_t, std::int64_t>>& given, bool unspaced) {
  std::vector<Stretch> stretches;
  for (const auto& one : given) stretches.push_back(stretch_of(one));
  const Placed placed = place_all(stretches, unspaced);
  return nb::make_tuple(array_of(placed.hashes), array_of(placed.places), array_of(placed.starts));
}

/// The numbers of a buffer, which are of 64 bits.
std::span<const std::uint64_t> numbers_of(const View& view) {
  if (view.size() % sizeof(std::uint64_t) != 0 || reinterpret_cast<std::uintptr_t>(view.data()) % 8 != 0) {
    throw nb::value_error("an array must be of 64-bit integers");
  }
  return {reinterpret_cast<const std::uint64_t*>(view.data()), view.size() / sizeof(std::uint64_t)};
}

nb::bytearray find_in_tokens(nb::handle tokens, nb::handle starts, std::int64_t cap, std::uint32_t handful,
                             std::int32_t least, std::int32_t seed, std::uint32_t shortest, int threads) {
  const View token_view(tokens), start_view(starts);
  const auto all = numbers_of(token_view), first = numbers_of(start_view);
  const bool rising = std::is_sorted(first.begin(), first.end());
  if (first.empty() || first.front() != 0 || first.back() != all.size() || !rising) {
    throw nb::value_error("starts must rise from 0 to the number of tokens");
  }
  if (cap < 1 || handful < 2) throw nb::value_error("cap must be at least 1, handful at least 2");
  if (all.size() + first.size() > Words::kMost) throw nb::value_error("too many words to compare at once");
  const PassageSettings settings{static_cast<std::size_t>(cap), handful, least, seed, shortest};
  std::vector<FoundPassage> found;
  {
    const nb::gil_scoped_release release;
    found = find_passages(all, first, settings, static_cast<std::size_t>(std::max(threads, 1)), see_signals);
  }
  static_assert(sizeof(FoundPassage) == 8 * sizeof(std::int32_t));  // as the caller unpacks them
  return array_of(found);
}

}  // namespace

void bind_passages(nb::module_& module) {
  module.def("place_tokens", &place_tokens, "stretches"_a, "unspaced"_a);
  module.def("find_passages", &find_in_tokens, "tokens"_a, "starts"_a, nb::kw_only(), "cap"_a, "handful"_a, "least"_a,
             "seed"_a, "shortest"_a, "threads"_a = 1);
}
