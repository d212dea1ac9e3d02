// What Python sees of the kernels. Shapes and ranges are checked here; the headers know nothing of Python.
#include <nanobind/stl/array.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <cerrno>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "bindings.hpp"
#include "bindings_levels.hpp"
#include "chunk_bytes.hpp"
#include "gather.hpp"
#include "insert.hpp"
#include "set_aside.hpp"
#include "versions.hpp"

namespace {

/// Bytes that are yet to be written.
nb::bytes new_bytes(std::size_t size) {
  PyObject* const bytes = PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
  if (bytes == nullptr) throw nb::python_error();
  return nb::steal<nb::bytes>(bytes);
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

  nb::bytes dump() const {
    const std::string bytes = write_chunk(chunk);
    return nb::bytes(bytes.data(), bytes.size());
  }

  std::uint64_t reach(std::uint64_t end) const { return reach_of(chunk, end, records->file(chunk.file).max_line); }

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
    const std::array<nb::str, 3> kinds{nb::str("exact"), nb::str("near"), nb::str("inside")};
    nb::list all;
    for (; first < decision.removals.size() && count > 0; ++first, --count) {
      const Removal& one = decision.removals[first];
      all.append(nb::make_tuple(one.row, one.kept, kinds[static_cast<std::size_t>(one.kind)], one.score));
    }
    return all;
  }

