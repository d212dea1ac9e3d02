// XXH3 with 64 bits, seed 0 and the default secret, by its published specification (xxHash, doc/xxhash_spec.md).
// Plain: it hashes shingles, which are short, for those who ask for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "hash.hpp"

namespace compare {

namespace xxh3 {

inline constexpr std::uint64_t kPrime32a = 0x9E3779B1, kPrime32b = 0x85EBCA77, kPrime32c = 0xC2B2AE3D;
inline constexpr std::uint64_t kPrime64a = 0x9E3779B185EBCA87, kPrime64b = 0xC2B2AE3D27D4EB4F;
inline constexpr std::uint64_t kPrime64c = 0x165667B19E3779F9, kPrime64d = 0x85EBCA77C2B2AE63;
inline constexpr std::uint64_t kPrime64e = 0x27D4EB2F165667C5;
inline constexpr std::uint64_t kMixA = 0x165667919E3779F9, kMixB = 0x9FB21C651E98DF25;

inline constexpr std::size_t kSecretSize = 192;
inline constexpr std::size_t kLane = 8, kLanes = 8, kStripe = kLane * kLanes;
inline constexpr std::size_t kStripes = (kSecretSize - kStripe) / kLane;  // of a block

// clang-format off
inline constexpr std::uint8_t kSecretBytes[kSecretSize] = {
  0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe, 0x7c, 0x01, 0x81, 0x2c, 0xf7, 0x21, 0xad, 0x1c,
  0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb, 0x72, 0x40, 0xa4, 0xa4, 0xb7, 0xb3, 0x67, 0x1f,
  0xcb, 0x79, 0xe6, 0x4e, 0xcc, 0xc0, 0xe5, 0x78, 0x82, 0x5a, 0xd0, 0x7d, 0xcc, 0xff, 0x72, 0x21,
  0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e, 0xe0, 0x35, 0x90, 0xe6, 0x81, 0x3a, 0x26, 0x4c,
  0x3c, 0x28, 0x52, 0xbb, 0x91, 0xc3, 0x00, 0xcb, 0x88, 0xd0, 0x65, 0x8b, 0x1b, 0x53, 0x2e, 0xa3,
  0x71, 0x64, 0x48, 0x97, 0xa2, 0x0d, 0xf9, 0x4e, 0x38, 0x19, 0xef, 0x46, 0xa9, 0xde, 0xac, 0xd8,
  0xa8, 0xfa, 0x76, 0x3f, 0xe3, 0x9c, 0x34, 0x3f, 0xf9, 0xdc, 0xbb, 0xc7, 0xc7, 0x0b, 0x4f, 0x1d,
  0x8a, 0x51, 0xe0, 0x4b, 0xcd, 0xb4, 0x59, 0x31, 0xc8, 0x9f, 0x7e, 0xc9, 0xd9, 0x78, 0x73, 0x64,
  0xea, 0xc5, 0xac, 0x83, 0x34, 0xd3, 0xeb, 0xc3, 0xc5, 0x81, 0xa0, 0xff, 0xfa, 0x13, 0x63, 0xeb,
  0x17, 0x0d, 0xdd, 0x51, 0xb7, 0xf0, 0xda, 0x49, 0xd3, 0x16, 0x55, 0x26, 0x29, 0xd4, 0x68, 0x9e,
  0x2b, 0x16, 0xbe, 0x58, 0x7d, 0x47, 0xa1, 0xfc, 0x8f, 0xf8, 0xb8, 0xd1, 0x7a, 0xd0, 0x31, 0xce,
  0x45, 0xcb, 0x3a, 0x8f, 0x95, 0x16, 0x04, 0x28, 0xaf, 0xd7, 0xfb, 0xca, 0xbb, 0x4b, 0x40, 0x7e,
};
// clang-format on

/// The word of the secret that begins at a byte.
inline std::uint64_t secret(std::size_t place) noexcept {
  return load_word(reinterpret_cast<const char*>(kSecretBytes) + place);
}

inline std::uint64_t load_half(const char* place) noexcept {
  std::uint32_t half;
  std::memcpy(&half, place, sizeof half);
  return half;
}

inline std::uint64_t avalanche(std::uint64_t hash) noexcept {
  hash = (hash ^ hash >> 37) * kMixA;
  return hash ^ hash >> 32;
}

/// The last step of XXH64, which the shortest inputs end with.
inline std::uint64_t avalanche_short(std::uint64_t hash) noexcept {
  hash = (hash ^ hash >> 33) * kPrime64b;
  hash = (hash ^ hash >> 29) * kPrime64c;
  return hash ^ hash >> 32;
}

inline std::uint64_t hash_to_3(const char* data, std::size_t size) noexcept {
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(data[i])}; };
  const auto length = static_cast<std::uint32_t>(size);
  const std::uint32_t combined = byte(size - 1) | length << 8 | byte(0) << 16 | byte(size >> 1) << 24;
  return avalanche_short((static_cast<std::uint32_t>(secret(0)) ^ secret(0) >> 32) ^ combined);
}

