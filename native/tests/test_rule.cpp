// A crowd leaves out no pair at the threshold, of any sources; heads and guards; the hash set holds what was put in.
#include <unistd.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "check.hpp"
#include "versions.hpp"

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

/// All places of a crowd that may be alike; each run of them is in order.
std::vector<std::uint32_t> find_all(Crowd& crowd, const std::vector<std::uint64_t>& set, std::uint32_t source) {
  std::vector<Places> runs;
  crowd.find(set, runs, source);
  std::vector<std::uint32_t> all;
  for (const Places& run : runs) {
    CHECK(std::is_sorted(run.next, run.end));
    all.insert(all.end(), run.next, run.end);
  }
  return all;
}

/// Among records of other sources none of one's own is found, and no other one is left out.
void test_crowd_by_source() {
  std::mt19937 random(5);
  std::vector<std::vector<std::uint64_t>> sets;
  std::vector<const std::vector<std::uint64_t>*> samples;
  for (int i = 0; i < 200; ++i) sets.push_back(random_set(random, 40, 30));
  for (int i = 0; i < 64; ++i) samples.push_back(&sets[static_cast<std::size_t>(i)]);
  Crowd crowd(0.8, samples, true);
  for (std::uint32_t place = 0; place < sets.size(); ++place) {
    const std::vector<std::uint32_t> found = find_all(crowd, sets[place], place % 3);
    for (std::uint32_t other = 0; other < place; ++other) {
      const bool listed = std::find(found.begin(), found.end(), other) != found.end();
      CHECK(other % 3 == place % 3 ? !listed : listed || jaccard(sets[place], sets[other]) < 0.8);
    }
    crowd.add(place, sets[place], place % 3);
  }
}

/// What stands for the texts that stay: the first, and the first of another source.
void test_heads() {
  Scope scope{Sources::different, {0, 0, 1, 2, 0, 1}, 6};
  Heads heads(scope);
  const Digest text{1, 2};
  CHECK(heads.find(text, 1) == Heads::kNone);
  CHECK(heads.add(text, 0) && !heads.add(text, 1));
  CHECK(heads.find(text, 4) == Heads::kNone && heads.find(text, 2) == 0);
  CHECK(heads.add(text, 2) && !heads.add(text, 3) && !heads.add(text, 5));
  CHECK(heads.find(text, 4) == 2 && heads.find(text, 5) == 0);
  CHECK(heads.find(Digest{2, 1}, 5) == Heads::kNone);
}

/// Guards are the same where figures, dates and negations are, and another one where they are not.
void test_guard() {
  const std::vector<std::pair<std::string, unsigned>> known{
      {"not", kAlways}, {"may", kDate}, {"since", kOpener}, {"week", kPeriod}, {"last", kRelative}, {"t", kShort}, {"isn", kStem}};
  const GuardWords words(Unit::automatic, {1, 3}, known);
  GuardReader reader(words);
  const auto count = [&](const std::string& text) {
    return reader.list({text.data(), text.size(), is_ascii(text.data(), text.size())}).size();
  };
  const auto hash = [&](const std::string& text) {
    return reader.hash({text.data(), text.size(), is_ascii(text.data(), text.size())});
  };
  CHECK(count("") == 0 && count("he may last a week") == 0 && count("since May, not 5") == 3);
  CHECK(count("may 5") == 2 && count("last week") == 2 && count("isn't t") == 1 && count("\u0663 \u00BD x") == 2);
  CHECK(hash("5 red men") == hash("the 5 blue") && hash("5") != hash("-5") && hash("a 5-5") == hash("5 5"));
  CHECK(hash("$5") != hash("\u00A35") && hash("1 2") != hash("2 1") && hash("not") != hash(""));
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
        const std::vector<std::uint32_t> found = find_all(crowd, sets[place], 0);
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
  test_crowd_by_source();
  test_heads();
  test_guard();
  test_hash_set();
  test_floods();
}
