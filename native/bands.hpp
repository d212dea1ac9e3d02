// Which records share a band: candidates for duplicates.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "table.hpp"

namespace compare {

/// The groups of records that have a band in common, and for each record the groups it is in.
class BandGroups {
 public:
  /// Groups the records for which *takes_part* holds.
  BandGroups(const Records& records, const std::vector<char>& takes_part) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // row, group
    for (std::size_t band = 0; band < records.settings().bands; ++band) group(records, takes_part, band, members);
    starts_.assign(records.size() + 1, 0);
    for (const auto& [row, _] : members) ++starts_[row + 1];
    for (std::size_t row = 0; row < records.size(); ++row) starts_[row + 1] += starts_[row];
    groups_.resize(members.size());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (const auto& [row, number] : members) groups_[next[row]++] = number;
  }

  [[nodiscard]] std::size_t size() const noexcept { return count_; }

  /// Whether no other record shares a band with this one.
  [[nodiscard]] bool alone(std::size_t row) const noexcept { return starts_[row] == starts_[row + 1]; }

  /// The groups a record is in, from first to last.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> of(std::size_t row) const noexcept {
    return {groups_.data() + starts_[row], groups_.data() + starts_[row + 1]};
  }

 private:
  using Keyed = std::pair<std::uint64_t, std::uint32_t>;

  void group(const Records& records, const std::vector<char>& takes_part, std::size_t band,
             std::vector<std::pair<std::uint32_t, std::uint32_t>>& members) {
    // Most keys stand alone. Two bits for each of many slots tell which surely do, without sorting.
    const unsigned bits = static_cast<unsigned>(std::bit_width(records.size() * 16 | 1023));
    std::vector<std::uint64_t> once((std::size_t{1} << bits) / 64 + 1), again(once.size());
    const auto slot = [bits](std::uint64_t key) { return key * kSpread >> (64 - bits); };
    records.visit([&](std::size_t row, const Record&, const std::uint64_t* keys) {
      if (!takes_part[row]) return;
      const std::uint64_t place = slot(keys[band]), bit = std::uint64_t{1} << (place & 63);
      again[place >> 6] |= once[place >> 6] & bit;
      once[place >> 6] |= bit;
    });
    std::vector<Keyed> shared;
    records.visit([&](std::size_t row, const Record&, const std::uint64_t* keys) {
      if (!takes_part[row]) return;
      const std::uint64_t place = slot(keys[band]);
      if (again[place >> 6] >> (place & 63) & 1) shared.emplace_back(keys[band], static_cast<std::uint32_t>(row));
    });
    std::sort(shared.begin(), shared.end());
    for (auto first = shared.begin(); first != shared.end();) {
      const auto last = std::find_if(first, shared.end(), [&](const Keyed& one) { return one.first != first->first; });
      if (last - first > 1) {
        for (; first != last; ++first) members.emplace_back(first->second, static_cast<std::uint32_t>(count_));
        ++count_;
      }
      first = last;
    }
  }

  std::size_t count_ = 0;
  std::vector<std::uint32_t> starts_, groups_;
};

}  // namespace compare
