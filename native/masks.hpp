// What the bytes of a text are, 64 at a time: parts of words, white space, starts of one-character tokens.
//
// This is the fast path, for texts that are NFC already and keep their length in lower case, as nearly all do.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "block.hpp"
#include "buffer.hpp"
#include "normalise.hpp"

namespace compare {

/// A text and whether all of it is ASCII.
struct Text {
  const char* data = nullptr;
  std::size_t size = 0;
  bool ascii = true;
};

inline bool is_ascii(const char* data, std::size_t size) noexcept {
  unsigned char seen = 0;
  for (std::size_t i = 0; i < size; ++i) seen |= static_cast<unsigned char>(data[i]);
  return seen < 0x80;
}

/// Bits for the bytes of one block.
struct BlockMasks {
  std::uint64_t word = 0;   // part of a word
  std::uint64_t space = 0;  // white space
  std::uint64_t cut = 0;    // a token ends before this byte, and another may begin
};

/// The masks of a text, and the text in lower case, byte for byte in the same places.
class Masks {
 public:
  /// Reads a text; false where it is none for the fast path. *alone* makes one-character scripts tokens.
  bool read(Text text, bool alone) {
    const std::size_t count = (text.size + kBlock - 1) / kBlock;
    blocks_.resize(count + 1);  // one more for a character that reaches over the last edge
    blocks_[count] = {};
    char* const lowered = lowered_.reserve((count + 1) * kBlock);
    for (std::size_t i = 0; i + 1 < count; ++i) read_block(text.data + i * kBlock, blocks_[i], lowered + i * kBlock);
    if (count > 0) {
      char last[kBlock] = {};
      const std::size_t start = (count - 1) * kBlock;
      std::memcpy(last, text.data + start, text.size - start);
      read_block(last, blocks_[count - 1], lowered + start);
    }
    return text.ascii || read_characters(text, alone);
  }

  [[nodiscard]] const std::vector<BlockMasks>& blocks() const noexcept { return blocks_; }
  [[nodiscard]] const char* lowered() noexcept { return lowered_.data(); }

 private:
  static void read_block(const char* block, BlockMasks& masks, char* __restrict lowered) noexcept {
    alignas(kBlock) unsigned char hits[kBlock];
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto byte = static_cast<unsigned char>(block[i]);
      const bool upper = static_cast<unsigned char>(byte - 'A') < 26;
      const auto low = static_cast<unsigned char>(byte | (upper << 5));
      const bool letter = static_cast<unsigned char>(low - 'a') < 26;
      const bool digit = static_cast<unsigned char>(byte - '0') < 10;
      lowered[i] = static_cast<char>(low);
      hits[i] = (letter | digit | (byte == '_')) ? 0xFF : 0;
    }
    masks.word = pack_bits(hits);
    masks.space = find_bytes(block, [](unsigned char byte) {
      return (byte == ' ') | (static_cast<unsigned char>(byte - 9) < 5) | (static_cast<unsigned char>(byte - 28) < 4);
    });
    masks.cut = 0;
  }

  void set(std::uint64_t BlockMasks::* mask, std::size_t place, std::size_t size) noexcept {
    for (std::size_t i = place; i < place + size; ++i) blocks_[i / kBlock].*mask |= std::uint64_t{1} << (i % kBlock);
  }

  /// Looks at each character that is not ASCII; false when one needs the slow path.
  bool read_characters(Text text, bool alone) {
    std::size_t behind = 0;  // where the character read last ends
    Before before;
    for (std::size_t start = 0; start < text.size; start += kBlock) {
      std::uint64_t high = high_bits(text, start);
      if (start < behind) high &= ~std::uint64_t{0} << (behind - start);
      while (high != 0) {
        const std::size_t place = start + static_cast<std::size_t>(std::countr_zero(high));
        if (place != behind) before = {};
        const std::size_t size = read_character(text, place, alone, before);
        if (size == 0) return false;
        behind = place + size;
        if (behind >= start + kBlock) break;
        high &= ~std::uint64_t{0} << (behind - start);
      }
    }
    return true;
  }

  static std::uint64_t high_bits(Text text, std::size_t start) noexcept {
    const auto test = [](unsigned char byte) { return byte >= 0x80; };
    if (start + kBlock <= text.size) return find_bytes(text.data + start, test);
    char last[kBlock] = {};
    std::memcpy(last, text.data + start, text.size - start);
    return find_bytes(last, test);
  }

  /// What stands right before a character.
  struct Before {
    std::uint8_t combining = 0;
    bool alone = false;
  };

  /// Marks a character of two bytes or more; its size, or 0 when it needs the slow path.
  std::size_t read_character(Text text, std::size_t place, bool alone, Before& before) {
    char32_t character = 0;
    const std::size_t size = decode_one(text, place, character);
    if (size == 0) return 0;
    const unicode::Record& record = look_up(character);
    if ((record.flags & unicode::kUnsure) || character == unicode::kDottedI) return 0;
    if (record.combining != 0 && record.combining < before.combining) return 0;
    if (record.lower != 0) {
      char bytes[4];
      const auto lower = character + static_cast<char32_t>(record.lower);
      if (static_cast<std::size_t>(encode(lower, bytes)) != size) return 0;
      std::memcpy(lowered_.data() + place, bytes, size);
    }
    mark(static_cast<CharClass>(record.flags & unicode::kClass), place, size, alone, before);
    if (record.flags & unicode::kSpace) set(&BlockMasks::space, place, size);
    before.combining = record.combining;
    return size;
  }

  void mark(CharClass kind, std::size_t place, std::size_t size, bool alone, Before& before) {
    const bool after_word = place > 0 && (blocks_[(place - 1) / kBlock].word >> ((place - 1) % kBlock) & 1);
    if (kind == CharClass::mark) {
      if (!after_word) return;
      set(&BlockMasks::word, place, size);
      if (before.alone) {  // the mark belongs to the token: it ends behind it
        blocks_[place / kBlock].cut &= ~(std::uint64_t{1} << (place % kBlock));
        set(&BlockMasks::cut, place + size, 1);
      }
      return;
    }
    before.alone = alone && kind == CharClass::alone;
    if (kind == CharClass::other) return;
    set(&BlockMasks::word, place, size);
    if (before.alone) {
      set(&BlockMasks::cut, place, 1);
      set(&BlockMasks::cut, place + size, 1);
    }
  }

  /// The character at *place* and its size in bytes, 0 where it is no sound UTF-8.
  static std::size_t decode_one(Text text, std::size_t place, char32_t& character) noexcept {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text.data[place + i]); };
    const unsigned char lead = at(0);
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || place + size > text.size) return 0;
    character = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
      if ((at(i) & 0xC0) != 0x80) return 0;
      character = character << 6 | (at(i) & 0x3F);
    }
    const bool shortest = size == 2 || (size == 3 ? character >= 0x800 : character >= 0x10000);
    return shortest && character <= kLastCodePoint ? size : 0;
  }

  std::vector<BlockMasks> blocks_;
  Buffer<char> lowered_;
};

}  // namespace compare
