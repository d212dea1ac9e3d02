// Stretches of a text that are taken already.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

namespace compare {

/// Places of a text that were covered, as stretches that do not touch.
class Cover {
 public:
  /// Whether more than half of a stretch was covered.
  [[nodiscard]] bool has_most(std::uint32_t begin, std::uint32_t end) const noexcept {
    std::uint32_t count = 0;
    for (auto found = first_behind(begin); found != ends_.end() && found->first < end; ++found) {
      count += std::min(found->second, end) - std::max(found->first, begin);
    }
    return 2 * std::uint64_t{count} > end - begin;
  }

  void add(std::uint32_t begin, std::uint32_t end) {
    auto found = first_behind(begin);
    while (found != ends_.end() && found->first <= end) {
      begin = std::min(begin, found->first);
      end = std::max(end, found->second);
      found = ends_.erase(found);
    }
    ends_[begin] = end;
  }

  void clear() noexcept { ends_.clear(); }

 private:
  using Ends = std::map<std::uint32_t, std::uint32_t>;

  /// The first stretch that ends at *place* or behind it.
  [[nodiscard]] Ends::const_iterator first_behind(std::uint32_t place) const noexcept {
    auto found = ends_.upper_bound(place);
    return found != ends_.begin() && std::prev(found)->second >= place ? std::prev(found) : found;
  }

  Ends ends_;  // by where they begin
};

}  // namespace compare
