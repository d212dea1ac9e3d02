// Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: Local Algorithms for Document Fingerprinting", 2003): of each
// window of shingles the one with the least hash. Texts that have a whole window in common have its fingerprint in
// common, wherever in them it stands.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace compare {

/// Shingles of a window: with shingles of 5 tokens, any run of 20 that two texts share gives a fingerprint of both.
inline constexpr std::size_t kWindow = 16;

/// Appends the fingerprints of hashes: the lower halves of the least ones, since the upper halves of these are small.
/// Of fewer hashes than a window has, the least one makes the only one; some may come twice.
inline void winnow(std::span<const std::uint64_t> hashes, std::vector<std::uint32_t>& fingerprints) {
  if (hashes.empty()) return;
  std::size_t least = 0;
  const auto choose = [&](std::size_t place) {
    least = place;
    fingerprints.push_back(static_cast<std::uint32_t>(hashes[place]));
  };
  const auto choose_within = [&](std::size_t begin, std::size_t end) {
    std::size_t place = begin;
    for (std::size_t i = begin + 1; i < end; ++i) place = hashes[i] <= hashes[place] ? i : place;
    choose(place);
  };
  choose_within(0, std::min(kWindow, hashes.size()));
  for (std::size_t i = kWindow; i < hashes.size(); ++i) {
    if (hashes[i] < hashes[least]) {
      choose(i);
    } else if (least + kWindow == i) {  // it has left the window
      choose_within(i + 1 - kWindow, i + 1);
    }
  }
}

}  // namespace compare
