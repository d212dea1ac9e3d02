// The fast path by masks gives what DESIGN.md says, character by character; so do the tokens as bytes.
#include "tokens.hpp"

#include "joined.hpp"

#include <random>
#include <string>
#include <vector>

#include "check.hpp"

using namespace compare;

namespace {

const std::vector<std::string> kPieces = {
    "a", "Z", "_", "9", " ", "  ", "\n", "\t", ".", "'", "-", "word", "Long_Word_Of_17_by", "\x1c", "\v",
    "é", "É", "e\u0301", "ß", "İ", "ẞ", "’", "\u00a0", "\u3000", "中", "文字", "ไทย", "กำ", "한국", "\u1112\u1161\u11ab", "हिन्दी",
    "ό", "\U0001F600", "\u0301", "\u0323\u0301", "K", "\u2028", "ﬁ", "\xED\xA0\x80", std::string(40, 'x'), std::string(70, ' '),
};

std::string random_text(std::mt19937& random) {
  std::string text;
  const unsigned count = random() % 60;
  // Mostly of a few pieces, so that the fast path is taken often.
  const unsigned first = random() % kPieces.size(), range = 1 + random() % kPieces.size();
  for (unsigned i = 0; i < count; ++i) text += kPieces[(first + random() % range) % kPieces.size()];
  return text;
}

std::vector<char32_t> characters_of(const std::string& text) {
  std::vector<char32_t> characters;
  decode(text.data(), text.size(), characters);
  to_nfc(characters);
  return characters;
}

void append(std::string& out, char32_t character) {
  char bytes[4];
  out.append(bytes, static_cast<std::size_t>(encode(character, bytes)));
}

std::uint64_t hash_of(std::string token) {
  const std::size_t size = token.size();
  token.append(16, '!');
  return hash_token(token.data(), size, {});
}

std::vector<std::uint64_t> plain_tokens(const std::string& text, bool alone) {
  std::vector<std::uint64_t> hashes;
  std::string token;
  bool single = false;
  const auto close = [&] {
    if (!token.empty()) hashes.push_back(hash_of(token));
    token.clear();
    single = false;
  };
  for (const char32_t character : characters_of(text)) {
    const CharClass kind = char_class(character);
    if (kind == CharClass::other || (kind == CharClass::mark && token.empty())) {
      close();
      continue;
    }
    if (kind != CharClass::mark && (single || (alone && kind == CharClass::alone))) close();
    if (kind == CharClass::alone && alone) single = true;
    char32_t lowered[3];
    const int count = lower(character, lowered);
    for (int i = 0; i < count; ++i) append(token, lowered[i]);
  }
  close();
  return hashes;
}

std::string plain_fold(const std::string& text) {
  std::string folded;
  for (const char32_t character : characters_of(text)) {
    if (!is_space(character)) {
      append(folded, character);
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

/// The bytes of a token alone, and of all tokens, with one space between.
void check_bytes(JoinedTokens& joined, Text text, std::span<const std::uint64_t> tokens) {
  std::vector<std::uint64_t> hashes;
  std::string all;
  joined.read(text);
  joined.visit_shingles(1, [&](const char* bytes, std::size_t size) {
    hashes.push_back(hash_of(std::string(bytes, size)));
    all += (all.empty() ? "" : " ") + std::string(bytes, size);
  });
  CHECK(hashes == std::vector(tokens.begin(), tokens.end()));
  joined.visit_shingles(1U << 20, [&](const char* bytes, std::size_t size) { CHECK(std::string(bytes, size) == all); });
}

void check_text(TextReader& reader, const std::string& text, bool alone) {
  const std::vector<char> exact(text.begin(), text.end());  // ends where its memory ends
  reader.read({exact.data(), exact.size(), is_ascii(exact.data(), exact.size())});
  const std::span<const std::uint64_t> tokens = reader.tokens();
  CHECK(std::vector(tokens.begin(), tokens.end()) == plain_tokens(text, alone));
  const std::size_t size = reader.fold_space();
  CHECK(std::string(reader.folded(), size) == plain_fold(text));
  JoinedTokens joined(alone ? Unit::automatic : Unit::word);
  check_bytes(joined, {exact.data(), exact.size(), false}, plain_tokens(text, alone));
}

void check_characters(const std::string& text) {
  TextReader reader(Unit::character, {});
  JoinedTokens joined(Unit::character);
  const Text whole{text.data(), text.size(), is_ascii(text.data(), text.size())};
  reader.read(whole);
  check_bytes(joined, whole, reader.tokens());
}

}  // namespace

int main() {
  std::mt19937 random(7);
  TextReader automatic(Unit::automatic, {}), word(Unit::word, {});
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random);
    check_text(automatic, text, true);
    check_text(word, text, false);
    check_characters(text);
  }
  for (std::size_t size = 0; size < 200; ++size) {
    check_text(automatic, std::string(size, 'a'), true);
    check_text(automatic, std::string(size, ' ') + "b", true);
    check_text(automatic, std::string(size, 'a') + "文" + std::string(size, 'a') + "’s", true);
  }
}
