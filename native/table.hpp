// The records of a run, chunk after chunk, and the files they come from.
#pragma once

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "furniture.hpp"
#include "memory.hpp"
#include "records.hpp"

namespace compare {

/// All records, by row, in input order.
class Records {
 public:
  Records(SketchSettings settings, Fields fields, std::size_t max_line)
      : settings_(settings), fields_(std::move(fields)), max_line_(max_line),
        permutations_(settings.num_perm, settings.seed) {}

  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  /// A file; its lines may have as many bytes as those of any, or up to *max_line*.
  std::size_t add_file(int descriptor, std::optional<std::size_t> max_line = {}) {
    files_.push_back({descriptor, max_line.value_or(max_line_)});
    return files_.size() - 1;
  }

  /// Calls use(reader) with a reader that no other thread has.
  template <typename Use>
  auto with_reader(Use use) {
    std::unique_ptr<ChunkReader> reader = take_reader();
    auto result = use(*reader);
    if (reader->largest() <= kLarge) {
      const std::lock_guard lock(mutex_);
      idle_.push_back(std::move(reader));
    }
    return result;
  }

  /// Band keys go to a file once all that a run takes would be more than so many bytes.
  void limit_memory(std::size_t limit, int descriptor) { memory_.limit(limit, descriptor); }

  /// Bytes that deciding about the records takes at least, with the keys that are held; an estimate.
  [[nodiscard]] std::size_t needed() const noexcept {
    const std::size_t row = sizeof(Record) + kDecided + (fields_.has_extras() ? sizeof(Chunk::Extras) : 0) +
                            (settings_.inside ? sizeof(Fingerprints) : 0);
    return kBase + memory_.held() + rows_ * row + fingerprints_ * sizeof(std::uint32_t);
  }

  [[nodiscard]] const KeyMemory& memory() const noexcept { return memory_; }

  /// How many fingerprints the records have.
  [[nodiscard]] std::size_t fingerprints() const noexcept { return fingerprints_; }

  /// Throws std::bad_alloc where so many bytes more than what is needed anyway are beyond the limit.
  void check_memory(std::size_t more) const { memory_.check(needed() + more); }

  /// From now on the lines of texts are collected, for furniture to be found by.
  void collect_lines() noexcept { collects_lines_ = true; }

  /// From now on the rule sees texts without these lines.
  void freeze(Furniture furniture) { furniture_ = std::move(furniture); }

  [[nodiscard]] const Furniture& furniture() const noexcept { return furniture_; }

  /// Signs the records of a chunk that have furniture again, each by its text as read(row) gives it; how many.
  template <typename Read>
  std::size_t sign_again(std::size_t number, Read read) {
    Chunk& chunk = chunks_[number];
    std::size_t changed = 0;
    const bool spilled = chunk.keys.empty() && !chunk.records.empty();
    if (spilled) chunk.keys = memory_.load(chunk.spilled_at, chunk.records.size(), settings_.bands);
    with_reader([&](ChunkReader& reader) {
      for (std::size_t i = 0; i < chunk.records.size(); ++i) {
        if (chunk.records[i].status == Status::skipped || !has_furniture(number, i)) continue;
        reader.sign_again(chunk, i, read(starts_[number] + i));
        ++changed;
      }
      return changed;
    });
    if (spilled) {
      memory_.store(chunk.keys, chunk.spilled_at, settings_.bands);
      chunk.keys = std::vector<std::uint64_t>();
    }
    return changed;
  }

  /// Lets go of the lines that were collected.
  void forget_lines() noexcept {
    for (Chunk& chunk : chunks_) {
      chunk.marks = std::vector<LineMark>();
      chunk.marks_at.clear();
    }
  }

  void append(Chunk chunk, std::uint64_t first_line) {
    chunk.unsure = std::vector<Unsure>();  // the caller has read them
    chunk.records.shrink_to_fit();
    chunk.keys.shrink_to_fit();
    chunk.fingerprints.shrink_to_fit();
    if (settings_.inside) chunk.winnowed.resize(chunk.records.size());  // those behind the last one that was read
    chunk.winnowed.shrink_to_fit();
    fingerprints_ += chunk.fingerprints.size();
    starts_.push_back(rows_);
    first_lines_.push_back(first_line);
    rows_ += chunk.records.size();
    memory_.hold(chunk.keys.size());
    chunks_.push_back(std::move(chunk));
    if (memory_.is_over(needed())) spill();
  }

  [[nodiscard]] std::size_t size() const noexcept { return rows_; }
  [[nodiscard]] const SketchSettings& settings() const noexcept { return settings_; }
  [[nodiscard]] const Fields& fields() const noexcept { return fields_; }
  [[nodiscard]] File file(std::size_t number) const { return files_.at(number); }
  [[nodiscard]] const std::vector<Chunk>& chunks() const noexcept { return chunks_; }

  /// The chunk a row is in and its place there.
  [[nodiscard]] std::pair<const Chunk&, std::size_t> find(std::size_t row) const {
    const auto number = chunk_of(row);
    return {chunks_[number], row - starts_[number]};
  }

  [[nodiscard]] const Record& operator[](std::size_t row) const {
    const auto [chunk, place] = find(row);
    return chunk.records[place];
  }

