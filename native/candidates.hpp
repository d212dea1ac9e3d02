// The records to verify against: those that share a band, and of a crowd only those that can be alike.
//
// Where many records share a band for some text they have in common (boilerplate), verifying each against
// all would take the square of their number. There the prefix filter (Chaudhuri et al., "A Primitive Operator
// for Similarity Joins", 2006) leaves out, exactly, the pairs whose rarest shingles already tell them apart.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <utility>
#include <vector>

#include "components.hpp"
#include "scope.hpp"
#include "shingle_sets.hpp"

namespace compare {

/// Places that stand in order, as far as they were not yet gone through.
struct Places {
  const std::uint32_t* next;
  const std::uint32_t* end;

  /// Of two runs, whether this one goes on with the greater place, as heaps that begin with the least ask.
  friend bool operator<(const Places& left, const Places& right) noexcept { return *left.next > *right.next; }
};

/// Records that have much in common, found by their rarest shingles.
class Crowd {
 public:
  /// *by_source*: whether records are looked for among those of other sources.
  Crowd(double threshold, const std::vector<const std::vector<std::uint64_t>*>& samples, bool by_source = false)
      : threshold_(threshold), by_source_(by_source) {
    for (const auto* const sample : samples) {
      for (const std::uint64_t hash : *sample) ++frequency_[hash];
    }
    std::erase_if(frequency_, [](const auto& one) { return one.second < 2; });
  }

  void add(std::uint32_t place, const std::vector<std::uint64_t>& shingles, std::uint32_t source = 0) {
    for (const std::uint64_t hash : rarest(shingles)) {
      std::vector<std::uint32_t>& places = by_source_ ? postings_by_source_[hash][source] : postings_[hash];
      // Nearly always behind all others; not where a band becomes part of a crowd late.
      places.insert(std::upper_bound(places.begin(), places.end(), place), place);
    }
  }

  /// Appends runs of all that may be at the threshold or above it, and of others; valid until the next add().
  void find(const std::vector<std::uint64_t>& shingles, std::vector<Places>& runs, std::uint32_t source = 0) {
    const auto append = [&](const std::vector<std::uint32_t>& places) {
      runs.push_back({places.data(), places.data() + places.size()});
    };
    for (const std::uint64_t hash : rarest(shingles)) {
      if (!by_source_) {
        if (const auto found = postings_.find(hash); found != postings_.end()) append(found->second);
      } else if (const auto found = postings_by_source_.find(hash); found != postings_by_source_.end()) {
        for (const auto& [other, places] : found->second) {
          if (other != source) append(places);
        }
      }
    }
  }

 private:
  /// The first n - ceil(t n) + 1 of n shingles in an order that all share, the rare ones first: two sets of
  /// Jaccard similarity t have at least one of them in common.
  const std::vector<std::uint64_t>& rarest(const std::vector<std::uint64_t>& shingles) {
    const auto needed = static_cast<std::size_t>(std::ceil(threshold_ * static_cast<double>(shingles.size()) - 1e-9));
    const std::size_t size = std::min(shingles.size() - needed + 1, shingles.size());
    ranked_.clear();
    for (const std::uint64_t hash : shingles) {
      const auto found = frequency_.find(hash);
      ranked_.emplace_back(found == frequency_.end() ? 0 : found->second, hash);
    }
    std::nth_element(ranked_.begin(), ranked_.begin() + static_cast<std::ptrdiff_t>(size - 1), ranked_.end());
    rarest_.clear();
    for (std::size_t i = 0; i < size; ++i) rarest_.push_back(ranked_[i].second);
    return rarest_;
  }

  double threshold_;
  bool by_source_;
  std::unordered_map<std::uint64_t, std::uint32_t> frequency_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings_;
  std::unordered_map<std::uint64_t, std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>> postings_by_source_;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked_;
  std::vector<std::uint64_t> rarest_;
};

/// The records of a component taken in so far, and which of them share a band with another.
class Candidates {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::size_t kCrowded = 16;  // records of a band from which they are a crowd

  /// *order* holds the rows; places in it stand for them here.
  Candidates(const BandGroups& bands, const Component& component, const std::vector<std::uint32_t>& order,
             double threshold, const Terms& terms, ShingleSets& sets)
      : bands_(bands), order_(order), threshold_(threshold), terms_(terms),
        by_source_(terms.scope.is_by_row()), sets_(sets), first_group_(component.first_group),
        groups_(component.bands) {}

  /// Goes through the places of what was added and shares a band, first to last; valid until the next call.
  class Found {
   public:
    class Iterator {
     public:
      explicit Iterator(Candidates& candidates) : candidates_(candidates), place_(candidates.next()) {}

      std::uint32_t operator*() const noexcept { return place_; }
      Iterator& operator++() {
        place_ = candidates_.next();
        return *this;
      }
      bool operator==(std::default_sentinel_t) const noexcept { return place_ == kNone; }

     private:
      Candidates& candidates_;
      std::uint32_t place_;
    };

    explicit Found(Candidates& candidates) : candidates_(candidates) {}

    Iterator begin() { return Iterator(candidates_); }
    static std::default_sentinel_t end() noexcept { return {}; }

