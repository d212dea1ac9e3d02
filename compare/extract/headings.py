"""Speakers for quotes in headings, which seldom name one: the article gives the words in full below."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.text.stopwords import stem
from compare.text.words import split_plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.results import Quote

_LONGEST_HEADING = 120  # characters of a line that may be a heading
_FEWEST_WORDS = 2  # words that a heading must quote to be found again; one may be anybody's
_MOST_PLACES = 20  # places of a pair of words that are looked at


def attribute_headings(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes; one in a heading has the speaker of the attributed quote that holds its words."""
    waiting = [number for number, quote in enumerate(quotes) if quote.speaker is None and _in_heading(quote)]
    result = list(quotes)
    if not waiting:
        return result
    said = [(quote, _stems(quote)) for quote in quotes if quote.speaker is not None]
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, (_, stems) in enumerate(said):
        for position, pair in enumerate(pairwise(stems)):
            if len(places[pair]) < _MOST_PLACES:
                places[pair].append((number, position))
    for number in waiting:
        stems = _stems(quotes[number])
        for holder, position in places.get((stems[0], stems[1]), ()) if len(stems) >= _FEWEST_WORDS else ():
            if said[holder][1][position : position + len(stems)] == stems:
                source = said[holder][0]
                result[number] = replace(
                    quotes[number], speaker=source.speaker, speaker_span=source.speaker_span, via=source.via
                )
                break
    return result


def _stems(quote: Quote) -> list[str]:
    text = quote.span.document.text
    return [
        stem(word.token) for part in quote.parts for word in split_plain_words(text, part.start, part.end)
    ]


def _in_heading(quote: Quote) -> bool:
    """Whether the quote's line is short and runs on beside the quote without ending a sentence."""
    text = quote.span.document.text
    start = text.rfind("\n", max(0, quote.span.start - _LONGEST_HEADING), quote.span.start) + 1
    if start == 0 and quote.span.start > _LONGEST_HEADING:
        return False
    end = text.find("\n", quote.span.end, start + _LONGEST_HEADING + 1)
    if end < 0 and len(text) <= start + _LONGEST_HEADING:
        end = len(text)
    line = text[start:end].strip() if end >= 0 else ""
    return bool(line) and not line.endswith((".", ":", ";", ","))
