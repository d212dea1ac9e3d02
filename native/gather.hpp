// Lines of records as they stand in their files, with as few readings as may be.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "table.hpp"

namespace compare {

/// Lines that stand one behind the other in a file.
struct Run {
  int file = -1;
  std::uint64_t offset = 0;
  std::size_t size = 0;  // with a newline behind each line

  [[nodiscard]] std::uint64_t end() const noexcept { return offset + size; }
};

/// Lines that are to be read.
struct Gathered {
  std::vector<Run> runs;
  std::size_t size = 0;   // bytes
  std::size_t lines = 0;
};

/// Plans the lines from row *first* on, before row *end*, that are neither skipped nor marked in *drop*, up to about
/// *limit* bytes; the row to go on with.
inline std::size_t gather_lines(const Records& records, std::size_t first, std::size_t end, const char* drop,
                                std::size_t limit, Gathered& gathered) {
  std::size_t row = first;
  for (; row < end && gathered.size < limit; ++row) {
    if (drop[row] != 0) continue;
    const Record& record = records[row];
    if (record.status == Status::skipped) continue;
    const int file = records.file_of(row);
    const std::size_t size = std::size_t{record.size} + 1;
    gathered.size += size;
    ++gathered.lines;
    if (!gathered.runs.empty()) {
      Run& run = gathered.runs.back();
      if (run.file == file && run.end() == record.offset) {
        run.size += size;
        continue;
      }
    }
    gathered.runs.push_back({file, record.offset, size});
  }
  return row;
}

/// Reads what was planned.
class RunReader {
 public:
  /// Writes the lines to *out*, which has room for them.
  void read(const Gathered& gathered, char* out) {
    begin_ = end_ = 0;
    for (std::size_t number = 0; number < gathered.runs.size(); ++number) {
      const Run& run = gathered.runs[number];
      copy(gathered.runs, number, out);
      out[run.size - 1] = '\n';  // the last line of a file may have none, and others a "\r\n"
      out += run.size;
    }
  }

 private:
  static constexpr std::uint64_t kWindow = 1 << 18;  // bytes read at a time: they stay in the processor's cache
  static constexpr std::uint64_t kGap = 1 << 13;     // bytes between two runs that are rather read than left out

  void copy(const std::vector<Run>& runs, std::size_t number, char* out) {
    const Run& run = runs[number];
    for (std::uint64_t place = run.offset; place < run.end() - 1;) {
      if (run.file != file_ || place < begin_ || place >= end_) read_window(runs, number, place);
      const std::uint64_t end = std::min(run.end() - 1, end_);
      std::memcpy(out, room_.data() + (place - begin_), static_cast<std::size_t>(end - place));
      out += end - place;
      place = end;
    }
  }

  /// Reads from *place* in a run on, with the runs that stand close behind it.
  void read_window(const std::vector<Run>& runs, std::size_t number, std::uint64_t place) {
    file_ = runs[number].file;
    begin_ = align_down(place);
    std::uint64_t end = runs[number].end();
    for (++number; number < runs.size() && end - begin_ < kWindow; ++number) {
      const Run& next = runs[number];
      if (next.file != file_ || next.offset < end || next.offset - end > kGap) break;
      end = next.end();
    }
    const auto size = static_cast<std::size_t>(std::min(end - begin_, kWindow));
    end_ = begin_ + read_at(file_, room_.reserve(size), size, begin_);
    if (end_ <= place) throw_changed();
  }

  Buffer<char> room_;
  int file_ = -1;
  std::uint64_t begin_ = 0, end_ = 0;  // what of the file stands in the room
};

}  // namespace compare
