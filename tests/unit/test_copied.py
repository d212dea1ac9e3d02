"""Copied text in which the copies part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.copied import list_copied
from compare.analyse.reading import take_apart
from compare.match.align import align_spans
from compare.model import Document, Span
from compare.results import Passage, PassageKind, Telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison

WIRE = (
    "The ferry Havgul ran into the pier of Lunde on Monday morning. {} people were taken to hospital after "
    "the collision, the harbour office said. The owner {} that the captain had been dismissed. Divers will "
    "look at the hull in the coming week."
)


def copied(left: str, right: str) -> list[tuple[str, str]]:
    """The parts of two texts, copies as a whole, that tell the same."""
    one, other = (
        Document(id=name, text=text, path=name, source=name) for name, text in (("l", left), ("r", right))
    )
    spans = Span(one, 0, len(left)), Span(other, 0, len(right))
    edits, share = align_spans(*spans)
    passage = Passage("", PassageKind.COPIED, *spans, share, edits)
    found = list_copied([passage], {side: take_apart(side, ()) for side in (one, other)})
    return [(here.text, there.text) for here, there in found]


def test_a_changed_figure_takes_its_sentence_out() -> None:
    """What stands before and behind the sentence is copied still."""
    parts = copied(WIRE.format("Twelve", "confirmed"), WIRE.format("Fourteen", "confirmed"))

    assert 2 == len(parts)
    assert not any("hospital" in left + right for left, right in parts)
    assert all(left == right for left, right in parts)


def test_a_denial_does_too() -> None:
    """Confirmed here, denied there."""
    parts = copied(WIRE.format("Twelve", "confirmed"), WIRE.format("Twelve", "denied"))

    assert not any("captain" in left for left, _ in parts)
    assert any("hospital" in left for left, _ in parts)


@pytest.mark.parametrize("other", ["said", "has confirmed"])
def test_other_words_for_the_same_do_not(other: str) -> None:
    """A copy with small edits is one copy."""
    left, right = WIRE.format("Twelve", "confirmed"), WIRE.format("12", other)

    assert [(left, right)] == copied(left, right)


def test_text_about_another_is_no_other_telling() -> None:
    """A report that names another ferry and another figure is another report."""
    left, right = (
        WIRE.format("Twelve", "confirmed"),
        WIRE.replace("Havgul", "Maud").format("Twelve", "confirmed"),
    )

    assert [(left, right)] == copied(left, right)


def test_the_report_tells_what_a_copy_changes(compare_texts: Callable[..., Comparison]) -> None:
    """Two outlets print one wire text, one of them with another figure and a denial: both are conflicts."""
    comparison = compare_texts(WIRE.format("Twelve", "confirmed"), WIRE.format("Fourteen", "denied"))
    conflicts = {
        a.name for fact in comparison.facts for a in fact.conflicts if fact.told is Telling.DIFFERENTLY
    }

    assert {"number", "certainty"} <= conflicts


WORDS = st.lists(
    st.sampled_from(["Twelve", "14", "not", "ferry", "Monday", "May", "Oslo", ".", "\n"]), max_size=25
)


@given(left=WORDS, right=WORDS)
def test_parts_lie_in_order_within_the_passage(left: list[str], right: list[str]) -> None:
    """Whatever was changed, the parts never overlap, on either side."""
    texts = " ".join(["A", *left]), " ".join(["A", *right])
    parts = copied(*texts)

    for side, text in zip(zip(*parts, strict=True), texts, strict=False):
        assert sum(map(len, side)) <= len(text)
        assert all(part in text for part in side)
