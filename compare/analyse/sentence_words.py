"""The words of all sentences of a corpus, split once: how often each stands, and where runs of words do."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from compare.text.counted import list_counted_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.analyse.reading import Reading
    from compare.model import Document, Span

Gram: TypeAlias = tuple[str, ...]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio, odd: spreads small numbers over 64 bits


class SentenceWords:
    """Sentences in order of the corpus, each with its plain words."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.sentences: list[Span] = []
        self.tokens: list[list[str]] = []
        self._ranges: dict[Document, range] = {}
        for reading in readings:
            first = len(self.sentences)
            self.sentences += reading.sentences
            self.tokens += [list_counted_tokens(sentence.text) for sentence in reading.sentences]
            self._ranges[reading.document] = range(first, len(self.sentences))
        lengths = np.array([len(tokens) for tokens in self.tokens], dtype=np.int64)
        self._words = self._number(int(lengths.sum()))
        self._sentence_of = np.repeat(np.arange(len(lengths)), lengths)
        self._starts = np.cumsum(lengths) - lengths

    def _number(self, size: int) -> npt.NDArray[np.uint64]:
        """The words as numbers, in order of first use."""
        different = dict.fromkeys(chain.from_iterable(self.tokens))
        self._vocabulary = {token: number for number, token in enumerate(different)}
        every = map(self._vocabulary.__getitem__, chain.from_iterable(self.tokens))
        return np.fromiter(every, np.uint64, size)

    def tokens_of(self, document: Document) -> list[str]:
        """The words of a document's sentences."""
        return [token for number in self._ranges[document] for token in self.tokens[number]]

    def count_sentences(self) -> dict[str, int]:
        """For each word the number of sentences that have it."""
        size = np.uint64(max(1, len(self._vocabulary)))
        keys = np.sort(self._sentence_of.astype(np.uint64) * size + self._words)
        once = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
        times = np.bincount((once % size).astype(np.int64), minlength=len(self._vocabulary))
        return dict(zip(self._vocabulary, times.tolist(), strict=True))

    def find_repeated(self, grams: Iterable[Gram], size: int) -> dict[Gram, list[tuple[int, int]]]:
        """Where those of the *grams*, runs of *size* words, stand that stand twice or more.

        A place is the number of a sentence and that of the run's first word in it.
        """
        wanted = {numbers: gram for gram in grams if (numbers := self._find_numbers(gram)) is not None}
        found: dict[Gram, list[tuple[int, int]]] = defaultdict(list)
        count = len(self._words) - size + 1
        if not wanted or count < 1:
            return found
        hashes = _hash([self._words[n : n + count] for n in range(size)])
        looked_up = _hash(list(np.array(list(wanted), dtype=np.uint64).T))
        within = self._sentence_of[:count] == self._sentence_of[size - 1 :]
        places = np.flatnonzero(within & _is_among(hashes, np.sort(looked_up)))
        for place in places[_is_repeated(hashes[places])].tolist():
            gram = wanted.get(tuple(self._words[place : place + size].tolist()))
            if gram is not None:
                sentence = int(self._sentence_of[place])
                found[gram].append((sentence, place - int(self._starts[sentence])))
        return found

    def _find_numbers(self, gram: Gram) -> tuple[int, ...] | None:
        """The numbers of a run's words; None if one of them is in no sentence."""
        numbers = tuple(self._vocabulary.get(token, -1) for token in gram)
        return None if -1 in numbers else numbers


def _hash(columns: Sequence[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    """A polynomial of the columns' numbers, for each row one."""
    hashes = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        hashes = (hashes ^ (hashes >> np.uint64(29))) * _FACTOR + column
    return hashes


def _is_repeated(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which of the hashes are there more than once."""
    ordered = np.sort(hashes)
    return _is_among(hashes, ordered[1:][ordered[1:] == ordered[:-1]])


def _is_among(hashes: npt.NDArray[np.uint64], ordered: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which of the hashes are among those in order; sorting is many times as fast as numpy's sets."""
    if not len(ordered):
        return np.zeros(len(hashes), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ordered, hashes), len(ordered) - 1)
    among: npt.NDArray[np.bool_] = ordered[places] == hashes
    return among
