"""A version of a wording set against the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.match.align import align_spans
from compare.model import Document, Span
from compare.render.html.stretches import set_against
from compare.render.html.view import Part
from compare.results import Op

if TYPE_CHECKING:
    from compare.render.html.view import Stretch

WORDS = st.lists(
    st.sampled_from(["the", "strike", "is", "off,", "said", "—", "“Now", "then.”"]), max_size=150
)


def cover(text: str) -> Span:
    """The whole of a new document."""
    return Span(Document(id="a", text=text, path="a", source="a"), 0, len(text))


def set_texts(left: str, right: str) -> tuple[Stretch, ...]:
    """The second text against the first, aligned word by word."""
    first, here = cover(left), cover(right)
    edits, _ = align_spans(first, here)
    kept = [
        (Span(first.document, *edit.left), Span(here.document, *edit.right))
        for edit in edits
        if edit.op is Op.SAME
    ]
    return set_against(first, here, kept)


def read(stretches: tuple[Stretch, ...], *left_out: Part) -> list[str]:
    """The words of all stretches but those of some parts."""
    return " ".join(one.span.text for one in stretches if one.part not in left_out).split()


@given(left=WORDS, right=WORDS)
def test_version_says_its_own_words(left: list[str], right: list[str]) -> None:
    """Without what it leaves out, a version is what stands in its text, word for word."""
    stretches = set_texts(" ".join(left), " ".join(right))

    assert (
        " ".join(right).split()
        == "".join(
            (" " if one.spaced else "") + one.span.text for one in stretches if one.part is not Part.DROPPED
        ).split()
    )


@given(left=WORDS, right=WORDS)
def test_kept_and_dropped_words_are_those_of_the_first(left: list[str], right: list[str]) -> None:
    """What is kept or left out is, marks aside, all that the first version says."""
    stretches = set_texts(" ".join(left), " ".join(right))

    def letters(words: list[str]) -> str:
        return "".join(character for word in words for character in word.lower() if character.isalnum())

    assert letters(left) == letters(read(stretches, Part.ADDED, Part.PLAIN))


def test_mere_punctuation_is_no_edit() -> None:
    """Marks of another kind around the same words are shown as they stand."""
    stretches = set_texts("“out at once,”", '"out at once"')

    assert {Part.SAME, Part.PLAIN} >= {one.part for one in stretches}


def test_long_stretch_is_folded() -> None:
    """Of many words that are the same both ends are shown, and how many stand between them."""
    text = " ".join(f"word{number}" for number in range(100))

    head, fold, tail = set_texts(text, text)

    assert [Part.SAME, Part.FOLD, Part.SAME] == [head.part, fold.part, tail.part]
    assert 76 == fold.words
    assert "word0" == head.span.text.split()[0]
    assert "word99" == tail.span.text.split()[-1]


def test_run_that_moved_is_left_out_and_added() -> None:
    """Runs kept in another order: those that would cross are words of each side alone."""
    first, here = cover("alpha beta"), cover("beta alpha")
    kept = [
        (Span(first.document, 0, 5), Span(here.document, 5, 10)),
        (Span(first.document, 6, 10), Span(here.document, 0, 4)),
    ]

    stretches = set_against(first, here, kept)

    assert ["beta", "alpha"] == read(stretches, Part.DROPPED)
    assert ["alpha", "beta"] == read(stretches, Part.ADDED)
