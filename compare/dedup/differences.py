"""The words in which a version differs from the record it is like: figures, dates and negations."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from compare.dedup.guard_words import GUARD_WORDS
from compare.settings import Unit
from compare.text.guard import find_guard_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.text.guard import GuardWord

    Difference = tuple[str, str]
    """The words on the one side and on the other; of what stands on one side only, nothing on the other."""

_COMPARED = 300  # words from the first that differs on: of more, only these are compared
_LISTED = 4  # differences that are named


def find_differences(left: str, right: str, unit: Unit) -> tuple[Difference, ...]:
    """The first differences between the guards of two texts."""
    return tuple(islice(_find_all(left, right, unit), _LISTED))


def _find_all(left: str, right: str, unit: Unit) -> Iterator[Difference]:
    words = [find_guard_words(text, GUARD_WORDS, unspaced=unit is not Unit.WORD) for text in (left, right)]
    start = _count_common([_key(word) for word in words[0]], [_key(word) for word in words[1]])
    first, second = (side[start : start + _COMPARED] for side in words)
    matcher = SequenceMatcher(None, [*map(_key, first)], [*map(_key, second)], autojunk=False)
    for op, begin, end, other_begin, other_end in matcher.get_opcodes():
        if end - begin == other_end - other_begin and op != "equal":
            for one, other in zip(first[begin:end], second[other_begin:other_end], strict=True):
                yield _show(left, [one]), _show(right, [other])
        elif op != "equal":
            yield _show(left, first[begin:end]), _show(right, second[other_begin:other_end])


def _count_common(left: Sequence[object], right: Sequence[object]) -> int:
    """How many items two sequences begin with in common."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(left), len(right)))


def _key(word: GuardWord) -> tuple[str, str]:
    return word.token, word.sign


def _show(text: str, words: Sequence[GuardWord]) -> str:
    """The words as they stand in the text, without what stands between them."""
    return " ".join(word.sign + text[word.start : word.end] for word in words)
