// MinHash signatures in datasketch 2's "affine32" scheme: value k is the least a_k * fmix32(h) + b_k mod 2^32.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace compare {

/// MurmurHash3's 32-bit finalizer.
inline std::uint32_t fmix32(std::uint32_t hash) noexcept {
  hash = (hash ^ hash >> 16) * 0x85EBCA6B;
  hash = (hash ^ hash >> 13) * 0xC2B2AE35;
  return hash ^ hash >> 16;
}

/// The factors and summands of a family of permutations.
struct Permutations {
  std::vector<std::uint32_t> factors, summands;

  /// Those of datasketch.MinHash(num_perm, seed), which takes them from numpy's RandomState(seed).
  Permutations(std::size_t num_perm, std::uint32_t seed) : factors(num_perm), summands(num_perm) {
    std::mt19937 random(seed);
    for (auto& factor : factors) factor = static_cast<std::uint32_t>(random() & 0x7FFFFFFF) * 2 + 1;
    for (auto& summand : summands) summand = static_cast<std::uint32_t>(random());
  }

  [[nodiscard]] std::size_t size() const noexcept { return factors.size(); }
};

/// Lowers the values of *lane* permutations, held in registers, to the least over the hashes.
template <std::size_t lane>
inline void lower_values(const std::vector<std::uint32_t>& mixed, const std::uint32_t* factors,
                         const std::uint32_t* summands, std::uint32_t* values) noexcept {
  std::uint32_t least[lane];
  std::copy_n(values, lane, least);
  for (const std::uint32_t hash : mixed) {
    for (std::size_t k = 0; k < lane; ++k) least[k] = std::min(least[k], factors[k] * hash + summands[k]);
  }
  std::copy_n(least, lane, values);
}

/// Writes the signature of hashes that went through fmix32; of none, all values are 2^32 - 1.
inline void sign_mixed(const std::vector<std::uint32_t>& mixed, const Permutations& permutations,
                       std::uint32_t* signature) noexcept {
  constexpr std::size_t kLane = 64;  // what 16 registers of 256 bits hold, twice over
  const std::size_t size = permutations.size();
  const std::uint32_t* const factors = permutations.factors.data();
  const std::uint32_t* const summands = permutations.summands.data();
  std::fill_n(signature, size, ~std::uint32_t{0});
  std::size_t k = 0;
  for (; k + kLane <= size; k += kLane) lower_values<kLane>(mixed, factors + k, summands + k, signature + k);
  for (; k + 8 <= size; k += 8) lower_values<8>(mixed, factors + k, summands + k, signature + k);
  for (; k < size; ++k) lower_values<1>(mixed, factors + k, summands + k, signature + k);
}

}  // namespace compare
