// From a text to the hashes of its tokens, and to the text with its white space folded.
//
// Tokens are DESIGN.md's, section 2. Most texts go by masks of bytes; the rest character by character.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "hash.hpp"
#include "masks.hpp"

namespace compare {

/// What a token is.
enum class Unit : std::uint8_t { automatic, word, character };

/// Characters of a text.
inline std::size_t count_characters(Text text) noexcept {
  if (text.ascii) return text.size;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size; ++i) count += (text.data[i] & 0xC0) != 0x80;
  return count;
}

/// Reads one text after another; its room is used again. What it gives is valid until the next call of read().
class TextReader {
 public:
  TextReader(Unit unit, Seeds seeds) : unit_(unit), seeds_(seeds) {}

  /// Takes a text in.
  void read(Text text) {
    text_ = text;
    by_masks_ = masks_.read(text, unit_ == Unit::automatic);
    if (by_masks_) return;
    characters_.clear();
    decode(text.data, text.size, characters_);
    to_nfc(characters_);
  }

  /// The hashes of its tokens, in order.
  const std::vector<std::uint64_t>& tokens() {
    tokens_.clear();
    if (unit_ == Unit::character) {
      take_characters();
    } else if (by_masks_) {
      take_masked();
    } else {
      take_runs();
    }
    return tokens_;
  }

  /// The NFC text with each run of white space folded to a space and its ends stripped, as UTF-8: its size.
  /// It lies at folded(), with room for 16 bytes more.
  std::size_t fold_space() { return by_masks_ ? fold_masked() : fold_characters(); }

  [[nodiscard]] char* folded() noexcept { return folded_.data(); }

 private:
  void take_masked() {
    const std::size_t most = text_.size + kFlattened;
    std::uint32_t* const starts = starts_.reserve(most);
    std::uint32_t* const ends = ends_.reserve(most);
    std::size_t started = 0, ended = 0;
    std::uint64_t open = 0;
    std::uint32_t place = 0;
    for (const BlockMasks& block : masks_.blocks()) {
      const std::uint64_t before = block.word << 1 | open;
      started += flatten((block.word & ~before) | (block.cut & block.word), place, starts + started);
      ended += flatten((~block.word & before) | (block.cut & before), place, ends + ended);
      open = block.word >> 63;
      place += kBlock;
    }
    tokens_.resize(ended);
    const char* const lowered = masks_.lowered();
    for (std::size_t i = 0; i < ended; ++i) tokens_[i] = hash_token(lowered + starts[i], ends[i] - starts[i], seeds_);
  }

  static constexpr std::size_t kFlattened = 64;  // numbers that may be written behind the last one

  /// Writes the places of the bits that are set, and how many there are. Without a branch for each bit, since
  /// those are what a processor cannot foresee.
  static std::size_t flatten(std::uint64_t bits, std::uint32_t place, std::uint32_t* out) noexcept {
    const auto count = static_cast<std::size_t>(std::popcount(bits));
    for (std::size_t written = 0; written < count; written += 12) {
      for (std::size_t i = 0; i < 12; ++i, bits &= bits - 1) {
        out[written + i] = place + static_cast<std::uint32_t>(std::countr_zero(bits));
      }
    }
    return count;
  }

  std::size_t fold_masked() {
    char* const folded = folded_.reserve(text_.size + 3 * kBlock);
    char* out = folded;
    std::uint64_t after_space = 1;  // white space before the text is left out
    for (std::size_t place = 0, i = 0; place < text_.size; place += kBlock, ++i) {
      const std::size_t size = std::min(kBlock, text_.size - place);
      const std::uint64_t space = masks_.blocks()[i].space & ~std::uint64_t{0} >> (kBlock - size);
      const std::uint64_t dropped = space & (space << 1 | after_space);
      after_space = space >> (size - 1) & 1;
      alignas(kBlock) char block[2 * kBlock] = {};
      std::memcpy(block, text_.data + place, size);
      blank(block, space);
      if (dropped == 0) {
        std::memcpy(out, block, kBlock);
        out += size;
        continue;
      }
      // Each run of bytes that stay is copied with what follows it, which the next run overwrites.
      std::uint64_t kept = ~dropped & ~std::uint64_t{0} >> (kBlock - size);
      while (kept != 0) {
        const int from = std::countr_zero(kept);
        const int count = std::countr_one(kept >> from);
        std::memcpy(out, block + from, kBlock);
        out += count;
        if (from + count >= static_cast<int>(kBlock)) break;
        kept &= ~std::uint64_t{0} << (from + count);
      }
    }
    if (out > folded && out[-1] == ' ') --out;
    return static_cast<std::size_t>(out - folded);
  }

