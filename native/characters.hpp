// What a character is, and its lower case: Unicode 14.0, whatever the locale.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "unicode_tables.hpp"
#include "utf8.hpp"

namespace compare {

/// What a character is to tokens: no part of one; a part; a part after another part; a token of its own.
enum class CharClass : std::uint8_t { other, word, mark, alone };

/// The number of the record of a code point: three steps through the tables. What is above U+10FFFF
/// is as an unassigned one.
constexpr std::uint8_t find_record(char32_t character) noexcept {
  using namespace unicode;
  if (character > kLastCodePoint) return 0;
  const std::size_t top = kTop[character >> (kTopBits + kBlockBits)];
  const std::size_t middle = kMiddle[top << kTopBits | (character >> kBlockBits & ((1U << kTopBits) - 1))];
  return kBottom[middle << kBlockBits | (character & ((1U << kBlockBits) - 1))];
}

/// The same in one step for the first plane, which nearly all characters of nearly all texts are of.
inline constexpr auto kFirstPlane = [] {
  std::array<std::uint8_t, 0x10000> records{};
  for (char32_t character = 0; character < records.size(); ++character) {
    records[character] = find_record(character);
  }
  return records;
}();

/// What the tables know of a code point.
inline const unicode::Record& look_up(char32_t character) noexcept {
  const bool first = character < kFirstPlane.size();
  return unicode::kRecords[first ? kFirstPlane[character] : find_record(character)];
}

inline CharClass char_class(char32_t character) noexcept {
  return static_cast<CharClass>(look_up(character).flags & unicode::kClass);
}

/// Whether it is a digit or another character that stands for a number (Nd, Nl, No).
inline bool is_numeric(char32_t character) noexcept { return (look_up(character).flags & unicode::kNumeric) != 0; }

/// Whether Python's str.split() splits at the character.
inline bool is_space(char32_t character) noexcept {
  if (character < 0x80) return character == U' ' || character - 9 < 5 || character - 28 < 4;
  return (look_up(character).flags & unicode::kSpace) != 0;
}

inline constexpr std::size_t kMostLowered = 3;  // characters that the lower case of one has room for

/// Writes the lower case of one character on its own, without regard to what stands around it; how many it is.
inline int lower(char32_t character, char32_t out[kMostLowered]) noexcept {
  out[0] = character + static_cast<char32_t>(look_up(character).lower);
  if (character != unicode::kDottedI) return 1;
  out[1] = unicode::kDotAbove;  // the one lower case of two characters
  return 2;
}

}  // namespace compare
