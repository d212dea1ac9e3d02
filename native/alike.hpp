// Sentences that may tell the same: which share most of what few sentences have, and how alike they can be at most.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace compare {

/// What a sign is, as bits.
enum SignKind : std::uint8_t {
  kName = 1,     ///< it names somebody: the shares of both words count, not the lesser
  kFree = 2,     ///< it adds nothing to what a clause could share
  kEnough = 4,   ///< one word that has it is enough, if it is heavy
  kNumber = 8,   ///< it gives a number: what is counted counts more
};

/// The signs of sentences, a row for each word that has one; the rows of a sentence stand in order of their signs.
struct SignedSentences {
  std::span<const std::uint64_t> starts;  ///< of the rows of each sentence, and the end of the last
  std::span<const std::uint32_t> signs;   ///< of each row, below weights.size()
  std::span<const std::uint32_t> places;  ///< of the word of each row, below the size of its sentence
  std::span<const double> shares;         ///< of the sign's weight that count for this word
  std::span<const double> weights;        ///< of each sign
  std::span<const std::uint8_t> kinds;    ///< of each sign: SignKind
  std::span<const std::uint32_t> sizes;   ///< words of each sentence

  [[nodiscard]] std::size_t size() const noexcept { return sizes.size(); }
};

/// Ranges of words of each sentence that may be a claim: first and last, the last one left out, in a row.
struct ClauseRanges {
  std::span<const std::uint64_t> starts;  ///< of the clauses of each sentence, and the end of the last
  std::span<const std::uint32_t> edges;   ///< two for each clause, neither beyond the size of the sentence
};

/// Which sentences are looked at together.
struct AlikeSettings {
  std::size_t most;       ///< sentences of a sign that makes candidates; of one that more have none is made
  std::size_t best;       ///< sentences that are looked at for one
  std::size_t looked_at;  ///< places of a sentence's rarest signs that are counted
};

using SentencePair = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::uint32_t kNoDocument = ~std::uint32_t{0};  ///< of a sentence that is left out

/// Sums up to each word of a sentence of what its heaviest sign counts.
inline void sum_masses(const SignedSentences& sentences, std::size_t number, std::vector<double>& masses) {
  masses.assign(sentences.sizes[number] + std::size_t{1}, 0.0);
  for (std::size_t row = sentences.starts[number]; row < sentences.starts[number + 1]; ++row) {
    const std::uint32_t sign = sentences.signs[row];
    if (sentences.kinds[sign] & kFree) continue;
    double& heaviest = masses[sentences.places[row] + std::size_t{1}];
    heaviest = std::max(heaviest, sentences.shares[row] * sentences.weights[sign]);
  }
  for (std::size_t place = 1; place < masses.size(); ++place) masses[place] += masses[place - 1];
}

/// Finds for each sentence those of other documents that share most with it.
class AlikeFinder {
 public:
  AlikeFinder(const SignedSentences& sentences, std::span<const std::uint32_t> documents, AlikeSettings settings)
      : sentences_(sentences),
        documents_(documents),
        settings_(settings),
        postings_(sentences.weights.size()),
        shared_(sentences.size(), 0.0) {
    std::vector<double> masses;
    for (std::size_t number = 0; number < sentences.size(); ++number) {
      sum_masses(sentences, number, masses);
      roots_.push_back(std::sqrt(std::max(masses.back(), 1.0)));
      if (documents[number] == kNoDocument) continue;
      visit_signs(number, [&](std::uint32_t sign) { postings_[sign].push_back(static_cast<std::uint32_t>(number)); });
    }
  }