  /// Number of a row's line in its file, from 1.
  [[nodiscard]] std::uint64_t line_of(std::size_t row) const {
    const auto number = chunk_of(row);
    return first_lines_[number] + chunks_[number].records[row - starts_[number]].line;
  }

  [[nodiscard]] int file_of(std::size_t row) const { return files_[find(row).first.file].descriptor; }

  /// Calls visit(row, key) for each row that takes part and each of the bands, in no certain order.
  template <typename Visit>
  void visit_keys(std::size_t first_band, std::size_t end_band, const std::vector<char>& takes_part, Visit visit) const {
    std::vector<std::uint64_t> read;
    std::size_t row = 0;
    for (const Chunk& chunk : chunks_) {
      const std::size_t rows = chunk.records.size();
      if (chunk.keys.empty() && rows > 0) {
        for (std::size_t band = first_band; band < end_band; ++band) {
          read.resize(rows);
          memory_.load_band(chunk.spilled_at, band, read);
          for (std::size_t i = 0; i < rows; ++i) {
            if (takes_part[row + i]) visit(row + i, read[i]);
          }
        }
        row += rows;
        continue;
      }
      const std::uint64_t* keys = chunk.keys.data();
      for (std::size_t i = 0; i < rows; ++i, ++row, keys += settings_.bands) {
        if (!takes_part[row]) continue;
        for (std::size_t band = first_band; band < end_band; ++band) visit(row, keys[band]);
      }
    }
  }

  /// The fingerprints of a row, some of them perhaps twice; none where they are not wanted.
  [[nodiscard]] std::span<const std::uint32_t> fingerprints_of(std::size_t row) const {
    const auto [chunk, place] = find(row);
    return fingerprints_in(chunk, place);
  }

  /// Calls visit(row, record, fingerprints) for each row.
  template <typename Visit>
  void visit_fingerprints(Visit visit) const {
    std::size_t row = 0;
    for (const Chunk& chunk : chunks_) {
      for (std::size_t i = 0; i < chunk.records.size(); ++i, ++row) {
        visit(row, chunk.records[i], fingerprints_in(chunk, i));
      }
    }
  }

  /// Calls visit(row, record, keys) for each row; there are no keys where they went to a file.
  template <typename Visit>
  void visit(Visit visit) const {
    std::size_t row = 0;
    for (const Chunk& chunk : chunks_) {
      for (std::size_t i = 0; i < chunk.records.size(); ++i, ++row) {
        visit(row, chunk.records[i], chunk.keys.data() + i * settings_.bands);
      }
    }
  }

 private:
  static constexpr std::size_t kLarge = std::size_t{1} << 22;  // bytes; a reader of more holds too much room to idle

  static constexpr std::size_t kBase = std::size_t{48} << 20;  // the process, and what threads read and compare in

  // Bytes that deciding takes for each row besides its record: orders, first equals, removals, marks.
  static constexpr std::size_t kDecided = 4 + 4 + 24 + 2;
  static constexpr std::uint64_t kTrimmed = std::uint64_t{1} << 28;  // bytes written between two returns of room

  /// Writes the keys that are held to the file.
  void spill() {
    [[maybe_unused]] const std::uint64_t before = memory_.written();
    for (Chunk& chunk : chunks_) {
      if (chunk.keys.empty()) continue;
      chunk.spilled_at = memory_.write(chunk.keys, settings_.bands);
      chunk.keys = std::vector<std::uint64_t>();  // gives its room back
    }
#if defined(__GLIBC__)
    // What was freed lies between what is in use, and would stay ours.
    if (before == 0 || before / kTrimmed != memory_.written() / kTrimmed) ::malloc_trim(0);
#endif
  }

  [[nodiscard]] bool has_furniture(std::size_t number, std::size_t place) const {
    const std::span<const LineMark> marks = chunks_[number].marks_of(place);
    return std::any_of(marks.begin(), marks.end(),
                       [&](const LineMark& mark) { return furniture_.has(mark, starts_[number] + place); });
  }

  static std::span<const std::uint32_t> fingerprints_in(const Chunk& chunk, std::size_t place) noexcept {
    if (chunk.winnowed.empty()) return {};
    const Fingerprints found = chunk.winnowed[place];
    return {chunk.fingerprints.data() + found.start, found.size};
  }

  [[nodiscard]] std::size_t chunk_of(std::size_t row) const {
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), row);
    return static_cast<std::size_t>(behind - starts_.begin()) - 1;
  }

  std::unique_ptr<ChunkReader> take_reader() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<ChunkReader>(settings_, permutations_, fields_, collects_lines_);
    std::unique_ptr<ChunkReader> reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
  }

  SketchSettings settings_;
  Fields fields_;
  std::size_t max_line_;
  Permutations permutations_;
  bool collects_lines_ = false;
  KeyMemory memory_;
  Furniture furniture_;
  std::vector<File> files_;
  std::vector<Chunk> chunks_;
  std::vector<std::size_t> starts_;
  std::vector<std::uint64_t> first_lines_;
  std::size_t rows_ = 0, fingerprints_ = 0;
  std::mutex mutex_;
  std::vector<std::unique_ptr<ChunkReader>> idle_;
};

}  // namespace compare
