// What Python sees of texts alone: their hashes and signatures.
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "bindings.hpp"
#include "json_text.hpp"
#include "longest_run.hpp"
#include "parallel.hpp"
#include "text_signer.hpp"

namespace {

ShingleHash hash_named(const std::string& name) {
  if (name == "rolling") return ShingleHash::rolling;
  if (name == "xxh3") return ShingleHash::xxh3;
  throw nb::value_error("hash must be rolling or xxh3");
}

nb::bytes bytes_of(const std::vector<std::uint32_t>& values) {
  return nb::bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::uint32_t));
}

std::vector<std::vector<std::uint32_t>> hash_texts(const std::vector<nb::bytes>& texts, const std::string& unit,
                                                   std::int64_t size, const std::string& hash) {
  TextSigner signer(sketch_settings(unit, size, 1, 1), hash_named(hash));
  std::vector<std::vector<std::uint32_t>> all;
  for (const nb::bytes& text : texts) {
    auto& hashes = all.emplace_back();
    signer.visit_hashes(text_of(text), [&](std::uint32_t value) { hashes.push_back(value); });
  }
  return all;
}

nb::bytes sign_hashes(const std::vector<std::uint32_t>& hashes, std::int64_t num_perm, std::uint32_t seed) {
  const Permutations permutations(positive(num_perm, "num_perm"), seed);
  std::vector<std::uint32_t> mixed(hashes.size()), signature(permutations.size());
  std::transform(hashes.begin(), hashes.end(), mixed.begin(), fmix32);
  sign_mixed(mixed, permutations, signature.data());
  return bytes_of(signature);
}

/// The signatures of texts, one after the other.
nb::bytearray sign_all(const std::vector<std::string_view>& texts, const SketchSettings& settings, ShingleHash hash,
                       int threads) {
  const Permutations permutations(settings.num_perm, settings.seed);
  const auto bytes = static_cast<Py_ssize_t>(texts.size() * settings.num_perm * sizeof(std::uint32_t));
  auto result = nb::steal<nb::bytearray>(PyByteArray_FromStringAndSize(nullptr, bytes));
  if (!result.is_valid()) throw nb::python_error();
  auto* const signatures = reinterpret_cast<std::uint32_t*>(PyByteArray_AS_STRING(result.ptr()));
  const nb::gil_scoped_release release;
  // Several at once: a thread does not take its next work in less time than it signs a short text.
  constexpr std::size_t kTaken = 16;
  const std::size_t shares = (texts.size() + kTaken - 1) / kTaken;
  share_out(static_cast<std::size_t>(std::max(threads, 1)), shares, see_signals, [&](const Stop&) {
    return [&, signer = TextSigner(settings, hash)](std::size_t share) mutable {
      for (std::size_t i = share * kTaken; i < std::min((share + 1) * kTaken, texts.size()); ++i) {
        const Text text{texts[i].data(), texts[i].size(), is_ascii(texts[i].data(), texts[i].size())};
        signer.sign(text, permutations, signatures + i * settings.num_perm);
      }
    };
  });
  return result;
}

std::string_view checked(std::string_view text) {
  constexpr std::size_t kMost = 0xFFFFFFFF - 2 * kBlock;  // places in a text are numbers of 32 bits
  if (text.size() > kMost) throw nb::value_error("a text has 4 GiB or more");
  return text;
}

nb::bytearray sign_texts(const std::vector<nb::bytes>& texts, const std::string& unit, std::int64_t size,
                         std::int64_t num_perm, std::uint32_t seed, int threads, const std::string& hash) {
  std::vector<std::string_view> views;
  for (const nb::bytes& text : texts) views.push_back(checked({text.c_str(), text.size()}));
  return sign_all(views, sketch_settings(unit, size, num_perm, seed), hash_named(hash), threads);
}

/// The distinct shingles of texts, in order of hash, where those of each begin and end, and how many tokens it has.
nb::tuple list_shingles(const std::vector<nb::bytes>& texts, const std::string& unit, std::int64_t size) {
  const SketchSettings settings = sketch_settings(unit, size, 1, 1);
  TextReader reader(settings.unit, {});
  std::vector<std::uint64_t> hashes, starts{0}, tokens;
  for (const nb::bytes& text : texts) {
    see_signals();
    reader.read(text_of(text));
    const std::span<const std::uint64_t> read = reader.tokens();
    tokens.push_back(read.size());
    visit_shingles(read, settings.size, [&](std::uint64_t hash) { hashes.push_back(hash); });
    const auto first = hashes.begin() + static_cast<std::ptrdiff_t>(starts.back());
    std::sort(first, hashes.end());
    hashes.erase(std::unique(first, hashes.end()), hashes.end());
    starts.push_back(hashes.size());
  }
  return nb::make_tuple(array_of(hashes), array_of(starts), array_of(tokens));
}

