"""A quotation's words where another text has them without marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.renderings import Kept, Wording, find_kept
from compare.model import Span
from compare.text.words import split_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.renderings import Rarity
    from compare.model import Document

_RUN = 5  # words in a row; fewer are chance
_WEIGHT = 2.5  # of those words, in rare words


def find_unmarked(
    wording: Wording,
    readings: Sequence[Reading],
    rarity: Rarity,
    places: Mapping[Document, Sequence[tuple[int, int]]],
) -> Iterator[Kept]:
    """Runs of the wording's words in other documents, outside *places* and outside quotation marks."""
    if len(wording.words) < _RUN:
        return
    grams = {tuple(wording.tokens[i : i + _RUN]) for i in range(len(wording.words) - _RUN + 1)}
    for reading in readings:
        document = reading.document
        if document is wording.parts[0].document or document in places:
            continue
        for sentence in reading.sentences:
            words = split_plain_words(document.text, sentence.start, sentence.end)
            tokens = [word.token for word in words]
            hits = [i for i in range(len(words) - _RUN + 1) if tuple(tokens[i : i + _RUN]) in grams]
            if not hits or _quoted(words[hits[0]].start, reading):
                continue
            first, last = hits[0], hits[-1] + _RUN
            span = Span(document, words[first].start, words[last - 1].end)
            kept = find_kept(wording, Wording((span,), tuple(words[first:last])), rarity)
            if kept.weight >= _WEIGHT:
                yield kept


def _quoted(offset: int, reading: Reading) -> bool:
    return any(quote.span.start <= offset < quote.span.end for quote in reading.quotes)
