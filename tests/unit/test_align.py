"""Alignment word by word."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.match import align
from compare.match.align import align_spans, align_words, diff_texts
from compare.model import Document, Span
from compare.results import Op

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Edit

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=30)
LONG = "when the river rose over the old stone bridge nobody in town was surprised"


def read_edits(left: str, right: str, edits: tuple[Edit, ...]) -> list[tuple[str, str, str]]:
    """The edits as their operation and the words on both sides."""
    return [(edit.op.value, left[slice(*edit.left)], right[slice(*edit.right)]) for edit in edits]


@pytest.mark.parametrize("cells", [0, 12, align._CELLS])  # noqa: SLF001 - the seam between pins and exact
@pytest.mark.parametrize("few", [-1, 12, align._FEW_CELLS])  # noqa: SLF001 - and between few words and many
@given(left=WORDS, right=WORDS)
def test_an_alignment_covers_both_texts(cells: int, few: int, left: list[str], right: list[str]) -> None:
    """Its steps follow each other in both texts, and what is the same is equal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "_CELLS", cells)
        patch.setattr(align, "_FEW_CELLS", few)
        blocks = align_words(left, right)
    places = [(0, 0), *((block.left_end, block.right_end) for block in blocks)]

    assert [(block.left, block.right) for block in blocks] == places[:-1]
    assert (len(left), len(right)) == places[-1]
    for block in blocks:
        same = left[block.left : block.left_end] == right[block.right : block.right_end]
        assert same == (block.op is Op.SAME)
        assert block.left < block.left_end or block.right < block.right_end


@given(left=WORDS, right=WORDS)
def test_few_words_are_aligned_as_many_are(left: list[str], right: list[str]) -> None:
    """The short way and the long way give the same steps."""
    short = align_words(left, right)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "_FEW_CELLS", -1)
        long = align_words(left, right)

    assert long == short


@given(left=WORDS, right=WORDS, start=st.integers(0, 30))
def test_a_diff_loses_no_word(left: list[str], right: list[str], start: int) -> None:
    """The edits give the whole left text in order and, ordered by the right side, the right one."""
    right = [*right[start:], *left, *right[:start]]
    texts = " ".join(left), " ".join(right)
    documents = [Document(id=text, text=text, path="", source="") for text in texts]
    edits = diff_texts(*documents)
    by_right = sorted(edits, key=lambda edit: edit.right)

    assert left == [word for edit in edits for word in texts[0][slice(*edit.left)].split()]
    assert right == [word for edit in by_right for word in texts[1][slice(*edit.right)].split()]


@pytest.mark.parametrize("cells", [0, align._CELLS])  # noqa: SLF001 - as above
def test_a_repeated_word_is_aligned(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts in which nothing stands once are aligned from both ends, however long."""
    monkeypatch.setattr(align, "_CELLS", cells)
    monkeypatch.setattr(align, "_FEW_CELLS", -1)

    assert [Op.SAME, Op.CHANGED, Op.SAME] == [
        block.op for block in align_words([*"aaa", "b", *"aa"], [*"aaa", "c", *"aa"])
    ]


def test_edits_are_named(document: Callable[..., Document]) -> None:
    """Words are the same, changed, added or dropped; case, quotes' shape and punctuation do not count."""
    left = "He said: the mayor’s dog ran home very fast."
    right = "he said the mayor's cat ran all the way home"
    spans = (Span(document(text), 0, len(text)) for text in (left, right))

    assert [
        ("same", "He said: the mayor’s", "he said the mayor's"),
        ("changed", "dog", "cat"),
        ("same", "ran", "ran"),
        ("added", "", "all the way"),
        ("same", "home", "home"),
        ("dropped", "very fast", ""),
    ] == read_edits(left, right, align_spans(*spans)[0])


def test_edits_of_a_span_are_places_in_its_document(document: Callable[..., Document]) -> None:
    """Offsets count from the start of the document; what is missing is an empty range in the span."""
    left, right = document("skip this. one two"), document("zero one two")
    edits, share = align_spans(Span(left, 11, 18), Span(right, 0, 12))

    assert [(Op.ADDED, (11, 11), (0, 4)), (Op.SAME, (11, 18), (5, 12))] == [
        (edit.op, edit.left, edit.right) for edit in edits
    ]
    assert 0.8 == share


def test_empty_spans_have_no_edits(document: Callable[..., Document]) -> None:
    """Nothing against nothing, or against punctuation, is nothing."""
    nothing = document("")

    assert () == diff_texts(nothing, document("..."))
    assert ((), 0.0) == align_spans(Span(nothing, 0, 0), Span(nothing, 0, 0))


def test_a_block_that_stands_elsewhere_has_moved(document: Callable[..., Document]) -> None:
    """A long run dropped in one place and added in another is one edit with both places."""
    stays = "first comes a sentence that everybody left exactly where it had always been standing before"
    left, right = f"{LONG}. {stays}.", f"{stays}. New: {LONG}."
    edits = read_edits(left, right, diff_texts(document(left), document(right)))

    assert [("moved", LONG, LONG), ("same", stays, stays), ("added", "", "New")] == edits


def test_a_short_block_has_not_moved(document: Callable[..., Document]) -> None:
    """Seven words in another place are chance: dropped here, added there."""
    short = " ".join(LONG.split()[:7])
    left, right = (
        f"{short} one two three four five six seven eight",
        "one two three four five six seven eight",
    )
    edits = diff_texts(document(left), document(f"{right} {short}"))

    assert ["dropped", "same", "added"] == [edit.op.value for edit in edits]


def test_a_lone_word_in_rewritten_text_is_no_match(document: Callable[..., Document]) -> None:
    """Two sentences that share but a "the" are one change, not two around it."""
    left = "old men played chess under the tall trees near our school"
    right = "she bought seven green apples from the market stall before closing time"

    assert [("changed", left, right)] == read_edits(left, right, diff_texts(document(left), document(right)))


@pytest.mark.parametrize("vocabulary", [1, 26, 5000])
def test_large_texts_are_aligned(vocabulary: int, document: Callable[..., Document]) -> None:
    """Two texts of 150,000 words, the one edited and turned round, are aligned from end to end."""
    chance = random.Random(1)  # noqa: S311 - a test
    words = [f"w{chance.randrange(vocabulary)}" for _ in range(150_000)]
    edited = [word if chance.random() > 0.05 else "new" for word in words[50_000:] + words[:50_000]]
    left, right = document(" ".join(words)), document(" ".join(edited))

    edits = diff_texts(left, right)

    assert len(left.text) == max(edit.left[1] for edit in edits)
    assert len(right.text) == max(edit.right[1] for edit in edits)
