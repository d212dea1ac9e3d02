// The guards of records: near duplicates have the same one.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bands.hpp"
#include "guard.hpp"
#include "parallel.hpp"
#include "scope.hpp"
#include "shingle_sets.hpp"

namespace compare {

/// The guard of each record that takes part and shares a band with another, 0 for all others; none without *words*.
inline std::vector<std::uint64_t> read_guards(const Records& records, const std::vector<char>& takes_part,
                                              const Scope& scope, const GuardWords* words, const Means& means,
                                              bool near = true) {
  std::vector<std::uint64_t> guards;
  if (words == nullptr) return guards;
  std::vector<std::uint32_t> rows;
  const BandGroups bands(records, takes_part, Terms{scope, guards}.salts(records.size()), {near, false});
  for (std::uint32_t row = 0; row < records.size(); ++row) {
    if (!bands.alone(row)) rows.push_back(row);
  }
  guards.resize(records.size());
  share_out(means.threads, rows.size(), means.pause, [&](const Stop& stop) {
    return [&, sets = std::make_unique<ShingleSets>(records, means.load, stop),
            reader = std::make_unique<GuardReader>(*words)](std::size_t number) {
      guards[rows[number]] = reader->hash(sets->text(rows[number]));
    };
  });
  return guards;
}

}  // namespace compare
