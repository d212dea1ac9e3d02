"""Repeated passages, found in one text after the other: slow and plain.

All runs of 50 tokens are looked up, and no place of one is left out; the compiled kernels mark some of them
and look at the first places of each mark.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from compare.kernels.plain_parts import CUT
from compare.text.words import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Buffer = bytes | memoryview
    Cut = tuple[int, int, int, int, int]
    """The first sentence and the one behind the last; the row that is repeated, from which token to which."""

RUN = 50  # tokens of the shortest passage that counts


class Run(NamedTuple):
    """Tokens *first* up to *last* of a text, equal to those from *place* on of a stretch."""

    stretch: int
    place: int
    first: int
    last: int


class Stretch(NamedTuple):
    """Tokens of a row that follow one another and stay."""

    row: int
    start: int
    """The number of the first of them in the row's text."""
    words: Sequence[Word]


class Unit(NamedTuple):
    """The tokens of a sentence."""

    first: int
    last: int


class Spans:
    """Goes through texts in keep order; None takes no part."""

    def __init__(
        self, texts: Sequence[str | None], order: Sequence[int], min_tokens: int, *, unspaced: bool
    ) -> None:
        self._texts = texts
        self._order = iter(order)
        self._min_tokens = min_tokens
        self._unspaced = unspaced
        self._stretches: list[Stretch] = []
        self._places: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self._row = 0
        self._words: list[Word] = []
        self._open = False

    def next(self) -> tuple[int, bytes, bool] | None:
        """The next row of which something may go, its text, and whether all of it is one passage."""
        if self._open:
            self._keep([True] * len(self._words))
        for row in self._order:
            text = self._texts[row]
            if text is None:
                continue
            self._row, self._words = row, split_words(text, unspaced=self._unspaced)
            stays = [True] * len(self._words)
            runs = self._find_kept()
            if runs or self._find_own(stays):
                self._open = True
                whole = any(run.last - run.first == len(self._words) for run in runs)
                return row, text.encode("utf-8", "surrogatepass"), whole
            self._keep(stays)
        return None

    def cut(self, sentences: Buffer) -> list[Cut]:
        """Take out of that text the sentences that repeat something: the parts they make, in order.

        *sentences* are starts and ends, in characters, of 32 bits each.
        """
        units = self._place_sentences(array("I", bytes(sentences)))
        stays = [True] * len(self._words)
        parts = self._cut_kept(units, stays)
        parts += self._cut_own(units, stays)
        self._keep(stays)
        return sorted(parts)

    def place(self, cuts: Buffer) -> bytes:
        """Packed cuts, with characters for the tokens that they name as what they repeat."""
        placed = []
        for *cut, source, first, last in CUT.iter_unpack(cuts):
            words = split_words(self._texts[source] or "", unspaced=self._unspaced)
            placed.append(CUT.pack(*cut, source, words[first].start, words[last - 1].end))
        return b"".join(placed)

    def _place_sentences(self, edges: Sequence[int]) -> list[Unit]:
        units = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            inside = [
                number for number, word in enumerate(self._words) if start <= word.start and word.end <= end
            ]
            units.append(Unit(inside[0], inside[-1] + 1) if inside else Unit(0, 0))
        return units

    def _find_kept(self) -> list[Run]:
        """The longest passages that what stays of texts before holds as well, in its order."""
        tokens = [word.token for word in self._words]
        runs = []
        for first in range(len(tokens) - RUN + 1):
            for number, place in self._places.get(tuple(tokens[first : first + RUN]), ()):
                words = self._stretches[number].words
                if first and place and tokens[first - 1] == words[place - 1].token:
                    continue  # it is part of a longer one
                last = first + RUN
                while last < len(tokens) and place + last - first < len(words):
                    if tokens[last] != words[place + last - first].token:
                        break
                    last += 1
                runs.append(Run(number, place, first, last))
        return sorted(runs)

    def _find_own(self, stays: Sequence[bool]) -> list[Run]:
        """The longest passages that stand before in the text itself, of tokens that stay."""
        tokens = [word.token if stay else "" for word, stay in zip(self._words, stays, strict=True)]
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        runs = []
        for first in range(len(tokens) - RUN + 1):
            gram = tuple(tokens[first : first + RUN])
            if not all(gram):
                continue
            for place in places[gram]:
                if place and tokens[first - 1] == tokens[place - 1] != "":
                    continue
                last = first + RUN
                while last < len(tokens) and tokens[last] == tokens[place + last - first] != "":
                    last += 1
                runs.append(Run(0, place, first, last))
            places[gram].append(first)
        return runs

    def _cut_kept(self, units: Sequence[Unit], stays: list[bool]) -> list[Cut]:
        runs = self._find_kept()
        chosen = [next((run for run in runs if _holds(run, unit)), None) for unit in units]

        def name_source(run: Run, first: int, last: int) -> tuple[int, int, int]:
            row, start, _ = self._stretches[run.stretch]
            shift = start + run.place - run.first
            return row, first + shift, last + shift

        return self._join(units, chosen, stays, name_source)

    def _cut_own(self, units: Sequence[Unit], stays: list[bool]) -> list[Cut]:
        """Sentence after sentence: the first copy must stand before it as a whole, and stay."""
        runs = self._find_own(stays)
        left = list(stays)
        chosen: list[Run | None] = []
        for unit in units:
            chosen.append(None)
            if unit.first == unit.last or not left[unit.first]:
                continue
            sound = []
            for run in runs:
                source = unit.first + run.place - run.first
                end = source + unit.last - unit.first
                if _holds(run, unit) and end <= unit.first and all(left[source:end]):
                    sound.append((source, run))
            if sound:
                chosen[-1] = min(sound)[1]
                left[unit.first : unit.last] = [False] * (unit.last - unit.first)

        def name_source(run: Run, first: int, last: int) -> tuple[int, int, int]:
            shift = run.place - run.first
            return self._row, first + shift, last + shift

        return self._join(units, chosen, stays, name_source)

    def _join(
        self,
        units: Sequence[Unit],
        chosen: Sequence[Run | None],
        stays: list[bool],
        name_source: Callable[[Run, int, int], tuple[int, int, int]],
    ) -> list[Cut]:
        """Parts of sentences that go for one run, with what has no token between them: no longer stay."""
        parts = []
        full = [number for number, unit in enumerate(units) if unit.first < unit.last]
        groups: list[list[int]] = []
        for before, number in pairwise([-1, *full]):
            run = chosen[number]
            if run is not None and before >= 0 and chosen[before] == run:
                groups[-1].append(number)
            elif run is not None:
                groups.append([number])
        for group in groups:
            first, last = units[group[0]].first, units[group[-1]].last
            run = chosen[group[0]]
            if run is not None and last - first >= self._min_tokens:
                parts.append((group[0], group[-1] + 1, *name_source(run, first, last)))
                stays[first:last] = [False] * (last - first)
        return parts

    def _keep(self, stays: Sequence[bool]) -> None:
        """Remember the tokens that stay."""
        self._open = False
        gone = [number for number, stay in enumerate(stays) if not stay]
        for before, behind in pairwise([-1, *gone, len(stays)]):
            words = self._words[before + 1 : behind]
            self._stretches.append(Stretch(self._row, before + 1, words))
            for place in range(len(words) - RUN + 1):
                gram = tuple(word.token for word in words[place : place + RUN])
                self._places[gram].append((len(self._stretches) - 1, place))


def _holds(run: Run, unit: Unit) -> bool:
    """Whether a sentence with tokens lies in a run."""
    return run.first <= unit.first < unit.last <= run.last
