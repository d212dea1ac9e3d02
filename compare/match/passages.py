"""Reused passages among many texts: verbatim or lightly edited, in two documents or twice in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from compare.kernels import find_passages, place_tokens
from compare.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Edges = npt.NDArray[np.uint32]
    Places = npt.NDArray[np.int64]

# Numbers of the kernel's rows: text, first word and the one behind the last, twice; words in common; bits.
_COLUMNS = 8
# The kernel counts eighths of a bit.
_BIT = 8
# Places of three words above which not each is paired with each.
_CROWD = 32
# Times that words may stand together before that makes them a stock phrase: fewer may be the copies sought.
_HANDFUL = 8
# n words make n * n / 2 pairs of places, of which chance makes one say 2 log n - 1 bits: those by which a
# passage must say more.
_MARGIN = 2
# The words of a few texts do not tell what is usual: of passages of news that were read, those that were
# names and stock phrases said less than this. In short texts, where a word says log n bits at most, so many
# words that stand nowhere else are enough.
_LEAST = 55
_RARE_WORDS = 7
# Words in common.
_SHORTEST = 6
# Bytes of the hash of a token.
_HASH = 8


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two places that share their wording."""

    left: Span
    right: Span
    words: int
    """How many words are the same."""
    similarity: float
    """Their share of the words of both places, 0 to 1."""
    bits: float
    """What they say: the more, the rarer they are and the less they usually stand together."""


def find_reuse(stretches: Sequence[Span], *, unspaced: bool = True, threads: int = 1) -> list[Reuse]:
    """The passages that stand in two of the stretches, or twice in one; what says most stands first.

    The left one stands first, in the order of the stretches. Of wording that stands in more than 32 places
    not each is paired with each, but each with the one before it, and the first of each stretch with the
    first of all: so all that repeat a text are found, in time that grows with the text.
    """
    given = [(span.document.text, span.start, span.end) for span in stretches]
    hashes, places, starts = place_tokens(given, unspaced)
    words = len(hashes) // _HASH
    rows = find_passages(
        hashes,
        starts,
        cap=_CROWD,
        handful=_HANDFUL,
        least=_BIT * _least_bits(words),
        seed=_BIT * max(0, words.bit_length() - 1),
        shortest=_SHORTEST,
        threads=threads,
    )
    found = np.frombuffer(rows, np.int32).reshape(-1, _COLUMNS)
    found = found[np.argsort(-found[:, -1], kind="stable")]
    edges = np.frombuffer(places, np.uint32).reshape(-1, 2)
    return list(_describe(found, stretches, edges, np.frombuffer(starts, np.int64)))


def _least_bits(words: int) -> int:
    """What a passage must say among so many words."""
    most = words.bit_length()
    return max(min(_LEAST, _RARE_WORDS * most), 2 * most - 1 + _MARGIN)


def _describe(found: Numbers, stretches: Sequence[Span], edges: Edges, starts: Places) -> Iterator[Reuse]:
    """The rows of the kernel as places in the documents."""
    sides = []
    for text, first, end in (found[:, 0:3].T, found[:, 3:6].T):
        begins, ends = edges[starts[text] + first, 0], edges[starts[text] + end - 1, 1]
        sides.append(
            Span(stretches[number].document, begin, end)
            for number, begin, end in zip(text.tolist(), begins.tolist(), ends.tolist(), strict=True)
        )
    lengths = found[:, [2, 5]].sum(axis=1) - found[:, [1, 4]].sum(axis=1)
    shares = (2 * found[:, 6] / lengths).tolist()
    for left, right, words, share, bits in zip(
        *sides, found[:, 6].tolist(), shares, found[:, 7].tolist(), strict=True
    ):
        yield Reuse(left, right, words, share, bits / _BIT)
