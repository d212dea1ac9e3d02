// A chunk of records as bytes, so that a run that was ended can go on; and back, with every size checked.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "records.hpp"

namespace compare {

/// Values one behind the other, each list with its length before it.
class ByteWriter {
 public:
  void put(std::uint64_t number) { append(&number, sizeof number); }

  template <typename Value>
  void put_all(const std::vector<Value>& values) {
    static_assert(std::is_trivially_copyable_v<Value>);
    put(values.size());
    append(values.data(), values.size() * sizeof(Value));
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void append(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

  std::string bytes_;
};

/// Reads what a ByteWriter wrote; once anything is missing it has failed for good.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t get() {
    std::uint64_t number = 0;
    copy(&number, sizeof number);
    return number;
  }

  template <typename Value>
  std::vector<Value> get_all() {
    const std::uint64_t count = get();
    if (count > bytes_.size() / sizeof(Value)) sound_ = false;
    std::vector<Value> values(sound_ ? count : 0);
    copy(values.data(), values.size() * sizeof(Value));
    return values;
  }

  /// Whether all was there, and nothing more.
  [[nodiscard]] bool is_done() const noexcept { return sound_ && bytes_.empty(); }

 private:
  void copy(void* to, std::size_t size) {
    if (size > bytes_.size()) sound_ = false;
    if (!sound_ || size == 0) return;
    std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  std::string_view bytes_;
  bool sound_ = true;
};

/// The lines of a record as they are written.
struct MarkPlace {
  std::uint64_t record = 0, first = 0, count = 0;
};

/// A chunk that was read and not looked at by the caller yet.
inline std::string write_chunk(const Chunk& chunk) {
  ByteWriter out;
  out.put(chunk.lines);
  out.put(chunk.blank);
  out.put_all(chunk.records);
  out.put_all(chunk.keys);
  out.put_all(chunk.fingerprints);
  out.put_all(chunk.winnowed);
  out.put_all(chunk.extras);
  out.put_all(chunk.unsure);
  out.put_all(chunk.marks);
  std::vector<MarkPlace> places;
  for (const auto& [record, place] : chunk.marks_at) places.push_back({record, place.first, place.second});
  out.put_all(places);
  return out.take();
}

/// Whether all places in a chunk are such that there can be.
inline bool is_sound(const Chunk& chunk, const SketchSettings& settings, bool has_extras) {
  const std::size_t rows = chunk.records.size();
  const auto fits = [](Slice slice, const Record& record) {
    return std::uint64_t{slice.start} + slice.size <= record.size;
  };
  if (chunk.keys.size() != rows * settings.bands || chunk.extras.size() != (has_extras ? rows : 0)) return false;
  if (chunk.lines > kMostLines || chunk.blank + rows != chunk.lines) return false;
  if (chunk.winnowed.size() > (settings.inside ? rows : 0)) return false;
  for (const Fingerprints one : chunk.winnowed) {
    if (std::uint64_t{one.start} + one.size > chunk.fingerprints.size()) return false;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const Record& record = chunk.records[row];
    if (record.status > Status::skipped || record.line >= chunk.lines || !fits(record.text, record)) return false;
    for (std::size_t i = 0; i < (has_extras ? kExtras : 0); ++i) {
      if (!fits(chunk.extras[row][i], record)) return false;
    }
  }
  return std::all_of(chunk.unsure.begin(), chunk.unsure.end(),
                     [&](const Unsure& one) { return one.row < rows && one.line < chunk.lines; });
}

/// The chunk of a file that was written so; none where the bytes are no such chunk.
inline std::optional<Chunk> read_chunk(std::string_view bytes, std::size_t file, const SketchSettings& settings,
                                       bool has_extras) {
  ByteReader in(bytes);
  Chunk chunk;
  chunk.file = file;
  chunk.lines = in.get();
  chunk.blank = in.get();
  chunk.records = in.get_all<Record>();
  chunk.keys = in.get_all<std::uint64_t>();
  chunk.fingerprints = in.get_all<std::uint32_t>();
  chunk.winnowed = in.get_all<Fingerprints>();
  chunk.extras = in.get_all<Chunk::Extras>();
  chunk.unsure = in.get_all<Unsure>();
  chunk.marks = in.get_all<LineMark>();
  for (const MarkPlace& place : in.get_all<MarkPlace>()) {
    if (place.record >= chunk.records.size() || place.first > chunk.marks.size() ||
        place.count > chunk.marks.size() - place.first) {
      return std::nullopt;
    }
    chunk.marks_at[place.record] = {place.first, place.count};
  }
  if (!in.is_done() || !is_sound(chunk, settings, has_extras)) return std::nullopt;
  return chunk;
}

/// Where the bytes end that a chunk depends on, of which the caller knows that those up to *end* are some.
inline std::uint64_t reach_of(const Chunk& chunk, std::uint64_t end, std::size_t max_line) noexcept {
  constexpr std::uint64_t kLineEnd = 2;  // "\r\n"
  for (const Record& record : chunk.records) end = std::max(end, record.offset + record.size + kLineEnd);
  for (const Unsure& one : chunk.unsure) {
    if (one.size == Unsure::kTooLong) end = std::max(end, one.offset + max_line + kLineEnd);
  }
  return end;
}

}  // namespace compare
