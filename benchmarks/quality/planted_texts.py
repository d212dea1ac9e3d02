"""Texts to plant passages in, and the planting: each step by a seeded source of chance."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

WORDS, SHIFT = 60_000, 2.7
"""Made-up words, the i-th of them 1 / (i + SHIFT) as frequent as Mandelbrot's law has it."""
PHRASES, PHRASE_WORDS, PHRASED = 3_000, (3, 7), 0.15
"""Stock phrases, by Zipf's law, their words, and the share of the text that they make up."""
SYLLABLES = [
    first + last
    for first in "b c d f g h j k l m n p r s t v w z st tr pl".split()
    for last in "a e i o u ai or en".split()
]
SENTENCE = (6, 30)
"""Words of a sentence."""
SHORTEST, LONGEST, MOST_EDITED = 8, 200, 0.15
"""Words of a passage, and the share of them that is edited."""
WITHIN, AGAIN = 0.1, 0.2
"""The share of passages that are repeated in the text they come from; and of those planted where another one
of the same two texts is."""
TRIES = 8
"""Places that are tried for a passage before it is given up."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words *start* up to *end* of a text."""

    text: int
    start: int
    end: int

    def common(self, start: int, end: int) -> int:
        """How many of these words are in it."""
        return max(0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage where it comes from and where it was planted, edited."""

    source: Place
    copy: Place

    @property
    def words(self) -> int:
        """Its words before the edits."""
        return self.source.end - self.source.start


@dataclass(slots=True)
class Garden:
    """Texts as words, what was planted in them, and which places are taken."""

    texts: list[list[str]]
    chance: Random
    planted: list[Planted] = field(default_factory=list)
    taken: defaultdict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def take(self, places: Iterable[Place]) -> None:
        """Plant nothing there, nor take anything from there."""
        for place in places:
            self.taken[place.text].append(place)

    def find_room(self, text: int, size: int) -> Place | None:
        """So many words that are free, with a free one to either side."""
        most = len(self.texts[text]) - size - 1
        for _ in range(TRIES if most > 0 else 0):
            start = self.chance.randint(1, most)
            if not any(place.common(start - 1, start + size + 1) for place in self.taken[text]):
                return Place(text, start, start + size)
        return None

    def plant(self, left: int, right: int, length: int, rate: float, vocabulary: Sequence[str]) -> None:
        """Plant a passage of one text in another in the place of as many words, if there is room."""
        source = self.find_room(left, length)
        if source is None:
            return
        words = self.texts[left][source.start : source.end]
        words = edit(words, round(rate * length), vocabulary, self.chance)
        self.take([source])
        copy = self.find_room(right, len(words))
        if copy is None:
            self.taken[left].pop()
            return
        self.take([copy])
        self.texts[right][copy.start : copy.end] = words
        self.planted.append(Planted(source, copy))


def edit(words: Sequence[str], count: int, vocabulary: Sequence[str], chance: Random) -> list[str]:
    """The words with so many of them replaced, dropped, or followed by another one."""
    chosen = set(chance.sample(range(len(words)), count))
    edited: list[str] = []
    for place, word in enumerate(words):
        way = chance.choice(["replace", "drop", "insert"]) if place in chosen else "keep"
        if way in {"keep", "insert"}:
            edited.append(word)
        if way in {"replace", "insert"}:
            edited.append(chance.choice(vocabulary))
    return edited


class Language:
    """Made-up words and stock phrases, and how frequent they are."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        words: dict[str, None] = {}
        while len(words) < WORDS:
            # The frequent words are the short ones.
            size = 1 + min(3, int(math.log(len(words) + 1, 30)))
            words["".join(chance.choices(SYLLABLES, k=size))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + SHIFT) for rank in range(1, WORDS + 1)))
        self.phrases = [self.choose(chance.randint(*PHRASE_WORDS)) for _ in range(PHRASES)]
        self.phrase_weights = list(accumulate(1 / rank for rank in range(1, PHRASES + 1)))

    def choose(self, count: int) -> list[str]:
        """So many words, one independent of the other."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def write(self, size: int) -> list[str]:
        """A text of so many words."""
        fresh = iter(self.choose(size))
        stock = PHRASED / (sum(PHRASE_WORDS) / 2)
        text: list[str] = []
        while len(text) < size:
            if self.chance.random() < stock:
                text += self.chance.choices(self.phrases, cum_weights=self.phrase_weights)[0]
            else:
                text.append(next(fresh))
        return text[:size]


def plant(texts: list[list[str]], count: int, taken: Iterable[Place], chance: Random) -> Garden:
    """Plant so many passages, their lengths evenly on a logarithmic scale."""
    garden = Garden(texts, chance)
    garden.take(taken)
    vocabulary = [word for text in texts[: len(texts) // 10 + 1] for word in text]
    left, right = 0, 1
    for _ in range(count):
        if chance.random() >= AGAIN:
            left, right = chance.sample(range(len(texts)), 2)
            right = left if chance.random() < WITHIN else right
        length = round(math.exp(chance.uniform(math.log(SHORTEST), math.log(LONGEST))))
        garden.plant(left, right, length, chance.uniform(0, MOST_EDITED), vocabulary)
    return garden


def write_out(words: Sequence[str], chance: Random) -> str:
    """The words as sentences; what white space parts stays one word."""
    parts: list[str] = []
    left = 0
    for word in words:
        left = left or chance.randint(*SENTENCE)
        left -= 1
        parts.append(word + (" " if left else ".\n"))
    return "".join(parts)
