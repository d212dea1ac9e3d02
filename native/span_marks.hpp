// Fingerprints by which repeated passages are found: winnowing (Schleimer, Wilkerson and Aiken, 2003).
//
// Of each window of 26 runs of 25 tokens the one with the least hash is marked, of equals the last. Whatever the
// rest of two texts may be, 50 tokens that are equal in both are marked at the same places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "buffer.hpp"
#include "hash.hpp"

namespace compare {

/// A run of tokens that stands for the passages it lies in: its hash, and its first token.
struct SpanMark {
  std::uint64_t hash;  // even and never 0
  std::uint32_t place;
};

/// Marks texts; its room is used again.
class SpanMarker {
 public:
  static constexpr std::size_t kGram = 25;                   // tokens of a mark
  static constexpr std::size_t kWindow = 26;                 // marks of which one is taken
  static constexpr std::size_t kRun = kGram + kWindow - 1;  // tokens that have a mark in them wherever they are equal

  /// Calls visit(mark) for each mark of a text, in order of place.
  template <typename Visit>
  void visit(std::span<const std::uint64_t> tokens, Visit visit) {
    if (tokens.size() < kRun) return;
    const std::size_t count = tokens.size() - kGram + 1;
    hash_grams(tokens, count);
    find_least_behind(count);
    const std::uint64_t* const keys = keys_.data();
    const std::uint64_t* const behind = behind_.data();
    const std::uint64_t* const hashes = hashes_.data();
    std::uint64_t before = kNone, last = kNone;
    for (std::size_t end = 0, in_block = 0; end < count; ++end) {
      // *before*: the least from the start of the block that *end* is in.
      before = in_block == 0 ? keys[end] : std::min(before, keys[end]);
      in_block = in_block + 1 == kWindow ? 0 : in_block + 1;
      if (end + 1 < kWindow) continue;
      const std::uint64_t least = std::min(before, behind[end + 1 - kWindow]);
      if (least == last) continue;
      last = least;
      const auto place = static_cast<std::uint32_t>(~least);
      visit(SpanMark{std::max<std::uint64_t>(hashes[place] & ~std::uint64_t{1}, 2), place});
    }
  }

 private:
  static constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();

  /// The hash of each run of tokens, and what runs are chosen by: the upper half of it, then the later place.
  void hash_grams(std::span<const std::uint64_t> tokens, std::size_t count) {
    std::uint64_t* const hashes = hashes_.reserve(count);
    std::uint64_t* const keys = keys_.reserve(count);
    std::uint64_t rolling = 0, gone = 1;
    for (std::size_t i = 0; i < kGram; ++i) {
      rolling = rolling * kBase + tokens[i];
      gone *= kBase;
    }
    for (std::size_t i = 0;; ++i) {
      const std::uint64_t hash = fold(rolling ^ kLength, kMix);
      hashes[i] = hash;
      keys[i] = (hash >> 32 << 32) | static_cast<std::uint32_t>(~i);
      if (i + 1 == count) return;
      rolling = rolling * kBase + tokens[i + kGram] - tokens[i] * gone;
    }
  }

  /// Of each place the least key from there to the end of its block of a window's length.
  void find_least_behind(std::size_t count) {
    const std::uint64_t* const keys = keys_.data();
    std::uint64_t* const behind = behind_.reserve(count);
    for (std::size_t start = 0; start < count; start += kWindow) {
      std::uint64_t least = kNone;
      for (std::size_t i = std::min(start + kWindow, count); i-- > start;) behind[i] = least = std::min(least, keys[i]);
    }
  }

  Buffer<std::uint64_t> hashes_, keys_, behind_;
};

}  // namespace compare
