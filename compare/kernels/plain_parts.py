"""Repeated lines and paragraphs, and what cuts them out of a line of JSON: slow and plain."""

from __future__ import annotations

import re
from array import array
from struct import Struct
from typing import TYPE_CHECKING

from compare.kernels.plain_text import digest_text, split_tokens
from compare.text.parts import split_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.text.parts import Part

    Buffer = bytes | memoryview

CUT = Struct("=6I")  # a row, start and end of what goes, the row that repeats, start and end there
_EDGES = 2  # of a range
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)


def find_parts(
    texts: Sequence[str | None], order: Sequence[int], unit: str, min_tokens: int, *, paragraphs: bool
) -> tuple[bytes, list[int]]:
    """All but the first of equal parts, by row and place, and the rows of which no token stays.

    *order* names the rows, those first that keep what they have; a text of None takes no part.
    """
    first: dict[bytes, tuple[int, Part]] = {}
    cuts: list[tuple[int, ...]] = []
    emptied = []
    for row in order:
        text = texts[row] or ""
        left = len(split_tokens(text, unit))
        for part in split_parts(text, paragraphs=paragraphs):
            tokens = len(split_tokens(text[part.start : part.end], unit))
            if tokens and tokens >= min_tokens:
                digest = digest_text(text[part.start : part.end])
                source, copy = first.setdefault(digest, (row, part))
                if (source, copy) != (row, part):
                    cuts.append((row, part.start, part.behind, source, copy.start, copy.end))
                    left -= tokens
                    emptied += [row] if left == 0 else []
    return b"".join(CUT.pack(*cut) for cut in sorted(cuts)), sorted(emptied)


def cut_string(literal: bytes, edges: Buffer) -> bytes:
    """What stands between the quotation marks of a string of JSON, without ranges of its characters.

    *edges* are the starts and ends of the ranges in order, of 32 bits each. An escape is one character, or
    with another one half of it.

    Raises:
        ValueError: they are not in order, or lie outside the string.
    """
    places = array("I", bytes(edges))
    characters = _CHARACTER.findall(literal.decode())
    whole = [0, *places, len(characters)]
    if len(places) % _EDGES or whole != sorted(whole):
        raise ValueError("what is cut must be ranges of the string, in order")
    kept = zip(whole[::_EDGES], whole[1::_EDGES], strict=True)
    return "".join(character for start, end in kept for character in characters[start:end]).encode()


def find_broken_cut(cuts: Buffer, drop: bytes) -> int | None:
    """The first cut that is empty, out of order, or repeats what does not stay; *drop* marks rows that go."""
    every = list(CUT.iter_unpack(cuts))
    by_row: dict[int, list[tuple[int, int]]] = {}
    for number, (row, start, end, _, source_start, source_end) in enumerate(every):
        before = every[number - 1] if number else (0, 0, 0)
        if (row, start) < (before[0], before[2] if before[0] == row else 0):
            return number
        if start >= end or source_start >= source_end or row >= len(drop):
            return number
        by_row.setdefault(row, []).append((start, end))
    for number, (_, _, _, source, source_start, source_end) in enumerate(every):
        if source >= len(drop) or drop[source]:
            return number
        if any(start < source_end and end > source_start for start, end in by_row.get(source, ())):
            return number
    return None
