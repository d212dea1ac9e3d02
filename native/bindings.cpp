// What Python sees. Shapes and ranges are checked here; the headers know nothing of Python.
#include <nanobind/nanobind.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cerrno>
#include <limits>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "decide.hpp"
#include "gather.hpp"
#include "insert.hpp"
#include "text_signer.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace compare;

namespace {

Unit unit_named(const std::string& name) {
  if (name == "auto") return Unit::automatic;
  if (name == "word") return Unit::word;
  if (name == "char") return Unit::character;
  throw nb::value_error("unit must be auto, word or char");
}

ShingleHash hash_named(const std::string& name) {
  if (name == "rolling") return ShingleHash::rolling;
  if (name == "xxh3") return ShingleHash::xxh3;
  throw nb::value_error("hash must be rolling or xxh3");
}

std::size_t positive(std::int64_t value, const char* name) {
  if (value < 1) throw nb::value_error((std::string(name) + " must be at least 1").c_str());
  return static_cast<std::size_t>(value);
}

Text text_of(const nb::bytes& bytes) {
  return {bytes.c_str(), bytes.size(), is_ascii(bytes.c_str(), bytes.size())};
}

nb::bytes bytes_of(const std::vector<std::uint32_t>& values) {
  return nb::bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::uint32_t));
}

SketchSettings sketch_settings(const std::string& unit, std::int64_t size, std::int64_t num_perm, std::uint32_t seed) {
  SketchSettings settings;
  settings.unit = unit_named(unit);
  settings.size = positive(size, "size");
  settings.num_perm = positive(num_perm, "num_perm");
  settings.seed = seed;
  settings.min_tokens = 0;
  return settings;
}

struct Table;

/// Records read together, until they are appended to their table.
struct PyChunk {
  Records* records;
  Chunk chunk;
  std::size_t rows;  // it still says so when the table has taken the records

  PyChunk(Records& table, Chunk read) : records(&table), chunk(std::move(read)), rows(chunk.records.size()) {}

  std::size_t check(std::size_t row) const {
    if (row >= chunk.records.size()) throw nb::index_error("no such row in the chunk");
    return row;
  }

  void sign(std::size_t row, const nb::bytes& text, const std::optional<nb::bytes>& id,
            const std::optional<nb::bytes>& source, const std::optional<nb::bytes>& date) {
    check(row);
    records->with_reader([&](ChunkReader& reader) {
      reader.sign(chunk, row, text_of(text));
      return 0;
    });
    const auto raw = [](const std::optional<nb::bytes>& value) {
      return value ? std::string(value->c_str(), value->size()) : std::string();
    };
    if (id || source || date) chunk.given[row] = {raw(id), raw(source), raw(date)};
  }

  std::vector<std::tuple<std::size_t, std::uint64_t, std::int64_t, std::size_t>> unsure() const {
    std::vector<std::tuple<std::size_t, std::uint64_t, std::int64_t, std::size_t>> all;
    for (const Unsure& one : chunk.unsure) all.emplace_back(one.row, one.offset, one.size, one.line);
    return all;
  }
};

struct PyDecision {
  Decision decision;

  [[nodiscard]] std::size_t count(Kind kind) const {
    return static_cast<std::size_t>(std::count_if(decision.removals.begin(), decision.removals.end(),
                                                  [&](const Removal& one) { return one.kind == kind; }));
  }

  [[nodiscard]] nb::list rows(std::size_t first, std::size_t count) const {
    const nb::str exact("exact"), near("near");
    nb::list all;
    const std::size_t end = first + std::min(count, decision.removals.size() - std::min(first, decision.removals.size()));
    for (; first < end; ++first) {
      const Removal& one = decision.removals[first];
      all.append(nb::make_tuple(one.row, one.kept, one.kind == Kind::exact ? exact : near, one.score));
    }
    return all;
  }

  [[nodiscard]] nb::bytes drop() const {
    std::string marks(decision.rows, '\0');
    for (const Removal& one : decision.removals) marks[one.row] = 1;
    return nb::bytes(marks.data(), marks.size());
  }
};

using PyLoad = std::function<nb::bytes(std::size_t)>;

Load hold_gil(PyLoad load) {
  return [load = std::move(load)](std::size_t row) {
    const nb::gil_scoped_acquire gil;
    const nb::bytes text = load(row);
    return std::string(text.c_str(), text.size());
  };
}

/// Lets Python see to signals: Ctrl-C ends what goes on by an exception.
void see_signals() {
  const nb::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() != 0) throw nb::python_error();
}

/// Loads texts by calling Python, from *threads* threads.
Means means_of(PyLoad load, int threads) {
  return {hold_gil(std::move(load)), static_cast<std::size_t>(std::max(threads, 1)), see_signals};
}

