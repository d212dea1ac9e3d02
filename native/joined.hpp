// The tokens of a text as bytes, with one space between: what a hash of a shingle's bytes sees.
//
// The plain way, character by character, for XXH3 alone: the text as it is compared otherwise goes by
// tokens.hpp, which hashes each token once and never keeps its bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "tokens.hpp"

namespace compare {

/// Reads one text after another; its room is used again.
class JoinedTokens {
 public:
  explicit JoinedTokens(Unit unit) : unit_(unit) {}

  /// Takes a text in: the tokens of TextReader, joined.
  void read(Text text) {
    decode(text.data, text.size, characters_);
    to_nfc(characters_);
    // A lower case has at most two characters and four bytes; each may have a space before it.
    out_ = bytes_.reserve(8 * characters_.size());
    places_.clear();
    if (unit_ == Unit::character) {
      take_characters();
    } else {
      take_runs();
    }
  }

  /// Calls *visit* with the bytes of each shingle of *size* tokens and how many they are, in order of place.
  /// Fewer tokens than *size* make one shingle of them all; none make none.
  template <typename Visit>
  void visit_shingles(std::size_t size, Visit visit) {
    if (places_.empty()) return;
    const std::size_t width = std::min(size, places_.size());
    for (std::size_t first = 0; first + width <= places_.size(); ++first) {
      const std::size_t start = places_[first].start;
      visit(bytes_.data() + start, places_[first + width - 1].end - start);
    }
  }

 private:
  /// Where a token stands in the joined bytes.
  struct Place {
    std::size_t start, end;
  };

  [[nodiscard]] std::size_t written() noexcept { return static_cast<std::size_t>(out_ - bytes_.data()); }

  void begin() {
    if (!places_.empty()) *out_++ = ' ';
    places_.push_back({written(), written()});
  }

  void put(char32_t character) {
    out_ += encode(character, out_);
    places_.back().end = written();
  }

  /// Runs of word characters with the marks behind them.
  void take_runs() {
    CharClass before = CharClass::other;
    for (const char32_t character : characters_) {
      CharClass now = char_class(character);
      if (now == CharClass::alone && unit_ == Unit::word) now = CharClass::word;
      if (now == CharClass::mark && before == CharClass::other) now = before;
      if (now == CharClass::word ? before != CharClass::word : now == CharClass::alone) begin();
      if (now != CharClass::other) put_lower(character);
      if (now != CharClass::mark) before = now;
    }
  }

  /// Each character of the text with its white space folded, in lower case, is a token.
  void take_characters() {
    bool space = false;
    for (const char32_t character : characters_) {
      if (is_space(character)) {
        space = !places_.empty();
        continue;
      }
      if (space) {
        begin();
        put(' ');
        space = false;
      }
      char32_t lowered[kMostLowered];
      const int count = lower(character, lowered);
      for (int i = 0; i < count; ++i) {
        begin();
        put(lowered[i]);
      }
    }
  }

  void put_lower(char32_t character) {
    char32_t lowered[kMostLowered];
    const int count = lower(character, lowered);
    for (int i = 0; i < count; ++i) put(lowered[i]);
  }

  Unit unit_;
  std::vector<char32_t> characters_;
  std::vector<Place> places_;
  Buffer<char> bytes_;
  char* out_ = nullptr;
};

}  // namespace compare
