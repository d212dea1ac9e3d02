// What is kept of a text: digest, size, and the keys of the bands of its signature.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hash.hpp"
#include "minhash.hpp"
#include "shingles.hpp"
#include "tokens.hpp"
#include "winnow.hpp"

namespace compare {

/// How texts become signatures, and signatures bands.
struct SketchSettings {
  Unit unit = Unit::automatic;
  std::size_t size = 5;  // tokens of a shingle
  std::size_t num_perm = 128;
  std::uint32_t seed = 1;
  std::size_t bands = 18;
  std::size_t rows = 7;  // values of a band
  std::size_t min_tokens = 5;  // fewer: only exact duplicates count
  bool inside = false;         // whether texts are looked for inside others, by fingerprints
  Key key;
};

struct Sketch {
  Digest digest;
  std::uint32_t characters = 0;
  std::uint32_t tokens = 0;
};

/// Makes sketches; one for each thread.
class Signer {
 public:
  Signer(const SketchSettings& settings, const Permutations& permutations)
      : settings_(settings), permutations_(permutations), reader_(settings.unit, {}), signature_(permutations.size()) {}

  /// The sketch of a text; *keys* gets one value for each band, zeros where the text is too short to have any.
  /// Where texts are looked for inside others, its fingerprints are appended to *fingerprints*.
  Sketch sign(Text text, std::uint64_t* keys, std::vector<std::uint32_t>& fingerprints) {
    Sketch sketch;
    sketch.characters = static_cast<std::uint32_t>(count_characters(text));
    reader_.read(text);
    const std::size_t folded = reader_.fold_space();
    sketch.digest = digest(reader_.folded(), folded, settings_.key);
    const std::span<const std::uint64_t> tokens = reader_.tokens();
    sketch.tokens = static_cast<std::uint32_t>(tokens.size());
    std::fill_n(keys, settings_.bands, 0);
    if (tokens.empty() || tokens.size() < settings_.min_tokens) return sketch;
    if (settings_.inside) {
      sign_and_winnow(tokens, fingerprints);
    } else {
      sign_tokens(tokens, signature_.data());
    }
    for (std::size_t band = 0; band < settings_.bands; ++band) {
      keys[band] = hash_band(signature_.data() + band * settings_.rows, settings_.rows, band);
    }
    return sketch;
  }

  /// The signature of tokens that are hashed already.
  void sign_tokens(std::span<const std::uint64_t> tokens, std::uint32_t* signature) {
    mixed_.resize(tokens.size());
    std::uint32_t* out = mixed_.data();
    visit_shingles(tokens, settings_.size, [&](std::uint64_t shingle) { *out++ = sketch_hash(shingle); });
    mixed_.resize(static_cast<std::size_t>(out - mixed_.data()));
    for (std::uint32_t& hash : mixed_) hash = fmix32(hash);
    sign_mixed(mixed_, permutations_, signature);
  }

 private:
  /// As sign_tokens does, with the hashes kept whole for their fingerprints.
  void sign_and_winnow(std::span<const std::uint64_t> tokens, std::vector<std::uint32_t>& fingerprints) {
    spread_.resize(tokens.size());
    std::uint64_t* out = spread_.data();
    visit_shingles(tokens, settings_.size, [&](std::uint64_t shingle) { *out++ = shingle * kSpread; });
    spread_.resize(static_cast<std::size_t>(out - spread_.data()));
    mixed_.resize(spread_.size());
    for (std::size_t i = 0; i < spread_.size(); ++i) mixed_[i] = fmix32(static_cast<std::uint32_t>(spread_[i] >> 32));
    sign_mixed(mixed_, permutations_, signature_.data());
    winnow(spread_, fingerprints);
  }

  const SketchSettings& settings_;
  const Permutations& permutations_;
  TextReader reader_;
  std::vector<std::uint32_t> signature_, mixed_;
  std::vector<std::uint64_t> spread_;
};

}  // namespace compare
