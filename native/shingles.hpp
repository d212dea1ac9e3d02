// From the hashes of tokens to the hashes of shingles: a polynomial that rolls along.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "hash.hpp"

namespace compare {

/// Calls *visit* with the 64-bit hash of each shingle of *size* tokens, in order of place.
/// Fewer tokens than *size* make one shingle of them all; none make none.
template <typename Visit>
inline void visit_shingles(std::span<const std::uint64_t> tokens, std::size_t size, Visit visit) {
  if (tokens.empty()) return;
  const std::size_t width = std::min(size, tokens.size());
  std::uint64_t hash = 0, leaving = 1;
  for (std::size_t i = 0; i < width; ++i) {
    hash = hash * kBase + tokens[i];
    leaving *= kBase;
  }
  visit(hash);
  for (std::size_t i = width; i < tokens.size(); ++i) {
    hash = hash * kBase + (tokens[i] - tokens[i - width] * leaving);
    visit(hash);
  }
}

}  // namespace compare
