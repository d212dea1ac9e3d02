"""The signs of a story's sentences as columns: what goes from one process to another, and into kernels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.analyse.signs import Sign, Signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.analyse.units import Unit

# What kernels know of a sign, as bits (native/alike.hpp): a name counts by the shares of both words, a number
# counts more, and what one text alone tells lowers no match; each by the first character of the sign.
_KINDS = {"@": 1, "^": 2, "=": 2 | 8, "%": 8}
_ALONE = "@%"
_ENOUGH = 4  # which of these may be enough by itself: what each document tells but once


@dataclass(frozen=True)  # without slots: what is read from the columns is kept
class SignRows:
    """The signs of sentences, one row for each word that has one; the rows of a sentence stand in order."""

    vocabulary: tuple[str, ...]
    """All signs, sorted."""
    sentences: bytes
    """How many sentences have each sign, 32 bits each."""
    documents: bytes
    """How many documents have each sign, 32 bits each."""
    packed_starts: bytes
    """Where the rows of each sentence begin, and the end of the last, 64 bits each."""
    packed_signs: bytes
    """The sign of each row by its number, 32 bits each."""
    packed_places: bytes
    """The word that has it, by its place among the keys of its sentence, 32 bits each."""
    packed_shares: bytes
    """How much of its weight counts, 64 bits each."""
    sizes: bytes
    """How many words each sentence has, 32 bits each."""
    who: tuple[tuple[int, ...], ...]
    """Of each sentence the words that say who or when."""

    @cached_property
    def starts(self) -> npt.NDArray[np.uint64]:
        """Where the rows of each sentence begin, and the end of the last."""
        return np.frombuffer(self.packed_starts, np.uint64)

    @cached_property
    def signs(self) -> npt.NDArray[np.uint32]:
        """The sign of each row by its number."""
        return np.frombuffer(self.packed_signs, np.uint32)

    @cached_property
    def places(self) -> npt.NDArray[np.uint32]:
        """The word of each row by its place in the sentence."""
        return np.frombuffer(self.packed_places, np.uint32)

    @cached_property
    def shares(self) -> npt.NDArray[np.float64]:
        """How much of its sign's weight counts for the word of each row."""
        return np.frombuffer(self.packed_shares, np.float64)

    def counts(self) -> Iterable[tuple[str, int, int]]:
        """Each sign with the number of sentences and of documents that have it."""
        counted = (np.frombuffer(each, np.uint32).tolist() for each in (self.sentences, self.documents))
        return zip(self.vocabulary, *counted, strict=True)

    def read(self, number: int) -> Signs:
        """The signs of one sentence."""
        first, last = self.starts[number : number + 2].tolist()
        columns = (self.signs, self.places, self.shares)
        words: dict[str, list[Sign]] = {}
        for sign, place, share in zip(*(column[first:last].tolist() for column in columns), strict=True):
            words.setdefault(self.vocabulary[sign], []).append(Sign(place, share))
        return Signs({sign: tuple(found) for sign, found in words.items()}, frozenset(self.who[number]))


def make_table(unit: Unit) -> list[npt.NDArray[Any]]:
    """The signs of all sentences of the unit's story, weighed, as the kernels take them.

    Raises:
        ValueError: the signs were not weighed.
    """
    rows = unit.rows
    if rows is None:
        msg = "signs must be weighed before sentences are compared"
        raise ValueError(msg)
    kinds = [
        _KINDS.get(sign[0], 0) | (_ENOUGH if sign[0] in _ALONE and sign in unit.told_once else 0)
        for sign in rows.vocabulary
    ]
    weights = np.array([unit.sign_weights[sign] for sign in rows.vocabulary], np.float64)
    sizes = np.frombuffer(rows.sizes, np.uint32)
    return [rows.starts, rows.signs, rows.places, rows.shares, weights, np.array(kinds, np.uint8), sizes]


def list_signs(units: Sequence[Unit]) -> SignRows:
    """The signs of these sentences."""
    sentences = Counter(sign for unit in units for sign in unit.signs.words)
    own: dict[int, set[str]] = {}
    for unit in units:
        own.setdefault(id(unit.span.document), set()).update(unit.signs.words)
    documents = Counter(sign for signs in own.values() for sign in signs)
    vocabulary = tuple(sorted(sentences))
    number = {sign: place for place, sign in enumerate(vocabulary)}
    rows = [
        (number[sign], word.place, word.share)
        for unit in units
        for sign, words in sorted(unit.signs.words.items())
        for word in words
    ]
    sizes = (sum(map(len, unit.signs.words.values())) for unit in units)
    signs, places, shares = zip(*rows, strict=True) if rows else ((), (), ())
    return SignRows(
        vocabulary,
        np.array([sentences[sign] for sign in vocabulary], np.uint32).tobytes(),
        np.array([documents[sign] for sign in vocabulary], np.uint32).tobytes(),
        np.array(list(accumulate(sizes, initial=0)), np.uint64).tobytes(),
        np.array(signs, np.uint32).tobytes(),
        np.array(places, np.uint32).tobytes(),
        np.array(shares, np.float64).tobytes(),
        np.array([len(unit.keys) for unit in units], np.uint32).tobytes(),
        tuple(tuple(sorted(unit.signs.who)) for unit in units),
    )