  /// Makes spaces of all white space: of ASCII at once, of the rest byte by byte.
  static void blank(char* block, std::uint64_t space) noexcept {
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto byte = static_cast<unsigned char>(block[i]);
      const bool white = (static_cast<unsigned char>(byte - 9) < 5) | (static_cast<unsigned char>(byte - 28) < 4);
      block[i] = white ? ' ' : block[i];
    }
    const std::uint64_t high = find_bytes(block, [](unsigned char byte) { return byte >= 0x80; });
    for (std::uint64_t wide = space & high; wide != 0; wide &= wide - 1) block[std::countr_zero(wide)] = ' ';
  }

  std::size_t fold_characters() {
    char* const folded = folded_.reserve(4 * characters_.size() + 2 * kBlock);
    char* out = folded;
    bool after_space = true;
    for (const char32_t character : characters_) {
      const bool space = is_space(character);
      if (!space) {
        out += encode(character, out);
      } else if (!after_space) {
        *out++ = ' ';
      }
      after_space = space;
    }
    if (out > folded && out[-1] == ' ') --out;
    return static_cast<std::size_t>(out - folded);
  }

  /// The tokens of characters in NFC: runs of word characters with the marks behind them.
  void take_runs() {
    // A lower case has at most two characters, of four bytes each.
    char* const lowered = lowered_.reserve(8 * characters_.size() + 2 * kBlock);
    char* out = lowered;
    char* start = lowered;
    CharClass before = CharClass::other;
    const auto close = [&] {
      if (out > start) tokens_.push_back(hash_token(start, static_cast<std::size_t>(out - start), seeds_));
      start = out;
    };
    for (const char32_t character : characters_) {
      CharClass now = char_class(character);
      if (now == CharClass::alone && unit_ == Unit::word) now = CharClass::word;
      if (now == CharClass::mark) {
        if (before == CharClass::other) continue;
        now = before;  // a mark belongs to the character before it
      } else if (now != CharClass::word || before == CharClass::alone) {
        close();
      }
      if (now != CharClass::other) out = write_lower(character, out);
      before = now;
    }
    close();
  }

  static char* write_lower(char32_t character, char* out) noexcept {
    char32_t lowered[3];
    const int count = lower(character, lowered);
    for (int i = 0; i < count; ++i) out += encode(lowered[i], out);
    return out;
  }

  /// Each character of the folded text, in lower case, is a token.
  void take_characters() {
    const std::size_t size = fold_space();
    characters_.clear();
    decode(folded_.data(), size, characters_);
    by_masks_ = false;
    char bytes[4 + 16] = {};
    for (const char32_t character : characters_) {
      char32_t lowered[3];
      const int count = lower(character, lowered);
      for (int i = 0; i < count; ++i) {
        const auto length = static_cast<std::size_t>(encode(lowered[i], bytes));
        tokens_.push_back(hash_token(bytes, length, seeds_));
      }
    }
  }

  Unit unit_;
  Seeds seeds_;
  Text text_;
  bool by_masks_ = false;
  Masks masks_;
  std::vector<std::uint64_t> tokens_;
  std::vector<char32_t> characters_;
  Buffer<char> lowered_, folded_;
  Buffer<std::uint32_t> starts_, ends_;
};

}  // namespace compare
