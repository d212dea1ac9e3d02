// Records: what is kept of each line of the inputs, and the reading of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json_line.hpp"
#include "lines.hpp"
#include "sketch.hpp"
#include "text_lines.hpp"

namespace compare {

inline constexpr std::uint32_t kMostLines = (1U << 30) - 1;  // of a chunk

/// Who read a record: this code, the caller, or nobody; or its text stands in its file as it is, in no JSON.
enum class Status : std::uint8_t { native, given, skipped, plain };

/// A record: its line, where its text stands in it, and what the rule asks of it.
struct Record {
  std::uint64_t offset = 0;
  Digest digest;
  std::uint32_t size = 0;
  std::uint32_t line : 30 = 0;  // of its chunk, which is not so large that it could have more, from 0
  Status status : 2 = Status::native;
  Slice text;  // between the quotation marks, as it stands in the line
  std::uint32_t characters = 0;
  std::uint32_t tokens = 0;
};
static_assert(sizeof(Record) == 48);  // there are as many of them as documents

/// A line left to a strict JSON library.
struct Unsure {
  static constexpr std::int64_t kTooLong = -1;

  std::size_t row = 0;
  std::uint64_t offset = 0;
  std::int64_t size = 0;
  std::size_t line = 0;
};

/// The fields beside the text that a run can ask for.
enum class Extra : std::uint8_t { id, source, date };
inline constexpr std::size_t kExtras = 3;

/// Which fields of a record are wanted; an empty name is none.
struct Fields {
  std::vector<std::string> text;  // the first one present counts
  std::array<std::string, kExtras> extra;

  /// All of them in one list, the extras first.
  [[nodiscard]] std::vector<std::string> all() const {
    std::vector<std::string> names(extra.begin(), extra.end());
    names.insert(names.end(), text.begin(), text.end());
    return names;
  }

  [[nodiscard]] bool has_extras() const {
    return std::any_of(extra.begin(), extra.end(), [](const std::string& name) { return !name.empty(); });
  }
};

/// Some of the fingerprints of a chunk: those of one record.
struct Fingerprints {
  std::uint32_t start = 0;
  std::uint32_t size = 0;
};

/// Records that were read together, with their band keys.
struct Chunk {
  using Extras = std::array<Slice, kExtras>;

  std::size_t file = 0;
  std::vector<Record> records;
  std::vector<std::uint64_t> keys;                       // bands values a record, unless they went to a file
  std::uint64_t spilled_at = 0;                          // where they stand in that
  std::vector<std::uint32_t> fingerprints;               // of all records, if they are wanted
  std::vector<Fingerprints> winnowed;                    // which of them are each record's, if so
  std::vector<Extras> extras;                            // raw values in the line, if any are wanted
  std::unordered_map<std::size_t, std::array<std::string, kExtras>> given;  // of records read by the caller
  std::vector<Unsure> unsure;
  std::size_t lines = 0;
  std::size_t blank = 0;
  std::vector<LineMark> marks;  // of the texts, where they are collected: each line of a text once, in order
  std::unordered_map<std::size_t, std::pair<std::size_t, std::size_t>> marks_at;  // of a record: first, count

  /// The lines of a record's text.
  [[nodiscard]] std::span<const LineMark> marks_of(std::size_t place) const {
    const auto found = marks_at.find(place);
    if (found == marks_at.end()) return {};
    return {marks.data() + found->second.first, found->second.second};
  }

  Record& add(std::size_t bands) {
    keys.resize(keys.size() + bands);
    return records.emplace_back();
  }

  /// A record at *offset* that is the caller's to read, of *size* bytes or Unsure::kTooLong.
  void add_unsure(std::size_t bands, std::uint64_t offset, std::int64_t size, std::size_t line) {
    const std::size_t row = records.size();
    Record& record = add(bands);
    record.offset = offset;
    record.size = size == Unsure::kTooLong ? 0 : static_cast<std::uint32_t>(size);
    record.line = static_cast<std::uint32_t>(line) & kMostLines;
    record.status = Status::skipped;  // until the caller has read it
    unsure.push_back({row, offset, size, line});
  }
};

/// A file of lines, none of which may have more than so many bytes.
struct File {
  int descriptor = -1;
  std::size_t max_line = 0;
};

/// Reads lines of JSON into chunks; one for each thread.
class ChunkReader {
 public:
  ChunkReader(const SketchSettings& settings, const Permutations& permutations, const Fields& fields,
              bool collects_lines)
      : bands_(settings.bands), inside_(settings.inside), fields_(fields), nested_(is_any_nested(fields.all())),
        collects_lines_(collects_lines), signer_(settings, permutations), text_lines_(settings.key),
        json_(fields.all(), kExtras) {}

  /// The records whose lines start in [begin, end) of a file.
  Chunk read(std::size_t number, File file, std::uint64_t begin, std::uint64_t end) {
    Chunk chunk;
    chunk.file = number;
    lines_.visit_lines(file.descriptor, begin, end, file.max_line, [&](const char* line, std::size_t size, std::uint64_t offset) {
      if (size != LineReader::kTooLong && is_blank(line, size)) {
        ++chunk.blank;
      } else {
        read_line(chunk, line, size, offset);
      }
      ++chunk.lines;
    });
    return chunk;
  }

