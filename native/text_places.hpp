// Where the tokens of texts of the run stand, in characters.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "parts.hpp"
#include "row_texts.hpp"
#include "token_places.hpp"

namespace compare {

/// Characters *start* up to *end* of a text.
struct CharacterRange {
  std::uint32_t start, end;
};

/// Places the tokens of one text after another; its room is used again.
class TextPlacer {
 public:
  /// *alone* makes each character of a script written without spaces a token.
  explicit TextPlacer(bool alone) : placer_(alone) {}

  void place(Text text) {
    places_.clear();
    const auto take = [&](const PlacedToken& token) { places_.push_back({token.start, token.end}); };
    if (text.ascii) {
      placer_.visit(reinterpret_cast<const unsigned char*>(text.data), 0, text.size, take);
    } else {
      decode(text.data, text.size, characters_);
      placer_.visit(characters_.data(), 0, characters_.size(), take);
    }
  }

  /// The tokens of the text placed last.
  [[nodiscard]] const std::vector<CharacterRange>& places() const noexcept { return places_; }

 private:
  TokenPlacer placer_;
  std::vector<char32_t> characters_;
  std::vector<CharacterRange> places_;
};

/// Makes characters of the tokens that cuts name as what they repeat, each text being read once.
inline void place_sources(const Records& records, const Means& means, std::vector<CutPart>& cuts) {
  std::vector<std::size_t> order(cuts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t one, std::size_t other) { return cuts[one].source < cuts[other].source; });
  std::vector<std::size_t> starts;  // of the cuts that name one row
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || cuts[order[i]].source != cuts[order[i - 1]].source) starts.push_back(i);
  }
  const std::size_t count = starts.size();
  starts.push_back(order.size());
  share_out(means.threads, count, means.pause, [&](const Stop& stop) {
    return [&, text = RowTexts(records, means.load),
            placer = TextPlacer(records.settings().unit != Unit::word)](std::size_t number) mutable {
      stop.heed();
      placer.place(text.read(cuts[order[starts[number]]].source));
      for (std::size_t i = starts[number]; i < starts[number + 1]; ++i) {
        CutPart& cut = cuts[order[i]];
        if (cut.source_start >= cut.source_end || cut.source_end > placer.places().size()) {
          throw std::logic_error("the tokens of a text are not what they were");
        }
        cut.source_start = placer.places()[cut.source_start].start;
        cut.source_end = placer.places()[cut.source_end - 1].end;
      }
    };
  });
}

}  // namespace compare
