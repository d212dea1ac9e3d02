"""Where two nearly equal texts differ, for a person who judges a removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.dedup.changes import Change, Extent, find_changes
from compare.render.changes import show_change, show_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTENT = Extent(changes=2, context=2, words=4)
WORDS = st.lists(st.sampled_from("a b c d e".split()), max_size=30).map(" ".join)


def shown(kept: str, removed: str) -> list[str]:
    """The changes as they are shown."""
    return [show_change(change) for change in find_changes(kept, removed, EXTENT)]


@pytest.mark.parametrize(
    ("kept", "removed", "expected"),
    [
        ("one two three four five", "one two 3 four five", ["one two [-three-] {+3+} four five"]),
        ("one two three", "one two three four", ["two three {+four+}"]),
        ("zero one two", "one two", ["[-zero-] one two"]),
        ("one  two", "one two", []),
        ("", "one", ["{+one+}"]),
        ("a b c d e f g h", "a x c d y f z h", ["a [-b-] {+x+} c d", "c d [-e-] {+y+} f g"]),
        ("a 1 2 3 4 5 6 b", "a b", ["a [-1 2 ... 5 6-] b"]),
        ("一二三四五", "一二七四五", ["一二 [-三-] {+七+} 四五"]),
    ],
)
def test_the_first_changes_are_shown_between_words(kept: str, removed: str, expected: list[str]) -> None:
    """Each with the words around it, long ones cut, and no more of them than asked for."""
    assert expected == shown(kept, removed)


@given(kept=WORDS, removed=WORDS)
def test_what_is_shown_stands_in_the_texts(kept: str, removed: str) -> None:
    """What was dropped stands in the one text, what was added in the other; equal texts have no change."""
    whole = Extent(changes=1000, context=1, words=1000)
    changes = find_changes(kept, removed, whole)

    assert (kept == removed) == (not changes)
    for change in changes:
        assert " ".join(filter(None, [change.before, change.dropped, change.after])) in kept
        assert change.added in removed
        assert change.dropped != change.added


def test_long_texts_are_compared_from_where_they_differ() -> None:
    """A word in the middle of many thousands is found, and texts without anything in common end soon."""
    words = [f"w{number}" for number in range(20_000)]
    other = [*words[:15_000], "new", *words[15_001:]]

    assert ["w14998 w14999 [-w15000-] {+new+} w15001 w15002"] == shown(" ".join(words), " ".join(other))
    assert 1 == len(shown(" ".join(words), " ".join(reversed(words[:19_999]))))


def test_hostile_texts_move_no_cursor() -> None:
    """Controls are written out, and a change takes one line."""
    (line,) = shown("see \x1b[2J\nhere", "see \u202ethis\r here")

    assert "see [-\\x1b[2J-] {+\\u202ethis+} here" == line


@pytest.mark.parametrize(
    ("length", "expected"), [(100, "[-a-] ... [-b-] ... [-c-]"), (20, "[-a-] ... [-b-]"), (4, "[...")]
)
def test_as_many_changes_as_fit_stand_on_a_line(length: int, expected: str) -> None:
    """At least the beginning of the first does."""
    changes: Sequence[Change] = [Change("", one, "", "") for one in "abc"]

    assert expected == show_changes(changes, length)
