// A line of JSON of any bytes: nothing is read or written out of bounds, and what is found is sound.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "../tests/check.hpp"
#include "json_line.hpp"

using namespace compare;

namespace {

/// A copy of a line with nothing but what find_fields() asks for behind it: what is read further is seen.
std::unique_ptr<char[]> copy_line(const char* line, std::size_t size) {
  auto copy = std::make_unique<char[]>(size + kBlock);
  std::copy_n(line, size, copy.get());
  std::fill_n(copy.get() + size, kBlock, 'x');
  copy[size] = '\n';
  return copy;
}

void check_fields(const JsonFields& fields, const char* line, std::size_t size) {
  const Text text = fields.text;
  CHECK(text.ascii == is_ascii(text.data, text.size));
  CHECK(is_valid_utf8(text.data, text.size));
  CHECK(text.size <= fields.raw_text.size);
  const std::size_t start = fields.raw_text.start, end = start + fields.raw_text.size;
  CHECK(start > 0 && end < size && line[start - 1] == '"' && line[end] == '"');
  for (const Slice value : fields.values) CHECK(value.start + value.size <= size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static JsonLine used({"id", "text", "body"}, 1);  // as in a run: its room is used again
  const char* const input = reinterpret_cast<const char*>(data);
  size = static_cast<std::size_t>(std::find(input, input + size, '\n') - input);
  const auto line = copy_line(input, size);
  const JsonFields* const fields = used.find_fields(line.get(), size);
  JsonLine fresh({"id", "text", "body"}, 1);
  const JsonFields* const again = fresh.find_fields(line.get(), size);
  CHECK((fields == nullptr) == (again == nullptr));
  if (fields == nullptr) return 0;
  check_fields(*fields, line.get(), size);
  CHECK(std::string(fields->text.data, fields->text.size) == std::string(again->text.data, again->text.size));
  // The object ends with the last brace of the line, and not before.
  while (line[size - 1] != '}') --size;
  const auto cut = copy_line(input, size - 1);
  CHECK(fresh.find_fields(cut.get(), size - 1) == nullptr);
  return 0;
}