/// Of each pair of sets, as `list_shingles` gives them, how many hashes both have.
nb::bytearray count_common(nb::handle hashes, nb::handle starts, nb::handle pairs) {
  const View hash_view(hashes), start_view(starts), pair_view(pairs);
  const std::size_t edges = start_view.size() / sizeof(std::uint64_t);
  const std::size_t total = hash_view.size() / sizeof(std::uint64_t);
  const auto edge = [&](std::uint64_t number) {
    if (number >= edges) throw nb::value_error("there is no such set");
    return std::min<std::uint64_t>(start_view.number(number), total);
  };
  if (edges == 0 || start_view.number(edges - 1) != total) {
    throw nb::value_error("starts must end at the number of hashes");
  }
  std::vector<std::uint64_t> counts;
  for (std::size_t i = 0; i + 1 < pair_view.size() / sizeof(std::uint64_t); i += 2) {
    const std::uint64_t left = pair_view.number(i), right = pair_view.number(i + 1);
    std::uint64_t one = edge(left), other = edge(right), count = 0;
    const std::uint64_t one_end = edge(left + 1), other_end = edge(right + 1);
    while (one < one_end && other < other_end) {
      const std::uint64_t first = hash_view.number(one), second = hash_view.number(other);
      count += first == second;
      one += first <= second;
      other += second <= first;
    }
    counts.push_back(count);
  }
  return array_of(counts);
}

/// The longest run of numbers in two sequences: where it begins in each, and its length.
nb::tuple longest_run(nb::handle left, nb::handle right) {
  const View left_view(left), right_view(right);
  const auto numbers_of = [](const View& view) {
    constexpr std::size_t kMost = std::size_t{1} << 31;
    const std::size_t count = view.size() / sizeof(std::uint64_t);
    if (count > kMost) throw nb::value_error("too many numbers to look for a run");
    std::vector<std::uint64_t> numbers(count);
    std::memcpy(numbers.data(), view.data(), count * sizeof(std::uint64_t));
    return numbers;
  };
  const CommonRun run = LongestRun().find(numbers_of(left_view), numbers_of(right_view));
  return nb::make_tuple(run.left, run.right, run.length);
}

nb::bytearray sign_column(nb::handle data, nb::handle starts, nb::handle ends, const std::string& unit,
                          std::int64_t size, std::int64_t num_perm, std::uint32_t seed, int threads,
                          const std::string& hash) {
  const View text(data), first(starts), last(ends);
  if (first.size() != last.size() || first.size() % sizeof(std::uint64_t) != 0) {
    throw nb::value_error("starts and ends must be arrays of 64-bit integers, one for each text");
  }
  std::vector<std::string_view> views;
  for (std::size_t i = 0; i < first.size() / sizeof(std::uint64_t); ++i) {
    const std::uint64_t start = first.number(i), end = last.number(i);
    if (start > end || end > text.size()) throw nb::value_error("a text lies outside the data");
    views.push_back(checked({text.data() + start, end - start}));
  }
  return sign_all(views, sketch_settings(unit, size, num_perm, seed), hash_named(hash), threads);
}

/// The texts of a column as JSON strings; they must be UTF-8.
nb::list quote_column(nb::handle data, nb::handle starts, nb::handle ends) {
  const View text(data), first(starts), last(ends);
  if (first.size() != last.size() || first.size() % sizeof(std::uint64_t) != 0) {
    throw nb::value_error("starts and ends must be arrays of 64-bit integers, one for each text");
  }
  nb::list quoted;
  std::string room;
  for (std::size_t i = 0; i < first.size() / sizeof(std::uint64_t); ++i) {
    const std::uint64_t start = first.number(i), end = last.number(i);
    if (start > end || end > text.size()) throw nb::value_error("a text lies outside the data");
    room.clear();
    append_json(room, {text.data() + start, static_cast<std::size_t>(end - start)});
    quoted.append(nb::bytes(room.data(), room.size()));
  }
  return quoted;
}

/// The UTF-8 of a Python string; surrogates are encoded as they are. What it points to lives as long as both.
std::string_view view_string(PyObject* string, nb::object& encoded) {
  if (PyUnicode_Check(string) && PyUnicode_IS_COMPACT_ASCII(string)) {
    return {static_cast<const char*>(PyUnicode_DATA(string)), static_cast<std::size_t>(PyUnicode_GET_LENGTH(string))};
  }
  Py_ssize_t size = 0;
  if (const char* const data = PyUnicode_AsUTF8AndSize(string, &size)) return {data, static_cast<std::size_t>(size)};
  PyErr_Clear();
  encoded = nb::steal(PyUnicode_AsEncodedString(string, "utf-8", "surrogatepass"));
  if (!encoded.is_valid()) throw nb::python_error();
  return {PyBytes_AS_STRING(encoded.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(encoded.ptr()))};
}

