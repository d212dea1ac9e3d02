"""What one document alone has: quotations, claims and names that no finding joins to another document."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from compare.analyse.places import Places
from compare.results import Form, Only
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.units import Unit
    from compare.model import Document, Span
    from compare.results import NameGroup, Quote, QuoteGroup

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 6  # of a sentence that makes a claim


def find_only(
    readings: Sequence[Reading],
    units: Iterable[Unit],
    quote_groups: Iterable[QuoteGroup],
    told: Iterable[Span],
    names: Iterable[NameGroup],
) -> tuple[Only, ...]:
    """For each document: its quotations in no group, its sentences that meet no *told* span, its own names.

    Sentences stand with those first that say most rare things; there are none if there is but one document.
    """
    if len(readings) < 2:  # noqa: PLR2004 - alone is alone among others
        return ()
    grouped = {
        id(rendering.quote) for group in quote_groups for rendering in group.renderings if rendering.quote
    }
    claims = _find_claims(units, Places((span, span) for span in told))
    own_names = _find_names(names, [reading.document for reading in readings])
    return tuple(
        Only(
            reading.document,
            _find_quotes(reading.quotes, grouped),
            tuple(claims.get(reading.document, ())),
            tuple(own_names.get(reading.document, ())),
        )
        for reading in readings
    )


def _find_quotes(quotes: Iterable[Quote], grouped: Collection[int]) -> tuple[Quote, ...]:
    return tuple(quote for quote in quotes if quote.form is Form.DIRECT and id(quote) not in grouped)


def _find_claims(units: Iterable[Unit], told: Places[Span]) -> dict[Document, list[Span]]:
    weighed: dict[Document, list[tuple[float, int, Span]]] = {}
    for unit in units:
        document = unit.span.document
        if count_counted_words(unit.span.text) < _FEWEST_WORDS or told.meeting(unit.span):
            continue
        weight = sum(value for key, value in zip(unit.keys, unit.weights, strict=True) if key.content)
        weighed.setdefault(document, []).append((-weight, unit.span.start, unit.span))
    return {
        document: [span for _, _, span in sorted(rows, key=lambda row: row[:2])]
        for document, rows in weighed.items()
    }


def _find_names(groups: Iterable[NameGroup], documents: Sequence[Document]) -> dict[Document, list[str]]:
    """Names by the one document that has them, the most mentioned first; none that stands in another text."""
    holders: dict[str, set[Document]] = defaultdict(set)
    for document in documents:
        for word in set(_WORD.findall(document.text)):
            holders[word].add(document)
    names: dict[Document, list[str]] = {}
    for group in groups:
        named = {document for variant in group.variants for document in variant.documents}
        if len(named) == 1 and not any(
            _stands_elsewhere(variant.text, named, holders) for variant in group.variants
        ):
            names.setdefault(named.pop(), []).append(group.name)
    return names


def _stands_elsewhere(name: str, named: set[Document], holders: Mapping[str, set[Document]]) -> bool:
    words = _WORD.findall(name)
    others = set.intersection(*(holders[word] for word in words)) - named if words else set()
    return any(name in document.text for document in others)
