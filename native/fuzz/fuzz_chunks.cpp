// A file of any bytes, read whole and in two parts: both give the same records.
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "../tests/check.hpp"
#include "chunk_bytes.hpp"
#include "records.hpp"

using namespace compare;

namespace {

constexpr std::size_t kMaxLine = 200;  // bytes: lines that are too long are frequent

/// A file without a name, whose content is set anew each time.
int file_of(const std::uint8_t* data, std::size_t size) {
  static std::FILE* const made = std::tmpfile();
  CHECK(made != nullptr);
  const int file = ::fileno(made);
  CHECK(::ftruncate(file, 0) == 0);
  CHECK(::pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
  return file;
}

bool is_same(const Record& left, const Record& right) {
  return left.offset == right.offset && left.size == right.size && left.status == right.status &&
         left.digest == right.digest && left.text.start == right.text.start && left.text.size == right.text.size &&
         left.characters == right.characters && left.tokens == right.tokens;
}

void check_within(const Chunk& chunk, std::size_t size) {
  for (const Record& record : chunk.records) {
    CHECK(record.offset + record.size <= size);
    CHECK(record.text.start + record.text.size <= record.size);
  }
  CHECK(chunk.records.size() + chunk.blank == chunk.lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Permutations permutations(16, 1);
  static const Fields fields{{"text", "body"}, {"id", "source", ""}};
  if (size < 2) return 0;
  const std::size_t cut = std::min<std::size_t>(data[0] | data[1] << 8, size - 2);
  data += 2;
  size -= 2;
  SketchSettings settings;
  settings.num_perm = 16;
  settings.bands = 4;
  settings.rows = 4;
  const File file{file_of(data, size), kMaxLine};
  ChunkReader reader(settings, permutations, fields, true);
  const Chunk whole = reader.read(0, file, 0, size);
  const Chunk first = reader.read(0, file, 0, cut);
  const Chunk second = reader.read(0, file, cut, size);
  check_within(whole, size);
  CHECK(first.lines + second.lines == whole.lines);
  std::vector<Record> records = first.records;
  records.insert(records.end(), second.records.begin(), second.records.end());
  CHECK(std::equal(records.begin(), records.end(), whole.records.begin(), whole.records.end(), is_same));
  std::vector<std::uint64_t> keys = first.keys;
  keys.insert(keys.end(), second.keys.begin(), second.keys.end());
  CHECK(keys == whole.keys);
  const std::string bytes = write_chunk(whole);
  const auto again = read_chunk(bytes, 0, settings, true);
  CHECK(again && again->keys == whole.keys && again->lines == whole.lines);
  // Whatever bytes there are, they are no chunk, or one that is sound.
  const auto odd = read_chunk({reinterpret_cast<const char*>(data), size}, 0, settings, true);
  CHECK(!odd || odd->keys.size() == odd->records.size() * settings.bands);
  return 0;
}