/// The hash of a Python string.
std::uint64_t hash_string(PyObject* string, Buffer<char>& room) {
  constexpr std::uintptr_t kPage = 4096;  // at least: what a byte of may be read may be read to its end
  nb::object encoded;
  const std::string_view token = view_string(string, encoded);
  if (token.empty()) return 0;
  const char* const last = token.data() + token.size() - 1;
  if (kPage - reinterpret_cast<std::uintptr_t>(last) % kPage > 16) return hash_token(token.data(), token.size(), {});
  char* const padded = room.reserve(token.size() + 16);
  std::memcpy(padded, token.data(), token.size());
  return hash_token(padded, token.size(), {});
}

/// The hashes of a sequence of Python strings.
void hash_strings(nb::handle strings, std::vector<std::uint64_t>& hashes, Buffer<char>& room) {
  constexpr Py_ssize_t kAhead = 16;  // strings lie anywhere in memory: those to come are fetched meanwhile
  const nb::object items = nb::steal(PySequence_Fast(strings.ptr(), "tokens must be a sequence of strings"));
  if (!items.is_valid()) throw nb::python_error();
  const Py_ssize_t size = PySequence_Fast_GET_SIZE(items.ptr());
  PyObject** const first = PySequence_Fast_ITEMS(items.ptr());
  hashes.resize(static_cast<std::size_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (i + kAhead < size) __builtin_prefetch(first[i + kAhead]);
    hashes[static_cast<std::size_t>(i)] = hash_string(first[i], room);
  }
}

nb::bytes sign_tokens(const nb::sequence& texts, std::int64_t size, std::int64_t num_perm, std::uint32_t seed) {
  const SketchSettings settings = sketch_settings("auto", size, num_perm, seed);
  const Permutations permutations(settings.num_perm, seed);
  Signer signer(settings, permutations);
  std::vector<std::uint32_t> signatures;
  std::vector<std::uint64_t> hashes;
  Buffer<char> room;
  for (const nb::handle text : texts) {
    hash_strings(text, hashes, room);
    signatures.resize(signatures.size() + settings.num_perm);
    signer.sign_tokens(hashes, signatures.data() + signatures.size() - settings.num_perm);
  }
  return bytes_of(signatures);
}

nb::bytes normalise_bytes(const nb::bytes& text) {
  std::vector<char32_t> characters;
  decode(text.c_str(), text.size(), characters);
  if (!is_nfc(characters.data(), characters.size())) to_nfc(characters);
  std::string out(4 * characters.size(), '\0');
  std::size_t size = 0;
  for (const char32_t character : characters) size += static_cast<std::size_t>(encode(character, out.data() + size));
  return nb::bytes(out.data(), size);
}

std::vector<std::uint32_t> lower_character(std::uint32_t character) {
  char32_t lowered[kMostLowered];
  const int count = lower(static_cast<char32_t>(character), lowered);
  return {lowered, lowered + count};
}

}  // namespace

void bind_texts(nb::module_& module) {
  module.def("hash_texts", &hash_texts, "texts"_a, "unit"_a, "size"_a, nb::kw_only(), "hash"_a = "rolling");
  module.def("list_shingles", &list_shingles, "texts"_a, "unit"_a, "size"_a);
  module.def("count_common", &count_common, "hashes"_a, "starts"_a, "pairs"_a);
  module.def("longest_run", &longest_run, "left"_a, "right"_a);
  module.def("sign_hashes", &sign_hashes, "hashes"_a, "num_perm"_a, "seed"_a);
  module.def("sign_texts", &sign_texts, "texts"_a, "unit"_a, "size"_a, "num_perm"_a, "seed"_a, "threads"_a,
             nb::kw_only(), "hash"_a = "rolling");
  module.def("quote_column", &quote_column, "data"_a, "starts"_a, "ends"_a);
  module.def("sign_column", &sign_column, "data"_a, "starts"_a, "ends"_a, "unit"_a, "size"_a, "num_perm"_a, "seed"_a,
             "threads"_a, nb::kw_only(), "hash"_a = "rolling");
  module.def("sign_tokens", &sign_tokens, "texts"_a, "size"_a, "num_perm"_a, "seed"_a);
  module.def("normalise", &normalise_bytes, "text"_a);
  module.def("lower", &lower_character, "character"_a);
  module.def("char_class", [](std::uint32_t c) { return static_cast<int>(char_class(static_cast<char32_t>(c))); },
             "character"_a);
  module.def("is_space", [](std::uint32_t c) { return is_space(static_cast<char32_t>(c)); }, "character"_a);
}