  /// All pairs, the lesser number first, in order.
  [[nodiscard]] std::vector<SentencePair> find() {
    std::vector<SentencePair> pairs;
    for (std::uint32_t number = 0; number < sentences_.size(); ++number) {
      if (documents_[number] == kNoDocument) continue;
      weigh_shared(number);
      for (const std::uint32_t other : choose(documents_[number])) pairs.push_back(std::minmax(number, other));
      for (const std::uint32_t other : touched_) shared_[other] = 0.0;
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

 private:
  /// Each sign of a sentence once.
  template <typename Visit>
  void visit_signs(std::size_t number, Visit visit) const {
    for (std::size_t row = sentences_.starts[number]; row < sentences_.starts[number + 1]; ++row) {
      if (row == sentences_.starts[number] || sentences_.signs[row] != sentences_.signs[row - 1]) {
        visit(sentences_.signs[row]);
      }
    }
  }

  /// The weight of the signs that each sentence shares with one, the rarest of its signs looked up first.
  void weigh_shared(std::size_t number) {
    own_.clear();
    touched_.clear();
    visit_signs(number, [&](std::uint32_t sign) {
      const std::size_t count = postings_[sign].size();
      if (count > 1 && count <= settings_.most) own_.emplace_back(count, sign);
    });
    std::sort(own_.begin(), own_.end());
    std::size_t looked_at = 0;
    for (const auto& [count, sign] : own_) {
      if ((looked_at += count) > settings_.looked_at) break;
      for (const std::uint32_t other : postings_[sign]) {
        if (shared_[other] == 0.0) touched_.push_back(other);
        shared_[other] += sentences_.weights[sign];
      }
    }
  }

  /// Of the sentences that share something those of other documents that share most, by their length.
  std::span<const std::uint32_t> choose(std::uint32_t own) {
    chosen_.clear();
    for (const std::uint32_t other : touched_) {
      if (documents_[other] != own) chosen_.push_back(other);
    }
    const std::size_t size = std::min(settings_.best, chosen_.size());
    const auto heavier = [&](std::uint32_t one, std::uint32_t other) {
      const double left = shared_[one] / roots_[one], right = shared_[other] / roots_[other];
      return left != right ? left > right : one < other;
    };
    std::partial_sort(chosen_.begin(), chosen_.begin() + static_cast<std::ptrdiff_t>(size), chosen_.end(), heavier);
    return {chosen_.data(), size};
  }

  const SignedSentences& sentences_;
  std::span<const std::uint32_t> documents_;
  AlikeSettings settings_;
  std::vector<std::vector<std::uint32_t>> postings_;
  std::vector<double> shared_, roots_;
  std::vector<std::pair<std::size_t, std::uint32_t>> own_;
  std::vector<std::uint32_t> touched_, chosen_;
};

/// Says how alike two sentences can be at most.
class AlikeBounds {
 public:
  /// *heavy* is the weight from which one sign may be enough, *counted* what a pair counts more for a number.
  AlikeBounds(const SignedSentences& sentences, const ClauseRanges& clauses, double heavy, double counted)
      : sentences_(sentences), clauses_(clauses), heavy_(heavy), counted_(counted), masses_(sentences.size()) {}

  /// The highest score that clauses of two sentences may have, where rare words weigh 1; 0 where none is alike.
  [[nodiscard]] double bound(std::size_t left, std::size_t right) {
    match_words(left, right);
    double best = 0.0;
    bool counts = false;
    for (const Match& match : matches_) counts = counts || (sentences_.kinds[match.sign] & kNumber);
    visit_clauses(left, [&](std::size_t first, std::size_t last, double mass) {
      inside_.clear();
      for (const Match& match : matches_) {
        if (first <= match.left && match.left < last) inside_.push_back(match);
      }
      if (inside_.empty()) return;
      visit_clauses(right, [&](std::size_t start, std::size_t stop, double other) {
        best = std::max(best, score(start, stop, mass, other));
      });
    });
    return counts ? best * counted_ : best;
  }

 private:
  struct Match {
    std::uint32_t left, right, sign;
    double weight;
  };

  const std::vector<double>& masses_of(std::size_t number) {
    if (masses_[number].empty()) sum_masses(sentences_, number, masses_[number]);
    return masses_[number];
  }

  /// Clauses that weigh something.
  template <typename Visit>
  void visit_clauses(std::size_t number, Visit visit) {
    const std::vector<double>& masses = masses_of(number);
    for (std::size_t clause = clauses_.starts[number]; clause < clauses_.starts[number + 1]; ++clause) {
      const std::size_t first = clauses_.edges[2 * clause], last = clauses_.edges[2 * clause + 1];
      if (masses[last] > masses[first]) visit(first, last, masses[last] - masses[first]);
    }
  }

  [[nodiscard]] double score(std::size_t start, std::size_t stop, double mass, double other) const {
    double weight = 0.0;
    std::size_t common = 0;
    bool enough = false;
    for (const Match& match : inside_) {
      if (match.right < start || match.right >= stop) continue;
      weight += match.weight;
      ++common;
      enough = enough || ((sentences_.kinds[match.sign] & kEnough) && match.weight >= heavy_);
    }
    if (common < 2 && !enough) return 0.0;
    // As compare/analyse/matching.py has it (_INSIDE); a test asks whether any pair is lost.
    const double similarity = 0.3 * weight / std::min(mass, other) + 0.7 * weight / std::sqrt(mass * other);
    return similarity * std::sqrt(weight);
  }

  /// Words of two sentences that share a sign, the heaviest first, each with one word of the other.
  void match_words(std::size_t left, std::size_t right) {
    share_signs(left, right);
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Match& one, const Match& other) { return one.weight > other.weight; });
    used_.assign(sentences_.sizes[left], false);
    given_.assign(sentences_.sizes[right], false);
    matches_.clear();
    for (const Match& match : found_) {
      if (used_[match.left] || given_[match.right]) continue;
      used_[match.left] = given_[match.right] = true;
      matches_.push_back(match);
    }
  }

  /// Words of two sentences that share a sign: the first that has it with the first, the second with the second.
  void share_signs(std::size_t left, std::size_t right) {
    found_.clear();
    const auto& [starts, signs, places, shares, weights, kinds, sizes] = sentences_;
    std::size_t ours = starts[left], theirs = starts[right];
    while (ours < starts[left + 1] && theirs < starts[right + 1]) {
      const std::uint32_t sign = signs[ours];
      if (sign == signs[theirs]) {
        const double share =
            kinds[sign] & kName ? shares[ours] * shares[theirs] : std::min(shares[ours], shares[theirs]);
        found_.push_back({places[ours++], places[theirs++], sign, share * weights[sign]});
      } else if (sign < signs[theirs]) {
        ++ours;
      } else {
        ++theirs;
      }
    }
  }

  const SignedSentences& sentences_;
  const ClauseRanges& clauses_;
  double heavy_, counted_;
  std::vector<std::vector<double>> masses_;
  std::vector<Match> found_, matches_, inside_;
  std::vector<bool> used_, given_;
};

}  // namespace compare
