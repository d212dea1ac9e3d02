// Which records share a band, or a fingerprint by which one is looked for inside others: candidates for duplicates.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "fingerprints.hpp"
#include "table.hpp"

namespace compare {

/// Some of many rows, numbered in their order: a bit for each row, and for each 64 of them how many stand before.
class RowPlaces {
 public:
  explicit RowPlaces(std::size_t rows = 0) : bits_(rows / kWord + 1), before_(rows / kWord + 1) {}

  void add(std::size_t row) noexcept { bits_[row / kWord] |= std::uint64_t{1} << row % kWord; }

  /// To be called once all are added.
  void count() noexcept {
    size_ = 0;
    for (std::size_t word = 0; word < bits_.size(); ++word) {
      before_[word] = size_;
      size_ += static_cast<std::uint32_t>(std::popcount(bits_[word]));
    }
  }

  [[nodiscard]] bool has(std::size_t row) const noexcept { return bits_[row / kWord] >> row % kWord & 1; }

  /// The number of one that was added.
  [[nodiscard]] std::size_t of(std::size_t row) const noexcept {
    const std::uint64_t lower = bits_[row / kWord] & ((std::uint64_t{1} << row % kWord) - 1);
    return before_[row / kWord] + static_cast<std::size_t>(std::popcount(lower));
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  static constexpr std::size_t kWord = 64;

  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> before_;
  std::uint32_t size_ = 0;
};

/// Which groups there are to be.
struct Grouping {
  bool bands = true;
  bool fingerprints = false;
};

/// The groups of records that have a band in common, behind them those of fingerprints (in twos, fingerprints.hpp),
/// and for each record the groups it is in.
class BandGroups {
 public:
  /// Groups the records for which *takes_part* holds; if there are *salts*, only those that have theirs in common.
  BandGroups(const Records& records, const std::vector<char>& takes_part,
             const std::vector<std::uint64_t>& salts = {}, Grouping by = {}) {
    std::deque<std::pair<std::uint32_t, std::uint32_t>> members;  // row, group
    const std::size_t bands = by.bands ? records.settings().bands : 0;
    const std::size_t at_once = std::max<std::size_t>(1, kKeys / std::max<std::size_t>(1, records.size()));
    for (std::size_t band = 0; band < bands; band += at_once) {
      group(records, takes_part, salts, {band, std::min(band + at_once, bands)}, members);
    }
    bands_ = count_;
    if (by.fingerprints) count_ = FingerprintGroups(records, takes_part).append_to(members, count_);
    records.check_memory(members.size() * (sizeof members[0] + sizeof groups_[0]));
    places_ = RowPlaces(records.size());
    for (const auto& [row, _] : members) places_.add(row);
    places_.count();
    starts_.assign(places_.size() + 1, 0);
    for (const auto& [row, _] : members) ++starts_[places_.of(row) + 1];
    for (std::size_t place = 0; place + 1 < starts_.size(); ++place) starts_[place + 1] += starts_[place];
    groups_.resize(members.size());
    for (const auto& [row, number] : members) groups_[starts_[places_.of(row)]++] = number;
    // Each start has come to stand where the next one did.
    std::copy_backward(starts_.begin(), starts_.end() - 1, starts_.end());
    starts_[0] = 0;
  }

  [[nodiscard]] std::size_t size() const noexcept { return count_; }

  /// How many of the groups, the first ones, are of bands.
  [[nodiscard]] std::size_t bands() const noexcept { return bands_; }

  /// Whether no other record shares a band with this one.
  [[nodiscard]] bool alone(std::size_t row) const noexcept { return !places_.has(row); }

  /// Gives each group another number.
  void renumber(const std::vector<std::uint32_t>& numbers) {
    for (std::uint32_t& group : groups_) group = numbers[group];
    for (std::size_t place = 0; place + 1 < starts_.size(); ++place) {
      std::sort(groups_.begin() + starts_[place], groups_.begin() + starts_[place + 1]);
    }
  }

  /// The groups a record is in, from first to last.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> of(std::size_t row) const noexcept {
    if (!places_.has(row)) return {groups_.data(), groups_.data()};
    const std::size_t place = places_.of(row);
    return {groups_.data() + starts_[place], groups_.data() + starts_[place + 1]};
  }

 private:
  static constexpr std::size_t kKeys = std::size_t{1} << 22;  // grouped at once: of few records, those of all bands

  using Keyed = std::pair<std::uint64_t, std::uint32_t>;

  struct Range {
    std::size_t begin, end;

    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  };

  /// Groups the keys of *bands*, which are no others' keys.
  void group(const Records& records, const std::vector<char>& takes_part, const std::vector<std::uint64_t>& salts,
             Range bands, std::deque<std::pair<std::uint32_t, std::uint32_t>>& members) {
    std::vector<Keyed> shared = find_shared(records, takes_part, salts, bands);
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

  /// The keys that more than one record may have. Most stand alone: two bits for each of many slots, whether a
  /// key and whether another one fell there, tell which surely do, without sorting.
  static std::vector<Keyed> find_shared(const Records& records, const std::vector<char>& takes_part,
                                        const std::vector<std::uint64_t>& salts, Range bands) {
    const unsigned bits = static_cast<unsigned>(std::bit_width(records.size() * bands.size() * 16 | 1023));
    std::vector<std::uint64_t> slots((std::size_t{1} << bits) / 32);
    const auto visit_keys = [&](auto visit) {
      records.visit_keys(bands.begin, bands.end, takes_part, [&](std::size_t row, std::uint64_t key) {
        if (!salts.empty()) key ^= salts[row];
        const std::uint64_t slot = key * kSpread >> (64 - bits);
        visit(row, key, slots[slot >> 5], 2 * (slot & 31));
      });
    };
    visit_keys([](std::size_t, std::uint64_t, std::uint64_t& word, unsigned place) {
      word |= (word << 1 & std::uint64_t{2} << place) | std::uint64_t{1} << place;
    });
    std::vector<Keyed> shared;
    visit_keys([&](std::size_t row, std::uint64_t key, std::uint64_t word, unsigned place) {
      if (word >> place & 2) shared.emplace_back(key, static_cast<std::uint32_t>(row));
    });
    return shared;
  }

  std::size_t count_ = 0, bands_ = 0;
  RowPlaces places_;                   // of the records that are in groups
  std::vector<std::uint64_t> starts_;  // of each of these in groups_
  std::vector<std::uint32_t> groups_;
};

}  // namespace compare
