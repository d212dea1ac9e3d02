// What stays of the passages that repeat: their tokens one behind the other, and where each mark stands in them.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <vector>

#include "hash.hpp"
#include "parallel.hpp"

namespace compare {

/// Of hashes that are even and not 0, in blocks, those that occur more than once. The blocks are gone through
/// several times, each time for a share of the hashes, so that little more room is needed than for the answer.
inline std::vector<std::uint64_t> find_repeated(const std::vector<std::vector<std::uint64_t>>& blocks,
                                                std::size_t threads, const Pause& pause) {
  constexpr std::size_t kShare = std::size_t{1} << 17;  // hashes of a round: their set stays in the cache
  constexpr std::size_t kMostRounds = 64;
  std::size_t total = 0;
  for (const auto& block : blocks) total += block.size();
  const std::size_t rounds = std::bit_ceil(std::clamp<std::size_t>(total / kShare, 1, kMostRounds));
  std::vector<std::vector<std::uint64_t>> found(rounds);
  share_out(threads, rounds, pause, [&](const Stop& stop) {
    return [&, members = std::vector<std::uint64_t>(), seen = std::vector<std::uint64_t>()](std::size_t round) mutable {
      std::size_t count = 0;
      for (const auto& block : blocks) {
        stop.heed();
        if (members.size() < count + block.size()) members.resize(2 * count + block.size());
        std::uint64_t* const out = members.data();
        for (const std::uint64_t hash : block) {  // without a branch: one that nobody can foretell
          out[count] = hash;
          count += (hash * kMix >> 58 & (rounds - 1)) == round;
        }
      }
      const std::size_t capacity = std::bit_ceil(2 * count + 2);
      const auto shift = static_cast<unsigned>(64 - std::countr_zero(capacity));
      seen.assign(capacity, 0);
      for (const std::uint64_t hash : std::span(members.data(), count)) {
        std::size_t slot = static_cast<std::size_t>(hash * kSpread >> shift);
        while (seen[slot] != 0 && (seen[slot] & ~std::uint64_t{1}) != hash) slot = (slot + 1) & (capacity - 1);
        if (seen[slot] == hash) found[round].push_back(hash);
        seen[slot] = seen[slot] == 0 ? hash : hash | 1;  // odd: it was found
      }
    };
  });
  std::vector<std::uint64_t> all;
  for (auto& some : found) {
    all.insert(all.end(), some.begin(), some.end());
    some = {};
  }
  return all;
}

/// A token of a text of the run.
struct TokenPlace {
  std::uint32_t row, token;
};

/// The stretches of texts that stay and may be repeated. Only marks that occur more than once are asked for.
class SpanStore {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// Knows the marks from now on; of each the first *most* places are held.
  void fill(const std::vector<std::uint64_t>& marks, std::size_t most) {
    most_ = most;
    const std::size_t capacity = std::bit_ceil(2 * marks.size() + 2);
    shift_ = static_cast<unsigned>(64 - std::countr_zero(capacity));
    slots_.assign(capacity, {});
    for (const std::uint64_t hash : marks) slots_[seek(hash)].hash = hash;
    tokens_.assign(1, kBreak);
  }

  /// The slot of a mark, kNone of one that occurs once.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const noexcept {
    const std::size_t slot = seek(hash);
    return slots_[slot].hash == hash ? static_cast<std::uint32_t>(slot) : kNone;
  }

  /// Takes in a stretch of a text, which begins with that token of it; the place of the first.
  std::uint64_t add(std::span<const std::uint64_t> tokens, TokenPlace first) {
    const std::uint64_t place = tokens_.size();
    stretches_.push_back({place, first});
    tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
    tokens_.push_back(kBreak);
    return place;
  }

  /// Notes that a mark stands at a place of the store.
  void note(std::uint32_t slot, std::uint64_t place) {
    Slot& known = slots_[slot];
    if (known.count == most_) return;
    const auto number = static_cast<std::uint32_t>(places_.size());
    places_.push_back({place, kNone});
    (known.count == 0 ? known.first : places_[known.last].next) = number;
    known.last = number;
    ++known.count;
  }

  /// Calls visit(place) for each place of a mark, in the order in which they were noted.
  template <typename Visit>
  void visit(std::uint32_t slot, Visit visit) const {
    for (std::uint32_t number = slots_[slot].first; number != kNone; number = places_[number].next) {
      visit(places_[number].place);
    }
  }

  /// The token at a place; one of no text's between stretches.
  [[nodiscard]] std::uint64_t operator[](std::uint64_t place) const noexcept { return tokens_[place]; }

  /// Which token of which text stands at a place.
  [[nodiscard]] TokenPlace locate(std::uint64_t place) const {
    const auto behind = std::upper_bound(stretches_.begin(), stretches_.end(), place,
                                         [](std::uint64_t wanted, const Stretch& one) { return wanted < one.place; });
    const Stretch& stretch = *std::prev(behind);
    return {stretch.first.row, stretch.first.token + static_cast<std::uint32_t>(place - stretch.place)};
  }

  static constexpr std::uint64_t kBreak = 0;  // a token that hashes to it counts as 1

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t first = kNone, last = kNone;
    std::size_t count = 0;
  };
  struct Place {
    std::uint64_t place;
    std::uint32_t next;
  };
  struct Stretch {
    std::uint64_t place;
    TokenPlace first;
  };

  [[nodiscard]] std::size_t seek(std::uint64_t hash) const noexcept {
    std::size_t slot = static_cast<std::size_t>(hash * kSpread >> shift_);
    while (slots_[slot].hash != hash && slots_[slot].hash != 0) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  std::vector<Slot> slots_;
  std::vector<Place> places_;
  std::vector<std::uint64_t> tokens_;
  std::vector<Stretch> stretches_;
  std::size_t most_ = 0;
  unsigned shift_ = 63;
};

}  // namespace compare
