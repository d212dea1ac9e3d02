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
#include "guards.hpp"
#include "insides.hpp"

namespace compare {

enum class Kind : std::uint8_t { exact, near, inside };

struct Removal {
  std::uint32_t row = 0;
  std::uint32_t kept = 0;
  Kind kind = Kind::exact;
  double score = 1;
};

/// A record that stays although it is like one that stays before it, since their guards differ.
struct Version {
  std::uint32_t row = 0;
  std::uint32_t of = 0;
  double score = 0;
};

/// What came of looking for records inside others.
struct InsideCounts {
  std::size_t candidates = 0;  // pairs verified
  std::size_t confirmed = 0;
  std::size_t kept = 0;  // records that stay since what they are inside of stands behind them in keep order

  InsideCounts& operator+=(const InsideCounts& other) noexcept {
    candidates += other.candidates;
    confirmed += other.confirmed;
    kept += other.kept;
    return *this;
  }
};

struct Decision {
  std::vector<Removal> removals;  // by row
  std::vector<Version> versions;  // by row
  std::size_t rows = 0;
  std::size_t empty = 0;       // of the inputs
  std::size_t candidates = 0;  // pairs verified
  std::size_t confirmed = 0;   // of them, those at or above the threshold
  InsideCounts insides;
};

/// Which of a run's kinds of duplicates count.
struct Kinds {
  bool exact = true;
  bool near = true;
  bool inside = false;  // only where the records have fingerprints

  /// Whether texts are compared that are not equal.
  [[nodiscard]] bool are_alike() const noexcept { return near || inside; }
};

/// What a thread compares the records of a component with.
struct Comparer {
  Candidates kept;
  ShingleSets& sets;
  Insides insides;
};

/// Calls visit(component, comparer) for each component of the records that take part; several threads do.
template <typename Visit>
void compare_alike(const Records& records, const std::vector<char>& takes_part, const std::vector<std::uint32_t>& order,
                   double threshold, const Terms& terms, const Means& means, Visit visit) {
  BandGroups bands(records, takes_part, terms.salts(records.size()), {terms.near, terms.inside});
  const Components components(bands, order);
  share_out(means.threads, components.size(), means.pause, [&](const Stop& stop) {
    return [&, sets = std::make_unique<ShingleSets>(records, means.load, stop)](std::size_t number) {
      const Component& part = components[number];
      Comparer comparer{Candidates(bands, part, order, threshold, terms, *sets), *sets,
                        Insides(bands, part, order, records, terms, *sets)};
      visit(part, comparer);
      sets->forget();
    };
  });
}

/// Applies the rule to all records.
class Decider {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// With a *guard*, only records whose guards are the same are near duplicates.
  Decider(const Records& records, double threshold, Kinds kinds, Means means, const Scope& scope = kAll,
          const GuardWords* guard = nullptr)
      : records_(records), threshold_(threshold), kinds_(kinds), means_(std::move(means)), scope_(scope),
        guard_(guard) {}

  /// Decides in keep order: *order* holds each row once, those that are only compared with first.
  Decision decide(const std::vector<std::uint32_t>& order) {
    Decision decision;
    decision.rows = records_.size();
    group_exact(order, decision);
    removed_.assign(records_.size(), Removal{});
    for (std::size_t row = 0; row < removed_.size(); ++row) removed_[row].kept = kNone;
    if (scope_.is_by_row() && kinds_.exact) decide_equals(order);
    if (kinds_.are_alike()) decide_alike(order, decision);
    for (std::size_t row = 0; row < std::min(records_.size(), scope_.inputs); ++row) {
      if (const Removal removal = conclude(row); removal.kept != kNone) decision.removals.push_back(removal);
    }
    return decision;
  }

  /// Only groups equal texts, those of the inputs apart from those that are only compared with.
  void group_on_each_side(const std::vector<std::uint32_t>& order) {
    Decision unused;
    group_exact(order, unused, true);
  }

  /// The first of each record's equals, in keep order; itself where it has none.
  [[nodiscard]] const std::vector<std::uint32_t>& first_equal() const noexcept { return first_; }

  /// Which records near duplicates are looked for among.
  [[nodiscard]] std::vector<char> takes_part() const {
    std::vector<char> takes(records_.size());
    records_.visit([&](std::size_t row, const Record& record, const std::uint64_t*) {
      takes[row] = has_text(record) && record.tokens >= records_.settings().min_tokens && first_[row] == row;
    });
    return takes;
  }

