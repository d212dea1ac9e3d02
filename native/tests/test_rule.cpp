// A crowd leaves out no pair at the threshold; the hash set holds what was put in.
#include <unistd.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "check.hpp"
#include "decide.hpp"

using namespace compare;

namespace {

std::vector<std::uint64_t> random_set(std::mt19937& random, std::size_t common, std::size_t range) {
  std::set<std::uint64_t> set;
  for (std::size_t i = 0; i < common; ++i) set.insert(1000 + i);
  const std::size_t own = random() % 12;
  for (std::size_t i = 0; i < own; ++i) set.insert(5000 + random() % range);
  if (set.empty()) set.insert(1);
  return {set.begin(), set.end()};
}

double jaccard(const std::vector<std::uint64_t>& left, const std::vector<std::uint64_t>& right) {
  std::vector<std::uint64_t> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size() - both.size());
}

void test_crowd() {
  std::mt19937 random(3);
  for (const double threshold : {0.3, 0.5, 0.8, 0.95, 1.0}) {
    for (const std::size_t common : {0U, 5U, 40U}) {
      std::vector<std::vector<std::uint64_t>> sets;
      std::vector<const std::vector<std::uint64_t>*> samples;
      for (int i = 0; i < 200; ++i) sets.push_back(random_set(random, common, 30));
      for (int i = 0; i < 64; ++i) samples.push_back(&sets[static_cast<std::size_t>(i)]);
      Crowd crowd(threshold, samples);
      for (std::uint32_t place = 0; place < sets.size(); ++place) {
        std::vector<std::uint32_t> found;
        crowd.find(sets[place], found);
        for (std::uint32_t other = 0; other < place; ++other) {
          const bool listed = std::find(found.begin(), found.end(), other) != found.end();
          CHECK(listed || jaccard(sets[place], sets[other]) < threshold);
        }
        crowd.add(place, sets[place]);
      }
    }
  }
}

void test_hash_set() {
  std::mt19937_64 random(9);
  for (std::size_t size : {1U, 7U, 8U, 9U, 500U}) {
    std::vector<std::uint64_t> hashes;
    for (std::size_t i = 0; i < size; ++i) hashes.push_back(random() % (2 * size) + 1);
    HashSet set;
    const std::vector<std::uint64_t> distinct = set.fill(hashes);
    CHECK(std::set<std::uint64_t>(distinct.begin(), distinct.end()).size() == distinct.size());
    for (std::uint64_t hash = 1; hash <= 2 * size; ++hash) {
      CHECK(set.has(hash) == (std::find(hashes.begin(), hashes.end(), hash) != hashes.end()));
    }
  }
}

/// Pairs verified among records that share boilerplate and little else, none of which may go.
std::size_t verified(unsigned count, std::size_t threads) {
  std::mt19937 random(11);
  std::string shared, lines;
  for (int i = 0; i < 60; ++i) shared += " common" + std::to_string(i);
  for (unsigned i = 0; i < count; ++i) {
    lines += "{\"text\": \"" + shared;
    for (int j = 0; j < 15; ++j) lines += " own" + std::to_string(random());
    lines += "\"}\n";
  }
  char name[] = "/tmp/compare-test-XXXXXX";
  const int file = ::mkstemp(name);
  ::unlink(name);
  CHECK(::write(file, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()));
  Records records({}, {{"text"}, {}}, std::size_t{1} << 20);
  records.add_file(file);
  records.append(records.with_reader([&](ChunkReader& reader) { return reader.read(0, {file, std::size_t{1} << 20}, 0, lines.size()); }), 1);
  Decider decider(records, 0.8, {}, {{}, threads, {}});
  const Decision decision = decider.decide(order_rows(records, true));
  ::close(file);
  CHECK(records.size() == count && decision.removals.empty());
  return decision.candidates;
}

void test_floods() {
  for (const std::size_t threads : {1U, 3U}) {
    CHECK(verified(2000, threads) < 2.2 * static_cast<double>(verified(1000, threads)));
  }
}

}  // namespace

int main() {
  test_crowd();
  test_hash_set();
  test_floods();
}
