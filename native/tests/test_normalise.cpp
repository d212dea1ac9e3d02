// UTF-8, characters and NFC. Build with -std=c++20 -fsanitize=address,undefined -I native.
#include "normalise.hpp"

#include "check.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace compare;

namespace {

using Text = std::vector<char32_t>;

/// A copy that ends where its memory ends: the sanitizer sees each byte read behind it.
struct Exact {
  explicit Exact(std::string_view text) : size(text.size()), bytes(std::make_unique<char[]>(text.size())) {
    std::copy(text.begin(), text.end(), bytes.get());
  }
  std::size_t size;
  std::unique_ptr<char[]> bytes;
};

Text decoded(std::string_view text) {
  const Exact exact(text);
  Text out;
  decode(exact.bytes.get(), exact.size, out);
  return out;
}

bool valid(std::string_view text) {
  const Exact exact(text);
  return is_valid_utf8(exact.bytes.get(), exact.size);
}

std::string encoded(const Text& text) {
  std::string out;
  for (const char32_t character : text) {
    char bytes[4];
    out.append(bytes, static_cast<std::size_t>(encode(character, bytes)));
  }
  return out;
}

Text composed(Text text) {
  to_nfc(text);
  return text;
}

Text composed(std::u32string_view text) { return composed(Text(text.begin(), text.end())); }

Text as_text(std::u32string_view text) { return {text.begin(), text.end()}; }

/// What decode() must give, a character at a time.
Text decoded_plainly(std::string_view text) {
  Text out;
  for (std::size_t place = 0; place < text.size();) {
    const auto [character, size] = decode_one(text.data() + place, text.size() - place);
    out.push_back(character);
    place += size;
  }
  return out;
}

/// Whether no character is a surrogate and what is decoded gives the same bytes again.
bool valid_plainly(std::string_view text) {
  const Text characters = decoded_plainly(text);
  for (const char32_t character : characters) {
    if (character >= 0xD800 && character < 0xE000) return false;
  }
  return encoded(characters) == text;
}

void test_every_code_point_is_read_as_it_was_written() {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    char bytes[4];
    const auto size = static_cast<std::size_t>(encode(character, bytes));
    const auto [again, read] = decode_one(bytes, size);
    CHECK(again == character && read == size);
    const bool surrogate = character >= 0xD800 && character < 0xE000;
    if (character % 61 == 0 || surrogate) {
      CHECK(decoded({bytes, size}) == Text{character});
      CHECK(valid({bytes, size}) == !surrogate);
    }
  }
}

void test_bytes_that_are_no_utf8_are_found_wherever_they_stand() {
  using namespace std::string_view_literals;
  const std::string_view wrong[] = {
      "\x80"sv,         "\xBF"sv,         "\xC0\x80"sv,         "\xC1\xBF"sv,         "\xC3"sv,
      "\xE0\x80\x80"sv, "\xE0\x9F\xBF"sv, "\xE2\x82"sv,         "\xF0\x80\x80\x80"sv, "\xF0\x8F\xBF\xBF"sv,
      "\xF0\x9F\x98"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv,         "\xE2\x28\xA1"sv,
  };
  for (const std::string_view bytes : wrong) {
    for (std::size_t before = 0; before < 140; ++before) {
      for (const std::size_t after : {0, 1, 3, 70}) {
        const std::string text = std::string(before, 'a') + std::string(bytes) + std::string(after, 'b');
        CHECK(!valid(text));
        CHECK(decoded(text) == decoded_plainly(text));
        CHECK(decoded(text)[before] == kReplacement);
      }
    }
  }
  CHECK(valid("") && valid(std::string(128, '\0')) && decoded("").empty());
}

void test_any_bytes_are_read_as_by_the_plain_twin() {
  std::mt19937 random(1);
  const unsigned char frequent[] = {'a', ' ', 0x80, 0xBF, 0xC3, 0xE0, 0xE4, 0xED, 0xF0, 0xF4, 0x9F, 0xA0, 0x90, 0x8F};
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 150, 'x');
    for (char& byte : text) {
      byte = static_cast<char>(random() % 4 != 0 ? frequent[random() % std::size(frequent)] : random() % 256);
    }
    CHECK(decoded(text) == decoded_plainly(text));
    CHECK(valid(text) == valid_plainly(text));
  }
}

void test_mixed_texts_are_read_across_blocks() {
  std::mt19937 random(2);
  const char32_t frequent[] = {U'a', U'é', U'я', U'漢', U'한', U'ก', 0x1F600, 0xD7FF, 0xE000, 0x10FFFF, 0xD800};
  for (int round = 0; round < 5000; ++round) {
    Text text(random() % 120);
    const std::size_t kinds = 1 + random() % std::size(frequent);
    for (char32_t& character : text) character = frequent[random() % kinds];
    CHECK(decoded(encoded(text)) == text);
    CHECK(valid(encoded(text)) == valid_plainly(encoded(text)));
  }
}

