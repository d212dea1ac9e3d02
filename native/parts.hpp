// Lines and paragraphs that stand in several places: which of them go, and which copies stay.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "part_splitter.hpp"
#include "row_texts.hpp"

namespace compare {

/// Characters *start* up to *end* of a row that go, since they repeat others, which stay.
struct CutPart {
  std::uint32_t row, start, end, source, source_start, source_end;
};

/// What goes, by row and place, and the rows of which no token stays.
struct RepeatedParts {
  std::vector<CutPart> parts;
  std::vector<std::uint32_t> emptied;
};

/// Finds parts that are equal but for white space.
class PartFinder {
 public:
  PartFinder(const Records& records, Means means, bool paragraphs)
      : records_(records), means_(std::move(means)), paragraphs_(paragraphs) {}

  /// All but the first of equal parts, *order* naming the rows, those first that keep what they have.
  RepeatedParts find(const std::vector<std::uint32_t>& order) {
    digest_all();
    RepeatedParts repeated;
    for (const auto& [number, first] : find_later(order)) {
      const std::uint32_t row = row_of(number);
      const std::uint32_t source = row_of(first);
      repeated.parts.push_back({row, entries_[number].start, entries_[number].behind, source, entries_[first].start,
                                entries_[first].end});
      add_gone(row, entries_[number].tokens, repeated);
    }
    return repeated;
  }

 private:
  static constexpr std::size_t kRows = 256;  // that a thread reads at a time

  struct Entry {
    Digest digest;
    std::uint32_t start, end, behind, tokens;  // characters of the text; tokens of the part
  };
  using Pair = std::pair<std::uint64_t, std::uint64_t>;  // an entry and the first one that is equal

  /// Reads all texts, and notes the parts with enough tokens in order of rows.
  void digest_all() {
    const std::size_t blocks = (records_.size() + kRows - 1) / kRows;
    std::vector<std::vector<Entry>> found(blocks);
    starts_.assign(records_.size() + 1, 0);
    share_out(means_.threads, blocks, means_.pause, [&](const Stop& stop) {
      return [&, text = RowTexts(records_, means_.load), splitter = PartSplitter(paragraphs_),
              reader = TextReader(records_.settings().unit, {})](std::size_t block) mutable {
        const std::size_t end = std::min((block + 1) * kRows, records_.size());
        for (std::size_t row = block * kRows; row < end; ++row) {
          stop.heed();
          const std::size_t before = found[block].size();
          if (records_[row].status != Status::skipped) digest_parts(text.read(row), splitter, reader, found[block]);
          starts_[row + 1] = found[block].size() - before;
        }
        found[block].shrink_to_fit();
      };
    });
    std::size_t count = 0;
    for (const auto& some : found) count += some.size();
    entries_.reserve(count);
    for (auto& some : found) {
      entries_.insert(entries_.end(), some.begin(), some.end());
      some = {};
    }
    for (std::size_t row = 0; row < records_.size(); ++row) starts_[row + 1] += starts_[row];
  }

  void digest_parts(Text text, PartSplitter& splitter, TextReader& reader, std::vector<Entry>& entries) const {
    std::size_t place = 0, characters = 0;
    const auto count_to = [&](std::size_t end) {  // characters before a byte
      characters += count_characters({text.data + place, end - place, text.ascii});
      place = end;
      return static_cast<std::uint32_t>(characters);
    };
    splitter.visit(text, [&](const TextPart& part) {
      const std::size_t size = part.end - part.start;
      const char* const bytes = text.data + part.start;
      const Text line{bytes, size, text.ascii || is_ascii(bytes, size)};
      reader.read(line);
      // Before the tokens, of which a unit makes others of what was read.
      const std::size_t folded = reader.fold_space();
      const Digest same = digest(reader.folded(), folded, records_.settings().key);
      const std::size_t tokens = reader.tokens().size();
      if (tokens == 0 || tokens < records_.settings().min_tokens) return;
      const std::uint32_t start = count_to(part.start), end = count_to(part.end), behind = count_to(part.behind);
      entries.push_back({same, start, end, behind, static_cast<std::uint32_t>(tokens)});
    });
  }

  /// The entries that have an equal one before them in order, each with the first of these; by entry.
  std::vector<Pair> find_later(const std::vector<std::uint32_t>& order) const {
    constexpr std::size_t kShare = std::size_t{1} << 20;  // entries of a round: more rounds would read them all more often
    constexpr std::size_t kMostRounds = 64;
    const std::size_t rounds = std::bit_ceil(std::clamp<std::size_t>(entries_.size() / kShare, 1, kMostRounds));
    std::vector<std::vector<Pair>> found(rounds);
    share_out(means_.threads, rounds, means_.pause, [&](const Stop& stop) {
      return [&](std::size_t round) {
        const auto belongs = [&](const Entry& entry) { return (entry.digest.second & (rounds - 1)) == round; };
        std::size_t count = 0;
        for (const Entry& entry : entries_) count += belongs(entry);
        const std::size_t capacity = std::bit_ceil(2 * count + 2);
        std::vector<std::uint64_t> firsts(capacity, 0);  // an entry, plus 1
        for (const std::uint32_t row : order) {
          stop.heed();
          for (std::uint64_t number = starts_[row]; number < starts_[row + 1]; ++number) {
            const Entry& entry = entries_[number];
            if (!belongs(entry)) continue;
            std::size_t slot = static_cast<std::size_t>(entry.digest.first) & (capacity - 1);
            while (firsts[slot] != 0 && entries_[firsts[slot] - 1].digest != entry.digest) {
              slot = (slot + 1) & (capacity - 1);
            }
            if (firsts[slot] == 0) {
              firsts[slot] = number + 1;
            } else {
              found[round].emplace_back(number, firsts[slot] - 1);
            }
          }
        }
      };
    });
    std::vector<Pair> all;
    for (const auto& some : found) all.insert(all.end(), some.begin(), some.end());
    std::sort(all.begin(), all.end());
    return all;
  }

  [[nodiscard]] std::uint32_t row_of(std::uint64_t number) const {
    const auto behind = std::upper_bound(starts_.begin(), starts_.end(), number);
    return static_cast<std::uint32_t>(behind - starts_.begin()) - 1;
  }

  /// Counts the tokens of a row that go; rows come in order.
  void add_gone(std::uint32_t row, std::uint32_t tokens, RepeatedParts& repeated) {
    gone_ = row == row_ ? gone_ + tokens : tokens;
    row_ = row;
    if (gone_ == records_[row].tokens) repeated.emptied.push_back(row);
  }

  const Records& records_;
  const Means means_;
  bool paragraphs_;
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> starts_;  // of each row, and behind the last
  std::uint64_t gone_ = 0;
  std::uint32_t row_ = ~std::uint32_t{0};
};

}  // namespace compare
