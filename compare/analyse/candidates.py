"""Which wordings another one may be a rendering of, without aligning it with all.

They share a rare word, or two words side by side of which one says something; and the words they share
could, if they stood well, reach the score asked for.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from compare.analyse.evidence import bound_score
from compare.text.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analyse.renderings import Rarity
    from compare.analyse.wording import Wording

_Key: TypeAlias = str | tuple[str, ...]
Keys: TypeAlias = dict[_Key, float]
_MOST_WORDINGS = 200  # that may share a key; more, and it says nothing about which one it is
_RARE = 0.6  # weight of a word that is looked for alone: one sentence in some 60, of 1,000; in 600, of 40,000
_MOST_BOUND = 16  # of which it is worked out how far they could reach
_MOST_CANDIDATES = 10  # those with the most and rarest pairs in common


class Candidates:
    """Wordings by their rare words and by the pairs of words in them."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._wordings: list[tuple[Wording, frozenset[str]]] = []
        self._index: dict[_Key, list[int]] = defaultdict(list)

    def add(self, wording: Wording, keys: Keys) -> None:
        """Take in a wording, to be found by these keys."""
        number = len(self._wordings)
        self._wordings.append((wording, frozenset(wording.spoken_tokens)))
        for key in keys:
            self._index[key].append(number)

    def find(self, wording: Wording, keys: Keys, least: float) -> list[Wording]:
        """The wordings of which this one may be a rendering with a score of *least* or more."""
        votes: dict[int, float] = defaultdict(float)
        for key, weight in keys.items():
            numbers = self._index.get(key, ())
            if len(numbers) <= _MOST_WORDINGS:
                for number in numbers:
                    votes[number] += weight
        tokens, weights = wording.spoken_tokens, self._rarity.weigh(wording)
        total = sum(weights)
        order = nsmallest(_MOST_BOUND, votes, key=lambda number: (-votes[number], number))
        likely = (
            fuller
            for fuller, words in (self._wordings[number] for number in order)
            if _bound(words, tokens, weights, total) >= least
        )
        return list(islice(likely, _MOST_CANDIDATES))


def list_keys(wording: Wording, rarity: Rarity) -> Keys:
    """What a wording is looked up by, with what that weighs: its rare words, and its pairs of words.

    Stopwords say nothing, but all of them together do where there are no others: "it is what it is".
    """
    words = list(zip(wording.spoken_tokens, rarity.weigh(wording), strict=True))
    keys: Keys = {token: weight for token, weight in words if weight >= _RARE}
    for (token, weight), (following, another) in pairwise(words):
        if not (is_stopword(token) and is_stopword(following)):
            keys[token, following] = weight + another
    return keys or {wording.spoken_tokens: sum(weight for _, weight in words)}


def _bound(words: frozenset[str], tokens: Sequence[str], weights: Sequence[float], total: float) -> float:
    """The highest score that the words in common allow, and how far they stand side by side here."""
    common = run = heaviest = 0.0
    start = longest = 0
    for place, (token, weight) in enumerate(zip(tokens, weights, strict=True)):
        if token in words:
            common += weight
            run += weight
            continue
        longest, heaviest = max(longest, place - start), max(heaviest, run)
        run, start = 0.0, place + 1
    return bound_score(common, total, max(longest, len(tokens) - start), max(heaviest, run))
