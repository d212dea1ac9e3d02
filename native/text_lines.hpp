// The lines of a text, each as one hash: what furniture is counted by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hash.hpp"
#include "tokens.hpp"

namespace compare {

/// A line of a text: the keyed hash of its NFC form with white space folded, and its characters in that form.
struct LineMark {
  std::uint64_t hash = 0;
  std::uint32_t characters = 0;
};

/// Cuts texts into lines, which end behind each "\n" or "\r"; one for each thread.
class TextLines {
 public:
  explicit TextLines(Key key) : key_(key), reader_(Unit::automatic, {}) {}

  /// Calls visit(begin, end, mark) for each line with its end, first to last; what holds but white space has the
  /// mark of no characters.
  template <typename Visit>
  void visit(Text text, Visit visit) {
    const char* const end = text.data + text.size;
    for (const char* begin = text.data; begin < end;) {
      const char* next = begin;
      while (next < end && *next != '\n' && *next != '\r') ++next;
      const LineMark found = mark({begin, static_cast<std::size_t>(next - begin), text.ascii});
      next += next < end;
      visit(begin, next, found);
      begin = next;
    }
  }

  /// The line without its end, folded; valid until the next call of anything here.
  Text fold(Text line) {
    reader_.read(line);
    const std::size_t size = reader_.fold_space();
    return {reader_.folded(), size, line.ascii};
  }

 private:
  LineMark mark(Text line) {
    const Text folded = fold(line);
    if (folded.size == 0) return {};
    const auto characters = static_cast<std::uint32_t>(count_characters(folded));
    return {digest(reader_.folded(), folded.size, key_).first, characters};
  }

  Key key_;
  TextReader reader_;
};

}  // namespace compare
