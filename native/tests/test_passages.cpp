// Passages of texts: found where they were put, at every edge, in no more pairs than there are places; stopped in time.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <random>
#include <stdexcept>
#include <vector>

#include "check.hpp"
#include "passages.hpp"
#include "token_places.hpp"

using namespace compare;

namespace {

using Texts = std::vector<std::vector<std::uint64_t>>;

constexpr PassageSettings kSettings{32, 8, 40 * kBit, 12 * kBit, 6};

std::vector<FoundPassage> find(const Texts& texts, PassageSettings settings = kSettings, std::size_t threads = 1,
                               const Pause& pause = nullptr) {
  std::vector<std::uint64_t> tokens, starts{0};
  for (const auto& text : texts) {
    tokens.insert(tokens.end(), text.begin(), text.end());
    starts.push_back(tokens.size());
  }
  return find_passages(tokens, starts, settings, threads, pause);
}

std::vector<std::uint64_t> random_words(std::mt19937_64& random, std::size_t count, std::uint64_t distinct) {
  std::vector<std::uint64_t> words(count);
  for (std::uint64_t& word : words) word = random() % distinct + 1;
  return words;
}

void test_nothing() {
  CHECK(find({}).empty());
  CHECK(find({{}}).empty());
  CHECK(find({{}, {1}, {1, 2}, {1, 2, 3}, {}}).empty());
}

/// A copy is found with its exact ends, wherever it stands in either text.
void test_places() {
  std::mt19937_64 random(1);
  for (const std::size_t size : {12U, 40U}) {
    for (const std::size_t before : {0U, 1U, 30U}) {
      for (const std::size_t behind : {0U, 1U, 30U}) {
        Texts texts;
        for (int i = 0; i < 20; ++i) texts.push_back(random_words(random, 100, 100000));
        const auto passage = random_words(random, size, 100000);
        texts[7].insert(texts[7].begin() + static_cast<std::ptrdiff_t>(before), passage.begin(), passage.end());
        texts[13] = random_words(random, behind, 100000);
        texts[13].insert(texts[13].begin(), passage.begin(), passage.end());
        const auto found = find(texts);
        CHECK(found.size() == 1);
        CHECK(found[0].left == 7 && found[0].left_start == before && found[0].left_end == before + size);
        CHECK(found[0].right == 13 && found[0].right_start == 0 && found[0].right_end == size);
        CHECK(found[0].matched == size);
      }
    }
  }
}

/// Every one of many equal texts is found, in pairs that grow with their number.
void test_crowds() {
  std::mt19937_64 random(2);
  const auto text = random_words(random, 80, 5000);
  for (const std::size_t count : {20U, 33U, 500U}) {
    const auto found = find(Texts(count, text));
    CHECK(found.size() == (count <= kSettings.cap ? count * (count - 1) / 2 : 2 * count - 3));
    std::vector<bool> seen(count);
    for (const FoundPassage& one : found) seen[one.left] = seen[one.right] = true;
    CHECK(std::find(seen.begin(), seen.end(), false) == seen.end());
  }
}

/// Whatever the texts, places lie in them, the sides of one text do not overlap, and threads change nothing.
void test_any_texts() {
  std::mt19937_64 random(3);
  for (int round = 0; round < 300; ++round) {
    Texts texts;
    const std::uint64_t distinct = random() % 30 + 1;
    for (std::size_t i = 0; i < random() % 90; ++i) texts.push_back(random_words(random, random() % 60, distinct));
    if (!texts.empty()) texts.push_back(texts.front());
    const PassageSettings settings{random() % 5 + 1, 2, static_cast<Bits>(random() % 200),
                                   static_cast<Bits>(random() % 100), 0};
    const auto found = find(texts, settings);
    for (const FoundPassage& one : found) {
      CHECK(one.left <= one.right && one.right < texts.size());
      CHECK(one.left_start < one.left_end && one.left_end <= texts[one.left].size());
      CHECK(one.right_start < one.right_end && one.right_end <= texts[one.right].size());
      CHECK(one.left != one.right || one.left_end <= one.right_start);
      CHECK(one.matched <= one.left_end - one.left_start && one.matched <= one.right_end - one.right_start);
    }
    const auto again = find(texts, settings, 3);
    CHECK(found.size() == again.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(std::memcmp(&found[i], &again[i], sizeof found[i]) == 0);
  }
}

/// Texts of so many words that threads are started for them, those that take longest first: what these find is what one
/// finds, in the same order.
void test_threads() {
  std::mt19937_64 random(5);
  Texts texts;
  for (std::size_t i = 0; i < 600; ++i) {
    texts.push_back(random_words(random, i < 64 ? 2000 : 60, 3000));
    const auto copied = texts[random() % texts.size()];
    texts.back().insert(texts.back().begin() + 20, copied.begin(), copied.begin() + 20);
  }
  const auto found = find(texts), again = find(texts, kSettings, 4);
  CHECK(found.size() > 500 && found.size() == again.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(std::memcmp(&found[i], &again[i], sizeof found[i]) == 0);
}

/// What the pause throws comes out, soon.
void test_interrupted() {
  std::mt19937_64 random(4);
  Texts texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(random_words(random, 500, 300));
  bool caught = false;
  const auto start = std::chrono::steady_clock::now();
  try {
    find(texts, {1U << 20, 1U << 20, 0, 0, 0}, 2, [] { throw std::runtime_error("enough"); });
  } catch (const std::runtime_error&) {
    caught = true;
  }
  CHECK(caught && std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

void test_cover() {
  Cover cover;
  cover.add(10, 20);
  cover.add(30, 40);
  CHECK(cover.has_most(10, 20) && cover.has_most(14, 25) && !cover.has_most(15, 25) && !cover.has_most(20, 30));
  cover.add(20, 30);
  CHECK(cover.has_most(0, 59) && !cover.has_most(0, 60) && !cover.has_most(40, 41));
  cover.clear();
  CHECK(!cover.has_most(10, 11));
}

void test_logarithm() {
  for (int power = 0; power < 63; ++power) CHECK(log_bits(std::uint64_t{1} << power) == kBit * power);
  CHECK(log_bits(3) == 12 && log_bits(12) == 28 && log_bits(13) == 29);
}

/// The same tokens in texts of two and of four bytes a character.
void test_token_places() {
  using Place = std::pair<std::uint32_t, std::uint32_t>;
  const std::u32string text = U"A cafe\u0301 \u6f22\u5b57x, \u212bb\u0300 1_2";
  const std::u16string narrow(text.begin(), text.end());
  std::vector<PlacedToken> tokens, others;
  TokenPlacer placer(true);
  placer.visit(text.data(), 0, text.size(), [&](const PlacedToken& token) { tokens.push_back(token); });
  placer.visit(narrow.data(), 0, narrow.size(), [&](const PlacedToken& token) { others.push_back(token); });
  const std::vector<Place> places{{0, 1}, {2, 7}, {8, 9}, {9, 10}, {10, 11}, {13, 16}, {17, 20}};
  CHECK(tokens.size() == places.size() && others.size() == places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    CHECK(Place(tokens[i].start, tokens[i].end) == places[i]);
    CHECK(tokens[i].hash == others[i].hash);
  }
}

}  // namespace

int main() {
  test_nothing();
  test_places();
  test_crowds();
  test_any_texts();
  test_threads();
  test_interrupted();
  test_cover();
  test_logarithm();
  test_token_places();
}
