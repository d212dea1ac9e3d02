// Passages that repeat, found in the texts of records in keep order.
//
// First all texts are marked, and the marks that occur more than once are found; then the texts that have such a
// mark are gone through one after the other, each compared with what stays of those before it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "row_texts.hpp"
#include "span_cut.hpp"
#include "text_places.hpp"

namespace compare {

/// Rows that are worked off together, and where they begin.
inline constexpr std::size_t kRowsTogether = 256;

/// Characters *start* up to *end* of a text.
using Sentence = CharacterRange;

/// Finds what repeats, text after text.
class Spans {
 public:
  /// *order* names all rows, those first that keep what they have.
  Spans(const Records& records, std::vector<std::uint32_t> order, Means means, SpanLimits limits)
      : records_(records), order_(std::move(order)), means_(std::move(means)), limits_(limits),
        cutter_(limits, records.settings().min_tokens), text_(records_, means_.load),
        placer_(records.settings().unit != Unit::word) {}

  /// Marks all texts and finds out which of them have to be looked at; to be called once, before next().
  void mark_all() {
    const std::size_t blocks = (records_.size() + kRowsTogether - 1) / kRowsTogether;
    std::vector<std::vector<std::uint64_t>> marks(blocks);
    std::vector<std::uint32_t> counts(records_.size());
    share_out(means_.threads, blocks, means_.pause, [&](const Stop& stop) {
      return [&, text = RowTexts(records_, means_.load),
              reader = TextReader(records_.settings().unit, {}),
              marker = SpanMarker()](std::size_t block) mutable {
        visit_block(block, [&](std::size_t row) {
          stop.heed();
          if (!takes_part(row)) return;
          reader.read(text.read(row));
          const std::size_t before = marks[block].size();
          marker.visit(reader.tokens(), [&](const SpanMark& mark) { marks[block].push_back(mark.hash); });
          counts[row] = static_cast<std::uint32_t>(marks[block].size() - before);
        });
        marks[block].shrink_to_fit();
      };
    });
    store_.fill(find_repeated(marks, means_.threads, means_.pause), limits_.most);
    choose_rows(marks, counts);
  }

  /// Goes on to the next text of which something may go; false when there is none.
  bool next() {
    if (found_) settle();  // nobody has cut it
    for (;;) {
      if (row_ == count_) {
        prepare();
        if (count_ == 0) return false;
      }
      found_ = cutter_.repeats(prepared_[row_].marked, store_);
      if (found_) return true;
      settle();
    }
  }

  [[nodiscard]] bool has_found() const noexcept { return found_; }

  /// The row that next() has found, its text, and whether all of it is one passage that stands elsewhere.
  [[nodiscard]] std::uint32_t row() const { return prepared_.at(row_).row; }
  [[nodiscard]] Text text() { return text_.read(row()); }
  [[nodiscard]] bool is_whole() { return cutter_.repeats_whole(prepared_.at(row_).marked); }

  /// Takes out of that text the sentences that repeat something, and goes on behind it.
  std::vector<SpanPart> cut(const std::vector<Sentence>& sentences) {
    const Prepared& now = prepared_.at(row_);
    std::vector<SpanPart> parts = cutter_.cut(now.row, now.marked, place_sentences(sentences), store_);
    keep(now, [&](std::size_t token) { return cutter_.stays(token); });
    ++row_;
    found_ = false;
    return parts;
  }

 private:
  static constexpr std::uint64_t kMostPrepared = 1 << 20;  // bytes of lines that are prepared together

  struct Prepared {
    std::uint32_t row = 0;
    MarkedText marked;
  };

  [[nodiscard]] bool takes_part(std::size_t row) const {
    const Record& record = records_[row];
    return record.status != Status::skipped && record.tokens >= SpanMarker::kRun;
  }

  template <typename Visit>
  void visit_block(std::size_t block, Visit visit) const {
    const std::size_t end = std::min((block + 1) * kRowsTogether, records_.size());
    for (std::size_t row = block * kRowsTogether; row < end; ++row) visit(row);
  }

  /// The tokens of the sentences of the text that was found.
  std::vector<SentenceTokens> place_sentences(const std::vector<Sentence>& sentences) {
    const auto count = static_cast<std::uint32_t>(prepared_[row_].marked.tokens.size());
    if (sentences.size() == 1 && is_whole()) return {{0, count}};
    placer_.place(text());
    const std::vector<CharacterRange>& places = placer_.places();
    if (places.size() != count) throw std::logic_error("the tokens of a text are not what they were");
    std::vector<SentenceTokens> placed;
    std::uint32_t token = 0;
    for (const Sentence& one : sentences) {
      while (token < count && places[token].start < one.start) ++token;
      const std::uint32_t first = token;
      while (token < count && places[token].end <= one.end) ++token;
      placed.push_back({first, token});
    }
    return placed;
  }

