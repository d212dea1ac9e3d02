// The texts of records, read again from their files, as the rule sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "parallel.hpp"
#include "table.hpp"

namespace compare {

/// Gives the text of a record that the caller has read.
using Load = std::function<std::string(std::size_t row)>;

/// What a comparison works with, none of which changes what it finds.
struct Means {
  Load load;
  std::size_t threads = 1;
  Pause pause;
};

/// Reads one text after another; one for each thread.
class RowTexts {
 public:
  RowTexts(const Records& records, const Load& load)
      : records_(records), load_(load), lines_(records.settings().key) {}

  /// The text of a row without furniture; valid until the next call of anything here.
  Text read(std::size_t row) { return records_.furniture().strip(row, read_whole(row), lines_, stripped_); }

  /// The text of a row as it stands in its record.
  Text read_whole(std::size_t row) {
    const Record& record = records_[row];
    if (record.status == Status::given) {
      given_ = load_(row);
      return {given_.data(), given_.size(), is_ascii(given_.data(), given_.size())};
    }
    if (record.status == Status::plain) return read_plain(row, record);
    const std::uint64_t start = record.offset + record.text.start, base = align_down(start);
    const auto before = static_cast<std::size_t>(start - base);
    const std::size_t size = before + record.text.size + 1;  // with its closing quotation mark
    char* const bytes = bytes_.reserve(size + kBlock);
    if (read_at(records_.file_of(row), bytes, size, base) < size) throw_changed();
    bytes[size] = '\n';
    const char* place = bytes + before;
    char* const text = text_.reserve(size + 2 * kBlock);
    char* end = text;
    if (!string_.read(place, bytes + size, end) || place != bytes + size) throw_changed();
    return {text, static_cast<std::size_t>(end - text), string_.is_ascii()};
  }

 private:
  /// A text that stands in its file as it is.
  Text read_plain(std::size_t row, const Record& record) {
    const std::uint64_t start = record.offset + record.text.start, base = align_down(start);
    const std::size_t before = static_cast<std::size_t>(start - base), size = record.text.size;
    char* const bytes = bytes_.reserve(before + size + 2 * kBlock);
    if (read_at(records_.file_of(row), bytes, before + size, base) < before + size) throw_changed();
    return {bytes + before, size, is_ascii(bytes + before, size)};
  }

  const Records& records_;
  const Load& load_;
  TextLines lines_;
  JsonString string_;
  Buffer<char> bytes_, text_, stripped_;
  std::string given_;
};

}  // namespace compare
