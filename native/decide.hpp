// The rule: a record is removed exactly when a kept one that stands before it in keep order is its duplicate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
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

/// What a thread compares the records of a component with.
struct Comparer {
  Candidates kept;
  ShingleSets& sets;
};

/// Calls visit(component, comparer) for each component of the records that take part; several threads do.
template <typename Visit>
void compare_alike(const Records& records, const std::vector<char>& takes_part, const std::vector<std::uint32_t>& order,
                   double threshold, const Means& means, Visit visit) {
  BandGroups bands(records, takes_part);
  const Components components(bands, order);
  share_out(means.threads, components.size(), means.pause, [&](const Stop& stop) {
    return [&, sets = std::make_unique<ShingleSets>(records, means.load, stop)](std::size_t number) {
      const Component& part = components[number];
      Comparer comparer{Candidates(bands, part, order, threshold, *sets), *sets};
      visit(part, comparer);
      sets->forget();
    };
  });
}

/// Applies the rule to all records.
class Decider {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  Decider(const Records& records, double threshold, Kinds kinds, Means means)
      : records_(records), threshold_(threshold), kinds_(kinds), means_(std::move(means)) {}

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
    std::mutex mutex;
    compare_alike(records_, takes_part(), order, threshold_, means_, [&](Component part, Comparer& comparer) {
      const Counts counts = decide_component(part, order, comparer);
      const std::lock_guard lock(mutex);
      decision.candidates += counts.candidates;
      decision.confirmed += counts.confirmed;
    });
  }

  struct Counts {
    std::size_t candidates = 0, confirmed = 0;
  };

  Counts decide_component(Component part, const std::vector<std::uint32_t>& order, Comparer& comparer) {
    Counts counts;
    for (const std::uint32_t* place = part.begin; place != part.end; ++place) {
      bool found = false;
      for (const std::uint32_t other : comparer.kept.find(*place)) {
        const double score = comparer.sets.jaccard(order[*place], order[other]);
        ++counts.candidates;
        found = score >= threshold_;
        if (!found) continue;
        ++counts.confirmed;
        removed_[order[*place]] = {order[*place], order[other], Kind::near, score};
        break;
      }
      if (!found) comparer.kept.add(*place);
    }
    return counts;
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
  Means means_;
  std::vector<std::uint32_t> first_;
  std::vector<Removal> removed_;
};

/// Two records whose similarity is at or above the threshold.
struct Pair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double score = 0;
};

/// Every verified pair among the records that take part, whatever is kept; the lesser row first, by left and right.
inline std::vector<Pair> find_pairs(const Records& records, double threshold, const std::vector<char>& takes_part,
                                    const Means& means) {
  std::vector<std::uint32_t> order(records.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<Pair> pairs;
  std::mutex mutex;
  compare_alike(records, takes_part, order, threshold, means, [&](Component part, Comparer& comparer) {
    std::vector<Pair> found;
    for (const std::uint32_t* row = part.begin; row != part.end; ++row) {
      for (const std::uint32_t other : comparer.kept.find(*row)) {
        const double score = comparer.sets.jaccard(*row, other);
        if (score >= threshold) found.push_back({other, *row, score});
      }
      comparer.kept.add(*row);
    }
    const std::lock_guard lock(mutex);
    pairs.insert(pairs.end(), found.begin(), found.end());
  });
  std::sort(pairs.begin(), pairs.end(), [](const Pair& one, const Pair& other) {
    return std::pair(one.left, one.right) < std::pair(other.left, other.right);
  });
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

/// The rows of each text that two or more records have, in order.
inline std::vector<std::vector<std::uint32_t>> group_equals(const Records& records) {
  constexpr std::uint32_t kNone = Decider::kNone;
  Decider decider(records, 1, {true, false}, {});
  decider.decide(order_rows(records, false));
  std::vector<std::vector<std::uint32_t>> groups;
  std::vector<std::uint32_t> number(records.size(), kNone);
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    const std::uint32_t first = decider.first_equal()[row];
    if (first == row) continue;
    if (number[first] == kNone) {
      number[first] = static_cast<std::uint32_t>(groups.size());
      groups.push_back({first});
    }
    groups[number[first]].push_back(row);
  }
  return groups;
}

}  // namespace compare
