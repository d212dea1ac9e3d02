// Passages that texts have in common, verbatim or lightly edited: seed, chain, extend.
//
// Places at which the same three words begin are paired; a run of words that says enough, since it is long or
// rare, is extended over edits; what then says as much as chance hardly ever does is a passage.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parallel.hpp"
#include "passages_chain.hpp"
#include "passages_cover.hpp"
#include "passages_grams.hpp"
#include "passages_surprise.hpp"
#include "passages_words.hpp"

namespace compare {

/// What is a passage.
struct PassageSettings {
  std::size_t cap;         // places of three words above which they are a crowd
  std::uint32_t handful;   // times that words may stand together and be no stock phrase for it
  Bits least;              // what a passage says
  Bits seed;               // what one of its runs says
  std::uint32_t shortest;  // words it has in common
};

/// A passage: two texts, words first to last in each of them, how many are the same, and what they say.
struct FoundPassage {
  std::uint32_t left, left_start, left_end, right, right_start, right_end, matched;
  std::int32_t bits;  // eighths, as many as there is room for
};

/// Finds the passages of one text with those behind it, and with itself.
class PassageFinder {
 public:
  PassageFinder(const Words& words, const Grams& grams, const Surprise& surprise, const PassageSettings& settings,
                const Stop& stop)
      : words_(words), grams_(grams), settings_(settings), stop_(stop), extender_(words, surprise) {}

  void find(std::uint32_t text, std::vector<FoundPassage>& found) {
    collect_runs(text);
    std::sort(runs_.begin(), runs_.end(), [](const Candidate& one, const Candidate& other) {
      return std::tuple(one.text, one.run.left, one.run.right, one.run.length) <
             std::tuple(other.text, other.run.left, other.run.right, other.run.length);
    });
    for (auto run = runs_.begin(); run != runs_.end();) {
      const std::uint32_t other = run->text;
      chains_.clear();
      held_.begin_text(words_.begin(other), words_.end(other) - words_.begin(other));
      for (; run != runs_.end() && run->text == other; ++run) {
        stop_.heed();
        extend(run->run);
      }
      choose();
      const std::uint32_t left = words_.begin(text), right = words_.begin(other);
      for (const Chain& chain : chains_) {
        found.push_back({text, chain.left - left, chain.left_end - left, other, chain.right - right,
                         chain.right_end - right, chain.matched, narrow(chain.bits)});
      }
    }
  }

 private:
  struct Candidate {
    std::uint32_t text;
    SharedRun run;
  };

  /// The runs that say enough, of this text and any one behind it.
  void collect_runs(std::uint32_t text) {
    runs_.clear();
    reached_.clear();
    for (std::uint32_t place = words_.begin(text); place < words_.end(text); ++place) {
      stop_.heed();
      grams_.visit_pairs(place, [&](std::uint32_t other) { take_pair(text, place, other); });
    }
  }

  void take_pair(std::uint32_t text, std::uint32_t left, std::uint32_t right) {
    if (words_.same(left - 1, right - 1)) {
      if (grams_.are_paired(left - 1, right - 1)) return;  // the pair before it stands for the same run
      const auto reached = reached_.find(right - left);
      if (reached != reached_.end() && left < reached->second) return;
      do --left, --right;
      while (words_.same(left - 1, right - 1));
    }
    if (extender_.run_from(left, right, Extender::kNoLimit, settings_.seed).bits < settings_.seed) return;
    const SharedRun run = extender_.run_from(left, right, Extender::kNoLimit, Extender::kAll);
    reached_[right - left] = left + run.length;
    add_run(text, run);
  }

  void add_run(std::uint32_t text, const SharedRun& run) {
    const std::uint32_t other = words_.text_of(run.right), distance = run.right - run.left;
    if (other != text || run.length <= distance) {
      runs_.push_back({other, run});
      return;
    }
    // Words that go on repeating themselves: each piece with the next.
    const std::uint32_t all = distance + run.length;
    const std::uint32_t step = distance * std::clamp((kPiece + distance - 1) / distance, 1U, all / (2 * distance));
    for (std::uint32_t start = 0; start + 2 * step <= all; start += step) {
      const std::uint32_t left = run.left + start;
      const SharedRun piece = extender_.run_from(left, left + step, left + step, Extender::kAll);
      if (piece.bits >= settings_.seed) runs_.push_back({other, piece});
    }
  }

