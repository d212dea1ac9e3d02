// What Python sees of sentences that are alike: pairs of them, and how alike each pair can be at most.
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "alike.hpp"
#include "bindings.hpp"

namespace {

template <typename Value>
std::span<const Value> values_of(const View& view, const char* name) {
  if (view.size() % sizeof(Value) != 0 || reinterpret_cast<std::uintptr_t>(view.data()) % sizeof(Value) != 0) {
    throw nb::value_error((std::string(name) + " must be an array of whole numbers of its kind").c_str());
  }
  return {reinterpret_cast<const Value*>(view.data()), view.size() / sizeof(Value)};
}

/// Whether these are the edges of so many stretches of *size* things.
void check_starts(std::span<const std::uint64_t> starts, std::size_t count, std::size_t size) {
  const bool rising = std::is_sorted(starts.begin(), starts.end());
  if (starts.size() != count + 1 || starts.front() != 0 || starts.back() != size || !rising) {
    throw nb::value_error("starts must rise from 0 to the number of what they cut");
  }
}

/// The columns of a table, held while they are looked at.
class Columns {
 public:
  explicit Columns(const std::vector<nb::object>& given) {
    if (given.size() != kColumns) throw nb::value_error("a table of signs has 7 columns");
    views_.reserve(kColumns);
    for (const nb::object& column : given) views_.push_back(std::make_unique<View>(column));
    sentences.starts = values_of<std::uint64_t>(*views_[0], "starts");
    sentences.signs = values_of<std::uint32_t>(*views_[1], "signs");
    sentences.places = values_of<std::uint32_t>(*views_[2], "places");
    sentences.shares = values_of<double>(*views_[3], "shares");
    sentences.weights = values_of<double>(*views_[4], "weights");
    sentences.kinds = values_of<std::uint8_t>(*views_[5], "kinds");
    sentences.sizes = values_of<std::uint32_t>(*views_[6], "sizes");
    check();
  }

  SignedSentences sentences;

 private:
  void check() const {
    const std::size_t rows = sentences.signs.size();
    check_starts(sentences.starts, sentences.size(), rows);
    if (sentences.places.size() != rows || sentences.shares.size() != rows ||
        sentences.kinds.size() != sentences.weights.size()) {
      throw nb::value_error("columns must be of one length");
    }
    const auto heavy = [](double weight) { return weight > 0 && std::isfinite(weight); };
    if (!std::all_of(sentences.weights.begin(), sentences.weights.end(), heavy)) {
      throw nb::value_error("weights must be above 0");
    }
    const auto part = [](double share) { return share >= 0 && share <= 1; };
    if (!std::all_of(sentences.shares.begin(), sentences.shares.end(), part)) {
      throw nb::value_error("shares must be parts of 1");
    }
    for (std::size_t number = 0; number < sentences.size(); ++number) check_rows(number);
  }

  void check_rows(std::size_t number) const {
    const auto first = static_cast<std::ptrdiff_t>(sentences.starts[number]);
    const auto last = static_cast<std::ptrdiff_t>(sentences.starts[number + 1]);
    const auto signs = sentences.signs.begin();
    if (!std::is_sorted(signs + first, signs + last)) throw nb::value_error("rows must stand in order of signs");
    for (auto row = static_cast<std::size_t>(first); row < static_cast<std::size_t>(last); ++row) {
      if (sentences.signs[row] >= sentences.weights.size() || sentences.places[row] >= sentences.sizes[number]) {
        throw nb::value_error("a row has a sign or a place that is not there");
      }
    }
  }

  static constexpr std::size_t kColumns = 7;
  std::vector<std::unique_ptr<View>> views_;
};

nb::bytearray find_alike(const std::vector<nb::object>& table, nb::handle documents, std::int64_t most,
                         std::int64_t best, std::int64_t looked_at) {
  const Columns columns(table);
  const View document_view(documents);
  const auto owners = values_of<std::uint32_t>(document_view, "documents");
  if (owners.size() != columns.sentences.size()) throw nb::value_error("each sentence needs its document");
  const AlikeSettings settings{positive(most, "most"), positive(best, "best"), positive(looked_at, "looked_at")};
  std::vector<SentencePair> found;
  {
    const nb::gil_scoped_release release;
    found = AlikeFinder(columns.sentences, owners, settings).find();
  }
  static_assert(sizeof(SentencePair) == 2 * sizeof(std::uint32_t));  // as the caller unpacks them
  return array_of(found);
}

nb::bytearray bound_alike(const std::vector<nb::object>& table, nb::handle clause_starts, nb::handle clauses,
                          nb::handle pairs, double heavy, double counted) {
  const Columns columns(table);
  const SignedSentences& sentences = columns.sentences;
  const View start_view(clause_starts), clause_view(clauses), pair_view(pairs);
  const ClauseRanges ranges{values_of<std::uint64_t>(start_view, "clause_starts"),
                            values_of<std::uint32_t>(clause_view, "clauses")};
  check_starts(ranges.starts, sentences.size(), ranges.edges.size() / 2);
  for (std::size_t number = 0; number < sentences.size(); ++number) {
    for (std::size_t clause = ranges.starts[number]; clause < ranges.starts[number + 1]; ++clause) {
      const std::uint32_t first = ranges.edges[2 * clause], last = ranges.edges[2 * clause + 1];
      if (first > last || last > sentences.sizes[number]) throw nb::value_error("a clause lies outside its sentence");
    }
  }
  const auto numbers = values_of<std::uint32_t>(pair_view, "pairs");
  const auto known = [&](std::uint32_t number) { return number < sentences.size(); };
  if (numbers.size() % 2 != 0 || ranges.edges.size() % 2 != 0 || !std::all_of(numbers.begin(), numbers.end(), known)) {
    throw nb::value_error("pairs must be of sentences that are there");
  }
  std::vector<double> bounds;
  {
    const nb::gil_scoped_release release;
    AlikeBounds kernel(sentences, ranges, heavy, counted);
    for (std::size_t i = 0; i < numbers.size(); i += 2) bounds.push_back(kernel.bound(numbers[i], numbers[i + 1]));
  }
  return array_of(bounds);
}

}  // namespace

void bind_alike(nb::module_& module) {
  module.def("find_alike", &find_alike, "table"_a, "documents"_a, nb::kw_only(), "most"_a, "best"_a, "looked_at"_a);
  module.def("bound_alike", &bound_alike, "table"_a, "clause_starts"_a, "clauses"_a, "pairs"_a, nb::kw_only(),
             "heavy"_a, "counted"_a);
}