  /// Of all rows leaves those with a mark that occurs more than once.
  void choose_rows(const std::vector<std::vector<std::uint64_t>>& marks, const std::vector<std::uint32_t>& counts) {
    std::vector<unsigned char> chosen(records_.size());
    share_out(means_.threads, marks.size(), means_.pause, [&](const Stop& stop) {
      return [&](std::size_t block) {
        stop.heed();
        auto mark = marks[block].begin();
        visit_block(block, [&](std::size_t row) {
          const auto end = mark + counts[row];
          chosen[row] = std::any_of(mark, end, [&](std::uint64_t hash) { return store_.find(hash) != SpanStore::kNone; });
          mark = end;
        });
      };
    });
    std::erase_if(order_, [&](std::uint32_t row) { return chosen[row] == 0; });
  }

  /// Reads the next rows in order.
  void prepare() {
    row_ = count_ = 0;
    std::uint64_t size = 0;
    for (; place_ < order_.size() && count_ < kRowsTogether && size < kMostPrepared; ++place_) {
      if (count_ == prepared_.size()) prepared_.emplace_back();
      prepared_[count_++].row = order_[place_];
      size += records_[order_[place_]].size;
    }
    share_out(means_.threads, count_, means_.pause, [&](const Stop& stop) {
      return [&, text = RowTexts(records_, means_.load), reader = TextReader(records_.settings().unit, {}),
              marker = SpanMarker()](std::size_t number) mutable {
        stop.heed();
        auto& [row, marked] = prepared_[number];
        reader.reseed({});
        reader.read(text.read(row));
        marked.marks.clear();
        marker.visit(reader.tokens(), [&](const SpanMark& mark) {
          const std::uint32_t slot = store_.find(mark.hash);
          if (slot != SpanStore::kNone) marked.marks.push_back({mark.place, slot});
        });
        // Marks are the same in every run; tokens are compared by what nobody can foretell.
        reader.reseed(records_.settings().key.seeds());
        const auto tokens = reader.tokens();
        marked.tokens.assign(tokens.begin(), tokens.end());
        std::replace(marked.tokens.begin(), marked.tokens.end(), SpanStore::kBreak, std::uint64_t{1});
      };
    });
  }

  /// All of the text stays.
  void settle() {
    keep(prepared_[row_], [](std::size_t) { return true; });
    ++row_;
    found_ = false;
  }

  /// Puts what stays of a text into the store, as far as anything may repeat it: any token of a passage that another
  /// text has too is at most so far from a mark that both have.
  template <typename Stays>
  void keep(const Prepared& now, Stays stays) {
    constexpr std::size_t kBefore = SpanMarker::kRun - SpanMarker::kGram, kBehind = SpanMarker::kRun;
    const std::span<const std::uint64_t> tokens = now.marked.tokens;
    const std::vector<KnownMark>& marks = now.marked.marks;
    std::size_t mark = 0;
    for (std::size_t next = 0; next < marks.size();) {
      // A stretch of marks that lie close together.
      const std::size_t first = marks[next].place - std::min<std::size_t>(marks[next].place, kBefore);
      std::size_t last = 0;
      do {
        last = std::min(marks[next].place + kBehind, tokens.size());
        ++next;
      } while (next < marks.size() && marks[next].place <= last + kBefore);
      for (std::size_t start = first; start < last;) {
        std::size_t end = start;
        while (end < last && stays(end)) ++end;
        if (end - start >= SpanMarker::kGram) {
          const std::uint64_t place =
              store_.add(tokens.subspan(start, end - start), {now.row, static_cast<std::uint32_t>(start)});
          while (mark < marks.size() && marks[mark].place < start) ++mark;
          for (; mark < marks.size() && marks[mark].place + SpanMarker::kGram <= end; ++mark) {
            store_.note(marks[mark].slot, place + (marks[mark].place - start));
          }
        }
        start = end + 1;
      }
    }
  }

  const Records& records_;
  std::vector<std::uint32_t> order_;
  const Means means_;
  SpanLimits limits_;
  SpanStore store_;
  SpanCutter cutter_;
  RowTexts text_;
  TextPlacer placer_;
  std::vector<Prepared> prepared_;  // the first of them: their room is used again
  std::size_t count_ = 0;
  std::size_t place_ = 0;  // of the next row to prepare, in order
  std::size_t row_ = 0;    // of the row that is looked at, among those prepared
  bool found_ = false;     // whether next() has found something in it
};

}  // namespace compare
