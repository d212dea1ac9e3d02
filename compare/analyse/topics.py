"""Whether two documents tell of one thing: how alike their words are, by how often and how rare these are."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from compare.text.stopwords import is_stopword

if TYPE_CHECKING:
    from compare.analyse.renderings import Rarity
    from compare.analyse.sentence_words import SentenceWords
    from compare.model import Document

_OTHER_STORY = 3.0  # how fast the odds fall with the logarithm of likeness, below that of one story
_ONE_STORY = 0.12  # likeness that 99 in 100 pairs of articles on one event have, and 1 in 20 of others
_LEAST_LIKENESS = 0.016  # what is less like than this is no surer to be another story


class Topics:
    """The weighted words of documents, read when they are first asked for."""

    def __init__(self, words: SentenceWords, rarity: Rarity) -> None:
        self._words = words
        self._rarity = rarity
        self._vectors: dict[Document, dict[str, float]] = {}
        self._known: dict[tuple[Document, Document], float] = {}

    def likeness(self, left: Document, right: Document) -> float:
        """Cosine of the documents' words, 0 to 1, each by log(1 + times) and its rarity."""
        one, other = sorted((self._vector(left), self._vector(right)), key=len)
        return sum(weight * other.get(token, 0.0) for token, weight in one.items())

    def odds(self, left: Document, right: Document) -> float:
        """Logarithm of what is left of the odds that both quote one utterance; 0 if they tell one story."""
        if (left, right) not in self._known:
            likeness = max(self.likeness(left, right), _LEAST_LIKENESS)
            self._known[left, right] = min(0.0, _OTHER_STORY * math.log(likeness / _ONE_STORY))
        return self._known[left, right]

    def _vector(self, document: Document) -> dict[str, float]:
        if document not in self._vectors:
            self._vectors[document] = self._read(document)
        return self._vectors[document]

    def _read(self, document: Document) -> dict[str, float]:
        times = Counter(self._words.tokens_of(document))
        weights = {
            token: math.log1p(count) * self._rarity.of(token)
            for token, count in times.items()
            if not is_stopword(token)
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {token: weight / length for token, weight in weights.items()}
