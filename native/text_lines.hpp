// The lines of a text, each as one hash: what furniture is counted by.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hash.hpp"
#include "tokens.hpp"

namespace compare {

/// A line of a text: the keyed hash of its NFC form with white space folded, and its characters in that form.
struct LineMark {
  std::uint64_t hash = 0;
  std::uint32_t characters = 0;
};

/// Cuts texts into lines, which end behind each "\n" or "\r"; one for each thread.
class TextLines {
 public:
  explicit TextLines(Key key) : key_(key), reader_(Unit::automatic, {}) {}

  /// Calls visit(begin, end, mark) for each line with its end, first to last; what holds but white space has the
  /// mark of no characters.
  template <typename Visit>
  void visit(Text text, Visit visit) {
    const char* const end = text.data + text.size;
    for (const char* begin = text.data; begin < end;) {
      const char* next = find_end(begin, end);
      const LineMark found = mark({begin, static_cast<std::size_t>(next - begin), text.ascii});
      next += next < end;
      visit(begin, next, found);
      begin = next;
    }
  }

  /// The line without its end, folded; valid until the next call of anything here. 15 bytes behind it may be written.
  Text fold(Text line) {
    if (line.ascii) return fold_ascii(line);
    reader_.read(line);
    const std::size_t size = reader_.fold_space();
    return {reader_.folded(), size, false};
  }

 private:
  static const char* find_end(const char* place, const char* end) noexcept {
    for (; end - place >= static_cast<std::ptrdiff_t>(kBlock); place += kBlock) {
      const std::uint64_t ends = find_bytes(place, [](unsigned char byte) { return (byte == '\n') | (byte == '\r'); });
      if (ends != 0) return place + std::countr_zero(ends);
    }
    while (place < end && *place != '\n' && *place != '\r') ++place;
    return place;
  }

  /// ASCII is NFC: its white space alone is folded.
  Text fold_ascii(Text line) {
    char* const start = ascii_.reserve(line.size + kBlock);
    char* out = start;
    bool after_space = true;
    for (std::size_t i = 0; i < line.size; ++i) {
      const auto byte = static_cast<unsigned char>(line.data[i]);
      const bool space = (byte == ' ') | (static_cast<unsigned char>(byte - 9) < 5) | (static_cast<unsigned char>(byte - 28) < 4);
      *out = space ? ' ' : static_cast<char>(byte);
      out += !(space && after_space);
      after_space = space;
    }
    if (out > start && out[-1] == ' ') --out;
    return {start, static_cast<std::size_t>(out - start), true};
  }

  LineMark mark(Text line) {
    const Text folded = fold(line);
    if (folded.size == 0) return {};
    const auto characters = static_cast<std::uint32_t>(count_characters(folded));
    return {digest(const_cast<char*>(folded.data), folded.size, key_).first, characters};
  }

  Key key_;
  TextReader reader_;
  Buffer<char> ascii_;
};

}  // namespace compare
