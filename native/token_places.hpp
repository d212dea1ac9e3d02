// From the characters of a text to the hashes of its tokens and where they stand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "buffer.hpp"
#include "characters.hpp"
#include "hash.hpp"
#include "normalise.hpp"
#include "utf8.hpp"

namespace compare {

/// A token: the hash of its NFC in lower case, and its characters, first to last.
struct PlacedToken {
  std::uint64_t hash;
  std::uint32_t start, end;
};

/// Finds tokens (DESIGN.md, section 2) in texts of any width of characters; its room is used again.
class TokenPlacer {
 public:
  /// *alone* makes each character of a script written without spaces a token.
  explicit TokenPlacer(bool alone) : alone_(alone) {
    for (char32_t character = 0; character < kFew; ++character) classes_[character] = look_up_class(character);
  }

  /// Calls visit(token) for each token from *start* up to *end*.
  template <typename Character, typename Visit>
  void visit(const Character* text, std::size_t start, std::size_t end, Visit visit) {
    CharClass before = CharClass::other;
    std::size_t first = start;
    const auto close = [&](std::size_t place) {
      if (before != CharClass::other) {
        visit(PlacedToken{hash(text + first, place - first), static_cast<std::uint32_t>(first),
                          static_cast<std::uint32_t>(place)});
      }
      first = place;
    };
    for (std::size_t place = start; place < end; ++place) {
      const auto character = static_cast<char32_t>(text[place]);
      const CharClass now = character < kFew ? classes_[character] : look_up_class(character);
      if (now == CharClass::mark) continue;  // it belongs to what stands before it
      if (now != before || now == CharClass::alone) close(place);
      before = now;
    }
    close(end);
  }

 private:
  static constexpr char32_t kFew = 0x100;  // characters that are looked up in one step

  [[nodiscard]] CharClass look_up_class(char32_t character) const noexcept {
    const CharClass found = char_class(character);
    return found == CharClass::alone && !alone_ ? CharClass::word : found;
  }

  template <typename Character>
  std::uint64_t hash(const Character* token, std::size_t size) {
    constexpr char32_t kCalm = 0x300;  // below stand no characters that NFC would change, or put together
    char* const lowered = lowered_.reserve(4 * kMostLowered * size + 2 * kBlock);
    char32_t all = 0;
    for (std::size_t i = 0; i < size; ++i) all |= static_cast<char32_t>(token[i]);
    if (all < 0x80) {
      for (std::size_t i = 0; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(token[i]);
        lowered[i] = static_cast<char>(byte | (static_cast<unsigned char>(byte - 'A') < 26) << 5);
      }
      return hash_token(lowered, size, {});
    }
    char* out = lowered;
    if (all < kCalm) {
      for (std::size_t i = 0; i < size; ++i) out = write_lower(static_cast<char32_t>(token[i]), out);
    } else {
      out = compose(token, size, lowered);
    }
    return hash_token(lowered, static_cast<std::size_t>(out - lowered), {});
  }

  template <typename Character>
  char* compose(const Character* token, std::size_t size, char* lowered) {
    characters_.assign(token, token + size);
    to_nfc(characters_);
    for (const char32_t character : characters_) lowered = write_lower(character, lowered);
    return lowered;
  }

  static char* write_lower(char32_t character, char* out) noexcept {
    char32_t lowered[kMostLowered];
    const int count = lower(character, lowered);
    for (int i = 0; i < count; ++i) out += encode(lowered[i], out);
    return out;
  }

  bool alone_;
  std::array<CharClass, kFew> classes_{};
  Buffer<char> lowered_;
  std::vector<char32_t> characters_;
};

}  // namespace compare