  /// The guards of the records that share a band with another, 0 for all others; none without a guard.
  [[nodiscard]] const std::vector<std::uint64_t>& guards() const noexcept { return guards_; }

 private:
  inline static const Scope kAll;

  [[nodiscard]] static bool has_text(const Record& record) noexcept {
    return record.status != Status::skipped && record.tokens > 0;
  }

  void group_exact(const std::vector<std::uint32_t>& order, Decision& decision, bool sides_apart = false) {
    first_.resize(records_.size());
    std::iota(first_.begin(), first_.end(), 0U);
    std::vector<std::uint32_t> table(std::bit_ceil(2 * records_.size() + 2), kNone);
    const bool by_source = scope_.sources == Sources::same;
    const auto is_equal = [&](std::uint32_t left, const Record& record, std::uint32_t right) {
      return records_[left].digest == record.digest &&
             (!by_source || scope_.source_of[left] == scope_.source_of[right]) &&
             (!sides_apart || scope_.is_against(left) == scope_.is_against(right));
    };
    for (const std::uint32_t row : order) {
      const Record& record = records_[row];
      if (record.status == Status::skipped) continue;
      if (record.tokens == 0) {
        decision.empty += !scope_.is_against(row);
        continue;
      }
      // Of those that are only compared with all stay: one of a text will do.
      if (scope_.is_by_row() || !(kinds_.exact || scope_.is_against(row))) continue;
      std::size_t slot = (record.digest.first ^ (by_source ? scope_.source_of[row] * kSpread : 0)) & (table.size() - 1);
      while (table[slot] != kNone && !is_equal(table[slot], record, row)) slot = (slot + 1) & (table.size() - 1);
      if (table[slot] == kNone) table[slot] = row;
      first_[row] = table[slot];
    }
  }

  /// Row by row, of records that near duplicates are not looked for among, and of those too short to be inside
  /// others where only such are: nothing brings their equals together then.
  void decide_equals(const std::vector<std::uint32_t>& order) {
    const std::vector<char> takes = kinds_.are_alike() ? takes_part() : std::vector<char>(records_.size());
    Heads heads(scope_);
    for (const std::uint32_t row : order) {
      const Record& record = records_[row];
      const bool apart = !takes[row] || (!kinds_.near && record.tokens < kLeastInside);
      if (has_text(record) && apart && !goes_as_equal(row, heads)) heads.add(record.digest, row);
    }
  }

  /// Whether a record goes for an equal one that stays.
  bool goes_as_equal(std::uint32_t row, const Heads& heads) {
    const std::uint32_t head = scope_.is_against(row) ? kNone : heads.find(records_[row].digest, row);
    if (head != kNone) removed_[row] = {row, head, Kind::exact, 1.0};
    return head != kNone;
  }

  void decide_alike(const std::vector<std::uint32_t>& order, Decision& decision) {
    std::mutex mutex;
    const std::vector<char> takes = takes_part();
    guards_ = read_guards(records_, takes, scope_, guard_, means_, kinds_.near);
    const Terms terms{scope_, guards_, kinds_.near, kinds_.inside, guard_};
    compare_alike(records_, takes, order, threshold_, terms, means_, [&](Component part, Comparer& comparer) {
      const Counts counts = decide_component(part, order, comparer);
      const std::lock_guard lock(mutex);
      decision.candidates += counts.candidates;
      decision.confirmed += counts.confirmed;
      decision.insides += counts.insides;
    });
  }

  struct Counts {
    std::size_t candidates = 0, confirmed = 0;
    InsideCounts insides;
  };

  Counts decide_component(Component part, const std::vector<std::uint32_t>& order, Comparer& comparer) {
    Counts counts;
    Heads heads(scope_);
    for (const std::uint32_t* place = part.begin; place != part.end; ++place) {
      const std::uint32_t row = order[*place];
      const bool goes = !scope_.is_against(row) &&
                        (removed_[row].kept != kNone ||
                         (scope_.is_by_row() && kinds_.exact && goes_as_equal(row, heads)) ||
                         goes_as_near(*place, order, comparer, counts) ||
                         goes_as_inside(*place, order, comparer, counts.insides));
      if (goes || !heads.stands_for_others(records_, row)) continue;
      comparer.kept.add(*place);
      count_held(*place, comparer.insides, counts.insides);
      comparer.insides.add(*place);
    }
    return counts;
  }

