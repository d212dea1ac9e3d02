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
#include <unordered_map>
#include <utility>
#include <vector>

#include "components.hpp"
#include "shingle_sets.hpp"

namespace compare {

/// Records that have much in common, found by their rarest shingles.
class Crowd {
 public:
  Crowd(double threshold, const std::vector<const std::vector<std::uint64_t>*>& samples) : threshold_(threshold) {
    for (const auto* const sample : samples) {
      for (const std::uint64_t hash : *sample) ++frequency_[hash];
    }
    std::erase_if(frequency_, [](const auto& one) { return one.second < 2; });
  }

  void add(std::uint32_t place, const std::vector<std::uint64_t>& shingles) {
    for (const std::uint64_t hash : rarest(shingles)) postings_[hash].push_back(place);
  }

  /// Appends all that may be at the threshold or above it, and others.
  void find(const std::vector<std::uint64_t>& shingles, std::vector<std::uint32_t>& places) {
    for (const std::uint64_t hash : rarest(shingles)) {
      const auto found = postings_.find(hash);
      if (found != postings_.end()) places.insert(places.end(), found->second.begin(), found->second.end());
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
  std::unordered_map<std::uint64_t, std::uint32_t> frequency_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings_;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked_;
  std::vector<std::uint64_t> rarest_;
};

/// The records of a component taken in so far, and which of them share a band with another.
class Candidates {
 public:
  static constexpr std::size_t kCrowded = 16;  // records of a band from which they are a crowd

  /// *order* holds the rows; places in it stand for them here.
  Candidates(const BandGroups& bands, const Component& component, const std::vector<std::uint32_t>& order,
             double threshold, ShingleSets& sets)
      : bands_(bands), order_(order), threshold_(threshold), sets_(sets), first_group_(component.first_group),
        groups_(component.groups) {}

  /// The places of what was added and shares a band, first to last; valid until the next call.
  const std::vector<std::uint32_t>& find(std::uint32_t place) {
    found_.clear();
    crowds_here_.clear();
    const auto [begin, end] = bands_.of(order_[place]);
    for (auto number = begin; number != end; ++number) {
      const Group& group = groups_[*number - first_group_];
      if (group.crowd == kNone) {
        found_.insert(found_.end(), group.places.begin(), group.places.end());
      } else {
        crowds_here_.push_back(group.crowd);
      }
    }
    unique(crowds_here_);
    if (!crowds_here_.empty()) find_in_crowds(place);
    unique(found_);
    return found_;
  }

  void add(std::uint32_t place) {
    crowds_here_.clear();
    const auto [begin, end] = bands_.of(order_[place]);
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
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Group {
    std::vector<std::uint32_t> places;
    std::uint32_t crowd = kNone;
  };

  static void unique(std::vector<std::uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  void find_in_crowds(std::uint32_t place) {
    const std::size_t before = found_.size();
    for (const std::uint32_t crowd : crowds_here_) crowds_[crowd].find(sets_.list(order_[place]), found_);
    const auto from = found_.begin() + static_cast<std::ptrdiff_t>(before);
    std::sort(from, found_.end());
    const auto apart = [&](std::uint32_t other) { return !share_band(order_[place], order_[other]); };
    found_.erase(std::remove_if(from, std::unique(from, found_.end()), apart), found_.end());
  }

  [[nodiscard]] bool share_band(std::uint32_t left, std::uint32_t right) const noexcept {
    auto [first, first_end] = bands_.of(left);
    auto [second, second_end] = bands_.of(right);
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
      crowds_.emplace_back(threshold_, places);
    }
    for (const std::uint32_t place : group.places) join(group.crowd, place);
    group.places = {};
  }

  void join(std::uint32_t crowd, std::uint32_t place) {
    std::vector<std::uint32_t>& joined = crowds_of_[place];
    if (std::find(joined.begin(), joined.end(), crowd) != joined.end()) return;
    joined.push_back(crowd);
    crowds_[crowd].add(place, sets_.list(order_[place]));
  }

  const BandGroups& bands_;
  const std::vector<std::uint32_t>& order_;
  double threshold_;
  ShingleSets& sets_;
  std::uint32_t first_group_;
  std::vector<Group> groups_;
  std::vector<Crowd> crowds_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> crowds_of_;
  std::vector<std::uint32_t> found_, crowds_here_;
};

}  // namespace compare
