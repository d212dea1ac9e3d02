"""Sentences matched by signs: each with its best in another document, whatever the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.analyse.matching import find_best_clauses, match_sentences
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.sentence_pairs import find_candidates
from compare.analyse.similar import rare_word
from compare.analyse.units import make_units, weigh_signs
from compare.model import Document

if TYPE_CHECKING:
    from compare.analyse.matching import Pair
    from compare.analyse.units import Unit


def read_units(*texts: str) -> list[Unit]:
    """The sentences of these texts."""
    documents = [Document(id=str(n), text=text, path="", source="") for n, text in enumerate(texts)]
    readings = [take_apart(document, ()) for document in documents]
    units = make_units(readings, NameTable(readings))
    weigh_signs(units)
    return units


def match(*texts: str) -> list[Pair]:
    """The pairs of sentences of these texts that are each other's best."""
    units = read_units(*texts)
    return match_sentences(find_candidates(units), rare_word(len(units)), lambda _: True)


def best(left: str, right: str) -> Pair | None:
    """What two sentences share."""
    one, other = read_units(left, right)
    return find_best_clauses(one, other, rare_word(2))


FILLER = " Otters slept. Nobody sang. The choir wore purple hats. Rain fell. Goats ate the hay. Ships sailed."


def test_other_words_for_one_thing_match() -> None:
    """To detain is to arrest, a skipper is a captain; a number and a name stay what they are."""
    (pair,) = match(
        f"The skipper was detained in Selby with 312 crates.{FILLER}",
        "Police arrested the captain, and 312 crates stood in Selby. Swans ate bread.",
    )

    assert {"#arrest", "~captain", "=312"} <= {one.sign for one in pair.matches}


def test_each_sentence_finds_its_best() -> None:
    """Of two sentences about the mill each goes to the one that tells the same."""
    pairs = match(
        "The old mill of Selby burned down. The mayor will rebuild the mill with borrowed bricks.",
        "With borrowed bricks the mayor rebuilds the mill. At Selby the old mill burned.",
    )

    told = {(pair.left.text.split()[-1].strip("."), pair.right.text.split()[-1].strip(".")) for pair in pairs}
    assert {("down", "burned"), ("bricks", "mill")} == told


def test_what_is_told_once_is_matched_once() -> None:
    """A sentence that tells two things goes to two sentences, with other words each time."""
    pairs = match(
        f"Floods drowned 14 goats, while looters robbed the bakery of 900 loaves.{FILLER}",
        "Looters robbed a bakery of 900 loaves. Swans ate bread. In the floods 14 goats drowned.",
    )

    assert 2 == len(pairs)
    first, second = (frozenset(one.left for one in pair.telling) for pair in pairs)
    assert first.isdisjoint(second)


def test_another_number_does_not_lower_the_match() -> None:
    """Fourteen goats and seventeen goats are numbers of one thing: that counts for the pair."""
    counted = best("Floods drowned 14 goats at Selby.", "17 goats drowned at Selby.")
    bare = best("Floods drowned all goats at Selby.", "Some goats drowned at Selby.")

    assert counted is not None
    assert bare is not None
    assert counted.score >= bare.score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Engineers drained a tunnel.", "Otters love the tunnel."),
        ("Swans ate bread.", "The choir wore hats."),
    ],
)
def test_one_word_or_none_is_no_pair(left: str, right: str) -> None:
    """A single word in common is chance."""
    assert best(left, right) is None


def test_a_name_that_each_text_has_once_is_enough() -> None:
    """What two texts say but once of one body may be one thing."""
    (pair,) = match(
        f"On Monday the Harbour Board looked at it.{FILLER}",
        "Nobody paid the Harbour Board. Swans ate bread.",
    )

    assert ["@"] == [one.sign[0] for one in pair.matches]


def test_the_matched_clause_is_cut_out() -> None:
    """What one sentence says besides is no part of the pair."""
    pair = best(
        "Rain fell all week, but engineers drained the flooded Selby tunnel with Danish pumps.",
        "With Danish pumps engineers drained the flooded Selby tunnel; nobody in town was paid.",
    )

    assert pair is not None
    assert "Rain" not in pair.left.text
    assert "nobody" not in pair.right.text


def test_headings_are_told_apart() -> None:
    """A line that ends in no mark is a heading; a sentence is none."""
    heading, sentence = read_units("Mill burns at Selby\n\nThe old mill burned down.")

    assert heading.heading
    assert not sentence.heading
