// How much a word says where it stands: bits of information, from how often words stand together.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "passages_grams.hpp"
#include "passages_words.hpp"

namespace compare {

/// Eighths of a bit.
using Bits = std::int64_t;
inline constexpr Bits kBit = 8;

/// The logarithm to base 2 of a number above 0, in eighths, linear between powers of two: the same on every machine.
constexpr Bits log_bits(std::uint64_t number) noexcept {
  const int whole = std::bit_width(number) - 1;
  const std::uint64_t rest = whole >= 3 ? number >> (whole - 3) : number << (3 - whole);
  return static_cast<Bits>(kBit * whole + static_cast<int>(rest - kBit));
}

/// The bits of each word alone, after a word it shares with its like, and after two of them.
class Surprise {
 public:
  /// Words that stand together up to *handful* times tell little of how usual that is: they may be copies. Three words
  /// that say less than *seed*, each alone, are usual.
  Surprise(const Words& words, std::uint32_t handful, Bits seed)
      : words_(words), handful_(handful), seed_(seed), alone_(words.distinct()), second_(words.places()),
        third_(words.places()) {
    const Bits all = log_bits(std::max<std::size_t>(words.tokens(), 1));
    for (std::uint32_t number = 1; number < alone_.size(); ++number) {
      alone_[number] = clamp(all - log_bits(words.count(number)));
    }
    for (std::size_t place = 0; place < words.places(); ++place) second_[place] = third_[place] = alone_[words[place]];
  }

  /// At *place* begin two words that stand together *count* times; for Grams.
  void two(std::uint32_t place, std::uint32_t count) noexcept {
    if (count <= handful_) return;
    const std::uint8_t usual = clamp(log_bits(words_.count(words_[place])) - log_bits(count - handful_));
    second_[place + 1] = third_[place + 1] = std::min(second_[place + 1], usual);
  }

  void three(std::uint32_t place, std::uint32_t two, std::uint32_t count) noexcept {
    if (count <= 2) return;
    const Bits usual = count > handful_ ? clamp(log_bits(two) - log_bits(count - handful_)) : kFew;
    third_[place + 2] = static_cast<std::uint8_t>(std::min({Bits{third_[place + 2]}, usual, kFew}));
  }

  /// Whether three words are so frequent, each alone, that they stand together by chance.
  [[nodiscard]] bool is_usual(std::uint32_t place) const noexcept {
    return alone(place) + alone(place + 1) + alone(place + 2) < seed_;
  }

  [[nodiscard]] Bits alone(std::size_t place) const noexcept { return alone_[words_[place]]; }
  [[nodiscard]] Bits second(std::size_t place) const noexcept { return second_[place]; }
  [[nodiscard]] Bits third(std::size_t place) const noexcept { return third_[place]; }

  /// The bits of word *step* of a run that begins at *place* - step.
  [[nodiscard]] Bits of(std::size_t place, std::size_t step) const noexcept {
    return step >= 2 ? third(place) : step == 1 ? second(place) : alone(place);
  }

 private:
  static constexpr Bits kLeast = 2 * kBit;  // else no stock phrase, however long, would be a passage
  static constexpr Bits kFew = 4 * kBit;    // of words in a third place: a copy of a copy, or a phrase in the making
  static constexpr Bits kMost = 12 * kBit;  // rare words come in company: two names are not much more than one

  static std::uint8_t clamp(Bits bits) noexcept { return static_cast<std::uint8_t>(std::clamp(bits, kLeast, kMost)); }

  const Words& words_;
  std::uint32_t handful_;
  Bits seed_;
  std::vector<std::uint8_t> alone_, second_, third_;
};

}  // namespace compare
