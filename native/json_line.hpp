// One line of JSON: the fields that are wanted, if the line is surely a sound object.
//
// Whatever is doubtful (an unknown escape, a lone surrogate, a number out of the ordinary, a name that stands
// twice, deep nesting, bad UTF-8) is left to a strict JSON library: find_fields() then says no.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "block.hpp"
#include "normalise.hpp"

namespace compare {

/// Bytes of a line, from its first one on.
struct Slice {
  std::uint32_t start = 0;
  std::uint32_t size = 0;
};

/// The first byte from *place* on that ends a piece of a JSON string: a quotation mark, a backslash, or a
/// control character. 64 bytes behind *place* must be readable; *high* gathers the bits of what lies before.
inline const char* find_special(const char* place, unsigned char& high) noexcept {
  for (;; place += kBlock) {
    const std::uint64_t special =
        find_bytes(place, [](unsigned char byte) { return (byte == '"') | (byte == '\\') | (byte < 0x20); });
    const std::uint64_t beyond = find_bytes(place, [](unsigned char byte) { return byte >= 0x80; });
    if (special != 0) {
      const auto size = static_cast<unsigned>(std::countr_zero(special));
      if (beyond & ((std::uint64_t{1} << size) - 1)) high = 0x80;
      return place + size;
    }
    if (beyond) high = 0x80;
  }
}

/// Reads one line. Behind it must stand a control character, and 63 more readable bytes.
class JsonLine {
 public:
  static constexpr std::size_t kMostNames = 32;  // of one object; more are left to the library
  static constexpr int kDeepest = 64;
  static constexpr std::size_t kLongestNumber = 300;  // characters

  /// The raw values of the fields *wanted* (a string's without its quotation marks; size 0 when absent), or
  /// false when the line is not surely sound. *is_string* tells which values are strings.
  bool find_fields(const char* line, std::size_t size, const std::vector<std::string>& wanted,
                   std::vector<Slice>& values, std::vector<char>& is_string) {
    line_ = place_ = line;
    end_ = line + size;
    high_ = 0;
    values.assign(wanted.size(), Slice{});
    is_string.assign(wanted.size(), 0);
    if (!read_object(wanted, values, is_string)) return false;
    skip_space();
    return place_ == end_ && (high_ == 0 || is_valid_utf8(line, size));
  }

 private:
  void skip_space() noexcept {
    while (place_ < end_ && (*place_ == ' ' || *place_ == '\t' || *place_ == '\r')) ++place_;
  }

  bool take(char byte) noexcept {
    skip_space();
    if (place_ >= end_ || *place_ != byte) return false;
    ++place_;
    return true;
  }

