// NFC of Unicode 14.0 (UAX #15): the quick check, and the composition proper where that is not sure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "characters.hpp"
#include "unicode_tables.hpp"
#include "utf8.hpp"

namespace compare {

/// Whether NFC may begin anew at the character: it neither moves nor is composed with what stands before it.
inline bool is_boundary(char32_t character) noexcept {
  const unicode::Record& record = look_up(character);
  return record.combining == 0 && (record.flags & unicode::kUnsure) == 0;
}

/// Whether the character is a boundary, told without the tables for the most frequent ranges of them: Latin,
/// Greek and Cyrillic, punctuation, Kana, Han and Hangul, wide forms.
inline bool is_calm(char32_t character) noexcept {
  const auto within = [=](char32_t first, char32_t last) { return character - first <= last - first; };
  return within(0, 0x2FF) | within(0x388, 0x482) | within(0x1E00, 0x1F70) | within(0x2002, 0x20CF) |
         within(0x2E00, 0x3029) | within(0x3030, 0x3098) | within(0x309B, 0xA66E) | within(0xABEE, 0xF8FF) |
         within(0xFE30, 0xFFFF);
}

/// The first place, from a boundary on, where the quick check of UAX #15 is not sure; *size* if there is none.
inline std::size_t check_nfc(const char32_t* text, std::size_t size, std::size_t place) noexcept {
  constexpr std::size_t kStep = 16;
  unsigned before = 0;
  while (place < size) {
    const std::size_t end = std::min(place + kStep, size);
    if (end == place + kStep) {
      std::uint32_t calm = 1;
      for (std::size_t i = 0; i < kStep; ++i) calm &= static_cast<std::uint32_t>(is_calm(text[place + i]));
      if (calm != 0) {
        before = 0;
        place = end;
      }
    }
    for (; place < end; ++place) {
      const unicode::Record& record = look_up(text[place]);
      const unsigned now = record.combining;
      if (((record.flags & unicode::kUnsure) | ((now != 0) & (now < before))) != 0) return place;
      before = now;
    }
  }
  return size;
}

/// Whether the text is surely NFC; false may mean that it is all the same.
inline bool is_nfc(const char32_t* text, std::size_t size) noexcept { return check_nfc(text, size, 0) == size; }

/// Hangul syllables are made of a lead, a vowel and perhaps a tail by rule (Unicode 14.0, section 3.12).
namespace hangul {

inline constexpr char32_t kLead = 0x1100, kVowel = 0x1161, kTail = 0x11A7, kSyllable = 0xAC00;
inline constexpr char32_t kLeads = 19, kVowels = 21, kTails = 28, kSyllables = kLeads * kVowels * kTails;

/// The syllable of the two, or 0.
inline char32_t compose(char32_t first, char32_t second) noexcept {
  if (first - kLead < kLeads && second - kVowel < kVowels) {
    return kSyllable + ((first - kLead) * kVowels + (second - kVowel)) * kTails;
  }
  // kTail itself stands for no tail.
  const bool open = first - kSyllable < kSyllables && (first - kSyllable) % kTails == 0;
  return open && second - kTail - 1 < kTails - 1 ? first + (second - kTail) : 0;
}

}  // namespace hangul

/// Makes NFC of pieces of a text; its room is used again from one to the next.
class Composer {
 public:
  /// Appends the NFC of a piece that begins at a boundary and ends before one.
  void compose(const char32_t* piece, std::size_t size, std::vector<char32_t>& out) {
    marked_.clear();
    for (std::size_t i = 0; i < size; ++i) decompose(piece[i]);
    order();
    recompose();
    for (const Marked& character : marked_) out.push_back(character.code);
  }

 private:
  struct Marked {
    char32_t code;
    std::uint8_t combining, flags;
  };

  void push(char32_t code) {
    const unicode::Record& record = look_up(code);
    marked_.push_back({code, record.combining, record.flags});
  }

