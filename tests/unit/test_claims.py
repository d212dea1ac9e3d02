"""Clauses that say much the same: of two voices, of one, or of none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from compare.analyse.claims import find_claim_pairs
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.sentence_pairs import find_candidates
from compare.analyse.units import make_units, weigh_signs
from compare.results import Comparison

if TYPE_CHECKING:
    from compare.analyse.claims import ClaimPair
    from compare.model import Document

Compare: TypeAlias = Callable[..., Comparison]

BURST = "“The Brigport dam will burst before the winter rains arrive,” said Anna Brandt. The council met."
SURE = '"Before the winter rains arrive that old Brigport dam is sure to burst," warned {}. Nobody answered.'


@pytest.fixture
def find_pairs(document: Callable[..., Document]) -> Callable[..., list[ClaimPair]]:
    """The claim pairs of texts."""

    def find(*texts: str) -> list[ClaimPair]:
        readings = [take_apart(document(text, str(n)), ()) for n, text in enumerate(texts)]
        units = make_units(readings, NameTable(readings))
        weigh_signs(units)
        return find_claim_pairs(find_candidates(units), least=0.3)

    return find


def test_two_voices_that_say_the_same_are_a_similar_claim(compare_texts: Compare) -> None:
    """Two speakers with one idea are shown apart: no utterance, no fact."""
    comparison = compare_texts(BURST, SURE.format("Peter Ellwood"))

    (claim,) = comparison.similar_claims
    assert ("Anna Brandt", "Peter Ellwood") == (claim.left_voice, claim.right_voice)
    assert "burst" in claim.left.text
    assert "burst" in claim.right.text
    assert () == comparison.quote_groups
    assert () == comparison.facts


@pytest.mark.parametrize(
    "left", [BURST, BURST.replace("“", "").replace("” said Anna Brandt", "").replace(",.", ".")]
)
def test_one_voice_or_none_is_no_similar_claim(compare_texts: Compare, left: str) -> None:
    """What one speaker says twice, or the outlet itself says, is a fact and not two voices."""
    comparison = compare_texts(left, SURE.format("Anna Brandt"))

    assert () == comparison.similar_claims
    assert 1 == len(comparison.facts)


def test_the_clauses_that_are_alike_are_cut_out(find_pairs: Callable[..., list[ClaimPair]]) -> None:
    """A pair is of the clauses that say the same, not of the sentences they stand in."""
    (pair,) = find_pairs(
        "Rain fell all week, but engineers drained the flooded Selby tunnel with borrowed Danish pumps.",
        "With borrowed Danish pumps engineers drained the flooded Selby tunnel; nobody in town was paid.",
    )

    assert "Rain" not in pair.left.text
    assert "nobody" not in pair.right.text
    assert {"tunnel", "drain", "pump"} <= {key[:6] for key in pair.shared}


def test_sentences_of_one_document_are_no_pair(find_pairs: Callable[..., list[ClaimPair]]) -> None:
    """Only what two documents say is compared."""
    assert [] == find_pairs(
        "Engineers drained the flooded Selby tunnel. Engineers drained the flooded Selby tunnel."
    )


def test_one_shared_word_is_no_pair(find_pairs: Callable[..., list[ClaimPair]]) -> None:
    """A single rare word in common is chance."""
    assert [] == find_pairs("Engineers drained the tunnel.", "Otters love a tunnel of their own.")


def test_words_that_every_sentence_has_make_no_pair(find_pairs: Callable[..., list[ClaimPair]]) -> None:
    """Topic words are no evidence, however many sentences share them."""
    left = " ".join(
        f"The dam of Selby needs {thing} soon." for thing in ("gravel", "timber", "paint", "nails")
    )
    right = " ".join(
        f"The dam of Selby lost {thing} again." for thing in ("fishes", "money", "swans", "reeds")
    )

    assert [] == find_pairs(left, right)


def test_what_it_is_told_of_stands_in_both_sides(find_pairs: Callable[..., list[ClaimPair]]) -> None:
    """The core of each side begins and ends with words that both have, inside the clause."""
    (pair,) = find_pairs(
        "Yesterday engineers quietly drained the flooded Selby tunnel, officials think.",
        "The flooded Selby tunnel was drained by engineers in a hurry.",
    )

    for core, clause in ((pair.left_core, pair.left), (pair.right_core, pair.right)):
        assert clause.holds(core)
        assert "tunnel" in core.text