  /// The next record: a text that stands in the file from *offset* on as it is.
  void read_plain(Chunk& chunk, Text text, std::uint64_t offset) {
    const std::size_t row = chunk.records.size();
    chunk.add(bands_);
    sign(chunk, row, text);
    Record& record = chunk.records[row];
    record.offset = offset;
    record.size = static_cast<std::uint32_t>(text.size);
    record.text = {0, record.size};
    record.line = static_cast<std::uint32_t>(chunk.lines++) & kMostLines;
    record.status = Status::plain;
  }

  /// Bytes of the largest line or text read so far.
  [[nodiscard]] std::size_t largest() const noexcept { return largest_; }

  /// The record of a text that is given.
  void sign(Chunk& chunk, std::size_t row, Text text) {
    largest_ = std::max(largest_, text.size);
    Record& record = chunk.records[row];
    note(record, sign_into(chunk, row, text));
    record.status = Status::given;
    if (collects_lines_) collect_lines(chunk, row, text);
  }

  /// Signs a record anew, as it is without some of its text.
  void sign_again(Chunk& chunk, std::size_t row, Text text) { note(chunk.records[row], sign_into(chunk, row, text)); }

 private:
  /// A name with a point may be a path into an object, which is left to the caller.
  static bool is_any_nested(const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [](const std::string& name) { return name.find('.') != std::string::npos; });
  }

  static bool is_blank(const char* line, std::size_t size) noexcept {
    if (size >= 3 && std::memcmp(line, "\xEF\xBB\xBF", 3) == 0) {  // a byte-order mark, of files put together
      line += 3;
      size -= 3;
    }
    return std::all_of(line, line + size, [](char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); });
  }

  Sketch sign_into(Chunk& chunk, std::size_t row, Text text) {
    const std::size_t start = chunk.fingerprints.size();
    const Sketch sketch = signer_.sign(text, chunk.keys.data() + row * bands_, chunk.fingerprints);
    if (inside_) {
      chunk.winnowed.resize(chunk.records.size());
      const std::size_t size = chunk.fingerprints.size() - start;
      chunk.winnowed[row] = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(size)};
    }
    return sketch;
  }

  static void note(Record& record, const Sketch& sketch) noexcept {
    record.digest = sketch.digest;
    record.characters = sketch.characters;
    record.tokens = sketch.tokens;
  }

  void read_line(Chunk& chunk, const char* line, std::size_t size, std::uint64_t offset) {
    const std::size_t row = chunk.records.size();
    Record& record = chunk.add(bands_);
    record.offset = offset;
    record.line = static_cast<std::uint32_t>(chunk.lines) & kMostLines;
    if (fields_.has_extras()) chunk.extras.emplace_back();
    if (size == LineReader::kTooLong) {
      record.status = Status::skipped;
      chunk.unsure.push_back({row, offset, Unsure::kTooLong, chunk.lines});
      return;
    }
    largest_ = std::max(largest_, size);
    record.size = static_cast<std::uint32_t>(size);
    const JsonFields* const found = nested_ ? nullptr : json_.find_fields(line, size);
    if (found == nullptr) {
      record.status = Status::skipped;  // until the caller has read it
      chunk.unsure.push_back({row, offset, static_cast<std::int64_t>(size), chunk.lines});
      return;
    }
    record.text = found->raw_text;
    note(record, sign_into(chunk, row, found->text));
    if (collects_lines_) collect_lines(chunk, row, found->text);
    if (fields_.has_extras()) std::copy_n(found->values.begin(), kExtras, chunk.extras.back().begin());
  }

  void collect_lines(Chunk& chunk, std::size_t row, Text text) {
    const std::size_t first = chunk.marks.size();
    seen_lines_.clear();
    text_lines_.visit(text, [&](const char*, const char*, const LineMark& mark) {
      if (mark.characters == 0) return;
      seen_lines_.emplace_back(mark.hash, chunk.marks.size());
      chunk.marks.push_back(mark);
    });
    std::sort(seen_lines_.begin(), seen_lines_.end());
    for (std::size_t i = 1; i < seen_lines_.size(); ++i) {
      if (seen_lines_[i].first == seen_lines_[i - 1].first) chunk.marks[seen_lines_[i].second].characters = 0;
    }
    const auto again = [](const LineMark& mark) { return mark.characters == 0; };
    chunk.marks.erase(std::remove_if(chunk.marks.begin() + static_cast<std::ptrdiff_t>(first), chunk.marks.end(), again),
                      chunk.marks.end());
    chunk.marks_at[row] = {first, chunk.marks.size() - first};
  }

  std::size_t bands_;
  bool inside_;
  std::size_t largest_ = 0;
  const Fields& fields_;
  bool nested_, collects_lines_;
  Signer signer_;
  TextLines text_lines_;
  std::vector<std::pair<std::uint64_t, std::size_t>> seen_lines_;  // hash, place among the marks
  LineReader lines_;
  JsonLine json_;
};

}  // namespace compare
