// From words that two places share to the whole passage: on from run to run, over edits.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "passages_surprise.hpp"
#include "passages_words.hpp"

namespace compare {

/// Words that are the same from two places on.
struct SharedRun {
  std::uint32_t left = 0, right = 0, length = 0;
  Bits bits = 0;
};

/// Two stretches that share their wording: places first to last, how much they share, and what that says.
struct Chain {
  std::uint32_t left = 0, left_end = 0, right = 0, right_end = 0;
  std::uint32_t matched = 0;
  Bits bits = 0;
};

/// Tells whether runs, which come in order of their left side, begin inside a chain that was made of one before.
class HeldPlaces {
 public:
  /// From now on the right side is a text of *size* words that begins at *begin*; no chain is there yet.
  void begin_text(std::uint32_t begin, std::uint32_t size) {
    for (const auto& [first, end] : marked_) std::fill(left_ends_.begin() + first, left_ends_.begin() + end, 0);
    marked_.clear();
    if (left_ends_.size() < size) left_ends_.resize(size);
    begin_ = begin;
  }

  void add(const Chain& chain) {
    const std::uint32_t first = chain.right - begin_, end = chain.right_end - begin_;
    marked_.emplace_back(first, end);
    for (std::uint32_t i = first; i < end; ++i) left_ends_[i] = std::max(left_ends_[i], chain.left_end);
  }

  /// Every chain begins, on the left side, at its run or before it, and so before this run.
  [[nodiscard]] bool hold(const SharedRun& run) const noexcept { return run.left < left_ends_[run.right - begin_]; }

 private:
  std::uint32_t begin_ = 0;
  std::vector<std::uint32_t> left_ends_;  // of each place on the right side: how far the chains there reach on the left
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marked_;  // the places that are not 0
};

/// Extends runs to chains.
class Extender {
 public:
  static constexpr Bits kAll = std::numeric_limits<Bits>::max();  // what no run says
  static constexpr std::uint32_t kNoLimit = ~std::uint32_t{0};

  Extender(const Words& words, const Surprise& surprise) : words_(words), surprise_(surprise) {}

  /// The run that begins at two places, at most to *left_limit*; it is not followed further once it says *enough*.
  [[nodiscard]] SharedRun run_from(std::uint32_t left, std::uint32_t right, std::uint32_t left_limit,
                                   Bits enough) const noexcept {
    SharedRun run{left, right};
    while (run.bits < enough && left + run.length < left_limit && words_.same(left + run.length, right + run.length)) {
      run.bits += surprise_.of(left + run.length, run.length);
      ++run.length;
    }
    return run;
  }

  /// The run that ends before two places, its left side at *left_least* or behind, its right one behind *right_least*.
  [[nodiscard]] SharedRun run_to(std::uint32_t left_end, std::uint32_t right_end, std::uint32_t right_least,
                                 Bits enough) const noexcept {
    SharedRun run{left_end, right_end};
    Bits behind = 0;  // of the words behind the first two
    while (behind < enough && run.right > right_least && words_.same(run.left - 1, run.right - 1)) {
      --run.left, --run.right, ++run.length;
      if (run.length > 2) behind += surprise_.third(run.left + 2);
    }
    if (run.length > 0) run.bits = behind + surprise_.alone(run.left);
    if (run.length > 1) run.bits += surprise_.second(run.left + 1);
    return run;
  }

  /// The chain around a run; its sides do not overlap where they are in one text.
  [[nodiscard]] Chain extend(const SharedRun& run) const noexcept {
    Chain chain{run.left, run.left + run.length, run.right, run.right + run.length, run.length, run.bits};
    while (step_on(chain)) {
    }
    while (step_back(chain)) {
    }
    return chain;
  }

 private:
  static constexpr std::uint32_t kGap = 12;   // words between two runs of a chain, on either side
  static constexpr Bits kEdit = 5 * kBit;     // what the next run must say more than the words of the gap before it
  static constexpr Bits kGapWord = 2 * kBit;  // for each of them: the wider the gap, the more runs there are by chance
  static constexpr Bits kEnough = 40 * kBit;  // of runs that say so much the nearest is taken

  static Bits cost(std::uint32_t left_gap, std::uint32_t right_gap) noexcept {
    return kEdit + kGapWord * std::max(left_gap, right_gap);
  }

  /// How many words stand from *place* on, up to the widest gap and one more; a wall or *limit* ends them.
  [[nodiscard]] std::uint32_t room_on(std::uint32_t place, std::uint32_t limit) const noexcept {
    std::uint32_t room = 0;
    while (room <= kGap && place + room < limit && words_[place + room] != Words::kWall) ++room;
    return room;
  }

  /// The same before *place*, down to *least*.
  [[nodiscard]] std::uint32_t room_back(std::uint32_t place, std::uint32_t least) const noexcept {
    std::uint32_t room = 0;
    while (room <= kGap && place - room > least && words_[place - room - 1] != Words::kWall) ++room;
    return room;
  }

  /// The gaps on either side, of those for which find(left gap, right gap) gives a run, whose run says most more than
  /// they cost; false if none does.
  template <typename Find>
  bool choose_gaps(std::uint32_t& left, std::uint32_t& right, Find find) const noexcept {
    const std::uint32_t left_room = left, right_room = right;
    Bits most = 0;
    for (std::uint32_t i = 0; i < left_room; ++i) {
      for (std::uint32_t j = 0; j < right_room; ++j) {
        const Bits gain = find(i, j).bits - cost(i, j);
        if (gain > most) most = gain, left = i, right = j;
      }
    }
    return most > 0;
  }

  /// Adds the run that follows best, if one is worth its gap.
  bool step_on(Chain& chain) const noexcept {
    const std::uint32_t limit = chain.right;  // in one text, what is repeated ends where its repetition begins
    std::uint32_t left = room_on(chain.left_end, limit), right = room_on(chain.right_end, kNoLimit);
    const auto find = [&](std::uint32_t i, std::uint32_t j, Bits enough) {
      return run_from(chain.left_end + i, chain.right_end + j, limit, enough);
    };
    if (!choose_gaps(left, right, [&](std::uint32_t i, std::uint32_t j) { return find(i, j, kEnough); })) return false;
    const SharedRun run = find(left, right, kAll);
    chain.left_end = run.left + run.length;
    chain.right_end = run.right + run.length;
    chain.matched += run.length;
    chain.bits += run.bits - cost(left, right);
    return true;
  }

  /// Adds the run that stands best before it, if one is worth its gap.
  bool step_back(Chain& chain) const noexcept {
    const std::uint32_t least = chain.left_end;
    std::uint32_t left = room_back(chain.left, 0), right = room_back(chain.right, least);
    const auto find = [&](std::uint32_t i, std::uint32_t j, Bits enough) {
      return run_to(chain.left - i, chain.right - j, least, enough);
    };
    if (!choose_gaps(left, right, [&](std::uint32_t i, std::uint32_t j) { return find(i, j, kEnough); })) return false;
    const SharedRun run = find(left, right, kAll);
    chain.bits += run.bits - cost(left, right);
    chain.left = run.left;
    chain.right = run.right;
    chain.matched += run.length;
    return true;
  }

  const Words& words_;
  const Surprise& surprise_;
};

}  // namespace compare
