// Band keys, which take the most memory of a run: past a limit they are kept in a file, and read band by band.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <new>
#include <system_error>
#include <vector>

#include "lines.hpp"

namespace compare {

/// Counts the keys that are held, and keeps others in a file: of each chunk those of a band one behind the other.
class KeyMemory {
 public:
  void limit(std::size_t limit, int descriptor) noexcept {
    limit_ = limit;
    descriptor_ = descriptor;
  }

  void hold(std::size_t keys) noexcept { held_ += keys * sizeof(std::uint64_t); }

  /// Bytes of the keys that are held.
  [[nodiscard]] std::size_t held() const noexcept { return held_; }
  /// Bytes of those that went to the file.
  [[nodiscard]] std::uint64_t written() const noexcept { return written_; }
  /// Bytes of all.
  [[nodiscard]] std::uint64_t total() const noexcept { return held_ + written_; }

  /// Whether keys should go to the file, where *needed* bytes are.
  [[nodiscard]] bool is_over(std::size_t needed) const noexcept { return descriptor_ >= 0 && needed > limit_; }

  void check(std::size_t needed) const {
    if (is_over(needed)) throw std::bad_alloc();
  }

  /// Writes the keys of a chunk, which are held so far; where they are then.
  std::uint64_t write(const std::vector<std::uint64_t>& keys, std::size_t bands) {
    const std::uint64_t place = written_;
    store(keys, place, bands);
    held_ -= keys.size() * sizeof(std::uint64_t);
    written_ += keys.size() * sizeof(std::uint64_t);
    return place;
  }

  void store(const std::vector<std::uint64_t>& keys, std::uint64_t place, std::size_t bands) const {
    const std::size_t rows = keys.size() / bands;
    std::vector<std::uint64_t> by_band(keys.size());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t band = 0; band < bands; ++band) by_band[band * rows + row] = keys[row * bands + band];
    }
    write_all(reinterpret_cast<const char*>(by_band.data()), by_band.size() * sizeof(std::uint64_t), place);
  }

  /// The keys of a chunk, as they were before they were written.
  [[nodiscard]] std::vector<std::uint64_t> load(std::uint64_t place, std::size_t rows, std::size_t bands) const {
    std::vector<std::uint64_t> keys(rows * bands), band_keys(rows);
    for (std::size_t band = 0; band < bands; ++band) {
      load_band(place, band, band_keys);
      for (std::size_t row = 0; row < rows; ++row) keys[row * bands + band] = band_keys[row];
    }
    return keys;
  }

  /// Fills *keys*, one for each row of a chunk, with those of a band.
  void load_band(std::uint64_t place, std::size_t band, std::vector<std::uint64_t>& keys) const {
    const std::size_t size = keys.size() * sizeof(std::uint64_t);
    if (read_at(descriptor_, reinterpret_cast<char*>(keys.data()), size, place + band * size) < size) {
      throw std::system_error(EIO, std::generic_category(), "the spill file");
    }
  }

 private:
  void write_all(const char* data, std::size_t size, std::uint64_t place) const {
    while (size > 0) {
      const ssize_t count = ::pwrite(descriptor_, data, size, static_cast<off_t>(place));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) throw std::system_error(count < 0 ? errno : ENOSPC, std::generic_category(), "the spill file");
      data += count;
      size -= static_cast<std::size_t>(count);
      place += static_cast<std::uint64_t>(count);
    }
  }

  std::size_t limit_ = 0;
  int descriptor_ = -1;
  std::size_t held_ = 0;
  std::uint64_t written_ = 0;
};

}  // namespace compare
