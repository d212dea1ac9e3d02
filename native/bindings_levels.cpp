// What Python sees of parts of documents: those that repeat, and how they are cut out of a line.
#include "bindings_levels.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "cut_check.hpp"
#include "cut_string.hpp"

namespace {

/// Values of a buffer that come in groups of 32-bit numbers.
template <typename Value>
std::vector<Value> values_of(nb::handle object) {
  const View view(object);
  if (view.size() % sizeof(Value) != 0) throw nb::value_error("an array must be of whole groups of 32-bit numbers");
  std::vector<Value> values(view.size() / sizeof(Value));
  if (!values.empty()) std::memcpy(values.data(), view.data(), view.size());
  return values;
}

using Found = std::optional<std::tuple<std::uint32_t, nb::bytes, bool>>;

Found next_text(PySpans& self) {
  bool found = false, whole = false;
  {
    const nb::gil_scoped_release release;
    found = self.spans.next();
    if (found) whole = self.spans.is_whole();
  }
  if (!found) return std::nullopt;
  const Text text = self.spans.text();
  return Found({self.spans.row(), nb::bytes(text.data, text.size), whole});
}

std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> cut_text(
    PySpans& self, nb::handle sentences) {
  const auto places = values_of<Sentence>(sentences);
  const auto before = [](const Sentence& one, const Sentence& other) { return one.end > other.start; };
  if (std::adjacent_find(places.begin(), places.end(), before) != places.end()) {
    throw nb::value_error("sentences must come in order, none reaching into the next");
  }
  if (!self.spans.has_found()) throw nb::value_error("next() has found no text to cut");
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> all;
  for (const SpanPart& part : self.spans.cut(places)) {
    all.emplace_back(part.first, part.last, part.row, part.start, part.end);
  }
  return all;
}

nb::bytes cut_literal(const nb::bytes& literal, nb::handle edges) {
  const auto places = values_of<std::uint32_t>(edges);
  std::string out;
  out.reserve(literal.size());
  if (places.size() % 2 != 0 ||
      !cut_string({literal.c_str(), literal.size()}, places.data(), places.size(), out)) {
    throw nb::value_error("what is cut must be ranges of the string, in order");
  }
  return nb::bytes(out.data(), out.size());
}

/// The packed cuts, with characters for the tokens that they name as what they repeat.
nb::bytes place_cuts(PySpans& self, nb::handle cuts) {
  auto all = values_of<CutPart>(cuts);
  for (const CutPart& cut : all) {
    if (cut.source >= self.records->size()) throw nb::index_error("no such row");
  }
  {
    const nb::gil_scoped_release release;
    place_sources(*self.records, self.means, all);
  }
  return nb::bytes(reinterpret_cast<const char*>(all.data()), all.size() * sizeof(CutPart));
}

std::optional<std::size_t> check_cuts(nb::handle cuts, const nb::bytes& drop) {
  const auto all = values_of<CutPart>(cuts);
  return find_broken_cut(all, {drop.c_str(), drop.size()});
}

}  // namespace

std::pair<nb::bytes, std::vector<std::uint32_t>> find_parts(const Records& records,
                                                            const std::vector<std::uint32_t>& order, Means means,
                                                            bool paragraphs) {
  RepeatedParts found;
  {
    const nb::gil_scoped_release release;
    found = PartFinder(records, std::move(means), paragraphs).find(order);
  }
  static_assert(sizeof(CutPart) == 24);  // as the caller unpacks them
  return {nb::bytes(reinterpret_cast<const char*>(found.parts.data()), found.parts.size() * sizeof(CutPart)),
          std::move(found.emptied)};
}

PySpans* make_spans(const Records& records, std::vector<std::uint32_t> order, Means means, std::int64_t most) {
  SpanLimits limits;
  limits.most = positive(most, "most");
  auto made = std::make_unique<PySpans>(records, std::move(order), std::move(means), limits);
  const nb::gil_scoped_release release;
  made->spans.mark_all();
  return made.release();
}

void bind_levels(nb::module_& module) {
  nb::class_<PySpans>(module, "Spans").def("next", &next_text).def("cut", &cut_text, "sentences"_a).def(
      "place", &place_cuts, "cuts"_a);
  module.def("cut_string", &cut_literal, "literal"_a, "edges"_a);
  module.def("find_broken_cut", &check_cuts, "cuts"_a, "drop"_a);
}