/// The records of a run.
struct Table {
  Records records;
  double threshold;

  Table(const std::string& unit, std::int64_t size, std::int64_t num_perm, std::uint32_t seed, std::int64_t bands,
        std::int64_t rows, double threshold, std::int64_t min_tokens, std::pair<std::uint64_t, std::uint64_t> key,
        std::vector<std::string> text_fields, std::string id_field, std::string source_field, std::string date_field,
        std::int64_t max_line)
      : records(settings_of(unit, size, num_perm, seed, bands, rows, min_tokens, key),
                Fields{std::move(text_fields), {std::move(id_field), std::move(source_field), std::move(date_field)}},
                positive(max_line, "max_line")),
        threshold(threshold) {}

  static SketchSettings settings_of(const std::string& unit, std::int64_t size, std::int64_t num_perm,
                                    std::uint32_t seed, std::int64_t bands, std::int64_t rows,
                                    std::int64_t min_tokens, std::pair<std::uint64_t, std::uint64_t> key) {
    SketchSettings settings = sketch_settings(unit, size, num_perm, seed);
    settings.bands = positive(bands, "bands");
    settings.rows = positive(rows, "rows");
    if (settings.bands * settings.rows > settings.num_perm) {
      throw nb::value_error("bands times rows must be at most num_perm");
    }
    settings.min_tokens = static_cast<std::size_t>(std::max<std::int64_t>(min_tokens, 0));
    settings.key = {key.first, key.second};
    return settings;
  }

  std::size_t check(std::size_t row) const {
    if (row >= records.size()) throw nb::index_error("no such row");
    return row;
  }

  PyChunk scan(std::size_t file, std::uint64_t begin, std::uint64_t end) {
    const int descriptor = records.file(file);
    const nb::gil_scoped_release release;
    if (begin >= end) return {records, Chunk{}};
    return {records,
            records.with_reader([&](ChunkReader& reader) { return reader.read(file, descriptor, begin, end); })};
  }

  PyChunk texts(std::size_t file, const std::vector<nb::bytes>& texts) {
    Chunk chunk;
    chunk.file = file;
    for (const nb::bytes& text : texts) {
      const std::size_t row = chunk.records.size();
      chunk.add(records.settings().bands);
      records.with_reader([&](ChunkReader& reader) {
        reader.sign(chunk, row, text_of(text));
        return 0;
      });
    }
    chunk.lines = texts.size();
    return {records, std::move(chunk)};
  }

  void append(PyChunk& chunk, std::uint64_t first_line) { records.append(std::move(chunk.chunk), first_line); }

  std::tuple<std::size_t, std::uint64_t, std::uint64_t, std::uint64_t> place(std::size_t row) const {
    const Record& record = records[check(row)];
    return {records.find(row).first.file, record.offset, record.size, records.line_of(row)};
  }

  nb::bytes line(std::size_t row) const {
    const Record& record = records[check(row)];
    std::string line(record.size, '\0');
    if (read_at(records.file_of(row), line.data(), line.size(), record.offset) < line.size()) {
      throw_changed();
    }
    return nb::bytes(line.data(), line.size());
  }

  std::optional<nb::bytes> field(std::size_t row, const std::string& which) const {
    const std::size_t number = which == "id" ? 0 : which == "source" ? 1 : which == "date" ? 2 : kExtras;
    if (number == kExtras) throw nb::value_error("field must be id, source or date");
    const auto [chunk, place] = records.find(check(row));
    if (const auto given = chunk.given.find(place); given != chunk.given.end()) {
      const std::string& raw = given->second[number];
      return raw.empty() ? std::nullopt : std::optional(nb::bytes(raw.data(), raw.size()));
    }
    if (chunk.extras.empty() || chunk.extras[place][number].size == 0) return std::nullopt;
    const Slice slice = chunk.extras[place][number];
    std::string raw(slice.size, '\0');
    if (read_at(records.file_of(row), raw.data(), raw.size(), records[row].offset + slice.start) < raw.size()) {
      throw_changed();
    }
    return nb::bytes(raw.data(), raw.size());
  }

  std::pair<std::uint32_t, std::uint32_t> size(std::size_t row) const {
    const Record& record = records[check(row)];
    return {record.characters, record.tokens};
  }

  int status(std::size_t row) const { return static_cast<int>(records[check(row)].status); }

