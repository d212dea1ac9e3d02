// Whether what was cut is sound: ranges in order, and what each repeats in text that stays.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "parts.hpp"

namespace compare {

/// The first cut that is empty, out of order, or repeats what does not stay; *drop* marks the rows that go.
inline std::optional<std::size_t> find_broken_cut(std::span<const CutPart> cuts, std::span<const char> drop) {
  const auto stays = [&](const CutPart& cut) {
    if (cut.source >= drop.size() || drop[cut.source] != 0) return false;
    // The first cut of the source that ends behind where the copy begins.
    const auto next = std::partition_point(cuts.begin(), cuts.end(), [&](const CutPart& one) {
      return one.row != cut.source ? one.row < cut.source : one.end <= cut.source_start;
    });
    return next == cuts.end() || next->row != cut.source || next->start >= cut.source_end;
  };
  // In order first: what looks for the cuts of a row takes them to be.
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const CutPart& cut = cuts[i];
    if (cut.start >= cut.end || cut.source_start >= cut.source_end || cut.row >= drop.size()) return i;
    if (i > 0 && (cut.row < cuts[i - 1].row || (cut.row == cuts[i - 1].row && cut.start < cuts[i - 1].end))) return i;
  }
  const auto broken = std::find_if_not(cuts.begin(), cuts.end(), stays);
  return broken == cuts.end() ? std::nullopt : std::optional(static_cast<std::size_t>(broken - cuts.begin()));
}

}  // namespace compare
