// From a text to the hashes of its tokens, and to the text with its white space folded.
//
// Tokens are DESIGN.md's, section 2. Most texts go by masks of bytes; the rest character by character.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "hash.hpp"
#include "masks.hpp"

namespace compare {

/// What a token is.
enum class Unit : std::uint8_t { automatic, word, character };

/// Characters of a text.
inline std::size_t count_characters(Text text) noexcept {
  if (text.ascii) return text.size;
  const auto begins = [](unsigned char byte) { return (byte & 0xC0) != 0x80; };
  std::size_t count = 0, place = 0;
  for (; place + kBlock <= text.size; place += kBlock) {
    count += static_cast<std::size_t>(std::popcount(find_bytes(text.data + place, begins)));
  }
  for (; place < text.size; ++place) count += begins(static_cast<unsigned char>(text.data[place]));
  return count;
}

/// Reads one text after another; its room is used again. What it gives is valid until the next call of read().
class TextReader {
 public:
  TextReader(Unit unit, Seeds seeds) : unit_(unit), seeds_(seeds) {}

  /// Hashes tokens otherwise from now on, those of a text that was read already, too.
  void reseed(Seeds seeds) noexcept { seeds_ = seeds; }

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
  std::span<const std::uint64_t> tokens() {
    if (unit_ == Unit::character) {
      take_characters();
    } else if (by_masks_) {
      take_masked();
    } else {
      take_runs();
    }
    return {tokens_.data(), count_};
  }

  /// The NFC text with each run of white space folded to a space and its ends stripped, as UTF-8: its size.
  /// It lies at folded(), with room for 16 bytes more.
  std::size_t fold_space() { return by_masks_ ? fold_masked() : fold_characters(); }

  [[nodiscard]] char* folded() noexcept { return folded_.data(); }

 private:
  /// Starts and ends of tokens take turns; at one place a token may end and the next one start.
  void take_masked() {
    std::uint64_t* out = reserve_tokens(text_.size / 2 + kBlock);
    const char* const lowered = masks_.lowered();
    const char* block_start = lowered;
    const char* start = lowered;
    std::uint64_t open = 0;
    for (const BlockMasks& block : masks_.blocks()) {
      const std::uint64_t before = block.word << 1 | open;
      std::uint64_t starts = (block.word & ~before) | (block.cut & block.word);
      std::uint64_t ends = (~block.word & before) | (block.cut & before);
      const auto take_start = [&] {
        start = block_start + std::countr_zero(starts);
        starts &= starts - 1;
      };
      if (open == 0) take_start();
      for (; ends != 0; ends &= ends - 1) {
        const char* const end = block_start + std::countr_zero(ends);
        *out++ = hash_token(start, static_cast<std::size_t>(end - start), seeds_);
        take_start();
      }
      open = block.word >> 63;
      block_start += kBlock;
    }
    count_ = static_cast<std::size_t>(out - tokens_.data());
  }

  /// Room for at least so many hashes.
  std::uint64_t* reserve_tokens(std::size_t most) {
    if (tokens_.size() < most) tokens_.resize(most);
    return tokens_.data();
  }

  std::size_t fold_masked() {
    char* const folded = folded_.reserve(text_.size + 3 * kBlock);
    char* out = folded;
    const BlockMasks* block = masks_.blocks().data();
    std::uint64_t after_space = 1;  // white space before the text is left out
    std::size_t place = 0;
    for (; place + kBlock <= text_.size; place += kBlock, ++block) {
      out = fold_block(text_.data + place, kBlock, block->space, after_space, out);
    }
    if (place < text_.size) {
      char last[kBlock] = {};
      std::memcpy(last, text_.data + place, text_.size - place);
      out = fold_block(last, text_.size - place, block->space, after_space, out);
    }
    if (out > folded && out[-1] == ' ') --out;
    return static_cast<std::size_t>(out - folded);
  }

  /// Writes the first *size* bytes of a block, folded, and others behind them that are to be overwritten.
  char* fold_block(const char* block, std::size_t size, std::uint64_t space, std::uint64_t& after_space,
                   char* out) const noexcept {
    const std::uint64_t within = ~std::uint64_t{0} >> (kBlock - size);
    space &= within;
    const std::uint64_t dropped = space & (space << 1 | after_space);
    after_space = space >> (size - 1) & 1;
    if (dropped == 0) {
      blank(block, space, out);
      return out + size;
    }
    alignas(kBlock) char blanked[2 * kBlock];
    blank(block, space, blanked);
    // Each run of bytes that stay is copied with what follows it, which the next run overwrites.
    for (std::uint64_t kept = ~dropped & within; kept != 0;) {
      const int from = std::countr_zero(kept);
      const int count = std::countr_one(kept >> from);
      std::memcpy(out, blanked + from, kBlock);
      out += count;
      if (from + count >= static_cast<int>(kBlock)) break;
      kept &= ~std::uint64_t{0} << (from + count);
    }
    return out;
  }

  /// Copies a block and makes spaces of all white space: of ASCII at once, of the rest byte by byte.
  void blank(const char* block, std::uint64_t space, char* __restrict out) const noexcept {
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto byte = static_cast<unsigned char>(block[i]);
      const bool white = (static_cast<unsigned char>(byte - 9) < 5) | (static_cast<unsigned char>(byte - 28) < 4);
      out[i] = white ? ' ' : block[i];
    }
    if (text_.ascii) return;
    const std::uint64_t high = find_bytes(block, [](unsigned char byte) { return byte >= 0x80; });
    for (std::uint64_t wide = space & high; wide != 0; wide &= wide - 1) out[std::countr_zero(wide)] = ' ';
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
    std::uint64_t* const hashes = reserve_tokens(characters_.size());
    count_ = 0;
    CharClass before = CharClass::other;
    const auto close = [&] {
      if (out > start) hashes[count_++] = hash_token(start, static_cast<std::size_t>(out - start), seeds_);
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
    char32_t lowered[kMostLowered];
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
    std::uint64_t* const hashes = reserve_tokens(kMostLowered * characters_.size());
    count_ = 0;
    char bytes[kBlock] = {};
    for (const char32_t character : characters_) {
      char32_t lowered[kMostLowered];
      const int count = lower(character, lowered);
      for (int i = 0; i < count; ++i) {
        const auto length = static_cast<std::size_t>(encode(lowered[i], bytes));
        hashes[count_++] = hash_token(bytes, length, seeds_);
      }
    }
  }

  Unit unit_;
  Seeds seeds_;
  Text text_;
  bool by_masks_ = false;
  Masks masks_;
  std::vector<std::uint64_t> tokens_;  // the first of them: it does not shrink
  std::size_t count_ = 0;
  std::vector<char32_t> characters_;
  Buffer<char> lowered_, folded_;
};

}  // namespace compare
