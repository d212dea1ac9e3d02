// Which sentences of a text go: those that lie in a passage that is repeated, and whose copy stays.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "span_runs.hpp"

namespace compare {

/// Sentences *first* up to *last* of a text, which repeat the tokens *start* up to *end* of a row.
struct SpanPart {
  std::uint32_t first, last, row, start, end;
};

/// The tokens of a sentence, from *first* up to *last*.
struct SentenceTokens {
  std::uint32_t first, last;
};

/// Decides about one text after another; its room is used again.
class SpanCutter {
 public:
  SpanCutter(SpanLimits limits, std::size_t min_tokens) : runs_(limits), min_tokens_(min_tokens) {}

  /// Whether anything of the text may go; of this text the next calls ask.
  bool repeats(const MarkedText& text, const SpanStore& store) {
    kept_ = runs_.find_kept(text, store);
    return !kept_.empty() || !runs_.find_own(text, [](std::uint32_t) { return true; }).empty();
  }

  /// Whether the whole text is one passage that stays elsewhere.
  [[nodiscard]] bool repeats_whole(const MarkedText& text) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const SpanRun& run) {
      return run.first == 0 && run.last == text.tokens.size();
    });
  }

  /// The parts of the text of a row that go, made of its sentences, in order.
  std::vector<SpanPart> cut(std::uint32_t row, const MarkedText& text, const std::vector<SentenceTokens>& sentences,
                            const SpanStore& store) {
    units_.clear();
    for (const SentenceTokens& one : sentences) units_.push_back({one, kNone});
    stays_.assign(text.tokens.size(), 1);
    std::vector<SpanPart> parts;
    take_kept(store, parts);
    take_own(row, text, parts);
    std::sort(parts.begin(), parts.end(),
              [](const SpanPart& one, const SpanPart& other) { return one.first < other.first; });
    return parts;
  }

  /// Whether a token of the text cut last stays.
  [[nodiscard]] bool stays(std::size_t token) const noexcept { return stays_[token] != 0; }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// The tokens of a sentence, and the run it goes for.
  struct Unit : SentenceTokens {
    std::uint32_t run;
  };

  void take_kept(const SpanStore& store, std::vector<SpanPart>& parts) {
    const std::vector<SpanRun>& runs = kept_;
    for (std::uint32_t number = 0; number < runs.size(); ++number) {
      const SpanRun& run = runs[number];
      auto unit = std::lower_bound(units_.begin(), units_.end(), run.first,
                                   [](const Unit& one, std::uint32_t place) { return one.first < place; });
      for (; unit != units_.end() && unit->last <= run.last; ++unit) {
        if (unit->run == kNone && unit->first < unit->last) unit->run = number;
      }
    }
    take_groups(runs, parts, [&](const SpanRun& run, std::uint32_t first, std::uint32_t last) {
      const TokenPlace source = store.locate(first + run.source - run.first);
      return SpanPart{0, 0, source.row, source.token, source.token + (last - first)};
    });
    for (const SpanPart& part : parts) strike(part);
  }

  void take_own(std::uint32_t row, const MarkedText& text, std::vector<SpanPart>& parts) {
    const std::vector<SpanRun>& runs = runs_.find_own(text, [&](std::uint32_t token) { return stays(token); });
    if (runs.empty()) return;
    struck_.assign(text.tokens.size(), 0);
    active_.clear();
    std::uint32_t next = 0;
    for (Unit& unit : units_) {
      unit.run = kNone;
      if (unit.first == unit.last || !stays(unit.first)) continue;
      for (; next < runs.size() && runs[next].first <= unit.first; ++next) active_.push_back(next);
      std::erase_if(active_, [&](std::uint32_t number) { return runs[number].last <= unit.first; });
      choose_own(unit, runs);
      if (unit.run != kNone) std::fill(struck_.begin() + unit.first, struck_.begin() + unit.last, 1);
    }
    const std::size_t before = parts.size();
    take_groups(runs, parts, [&](const SpanRun& run, std::uint32_t first, std::uint32_t last) {
      const auto source = static_cast<std::uint32_t>(first + run.source - run.first);
      return SpanPart{0, 0, row, source, source + (last - first)};
    });
    for (std::size_t i = before; i < parts.size(); ++i) strike(parts[i]);
  }

  /// Of the runs in which a sentence lies the one whose source stands first, wholly before it, and stays.
  void choose_own(Unit& unit, const std::vector<SpanRun>& runs) const {
    std::uint64_t least = unit.first;
    for (const std::uint32_t number : active_) {
      const SpanRun& run = runs[number];
      const std::uint64_t source = unit.first + (run.source - run.first);
      if (run.last < unit.last || source >= least || source + (unit.last - unit.first) > unit.first) continue;
      const auto from = struck_.begin() + static_cast<std::ptrdiff_t>(source);
      if (std::find(from, from + (unit.last - unit.first), 1) != from + (unit.last - unit.first)) continue;
      least = source;
      unit.run = number;
    }
  }

  /// Makes a part of sentences that go for one run, with what stands between them, if it has enough tokens.
  template <typename MakePart>
  void take_groups(const std::vector<SpanRun>& runs, std::vector<SpanPart>& parts, MakePart make_part) {
    for (std::uint32_t i = 0; i < units_.size();) {
      const std::uint32_t run = units_[i].run;
      std::uint32_t last = i + 1;  // behind the last sentence that goes
      if (run != kNone) {
        for (std::uint32_t next = last; next < units_.size(); ++next) {
          if (units_[next].run == run) {
            last = next + 1;
          } else if (units_[next].first < units_[next].last) {
            break;
          }
        }
        const std::uint32_t first_token = units_[i].first, last_token = units_[last - 1].last;
        if (last_token - first_token >= min_tokens_) {
          SpanPart part = make_part(runs[run], first_token, last_token);
          part.first = i;
          part.last = last;
          parts.push_back(part);
        }
      }
      i = last;
    }
  }

  /// Takes the tokens of a part out of what stays.
  void strike(const SpanPart& part) {
    std::fill(stays_.begin() + units_[part.first].first, stays_.begin() + units_[part.last - 1].last, 0);
  }

  SpanRuns runs_;
  std::vector<SpanRun> kept_;  // what of the text stands in the store
  std::size_t min_tokens_;
  std::vector<Unit> units_;
  std::vector<unsigned char> stays_, struck_;
  std::vector<std::uint32_t> active_;
};

}  // namespace compare
