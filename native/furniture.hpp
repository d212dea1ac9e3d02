// Lines that sites put around their texts, frozen into a table: the rule sees texts without them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <unordered_set>
#include <utility>
#include <vector>

#include "buffer.hpp"
#include "hash.hpp"
#include "text_lines.hpp"

namespace compare {

/// Which lines are furniture, by source, and which source each row is of.
class Furniture {
 public:
  Furniture() = default;
  Furniture(std::vector<std::uint32_t> sources, std::unordered_set<std::uint64_t> keys)
      : sources_(std::move(sources)), keys_(std::move(keys)) {}

  /// The line of a source as one number.
  static std::uint64_t key_of(std::uint64_t hash, std::uint32_t source) noexcept {
    return fold(hash ^ kSpread, kMix ^ source);
  }

  [[nodiscard]] bool is_empty() const noexcept { return keys_.empty(); }

  [[nodiscard]] bool has(const LineMark& line, std::size_t row) const {
    return line.characters > 0 && keys_.contains(key_of(line.hash, sources_[row]));
  }

  /// The text of a row without the lines that are furniture, in *room*; itself where it has none.
  Text strip(std::size_t row, Text text, TextLines& lines, Buffer<char>& room) const {
    if (is_empty()) return text;
    char* const start = room.reserve(text.size + kBlock);
    char* out = start;
    lines.visit(text, [&](const char* begin, const char* end, const LineMark& mark) {
      if (has(mark, row)) return;
      std::memcpy(out, begin, static_cast<std::size_t>(end - begin));
      out += end - begin;
    });
    const auto size = static_cast<std::size_t>(out - start);
    return {start, size, text.ascii || is_ascii(start, size)};
  }

 private:
  std::vector<std::uint32_t> sources_;
  std::unordered_set<std::uint64_t> keys_;
};

}  // namespace compare