  /// Whether a record goes for one that is like it and stays.
  bool goes_as_near(std::uint32_t place, const std::vector<std::uint32_t>& order, Comparer& comparer,
                    Counts& counts) {
    for (const std::uint32_t other : comparer.kept.find(place)) {
      const double score = comparer.sets.jaccard(order[place], order[other]);
      ++counts.candidates;
      if (score < threshold_) continue;
      ++counts.confirmed;
      removed_[order[place]] = {order[place], order[other], Kind::near, score};
      return true;
    }
    return false;
  }

  /// Whether a record goes for one that holds it and stays.
  bool goes_as_inside(std::uint32_t place, const std::vector<std::uint32_t>& order, Comparer& comparer,
                      InsideCounts& counts) {
    for (const std::uint32_t outer : comparer.insides.find_outer(place)) {
      const double score = comparer.insides.score(place, outer);
      ++counts.candidates;
      if (score == 0 || comparer.insides.is_version(place, outer)) continue;
      ++counts.confirmed;
      removed_[order[place]] = {order[place], order[outer], Kind::inside, score};
      return true;
    }
    return false;
  }

  /// Counts what stays though it is inside a record, which stands behind it: each once.
  static void count_held(std::uint32_t place, Insides& insides, InsideCounts& counts) {
    for (const std::uint32_t inner : insides.find_inner(place)) {
      ++counts.candidates;
      if (insides.score_held(place, inner) == 0 || insides.is_version(inner, place)) continue;
      ++counts.confirmed;
      ++counts.kept;
      insides.settle(inner);
    }
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
  const Scope& scope_;
  const GuardWords* guard_;
  std::vector<std::uint64_t> guards_;
  std::vector<std::uint32_t> first_;
  std::vector<Removal> removed_;
};

/// Two records of which one is near to the other, or the right one inside the left one.
struct Pair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double score = 0;
  std::uint64_t kind = static_cast<std::uint64_t>(Kind::near);
};

/// Appends what is inside a record or holds it, of those taken in so far that are not *near* to it.
inline void pair_insides(std::uint32_t place, const std::vector<std::uint32_t>& order, Insides& insides,
                         const std::vector<std::uint32_t>& near, std::vector<Pair>& pairs) {
  const auto append = [&](std::uint32_t outer, std::uint32_t inner, double score) {
    const std::uint32_t other = outer == place ? inner : outer;
    if (score == 0 || std::binary_search(near.begin(), near.end(), other) || insides.is_version(inner, outer)) return;
    pairs.push_back({order[outer], order[inner], score, static_cast<std::uint64_t>(Kind::inside)});
  };
  for (const std::uint32_t outer : insides.find_outer(place)) append(outer, place, insides.score(place, outer));
  for (const std::uint32_t inner : insides.find_inner(place)) append(place, inner, insides.score_held(place, inner));
}

/// Every verified pair among the records that take part, whatever is kept, by left and right; of two that are near the
/// lesser row first.
/// Equal texts make no pair; where it is decided row by row, those on each side that others are compared with count.
inline std::vector<Pair> find_pairs(const Records& records, const std::vector<std::uint32_t>& order, double threshold,
                                    const std::vector<char>& takes_part, const Terms& terms, const Means& means) {
  std::vector<Pair> pairs;
  std::mutex mutex;
  compare_alike(records, takes_part, order, threshold, terms, means, [&](Component part, Comparer& comparer) {
    std::vector<Pair> found;
    Heads inputs(terms.scope), against(terms.scope);
    std::vector<std::uint32_t> near;
    const auto look_up = [&](std::uint32_t place) {
      near.clear();
      for (const std::uint32_t other : comparer.kept.find(place)) {
        const auto [left, right] = std::minmax({order[place], order[other]});
        if (records[left].digest == records[right].digest) continue;
        const double score = comparer.sets.jaccard(order[place], order[other]);
        if (score < threshold) continue;
        found.push_back({left, right, score});
        near.push_back(other);
      }
      pair_insides(place, order, comparer.insides, near, found);
    };
    for (const std::uint32_t* place = part.begin; place != part.end; ++place) {
      const std::uint32_t row = order[*place];
      const bool stays = terms.scope.is_against(row);
      if (!(stays ? against : inputs).stands_for_others(records, row)) continue;
      if (!stays) look_up(*place);
      comparer.kept.add(*place);
      comparer.insides.add(*place);
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

/// A keep order in which those that are only compared with stand first.
inline std::vector<std::uint32_t> put_first(std::vector<std::uint32_t> order, const Scope& scope) {
  std::stable_partition(order.begin(), order.end(), [&](std::uint32_t row) { return scope.is_against(row); });
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
