// Furniture is found, and the records that have some are read and signed again without it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "furniture_rule.hpp"
#include "parallel.hpp"
#include "row_texts.hpp"

namespace compare {

/// A line that is set aside, as it reads.
struct SetAside {
  FurnitureLine line;
  std::string text;
};

/// Freezes the table of furniture of records whose lines were collected; how many records have any.
inline std::size_t set_aside_furniture(Records& records, std::vector<std::uint32_t> sources, const Load& load,
                                       std::size_t threads, const Pause& pause, std::vector<SetAside>& found) {
  const std::vector<FurnitureLine> lines = FurnitureFinder(records, sources).find();
  TextLines cutter(records.settings().key);
  RowTexts texts(records, load);
  std::unordered_set<std::uint64_t> keys;
  for (const FurnitureLine& line : lines) {
    keys.insert(Furniture::key_of(line.hash, line.source));
    std::string text;
    TextLines folder(records.settings().key);
    cutter.visit(texts.read_whole(line.row), [&](const char* begin, const char* end, const LineMark& mark) {
      if (mark.hash != line.hash || mark.characters == 0 || !text.empty()) return;
      const std::string_view raw(begin, static_cast<std::size_t>(end - begin));
      const Text folded = folder.fold({raw.data(), raw.size(), is_ascii(raw.data(), raw.size())});
      text.assign(folded.data, folded.size);
    });
    found.push_back({line, std::move(text)});
  }
  records.freeze(Furniture(std::move(sources), std::move(keys)));
  std::atomic<std::size_t> changed{0};
  share_out(threads, records.chunks().size(), pause, [&](const Stop& stop) {
    return [&, reader = std::make_unique<RowTexts>(records, load)](std::size_t number) {
      changed += records.sign_again(number, [&](std::size_t row) {
        stop.heed();
        return reader->read(row);
      });
    };
  });
  records.forget_lines();
  return changed;
}

}  // namespace compare
