// The records of a component that may hold a record, or be held by it, and whether they do.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "components.hpp"
#include "fingerprints.hpp"
#include "guard.hpp"
#include "scope.hpp"
#include "shingle_sets.hpp"

namespace compare {

/// Share of a record's shingles from which it is inside another that has them.
inline constexpr double kShareInside = 0.95;

/// A set of fingerprints that can be asked how many of them others have; they may come twice.
class FingerprintSet {
 public:
  /// Takes fingerprints in: how many different ones they are.
  std::size_t fill(std::span<const std::uint32_t> fingerprints) {
    const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(4 * fingerprints.size(), 16));
    shift_ = static_cast<unsigned>(64 - std::countr_zero(capacity));
    values_.resize(capacity);
    asked_.assign(capacity, 0);
    times_ = 1;
    std::size_t size = 0;
    for (const std::uint32_t one : fingerprints) {
      const std::size_t slot = find(one);
      size += asked_[slot] == 0;
      values_[slot] = one;
      asked_[slot] = times_;
    }
    return size;
  }

  /// How many of its fingerprints are among the others.
  std::size_t count(std::span<const std::uint32_t> others) {
    ++times_;
    std::size_t found = 0;
    for (const std::uint32_t one : others) {
      std::uint32_t& asked = asked_[find(one)];
      if (asked == 0 || asked == times_) continue;
      asked = times_;
      ++found;
    }
    return found;
  }

 private:
  [[nodiscard]] std::size_t find(std::uint32_t one) const noexcept {
    std::size_t slot = static_cast<std::size_t>(one * kSpread >> shift_);
    while (asked_[slot] != 0 && values_[slot] != one) slot = (slot + 1) & (values_.size() - 1);
    return slot;
  }

  std::vector<std::uint32_t> values_, asked_;  // asked_: when last; 0 where there is none
  std::uint32_t times_ = 1;
  unsigned shift_ = 60;
};

/// The share of a record's shingles that another one has; 0 where it is not inside that.
inline double share_inside(std::size_t inner, std::size_t outer, std::size_t shared) noexcept {
  const double share = static_cast<double>(shared) / static_cast<double>(inner);
  return inner < outer && share >= kShareInside ? share : 0;
}

/// The records of a component taken in so far, found by the fingerprints by which records are looked for.
class Insides {
 public:
  /// *order* holds the rows; places in it stand for them here.
  Insides(const BandGroups& groups, const Component& component, const std::vector<std::uint32_t>& order,
          const Records& records, const Terms& terms, ShingleSets& sets)
      : groups_(groups), order_(order), records_(records), scope_(terms.scope), sets_(sets),
        first_(component.first_group + component.bands), slots_(component.groups - component.bands) {
    if (terms.words != nullptr) guard_.emplace(*terms.words);
  }

  /// The places of what was added and may hold this record, first to last; valid until the next call.
  const std::vector<std::uint32_t>& find_outer(std::uint32_t place) {
    gather(place, false);
    std::erase_if(found_, [&](std::uint32_t other) { return !is_allowed(place, other) || !has_enough(other, place); });
    return found_;
  }

  /// The places of what was added, might go and may be held by this record, first to last; valid until the next call.
  const std::vector<std::uint32_t>& find_inner(std::uint32_t place) {
    gather(place, true);
    std::erase_if(found_, [&](std::uint32_t other) {
      return scope_.is_against(order_[other]) || settled_.contains(other) || !is_allowed(place, other) ||
             !has_enough(place, other);
    });
    return found_;
  }

  void add(std::uint32_t place) {
    for (const std::uint32_t slot : slots_of(place)) {
      std::vector<std::uint32_t>& places = slots_[slot - first_];
      if (places.size() < kCommon) places.push_back(place);
    }
  }

  /// Leaves a record out of what others hold from now on.
  void settle(std::uint32_t place) { settled_.insert(place); }

  /// The share of its shingles by which a record is inside the *outer* one, 0 if it is not.
  double score(std::uint32_t place, std::uint32_t outer) {
    const Overlap both = sets_.overlap(order_[place], order_[outer]);
    return share_inside(both.left, both.right, both.shared);
  }

  /// The share by which the *inner* record is inside this one.
  double score_held(std::uint32_t place, std::uint32_t inner) {
    const Overlap both = sets_.overlap(order_[place], order_[inner]);
    return share_inside(both.right, both.left, both.shared);
  }

  /// Whether a record that is inside another has a figure, date or negation that this lacks, or has them in another
  /// order: what the outer one has besides is no difference. Never without a guard.
  bool is_version(std::uint32_t inner, std::uint32_t outer) {
    if (!guard_) return false;
    wanted_ = guard_->list(sets_.text(order_[inner]));
    auto next = wanted_.begin();
    for (const std::uint64_t word : guard_->list(sets_.text(order_[outer]))) {
      if (next != wanted_.end() && *next == word) ++next;
    }
    return next != wanted_.end();
  }

 private:
  [[nodiscard]] bool is_allowed(std::uint32_t place, std::uint32_t other) const noexcept {
    return scope_.allows(order_[place], order_[other]);
  }

  /// Its groups of fingerprints: even ones of those that it has, odd ones of those by which it is looked for.
  [[nodiscard]] std::span<const std::uint32_t> slots_of(std::uint32_t place) const noexcept {
    const auto [begin, end] = groups_.of(order_[place]);
    return {std::lower_bound(begin, end, first_), end};
  }

  /// What was added to the groups beside those of this record, in which the others' part is the other one.
  void gather(std::uint32_t place, bool held) {
    found_.clear();
    for (const std::uint32_t number : slots_of(place)) {
      const std::uint32_t slot = number - first_;
      if ((slot % 2 == 0) != held) continue;
      const std::vector<std::uint32_t>& places = slots_[slot ^ 1];
      found_.insert(found_.end(), places.begin(), places.end());
    }
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  }

  bool has_enough(std::uint32_t outer, std::uint32_t inner) {
    if (filled_ != inner) {
      filled_ = inner;
      needed_ = needed_fingerprints(set_.fill(records_.fingerprints_of(order_[inner])));
    }
    return set_.count(records_.fingerprints_of(order_[outer])) >= needed_;
  }

  const BandGroups& groups_;
  const std::vector<std::uint32_t>& order_;
  const Records& records_;
  const Scope& scope_;
  ShingleSets& sets_;
  std::optional<GuardReader> guard_;
  std::vector<std::uint64_t> wanted_;
  std::uint32_t first_;
  std::vector<std::vector<std::uint32_t>> slots_;
  std::vector<std::uint32_t> found_;
  std::unordered_set<std::uint32_t> settled_;
  FingerprintSet set_;
  std::uint32_t filled_ = ~std::uint32_t{0};
  std::size_t needed_ = 0;
};

}  // namespace compare
