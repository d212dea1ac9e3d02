// Where the same two or three words stand side by side: places sorted by what begins at them.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "passages_words.hpp"

namespace compare {

/// A place and what begins there.
struct KeyedPlace {
  std::uint64_t key;
  std::uint32_t place;
};

/// Sorts by the lowest *bits* of the keys; equal keys keep their order. *spare* is room that is used again.
inline void sort_keys(std::vector<KeyedPlace>& rows, std::vector<KeyedPlace>& spare, unsigned bits, const Stop& stop) {
  constexpr unsigned kDigit = 11;  // bits a round: the counts of 2,048 buckets stay in the nearest cache
  spare.resize(rows.size());
  for (unsigned shift = 0; shift < bits; shift += kDigit) {
    stop.heed();
    std::array<std::size_t, std::size_t{1} << kDigit> next{};
    const auto digit = [=](const KeyedPlace& row) { return row.key >> shift & (next.size() - 1); };
    for (const KeyedPlace& row : rows) ++next[digit(row)];
    std::size_t before = 0;
    for (std::size_t& count : next) before += std::exchange(count, before);
    for (const KeyedPlace& row : rows) spare[next[digit(row)]++] = row;
    rows.swap(spare);
  }
}

/// Calls visit(begin, end) for each run of rows with equal keys.
template <typename Visit>
inline void visit_groups(const std::vector<KeyedPlace>& rows, Visit visit) {
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end].key == rows[begin].key) ++end;
    visit(begin, end);
    begin = end;
  }
}

/// The places of each three words that stand side by side more than once, in order, as pairs of places to look at:
/// each with each; in a crowd each with the one before it, and the first of each text with the first of all.
class Grams {
 public:
  /// Tells *note* at which places two words begin, and three, and how often they do: note.two(place, count), and when
  /// all of these are told, note.three(place, count of the first two, count) and then once for each three words
  /// note.is_usual(place). What is usual is a crowd, and so is what stands in more than *cap* places.
  template <typename Note>
  Grams(const Words& words, std::size_t cap, Note& note, const Stop& stop)
      : words_(words), slots_(words.places(), kNone) {
    std::vector<KeyedPlace> rows, spare;
    const auto word_bits = static_cast<unsigned>(std::bit_width(words.distinct()));
    const std::vector<std::uint32_t> counts = number_twos(words, word_bits, rows, spare, note, stop);
    collect_threes(words, word_bits, rows);
    sort_keys(rows, spare, word_bits + static_cast<unsigned>(std::bit_width(counts.size())), stop);
    visit_groups(rows, [&](std::size_t begin, std::size_t end) {
      if (end - begin < 2) return;
      const std::uint32_t two = counts[rows[begin].key >> word_bits];
      for (std::size_t row = begin; row < end; ++row) {
        note.three(rows[row].place, two, static_cast<std::uint32_t>(end - begin));
      }
      const std::uint32_t crowd = end - begin > cap || note.is_usual(rows[begin].place) ? kCrowd : 0;
      for (std::size_t row = begin; row < end; ++row) {
        slots_[rows[row].place] = static_cast<std::uint32_t>(places_.size());
        places_.push_back(rows[row].place | crowd | (row + 1 == end ? kLast : 0));
      }
    });
  }

  /// Calls visit(other) for each place behind *place* that it is paired with.
  template <typename Visit>
  void visit_pairs(std::uint32_t place, Visit visit) const {
    std::uint32_t slot = slots_[place];
    if (slot == kNone || is_last(slot)) return;
    visit(place_of(slot + 1));
    if (is_crowd(slot) && !is_first(slot)) return;
    const bool all = !is_crowd(slot);
    for (++slot; !is_last(slot); ++slot) {
      if (all || begins_text(slot + 1)) visit(place_of(slot + 1));
    }
  }

  /// Whether the two places, at which the same three words begin, are paired.
  [[nodiscard]] bool are_paired(std::uint32_t place, std::uint32_t other) const noexcept {
    const std::uint32_t slot = slots_[place];
    if (!is_crowd(slot) || place_of(slot + 1) == other) return true;
    return is_first(slot) && begins_text(slots_[other]);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::uint32_t kLast = std::uint32_t{1} << 31, kCrowd = std::uint32_t{1} << 30, kPlace = kCrowd - 1;

  /// Gives the two words that begin at each place a number, in its slot, if they stand side by side more than once;
  /// how often they do, by number.
  template <typename Note>
  std::vector<std::uint32_t> number_twos(const Words& words, unsigned word_bits, std::vector<KeyedPlace>& rows,
                                         std::vector<KeyedPlace>& spare, Note& note, const Stop& stop) {
    rows.reserve(words.places());
    for (std::uint32_t place = 0; place + 1 < words.places(); ++place) {
      if (words[place] == Words::kWall || words[place + 1] == Words::kWall) continue;
      rows.push_back({std::uint64_t{words[place]} << word_bits | words[place + 1], place});
    }
    sort_keys(rows, spare, 2 * word_bits, stop);
    std::vector<std::uint32_t> counts;
    visit_groups(rows, [&](std::size_t begin, std::size_t end) {
      if (end - begin < 2) return;
      for (std::size_t row = begin; row < end; ++row) {
        note.two(rows[row].place, static_cast<std::uint32_t>(end - begin));
        slots_[rows[row].place] = static_cast<std::uint32_t>(counts.size());
      }
      counts.push_back(static_cast<std::uint32_t>(end - begin));
    });
    return counts;
  }

  /// The places where three words begin of which the first two and the last two stand side by side elsewhere too.
  void collect_threes(const Words& words, unsigned word_bits, std::vector<KeyedPlace>& rows) {
    rows.clear();
    for (std::uint32_t place = 0; place + 2 < words.places(); ++place) {
      const std::uint32_t two = std::exchange(slots_[place], kNone);
      if (two == kNone || slots_[place + 1] == kNone) continue;
      rows.push_back({std::uint64_t{two} << word_bits | words[place + 2], place});
    }
  }

  [[nodiscard]] std::uint32_t place_of(std::uint32_t slot) const noexcept { return places_[slot] & kPlace; }
  [[nodiscard]] bool is_last(std::uint32_t slot) const noexcept { return (places_[slot] & kLast) != 0; }
  [[nodiscard]] bool is_crowd(std::uint32_t slot) const noexcept { return (places_[slot] & kCrowd) != 0; }
  [[nodiscard]] bool is_first(std::uint32_t slot) const noexcept { return slot == 0 || is_last(slot - 1); }

  /// Whether a place, which is not the first of its group, is the first one in its text.
  [[nodiscard]] bool begins_text(std::uint32_t slot) const noexcept {
    return !words_.are_together(place_of(slot - 1), place_of(slot));
  }

  const Words& words_;
  std::vector<std::uint32_t> slots_;   // of each place: where it stands among places_
  std::vector<std::uint32_t> places_;  // group after group, with marks
};

}  // namespace compare
