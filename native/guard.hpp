// The guard of a text: its numbers, dates and negations, in order.
//
// Two texts differ in one of them exactly where these sequences do: of two that are equal, every alignment that
// keeps their words in order leaves no such word in an edited run; of two that are not, none does.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tokens.hpp"

namespace compare {

/// What a word is to a guard; of some, what stands beside it decides.
enum GuardKind : std::uint8_t {
  kAlways = 1,     // counts: seven, Tuesday, not
  kDate = 2,       // counts beside a figure or behind an opener: May
  kOpener = 4,     // since, until
  kPeriod = 8,     // counts behind a relative word: week
  kRelative = 16,  // last, next: counts before a period and before what counts
  kShort = 32,     // counts behind a stem: the t of don't
  kStem = 64,      // don, isn
  kFigure = 128,   // has a digit: counts
};

/// The words that a guard knows, by the hashes of their tokens.
class GuardWords {
 public:
  GuardWords(Unit unit, Seeds seeds, const std::vector<std::pair<std::string, unsigned>>& words)
      : unit_(unit), seeds_(seeds) {
    for (auto [word, kinds] : words) {
      const std::size_t size = word.size();
      word.resize(size + kBlock);
      kinds_[hash_token(word.data(), size, seeds_)] |= static_cast<std::uint8_t>(kinds);
    }
  }

  [[nodiscard]] Unit unit() const noexcept { return unit_; }
  [[nodiscard]] Seeds seeds() const noexcept { return seeds_; }

  [[nodiscard]] unsigned kinds(std::uint64_t token) const noexcept {
    const auto found = kinds_.find(token);
    return found == kinds_.end() ? 0 : found->second;
  }

 private:
  Unit unit_;
  Seeds seeds_;
  std::unordered_map<std::uint64_t, std::uint8_t> kinds_;
};

/// Reads the guards of texts; its room is used again.
class GuardReader {
 public:
  explicit GuardReader(const GuardWords& words) : words_(words) {}

  /// One number for the sequence of a text.
  std::uint64_t hash(Text text) {
    std::uint64_t hash = words_.seeds().start;
    for (const std::uint64_t word : list(text)) hash = fold(hash ^ word, words_.seeds().mix);
    return hash;
  }

  /// The hashes of the words that count, in order; valid until the next call.
  const std::vector<std::uint64_t>& list(Text text) {
    read(text);
    counting_.clear();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const unsigned before = i > 0 ? tokens_[i - 1].kinds : 0;
      const unsigned behind = i + 1 < tokens_.size() ? tokens_[i + 1].kinds : 0;
      if (counts(tokens_[i].kinds, before, behind)) counting_.push_back(tokens_[i].hash);
    }
    return counting_;
  }

 private:
  struct Token {
    std::uint64_t hash;
    unsigned kinds;
  };

  static constexpr bool counts(unsigned kinds, unsigned before, unsigned behind) noexcept {
    return (kinds & (kAlways | kFigure)) != 0 ||
           ((kinds & kDate) != 0 && (((before | behind) & kFigure) != 0 || (before & kOpener) != 0)) ||
           ((kinds & kPeriod) != 0 && (before & kRelative) != 0) ||
           ((kinds & kRelative) != 0 && (behind & (kPeriod | kDate | kAlways | kFigure)) != 0) ||
           ((kinds & kShort) != 0 && (before & kStem) != 0);
  }

  /// The tokens of TextReader, character by character; by characters no words would be found.
  void read(Text text) {
    characters_.clear();
    decode(text.data, text.size, characters_);
    to_nfc(characters_);
    tokens_.clear();
    const bool alone = words_.unit() != Unit::word;
    std::size_t first = 0;
    CharClass before = CharClass::other;
    for (std::size_t place = 0; place < characters_.size(); ++place) {
      CharClass now = char_class(characters_[place]);
      if (now == CharClass::alone && !alone) now = CharClass::word;
      if (now == CharClass::mark) continue;  // it belongs to what stands before it
      if (now != before || now == CharClass::alone) {
        if (before != CharClass::other) take(first, place);
        first = place;
      }
      before = now;
    }
    if (before != CharClass::other) take(first, characters_.size());
  }

  /// Takes in the token of some characters; a figure with the sign before it.
  void take(std::size_t first, std::size_t end) {
    char* const lowered = lowered_.reserve(4 * kMostLowered * (end - first) + 2 * kBlock);
    char* out = lowered;
    bool figure = false;
    for (std::size_t place = first; place < end; ++place) {
      char32_t small[kMostLowered];
      const int count = lower(characters_[place], small);
      for (int i = 0; i < count; ++i) out += encode(small[i], out);
      figure = figure || is_numeric(characters_[place]);
    }
    std::uint64_t hash = hash_token(lowered, static_cast<std::size_t>(out - lowered), words_.seeds());
    const unsigned kinds = words_.kinds(hash) | (figure ? unsigned{kFigure} : 0U);
    if (figure) hash = fold(hash, words_.seeds().mix ^ sign_before(first));
    tokens_.push_back({hash, kinds});
  }

  /// The currency sign and the minus before a figure, as a number; a dash behind a word or figure is no minus.
  [[nodiscard]] std::uint64_t sign_before(std::size_t place) const noexcept {
    constexpr std::array<char32_t, 5> kCurrencies{U'$', U'\u00A3', U'\u20AC', U'\u00A5', U'\u20B9'};
    constexpr std::array<char32_t, 3> kMinuses{U'-', U'\u2212', U'\u2013'};
    const auto stands = [&](const auto& signs) {
      return place > 0 && std::find(signs.begin(), signs.end(), characters_[place - 1]) != signs.end();
    };
    std::uint64_t sign = 0;
    if (stands(kCurrencies)) sign = characters_[--place];
    const bool joined = place > 1 && char_class(characters_[place - 2]) != CharClass::other;
    return stands(kMinuses) && !joined ? sign | kNegative : sign;
  }

  static constexpr std::uint64_t kNegative = std::uint64_t{1} << 32;

  const GuardWords& words_;
  std::vector<char32_t> characters_;
  std::vector<Token> tokens_;
  std::vector<std::uint64_t> counting_;
  Buffer<char> lowered_;
};

}  // namespace compare
