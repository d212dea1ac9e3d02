"""Sentences prepared for comparing: their words as keys with weights, and the clauses they fall into.

A key is a word's stem or class of events, or the entity that a name stands for. Its weight is the inverse
sentence frequency over all documents (Spärck Jones 1972): what few sentences say tells which event a sentence
is about.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.analyse.events import Resolver
from compare.analyse.sign_rows import list_signs
from compare.analyse.signs import read_signs
from compare.extract.events import can_tell_event, find_event_classes
from compare.kernels import place_tokens
from compare.model import Span
from compare.text.commonplace import COMMONPLACE, is_commonplace
from compare.text.remembered import Remembered
from compare.text.stopwords import is_stopword, stem
from compare.text.words import normalise_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.sign_rows import SignRows
    from compare.analyse.signs import Signs

# Where a sentence may be cut into clauses. A term in marks is part of its clause: a "pillar" of the club.
_CUT = re.compile(
    r"(?P<term>[“\"«„]\w+(?:[ -]\w+){0,2}[”\"»])"
    r"|[;:]\s+|\s[–—-]\s|--|[“”\"«»„]|\s?[\xa0 ]{2,}"
    r"|,\s+(?=(?:but|and|while|who|whom|whose|which|where|although|though|after|before|because|when|if|even|or|as)\b)"
    r"|\s(?=(?:but|because|while|although|until|unless)\s)"
)
# What only introduces a statement: "At the conference he said that".
_FRAME = re.compile(
    r"\b(?:that|said|says|say|saying|told|tells|added|adds|wrote|writes|asked|asks|argued|noted)\Z"
)
_FRAME_REACH = 12  # characters at the end of a clause in which such a word stands
_MOST_PIECES = 3  # neighbouring clauses that may be one claim
_MOST_CLAUSES = 12  # a sentence with more is a list: its clauses are taken one by one
_LAST_CLAUSE = 50  # of a list; pairs of clauses grow with the product
_FEWEST_WORDS = 3
_BURST = 0.25  # root of the sentences a document uses a word in: by so much it counts less
LONGEST_CLAIM = 300  # characters; a longer span points at nothing


class Key(NamedTuple):
    """A word for comparing: its place in the document and what it stands for."""

    start: int
    end: int
    key: str
    content: bool
    """Whether it says something by itself: no function word."""


@dataclass(eq=False)
class Unit:
    """A sentence of a reading, with the words that are compared."""

    reading: Reading
    span: Span
    keys: tuple[Key, ...]
    resolver: Resolver
    """Whom the words of its document point at."""
    tells_event: bool
    """Whether one of its words can tell an event."""
    weights: tuple[float, ...] = ()
    sign_weights: Mapping[str, float] = field(default_factory=dict)
    """Of all signs of the corpus."""
    told_once: AbstractSet[str] = frozenset()
    """Signs of the corpus that no document has in two sentences."""
    rows: SignRows | None = None
    """The signs of its story, once they were weighed."""
    number: int = 0
    """Which sentence of these it is."""

    @cached_property
    def signs(self) -> Signs:
        """What it can have in common with another sentence, whatever the words."""
        if self.rows is not None:
            return self.rows.read(self.number)
        return read_signs(self.reading, self.span, self.keys, self.resolver)

    @cached_property
    def meanings(self) -> dict[int, frozenset[str]]:
        """Of each word by its start: its stem, and the concepts and classes of events it belongs to."""
        table: dict[int, set[str]] = {}
        for sign, words in self.signs.words.items():
            for place, _ in words:
                if sign[0] not in "=%^":
                    table.setdefault(self.keys[place].start, set()).add(sign)
        return {start: frozenset(signs) for start, signs in table.items()}

    @property
    def heading(self) -> bool:
        """Whether it is a line that ends in no mark: a headline, which the text below tells in full."""
        text, end = self.span.document.text, self.span.end
        return text[end - 1].isalnum() and (
            end == len(text) or text[end : end + 2].strip(" ")[:1] in ("\n", "\r")
        )

    @cached_property
    def totals(self) -> list[float]:
        """Sums of the weights up to each word: the weight of words i to j is totals[j] - totals[i]."""
        return list(accumulate(self.weights, initial=0.0))

    @cached_property
    def masses(self) -> list[float]:
        """Sums up to each word of what its heaviest sign counts: what two clauses could share.

        A figure or a day counts only where both give it: that another one is told lowers no match.
        """
        heaviest = [0.0] * len(self.keys)
        for sign, words in self.signs.words.items():
            weight = 0.0 if sign[0] in "=^" else self.sign_weights[sign]
            for place, share in words:
                heaviest[place] = max(heaviest[place], share * weight)
        return list(accumulate(heaviest, initial=0.0))

    @cached_property
    def bag(self) -> dict[str, float]:
        """Each key with its weight."""
        return {word.key: weight for word, weight in zip(self.keys, self.weights, strict=True)}

    @cached_property
    def clauses(self) -> list[tuple[int, int, Span]]:
        """Spans that may be a claim, each as its range of words and its place; the whole sentence first."""
        cuts = [self.span.start, *_find_cuts(self.span), self.span.end]
        pieces = [piece for piece in pairwise(cuts) if piece[1] > piece[0]][:_LAST_CLAUSE]
        reach = _MOST_PIECES if len(pieces) <= _MOST_CLAUSES else 1
        places = [(self.span.start, self.span.end)]
        places += [
            (pieces[i][0], pieces[j][1])
            for i in range(len(pieces))
            for j in range(i, min(i + reach, len(pieces)))
            if j - i + 1 < len(pieces)
        ]
        return [clause for place in places if (clause := self._make_clause(*place)) is not None]

    def _make_clause(self, start: int, end: int) -> tuple[int, int, Span] | None:
        text = self.span.document.text
        while start < end and not (text[start].isalnum() or text[start] in '“"‘$€£«„('):
            start += 1
        while end > start and (
            text[end - 1].isspace() or text[end - 1] in ",;:–—-“„" or _opens(text, end - 1)
        ):
            end -= 1
        if _FRAME.search(text, max(start, end - _FRAME_REACH), end):
            return None
        first = bisect_left(self.keys, start, key=attrgetter("start"))
        last = bisect_right(self.keys, end, key=attrgetter("end"))
        if last - first < _FEWEST_WORDS or end - start > LONGEST_CLAIM:
            return None
        return first, last, Span(self.span.document, start, end)


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark stands there that opens a quotation."""
    return text[place] == '"' and text[place - 1 : place].isspace()