void test_characters_are_of_their_class() {
  CHECK(char_class(U'a') == CharClass::word && char_class(U'_') == CharClass::word);
  CHECK(char_class(U'½') == CharClass::word && char_class(U'한') == CharClass::word);
  CHECK(char_class(0x301) == CharClass::mark && char_class(0x93F) == CharClass::mark);
  CHECK(char_class(U'漢') == CharClass::alone && char_class(U'ก') == CharClass::alone);
  CHECK(char_class(0x20000) == CharClass::alone && char_class(U'-') == CharClass::other);
  CHECK(char_class(0x20DD) == CharClass::other);  // an enclosing mark
  CHECK(char_class(0x0CF3) == CharClass::other);  // of Unicode 15
  CHECK(char_class(0x110000) == CharClass::other && char_class(0xFFFFFFFF) == CharClass::other);
  for (const char32_t space : {U' ', U'\t', U'\x1C', U'\x85', U'\xA0', U'\u2028', U'\u3000'}) CHECK(is_space(space));
  for (const char32_t other : {U'a', U'\x08', U'\x0E', U'\x1B', U'!', U'\u200B', U'\u180E'}) CHECK(!is_space(other));
}

void test_each_character_is_lowered_on_its_own() {
  char32_t out[3];
  const auto lowered = [&](char32_t character) { return lower(character, out) == 1 ? out[0] : 0; };
  CHECK(lowered(U'A') == U'a' && lowered(U'[') == U'[' && lowered(U'Σ') == U'σ' && lowered(U'ẞ') == U'ß');
  CHECK(lowered(0x10400) == 0x10428 && lowered(0x13A0) == 0xAB70 && lowered(0x212A) == U'k');
  CHECK(lower(0x130, out) == 2 && out[0] == U'i' && out[1] == 0x307);
}

void test_calm_characters_are_boundaries() {
  for (char32_t character = 0; character <= kLastCodePoint; ++character) {
    CHECK(!is_calm(character) || is_boundary(character));
  }
}

void test_known_texts_are_composed() {
  CHECK(composed(U"cafe\u0301") == as_text(U"café"));
  CHECK(composed(U"\u212B\u2126\uF900\U0002F800") == as_text(U"ÅΩ\u8C48\u4E3D"));
  CHECK(composed(U"\u1100\u1161\u11A8 \uAC00\u11A7 \uAC00\u11A8\u11A8") == as_text(U"각 \uAC00\u11A7 각\u11A8"));
  CHECK(composed(U"a\u0315\u0300\u05AE\u0062") == as_text(U"\u00E0\u05AE\u0315b"));
  CHECK(composed(U"\u0301a\u0327\u0301") == as_text(U"\u0301á\u0327"));
  CHECK(composed(U"\u0958\u0344") == as_text(U"\u0915\u093C\u0308\u0301"));
  CHECK(composed(U"\u09C7\u09BE \u09C7\u0301\u09BE") == as_text(U"\u09CB \u09C7\u0301\u09BE"));
  CHECK(composed(U"") == Text{});
}

/// NFC that takes the whole text apart.
Text composed_at_once(const Text& text) {
  Text out;
  Composer().compose(text.data(), text.size(), out);
  return out;
}

void test_pieces_are_composed_as_the_whole_is() {
  std::mt19937 random(3);
  const char32_t frequent[] = {U'a', U'é', U' ', 0x301, 0x323, 0x315, 0x345, 0x1100, 0x1161, 0x11A8, 0xAC00,
                               0x212B, 0x958, 0x9C7, 0x9BE, 0x1EAD, 0x3B1, 0x1FB3, 0x20DD, 0x1D15E, 0x344, U'漢'};
  for (int round = 0; round < 50000; ++round) {
    Text text(random() % 40);
    for (char32_t& character : text) character = frequent[random() % std::size(frequent)];
    const Text once = composed(text);
    CHECK(once == composed_at_once(text));
    CHECK(once == composed(once));
    CHECK(!is_nfc(text.data(), text.size()) || once == text);
  }
}

void test_long_runs_of_marks_take_no_longer_than_sorting() {
  Text text(2'000'000, U'a');
  for (std::size_t i = 1; i < text.size(); ++i) text[i] = i % 2 != 0 ? 0x315 : 0x323;
  CHECK(composed(text).size() == text.size() - 1);
}

}  // namespace

int main() {
  test_every_code_point_is_read_as_it_was_written();
  test_bytes_that_are_no_utf8_are_found_wherever_they_stand();
  test_any_bytes_are_read_as_by_the_plain_twin();
  test_mixed_texts_are_read_across_blocks();
  test_characters_are_of_their_class();
  test_each_character_is_lowered_on_its_own();
  test_calm_characters_are_boundaries();
  test_known_texts_are_composed();
  test_pieces_are_composed_as_the_whole_is();
  test_long_runs_of_marks_take_no_longer_than_sorting();
}
