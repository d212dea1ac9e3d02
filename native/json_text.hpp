// Texts as JSON strings.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "block.hpp"

namespace compare {

/// Whether a byte of UTF-8 may not stand in a JSON string as it is.
inline bool needs_escape(unsigned char byte) noexcept { return (byte < 0x20) | (byte == '"') | (byte == '\\'); }

/// Adds a byte that needs an escape, as Python's json writes it.
inline void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kShort = "\b\t\n\f\r\"\\", kLetters = "btnfr\"\\", kDigits = "0123456789abcdef";
  out += '\\';
  if (const std::size_t place = kShort.find(static_cast<char>(byte)); place != std::string_view::npos) {
    out += kLetters[place];
  } else {
    out += "u00";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

/// Adds a text in UTF-8 as a JSON string, in quotation marks.
inline void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t place = 0;
  while (place < text.size()) {
    std::size_t end = place;
    while (end + kBlock <= text.size() && find_bytes(text.data() + end, needs_escape) == 0) end += kBlock;
    while (end < text.size() && !needs_escape(static_cast<unsigned char>(text[end]))) ++end;
    out.append(text.substr(place, end - place));
    if (end < text.size()) append_escape(out, static_cast<unsigned char>(text[end++]));
    place = end;
  }
  out += '"';
}

}  // namespace compare
