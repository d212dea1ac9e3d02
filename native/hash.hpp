// The hashes of compare: of tokens, of shingles, of bands, and of whole texts. docs/hashing.md gives the
// same in ten lines of Python.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace compare {

static_assert(std::endian::native == std::endian::little, "words are read as little-endian");

inline constexpr std::uint64_t kLength = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio
inline constexpr std::uint64_t kMix = 0xA0761D6478BD642F;     // wyhash's first secret
inline constexpr std::uint64_t kSpread = 0x9FB21C651E98DF25;  // xxh3's rrmxmx multiplier
inline constexpr std::uint64_t kBase = 0xD6E8FEB86659FD93;    // odd, so that no token of a shingle is lost

/// The two halves of a 128-bit product, folded (wyhash's mum).
inline std::uint64_t fold(std::uint64_t left, std::uint64_t right) noexcept {
  const auto product = static_cast<unsigned __int128>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t load_word(const char* place) noexcept {
  std::uint64_t word;
  std::memcpy(&word, place, sizeof word);
  return word;
}

/// What makes a family of token hashes: the public one, or one with the secret of a run.
struct Seeds {
  std::uint64_t start = 0;
  std::uint64_t mix = kMix;
};

/// Two words of bits, the first *size* bytes of them set.
struct ByteMask {
  std::uint64_t low, high;
};

inline constexpr std::array<ByteMask, 17> kByteMasks = [] {
  std::array<ByteMask, 17> masks{};
  for (unsigned size = 0; size <= 16; ++size) {
    const auto bits = [](unsigned bytes) { return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * bytes) - 1; };
    masks[size] = {bits(size), size > 8 ? bits(size - 8) : 0};
  }
  return masks;
}();

/// Hash of a token of *size* bytes, 16 at a time. Up to 15 bytes behind it are read and left out of account.
inline std::uint64_t hash_token(const char* token, std::size_t size, Seeds seeds) noexcept {
  std::uint64_t hash = seeds.start ^ size * kLength;
  for (; size > 16; size -= 16, token += 16) {
    hash = fold(hash ^ load_word(token), seeds.mix ^ load_word(token + 8));
  }
  const ByteMask mask = kByteMasks[size];
  return fold(hash ^ (load_word(token) & mask.low), seeds.mix ^ (load_word(token + 8) & mask.high));
}

/// The 32 bits of a shingle that MinHash sees.
inline std::uint32_t sketch_hash(std::uint64_t shingle) noexcept {
  return static_cast<std::uint32_t>(shingle * kSpread >> 32);
}

/// Hash of the values of one band of a signature.
inline std::uint64_t hash_band(const std::uint32_t* values, std::size_t rows, std::size_t band) noexcept {
  std::uint64_t hash = kLength * (band + 1);
  for (std::size_t row = 0; row < rows; ++row) hash = fold(hash ^ values[row], kMix);
  return hash;
}

/// A secret of the run: with another key, other texts collide.
struct Key {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  [[nodiscard]] Seeds seeds() const noexcept { return {first, second | 1}; }
};

/// 128 bits that tell texts apart.
struct Digest {
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  friend bool operator==(const Digest&, const Digest&) = default;
};

/// Keyed digest of *size* bytes; up to 15 bytes behind them are overwritten with zeros.
inline Digest digest(char* text, std::size_t size, Key key) noexcept {
  std::memset(text + size, 0, 15);
  const std::uint64_t one = fold(key.first ^ kLength, kMix), other = fold(key.second ^ kLength, kSpread);
  std::uint64_t first = key.first ^ size, second = key.second ^ size;
  for (std::size_t place = 0; place < size; place += 16) {
    const std::uint64_t low = load_word(text + place), high = load_word(text + place + 8);
    first = fold(first ^ low, one ^ high);
    second = fold(second ^ high, other ^ low);
  }
  return {fold(first ^ other, kMix), fold(second ^ one, kSpread)};
}

}  // namespace compare
