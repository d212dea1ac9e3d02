// The words of many texts as one row of numbers, a wall before and behind each text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "parallel.hpp"

namespace compare {

/// Numbers for hashes, from 1 on in the order in which they are first met, and how often each was met.
class WordNumbers {
 public:
  WordNumbers() : slots_(kFewest), counts_(1) {}

  std::uint32_t number(std::uint64_t hash) {
    if (2 * counts_.size() > slots_.size()) grow();
    Slot& slot = find(hash);
    if (slot.number == 0) {
      slot = {hash, static_cast<std::uint32_t>(counts_.size())};
      counts_.push_back(0);
    }
    ++counts_[slot.number];
    return slot.number;
  }

  /// How often the word of each number was met; there is none of number 0.
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const noexcept { return counts_; }

 private:
  static constexpr std::size_t kFewest = std::size_t{1} << 12;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;
  };

  /// The slot of a hash, or the empty one where it belongs.
  Slot& find(std::uint64_t hash) noexcept {
    std::size_t place = hash & (slots_.size() - 1);
    while (slots_[place].number != 0 && slots_[place].hash != hash) place = (place + 1) & (slots_.size() - 1);
    return slots_[place];
  }

  void grow() {
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.number != 0) find(slot.hash) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> counts_;
};

/// The words of all texts by number. Places count the walls, of which there is one before each text and one at the end.
class Words {
 public:
  static constexpr std::uint32_t kWall = 0;
  static constexpr std::size_t kMost = (std::size_t{1} << 30) - 1;  // places: two bits of 32 are for other things

  /// Text i has the tokens from starts[i] up to starts[i + 1]; there is one start more than texts.
  Words(std::span<const std::uint64_t> tokens, std::span<const std::uint64_t> starts, const Stop& stop) {
    if (tokens.size() + starts.size() > kMost) throw std::length_error("too many words to compare at once");
    WordNumbers table;
    numbers_.reserve(tokens.size() + starts.size());
    starts_.reserve(starts.size());
    numbers_.push_back(kWall);
    for (std::size_t text = 0; text + 1 < starts.size(); ++text) {
      stop.heed();
      starts_.push_back(static_cast<std::uint32_t>(numbers_.size()));
      for (std::size_t i = starts[text]; i < starts[text + 1]; ++i) numbers_.push_back(table.number(tokens[i]));
      numbers_.push_back(kWall);
    }
    starts_.push_back(static_cast<std::uint32_t>(numbers_.size()));
    counts_ = table.counts();
    tokens_ = tokens.size();
  }

  [[nodiscard]] std::size_t places() const noexcept { return numbers_.size(); }
  [[nodiscard]] std::size_t texts() const noexcept { return starts_.size() - 1; }
  [[nodiscard]] std::size_t tokens() const noexcept { return tokens_; }
  [[nodiscard]] std::uint32_t operator[](std::size_t place) const noexcept { return numbers_[place]; }

  /// How often the word of a number stands in all texts.
  [[nodiscard]] std::uint32_t count(std::uint32_t number) const noexcept { return counts_[number]; }
  [[nodiscard]] std::size_t distinct() const noexcept { return counts_.size(); }

  /// The first place of a text, and the wall behind its last one.
  [[nodiscard]] std::uint32_t begin(std::size_t text) const noexcept { return starts_[text]; }
  [[nodiscard]] std::uint32_t end(std::size_t text) const noexcept { return starts_[text + 1] - 1; }

  /// Whether there is a word at both places, and the same.
  [[nodiscard]] bool same(std::size_t left, std::size_t right) const noexcept {
    return numbers_[left] == numbers_[right] && numbers_[left] != kWall;
  }

  /// Whether two places, the first one first, are in one text.
  [[nodiscard]] bool are_together(std::uint32_t place, std::uint32_t other) const noexcept {
    return other < end(text_of(place));
  }

  /// The text a place is in.
  [[nodiscard]] std::uint32_t text_of(std::uint32_t place) const noexcept {
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), place);
    return static_cast<std::uint32_t>(behind - starts_.begin()) - 1;
  }

 private:
  std::vector<std::uint32_t> numbers_, starts_, counts_;
  std::size_t tokens_ = 0;
};

}  // namespace compare
