"""Which words of a text a guard counts, and in which of them two texts differ."""

from __future__ import annotations

import pytest

from compare.dedup.differences import find_differences
from compare.dedup.guard_words import GUARD_WORDS
from compare.settings import Unit
from compare.text.guard import find_guard_words
from compare.text.words import split_words


def guard_of(text: str) -> list[str]:
    """The words that count, with the signs before figures."""
    return [word.sign + text[word.start : word.end] for word in find_guard_words(text, GUARD_WORDS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the 1,500 men of 2011 ran 3.5 miles", ["1", "500", "2011", "3", "5"]),
        ("a 5th wheel, ½ a loaf and ٣ eggs", ["5th", "½", "٣"]),
        ("twenty-two sheep and two million ants", ["twenty", "two", "two", "million"]),
        ("one man was first", []),
        ("it fell to -5 degrees, not – 5 but −7", ["-5", "not", "5", "-7"]),
        ("the 2010-11 season of the F-16", ["2010", "11", "16"]),
        ("it cost $5 or £5, even -€5", ["$5", "£5", "-€5"]),
        ("he may march in the spring of hope", []),
        ("in May and on 3 March, since spring", ["May", "3", "March", "spring"]),
        ("on Tuesday, am Dienstag, le mardi 3 mai", ["Tuesday", "Dienstag", "mardi", "3", "mai"]),
        ("yesterday, gestern and ayer", ["yesterday", "gestern", "ayer"]),
        ("last week and next Tuesday", ["last", "week", "next", "Tuesday"]),
        ("the week began, and the last man left", []),
        ("it isn't so, he won’t, T. Smith cannot", ["t", "t", "cannot"]),
        ("nicht jetzt, pas maintenant, nunca", ["nicht", "pas", "nunca"]),
    ],
)
def test_figures_dates_and_negations_count(text: str, words: list[str]) -> None:
    """What may be something else counts only where its neighbours say so."""
    assert words == guard_of(text)


def test_every_word_of_the_lists_is_one_token() -> None:
    """A word that is cut, or written otherwise, would never be found."""
    assert [word for word in GUARD_WORDS if [word] != [one.token for one in split_words(word)]] == []


@pytest.mark.parametrize(
    ("left", "right", "differences"),
    [
        ("12 men", "14 men", [("12", "14")]),
        ("12 men on Monday", "14 men on Tuesday", [("12", "14"), ("Monday", "Tuesday")]),
        ("he came", "he never came", [("", "never")]),
        ("no 3 men", "3 men", [("no", "")]),
        ("-5", "5", [("-5", "5")]),
        ("red 1, 2, 3", "blue 1, 2, 3", []),
    ],
)
def test_the_words_that_differ_are_found(left: str, right: str, differences: list[tuple[str, str]]) -> None:
    """A difference names the words of either side, none where a side has none."""
    assert differences == list(find_differences(left, right, Unit.AUTO))


def test_few_differences_are_listed_of_many() -> None:
    """Of texts full of other figures the first differences are found, however long they are."""
    left, right = (" ".join(str(start + 2 * number) for number in range(20_000)) for start in (0, 1))

    assert 1 <= len(find_differences(left, right, Unit.AUTO)) <= 4
