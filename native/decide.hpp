// The rule: a record is removed exactly when a kept one that stands before it in keep order is its duplicate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "candidates.hpp"

namespace compare {

enum class Kind : std::uint8_t { exact, near };

struct Removal {
  std::uint32_t row = 0;
  std::uint32_t kept = 0;
  Kind kind = Kind::exact;
  double score = 1;
};

struct Decision {
  std::vector<Removal> removals;  // by row
  std::size_t rows = 0;
  std::size_t empty = 0;
  std::size_t candidates = 0;  // pairs verified
  std::size_t confirmed = 0;   // of them, those at or above the threshold
};

/// Which of a run's kinds of duplicates count.
struct Kinds {
  bool exact = true;
  bool near = true;
};

/// Applies the rule to all records.
class Decider {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  Decider(const Records& records, double threshold, Kinds kinds, Load load)
      : records_(records), threshold_(threshold), kinds_(kinds), sets_(records, std::move(load)) {}

  /// Decides in keep order: *order* holds each row once.
  Decision decide(const std::vector<std::uint32_t>& order) {
    Decision decision;
    decision.rows = records_.size();
    group_exact(order, decision);
    removed_.assign(records_.size(), Removal{});
    for (std::size_t row = 0; row < removed_.size(); ++row) removed_[row].kept = kNone;
    if (kinds_.near) decide_near(order, decision);
    for (std::size_t row = 0; row < records_.size(); ++row) {
      if (const Removal removal = conclude(row); removal.kept != kNone) decision.removals.push_back(removal);
    }
    return decision;
  }

  /// The first of each record's equals, in keep order; itself where it has none.
  [[nodiscard]] const std::vector<std::uint32_t>& first_equal() const noexcept { return first_; }

  /// Which records near duplicates are looked for among.
  [[nodiscard]] std::vector<char> takes_part() const {
    std::vector<char> takes(records_.size());
    records_.visit([&](std::size_t row, const Record& record, const std::uint64_t*) {
      takes[row] = record.status != Status::skipped && record.tokens > 0 &&
                   record.tokens >= records_.settings().min_tokens && first_[row] == row;
    });
    return takes;
  }

 private:
  void group_exact(const std::vector<std::uint32_t>& order, Decision& decision) {
    first_.resize(records_.size());
    std::iota(first_.begin(), first_.end(), 0U);
    std::vector<std::uint32_t> table(std::bit_ceil(2 * records_.size() + 2), kNone);
    for (const std::uint32_t row : order) {
      const Record& record = records_[row];
      if (record.status == Status::skipped) continue;
      if (record.tokens == 0) {
        ++decision.empty;
        continue;
      }
      if (!kinds_.exact) continue;
      std::size_t slot = record.digest.first & (table.size() - 1);
      while (table[slot] != kNone && !(records_[table[slot]].digest == record.digest)) {
        slot = (slot + 1) & (table.size() - 1);
      }
      if (table[slot] == kNone) table[slot] = row;
      first_[row] = table[slot];
    }
  }

  void decide_near(const std::vector<std::uint32_t>& order, Decision& decision) {
    const BandGroups bands(records_, takes_part());
    Candidates kept(bands, order, threshold_, sets_);
    for (std::uint32_t place = 0; place < order.size(); ++place) {
      if (bands.alone(order[place])) continue;
      if (!find_duplicate(order[place], order, kept.find(place), decision)) kept.add(place);
    }
  }

  bool find_duplicate(std::uint32_t row, const std::vector<std::uint32_t>& order,
                      const std::vector<std::uint32_t>& candidates, Decision& decision) {
    for (const std::uint32_t place : candidates) {
      const double score = sets_.jaccard(row, order[place]);
      ++decision.candidates;
      if (score >= threshold_) {
        ++decision.confirmed;
        removed_[row] = {row, order[place], Kind::near, score};
        return true;
      }
    }
    return false;
  }

  /// What becomes of a row: as its first equal, or a duplicate of that.
  [[nodiscard]] Removal conclude(std::size_t row) const {
    const std::uint32_t first = first_[row];
    Removal removal = removed_[first];
    if (first != row && removal.kept == kNone) removal = {0, first, Kind::exact, 1.0};
    removal.row = static_cast<std::uint32_t>(row);
    return removal;
  }

  const Records& records_;
  double threshold_;
  Kinds kinds_;
  ShingleSets sets_;
  std::vector<std::uint32_t> first_;
  std::vector<Removal> removed_;
};

/// Two records whose similarity is at or above the threshold.
struct Pair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double score = 0;
};

/// Every verified pair among the records that take part, whatever is kept; the lesser row first.
inline std::vector<Pair> find_pairs(const Records& records, double threshold, const std::vector<char>& takes_part,
                                    Load load) {
  ShingleSets sets(records, std::move(load));
  const BandGroups bands(records, takes_part);
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0U);
  Candidates before(bands, order, threshold, sets);
  std::vector<Pair> pairs;
  for (const std::uint32_t row : order) {
    if (bands.alone(row)) continue;
    for (const std::uint32_t other : before.find(row)) {
      const double score = sets.jaccard(row, other);
      if (score >= threshold) pairs.push_back({other, row, score});
    }
    before.add(row);
  }
  return pairs;
}

/// The rows, the one with the most characters first; or as they came.
inline std::vector<std::uint32_t> order_rows(const Records& records, bool longest_first) {
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0U);
  if (longest_first) {
    std::vector<std::uint64_t> keys(records.size());
    records.visit([&](std::size_t row, const Record& record, const std::uint64_t*) {
      keys[row] = std::uint64_t{~record.characters} << 32 | row;
    });
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), order.begin(),
                   [](std::uint64_t key) { return static_cast<std::uint32_t>(key); });
  }
  return order;
}

}  // namespace compare