  /// Makes a chain of a run that is in none yet.
  void extend(const SharedRun& run) {
    if (held_.hold(run)) return;
    const Chain chain = extender_.extend(run);
    held_.add(chain);
    if (chain.bits >= settings_.least && chain.matched >= settings_.shortest) chains_.push_back(chain);
  }

  /// Leaves, of chains that are mostly in the place of better ones, on either side, only those, in order of place.
  void choose() {
    left_cover_.clear();
    right_cover_.clear();
    std::sort(chains_.begin(), chains_.end(), [](const Chain& one, const Chain& other) {
      return std::tuple(-one.bits, one.left, one.right, one.left_end, one.right_end, one.matched) <
             std::tuple(-other.bits, other.left, other.right, other.left_end, other.right_end, other.matched);
    });
    std::size_t chosen = 0;
    for (const Chain& chain : chains_) {
      if (left_cover_.has_most(chain.left, chain.left_end)) continue;
      if (right_cover_.has_most(chain.right, chain.right_end)) continue;
      left_cover_.add(chain.left, chain.left_end);
      right_cover_.add(chain.right, chain.right_end);
      chains_[chosen++] = chain;
    }
    chains_.resize(chosen);
    std::sort(chains_.begin(), chains_.end(), [](const Chain& one, const Chain& other) {
      return std::pair(one.left, one.right) < std::pair(other.left, other.right);
    });
  }

  static std::int32_t narrow(Bits bits) noexcept {
    return static_cast<std::int32_t>(std::min<Bits>(bits, std::numeric_limits<std::int32_t>::max()));
  }

  static constexpr std::uint32_t kPiece = 16;  // words of a piece of text that goes on repeating itself, at least

  const Words& words_;
  const Grams& grams_;
  const PassageSettings& settings_;
  const Stop& stop_;
  Extender extender_;
  std::vector<Candidate> runs_;
  std::unordered_map<std::uint32_t, std::uint32_t> reached_;  // by distance: where the last run there ends
  HeldPlaces held_;
  std::vector<Chain> chains_;
  Cover left_cover_, right_cover_;
};

/// All that is known of the words of the texts before passages are looked for.
struct PassageTables {
  Words words;
  Surprise surprise;
  Grams grams;

  PassageTables(std::span<const std::uint64_t> tokens, std::span<const std::uint64_t> starts,
                const PassageSettings& settings, const Stop& stop)
      : words(tokens, starts, stop), surprise(words, settings.handful, settings.seed),
        grams(words, settings.cap, surprise, stop) {}
};

/// The passages of all texts, by left text, right text and place, whatever the number of threads.
inline std::vector<FoundPassage> find_passages(std::span<const std::uint64_t> tokens,
                                               std::span<const std::uint64_t> starts, const PassageSettings& settings,
                                               std::size_t threads, const Pause& pause) {
  constexpr std::size_t kTaken = 64;  // texts a thread takes at once
  constexpr std::size_t kFew = 1 << 15;  // words: threads would take longer to start than these to compare
  const auto share = [&](std::size_t workers, std::size_t count, auto make_work) {
    tokens.size() > kFew ? share_out(workers, count, pause, make_work) : do_all(count, make_work);
  };
  std::unique_ptr<const PassageTables> tables;
  share(1, 1, [&](const Stop& stop) {
    return [&](std::size_t) { tables = std::make_unique<const PassageTables>(tokens, starts, settings, stop); };
  });
  const std::size_t texts = tables->words.texts();
  std::vector<std::vector<FoundPassage>> found((texts + kTaken - 1) / kTaken);
  share(std::max<std::size_t>(threads, 1), found.size(), [&](const Stop& stop) {
    return [&, finder = PassageFinder(tables->words, tables->grams, tables->surprise, settings, stop)](
               std::size_t number) mutable {
      for (std::size_t text = number * kTaken; text < std::min((number + 1) * kTaken, texts); ++text) {
        finder.find(static_cast<std::uint32_t>(text), found[number]);
      }
    };
  });
  std::vector<FoundPassage> all;
  for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace compare
