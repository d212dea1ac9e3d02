"""A quotation's words where another text has them without marks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from compare.analyse.places import Places
from compare.analyse.renderings import find_kept
from compare.analyse.wording import Wording
from compare.model import Span
from compare.text.stopwords import is_stopword
from compare.text.words import list_plain_tokens, split_plain_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.renderings import Kept, Rarity
    from compare.model import Document
    from compare.text.words import Word

    Gram = tuple[str, ...]

_POINTS = ".,;:!?"
_RUN = 5  # words in a row; fewer are chance
_WEIGHT = 2.5  # of those words, in rare words


class _Place(NamedTuple):
    """A sentence in which runs of a quotation stand, with its words, and where the runs begin."""

    reading: Reading
    words: list[Word]
    starts: tuple[int, ...]


class Unmarked:
    """Where the texts of a corpus have the runs of these wordings: one pass over all sentences."""

    def __init__(self, readings: Sequence[Reading], wordings: Iterable[Wording], rarity: Rarity) -> None:
        wanted = _find_wanted(wordings)
        self._rarity = rarity
        self._quotes = Places((quote.span, quote) for reading in readings for quote in reading.quotes)
        self._places: dict[Gram, list[tuple[int, int]]] = defaultdict(list)
        self._sentences: list[tuple[Reading, list[Word]]] = []
        for reading in readings:
            for sentence in reading.sentences:
                tokens = list_plain_tokens(sentence.text)
                if wanted.keys().isdisjoint(_grams(tokens)):
                    continue
                own = reading.document
                hits = [hit for hit in enumerate(_grams(tokens)) if wanted.get(hit[1], own) is not own]
                for place, gram in hits:
                    self._places[gram].append((len(self._sentences), place))
                if hits:
                    words = split_plain_words(own.text, sentence.start, sentence.end)
                    self._sentences.append((reading, words))

    def find(self, wording: Wording, known: Container[Document]) -> Iterator[Kept]:
        """What other documents than the *known* ones keep of a wording outside quotation marks."""
        for place in self._meetings(wording):
            document = place.reading.document
            if document in known or document is wording.parts[0].document:
                continue
            first, last = place.starts[0], place.starts[-1] + _RUN
            if self._quotes.at(document, place.words[first].start):
                continue
            span = Span(document, place.words[first].start, place.words[last - 1].end)
            kept = find_kept(wording, Wording((span,), tuple(place.words[first:last])), self._rarity)
            if kept.evidence.support >= _WEIGHT and _says_something(span):
                yield kept

    def _meetings(self, wording: Wording) -> Iterator[_Place]:
        starts: dict[int, list[int]] = defaultdict(list)
        for gram in set(_grams(wording.tokens)):
            for sentence, place in self._places.get(gram, ()):
                starts[sentence].append(place)
        for sentence in sorted(starts):
            reading, words = self._sentences[sentence]
            yield _Place(reading, words, tuple(sorted(starts[sentence])))


def _says_something(span: Span) -> bool:
    """Whether more than a name is there: two words in small letters that are no function words."""
    words = [
        word
        for word in span.text.split()
        if word[0].islower() and not is_stopword(word.strip(_POINTS).lower())
    ]
    return len(words) > 1


def _find_wanted(wordings: Iterable[Wording]) -> dict[Gram, Document | None]:
    """The runs of the wordings, each with the one document that has it as a quotation; None for several."""
    wanted: dict[Gram, Document | None] = {}
    for wording in wordings:
        document = wording.parts[0].document
        for gram in _grams(wording.tokens):
            wanted[gram] = document if wanted.get(gram, document) is document else None
    return wanted


def _grams(tokens: Sequence[str]) -> Iterator[Gram]:
    return zip(*(tokens[i:] for i in range(_RUN)), strict=False)
