// Fingerprints by which repeated passages are found: winnowing (Schleimer, Wilkerson and Aiken, 2003).
//
// Of each window of 26 runs of 25 tokens the one with the least hash is marked, of equals the last. Whatever the
// rest of two texts may be, 50 tokens that are equal in both are marked at the same places.
#pragma once

#include <algorithm>
#include <bit>
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
    const std::size_t found = find_places(count);
    for (std::size_t i = 0; i < found; ++i) {
      const std::uint32_t place = places_.data()[i];
      visit(SpanMark{std::max<std::uint64_t>(mix(hashes_.data()[place]) & ~std::uint64_t{1}, 2), place});
    }
  }

 private:
  static constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();

  static std::uint64_t mix(std::uint64_t hash) noexcept { return fold(hash ^ kLength, kMix); }

  /// The hash of each run of tokens, and what runs are chosen by: half of that mixed, then the later place.
  void hash_grams(std::span<const std::uint64_t> tokens, std::size_t count) {
    std::uint64_t* const hashes = hashes_.reserve(count);
    std::uint64_t* const keys = keys_.reserve(count);
    std::uint64_t rolling = 0;  // each token rotated by its distance from the end: a step is short
    for (std::size_t i = 0; i < kGram; ++i) rolling = std::rotl(rolling, 1) ^ tokens[i];
    for (std::size_t i = 0;; ++i) {
      hashes[i] = rolling;
      keys[i] = (rolling * kSpread >> 32 << 32) | static_cast<std::uint32_t>(~i);
      if (i + 1 == count) return;
      rolling = std::rotl(rolling, 1) ^ std::rotl(tokens[i], static_cast<int>(kGram)) ^ tokens[i + kGram];
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

  /// The places of the least key of each window, each once, and how many they are.
  std::size_t find_places(std::size_t count) {
    const std::uint64_t* const keys = keys_.data();
    const std::uint64_t* const behind = behind_.data();
    std::uint32_t* const places = places_.reserve(count + 1);
    std::size_t found = 0;
    std::uint64_t last = kNone;
    for (std::size_t start = 0; start + kWindow <= count; start += kWindow) {
      // Windows that begin in this block end in it or in the next one.
      std::uint64_t before = kNone;  // the least of the next block so far
      const std::size_t most = std::min(kWindow, count - start - kWindow + 1);
      for (std::size_t i = 0; i < most; ++i) {
        const std::uint64_t least = std::min(before, behind[start + i]);
        places[found] = static_cast<std::uint32_t>(~last);
        found += least != last;  // without a branch: one that nobody can foretell
        last = least;
        before = std::min(before, keys[std::min(start + kWindow + i, count - 1)]);
      }
    }
    places[found] = static_cast<std::uint32_t>(~last);
    ++found;
    // What was written first stands for no window.
    std::copy(places + 1, places + found, places);
    return found - 1;
  }

  Buffer<std::uint64_t> hashes_, keys_, behind_;
  Buffer<std::uint32_t> places_;
};

}  // namespace compare
