"""Tokens and plain words, against a twin written from the definition."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.text.words import (
    count_words,
    fold_apostrophes,
    list_plain_tokens,
    normalise_token,
    split_any_words,
    split_plain_words,
    split_words,
)

# Characters that meet at the seams: marks, scripts without spaces, letters that join or grow, lone halves.
SEAMS = st.text(
    st.sampled_from("aBé_9²İΣς\u0301\u0327\u3099かガ漢々กำ\u0e49\u0941ह한\u1100\u1161’'.,-½<\u0338\ud800 \n")
)
ANY = st.one_of(SEAMS, st.text())
UNSPACED = (
    "CJK UNIFIED|CJK COMPATIBILITY IDEOGRAPH|HIRAGANA|KATAKANA|HALFWIDTH KATAKANA|THAI |LAO |KHMER |MYANMAR |"
    "IDEOGRAPHIC ITERATION|IDEOGRAPHIC NUMBER|HANGZHOU"
).split("|")


def reference_tokens(text: str) -> list[str]:
    """The tokens as the definition has them, a character at a time."""
    tokens: list[str] = []
    inside = alone = False
    for character in unicodedata.normalize("NFC", text):
        if unicodedata.category(character) in ("Mn", "Mc"):
            if inside:
                tokens[-1] += character.lower()
        elif character.isalnum() or character == "_":
            single = unicodedata.name(character, "").startswith(tuple(UNSPACED))
            if inside and not alone and not single:
                tokens[-1] += character.lower()
            else:
                tokens.append(character.lower())
            inside, alone = True, single
        else:
            inside = False
    return tokens


@given(
    text=st.one_of(ANY, st.text(st.sampled_from("aB1_é\u0301 .'’“”–—…£€\xa0\n"))),
    edges=st.tuples(*[st.integers(0, 20)] * 2),
)
def test_plain_text_takes_no_other_way(text: str, edges: tuple[int, int]) -> None:
    """The short way for text without unusual characters gives what the long one for any text does."""
    start, end = sorted(min(edge, len(text)) for edge in edges)

    assert split_any_words(text, start, end, unspaced=True) == split_words(text, start, end)


@given(text=ANY)
@example("a\u3099か\u3099b")
@example("ñandu\u0301 की")
def test_tokens_are_those_of_the_definition(text: str) -> None:
    """Any text gives the tokens that the twin gives."""
    assert reference_tokens(text) == [word.token for word in split_words(text)]


@given(text=ANY)
def test_tokens_stand_in_order_and_are_slices(text: str) -> None:
    """Places rise, do not overlap, and hold what the token is made of."""
    words = split_words(text)

    assert all(left.end <= right.start for left, right in pairwise(words))
    assert all(word.token == normalise_token(text[word.start : word.end]) for word in words)


@given(text=ANY)
def test_composed_and_decomposed_texts_have_the_same_tokens(text: str) -> None:
    """How accents are encoded does not matter."""
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert [w.token for w in split_words(composed)] == [w.token for w in split_words(decomposed)]
    assert [w.token for w in split_plain_words(composed)] == [w.token for w in split_plain_words(decomposed)]


@given(text=ANY, start=st.integers(0, 8), length=st.integers(0, 8))
def test_a_range_gives_what_its_slice_gives(text: str, start: int, length: int) -> None:
    """Only the characters between start and end are read, and places still point into the whole text."""
    words = split_words(text, start, min(start + length, len(text)))

    shifted = [(w.start + start, w.end + start, w.token) for w in split_words(text[start : start + length])]
    assert shifted == [tuple(word) for word in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hague's", ["hague", "s"]),
        ("1,500,000", ["1", "500", "000"]),
        ("well-known U.N.", ["well", "known", "u", "n"]),
        ("snake_case", ["snake_case"]),
        ("ΟΔΟΣ", ["οδοσ"]),
        ("cafe\u0301", ["café"]),
        ("हिन्दी", ["हिन्दी"]),
        ("東京2020年", ["東", "京", "2020", "年"]),
        ("ひと ガ", ["ひ", "と", "ガ"]),
        ("人々", ["人", "々"]),
        ("น้ำ", ["น้", "ำ"]),
        ("한국어", ["한국어"]),
        ("... — !", []),
        ("", []),
    ],
)
def test_tokens_of_known_texts(text: str, expected: list[str]) -> None:
    """Apostrophes and commas split, marks do not, unspaced scripts give a token a character."""
    assert expected == [word.token for word in split_words(text)]


def test_unspaced_scripts_can_be_kept_whole() -> None:
    """Without the one-character rule a run of Han is one token."""
    assert ["東京", "2020年"] == [word.token for word in split_words("東京 2020年", unspaced=False)]


@given(text=ANY)
def test_plain_words_are_as_many_as_are_counted(text: str) -> None:
    """The count and the list agree."""
    assert count_words(text) == len(split_plain_words(text))


def reference_plain_words(text: str) -> list[tuple[int, int, str]]:
    """The plain words as the definition has them, a character at a time."""
    words = []
    end = 0
    for chunk in text.split():
        start = text.index(chunk, end)
        end = start + len(chunk)
        said = [place for place in range(start, end) if text[place].isalnum()]
        if said:
            last = said[-1] + 1
            while last < end and unicodedata.category(text[last]) in ("Mn", "Mc"):
                last += 1
            words.append((said[0], last, normalise_token(fold_apostrophes(text[said[0] : last]))))
    return words


@given(text=ANY)
@example("__x__ a.b, 'tis \x00y\x00 -- “Don’t”")
def test_plain_words_are_those_of_the_definition(text: str) -> None:
    """Any text gives the words that the twin gives, with their places and without."""
    expected = reference_plain_words(text)

    assert expected == [tuple(word) for word in split_plain_words(text)]
    assert [token for _, _, token in expected] == list_plain_tokens(text)


@given(text=ANY)
def test_plain_words_begin_and_end_with_what_is_said(text: str) -> None:
    """No punctuation stands at either end of a plain word, and none holds white space."""
    for start, end, _ in split_plain_words(text):
        assert text[start].isalnum()
        assert text[end - 1].isalnum() or unicodedata.category(text[end - 1]) in ("Mn", "Mc")
        assert text[start:end].split() == [text[start:end]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Don’t,” she said.", ["don't", "she", "said"]),
        ("1,500,000 (or $2.5m)", ["1,500,000", "or", "2.5m"]),
        ("well-known — yes", ["well-known", "yes"]),
        ("cafe\u0301!", ["café"]),
        ("हिन्दी।", ["हिन्दी"]),
        ("* * *", []),
    ],
)
def test_plain_words_of_known_texts(text: str, expected: list[str]) -> None:
    """Outer punctuation goes, inner stays, apostrophes are straight."""
    assert expected == [word.token for word in split_plain_words(text)]


@given(text=ANY)
def test_folding_apostrophes_moves_nothing(text: str) -> None:
    """Every character keeps its place."""
    assert len(text) == len(fold_apostrophes(text))
