// Which lines are furniture: those that many texts of a source have that otherwise differ.
//
// Copies of one text share all their lines, which makes none of them furniture. So lines are counted by texts, not
// by documents: documents of a source that have half of their telling lines in common are one text, and what tells
// them apart are the lines that at most half of the documents of the source have. A document of which less than a
// quarter is telling says nothing: it may be one of many versions of one text.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "furniture.hpp"
#include "table.hpp"

namespace compare {

/// The numbers of the rule, which compare/kernels/plain_furniture.py shares and docs/dedup.md explains.
struct FurnitureRule {
  static constexpr std::uint32_t kTexts = 5;         // texts that have the line, at least
  static constexpr std::uint64_t kOneIn = 20;        // ... and one in so many of those of its source
  static constexpr std::uint32_t kLongest = 300;     // characters of such a line
  static constexpr std::uint64_t kTellingOneIn = 4;  // share of a document that must be telling
};

/// A line of a source that is furniture.
struct FurnitureLine {
  std::uint32_t source = 0;
  std::uint32_t row = 0;  // the first that has it
  std::uint32_t documents = 0;
  std::uint32_t texts = 0;
  std::uint64_t hash = 0;
};

/// Counts the lines of all rows, and applies the rule.
class FurnitureFinder {
 public:
  /// *sources* has a number for each row.
  FurnitureFinder(const Records& records, const std::vector<std::uint32_t>& sources)
      : records_(records), sources_(sources), documents_(count_sources()), roots_(records.size(), kNone),
        telling_(records.size()), starts_(records.size()) {}

