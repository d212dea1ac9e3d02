// Versions: records that stay although they are like others that stay, since a figure, date or negation differs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <vector>

#include "decide.hpp"

namespace compare {

/// Finds, once it is known what stays, for each such record the first one before it in keep order that it would be a
/// near duplicate of but for the guard; without one, the first that it would be inside of. That one is mostly found at once, however many there are.
class VersionFinder {
 public:
  /// *guards* are those of the records that *takes_part* marks, as they were when it was decided what goes.
  VersionFinder(const Records& records, const std::vector<std::uint32_t>& order, double threshold, const Terms& terms,
                const Means& means)
      : records_(records), order_(order), threshold_(threshold), terms_(terms), means_(means) {}

  /// Adds to a decision the versions among the records that take part and stay.
  void find(std::vector<char> takes_part, Decision& decision) const {
    for (const Removal& removal : decision.removals) takes_part[removal.row] = 0;
    static const std::vector<std::uint64_t> kNone;
    std::mutex mutex;
    const Terms unguarded{terms_.scope, kNone, terms_.near, terms_.inside, terms_.words};
    compare_alike(records_, takes_part, order_, threshold_, unguarded, means_,
                  [&](Component part, Comparer& comparer) {
                    const Found found = find_in(part, comparer);
                    const std::lock_guard lock(mutex);
                    decision.candidates += found.candidates;
                    decision.confirmed += found.versions.size();
                    decision.versions.insert(decision.versions.end(), found.versions.begin(), found.versions.end());
                  });
    std::sort(decision.versions.begin(), decision.versions.end(),
              [](const Version& one, const Version& other) { return one.row < other.row; });
  }

 private:
  struct Found {
    std::vector<Version> versions;
    std::size_t candidates = 0;
  };

  Found find_in(Component part, Comparer& comparer) const {
    Found found;
    Heads heads(terms_.scope);
    for (const std::uint32_t* place = part.begin; place != part.end; ++place) {
      const std::uint32_t row = order_[*place];
      if (!terms_.scope.is_against(row)) find_first(*place, comparer, found);
      if (!heads.stands_for_others(records_, row)) continue;
      comparer.kept.add(*place);
      comparer.insides.add(*place);
    }
    return found;
  }

  void find_first(std::uint32_t place, Comparer& comparer, Found& found) const {
    const std::uint32_t row = order_[place];
    for (const std::uint32_t other : comparer.kept.find(place)) {
      if (terms_.guards[row] == terms_.guards[order_[other]]) continue;
      ++found.candidates;
      const double score = comparer.sets.jaccard(row, order_[other]);
      if (score < threshold_) continue;
      found.versions.push_back({row, order_[other], score});
      return;
    }
    for (const std::uint32_t outer : comparer.insides.find_outer(place)) {
      const double score = comparer.insides.score(place, outer);
      if (score == 0 || !comparer.insides.is_version(place, outer)) continue;
      found.versions.push_back({row, order_[outer], score});
      return;
    }
  }

  const Records& records_;
  const std::vector<std::uint32_t>& order_;
  double threshold_;
  Terms terms_;
  const Means& means_;
};

}  // namespace compare