inline std::uint64_t hash_to_8(const char* data, std::size_t size) noexcept {
  const std::uint64_t combined = load_half(data + size - 4) | load_half(data) << 32;
  std::uint64_t hash = (secret(8) ^ secret(16)) ^ combined;
  hash = (hash ^ std::rotl(hash, 49) ^ std::rotl(hash, 24)) * kMixB;
  hash = (hash ^ ((hash >> 35) + size)) * kMixB;
  return hash ^ hash >> 28;
}

inline std::uint64_t hash_to_16(const char* data, std::size_t size) noexcept {
  const std::uint64_t low = secret(24) ^ secret(32) ^ load_word(data);
  const std::uint64_t high = secret(40) ^ secret(48) ^ load_word(data + size - 8);
  return avalanche(size + __builtin_bswap64(low) + high + fold(low, high));
}

/// 16 bytes of data and 16 of the secret.
inline std::uint64_t mix(const char* data, std::size_t place) noexcept {
  return fold(load_word(data) ^ secret(place), load_word(data + 8) ^ secret(place + 8));
}

inline std::uint64_t hash_to_128(const char* data, std::size_t size) noexcept {
  std::uint64_t hash = size * kPrime64a;
  for (std::size_t i = 0; i <= (size - 1) / 32; ++i) {
    hash += mix(data + 16 * i, 32 * i) + mix(data + size - 16 * (i + 1), 32 * i + 16);
  }
  return avalanche(hash);
}

inline std::uint64_t hash_to_240(const char* data, std::size_t size) noexcept {
  std::uint64_t hash = size * kPrime64a;
  for (std::size_t i = 0; i < 8; ++i) hash += mix(data + 16 * i, 16 * i);
  hash = avalanche(hash);
  for (std::size_t i = 8; i < size / 16; ++i) hash += mix(data + 16 * i, 16 * (i - 8) + 3);
  return avalanche(hash + mix(data + size - 16, 119));
}

using Lanes = std::array<std::uint64_t, kLanes>;

inline void take_stripe(Lanes& lanes, const char* stripe, std::size_t place) noexcept {
  for (std::size_t i = 0; i < kLanes; ++i) {
    const std::uint64_t word = load_word(stripe + kLane * i), keyed = word ^ secret(place + kLane * i);
    lanes[i ^ 1] += word;
    lanes[i] += (keyed & 0xFFFFFFFF) * (keyed >> 32);
  }
}

inline void take_stripes(Lanes& lanes, const char* block, std::size_t stripes) noexcept {
  for (std::size_t i = 0; i < stripes; ++i) take_stripe(lanes, block + kStripe * i, kLane * i);
}

inline std::uint64_t hash_long(const char* data, std::size_t size) noexcept {
  constexpr std::size_t kBlockSize = kStripe * kStripes;
  Lanes lanes = {kPrime32c, kPrime64a, kPrime64b, kPrime64c, kPrime64d, kPrime32b, kPrime64e, kPrime32a};
  const char* const last_stripe = data + size - kStripe;
  std::size_t left = size;
  for (; left > kBlockSize; left -= kBlockSize, data += kBlockSize) {
    take_stripes(lanes, data, kStripes);
    for (std::size_t i = 0; i < kLanes; ++i) {
      const std::uint64_t key = secret(kSecretSize - kStripe + kLane * i);
      lanes[i] = (lanes[i] ^ lanes[i] >> 47 ^ key) * kPrime32a;
    }
  }
  take_stripes(lanes, data, (left - 1) / kStripe);
  take_stripe(lanes, last_stripe, kSecretSize - kStripe - 7);
  std::uint64_t hash = size * kPrime64a;
  for (std::size_t i = 0; i < kLanes; i += 2) {
    hash += fold(lanes[i] ^ secret(11 + kLane * i), lanes[i + 1] ^ secret(11 + kLane * (i + 1)));
  }
  return avalanche(hash);
}

}  // namespace xxh3

/// XXH3_64bits of *size* bytes.
inline std::uint64_t hash_xxh3(const char* data, std::size_t size) noexcept {
  if (size == 0) return xxh3::avalanche_short(xxh3::secret(56) ^ xxh3::secret(64));
  if (size <= 3) return xxh3::hash_to_3(data, size);
  if (size <= 8) return xxh3::hash_to_8(data, size);
  if (size <= 16) return xxh3::hash_to_16(data, size);
  if (size <= 128) return xxh3::hash_to_128(data, size);
  if (size <= 240) return xxh3::hash_to_240(data, size);
  return xxh3::hash_long(data, size);
}

}  // namespace compare
