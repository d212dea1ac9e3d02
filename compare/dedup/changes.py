"""Where two texts that are nearly the same differ, in a few words: for a person who judges a removal.

Plain and small on purpose: `compare.match.align` finds more, but what it loads takes longer than many a run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMPARED = (
    400  # words of each side, from the first that differs on: with all of them it is the square of these
)
_LONGEST = 200_000  # characters of a text that are looked at
# Scripts without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) go by the character.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_ALONE}]|[^\\s{_ALONE}]+")
_CUT = " ... "


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two texts differ, with a few words around it."""

    before: str
    dropped: str
    """What only the text that stays has there."""
    added: str
    """What only the one that went has."""
    after: str


class Extent(NamedTuple):
    """How much of the changes is shown."""

    changes: int
    context: int
    """Words on either side of one."""
    words: int
    """Words of a side of one; of more the first and the last of them."""


def find_changes(kept: str, removed: str, extent: Extent) -> tuple[Change, ...]:
    """The first places where two texts differ; none where they differ in white space alone."""
    left, right = _Words(kept[:_LONGEST]), _Words(removed[:_LONGEST])
    begin = _count_equal(left.words, right.words)
    shorter = min(len(left.words), len(right.words)) - begin
    end = min(_count_equal(left.words[::-1], right.words[::-1]), shorter)
    steps = _align(left.words[begin : len(left.words) - end], right.words[begin : len(right.words) - end])
    return tuple(
        Change(
            before=left.show(begin + one - extent.context, begin + one),
            dropped=left.shorten(begin + one, begin + two, extent.words),
            added=right.shorten(begin + three, begin + four, extent.words),
            after=left.show(begin + two, begin + two + extent.context),
        )
        for one, two, three, four in islice(steps, extent.changes)
    )


def _count_equal(left: Sequence[str], right: Sequence[str]) -> int:
    """Words with which both begin."""
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return number
    return min(len(left), len(right))


def _align(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of words that differ; where the texts go on behind what is compared, not the last of them."""
    matcher = SequenceMatcher(None, left[:_COMPARED], right[:_COMPARED], autojunk=False)
    ranges = [step[1:] for step in matcher.get_opcodes() if step[0] != "equal"]
    is_cut = len(left) > _COMPARED or len(right) > _COMPARED
    return iter(ranges[:-1] if is_cut and len(ranges) > 1 else ranges)


class _Words:
    """The words of a text and their places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self._spans]

    def show(self, first: int, last: int) -> str:
        """The text from a word to the one before another, as it stands."""
        spans = self._spans[max(first, 0) : last]
        return self._text[spans[0][0] : spans[-1][1]] if spans else ""

    def shorten(self, first: int, last: int, most: int) -> str:
        """The same, of many words only the first and the last of them."""
        if last - first <= most:
            return self.show(first, last)
        half = most // 2
        return self.show(first, first + half) + _CUT + self.show(last - half, last)
