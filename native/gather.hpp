// Lines of records as they stand in their files, with as few readings as may be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "table.hpp"

namespace compare {

/// Lines that stand one behind the other in a file.
struct Run {
  int file = -1;
  std::uint64_t offset = 0;
  std::size_t size = 0;  // with a newline behind each line
};

struct Gathered {
  std::vector<Run> runs;
  std::size_t size = 0;
};

/// Plans the lines from row *first* on that are neither skipped nor marked in *drop*, up to about *limit* bytes;
/// the row to go on with.
inline std::size_t gather_lines(const Records& records, std::size_t first, const char* drop, std::size_t limit,
                                Gathered& gathered) {
  std::size_t row = first;
  for (; row < records.size() && gathered.size < limit; ++row) {
    const Record& record = records[row];
    if (drop[row] != 0 || record.status == Status::skipped) continue;
    const int file = records.file_of(row);
    const std::size_t size = std::size_t{record.size} + 1;
    gathered.size += size;
    if (!gathered.runs.empty()) {
      Run& run = gathered.runs.back();
      if (run.file == file && run.offset + run.size == record.offset) {
        run.size += size;
        continue;
      }
    }
    gathered.runs.push_back({file, record.offset, size});
  }
  return row;
}

/// Reads what was planned into *out*, which has room for it.
inline void read_gathered(const Gathered& gathered, char* out) {
  for (const Run& run : gathered.runs) {
    if (read_at(run.file, out, run.size, run.offset) + 1 < run.size) {
      throw std::runtime_error("an input changed while it was read");
    }
    out[run.size - 1] = '\n';  // the last line of a file may have none, and others a "\r\n"
    out += run.size;
  }
}

}  // namespace compare