  [[nodiscard]] nb::list versions(std::size_t first, std::size_t count) const {
    nb::list all;
    for (; first < decision.versions.size() && count > 0; ++first, --count) {
      const Version& one = decision.versions[first];
      all.append(nb::make_tuple(one.row, one.of, one.score));
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

/// Loads texts by calling Python, from *threads* threads.
Means means_of(PyLoad load, int threads) {
  return {hold_gil(std::move(load)), static_cast<std::size_t>(std::max(threads, 1)), see_signals};
}

/// The records of a run.
struct Table {
  Records records;
  double threshold;
  Scope scope;
  std::optional<GuardWords> guard;

  Table(const std::string& unit, std::int64_t size, std::int64_t num_perm, std::uint32_t seed, std::int64_t bands,
        std::int64_t rows, double threshold, std::int64_t min_tokens, std::pair<std::uint64_t, std::uint64_t> key,
        std::vector<std::string> text_fields, std::string id_field, std::string source_field, std::string date_field,
        std::int64_t max_line, const std::vector<std::pair<std::string, unsigned>>& guard, bool lines, bool inside)
      : records(settings_of(unit, size, num_perm, seed, bands, rows, min_tokens, key, inside),
                Fields{std::move(text_fields), {std::move(id_field), std::move(source_field), std::move(date_field)}},
                positive(max_line, "max_line")),
        threshold(threshold) {
    if (!guard.empty()) this->guard.emplace(unit_named(unit), records.settings().key.seeds(), guard);
    if (lines) records.collect_lines();
  }

  static SketchSettings settings_of(const std::string& unit, std::int64_t size, std::int64_t num_perm,
                                    std::uint32_t seed, std::int64_t bands, std::int64_t rows,
                                    std::int64_t min_tokens, std::pair<std::uint64_t, std::uint64_t> key,
                                    bool inside) {
    SketchSettings settings = sketch_settings(unit, size, num_perm, seed);
    settings.bands = positive(bands, "bands");
    settings.rows = positive(rows, "rows");
    if (settings.bands * settings.rows > settings.num_perm) {
      throw nb::value_error("bands times rows must be at most num_perm");
    }
    settings.min_tokens = static_cast<std::size_t>(std::max<std::int64_t>(min_tokens, 0));
    settings.key = {key.first, key.second};
    settings.inside = inside;
    return settings;
  }

  std::size_t check(std::size_t row) const {
    if (row >= records.size()) throw nb::index_error("no such row");
    return row;
  }

  PyChunk scan(std::size_t file, std::uint64_t begin, std::uint64_t end) {
    const File lines = records.file(file);
    const nb::gil_scoped_release release;
    if (begin >= end) return {records, Chunk{}};
    return {records,
            records.with_reader([&](ChunkReader& reader) { return reader.read(file, lines, begin, end); })};
  }

  PyChunk restore(std::size_t file, const nb::bytes& bytes) {
    std::optional<Chunk> chunk = read_chunk({bytes.c_str(), bytes.size()}, file, records.settings(),
                                            records.fields().has_extras());
    if (!chunk) throw nb::value_error("these bytes are no chunk of such a table");
    return {records, std::move(*chunk)};
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

  /// Records of a file whose places are known, each left to the caller: offset, size (-1: too long) and line.
  PyChunk lines(std::size_t file, const std::vector<std::tuple<std::uint64_t, std::int64_t, std::size_t>>& places,
                std::size_t lines, std::size_t blank) {
    Chunk chunk;
    chunk.file = file;
    chunk.lines = lines;
    chunk.blank = blank;
    if (has_extras()) chunk.extras.resize(places.size());
    for (const auto& [offset, size, line] : places) chunk.add_unsure(records.settings().bands, offset, size, line);
    return {records, std::move(chunk)};
  }

  PyChunk column(std::size_t file, nb::handle data, nb::handle starts, nb::handle ends, std::uint64_t offset,
                 const nb::bytes& absent, const std::optional<nb::bytes>& extras);

  [[nodiscard]] bool has_extras() const { return records.fields().has_extras(); }

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

  void limit(const std::string& sources, const nb::bytes& source_of, std::optional<std::size_t> inputs) {
    Scope made;
    if (sources != "any" && sources != "same" && sources != "different") {
      throw nb::value_error("sources must be any, same or different");
    }
    if (sources != "any") {
      made.sources = sources == "same" ? Sources::same : Sources::different;
      if (source_of.size() != records.size() * sizeof(std::uint32_t)) {
        throw nb::value_error("source_of must hold one 32-bit number for each row");
      }
      made.source_of.resize(records.size());
      std::memcpy(made.source_of.data(), source_of.c_str(), source_of.size());
    }
    if (inputs) made.inputs = *inputs;
    scope = std::move(made);
  }

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
    const std::vector<std::uint32_t> rows = put_first(order(keep, ranks), scope);
    const Means means = means_of(std::move(load), threads);
    const bool inside = records.settings().inside;
    Decider decider(records, threshold, {exact, near, inside}, means, scope, words());
    const nb::gil_scoped_release release;
    Decision decision = decider.decide(rows);
    if (!decider.guards().empty()) {
      const Terms terms{scope, decider.guards(), near, inside, words()};
      VersionFinder(records, rows, threshold, terms, means).find(decider.takes_part(), decision);
    }
    return {std::move(decision)};
  }

  /// What texts are guarded by, if they are.
  [[nodiscard]] const GuardWords* words() const noexcept { return guard ? &*guard : nullptr; }

  nb::bytes pairs(bool near, PyLoad load, int threads) {
    Decider decider(records, threshold, {true, false}, {}, scope);
    const Means means = means_of(std::move(load), threads);
    std::vector<Pair> pairs;
    {
      const nb::gil_scoped_release release;
      const std::vector<std::uint32_t> rows = put_first(order_rows(records, false), scope);
      decider.group_on_each_side(rows);
      const std::vector<char> takes_part = decider.takes_part();
      const std::vector<std::uint64_t> guards = read_guards(records, takes_part, scope, words(), means, near);
      const Terms terms{scope, guards, near, records.settings().inside, words()};
      pairs = find_pairs(records, rows, threshold, takes_part, terms, means);
    }
    static_assert(sizeof(Pair) == 24);  // as the caller unpacks them: two rows, a score and a kind
    return nb::bytes(reinterpret_cast<const char*>(pairs.data()), pairs.size() * sizeof(Pair));
  }

  std::pair<nb::list, std::size_t> set_aside(const nb::bytes& sources, PyLoad load, int threads) {
    if (sources.size() != records.size() * sizeof(std::uint32_t)) {
      throw nb::value_error("sources must hold one 32-bit number for each row");
    }
    std::vector<std::uint32_t> numbers(records.size());
    std::memcpy(numbers.data(), sources.c_str(), sources.size());
    const Means means = means_of(std::move(load), threads);
    std::vector<SetAside> found;
    std::size_t changed = 0;
    {
      const nb::gil_scoped_release release;
      changed = set_aside_furniture(records, std::move(numbers), means.load, means.threads, means.pause, found);
    }
    nb::list lines;
    for (const auto& [line, text] : found) {
      lines.append(nb::make_tuple(line.source, nb::bytes(text.data(), text.size()), line.documents, line.texts));
    }
    return {lines, changed};
  }

  std::vector<std::vector<std::uint32_t>> exact_groups() const {
    const nb::gil_scoped_release release;
    return group_equals(records);
  }

  nb::tuple gather(std::size_t first, const nb::bytes& drop, std::size_t limit, std::size_t end);

  /// Where in its line a text that was read natively stands between its quotation marks: its first byte, its size.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> text_place(std::size_t row) const {
    const Record& record = records[check(row)];
    if (record.status != Status::native) return std::nullopt;
    return std::pair(record.text.start, record.text.size);
  }

  std::pair<nb::bytes, std::vector<std::uint32_t>> parts(bool paragraphs, const std::string& keep,
                                                         const std::optional<nb::bytes>& ranks, PyLoad load,
                                                         int threads) {
    return find_parts(records, order(keep, ranks), means_of(std::move(load), threads), paragraphs);
  }

  PySpans* spans(const std::string& keep, const std::optional<nb::bytes>& ranks, PyLoad load, int threads,
                 std::int64_t most) {
    return make_spans(records, order(keep, ranks), means_of(std::move(load), threads), most);
  }
};

/// The texts of a column, from data[starts[i]] to data[ends[i]], which stand in the file from *offset* on as they do
/// in *data*. Those that *absent* marks are left to the caller. *extras* holds for each row the places of its fields
/// in the file and their sizes, all as numbers of 64 bits.
PyChunk Table::column(std::size_t file, nb::handle data, nb::handle starts, nb::handle ends, std::uint64_t offset,
                      const nb::bytes& absent, const std::optional<nb::bytes>& extras) {
  const View bytes(data), begin(starts), end(ends);
  const std::size_t rows = absent.size();
  constexpr std::size_t kWidth = sizeof(std::uint64_t);
  if (begin.size() != rows * kWidth || end.size() != rows * kWidth) {
    throw nb::value_error("there must be a start and an end for each row");
  }
  if (extras && (!has_extras() || extras->size() != rows * kExtras * 2 * kWidth)) {
    throw nb::value_error("extras must hold a place and a size for each field of each row");
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (begin.number(row) > end.number(row) || end.number(row) > bytes.size() ||
        end.number(row) - begin.number(row) > std::numeric_limits<std::uint32_t>::max()) {
      throw nb::value_error("a text ends before it begins, or behind the data");
    }
  }
  Chunk chunk;
  chunk.file = file;
  const char* const marks = absent.c_str();
  const nb::gil_scoped_release release;
  records.with_reader([&](ChunkReader& reader) {
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint64_t start = begin.number(row);
      const auto size = static_cast<std::size_t>(end.number(row) - start);
      if (marks[row] != 0) {
        chunk.add_unsure(records.settings().bands, offset + start, 0, chunk.lines++);
      } else {
        const char* const text = bytes.data() + start;
        reader.read_plain(chunk, {text, size, is_ascii(text, size)}, offset + start);
      }
    }
    return 0;
  });
  if (has_extras()) chunk.extras.resize(rows);
  for (std::size_t i = 0; extras && i < rows * kExtras; ++i) {
    const std::uint64_t place = load_word(extras->c_str() + 2 * i * kWidth);
    const std::uint64_t size = load_word(extras->c_str() + (2 * i + 1) * kWidth);
    chunk.extras[i / kExtras][i % kExtras] = {static_cast<std::uint32_t>(place - chunk.records[i / kExtras].offset),
                                              static_cast<std::uint32_t>(size)};
  }
  return {records, std::move(chunk)};
}

/// The lines from *first* on, and before *end*, that are not dropped, each with its newline, the row to go on with,
/// and their number.
nb::tuple Table::gather(std::size_t first, const nb::bytes& drop, std::size_t limit, std::size_t end) {
  if (drop.size() != records.size()) throw nb::value_error("drop must hold one byte for each row");
  Gathered gathered;
  const std::size_t row = gather_lines(records, first, std::min(end, records.size()), drop.c_str(), limit, gathered);
  const nb::bytes result = new_bytes(gathered.size);
  char* const out = PyBytes_AS_STRING(result.ptr());
  {
    const nb::gil_scoped_release release;
    RunReader().read(gathered, out);
  }
  return nb::make_tuple(result, row, gathered.lines);
}

/// Lines of JSON objects, with the fields given for each before its closing brace.
nb::bytes add_fields(const nb::bytes& lines, const std::vector<nb::bytes>& fields) {
  std::vector<std::string_view> views;
  for (const nb::bytes& one : fields) views.emplace_back(one.c_str(), one.size());
  const nb::bytes result = new_bytes(size_with_fields(lines.size(), views));
  if (!insert_fields({lines.c_str(), lines.size()}, views, PyBytes_AS_STRING(result.ptr()))) {
    throw nb::value_error("there must be fields for each line, and each line must be an object");
  }
  return result;
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
      .def("dump", &PyChunk::dump)
      .def("reach", &PyChunk::reach, "end"_a)
      .def("sign", &PyChunk::sign, "row"_a, "text"_a, "id"_a = nb::none(), "source"_a = nb::none(), "date"_a = nb::none())
      .def("skip", [](PyChunk& self, std::size_t row) { self.chunk.records[self.check(row)].status = Status::skipped; },
           "row"_a);

  nb::class_<PyDecision>(module, "Decision")
      .def_prop_ro("removed", [](const PyDecision& self) { return self.decision.removals.size(); })
      .def_prop_ro("exact", [](const PyDecision& self) { return self.count(Kind::exact); })
      .def_prop_ro("near", [](const PyDecision& self) { return self.count(Kind::near); })
      .def_prop_ro("inside", [](const PyDecision& self) { return self.count(Kind::inside); })
      .def_prop_ro("inside_candidates", [](const PyDecision& self) { return self.decision.insides.candidates; })
      .def_prop_ro("inside_confirmed", [](const PyDecision& self) { return self.decision.insides.confirmed; })
      .def_prop_ro("inside_kept", [](const PyDecision& self) { return self.decision.insides.kept; })
      .def_prop_ro("empty", [](const PyDecision& self) { return self.decision.empty; })
      .def_prop_ro("candidates", [](const PyDecision& self) { return self.decision.candidates; })
      .def_prop_ro("confirmed", [](const PyDecision& self) { return self.decision.confirmed; })
      .def("rows", &PyDecision::rows, "first"_a = 0, "count"_a = std::numeric_limits<std::size_t>::max())
      .def_prop_ro("versioned", [](const PyDecision& self) { return self.decision.versions.size(); })
      .def("versions", &PyDecision::versions, "first"_a = 0, "count"_a = std::numeric_limits<std::size_t>::max())
      .def("drop", &PyDecision::drop);

  nb::class_<Table>(module, "Table")
      .def(nb::init<const std::string&, std::int64_t, std::int64_t, std::uint32_t, std::int64_t, std::int64_t, double,
                    std::int64_t, std::pair<std::uint64_t, std::uint64_t>, std::vector<std::string>, std::string,
                    std::string, std::string, std::int64_t, const std::vector<std::pair<std::string, unsigned>>&, bool,
                    bool>(),
           nb::kw_only(), "unit"_a, "size"_a, "num_perm"_a, "seed"_a, "bands"_a, "rows"_a, "threshold"_a,
           "min_tokens"_a, "key"_a, "text_fields"_a, "id_field"_a = "", "source_field"_a = "", "date_field"_a = "",
           "max_line"_a, "guard"_a = std::vector<std::pair<std::string, unsigned>>(), "lines"_a = false,
           "inside"_a = false)
      .def("add_file", [](Table& self, int descriptor, std::optional<std::size_t> max_line) {
             return self.records.add_file(descriptor, max_line);
           }, "fd"_a, "max_line"_a = nb::none())
      .def("scan", &Table::scan, "file"_a, "begin"_a, "end"_a, nb::keep_alive<0, 1>())
      .def("restore", &Table::restore, "file"_a, "data"_a, nb::keep_alive<0, 1>())
      .def("texts", &Table::texts, "file"_a, "texts"_a, nb::keep_alive<0, 1>())
      .def("lines", &Table::lines, "file"_a, "places"_a, nb::kw_only(), "lines"_a, "blank"_a, nb::keep_alive<0, 1>())
      .def("column", &Table::column, "file"_a, "data"_a, "starts"_a, "ends"_a, nb::kw_only(), "offset"_a, "absent"_a,
           "extras"_a = nb::none(), nb::keep_alive<0, 1>())
      .def("append", &Table::append, "chunk"_a, "first_line"_a)
      .def("__len__", [](const Table& self) { return self.records.size(); })
      .def("place", &Table::place, "row"_a)
      .def("field", &Table::field, "row"_a, "which"_a)
      .def("line", &Table::line, "row"_a)
      .def("size", &Table::size, "row"_a)
      .def("status", &Table::status, "row"_a)
      .def("limit", &Table::limit, nb::kw_only(), "sources"_a = "any", "source_of"_a = nb::bytes("", 0),
           "inputs"_a = nb::none())
      .def("decide", &Table::decide, nb::kw_only(), "keep"_a, "ranks"_a = nb::none(), "exact"_a = true,
           "near"_a = true, "load"_a, "threads"_a = 1)
      .def("pairs", &Table::pairs, nb::kw_only(), "near"_a = true, "load"_a, "threads"_a = 1)
      .def("limit_memory", [](Table& self, std::size_t limit, int fd) { self.records.limit_memory(limit, fd); },
           "limit"_a, "fd"_a)
      .def_prop_ro("needed", [](const Table& self) { return self.records.needed(); })
      .def_prop_ro("key_bytes", [](const Table& self) { return self.records.memory().total(); })
      .def_prop_ro("spilled", [](const Table& self) { return self.records.memory().written(); })
      .def("set_aside", &Table::set_aside, nb::kw_only(), "sources"_a, "load"_a, "threads"_a = 1)
      .def("exact_groups", &Table::exact_groups)
      .def("gather", &Table::gather, "first"_a, "drop"_a, "limit"_a,
           "end"_a = std::numeric_limits<std::size_t>::max())
      .def("text_place", &Table::text_place, "row"_a)
      .def("parts", &Table::parts, nb::kw_only(), "paragraphs"_a, "keep"_a, "ranks"_a = nb::none(), "load"_a,
           "threads"_a = 1)
      .def("spans", &Table::spans, nb::kw_only(), "keep"_a, "ranks"_a = nb::none(), "load"_a, "threads"_a = 1,
           "most"_a = SpanLimits{}.most, nb::keep_alive<0, 1>());

  module.def("add_fields", &add_fields, "lines"_a, "fields"_a);
  bind_texts(module);
  bind_passages(module);
  bind_alike(module);
  bind_levels(module);
  module.def("instruction_sets", &instruction_sets);
}
