// The longest run that two sequences of numbers have in common, by binary search of its length.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hash.hpp"

namespace compare {

/// *length* numbers, equal from *left* on in the one sequence and from *right* on in the other.
struct CommonRun {
  std::size_t left = 0, right = 0, length = 0;
};

/// Looks for runs in one pair of sequences after another; its room is used again.
class LongestRun {
 public:
  using Numbers = std::span<const std::uint64_t>;

  /// The longest run, where it stands first in the left sequence, and of that first in the right one.
  /// Takes n log n steps: where a run of some length is common, so is a shorter one.
  CommonRun find(Numbers left, Numbers right) {
    CommonRun best;
    std::size_t low = 0, high = std::min(left.size(), right.size());
    while (low < high) {
      const std::size_t length = low + (high - low + 1) / 2;
      const CommonRun run = find_of(left, right, length);
      if (run.length == 0) {
        high = length - 1;
      } else {
        best = run;
        low = length;
      }
    }
    return best;
  }

 private:
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  // Modulo 2^64 the sequence of Thue and Morse has the hash of its opposite, whatever the base of the polynomial.
  static constexpr std::uint64_t kPrime = (std::uint64_t{1} << 61) - 1;
  static constexpr std::uint64_t kFactor = kBase % kPrime;

  /// The first run of this length; of length 0 if there is none.
  CommonRun find_of(Numbers left, Numbers right, std::size_t length) {
    hash_windows(right, length);
    windows_.swap(hashes_);
    hash_windows(left, length);
    slots_.assign(std::bit_ceil(2 * windows_.size()), kFree);
    for (std::size_t place = 0; place < windows_.size(); ++place) {
      std::uint32_t& slot = slots_[find_slot(windows_[place])];
      if (slot == kFree) slot = static_cast<std::uint32_t>(place);
    }
    for (std::size_t place = 0; place < hashes_.size(); ++place) {
      const std::uint32_t found = slots_[find_slot(hashes_[place])];
      // Compared once only: in a text that repeats itself, to compare every window would take the square.
      if (found != kFree && std::equal(&left[place], &left[place] + length, &right[found])) return {place, found, length};
    }
    return {};
  }

  /// The slot of the window of the right sequence that has this hash, or a free one.
  [[nodiscard]] std::size_t find_slot(std::uint64_t hash) const noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (hash * kSpread >> 32) & mask;
    while (slots_[slot] != kFree && windows_[slots_[slot]] != hash) slot = (slot + 1) & mask;
    return slot;
  }

  void hash_windows(Numbers numbers, std::size_t length) {
    hashes_.clear();
    std::uint64_t hash = 0, leaving = 1;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      hash = reduce(multiply(hash, kFactor) + numbers[i] % kPrime);
      if (i >= length) hash = reduce(hash + kPrime - multiply(numbers[i - length] % kPrime, leaving));
      if (i < length) leaving = multiply(leaving, kFactor);
      if (i + 1 >= length) hashes_.push_back(hash);
    }
  }

  /// The rest of a number that is less than twice the prime.
  static std::uint64_t reduce(std::uint64_t number) noexcept { return number >= kPrime ? number - kPrime : number; }

  /// The product of two rests.
  static std::uint64_t multiply(std::uint64_t left, std::uint64_t right) noexcept {
    const auto product = static_cast<unsigned __int128>(left) * right;
    return reduce((static_cast<std::uint64_t>(product) & kPrime) + static_cast<std::uint64_t>(product >> 61));
  }

  std::vector<std::uint64_t> hashes_, windows_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace compare
