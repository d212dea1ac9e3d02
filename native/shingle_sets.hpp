// The sets of keyed 64-bit shingle hashes by which a candidate pair is verified.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "parallel.hpp"
#include "row_texts.hpp"

namespace compare {

/// A set of hashes that can be asked: open addressing, at most a quarter full: few are looked for twice.
class HashSet {
 public:
  /// Takes the hashes in; gives each one once, in order of first appearance.
  std::vector<std::uint64_t> fill(const std::vector<std::uint64_t>& hashes) {
    const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(4 * hashes.size(), 16));
    shift_ = static_cast<unsigned>(64 - std::countr_zero(capacity));
    slots_.assign(capacity, kFree);
    std::vector<std::uint64_t> distinct;
    distinct.reserve(hashes.size());
    for (const std::uint64_t hash : hashes) {
      std::uint64_t& slot = slots_[find(hash)];
      if (slot == kFree) {
        slot = hash;
        distinct.push_back(hash);
      }
    }
    return distinct;
  }

  [[nodiscard]] bool has(std::uint64_t hash) const noexcept { return slots_[find(hash)] == hash; }

  static constexpr std::uint64_t kFree = 0;  // what hashes to it counts as 1

 private:
  [[nodiscard]] std::size_t find(std::uint64_t hash) const noexcept {
    std::size_t slot = static_cast<std::size_t>(hash * kSpread >> shift_);
    while (slots_[slot] != hash && slots_[slot] != kFree) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  std::vector<std::uint64_t> slots_;
  unsigned shift_ = 60;
};

/// What two records have in common: how many shingles, and of how many each.
struct Overlap {
  std::size_t shared = 0, left = 0, right = 0;
};

/// The distinct shingles of records, read again from their files; those used last are kept.
class ShingleSets {
 public:
  static constexpr std::size_t kMostHeld = std::size_t{4} << 20;  // hashes: 32 MB

  /// *stop* is heeded whenever a record is asked for.
  ShingleSets(const Records& records, const Load& load, const Stop& stop)
      : records_(records), stop_(stop), texts_(records, load),
        reader_(records.settings().unit, records.settings().key.seeds()) {}

  /// Each shingle of the record once; valid until the next call of anything here.
  const std::vector<std::uint64_t>& list(std::size_t row) {
    stop_.heed();
    if (const std::vector<std::uint64_t>* const held = find(row)) return *held;
    return hold(row, scratch_.fill(read(row)));
  }

  /// The shingles of two records; quick when the left one is that of the last call.
  Overlap overlap(std::size_t left, std::size_t right) {
    if (asked_ != left) ask(left);
    const std::vector<std::uint64_t>& other = list(right);
    std::size_t shared = 0;
    for (const std::uint64_t hash : other) shared += asked_set_.has(hash);
    return {shared, asked_size_, other.size()};
  }

  /// Jaccard similarity of two records; quick as above.
  double jaccard(std::size_t left, std::size_t right) {
    const Overlap both = overlap(left, right);
    return static_cast<double>(both.shared) / static_cast<double>(both.left + both.right - both.shared);
  }

  /// Lets go of all that is held.
  void forget() {
    held_.clear();
    order_.clear();
    size_ = 0;
  }

  /// The text of a record, read again; valid until the next call of anything here.
  Text text(std::size_t row) {
    stop_.heed();
    return texts_.read(row);
  }

 private:
  /// Fills the set that others are compared with.
  void ask(std::size_t row) {
    stop_.heed();
    asked_ = row;
    if (const std::vector<std::uint64_t>* const held = find(row)) {
      asked_size_ = asked_set_.fill(*held).size();
    } else {
      asked_size_ = hold(row, asked_set_.fill(read(row))).size();
    }
  }

  const std::vector<std::uint64_t>* find(std::size_t row) const {
    const auto found = held_.find(row);
    return found == held_.end() ? nullptr : &found->second;
  }

  const std::vector<std::uint64_t>& hold(std::size_t row, std::vector<std::uint64_t> hashes) {
    size_ += hashes.size();
    while (size_ > kMostHeld && !order_.empty()) {
      const auto oldest = held_.find(order_.front());
      size_ -= oldest->second.size();
      held_.erase(oldest);
      order_.pop_front();
    }
    order_.push_back(row);
    return held_.emplace(row, std::move(hashes)).first->second;
  }

  std::vector<std::uint64_t> read(std::size_t row) {
    std::vector<std::uint64_t> hashes;
    reader_.read(texts_.read(row));
    const std::span<const std::uint64_t> tokens = reader_.tokens();
    hashes.reserve(tokens.size());
    visit_shingles(tokens, records_.settings().size,
                   [&](std::uint64_t hash) { hashes.push_back(hash == HashSet::kFree ? 1 : hash); });
    return hashes;
  }

  const Records& records_;
  const Stop& stop_;
  RowTexts texts_;
  TextReader reader_;
  HashSet asked_set_, scratch_;
  std::size_t asked_ = ~std::size_t{0}, asked_size_ = 0;
  std::unordered_map<std::size_t, std::vector<std::uint64_t>> held_;
  std::deque<std::size_t> order_;
  std::size_t size_ = 0;
};

}  // namespace compare