  std::vector<std::uint32_t> order(const std::string& keep, const std::optional<nb::bytes>& ranks) const {
    if (keep == "longest" || keep == "first") return order_rows(records, keep == "longest");
    if (!ranks || ranks->size() != records.size() * sizeof(std::uint64_t)) {
      throw nb::value_error("ranks must hold one 64-bit number for each row");
    }
    std::vector<std::uint32_t> order = order_rows(records, false);
    const char* const data = ranks->c_str();
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
      return load_word(data + 8 * std::size_t{left}) < load_word(data + 8 * std::size_t{right});
    });
    return order;
  }

  PyDecision decide(const std::string& keep, const std::optional<nb::bytes>& ranks, bool exact, bool near, PyLoad load,
                    int threads) {
    const std::vector<std::uint32_t> rows = order(keep, ranks);
    Decider decider(records, threshold, {exact, near}, means_of(std::move(load), threads));
    const nb::gil_scoped_release release;
    return {decider.decide(rows)};
  }

  nb::bytes pairs(PyLoad load, int threads) {
    Decider decider(records, threshold, {true, false}, {});
    const Means means = means_of(std::move(load), threads);
    std::vector<Pair> pairs;
    {
      const nb::gil_scoped_release release;
      decider.decide(order_rows(records, false));
      pairs = find_pairs(records, threshold, decider.takes_part(), means);
    }
    static_assert(sizeof(Pair) == 16);  // as the caller unpacks them: two rows and a score
    return nb::bytes(reinterpret_cast<const char*>(pairs.data()), pairs.size() * sizeof(Pair));
  }

  std::vector<std::vector<std::uint32_t>> exact_groups() const {
    const nb::gil_scoped_release release;
    return group_equals(records);
  }

  nb::tuple gather(std::size_t first, const nb::bytes& drop, std::size_t limit);
};

/// The lines from *first* on that are not dropped, each with its newline, the row to go on with, and their number.
nb::tuple Table::gather(std::size_t first, const nb::bytes& drop, std::size_t limit) {
  if (drop.size() != records.size()) throw nb::value_error("drop must hold one byte for each row");
  Gathered gathered;
  const std::size_t row = gather_lines(records, first, drop.c_str(), limit, gathered);
  PyObject* const bytes = PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(gathered.size));
  if (bytes == nullptr) throw nb::python_error();
  const auto result = nb::steal<nb::bytes>(bytes);
  {
    const nb::gil_scoped_release release;
    RunReader().read(gathered, PyBytes_AS_STRING(bytes));
  }
  return nb::make_tuple(result, row, gathered.lines);
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

/// Lines of JSON objects, with the fields given for each before its closing brace.
nb::bytes add_fields(const nb::bytes& lines, const std::vector<nb::bytes>& fields) {
  std::vector<std::string_view> views;
  for (const nb::bytes& one : fields) views.emplace_back(one.c_str(), one.size());
  std::vector<char> out(size_with_fields(lines.size(), views));
  if (!insert_fields({lines.c_str(), lines.size()}, views, out.data())) {
    throw nb::value_error("there must be fields for each line, and each line must be an object");
  }
  return nb::bytes(out.data(), out.size());
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

/// The bytes of anything that has a buffer.
class View {
 public:
  explicit View(nb::handle object) {
    if (PyObject_GetBuffer(object.ptr(), &buffer_, PyBUF_SIMPLE) != 0) throw nb::python_error();
  }
  View(const View&) = delete;
  View& operator=(const View&) = delete;
  ~View() { PyBuffer_Release(&buffer_); }

  [[nodiscard]] const char* data() const noexcept { return static_cast<const char*>(buffer_.buf); }
  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(buffer_.len); }
  [[nodiscard]] std::uint64_t number(std::size_t i) const noexcept { return load_word(data() + i * sizeof(std::uint64_t)); }

 private:
  Py_buffer buffer_{};
};

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
  char32_t lowered[3];
  const int count = lower(static_cast<char32_t>(character), lowered);
  return {lowered, lowered + count};
}

/// The instruction set this module may use that the machine has, best first.
std::vector<std::string> instruction_sets() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  std::vector<std::string> names;
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (v4) names.emplace_back("v4");
  if (v3) names.emplace_back("v3");
  names.emplace_back("generic");
  return names;
#else
  return {"generic"};
#endif
}

}  // namespace

