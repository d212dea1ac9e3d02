"""A quotation's words where another text has them without marks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.analyse.places import Places
from compare.analyse.renderings import find_kept
from compare.analyse.wording import Wording
from compare.model import Span
from compare.text.counted import split_counted_words
from compare.text.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from compare.analyse.renderings import Kept, Rarity
    from compare.analyse.sentence_words import Gram, SentenceWords
    from compare.model import Document

_POINTS = ".,;:!?"
_RUN = 5  # words in a row; fewer are chance
_MOST_PLACES = 200  # where a run stands; what stands in more is a stock phrase
_WEIGHT = 2.5  # of those words, in rare words


class Unmarked:
    """Where the texts of a corpus have the runs of these wordings."""

    def __init__(
        self,
        quoted: Iterable[Span],
        words: SentenceWords,
        wordings: Iterable[Wording],
        rarity: Rarity,
    ) -> None:
        """Of the sentences, the parts that are *quoted* hold no unmarked copy."""
        self._rarity = rarity
        self._sentences = words.sentences
        self._quoted = Places((span, span) for span in quoted)
        self._places = words.find_repeated({gram for one in wordings for gram in _grams(one.tokens)}, _RUN)

    def find(self, wording: Wording, known: Container[Document]) -> Iterator[Kept]:
        """What other documents than the *known* ones keep of a wording outside quotation marks."""
        own = wording.parts[0].document
        for sentence, starts in self._meetings(wording):
            document = sentence.document
            if document in known or document is own:
                continue
            words = split_counted_words(document.text, sentence.start, sentence.end)[
                starts[0] : starts[-1] + _RUN
            ]
            if self._quoted.at(document, words[0].start):
                continue
            span = Span(document, words[0].start, words[-1].end)
            kept = find_kept(wording, Wording((span,), tuple(words)), self._rarity)
            if kept.evidence.support >= _WEIGHT and _says_something(span):
                yield kept

    def _meetings(self, wording: Wording) -> Iterator[tuple[Span, list[int]]]:
        """The sentences that have runs of the wording, and where these begin."""
        starts: dict[int, list[int]] = defaultdict(list)
        for gram in set(_grams(wording.tokens)):
            places = self._places.get(gram, ())
            for sentence, place in places if len(places) <= _MOST_PLACES else ():
                starts[sentence].append(place)
        for sentence in sorted(starts):
            yield self._sentences[sentence], sorted(starts[sentence])


def _says_something(span: Span) -> bool:
    """Whether more than a name is there: two words in small letters that are no function words."""
    words = [
        word
        for word in span.text.split()
        if word[0].islower() and not is_stopword(word.strip(_POINTS).lower())
    ]
    return len(words) > 1


def _grams(tokens: Sequence[str]) -> Iterator[Gram]:
    return zip(*(tokens[i:] for i in range(_RUN)), strict=False)
