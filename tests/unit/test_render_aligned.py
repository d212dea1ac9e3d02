"""Versions of one wording stand under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document, Span
from compare.render.aligned import Version, align_versions
from compare.render.layout import width_of
from compare.render.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    CountCalls = Callable[[Callable[[], object]], int]


def _whole(document: Document) -> Span:
    return Span(document, 0, len(document.text))


def _part(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(document, start, start + len(text))


def _align(left: Document, right: Document, *kept: str, width: int = 80) -> list[str]:
    runs = [(_part(left, run), _part(right, run)) for run in kept]
    return align_versions("A:1", _whole(left), [Version("B:1", _whole(right), runs)], Page(width=width))


def test_kept_words_stand_under_each_other(document: Callable[..., Document]) -> None:
    """Words cut out of a longer version stand under the same words in it, marks hung before them."""
    left = document("We hold the bridge and will not leave it.")
    right = document("“will not leave”")

    assert [
        "  A:1  We hold the bridge and  will not leave  it.",
        "  B:1                         “will not leave”",
    ] == _align(left, right, "will not leave")


def test_own_words_stand_between_plus_signs_and_missing_ones_are_hyphens(
    document: Callable[..., Document],
) -> None:
    """A changed word stands under the one it replaces, a missing one leaves hyphens."""
    left = document("We will never give up the old harbour")
    right = document("We will not give up harbour")

    assert [
        "  A:1  We will never give up the old harbour",
        "  B:1  We will +not+ give up --- --- harbour",
    ] == _align(left, right, "We will", "give up", "harbour")


def test_versions_with_little_in_common_are_not_set_under_each_other(
    document: Callable[..., Document],
) -> None:
    """A retelling of mostly other words is given as it stands."""
    left = document("We will never give up")
    right = document("the council would, they said, never yield to anyone")

    assert "  B:1  the council would, they said, never yield to anyone" == _align(left, right, "never")[-1]


def test_the_overview_cuts_a_long_version_that_is_not_set_under_the_first(
    document: Callable[..., Document],
) -> None:
    """It shows as much of it as of the first one; `compare show` has all of it."""
    left, right = document("wall " * 400), document("gate " * 400, "b")
    version = Version("B:1", _whole(right), [])
    overview = align_versions("A:1", _whole(left), [version], Page())
    whole = align_versions("A:1", _whole(left), [version], Page(full=True))

    shown = overview[[line.lstrip()[:3] for line in overview].index("B:1") :]
    assert len(shown) == len(overview) - len(shown) - 1
    assert shown[-1].endswith("…")
    assert 400 == " ".join(whole).split().count("gate")


def _edited(words: int) -> tuple[Document, Document, list[tuple[Span, Span]]]:
    """A text of words of five letters, one of which every tenth is changed, and the runs of both."""
    own = [f"w{number:04}" for number in range(words)]
    edited = [word if number % 10 else "other" for number, word in enumerate(own)]
    left = Document(id="a", text=" ".join(own), path="a", source="a")
    right = Document(id="b", text=" ".join(edited), path="b", source="b")
    places = [(6 * number + 6, 6 * number + 59) for number in range(0, words, 10)]
    return left, right, [(Span(left, *place), Span(right, *place)) for place in places]


def _work(count_calls: CountCalls, words: int, page: Page) -> int:
    left, right, runs = _edited(words)
    version = Version("B:1", _whole(right), runs)
    return count_calls(lambda: align_versions("A:1", _whole(left), [version], page))


@pytest.mark.parametrize("page", [Page(), Page(full=True)])
def test_the_work_grows_as_the_versions_do(page: Page, count_calls: CountCalls) -> None:
    """Versions of four times as many words, and of as many more runs, take four times the work."""
    assert _work(count_calls, 4000, page) < 5 * _work(count_calls, 1000, page)


def test_the_overview_lays_out_no_more_than_it_shows(count_calls: CountCalls) -> None:
    """Most of the work on long versions is spent on lines; those that are not shown are not made."""
    assert 2 * _work(count_calls, 4000, Page()) < _work(count_calls, 4000, Page(full=True))


def test_a_difference_far_into_long_versions_is_shown(document: Callable[..., Document]) -> None:
    """The overview goes on from the first line to those with a difference, and says what it leaves out."""
    same = " ".join(["wall"] * 200)
    left, right = document(f"{same} old"), document(f"{same} new", "b")
    lines = _align(left, right, same)

    assert "       …" in lines
    assert "+new+" in lines[-1]


@given(
    words=st.lists(st.sampled_from(["a", "bb", "ccc", "dddd", "eeeeeeeeeeee"]), min_size=1, max_size=40),
    dropped=st.sets(st.integers(0, 39)),
    width=st.integers(60, 100),
)
def test_every_word_of_both_versions_is_shown_within_the_width(
    words: list[str], dropped: set[int], width: int
) -> None:
    """Whatever is cut out, both versions are there to read, and no line is too wide."""
    text = " ".join(words)
    left = Document(id="a", text=text, path="a", source="a")
    kept = [word for index, word in enumerate(words) if index not in dropped]
    right = Document(id="b", text=" ".join(kept) or "none", path="b", source="b")
    runs = []
    at_left = at_right = 0
    for index, word in enumerate(words):
        if index not in dropped:
            runs.append(
                (Span(left, at_left, at_left + len(word)), Span(right, at_right, at_right + len(word)))
            )
            at_right += len(word) + 1
        at_left += len(word) + 1
    lines = align_versions("A:1", _whole(left), [Version("B:1", _whole(right), runs)], Page(width=width))
    shown = " ".join(lines).replace("A:1", "").replace("B:1", "").split()

    assert all(width_of(line) <= width for line in lines)
    assert sorted([*words, *right.text.split()]) == sorted(word for word in shown if set(word) != {"-"})
