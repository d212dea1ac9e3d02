"""Two documents word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.match.align import diff_texts
from compare.model import Document
from compare.render.diff import render_diff
from compare.render.json import render_diff_json
from compare.render.layout import width_of
from compare.render.page import Page
from compare.results import Diff

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text(st.sampled_from("ab c\n.,“中"), max_size=120)
FISHERMEN = "Fishermen in the bay had blocked the quay for months with forty boats."


def _diff(left: str, right: str) -> Diff:
    one, other = (
        Document(id=name, text=text, path=name, source=name) for name, text in (("l", left), ("r", right))
    )
    return Diff(one, other, diff_texts(one, other))


def _body(left: str, right: str, page: Page | None = None) -> str:
    """The text under the summary, on one line."""
    shown = render_diff(_diff(left, right), page or Page())
    return " ".join(" ".join(shown.splitlines()[5:]).split())


def test_changes_stand_between_signs() -> None:
    """Dropped, added and changed words are marked in place, with their punctuation."""
    shown = _body("She resigned on Monday, and left.", "She quit on Monday, and left at once.")

    assert "A:1 She [-resigned-] {+quit+} on Monday, and left. {+at once.+}" == shown


def test_equal_texts_have_no_marks() -> None:
    """A text is the same as itself, and the summary says so."""
    shown = render_diff(_diff("One line. Two lines.", "One line. Two lines."), Page())

    assert "4 words the same\n" in shown
    assert not set(shown) & set("[]{}<>")


def test_long_unchanged_stretches_are_folded_and_whole_on_request() -> None:
    """What is the same over many words is counted in its middle; a whole page gives it all."""
    same = " ".join(f"word{number}" for number in range(100))
    left, right = f"first {same} last", f"start {same} end"

    assert "… 84 words the same …" in _body(left, right)
    assert "word50" not in _body(left, right)
    assert "word50" in _body(left, right, Page(full=True))


def test_moved_text_is_marked_where_it_left_and_where_it_came() -> None:
    """A sentence in another place is neither dropped nor added: both places name each other."""
    first, last = (
        "The council met.",
        "Nobody was hurt in the end and all went home by the last train of the day.",
    )
    shown = _body(f"{FISHERMEN}\n\n{first}\n\n{last}", f"{first}\n\n{last}\n\n{FISHERMEN}")

    assert "<moved to B:5: Fishermen" in shown
    assert "<moved here from A:1>" in shown
    assert "{+Fishermen" not in shown


def test_texts_without_words_are_shown_as_such() -> None:
    """Two empty documents have nothing to show, and that is said."""
    assert "no words in either" in render_diff(_diff("", ""), Page())


@given(left=TEXTS, right=TEXTS)
def test_every_word_of_both_texts_is_shown(left: str, right: str) -> None:
    """Without folds, what is shown without the additions is the left text, and no line is too wide."""
    shown = render_diff(_diff(left, right), Page(width=60, full=True))

    assert all(width_of(line) <= 60 for line in shown.splitlines())
    if any(map(str.isalnum, left)):
        assert all(word in shown for word in left.split() if len(word) < 20)


def test_escapes_of_a_terminal_are_written_out(document: Callable[..., Document]) -> None:
    """A text cannot paint or move the cursor."""
    one, other = document("a \x1b[31mred b"), document("a \x1b]0;x\x07 b")
    shown = render_diff(Diff(one, other, diff_texts(one, other)), Page())

    assert "\x1b" not in shown
    assert r"\x1b[31mred" in shown


def test_json_counts_words_and_gives_edits() -> None:
    """The JSON of a diff names both documents, the words by kind, and every edit."""
    written = json.loads(render_diff_json(_diff("one two three", "one three four")))

    assert "compare/diff/1" == written["schema"]
    assert {"left": 2, "right": 2} == written["words"]["same"]
    assert {"same", "dropped", "added"} == {edit["op"] for edit in written["edits"]}
