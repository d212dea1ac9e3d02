// Records that hang together by shared bands: what becomes of one is decided within its component.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "bands.hpp"

namespace compare {

/// A component: places in the keep order, first to last, and its groups, which are numbered one behind the other,
/// those of bands first.
struct Component {
  const std::uint32_t* begin = nullptr;
  const std::uint32_t* end = nullptr;
  std::uint32_t first_group = 0;
  std::uint32_t groups = 0;
  std::uint32_t bands = 0;  // of the groups

  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(end - begin); }
};

/// The components of all records that are not alone, the largest first.
class Components {
 public:
  /// Numbers the groups anew; *order* holds the rows in keep order.
  Components(BandGroups& bands, const std::vector<std::uint32_t>& order) : parents_(bands.size()) {
    std::iota(parents_.begin(), parents_.end(), 0U);
    for (const std::uint32_t row : order) join(bands, row);
    number_groups(bands);
    collect_places(bands, order);
    std::stable_sort(components_.begin(), components_.end(),
                     [](const Component& one, const Component& other) { return one.size() > other.size(); });
    parents_ = {};
  }

  Components(const Components&) = delete;
  Components& operator=(const Components&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return components_.size(); }
  [[nodiscard]] const Component& operator[](std::size_t number) const noexcept { return components_[number]; }

 private:
  std::uint32_t root(std::uint32_t group) noexcept {
    while (parents_[group] != group) group = parents_[group] = parents_[parents_[group]];
    return group;
  }

  void join(const BandGroups& bands, std::uint32_t row) noexcept {
    const auto [begin, end] = bands.of(row);
    for (auto group = begin; group != end; ++group) {
      const std::uint32_t one = root(*begin), other = root(*group);
      parents_[std::max(one, other)] = std::min(one, other);
    }
  }

  /// Gives the groups of each component numbers one behind the other.
  void number_groups(BandGroups& bands) {
    std::vector<std::uint32_t> component_of(parents_.size());
    for (std::uint32_t group = 0; group < parents_.size(); ++group) {
      if (root(group) == group) {  // before all others of its component
        component_of[group] = static_cast<std::uint32_t>(components_.size());
        components_.emplace_back();
      } else {
        component_of[group] = component_of[root(group)];
      }
      ++components_[component_of[group]].groups;
      components_[component_of[group]].bands += group < bands.bands();
    }
    std::uint32_t first = 0;
    for (Component& component : components_) {
      component.first_group = first;
      first += component.groups;
    }
    std::vector<std::uint32_t> numbers(parents_.size()), taken(components_.size());
    for (std::uint32_t group = 0; group < parents_.size(); ++group) {
      const std::uint32_t component = component_of[group];
      numbers[group] = components_[component].first_group + taken[component]++;
    }
    bands.renumber(numbers);
  }

  void collect_places(const BandGroups& bands, const std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> component_of_group(parents_.size());
    for (std::uint32_t number = 0; number < components_.size(); ++number) {
      std::fill_n(component_of_group.begin() + components_[number].first_group, components_[number].groups, number);
    }
    const auto component_of = [&](std::uint32_t row) { return component_of_group[*bands.of(row).first]; };
    std::vector<std::size_t> starts(components_.size() + 1);
    for (const std::uint32_t row : order) {
      if (!bands.alone(row)) ++starts[component_of(row) + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    places_.resize(starts.back());
    for (std::size_t number = 0; number < components_.size(); ++number) {
      components_[number].begin = components_[number].end = places_.data() + starts[number];
    }
    for (std::uint32_t place = 0; place < order.size(); ++place) {
      if (bands.alone(order[place])) continue;
      places_[starts[component_of(order[place])]++] = place;
      ++components_[component_of(order[place])].end;
    }
  }

  std::vector<std::uint32_t> parents_, places_;
  std::vector<Component> components_;
};

}  // namespace compare
