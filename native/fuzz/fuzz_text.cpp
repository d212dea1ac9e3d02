// A text of any bytes: nothing is read or written out of bounds, and what is made of it is made of its NFC too.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "../tests/check.hpp"
#include "sketch.hpp"
#include "text_signer.hpp"

using namespace compare;

namespace {

/// All that is made of a text.
struct Made {
  std::vector<std::uint64_t> tokens, keys;
  std::vector<std::uint32_t> rolling, xxh3, fingerprints;
  std::string folded;
  Digest digest;

  bool operator==(const Made& other) const {
    return tokens == other.tokens && keys == other.keys && rolling == other.rolling && xxh3 == other.xxh3 &&
           folded == other.folded && digest == other.digest && fingerprints == other.fingerprints;
  }
};

std::vector<std::uint32_t> hashes_of(Text text, const SketchSettings& settings, ShingleHash hash) {
  std::vector<std::uint32_t> hashes;
  TextSigner(settings, hash).visit_hashes(text, [&](std::uint32_t one) { hashes.push_back(one); });
  return hashes;
}

Made make(Signer& signer, TextReader& reader, const SketchSettings& settings, const std::string& bytes) {
  // The copy ends where its memory ends: the sanitizer sees each byte read behind it.
  const auto exact = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), exact.get());
  const Text text{exact.get(), bytes.size(), is_ascii(exact.get(), bytes.size())};
  Made made;
  made.keys.resize(settings.bands);
  made.digest = signer.sign(text, made.keys.data(), made.fingerprints).digest;
  reader.read(text);
  const std::size_t folded = reader.fold_space();
  made.folded.assign(reader.folded(), folded);
  const auto& tokens = reader.tokens();
  made.tokens.assign(tokens.begin(), tokens.end());
  made.rolling = hashes_of(text, settings, ShingleHash::rolling);
  made.xxh3 = hashes_of(text, settings, ShingleHash::xxh3);
  CHECK(made.rolling.size() == made.xxh3.size());
  return made;
}

std::string compose(const std::string& bytes) {
  std::vector<char32_t> characters;
  decode(bytes.data(), bytes.size(), characters);
  to_nfc(characters);
  std::string composed;
  for (const char32_t character : characters) {
    char encoded[4];
    composed.append(encoded, static_cast<std::size_t>(encode(character, encoded)));
  }
  return composed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Permutations permutations(16, 1);
  if (size < 2) return 0;
  SketchSettings settings;
  settings.unit = static_cast<Unit>(data[0] % 3);
  settings.size = 1 + data[1] % 9;
  settings.num_perm = 16;
  settings.bands = 4;
  settings.rows = 4;
  settings.inside = true;
  Signer signer(settings, permutations);
  TextReader reader(settings.unit, {});
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string composed = compose(text);
  CHECK(compose(composed) == composed);
  const Made made = make(signer, reader, settings, text);
  CHECK(make(signer, reader, settings, composed) == made);
  CHECK(make(signer, reader, settings, made.folded) == made);
  return 0;
}
