// Characters taken out of a string of JSON as it stands in its line, the rest staying byte for byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "json_line.hpp"

namespace compare {

/// Goes through a sound string of JSON character by character, an escape counting as what it stands for.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view literal) : literal_(literal) {}

  /// The byte at which a character begins, or where the string ends; false where it has fewer characters.
  bool seek(std::uint64_t character, std::size_t& byte) noexcept {
    while (character_ < character && place_ < literal_.size()) step();
    byte = place_;
    return character_ == character;
  }

 private:
  void step() noexcept {
    ++character_;
    if (literal_[place_] == '\\') {
      place_ = std::min(place_ + size_of_escape(), literal_.size());
      return;
    }
    do ++place_;
    while (place_ < literal_.size() && (static_cast<unsigned char>(literal_[place_]) & 0xC0) == 0x80);
  }

  /// Bytes of the escape that begins here; the halves of a surrogate pair are one character.
  [[nodiscard]] std::size_t size_of_escape() const noexcept {
    std::uint32_t unit = 0;
    if (!is_unit(place_, unit)) return 2;
    std::uint32_t low = 0;
    const bool pair = unit >= 0xD800 && unit <= 0xDBFF && is_unit(place_ + 6, low) && low >= 0xDC00 && low <= 0xDFFF;
    return pair ? 12 : 6;
  }

  [[nodiscard]] bool is_unit(std::size_t place, std::uint32_t& unit) const noexcept {
    return place + 6 <= literal_.size() && literal_[place] == '\\' && literal_[place + 1] == 'u' &&
           read_unit(literal_.data() + place + 2, unit);
  }

  std::string_view literal_;
  std::size_t place_ = 0;
  std::uint64_t character_ = 0;
};

/// Takes characters out of what stands between the quotation marks of a sound string of JSON. *edges* are starts and
/// ends of ranges, in order, none reaching into the next; false when they are not, or lie outside the string.
inline bool cut_string(std::string_view literal, const std::uint32_t* edges, std::size_t count, std::string& out) {
  LiteralReader reader(literal);
  std::size_t kept = 0;
  for (std::size_t i = 0; i + 1 < count; i += 2) {
    std::size_t start = 0, end = 0;
    if ((i > 0 && edges[i] < edges[i - 1]) || edges[i + 1] < edges[i]) return false;
    if (!reader.seek(edges[i], start) || !reader.seek(edges[i + 1], end)) return false;
    out.append(literal.substr(kept, start - kept));
    kept = end;
  }
  out.append(literal.substr(kept));
  return true;
}

}  // namespace compare
