// UTF-8 to code points and back.
//
// Surrogates count as code points, in three bytes each ("WTF-8"): JSON may hold a lone one.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "block.hpp"

namespace compare {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;
inline constexpr char32_t kReplacement = 0xFFFD;

/// Writes a code point as UTF-8, in room for four bytes; how many it takes.
inline int encode(char32_t character, char* out) noexcept {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) {
    out[0] = static_cast<char>(character);
    return 1;
  }
  if (character < 0x800) {
    out[0] = static_cast<char>(0xC0 | character >> 6);
    out[1] = tail(0);
    return 2;
  }
  if (character < 0x10000) {
    out[0] = static_cast<char>(0xE0 | character >> 12);
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | (character >> 18 & 0x07));
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

/// A code point and how many bytes it took.
struct Decoded {
  char32_t character;
  std::size_t size;
};

/// The code point whose UTF-8 begins at *data*, where *size* > 0 bytes are left. A byte that begins
/// nothing valid is one U+FFFD; surrogates are let through.
inline Decoded decode_one(const char* data, std::size_t size) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(data[i])); };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) {
    if (lead >= 0xC2 && size > 1 && is_tail(1)) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  } else if (lead < 0xF0) {
    if (size > 2 && is_tail(1) && is_tail(2)) {
      const char32_t character = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
      if (character >= 0x800) return {character, 3};
    }
  } else if (lead < 0xF5 && size > 3 && is_tail(1) && is_tail(2) && is_tail(3)) {
    const char32_t character =
        (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (character >= 0x10000 && character <= kLastCodePoint) return {character, 4};
  }
  return {kReplacement, 1};
}

/// Where in 64 bytes of UTF-8 a code point begins, and whether all is as it must be.
class Utf8Check {
 public:
  explicit Utf8Check(bool allow_surrogates) noexcept : allow_surrogates_(allow_surrogates) {}

  /// Goes on with the next 64 bytes: one bit for each that begins a code point.
  std::uint64_t read(const char* block) noexcept {
    using Byte = unsigned char;
    const std::uint64_t high = find_bytes(block, [](Byte byte) { return byte >= 0x80; });
    three_ = 0;
    if ((high | expected_ | seconds_) == 0) return ~std::uint64_t{0};
    const std::uint64_t lead = find_bytes(block, [](Byte byte) { return byte >= 0xC0; });
    const std::uint64_t three = three_ = find_bytes(block, [](Byte byte) { return byte >= 0xE0; });
    const std::uint64_t four = find_bytes(block, [](Byte byte) { return byte >= 0xF0; });
    const std::uint64_t never = find_bytes(block, [](Byte byte) { return (byte & 0xFE) == 0xC0 || byte > 0xF4; });
    const std::uint64_t tails = expected_ | lead << 1 | three << 2 | four << 3;
    expected_ = lead >> 63 | three >> 62 | four >> 61;
    wrong_ |= never | ((high & ~lead) ^ tails);
    if ((three | seconds_) != 0) check_seconds(block);
    return ~high | lead;
  }

  /// Whether a code point that begins in the block read last is of three bytes or more.
  [[nodiscard]] bool has_three() const noexcept { return three_ != 0; }

  /// Whether all was right, and no code point is cut off where the text now ends.
  [[nodiscard]] bool is_right() const noexcept { return (wrong_ | expected_) == 0; }

 private:
  /// After some leads not every tail is right: it would be overlong, a surrogate, or too large.
  void check_seconds(const char* block) noexcept {
    using Byte = unsigned char;
    const std::uint64_t low = find_bytes(block, [](Byte byte) { return byte < 0xA0; });
    const std::uint64_t lowest = find_bytes(block, [](Byte byte) { return byte < 0x90; });
    const std::uint64_t forbidden[] = {low, ~low, lowest, ~lowest};
    const std::uint64_t leads[] = {
        find_bytes(block, [](Byte byte) { return byte == 0xE0; }),
        allow_surrogates_ ? 0 : find_bytes(block, [](Byte byte) { return byte == 0xED; }),
        find_bytes(block, [](Byte byte) { return byte == 0xF0; }),
        find_bytes(block, [](Byte byte) { return byte == 0xF4; }),
    };
    std::uint64_t carried = 0;
    for (int i = 0; i < 4; ++i) {
      wrong_ |= (leads[i] << 1 | (seconds_ >> i & 1)) & forbidden[i];
      carried |= leads[i] >> 63 << i;
    }
    seconds_ = carried;
  }

