// Texts cut into lines, and into paragraphs: lines between blank ones.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "characters.hpp"
#include "masks.hpp"
#include "utf8.hpp"

namespace compare {

/// Bytes *start* up to *end* of a text, a line without its end or several lines, and behind them up to *behind* what
/// belongs to them.
struct TextPart {
  std::size_t start, end, behind;
};

/// Cuts one text after another; its room is used again.
class PartSplitter {
 public:
  explicit PartSplitter(bool paragraphs) : paragraphs_(paragraphs) {}

  /// Calls visit(part) for each part that holds more than white space, in order. To a line belongs its end, to a
  /// paragraph also the blank lines behind it.
  template <typename Visit>
  void visit(Text text, Visit visit) {
    find_lines(text);
    for (std::size_t i = 0; i < lines_.size();) {
      if (is_blank(text, lines_[i])) {
        ++i;
        continue;
      }
      TextPart part = lines_[i++];
      while (paragraphs_ && i < lines_.size() && !is_blank(text, lines_[i])) {
        part.end = lines_[i].end;
        part.behind = lines_[i++].behind;
      }
      while (paragraphs_ && i < lines_.size() && is_blank(text, lines_[i])) part.behind = lines_[i++].behind;
      visit(part);
    }
  }

 private:
  /// What ends lines is what Python's str.splitlines() takes for it.
  void find_lines(Text text) {
    lines_.clear();
    std::size_t start = 0;
    const auto may_end = [](unsigned char byte) {
      return (static_cast<unsigned char>(byte - 0x0A) < 4) | (static_cast<unsigned char>(byte - 0x1C) < 3) |
             (byte == 0xC2) | (byte == 0xE2);
    };
    visit_padded_blocks(text.data, text.size, [&](const char* block, std::size_t place, std::size_t count) {
      std::uint64_t ends = find_bytes(block, may_end) & ~std::uint64_t{0} >> (kBlock - count);
      for (; ends != 0; ends &= ends - 1) {
        const std::size_t end = place + static_cast<std::size_t>(std::countr_zero(ends));
        if (end < start) continue;  // the second half of "\r\n"
        const std::size_t size = size_of_break(text, end);
        if (size == 0) continue;
        lines_.push_back({start, end, end + size});
        start = end + size;
      }
    });
    if (start < text.size) lines_.push_back({start, text.size, text.size});
  }

  /// Bytes of the end of a line that may stand here; 0 if it is none.
  static std::size_t size_of_break(Text text, std::size_t place) noexcept {
    const auto byte = [&](std::size_t i) {
      return place + i < text.size ? static_cast<unsigned char>(text.data[place + i]) : 0U;
    };
    switch (byte(0)) {
      case '\r': return byte(1) == '\n' ? 2 : 1;
      case 0xC2: return byte(1) == 0x85 ? 2 : 0;
      case 0xE2: return byte(1) == 0x80 && (byte(2) & 0xFE) == 0xA8 ? 3 : 0;
      default: return 1;
    }
  }

  static bool is_blank(Text text, const TextPart& line) noexcept {
    for (std::size_t place = line.start; place < line.end;) {
      const auto [character, size] = decode_one(text.data + place, line.end - place);
      if (!is_space(character)) return false;
      place += size;
    }
    return true;
  }

  bool paragraphs_;
  std::vector<TextPart> lines_;
};

}  // namespace compare
