// One line of JSON: the fields that are wanted, if the line is surely a sound object.
//
// Whatever is doubtful (an unknown escape, a lone surrogate, a number out of the ordinary, a name that stands
// twice, deep nesting, bad UTF-8) is left to a strict JSON library: find_fields() then finds nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "block.hpp"
#include "buffer.hpp"
#include "masks.hpp"
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

/// The number of four hexadecimal digits.
inline bool read_unit(const char* digits, std::uint32_t& unit) noexcept {
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

/// Reads the strings of JSON.
class JsonString {
 public:
  /// Reads from behind the opening quotation mark to behind the closing one, and writes the text. False when
  /// the string is not surely sound, or not closed before *end*, where a control character must stand, and
  /// 63 more readable bytes. *out* needs room for what is read and 64 bytes more.
  bool read(const char*& place, const char* end, char*& out) noexcept {
    high_ = wide_ = 0;
    for (;;) {
      const char* const start = place;
      place = find_special(place, high_);
      if (place >= end) return false;
      for (const char* from = start; from < place; from += kBlock) std::memcpy(out + (from - start), from, kBlock);
      out += place - start;
      if (*place == '"') {
        ++place;
        return true;
      }
      if (*place != '\\' || !read_escape(place, end, out)) return false;
    }
  }

  /// Whether bytes beyond ASCII stood in the string read last.
  [[nodiscard]] bool has_high() const noexcept { return high_ != 0; }
  /// Whether its text is ASCII.
  [[nodiscard]] bool is_ascii() const noexcept { return (high_ | wide_) == 0; }

 private:
  bool read_escape(const char*& place, const char* end, char*& out) noexcept {
    if (end - place < 2) return false;
    const char kind = place[1];
    place += 2;
    switch (kind) {
      case '"': case '\\': case '/': *out++ = kind; return true;
      case 'b': *out++ = '\b'; return true;
      case 'f': *out++ = '\f'; return true;
      case 'n': *out++ = '\n'; return true;
      case 'r': *out++ = '\r'; return true;
      case 't': *out++ = '\t'; return true;
      case 'u': return read_code_point(place, end, out);
      default: return false;
    }
  }

  /// Four digits, or of a surrogate pair both.
  bool read_code_point(const char*& place, const char* end, char*& out) noexcept {
    std::uint32_t unit = 0, low = 0;
    if (end - place < 4 || !read_unit(place, unit)) return false;
    place += 4;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      const bool pair = unit <= 0xDBFF && end - place >= 6 && place[0] == '\\' && place[1] == 'u';
      if (!pair || !read_unit(place + 2, low) || low < 0xDC00 || low > 0xDFFF) return false;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      place += 6;
    }
    if (unit >= 0x80) wide_ = 1;
    out += encode(static_cast<char32_t>(unit), out);
    return true;
  }

  unsigned char high_ = 0, wide_ = 0;
};

/// What was found in a line.
struct JsonFields {
  std::vector<Slice> values;  // as they stand in the line; of size 0 when absent
  std::size_t text_field = 0;  // number of the text field that was there
  Slice raw_text;              // between its quotation marks
  Text text;                   // valid until the next line is read
};

/// Reads one line. Behind it must stand a control character, and 63 more readable bytes.
class JsonLine {
 public:
  static constexpr std::size_t kMostNames = 32;  // of one object; more are left to the library
  static constexpr int kDeepest = 64;
  static constexpr std::size_t kLongestNumber = 300;  // characters

  /// *wanted* names fields; from the *texts*th on, each may be the text, and the first one present is.
  JsonLine(std::vector<std::string> wanted, std::size_t texts) : wanted_(std::move(wanted)), texts_(texts) {}

  /// The fields wanted, or nothing when the line is not surely a sound object with a text.
  const JsonFields* find_fields(const char* line, std::size_t size) {
    line_ = place_ = line;
    end_ = line + size;
    out_ = room_.reserve(size + 2 * kBlock);
    high_ = false;
    found_.values.assign(texts_, Slice{});
    found_.text_field = wanted_.size();
    if (!read_object()) return nullptr;
    skip_space();
    const bool sound = place_ == end_ && (!high_ || is_valid_utf8(line, size));
    return sound && found_.text_field < wanted_.size() ? &found_ : nullptr;
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
  bool read_object() {
    if (!take('{')) return false;
    if (take('}')) return true;
    std::array<std::string_view, kMostNames> names;
    for (std::size_t count = 0; count < kMostNames; ++count) {
      skip_space();
      if (!read_name(names[count])) return false;
      for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == names[count]) return false;
      }
      if (!take(':') || !read_field(names[count])) return false;
      if (take('}')) return true;
      if (!take(',')) return false;
    }
    return false;
  }

  /// The value of a field, kept if it is wanted.
  bool read_field(std::string_view name) {
    skip_space();
    const char* const start = place_;
    char* const text = out_;
    if (!skip_value(1)) return false;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].empty() || wanted_[i] != name) continue;
      const Slice slice = slice_of(start, place_);
      if (i < texts_) {
        found_.values[i] = slice;
      } else if (i < found_.text_field) {
        if (*start != '"') return false;  // null, or no text: the library tells
        found_.text_field = i;
        found_.raw_text = {slice.start + 1, slice.size - 2};
        found_.text = {text, static_cast<std::size_t>(string_end_ - text), string_.is_ascii()};
        out_ = string_end_;
      }
    }
    return true;
  }

  [[nodiscard]] Slice slice_of(const char* start, const char* end) const noexcept {
    return {static_cast<std::uint32_t>(start - line_), static_cast<std::uint32_t>(end - start)};
  }

  /// The name of a field, if it has no escapes.
  bool read_name(std::string_view& name) {
    if (place_ >= end_ || *place_ != '"') return false;
    const char* const start = ++place_;
    unsigned char high = 0;
    place_ = find_special(place_, high);
    high_ |= high != 0;
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

  /// Its text is written as well: what the string is for is known when it was read.
  bool skip_string() noexcept {
    ++place_;
    string_end_ = out_;
    const bool sound = string_.read(place_, end_, string_end_);
    high_ |= string_.has_high();
    return sound;
  }

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

  std::vector<std::string> wanted_;
  std::size_t texts_;
  JsonFields found_;
  JsonString string_;
  Buffer<char> room_;
  char* out_ = nullptr;
  char* string_end_ = nullptr;
  const char* line_ = nullptr;
  const char* place_ = nullptr;
  const char* end_ = nullptr;
  bool high_ = false;
};

}  // namespace compare
