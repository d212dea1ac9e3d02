// XXH3 gives what the reference gives, at every length class, and reads no byte that is not its own.
#include "xxh3.hpp"

#include <cstdint>
#include <vector>

#include "check.hpp"

using namespace compare;

namespace {

struct Known {
  std::size_t size;
  std::uint64_t hash;
};

// The first bytes of the stream below, hashed by the Python package xxhash (xxh3_64_intdigest).
constexpr Known kKnown[] = {
    {0, 0x2D06800538D394C2},
    {1, 0xC00F9D4F580C0C3A},
    {2, 0xB248061FB52BD64C},
    {3, 0xE92112D1E602AF4A},
    {4, 0x9008DE7E100606D1},
    {5, 0xABA4062F24845BDC},
    {8, 0xCCA6EE6F8E080C52},
    {9, 0x568F9D2E69AD8BD0},
    {12, 0x373DA156A0EF76B0},
    {16, 0x600A07A4F5A9911C},
    {17, 0xDEAB0265F35DFC24},
    {32, 0xD04581C566616653},
    {33, 0xE2F96CD271E72881},
    {64, 0xAD0685DABB3CE66B},
    {65, 0x7D4E3DA065C21B2D},
    {96, 0xBF9A1938301428CA},
    {97, 0xAE7C260494B7847C},
    {128, 0x410BD3B4D8D84F51},
    {129, 0x55964EEC39625032},
    {143, 0x8733FA8029529E24},
    {144, 0x827FBBC03EC48DD7},
    {192, 0x4D9F83E45B7807B4},
    {240, 0x977B659BDC81FDB1},
    {241, 0x2CB1ED4A30C8BDED},
    {256, 0x7FD97C6450F19383},
    {257, 0x42C723A93A4C46B9},
    {320, 0x98FAE8BDECA76E58},
    {1023, 0x296B8BDBD696752E},
    {1024, 0x5EC111A1E5A293AE},
    {1025, 0x5EA0264528A903FC},
    {1088, 0x5CAA733531330766},
    {1089, 0x093AAE8D6736E7B3},
    {2048, 0x82651C64D545E737},
    {2049, 0x35FA9759E87C7270},
    {5000, 0x215DB44DEE9150C0},
};

constexpr std::size_t kMost = 5000;
constexpr std::uint64_t kAll = 0xFDEC948B521011E6;  // all lengths from 0 to kMost, as below

/// The highest bytes of Knuth's linear congruential generator (MMIX), begun with 1.
std::vector<char> make_stream() {
  std::vector<char> stream;
  std::uint64_t state = 1;
  while (stream.size() < kMost) {
    state = state * 6364136223846793005 + 1442695040888963407;
    stream.push_back(static_cast<char>(state >> 56));
  }
  return stream;
}

}  // namespace

int main() {
  const std::vector<char> stream = make_stream();
  for (const Known& known : kKnown) CHECK(hash_xxh3(stream.data(), known.size) == known.hash);
  std::uint64_t all = 0;
  for (std::size_t size = 0; size <= kMost; ++size) {
    const std::vector<char> exact(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(size));
    all = all * 31 + hash_xxh3(exact.data(), size);
  }
  CHECK(all == kAll);
}