  /// Appends the full canonical decomposition.
  void decompose(char32_t code) {
    using namespace hangul;
    if (const char32_t place = code - kSyllable; place < kSyllables) {
      push(kLead + place / kTails / kVowels);
      push(kVowel + place / kTails % kVowels);
      if (place % kTails != 0) push(kTail + place % kTails);
    } else if ((look_up(code).flags & unicode::kDecomposes) == 0) {
      push(code);
    } else {
      const auto* const run = std::prev(std::upper_bound(
          std::begin(unicode::kRuns), std::end(unicode::kRuns), code,
          [](char32_t wanted, const unicode::Run& each) { return wanted < each.code; }));
      const std::size_t number = run->number + (code - run->code);
      decompose(unicode::kParts[2 * number]);
      // A second part has no decomposition of its own; make_tables.py sees to that.
      if (const char32_t second = unicode::kParts[2 * number + 1]; second != 0) push(second);
    }
  }

  /// Puts each run of marks into the order of their combining classes.
  void order() {
    const auto is_mark = [](const Marked& character) { return character.combining != 0; };
    const auto goes_before = [](const Marked& left, const Marked& right) {
      return left.combining < right.combining;
    };
    for (auto first = marked_.begin(); first != marked_.end();) {
      first = std::find_if(first, marked_.end(), is_mark);
      const auto last = std::find_if_not(first, marked_.end(), is_mark);
      if (!std::is_sorted(first, last, goes_before)) std::stable_sort(first, last, goes_before);
      first = last;
    }
  }

  /// Joins each starter with what may follow it, in place.
  void recompose() {
    std::size_t kept = 0, starter = 0;
    bool started = false;
    for (const Marked character : marked_) {
      // What stands between the starter and this character, if anything, keeps it off by an equal class.
      const bool free = started && (kept == starter + 1 || marked_[kept - 1].combining < character.combining);
      if (free && (character.flags & unicode::kUnsure) != 0) {
        if (const char32_t composite = join(marked_[starter].code, character.code); composite != 0) {
          marked_[starter].code = composite;
          continue;
        }
      }
      if (character.combining == 0) {
        starter = kept;
        started = true;
      }
      marked_[kept++] = character;
    }
    marked_.resize(kept);
  }

  /// The one code point that NFC makes of the two, or 0.
  static char32_t join(char32_t first, char32_t second) noexcept {
    if (const char32_t syllable = hangul::compose(first, second); syllable != 0) return syllable;
    const auto key = [](std::uint64_t left, std::uint64_t right) { return left << 32 | right; };
    const auto key_of = [&](std::size_t number) {
      return key(unicode::kParts[2 * number], unicode::kParts[2 * number + 1]);
    };
    const std::uint64_t wanted = key(first, second);
    const auto* const found = std::lower_bound(
        std::begin(unicode::kComposed), std::end(unicode::kComposed), wanted,
        [&](std::size_t number, std::uint64_t value) { return key_of(number) < value; });
    if (found == std::end(unicode::kComposed) || key_of(*found) != wanted) return 0;
    const auto* const run = std::prev(std::upper_bound(
        std::begin(unicode::kRuns), std::end(unicode::kRuns), *found,
        [](std::size_t number, const unicode::Run& each) { return number < each.number; }));
    return run->code + (*found - run->number);
  }

  std::vector<Marked> marked_;
};

/// Makes the text NFC. Only the pieces of which the quick check is not sure are taken apart.
inline void to_nfc(std::vector<char32_t>& text) {
  std::size_t unsure = check_nfc(text.data(), text.size(), 0);
  if (unsure == text.size()) return;
  std::vector<char32_t> out;
  out.reserve(text.size());
  Composer composer;
  for (std::size_t done = 0; done < text.size();) {
    std::size_t start = unsure, end = unsure;
    if (unsure < text.size()) {
      while (start > done && !is_boundary(text[start])) --start;
      do ++end;
      while (end < text.size() && !is_boundary(text[end]));
    }
    out.insert(out.end(), text.data() + done, text.data() + start);
    composer.compose(text.data() + start, end - start, out);
    done = end;
    unsure = check_nfc(text.data(), text.size(), done);
  }
  text.swap(out);
}

}  // namespace compare