  bool allow_surrogates_;
  std::uint64_t wrong_ = 0;
  std::uint64_t three_ = 0;
  std::uint64_t expected_ = 0;  // tails that the next block must begin with
  std::uint64_t seconds_ = 0;   // a bit for each of the leads above, if the last block ended with it
};

/// Calls *visit* with each 64 bytes, their place and how many of them are text; at least 3 more may be read.
template <typename Visit>
inline void visit_padded_blocks(const char* data, std::size_t size, Visit visit) {
  std::size_t place = 0;
  for (; place + kBlock + 3 <= size; place += kBlock) visit(data + place, place, kBlock);
  for (; place < size; place += kBlock) {
    char padded[kBlock + 3] = {};
    std::memcpy(padded, data + place, std::min(sizeof padded, size - place));
    visit(padded, place, std::min(kBlock, size - place));
  }
}

/// Whether the bytes are UTF-8 of the strict sort: no surrogates, nothing overlong, nothing cut off.
inline bool is_valid_utf8(const char* data, std::size_t size) noexcept {
  Utf8Check check(false);
  visit_padded_blocks(data, size, [&](const char* block, std::size_t, std::size_t) { check.read(block); });
  return check.is_right();
}

/// The code point of one or two bytes that begins here, of a text known to be right.
inline char32_t decode_two(const char* place) noexcept {
  const std::uint32_t first = static_cast<unsigned char>(place[0]), second = static_cast<unsigned char>(place[1]);
  const std::uint32_t both = (first & 0x1F) << 6 | (second & 0x3F);
  return first < 0x80 ? first : both;
}

/// Any code point that begins here, of a text known to be right; 3 bytes behind its first are read.
inline char32_t decode_any(const char* place) noexcept {
  // By the highest four bits of the first byte: which of its bits count, and how much too much is read.
  static constexpr std::uint8_t kCount[16] = {127, 127, 127, 127, 127, 127, 127, 127, 0, 0, 0, 0, 31, 31, 15, 7};
  static constexpr std::uint8_t kShift[16] = {18, 18, 18, 18, 18, 18, 18, 18, 0, 0, 0, 0, 12, 12, 6, 0};
  const auto byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(place[i])); };
  const std::uint32_t kind = byte(0) >> 4;
  const std::uint32_t all =
      (byte(0) & kCount[kind]) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  return all >> kShift[kind];
}

/// The code points of a UTF-8 text take the place of what *out* held. A byte that begins nothing valid
/// is one U+FFFD; surrogates are let through.
inline void decode(const char* data, std::size_t size, std::vector<char32_t>& out) {
  out.resize(size);  // no code point takes less than a byte
  char32_t* next = out.data();
  Utf8Check check(true);
  visit_padded_blocks(data, size, [&](const char* block, std::size_t, std::size_t count) {
    std::uint64_t starts = check.read(block) & ~std::uint64_t{0} >> (kBlock - count);
    // Each byte begins a code point: all are ASCII but perhaps the last one.
    if (starts == ~std::uint64_t{0} && static_cast<unsigned char>(block[kBlock - 1]) < 0x80) {
      for (std::size_t i = 0; i < kBlock; ++i) next[i] = static_cast<unsigned char>(block[i]);
      next += kBlock;
      return;
    }
    if (check.has_three()) {
      for (; starts != 0; starts &= starts - 1) *next++ = decode_any(block + std::countr_zero(starts));
    } else {
      for (; starts != 0; starts &= starts - 1) *next++ = decode_two(block + std::countr_zero(starts));
    }
  });
  if (!check.is_right()) {
    next = out.data();
    for (std::size_t place = 0; place < size;) {
      const auto [character, length] = decode_one(data + place, size - place);
      *next++ = character;
      place += length;
    }
  }
  out.resize(static_cast<std::size_t>(next - out.data()));
}

}  // namespace compare
