"""Two documents side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.match.align import diff_texts
from compare.model import Document
from compare.render.diff import render_diff
from compare.render.layout import width_of
from compare.render.page import Page
from compare.results import Diff

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXTS = st.text(st.sampled_from("ab c\n.,“中"), max_size=120)
FISHERMEN = "Fishermen in the bay had blocked the quay for months with forty boats."


def columns(left: str, right: str, *, width: int = 120, full: bool = False) -> tuple[str, str]:
    """What stands in each of the two columns, on one line."""
    one, other = (
        Document(id=name, text=text, path=name, source="") for name, text in (("l", left), ("r", right))
    )
    page = Page(width=width, side_by_side=True, full=full)
    shown = render_diff(Diff(one, other, diff_texts(one, other)), page)
    assert all(width_of(line) <= width for line in shown.splitlines())
    rows = [line.split("│") for line in shown.splitlines()[5:] if "│" in line]
    return _join(row[0] for row in rows), _join(row[1] for row in rows)


def _join(cells: Sequence[str]) -> str:
    return " ".join(" ".join(cells).split())


def test_each_text_stands_in_its_column() -> None:
    """What is dropped stands left, what is added right, what is the same in both."""
    left, right = columns("She resigned on Monday, and left.", "She quit on Monday, and left at once.")

    assert "A:1 She [-resigned-] on Monday, and left." == left
    assert "B:1 She {+quit+} on Monday, and left {+at once.+}" == right


def test_moved_text_stands_in_both_columns_with_where_it_went() -> None:
    """A sentence in another place names that place, on both sides."""
    first, last = "The council met.", "Nobody was hurt, and all went home by the last train of the day."
    left, right = columns(f"{FISHERMEN}\n\n{first}\n\n{last}", f"{first}\n\n{last}\n\n{FISHERMEN}")

    assert f"<moved to B:5: {FISHERMEN}>" in left
    assert f"<moved here from A:1: {FISHERMEN}>" in right


def test_paragraphs_of_both_texts_begin_in_one_line() -> None:
    """Behind a paragraph that only one text has, both go on beside each other."""
    same = "All went home by the last train."
    left, right = columns(f"A new line here.\n\n{same}", same)
    shown_left, shown_right = columns(same, f"One thing more to say.\n\n{same}")

    assert left.endswith(same)
    assert right == f"B:1 {same}"
    assert shown_left == f"A:1 {same}"
    assert shown_right.endswith(f"B:3 {same}")


def test_what_is_the_same_is_folded_on_both_sides() -> None:
    """The middle of many words is counted in both columns; a whole page gives it all."""
    same = " ".join(f"word{number}" for number in range(100))
    both = columns(f"first {same} last", f"start {same} end")
    whole = columns(f"first {same} last", f"start {same} end", full=True)

    assert all("… 84 words the same …" in side and "word50" not in side for side in both)
    assert all("word50" in side for side in whole)


@given(left=TEXTS, right=TEXTS, width=st.sampled_from([60, 81, 120]))
def test_every_word_of_both_texts_is_in_its_column(left: str, right: str, width: int) -> None:
    """Without folds each column holds its whole text in order, and no line is too wide."""
    shown = columns(left, right, width=width, full=True)

    if any(map(str.isalnum, left)) and any(map(str.isalnum, right)):
        for text, column in ((left, shown[0]), (right, shown[1])):
            letters = [character for character in column if character in "ab c中" and character != " "]
            assert [c for c in text if c in "abc中"] == [c for c in letters if c in "abc中"]