   private:
    Candidates& candidates_;
  };

  /// Of a crowd only those that can be alike; what stands far behind is not looked at before it is asked for.
  Found find(std::uint32_t place) {
    asked_ = place;
    found_.clear();
    crowds_here_.clear();
    runs_.clear();
    const auto [begin, end] = bands_of(order_[place]);
    for (auto number = begin; number != end; ++number) {
      const Group& group = groups_[*number - first_group_];
      if (group.crowd == kNone) {
        found_.insert(found_.end(), group.places.begin(), group.places.end());
      } else {
        crowds_here_.push_back(group.crowd);
      }
    }
    unique(found_);
    unique(crowds_here_);
    for (const std::uint32_t crowd : crowds_here_) {
      crowds_[crowd].find(sets_.list(order_[place]), runs_, source_of(place));
    }
    if (!found_.empty()) runs_.push_back({found_.data(), found_.data() + found_.size()});
    std::make_heap(runs_.begin(), runs_.end());
    last_ = kNone;
    return Found(*this);
  }

  void add(std::uint32_t place) {
    crowds_here_.clear();
    const auto [begin, end] = bands_of(order_[place]);
    for (auto number = begin; number != end; ++number) {
      Group& group = groups_[*number - first_group_];
      if (group.crowd == kNone) {
        group.places.push_back(place);
        if (group.places.size() >= kCrowded) make_crowd(group);
      } else {
        crowds_here_.push_back(group.crowd);
      }
    }
    unique(crowds_here_);
    for (const std::uint32_t crowd : crowds_here_) join(crowd, place);
  }

 private:
  struct Group {
    std::vector<std::uint32_t> places;
    std::uint32_t crowd = kNone;
  };

  /// The groups of bands that a record is in.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> bands_of(std::uint32_t row) const noexcept {
    const auto [begin, end] = bands_.of(row);
    return {begin, std::lower_bound(begin, end, first_group_ + groups_.size())};
  }

  static void unique(std::vector<std::uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  [[nodiscard]] std::uint32_t source_of(std::uint32_t place) const noexcept {
    return by_source_ ? terms_.scope.source_of[order_[place]] : 0;
  }

  /// The next place of what was found; kNone behind the last.
  std::uint32_t next() {
    while (!runs_.empty()) {
      std::pop_heap(runs_.begin(), runs_.end());
      Places& run = runs_.back();
      const std::uint32_t place = *run.next;
      if (++run.next == run.end) {
        runs_.pop_back();
      } else {
        std::push_heap(runs_.begin(), runs_.end());
      }
      if (place == last_) continue;
      last_ = place;
      const std::uint32_t row = order_[asked_], other = order_[place];
      if (terms_.allows(row, other) && (crowds_here_.empty() || share_band(row, other))) return place;
    }
    return kNone;
  }

  [[nodiscard]] bool share_band(std::uint32_t left, std::uint32_t right) const noexcept {
    auto [first, first_end] = bands_of(left);
    auto [second, second_end] = bands_of(right);
    while (first != first_end && second != second_end) {
      if (*first == *second) return true;
      if (*first < *second) {
        ++first;
      } else {
        ++second;
      }
    }
    return false;
  }

  /// Bands that meet by the same text have mostly the same records, and one crowd.
  void make_crowd(Group& group) {
    std::unordered_map<std::uint32_t, std::size_t> votes;
    for (const std::uint32_t place : group.places) {
      for (const std::uint32_t crowd : crowds_of_[place]) ++votes[crowd];
    }
    group.crowd = static_cast<std::uint32_t>(crowds_.size());
    for (const auto& [crowd, count] : votes) {
      if (2 * count > group.places.size()) group.crowd = std::min(group.crowd, crowd);
    }
    if (group.crowd == crowds_.size()) {
      std::vector<std::vector<std::uint64_t>> samples;
      std::vector<const std::vector<std::uint64_t>*> places;
      for (const std::uint32_t place : group.places) samples.push_back(sets_.list(order_[place]));
      for (const auto& sample : samples) places.push_back(&sample);
      crowds_.emplace_back(threshold_, places, by_source_);
    }
    for (const std::uint32_t place : group.places) join(group.crowd, place);
    group.places = {};
  }

  void join(std::uint32_t crowd, std::uint32_t place) {
    std::vector<std::uint32_t>& joined = crowds_of_[place];
    if (std::find(joined.begin(), joined.end(), crowd) != joined.end()) return;
    joined.push_back(crowd);
    crowds_[crowd].add(place, sets_.list(order_[place]), source_of(place));
  }

  const BandGroups& bands_;
  const std::vector<std::uint32_t>& order_;
  double threshold_;
  const Terms& terms_;
  bool by_source_;  // records are looked for among those of other sources
  ShingleSets& sets_;
  std::uint32_t first_group_;
  std::vector<Group> groups_;
  std::vector<Crowd> crowds_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> crowds_of_;
  std::vector<std::uint32_t> found_, crowds_here_;
  std::vector<Places> runs_;  // of what was found, a heap
  std::uint32_t asked_ = kNone, last_ = kNone;
};

}  // namespace compare
