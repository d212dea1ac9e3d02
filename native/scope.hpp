// Which records are compared with which: by their sources, and those that are only there to be compared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "table.hpp"

namespace compare {

/// Of which sources two records must be.
enum class Sources : std::uint8_t { any, same, different };

/// The records of a run, as far as they may be duplicates of each other.
struct Scope {
  Sources sources = Sources::any;
  std::vector<std::uint32_t> source_of;  // of each row, unless any two will do
  std::size_t inputs = std::numeric_limits<std::size_t>::max();  // rows from here on are never removed

  /// Whether the record is only compared with: it stands before all others, and always stays.
  [[nodiscard]] bool is_against(std::size_t row) const noexcept { return row >= inputs; }

  /// Whether it must be decided row by row what becomes of equal texts: where those of one source are no duplicates,
  /// what holds for one of them need not hold for another.
  [[nodiscard]] bool is_by_row() const noexcept { return sources == Sources::different; }

  /// Whether one of them may be a duplicate of the other.
  [[nodiscard]] bool allows(std::size_t left, std::size_t right) const noexcept {
    if (is_against(left) && is_against(right)) return false;
    return sources == Sources::any || (source_of[left] == source_of[right]) == (sources == Sources::same);
  }
};

class GuardWords;

/// What two records must be, besides alike, and in which ways they may be.
struct Terms {
  const Scope& scope;
  const std::vector<std::uint64_t>& guards;  // of each row, the same for both; none where that does not matter
  bool near = true;
  bool inside = false;                 // whether one of them may be inside the other
  const GuardWords* words = nullptr;   // of which that must have no others than this; none where that does not matter

  [[nodiscard]] bool allows(std::size_t left, std::size_t right) const noexcept {
    return scope.allows(left, right) && (guards.empty() || guards[left] == guards[right]);
  }

  [[nodiscard]] bool is_same_source() const noexcept { return scope.sources == Sources::same; }

  /// For each of so many rows a number that the two have in common; nothing where they need not.
  [[nodiscard]] std::vector<std::uint64_t> salts(std::size_t rows) const {
    if (guards.empty() && !is_same_source()) return {};
    std::vector<std::uint64_t> salts = guards.empty() ? std::vector<std::uint64_t>(rows) : guards;
    if (!is_same_source()) return salts;
    for (std::size_t row = 0; row < rows; ++row) salts[row] = fold(salts[row] ^ kSpread, scope.source_of[row] ^ kMix);
    return salts;
  }
};

/// Of the records of one text that stay, those that others are compared with where sources must be different: the
/// first, and the first of another source. For whoever may be compared with any of them, that is one of the two.
class Heads {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  explicit Heads(const Scope& scope) : scope_(scope) {}

  /// The first record of the text that this one may be compared with; kNone without one.
  [[nodiscard]] std::uint32_t find(const Digest& text, std::uint32_t row) const {
    const auto found = heads_.find(text);
    if (found == heads_.end()) return kNone;
    const auto [first, other] = found->second;
    if (scope_.allows(first, row)) return first;
    return other != kNone && scope_.allows(other, row) ? other : kNone;
  }

  /// Whether others are compared with a record that stays: not where it must be decided row by row, and equal ones
  /// stand for it.
  bool stands_for_others(const Records& records, std::uint32_t row) {
    return !scope_.is_by_row() || add(records[row].digest, row);
  }

  /// Takes in a record that stays, in keep order; whether others are compared with it.
  bool add(const Digest& text, std::uint32_t row) {
    auto& [first, other] = heads_.try_emplace(text, kNone, kNone).first->second;
    if (first == kNone) {
      first = row;
    } else if (other == kNone && scope_.source_of[first] != scope_.source_of[row]) {
      other = row;
    } else {
      return false;
    }
    return true;
  }

 private:
  struct Hash {
    std::size_t operator()(const Digest& digest) const noexcept { return static_cast<std::size_t>(digest.first); }
  };

  const Scope& scope_;
  std::unordered_map<Digest, std::pair<std::uint32_t, std::uint32_t>, Hash> heads_;
};

}  // namespace compare
