// By which fingerprints records are looked for inside others.
//
// A record can only be inside one that has most of its fingerprints; so of those it has, the rarest few are enough
// to be found by (the prefix filter, as in candidates.hpp). One that has more of its own than it may lack, as a page
// does that shares no more than boilerplate with others, is looked for by none.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "table.hpp"

namespace compare {

/// Tokens from which a text counts as inside another.
inline constexpr std::uint32_t kLeastInside = 50;

/// Records that have a fingerprint from which on it is common. Of those that stay and have it the first so many are
/// looked at; by common ones, of which a record may have many, it is looked for by the least common alone.
inline constexpr std::size_t kCommon = 32;

/// How many of its *size* fingerprints another record must have to be compared: 3 in 4. A changed word costs a text
/// 5 shingles and, with the windows about them, 2 or 3 fingerprints of about 12 in a hundred words.
inline std::size_t needed_fingerprints(std::size_t size) noexcept { return (3 * size + 3) / 4; }

/// Roughly how many records have a fingerprint: not fewer than there are, until there are many.
class FingerprintCounts {
 public:
  static constexpr std::uint8_t kMany = kCommon + 1;

  explicit FingerprintCounts(std::size_t fingerprints)
      : bits_(static_cast<unsigned>(std::clamp<std::size_t>(std::bit_width(fingerprints), 10, 30))),
        slots_(std::size_t{1} << bits_) {}

  void add(std::uint32_t fingerprint) noexcept {
    std::uint8_t& slot = slots_[find(fingerprint)];
    slot = static_cast<std::uint8_t>(slot + (slot < kMany));
  }

  [[nodiscard]] std::uint8_t count(std::uint32_t fingerprint) const noexcept {
    return slots_[find(fingerprint)] & ~kMark;
  }

  void mark(std::uint32_t fingerprint) noexcept { slots_[find(fingerprint)] |= kMark; }

  /// Whether it was marked; others may seem so, too.
  [[nodiscard]] bool marked(std::uint32_t fingerprint) const noexcept {
    return (slots_[find(fingerprint)] & kMark) != 0;
  }

 private:
  static constexpr std::uint8_t kMark = 0x80;

  [[nodiscard]] std::size_t find(std::uint32_t fingerprint) const noexcept {
    return static_cast<std::size_t>(fingerprint * kSpread >> (64 - bits_));
  }

  unsigned bits_;
  std::vector<std::uint8_t> slots_;
};

/// Groups of the records that have a fingerprint by which one of them is looked for.
class FingerprintGroups {
 public:
  using Member = std::pair<std::uint32_t, std::uint32_t>;  // row, group

  FingerprintGroups(const Records& records, const std::vector<char>& takes_part)
      : records_(records), takes_part_(takes_part), counts_(records.fingerprints()) {
    visit([&](std::size_t, const Record&, Fingerprint one) { counts_.add(one); });
    records_.visit_fingerprints([&](std::size_t row, const Record& record, std::span<const Fingerprint> all) {
      if (takes_part_[row] && record.tokens >= kLeastInside) choose_probes(row, all);
    });
    if (probes_.empty()) return;
    for (const Keyed one : probes_) counts_.mark(fingerprint_of(one));
    visit([&](std::size_t row, const Record&, Fingerprint one) {
      if (counts_.marked(one)) holders_.push_back(key(one, row));
    });
    records.check_memory((probes_.size() + holders_.size()) * sizeof(Keyed));
    std::sort(probes_.begin(), probes_.end());
    std::sort(holders_.begin(), holders_.end());
    holders_.erase(std::unique(holders_.begin(), holders_.end()), holders_.end());
  }

