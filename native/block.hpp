// 64 bytes at a time: which of them are what, as 64 bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace compare {

inline constexpr std::size_t kBlock = 64;

/// One bit for each of 64 bytes that are 0xFF or 0.
inline std::uint64_t pack_bits(const unsigned char* bytes) noexcept {
  std::uint64_t bits = 0;
#if defined(__AVX2__)
  for (int half = 0; half < 2; ++half) {
    const auto part = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half));
    bits |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(part))} << (32 * half);
  }
#elif defined(__SSE2__)
  for (int quarter = 0; quarter < 4; ++quarter) {
    const auto part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * quarter));
    bits |= static_cast<std::uint64_t>(_mm_movemask_epi8(part)) << (16 * quarter);
  }
#else
  for (std::size_t eighth = 0; eighth < 8; ++eighth) {
    std::uint64_t word;
    std::memcpy(&word, bytes + 8 * eighth, sizeof word);
    // The multiplication gathers the lowest bit of each byte in the highest byte.
    bits |= ((word & 0x0101010101010101) * 0x0102040810204080 >> 56) << (8 * eighth);
  }
#endif
  return bits;
}

/// One bit for each byte of a block for which *test* holds; *test* must be branchless to be fast.
template <typename Test>
inline std::uint64_t find_bytes(const char* block, Test test) noexcept {
  alignas(kBlock) unsigned char hits[kBlock];
  for (std::size_t i = 0; i < kBlock; ++i) {
    hits[i] = test(static_cast<unsigned char>(block[i])) ? 0xFF : 0;
  }
  return pack_bits(hits);
}

}  // namespace compare