def _find_cuts(span: Span) -> list[int]:
    """Where clauses of a sentence begin, its own start left out; a closing mark stays with what it closes."""
    return [
        match.start() + 1
        if match.group() in "”»"
        else match.start()
        if match.group() in "“«„"
        else match.end()
        for match in _CUT.finditer(span.document.text, span.start, span.end)
        if span.start < match.start() and match.end() < span.end and not match["term"]
    ]


def make_units(readings: Iterable[Reading], names: NameTable) -> list[Unit]:
    """The sentences of all readings, weighed against each other."""
    units = [unit for reading in readings for unit in _read_units(reading, names)]
    frequency = Counter(chain.from_iterable({word.key for word in unit.keys} for unit in units))
    weight = {key: math.log((len(units) + 1) / count) for key, count in frequency.items()}
    for unit in units:
        unit.weights = tuple([weight[word.key] for word in unit.keys])
    return units


def _read_units(reading: Reading, names: NameTable) -> Iterator[Unit]:
    """The sentences of a document; of a name in one only the last word is kept: it stands for its bearer."""
    text, resolver = reading.document.text, Resolver(reading, names)
    edges, begins = _place_words(reading)
    starts, ends = edges[::2], edges[1::2]
    known = [_MEANINGS[text[start:end]] for start, end in zip(starts, ends, strict=True)]
    telling = [number for number, meaning in enumerate(known) if meaning and meaning.tells_event]
    make = tuple.__new__  # a third of the time: Python need not be asked what a Key is for each word
    words = [
        make(Key, (start, end, meaning.key, meaning.content)) if meaning else None
        for start, end, meaning in zip(starts, ends, known, strict=True)
    ]
    for sentence, (first, last) in zip(reading.sentences, pairwise(begins), strict=True):
        for name in reading.names_in(sentence):
            entity = names.entity_at(reading.document, name.start)
            left = bisect_left(starts, name.start, first, last)
            right = bisect_left(starts, name.end, first, last)
            if entity is not None and left < right:
                words[left:right] = [None] * (right - left)
                words[right - 1] = Key(starts[right - 1], ends[right - 1], f"@{entity}", content=True)
        keys = tuple([word for word in words[first:last] if word is not None])
        yield Unit(
            reading, sentence, keys, resolver, bisect_left(telling, first) < bisect_left(telling, last)
        )


def weigh_signs(units: Sequence[Unit]) -> None:
    """Note with each of these sentences what the signs of all say, and which no document has twice."""
    note_signs([(units, list_signs(units))])


def note_signs(stories: Sequence[tuple[Sequence[Unit], SignRows]]) -> None:
    """Note with the sentences of stories their signs, what those of all say, and which no document has twice.

    The more sentences have it, the less it says, most of all in one document:
    a word that texts use again and again says what they are about, not what happened.
    """
    size = 0
    sentences: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for units, rows in stories:
        size += len(units)
        for sign, of_sentences, of_documents in rows.counts():
            sentences[sign] += of_sentences
            documents[sign] += of_documents
    once = frozenset(sign for sign, count in sentences.items() if count == documents[sign] > 1)
    weights = {
        sign: (COMMONPLACE if is_commonplace(sign) else 1.0)
        * math.log((size + 1) / count)
        * (documents[sign] / count) ** _BURST
        for sign, count in sentences.items()
    }
    for units, rows in stories:
        for number, unit in enumerate(units):
            unit.sign_weights, unit.told_once = weights, once
            unit.rows, unit.number = rows, number


def _place_words(reading: Reading) -> tuple[list[int], list[int]]:
    """Where each word of the sentences begins and ends, in a row; which is the first of each sentence."""
    text = reading.document.text
    stretches = [(text, sentence.start, sentence.end) for sentence in reading.sentences]
    _, edges, begins = place_tokens(stretches, True)  # noqa: FBT003 - as the compiled one is called
    return np.frombuffer(edges, np.uint32).tolist(), np.frombuffer(begins, np.uint64).tolist()


class _Meaning(NamedTuple):
    """What is known of a word wherever it stands."""

    key: str
    """Its class of events, if it has one, else its stem."""
    content: bool
    tells_event: bool


def _find_meaning(form: str) -> _Meaning | None:
    token = normalise_token(form)
    if token in ("s", "t"):
        return None
    classes = find_event_classes(token)
    key = f"#{min(classes)}" if classes else stem(token)
    return _Meaning(key, not is_stopword(token), can_tell_event(token))


_MEANINGS = Remembered(_find_meaning)


def shared_weight(left: Unit, right: Unit) -> float:
    """The weight of what two sentences share."""
    small, large = sorted((left.bag, right.bag), key=len)
    return sum(weight for key, weight in small.items() if key in large)


def sentences_of(units: Sequence[Unit]) -> dict[int, list[Unit]]:
    """The units of each document, by its identity."""
    table: dict[int, list[Unit]] = {}
    for unit in units:
        table.setdefault(id(unit.span.document), []).append(unit)
    return table