NB_MODULE(COMPARE_MODULE, module) {
  module.doc() = "The compiled kernels of compare.";

  // What cannot be read is an OSError, as it is of a file that Python reads.
  nb::register_exception_translator([](const std::exception_ptr& raised, void*) {
    try {
      std::rethrow_exception(raised);
    } catch (const std::system_error& error) {
      errno = error.code().value();
      PyErr_SetFromErrno(PyExc_OSError);
    }
  });

  nb::class_<PyChunk>(module, "Chunk")
      .def_ro("rows", &PyChunk::rows)
      .def_prop_ro("lines", [](const PyChunk& self) { return self.chunk.lines; })
      .def_prop_ro("blank", [](const PyChunk& self) { return self.chunk.blank; })
      .def_prop_ro("unsure", &PyChunk::unsure)
      .def("sign", &PyChunk::sign, "row"_a, "text"_a, "id"_a = nb::none(), "source"_a = nb::none(), "date"_a = nb::none())
      .def("skip", [](PyChunk& self, std::size_t row) { self.chunk.records[self.check(row)].status = Status::skipped; },
           "row"_a);

  nb::class_<PyDecision>(module, "Decision")
      .def_prop_ro("removed", [](const PyDecision& self) { return self.decision.removals.size(); })
      .def_prop_ro("exact", [](const PyDecision& self) { return self.count(Kind::exact); })
      .def_prop_ro("near", [](const PyDecision& self) { return self.count(Kind::near); })
      .def_prop_ro("empty", [](const PyDecision& self) { return self.decision.empty; })
      .def_prop_ro("candidates", [](const PyDecision& self) { return self.decision.candidates; })
      .def_prop_ro("confirmed", [](const PyDecision& self) { return self.decision.confirmed; })
      .def("rows", &PyDecision::rows, "first"_a = 0, "count"_a = std::numeric_limits<std::size_t>::max())
      .def("drop", &PyDecision::drop);

  nb::class_<Table>(module, "Table")
      .def(nb::init<const std::string&, std::int64_t, std::int64_t, std::uint32_t, std::int64_t, std::int64_t, double,
                    std::int64_t, std::pair<std::uint64_t, std::uint64_t>, std::vector<std::string>, std::string,
                    std::string, std::string, std::int64_t>(),
           nb::kw_only(), "unit"_a, "size"_a, "num_perm"_a, "seed"_a, "bands"_a, "rows"_a, "threshold"_a,
           "min_tokens"_a, "key"_a, "text_fields"_a, "id_field"_a = "", "source_field"_a = "", "date_field"_a = "",
           "max_line"_a)
      .def("add_file", [](Table& self, int descriptor) { return self.records.add_file(descriptor); }, "fd"_a)
      .def("scan", &Table::scan, "file"_a, "begin"_a, "end"_a, nb::keep_alive<0, 1>())
      .def("texts", &Table::texts, "file"_a, "texts"_a, nb::keep_alive<0, 1>())
      .def("append", &Table::append, "chunk"_a, "first_line"_a)
      .def("__len__", [](const Table& self) { return self.records.size(); })
      .def("place", &Table::place, "row"_a)
      .def("field", &Table::field, "row"_a, "which"_a)
      .def("line", &Table::line, "row"_a)
      .def("size", &Table::size, "row"_a)
      .def("status", &Table::status, "row"_a)
      .def("decide", &Table::decide, nb::kw_only(), "keep"_a, "ranks"_a = nb::none(), "exact"_a = true,
           "near"_a = true, "load"_a, "threads"_a = 1)
      .def("pairs", &Table::pairs, nb::kw_only(), "load"_a, "threads"_a = 1)
      .def("exact_groups", &Table::exact_groups)
      .def("gather", &Table::gather, "first"_a, "drop"_a, "limit"_a);

  module.def("add_fields", &add_fields, "lines"_a, "fields"_a);
  module.def("hash_texts", &hash_texts, "texts"_a, "unit"_a, "size"_a, nb::kw_only(), "hash"_a = "rolling");
  module.def("sign_hashes", &sign_hashes, "hashes"_a, "num_perm"_a, "seed"_a);
  module.def("sign_texts", &sign_texts, "texts"_a, "unit"_a, "size"_a, "num_perm"_a, "seed"_a, "threads"_a,
             nb::kw_only(), "hash"_a = "rolling");
  module.def("sign_column", &sign_column, "data"_a, "starts"_a, "ends"_a, "unit"_a, "size"_a, "num_perm"_a, "seed"_a,
             "threads"_a, nb::kw_only(), "hash"_a = "rolling");
  module.def("sign_tokens", &sign_tokens, "texts"_a, "size"_a, "num_perm"_a, "seed"_a);
  module.def("normalise", &normalise_bytes, "text"_a);
  module.def("lower", &lower_character, "character"_a);
  module.def("char_class", [](std::uint32_t c) { return static_cast<int>(char_class(static_cast<char32_t>(c))); },
             "character"_a);
  module.def("is_space", [](std::uint32_t c) { return is_space(static_cast<char32_t>(c)); }, "character"_a);
  module.def("instruction_sets", &instruction_sets);
}
