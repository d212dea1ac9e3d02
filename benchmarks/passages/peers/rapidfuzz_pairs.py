"""rapidfuzz, each pair of texts by itself: words aligned, runs of five or more that are the same."""

# requires: rapidfuzz==3.14.6

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel
from texts_and_pairs import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from texts_and_pairs import Passage

    Words = tuple[list[int], list[tuple[int, int]]]

LEAST = 5
"""Words of a run, as many as Quid's."""


def split(text: str, table: dict[str, int]) -> Words:
    """The words of a text as numbers, and where they stand."""
    found = list(re.finditer(r"\w+", text))
    return [table.setdefault(word[0].lower(), len(table)) for word in found], [word.span() for word in found]


def find(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Passage]:
    """The passages of each pair."""
    table: dict[str, int] = {}
    words = [split(text, table) for text in texts]
    return [
        (left, *one, right, *other)
        for left, right in pairs
        for one, other in align(words[left], words[right])
    ]


def align(left: Words, right: Words) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The runs that two texts have in common in one order."""
    for step in Indel.opcodes(left[0], right[0]):
        if step.tag == "equal" and step.src_end - step.src_start >= LEAST:
            yield (
                (left[1][step.src_start][0], left[1][step.src_end - 1][1]),
                (right[1][step.dest_start][0], right[1][step.dest_end - 1][1]),
            )


if __name__ == "__main__":
    run(find)
