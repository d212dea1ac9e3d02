// Keys that went to a file, chunks as bytes, and furniture set aside: the same as without, under sanitizers.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "check.hpp"
#include "chunk_bytes.hpp"
#include "decide.hpp"
#include "set_aside.hpp"

namespace {

using namespace compare;

int new_file(const std::string& data) {
  char name[] = "/tmp/compare-test-XXXXXX";
  const int file = ::mkstemp(name);
  ::unlink(name);
  CHECK(::write(file, data.data(), data.size()) == static_cast<ssize_t>(data.size()));
  return file;
}

/// Pages of two menus around articles of which some are copies, and lines that are no pages.
std::string make_lines() {
  std::mt19937 random(5);
  std::string lines;
  for (int number = 0; number < 200; ++number) {
    const int article = number % 7 == 0 ? 0 : number;
    lines += "{\"id\": " + std::to_string(number) + ", \"text\": \"Home\\nNews" + std::to_string(number % 2);
    for (int i = 0; i < 30; ++i) lines += (i % 10 ? " word" : "\\nword") + std::to_string((article * 31 + i * i) % 97);
    if (number % 5 == 0) lines += " new" + std::to_string(random());
    lines += number % 11 ? "\"}\n" : "\\u00e9\"}\n\n[1]\n";
  }
  return lines;
}

struct Setting {
  bool furniture = false;
  bool spill = false;
  bool bytes = false;
};

/// What goes, and how much was written to the file for keys.
std::vector<Removal> decide(const std::string& lines, Setting setting) {
  const int file = new_file(lines), spill = new_file("");
  Records records({}, {{"text"}, {"id", "", ""}}, std::size_t{1} << 20);
  if (setting.furniture) records.collect_lines();
  if (setting.spill) records.limit_memory(1, spill);
  const File whole{file, std::size_t{1} << 20};
  records.add_file(file);
  std::uint64_t line = 1;
  for (std::uint64_t begin = 0; begin < lines.size(); begin += 5000) {
    const std::uint64_t end = std::min<std::uint64_t>(begin + 5000, lines.size());
    Chunk chunk = records.with_reader([&](ChunkReader& reader) { return reader.read(0, whole, begin, end); });
    if (setting.bytes) {
      const std::string bytes = write_chunk(chunk);
      for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50) {
        CHECK(!read_chunk({bytes.data(), size}, 0, records.settings(), true));
      }
      chunk = *read_chunk(bytes, 0, records.settings(), true);
    }
    const std::size_t count = chunk.lines;
    records.append(std::move(chunk), line);
    line += count;
  }
  CHECK(records.memory().total() == records.size() * records.settings().bands * sizeof(std::uint64_t));
  CHECK(records.memory().written() == (setting.spill ? records.memory().total() : 0));
  records.limit_memory(~std::size_t{0}, spill);
  if (setting.furniture) {
    std::vector<SetAside> found;
    const Load load;
    set_aside_furniture(records, std::vector<std::uint32_t>(records.size()), load, 2, {}, found);
    CHECK(found.size() == 3);
  }
  Decider decider(records, 0.8, {}, {{}, 2, {}});
  const std::vector<Removal> removals = decider.decide(order_rows(records, true)).removals;
  ::close(file);
  ::close(spill);
  return removals;
}

bool is_same(const Removal& left, const Removal& right) {
  return left.row == right.row && left.kept == right.kept && left.kind == right.kind && left.score == right.score;
}

}  // namespace

int main() {
  const std::string lines = make_lines();
  for (const bool furniture : {false, true}) {
    const std::vector<Removal> expected = decide(lines, {furniture, false, false});
    CHECK(!expected.empty());
    for (const Setting setting : {Setting{furniture, true, false}, Setting{furniture, false, true}, Setting{furniture, true, true}}) {
      const std::vector<Removal> found = decide(lines, setting);
      CHECK(std::equal(expected.begin(), expected.end(), found.begin(), found.end(), is_same));
    }
  }
}