  /// The lines that are furniture, by their first row.
  std::vector<FurnitureLine> find() {
    count_lines();
    weigh_documents();
    join_copies();
    const std::vector<std::uint32_t> texts = count_texts();
    std::vector<FurnitureLine> found;
    for (const Line& line : lines_) {
      const bool enough = line.texts >= FurnitureRule::kTexts &&
                          line.texts * FurnitureRule::kOneIn >= texts[line.source];
      if (enough) found.push_back({line.source, line.row, line.documents, line.texts, line.hash});
    }
    std::sort(found.begin(), found.end(), [](const FurnitureLine& one, const FurnitureLine& other) {
      return std::pair(one.row, one.hash) < std::pair(other.row, other.hash);
    });
    return found;
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Line {
    std::uint64_t hash = 0;
    std::uint32_t source = 0, row = 0;
    std::uint32_t documents = 0, texts = 0;
    std::uint32_t holder = kNone;  // the first telling document that has it, later the text counted last
  };

  [[nodiscard]] std::vector<std::uint32_t> count_sources() const {
    const auto most = std::max_element(sources_.begin(), sources_.end());
    return std::vector<std::uint32_t>(most == sources_.end() ? 0 : std::size_t{*most} + 1);
  }

  /// Calls visit(mark, number of its line or kNone) for each line of a row.
  template <typename Visit>
  void visit_lines(std::size_t row, std::span<const LineMark> marks, Visit visit) const {
    const std::uint32_t* number = numbers_.data() + starts_[row];
    for (const LineMark& mark : marks) visit(mark, *number++);
  }

  /// Calls visit(row, marks of the row) for each row that has lines.
  template <typename Visit>
  void visit_rows(Visit visit) const {
    std::size_t row = 0;
    for (const Chunk& chunk : records_.chunks()) {
      for (std::size_t i = 0; i < chunk.records.size(); ++i, ++row) {
        const std::span<const LineMark> marks = chunk.marks_of(i);
        if (!marks.empty() && chunk.records[i].status != Status::skipped) visit(row, marks);
      }
    }
  }

  /// Counts the documents of each line that more than one has, and numbers these lines. Most stand alone: two bits
  /// for each of many slots tell which surely do.
  void count_lines() {
    std::size_t total = 0;
    visit_rows([&](std::size_t row, std::span<const LineMark> marks) {
      starts_[row] = total;
      total += marks.size();
      ++documents_[sources_[row]];
    });
    numbers_.assign(total, kNone);
    const auto bits = static_cast<unsigned>(std::bit_width(total * 8 | 1023));
    std::vector<std::uint64_t> slots((std::size_t{1} << bits) / 32);
    const auto place_of = [&](std::uint64_t key) { return key * kSpread >> (64 - bits); };
    visit_rows([&](std::size_t row, std::span<const LineMark> marks) {
      for (const LineMark& mark : marks) {
        const std::uint64_t slot = place_of(Furniture::key_of(mark.hash, sources_[row]));
        std::uint64_t& word = slots[slot >> 5];
        const unsigned place = 2 * (slot & 31);
        word |= (word << 1 & std::uint64_t{2} << place) | std::uint64_t{1} << place;
      }
    });
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    visit_rows([&](std::size_t row, std::span<const LineMark> marks) {
      std::uint32_t* number = numbers_.data() + starts_[row];
      for (const LineMark& mark : marks) {
        const std::uint64_t key = Furniture::key_of(mark.hash, sources_[row]), slot = place_of(key);
        if (slots[slot >> 5] >> (2 * (slot & 31)) & 2) *number = count_line(known, key, mark, row);
        ++number;
      }
    });
  }

  std::uint32_t count_line(std::unordered_map<std::uint64_t, std::uint32_t>& known, std::uint64_t key,
                           const LineMark& mark, std::size_t row) {
    const auto [found, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(lines_.size()));
    if (is_new) lines_.push_back({mark.hash, sources_[row], static_cast<std::uint32_t>(row)});
    ++lines_[found->second].documents;
    return found->second;
  }

  [[nodiscard]] bool is_telling(std::uint32_t number) const noexcept {
    return number == kNone || std::uint64_t{2} * lines_[number].documents <= documents_[lines_[number].source];
  }

  /// The characters of each document's telling lines; roots_ is the row itself where they are enough.
  void weigh_documents() {
    visit_rows([&](std::size_t row, std::span<const LineMark> marks) {
      std::uint64_t all = 0, telling = 0;
      visit_lines(row, marks, [&](const LineMark& mark, std::uint32_t number) {
        all += mark.characters;
        if (is_telling(number)) telling += mark.characters;
      });
      if (telling == 0 || telling * FurnitureRule::kTellingOneIn < all) return;
      telling_[row] = telling;
      roots_[row] = static_cast<std::uint32_t>(row);
    });
  }

  std::uint32_t root(std::uint32_t row) noexcept {
    while (roots_[row] != row) row = roots_[row] = roots_[roots_[row]];
    return row;
  }

  /// Each line is paired with the first document that has it only, which keeps this linear.
  void join_copies() {
    std::unordered_map<std::uint32_t, std::uint64_t> shared;
    visit_rows([&](std::size_t row, std::span<const LineMark> marks) {
      if (roots_[row] == kNone) return;
      shared.clear();
      visit_lines(row, marks, [&](const LineMark& mark, std::uint32_t number) {
        if (number == kNone || !is_telling(number)) return;
        std::uint32_t& holder = lines_[number].holder;
        if (holder == kNone) holder = static_cast<std::uint32_t>(row);
        if (holder != row) shared[holder] += mark.characters;
      });
      for (const auto& [holder, characters] : shared) {
        if (2 * characters < std::min(telling_[holder], telling_[row])) continue;
        const std::uint32_t one = root(holder), other = root(static_cast<std::uint32_t>(row));
        roots_[std::max(one, other)] = std::min(one, other);
      }
    });
  }

  /// Counts the texts of each line that may be furniture; those of each source.
  std::vector<std::uint32_t> count_texts() {
    std::vector<std::uint32_t> texts(documents_.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> members;  // text, row
    for (std::uint32_t row = 0; row < roots_.size(); ++row) {
      if (roots_[row] == kNone) continue;
      members.emplace_back(root(row), row);
      texts[sources_[row]] += members.back().first == row;
    }
    std::sort(members.begin(), members.end());
    for (Line& line : lines_) line.holder = kNone;
    for (const auto& [text, row] : members) {
      const auto [chunk, place] = records_.find(row);
      visit_lines(row, chunk.marks_of(place), [&](const LineMark& mark, std::uint32_t number) {
        if (number == kNone || mark.characters > FurnitureRule::kLongest || lines_[number].holder == text) return;
        lines_[number].holder = text;
        ++lines_[number].texts;
      });
    }
    return texts;
  }

  const Records& records_;
  const std::vector<std::uint32_t>& sources_;
  std::vector<std::uint32_t> documents_;  // of each source
  std::vector<std::uint32_t> roots_;      // of each row its text: the first row of it; kNone where it says nothing
  std::vector<std::uint64_t> telling_;    // characters
  std::vector<std::size_t> starts_;       // of each row in numbers_
  std::vector<std::uint32_t> numbers_;    // of each line of each row its place in lines_, if others have it too
  std::vector<Line> lines_;
};

}  // namespace compare
