// Lines and JSON: whatever the borders, and whatever stands in a line.
#include <stdlib.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "check.hpp"
#include "records.hpp"

using namespace compare;

namespace {

int file_of(const std::string& content) {
  char name[] = "/tmp/compare-test-XXXXXX";
  const int file = ::mkstemp(name);
  CHECK(file >= 0);
  ::unlink(name);
  CHECK(::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
  return file;
}

std::vector<std::string> lines_of(int file, std::size_t size, std::size_t step, std::size_t longest) {
  LineReader reader;
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < size; begin += step) {
    const std::size_t end = std::min(begin + step, size);
    reader.visit_lines(file, begin, end, longest, [&](const char* line, std::size_t length, std::uint64_t) {
      lines.push_back(length == LineReader::kTooLong ? "too long" : std::string(line, length));
    });
  }
  return lines;
}

void test_ranges() {
  for (const std::string content : {"one\ntwo\r\n\nfour and more\nlast", "\n\n", "a\n", "no newline", "x\nlast\n"}) {
    const int file = file_of(content);
    const std::vector<std::string> whole = lines_of(file, content.size(), content.size(), 100);
    for (std::size_t step = 1; step < content.size(); ++step) {
      CHECK(lines_of(file, content.size(), step, 100) == whole);
    }
    ::close(file);
  }
  const std::string content = "short\n" + std::string(50, 'x') + "\nshort again\n" + std::string(50, 'y');
  const int file = file_of(content);
  for (std::size_t step = 1; step <= content.size(); ++step) {
    CHECK(lines_of(file, content.size(), step, 20) == std::vector<std::string>({"short", "too long", "short again", "too long"}));
  }
  ::close(file);
}

struct Found {
  bool sure = false;
  std::string text;
};

Found find_text(const std::string& line) {
  std::vector<char> exact(line.begin(), line.end());
  exact.push_back('\n');
  exact.resize(line.size() + kBlock, 'x');
  JsonLine json({"id", "text"}, 1);
  const JsonFields* const fields = json.find_fields(exact.data(), line.size());
  if (fields == nullptr) return {};
  const Text text = fields->text;
  CHECK(text.ascii == is_ascii(text.data, text.size));
  return {true, std::string(text.data, text.size)};
}

void test_json() {
  CHECK(find_text(R"({"text": "plain"})").text == "plain");
  CHECK(find_text(R"( { "a" : [1, {"text": 2}], "text":"a\nb\u00e9\ud83d\ude00\"\\\/" , "z": -1.5e+3 } )").text == "a\nbé😀\"\\/");
  CHECK(find_text(R"({"text": ""})").sure);
  for (const char* line : {R"({"text": "a)", R"({"text": "a",})", R"({"text": "a"} x)", R"({"text": "\ud800"})", R"({"text": "\x"})",
                           R"({"text": "a", "text": "b"})", R"({"text": "a", "n": 01})", R"({"text": "a", "n": NaN})",
                           R"(["text"])", R"({"text": "a", "n": 1.})", "{\"text\": \"a\tb\"}", "{\"text\": \"\xff\"}", R"({"te\u0078t": "a"})",
                           R"({"text": "a", "n": tru})", ""}) {
    CHECK(!find_text(line).sure);
  }
  CHECK(!find_text("{\"text\": \"a\", \"n\": " + std::string(100000, '[')).sure);
}

void test_broken_json() {
  const std::string line = R"({"id": 7, "text": "a\u00e9\ud83d\ude00 é long enough to fill more than a block of bytes \"", "x": [null, true, {"y": -1e5}]})";
  std::mt19937 random(5);
  for (std::size_t size = 0; size < line.size(); ++size) CHECK(!find_text(line.substr(0, size)).sure);
  for (int i = 0; i < 20000; ++i) {
    std::string broken = line;
    for (unsigned change = 1 + random() % 3; change > 0; --change) broken[random() % broken.size()] = static_cast<char>(random());
    find_text(broken);  // the sanitizers watch
  }
}

}  // namespace

int main() {
  test_ranges();
  test_json();
  test_broken_json();
}
