// The lines of a file, read in ranges so that several threads can share it.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <system_error>

#include "block.hpp"
#include "buffer.hpp"

namespace compare {

/// Up to *size* bytes of a file from *offset* on; fewer only at its end. Throws std::system_error.
inline std::size_t read_at(int file, char* to, std::size_t size, std::uint64_t offset) {
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t count = ::pread(file, to + filled, size - filled, static_cast<off_t>(offset + filled));
    if (count == 0) break;
    if (count < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "read");
    }
    filled += static_cast<std::size_t>(count);
  }
  return filled;
}

/// For what was read before and is no longer there: a file is shorter than it was, or holds something else.
[[noreturn]] inline void throw_changed() {
  throw std::system_error(ESTALE, std::generic_category(), "an input changed while it was read");
}

/// The multiple of 64 at or before a place in a file: what is read from there into a Buffer is copied fast.
inline std::uint64_t align_down(std::uint64_t place) noexcept { return place & ~std::uint64_t{kBlock - 1}; }

/// Reads the lines that start in a range; its room is used again.
class LineReader {
 public:
  static constexpr std::size_t kTooLong = ~std::size_t{0};

  /// Calls visit(line, size, offset) for each line that starts in [begin, end): without its "\n" or "\r\n", which
  /// stands behind it in any case, and at least 63 more readable bytes. A line of more than *max_line* bytes has the
  /// size kTooLong.
  template <typename Visit>
  void visit_lines(int file, std::uint64_t begin, std::uint64_t end, std::size_t max_line, Visit visit) {
    max_line_ = max_line;
    for (; begin < end; begin += kPiece) visit_piece(file, begin, std::min(begin + kPiece, end), visit);
  }

 private:
  static constexpr std::uint64_t kPiece = 1 << 18;  // bytes read at a time: they stay in the processor's cache
  static constexpr std::size_t kStep = 1 << 13;     // bytes by which its last line is read on, at first

  template <typename Visit>
  void visit_piece(int file, std::uint64_t begin, std::uint64_t end, Visit visit) {
    // The byte before tells whether a line starts at *begin*.
    const std::uint64_t before = begin > 0 ? begin - 1 : 0;
    const std::uint64_t base = align_down(before);
    const std::size_t range = static_cast<std::size_t>(end - base);
    room_.reserve(range + kBlock);
    std::size_t filled = read_at(file, room_.data(), range, base);
    if (base + filled <= before) return;
    room_.data()[filled] = '\n';
    std::size_t place = begin > 0 ? behind_newline(static_cast<std::size_t>(before - base), filled) : 0;
    while (place < filled) {
      std::size_t next = behind_newline(place, filled);
      if (next > filled) {
        if (!complete_last(file, base, place, filled, next)) {
          visit(room_.data(), kTooLong, base + place);
          return;
        }
      }
      std::size_t size = next - 1 - place;
      if (size > 0 && room_.data()[place + size - 1] == '\r') --size;
      visit(room_.data() + place, size > max_line_ ? kTooLong : size, base + place);
      place = next;
      if (base + place >= end) return;
    }
  }

  /// Where the line at *place* ends, its newline included; more than *filled* if it has none.
  std::size_t behind_newline(std::size_t place, std::size_t filled) {
    const void* const found = std::memchr(room_.data() + place, '\n', filled - place);
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - room_.data()) + 1 : filled + 1;
  }

  /// Reads on until the last line is whole; false when it is too long.
  bool complete_last(int file, std::uint64_t base, std::size_t place, std::size_t& filled, std::size_t& next) {
    for (std::size_t step = kStep;; step *= 2) {
      if (filled - place > max_line_ + 1) return false;  // with a "\r" it may be one byte more
      room_.grow(filled + step + kBlock, filled);
      const std::size_t count = read_at(file, room_.data() + filled, step, base + filled);
      const std::size_t before = filled;
      filled += count;
      room_.data()[filled] = '\n';  // behind the last line, too, stands the end of a line
      next = behind_newline(before, filled);
      if (next <= filled) {
        filled = next;
        return true;
      }
      if (count == 0) return true;  // the file ends without a newline
    }
  }

  std::size_t max_line_ = 0;
  Buffer<char> room_;
};

}  // namespace compare
