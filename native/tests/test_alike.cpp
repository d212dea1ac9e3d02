// Sentences that may tell the same: found by what they share, left out where they must be, and bounded from above.
#include <cmath>
#include <vector>

#include "alike.hpp"
#include "check.hpp"

using namespace compare;

namespace {

/// A table that holds its columns.
struct Table {
  std::vector<std::uint64_t> starts{0};
  std::vector<std::uint32_t> signs, places, sizes;
  std::vector<double> shares, weights;
  std::vector<std::uint8_t> kinds;

  explicit Table(std::vector<double> given) : weights(std::move(given)), kinds(weights.size(), 0) {}

  /// A sentence whose first word has the first of these signs, and so on.
  void add(const std::vector<std::uint32_t>& own) {
    for (std::uint32_t place = 0; place < own.size(); ++place) {
      signs.push_back(own[place]);
      places.push_back(place);
      shares.push_back(1.0);
    }
    starts.push_back(signs.size());
    sizes.push_back(static_cast<std::uint32_t>(own.size()));
  }

  [[nodiscard]] SignedSentences view() const { return {starts, signs, places, shares, weights, kinds, sizes}; }
};

constexpr AlikeSettings kSettings{60, 8, 500};

std::vector<SentencePair> find(const Table& table, const std::vector<std::uint32_t>& documents,
                               AlikeSettings settings = kSettings) {
  const SignedSentences view = table.view();
  return AlikeFinder(view, documents, settings).find();
}

void test_nothing() {
  const Table none({});
  CHECK(find(none, {}).empty());
  Table table({1.0});
  table.add({});
  table.add({0});
  CHECK(find(table, {0, 1}).empty());
}

/// Pairs are of two documents, each once; what is left out makes none.
void test_pairs() {
  Table table({1.0, 2.0});
  for (int i = 0; i < 4; ++i) table.add({0, 1});
  CHECK(find(table, {0, 0, 1, kNoDocument}) == std::vector<SentencePair>({{0, 2}, {1, 2}}));
  CHECK(find(table, {0, 0, 0, 0}).empty());
}

/// Of many those stay that share most for their length; a sign of too many sentences says nothing.
void test_limits() {
  Table table({1.0, 2.0});
  table.add({0, 1});
  table.add({0});
  table.add({0, 1});
  table.add({0});
  const std::vector<std::uint32_t> documents{0, 1, 2, 3};
  CHECK(find(table, documents, {60, 1, 500}) == std::vector<SentencePair>({{0, 2}, {1, 3}}));
  CHECK(find(table, documents, {3, 8, 500}) == std::vector<SentencePair>({{0, 2}}));
  CHECK(find(table, documents, {60, 8, 2}) == std::vector<SentencePair>({{0, 2}}));
  CHECK(find(table, documents, {60, 8, 1}).empty());
}

double bound(const Table& table, const std::vector<std::uint64_t>& starts, const std::vector<std::uint32_t>& edges,
             double heavy = 9.0, double counted = 1.0) {
  const SignedSentences view = table.view();
  const ClauseRanges clauses{starts, edges};
  return AlikeBounds(view, clauses, heavy, counted).bound(0, 1);
}

bool near(double left, double right) { return std::abs(left - right) < 1e-12; }

/// Equal sentences are alike wholly; clauses that hold no common words are not, nor is one word, unless it is heavy.
void test_bounds() {
  Table table({1.0, 2.0, 4.0});
  table.add({0, 1, 2});
  table.add({0, 1, 2});
  CHECK(near(bound(table, {0, 1, 2}, {0, 3, 0, 3}), std::sqrt(7.0)));
  CHECK(near(bound(table, {0, 2, 3}, {0, 3, 0, 2, 0, 2}), std::sqrt(3.0)));
  CHECK(bound(table, {0, 1, 2}, {0, 1, 1, 3}) == 0.0);
  CHECK(bound(table, {0, 1, 2}, {2, 3, 2, 3}) == 0.0);
  CHECK(bound(table, {0, 0, 1}, {0, 3}) == 0.0);
  table.kinds[2] = kEnough;
  CHECK(near(bound(table, {0, 1, 2}, {2, 3, 2, 3}, 4.0), 2.0));
  CHECK(bound(table, {0, 1, 2}, {2, 3, 2, 3}, 4.1) == 0.0);
  table.kinds[0] = kNumber;
  CHECK(near(bound(table, {0, 1, 2}, {0, 3, 0, 3}, 9.0, 2.0), 2.0 * std::sqrt(7.0)));
}

/// A word goes to one word, and what adds nothing to the mass of a clause leaves it light.
void test_masses() {
  Table table({1.0, 1.0});
  table.add({0, 0, 1});
  table.add({0, 1});
  CHECK(near(bound(table, {0, 1, 2}, {0, 3, 0, 2}), (0.3 * 2.0 / 2.0 + 0.7 * 2.0 / std::sqrt(6.0)) * std::sqrt(2.0)));
  table.kinds[1] = kFree;
  CHECK(near(bound(table, {0, 1, 2}, {0, 3, 0, 2}), (0.3 * 2.0 + 0.7 * 2.0 / std::sqrt(2.0)) * std::sqrt(2.0)));
  table.kinds[0] = kFree;
  CHECK(bound(table, {0, 1, 2}, {0, 3, 0, 2}) == 0.0);
}

}  // namespace

int main() {
  test_nothing();
  test_pairs();
  test_limits();
  test_bounds();
  test_masses();
}