  /// The outermost object, whose fields are looked at.
  bool read_object(const std::vector<std::string>& wanted, std::vector<Slice>& values, std::vector<char>& is_string) {
    if (!take('{')) return false;
    if (take('}')) return true;
    std::array<std::string_view, kMostNames> names;
    for (std::size_t count = 0; count < kMostNames; ++count) {
      skip_space();
      if (!read_name(names[count])) return false;
      for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == names[count]) return false;
      }
      if (!take(':')) return false;
      skip_space();
      const char* const start = place_;
      if (!skip_value(1)) return false;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != names[count]) continue;
        is_string[i] = *start == '"';
        values[i] = {static_cast<std::uint32_t>(start + is_string[i] - line_),
                     static_cast<std::uint32_t>(place_ - start - 2 * is_string[i])};
      }
      if (take('}')) return true;
      if (!take(',')) return false;
    }
    return false;
  }

  /// The name of a field, if it has no escapes.
  bool read_name(std::string_view& name) {
    if (place_ >= end_ || *place_ != '"') return false;
    const char* const start = ++place_;
    place_ = find_special(place_, high_);
    if (place_ >= end_ || *place_ != '"') return false;
    name = {start, static_cast<std::size_t>(place_ - start)};
    ++place_;
    return true;
  }

  bool skip_value(int depth) {
    if (place_ >= end_ || depth > kDeepest) return false;
    switch (*place_) {
      case '"': return skip_string();
      case '{': return skip_nested('}', depth);
      case '[': return skip_nested(']', depth);
      case 't': return skip_word("true");
      case 'f': return skip_word("false");
      case 'n': return skip_word("null");
      default: return skip_number();
    }
  }

  bool skip_word(std::string_view word) noexcept {
    if (static_cast<std::size_t>(end_ - place_) < word.size()) return false;
    if (std::memcmp(place_, word.data(), word.size()) != 0) return false;
    place_ += word.size();
    return true;
  }

  bool skip_nested(char closing, int depth) {
    ++place_;
    if (take(closing)) return true;
    do {
      skip_space();
      if (closing == '}') {
        if (place_ >= end_ || *place_ != '"' || !skip_string() || !take(':')) return false;
        skip_space();
      }
      if (!skip_value(depth + 1)) return false;
    } while (take(','));
    return take(closing);
  }

  bool skip_string() {
    ++place_;
    for (;;) {
      place_ = find_special(place_, high_);
      if (place_ >= end_) return false;
      if (*place_ == '"') {
        ++place_;
        return true;
      }
      if (*place_ != '\\' || !skip_escape()) return false;
    }
  }

  bool skip_escape() noexcept {
    if (end_ - place_ < 2) return false;
    if (place_[1] != 'u') {
      if (std::strchr("\"\\/bfnrt", place_[1]) == nullptr || place_[1] == '\0') return false;
      place_ += 2;
      return true;
    }
    std::uint32_t unit;
    if (end_ - place_ < 6 || !read_unit(place_ + 2, unit)) return false;
    place_ += 6;
    if (unit < 0xD800 || unit > 0xDFFF) return true;
    // A pair of surrogates, or it is not sure.
    if (unit > 0xDBFF || end_ - place_ < 6 || place_[0] != '\\' || place_[1] != 'u') return false;
    if (!read_unit(place_ + 2, unit) || unit < 0xDC00 || unit > 0xDFFF) return false;
    place_ += 6;
    return true;
  }

 public:
  /// The number of four hexadecimal digits.
  static bool read_unit(const char* digits, std::uint32_t& unit) noexcept {
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const char digit = digits[i];
      const int value = digit >= '0' && digit <= '9'   ? digit - '0'
                        : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                        : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                       : -1;
      if (value < 0) return false;
      unit = unit << 4 | static_cast<std::uint32_t>(value);
    }
    return true;
  }

 private:
  std::size_t skip_digits() noexcept {
    const char* const start = place_;
    while (place_ < end_ && *place_ >= '0' && *place_ <= '9') ++place_;
    return static_cast<std::size_t>(place_ - start);
  }

  bool skip_number() noexcept {
    const char* const start = place_;
    if (*place_ == '-') ++place_;
    const bool zero = place_ < end_ && *place_ == '0';
    const std::size_t digits = skip_digits();
    if (digits == 0 || (zero && digits > 1)) return false;
    if (place_ < end_ && *place_ == '.') {
      ++place_;
      if (skip_digits() == 0) return false;
    }
    if (place_ < end_ && (*place_ == 'e' || *place_ == 'E')) {
      ++place_;
      if (place_ < end_ && (*place_ == '+' || *place_ == '-')) ++place_;
      if (skip_digits() == 0) return false;
    }
    return static_cast<std::size_t>(place_ - start) <= kLongestNumber;
  }

  const char* line_ = nullptr;
  const char* place_ = nullptr;
  const char* end_ = nullptr;
  unsigned char high_ = 0;
};

/// Writes the text of a sound JSON string (without its quotation marks) and gives its end; *ascii* tells whether
/// all of it is. 64 bytes behind the string must be readable, and 64 behind the text writable.
inline char* unescape(const char* string, std::size_t size, char* out, bool& ascii) noexcept {
  const char* const end = string + size;
  unsigned char high = 0;
  while (string < end) {
    const char* const stop = std::min(find_special(string, high), end);
    for (const char* place = string; place < stop; place += kBlock) {
      std::memcpy(out + (place - string), place, kBlock);
    }
    out += stop - string;
    string = stop;
    if (string >= end) break;
    switch (string[1]) {
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u': {
        std::uint32_t unit = 0, low = 0;
        JsonLine::read_unit(string + 2, unit);
        if (unit >= 0xD800 && unit < 0xDC00) {
          JsonLine::read_unit(string + 8, low);
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
          string += 6;
        }
        if (unit >= 0x80) high = 0x80;
        out += encode(static_cast<char32_t>(unit), out);
        string += 4;
        break;
      }
      default: *out++ = string[1];
    }
    string += 2;
  }
  ascii = high == 0;
  return out;
}

}  // namespace compare