  /// Appends the members of the groups, which come in twos: of records that have a fingerprint, and of those of them
  /// that are looked for by it. The first is number *count*; the number behind the last.
  std::size_t append_to(std::deque<Member>& members, std::size_t count) {
    std::unordered_map<std::uint32_t, std::uint64_t> least;  // of each record: how common, and which
    visit_groups(probes_, [&](Range holders, Range probes) {
      const auto size = static_cast<std::uint64_t>(holders.size());
      if (size < 2) return;
      if (size <= kCommon) {
        append_group(members, count, holders, probes);
        return;
      }
      for (const Keyed one : probes) {
        const std::uint64_t common = size << 32 | fingerprint_of(one);
        const auto [found, fresh] = least.emplace(row_of(one), common);
        if (!fresh) found->second = std::min(found->second, common);
      }
    });
    std::vector<Keyed> probes;
    for (const auto& [row, common] : least) probes.push_back(key(static_cast<Fingerprint>(common), row));
    std::sort(probes.begin(), probes.end());
    visit_groups(probes, [&](Range holders, Range those) { append_group(members, count, holders, those); });
    return count;
  }

 private:
  using Fingerprint = std::uint32_t;
  using Keyed = std::uint64_t;  // a fingerprint and a row that has it
  using Range = std::span<const Keyed>;

  static Keyed key(Fingerprint one, std::size_t row) noexcept { return std::uint64_t{one} << 32 | row; }
  static Fingerprint fingerprint_of(Keyed one) noexcept { return static_cast<Fingerprint>(one >> 32); }
  static std::uint32_t row_of(Keyed one) noexcept { return static_cast<std::uint32_t>(one); }

  /// Calls visit(row, record, fingerprint) for each fingerprint of the records that take part.
  template <typename Visit>
  void visit(Visit visit) const {
    records_.visit_fingerprints([&](std::size_t row, const Record& record, std::span<const Fingerprint> all) {
      if (!takes_part_[row]) return;
      for (const Fingerprint one : all) visit(row, record, one);
    });
  }

  /// The fingerprints of a record that one that holds it must have one of: the rarest. None where it cannot be inside
  /// any: a fingerprint that was counted once is its own, and comes once.
  void choose_probes(std::size_t row, std::span<const Fingerprint> all) {
    const auto own = [&](Fingerprint one) { return counts_.count(one) == 1; };
    const auto mine = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), own));
    if (mine + needed_fingerprints(all.size()) > all.size()) return;
    ranked_.clear();
    for (const Fingerprint one : all) ranked_.emplace_back(counts_.count(one), one);
    std::sort(ranked_.begin(), ranked_.end());
    ranked_.erase(std::unique(ranked_.begin(), ranked_.end()), ranked_.end());
    const std::size_t needed = needed_fingerprints(ranked_.size());
    if (mine + needed > ranked_.size()) return;
    std::size_t end = ranked_.size() - needed + 1;
    // Where one may be common, which of them is the least so is told when they are grouped.
    if (ranked_[end - 1].first == FingerprintCounts::kMany) end = ranked_.size();
    for (std::size_t i = mine; i < end; ++i) probes_.push_back(key(ranked_[i].second, row));
  }

  /// Calls visit(holders, probes) for each fingerprint of *probes*.
  template <typename Visit>
  void visit_groups(const std::vector<Keyed>& probes, Visit visit) const {
    auto holder = holders_.begin();
    for (auto probe = probes.begin(); probe != probes.end();) {
      const Fingerprint one = fingerprint_of(*probe);
      const auto ends = [&](Keyed other) { return fingerprint_of(other) != one; };
      const auto probes_end = std::find_if(probe, probes.end(), ends);
      holder = std::lower_bound(holder, holders_.end(), key(one, 0));
      const auto holders_end = std::find_if(holder, holders_.end(), ends);
      visit(Range{holder, holders_end}, Range{probe, probes_end});
      holder = holders_end;
      probe = probes_end;
    }
  }

  static void append_group(std::deque<Member>& members, std::size_t& count, Range holders, Range probes) {
    for (const Keyed one : holders) members.emplace_back(row_of(one), static_cast<std::uint32_t>(count));
    for (const Keyed one : probes) members.emplace_back(row_of(one), static_cast<std::uint32_t>(count + 1));
    count += 2;
  }

  const Records& records_;
  const std::vector<char>& takes_part_;
  FingerprintCounts counts_;
  std::vector<Keyed> probes_, holders_;
  std::vector<std::pair<std::uint8_t, Fingerprint>> ranked_;
};

}  // namespace compare
