// The passages of a text that repeat what stays of texts before it, or what stands before them in it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "span_marks.hpp"
#include "span_store.hpp"

namespace compare {

/// How far it is looked, where a mark stands in very many places.
struct SpanLimits {
  std::size_t most = 32;      // places of a mark that are compared, of texts before and of the text itself
  std::size_t steps = 1024;   // tokens compared for each token of a text, on average
};

/// A mark of a text that occurs more than once.
struct KnownMark {
  std::uint32_t place;  // its first token
  std::uint32_t slot;
};

/// A text: its tokens and its known marks, by place.
struct MarkedText {
  std::vector<std::uint64_t> tokens;  // none is SpanStore::kBreak
  std::vector<KnownMark> marks;
};

/// Tokens *first* up to *last* of a text, which repeat as many from *source* on: in the store, or in the text itself.
struct SpanRun {
  std::uint32_t first, last;
  std::uint64_t source;
};

/// Finds the longest passages around shared marks; its room is used again.
class SpanRuns {
 public:
  explicit SpanRuns(SpanLimits limits) : limits_(limits) {}

  /// The passages that stand in the store as well, in order of what they repeat.
  const std::vector<SpanRun>& find_kept(const MarkedText& text, const SpanStore& store) {
    begin(text);
    for (const KnownMark& mark : text.marks) {
      store.visit(mark.slot, [&](std::uint64_t place) {
        compare(mark.place, place, [&](std::uint64_t number) { return store[number]; },
                [](std::uint32_t) { return true; });
      });
    }
    std::sort(runs_.begin(), runs_.end(), [](const SpanRun& one, const SpanRun& other) {
      return one.source != other.source ? one.source < other.source : one.first < other.first;
    });
    return runs_;
  }

  /// The passages that stand before in the text itself, of tokens for which stays(place) holds, in order of place.
  template <typename Stays>
  const std::vector<SpanRun>& find_own(const MarkedText& text, Stays stays) {
    begin(text);
    if (!has_twice(text)) return runs_;
    empty(own_);
    for (const KnownMark& mark : text.marks) {
      std::vector<std::uint32_t>& before = own_[mark.slot];
      if (!stay_all(mark.place, stays)) continue;
      for (const std::uint32_t place : before) {
        compare(mark.place, place, [&](std::uint64_t number) { return text.tokens[number]; }, stays, true);
      }
      if (before.size() < limits_.most) before.push_back(mark.place);
    }
    std::sort(runs_.begin(), runs_.end(), [](const SpanRun& one, const SpanRun& other) {
      return one.first != other.first ? one.first < other.first : one.source < other.source;
    });
    return runs_;
  }

 private:
  void begin(const MarkedText& text) {
    text_ = &text;
    runs_.clear();
    empty(looked_at_);
    steps_ = limits_.steps * text.tokens.size();
  }

  /// Empties a map; a large one lets go of its room, which would be gone through at each text.
  template <typename Map>
  static void empty(Map& map) {
    constexpr std::size_t kLarge = 1 << 12;
    if (map.bucket_count() > kLarge) {
      map = Map();
    } else {
      map.clear();
    }
  }

  /// Whether a mark stands in the text more than once.
  bool has_twice(const MarkedText& text) {
    slots_.clear();
    for (const KnownMark& mark : text.marks) slots_.push_back(mark.slot);
    std::sort(slots_.begin(), slots_.end());
    return std::adjacent_find(slots_.begin(), slots_.end()) != slots_.end();
  }

  template <typename Stays>
  static bool stay_all(std::uint32_t place, Stays stays) {
    for (std::uint32_t i = 0; i < SpanMarker::kGram; ++i) {
      if (!stays(place + i)) return false;
    }
    return true;
  }

  /// Extends a token that is equal in the text and in a source as far as they are; a run of enough tokens is taken.
  /// Tokens must stay; where the source is the text itself (*own*), in both places.
  template <typename Token, typename Stays>
  void compare(std::uint32_t place, std::uint64_t source, Token token, Stays stays, bool own = false) {
    std::uint32_t& behind = looked_at_[source - place];
    if (behind > place || steps_ == 0) return;
    const std::vector<std::uint64_t>& tokens = text_->tokens;
    const auto equal = [&](std::uint32_t here, std::uint64_t there) {
      if (steps_ > 0) --steps_;
      return tokens[here] == token(there) && stays(here) && (!own || stays(static_cast<std::uint32_t>(there)));
    };
    const std::uint64_t shift = source - place;  // modulo 2^64
    std::uint32_t first = place, last = place;
    while (last < tokens.size() && equal(last, last + shift)) ++last;
    behind = std::max(last, place + 1);
    if (last == place) return;  // marks of one hash, not of the same tokens
    while (first > 0 && (!own || first + shift > 0) && equal(first - 1, first - 1 + shift)) --first;
    if (last - first >= SpanMarker::kRun) runs_.push_back({first, last, first + shift});
  }

  SpanLimits limits_;
  const MarkedText* text_ = nullptr;
  std::vector<SpanRun> runs_;
  std::unordered_map<std::uint64_t, std::uint32_t> looked_at_;  // of each shift the token behind what was compared
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> own_;
  std::vector<std::uint32_t> slots_;
  std::size_t steps_ = 0;
};

}  // namespace compare
