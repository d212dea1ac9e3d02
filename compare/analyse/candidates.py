"""Which wordings another one may be a rendering of, without aligning it with all.

They share a rare word, or two words side by side of which one says something; and the words they share
could, if they stood well, reach the score asked for.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from compare.analyse.evidence import bound_score
from compare.text.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.analyse.renderings import Rarity
    from compare.analyse.wording import Wording

_MOST_WORDINGS = 200  # that may share a key; more, and it says nothing about which one it is
_RARE = 0.6  # weight of a word that is looked for alone: one sentence in some 60, of 1,000; in 600, of 40,000
_MOST_BOUND = 40  # of which it is worked out how far they could reach
_MOST_CANDIDATES = 10  # those with the most and rarest pairs in common


class Candidates:
    """Wordings by the pairs of words in them."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._wordings: list[tuple[Wording, frozenset[str]]] = []
        self._index: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, wording: Wording) -> None:
        """Take in a wording."""
        tokens = [word.token for word in wording.spoken]
        number = len(self._wordings)
        self._wordings.append((wording, frozenset(tokens)))
        for key in set(self._keys(tokens)):
            self._index[key].append(number)

    def find(self, wording: Wording, least: float) -> list[Wording]:
        """The wordings of which this may be a rendering with a score of *least* or more."""
        tokens = [word.token for word in wording.spoken]
        votes: dict[int, float] = defaultdict(float)
        # In their order: sums of floats depend on it.
        for key in dict.fromkeys(self._keys(tokens)):
            numbers = self._index.get(key, ())
            if len(numbers) <= _MOST_WORDINGS:
                weight = sum(map(self._rarity.of, key))
                for number in numbers:
                    votes[number] += weight
        weights = self._rarity.weigh(wording)
        order = nsmallest(_MOST_BOUND, votes, key=lambda number: (-votes[number], number))
        likely = (
            fuller
            for fuller, words in (self._wordings[number] for number in order)
            if _bound(words, tokens, weights) >= least
        )
        return list(islice(likely, _MOST_CANDIDATES))

    def _keys(self, tokens: list[str]) -> Iterator[tuple[str, ...]]:
        """What a wording is looked up by."""
        for token in tokens:
            if self._rarity.of(token) >= _RARE:
                yield (token,)
        for pair in pairwise(tokens):
            if not (is_stopword(pair[0]) and is_stopword(pair[1])):
                yield pair


def _bound(words: frozenset[str], tokens: list[str], weights: list[float]) -> float:
    """The highest score that the words in common with a wording allow."""
    common = [weight for token, weight in zip(tokens, weights, strict=True) if token in words]
    return bound_score(sum(common), sum(weights), len(common))
