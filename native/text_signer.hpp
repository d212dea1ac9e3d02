// Signatures of texts, and the hashes they are made of, by either hash of a shingle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "joined.hpp"
#include "minhash.hpp"
#include "sketch.hpp"
#include "xxh3.hpp"

namespace compare {

/// How a shingle becomes the 32 bits that MinHash sees: docs/hashing.md.
enum class ShingleHash : std::uint8_t { rolling, xxh3 };

/// Makes signatures; one for each thread.
class TextSigner {
 public:
  TextSigner(const SketchSettings& settings, ShingleHash hash)
      : size_(settings.size), hash_(hash), reader_(settings.unit, {}), joined_(settings.unit) {}

  /// Calls *visit* with the 32-bit hash of each shingle of a text, in order of place.
  template <typename Visit>
  void visit_hashes(Text text, Visit visit) {
    if (hash_ == ShingleHash::xxh3) {
      joined_.read(text);
      joined_.visit_shingles(size_, [&](const char* bytes, std::size_t count) {
        visit(static_cast<std::uint32_t>(hash_xxh3(bytes, count)));
      });
    } else {
      reader_.read(text);
      visit_shingles(reader_.tokens(), size_, [&](std::uint64_t shingle) { visit(sketch_hash(shingle)); });
    }
  }

  /// Writes the signature of a text; of one without tokens, all values are 2^32 - 1.
  void sign(Text text, const Permutations& permutations, std::uint32_t* signature) {
    mixed_.clear();
    visit_hashes(text, [&](std::uint32_t hash) { mixed_.push_back(fmix32(hash)); });
    sign_mixed(mixed_, permutations, signature);
  }

 private:
  std::size_t size_;
  ShingleHash hash_;
  TextReader reader_;
  JoinedTokens joined_;
  std::vector<std::uint32_t> mixed_;
};

}  // namespace compare
