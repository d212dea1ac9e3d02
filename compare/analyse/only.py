"""What one document or source alone has: quotations, claims and names that no finding joins to another."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from compare.analyse.places import Places
from compare.extract.quotes import is_speech, is_title
from compare.results import Form, Only
from compare.settings import By
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.units import Unit
    from compare.model import Document, Span
    from compare.results import NameGroup, Quote, QuoteGroup

    Owner = Document | str

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 6  # of a sentence that makes a claim


def find_only(  # noqa: PLR0913 - each is one kind of thing that one alone can have
    readings: Sequence[Reading],
    units: Iterable[Unit],
    findings: Iterable[Sequence[Span]],
    quote_groups: Iterable[QuoteGroup],
    names: Iterable[NameGroup],
    *,
    by: By,
) -> tuple[Only, ...]:
    """For each document or source: its quotations, sentences and names that no finding joins to another one.

    Sentences stand with those first that say most rare things, those behind that retell what somebody said;
    there are none if there is but one of them.
    """
    owners: dict[Owner, list[Reading]] = defaultdict(list)
    for reading in readings:
        owners[_owner(reading.document, by)].append(reading)
    if len(owners) < 2:  # noqa: PLR2004 - alone is alone among others
        return ()
    told = Places((span, span) for spans in findings if _are_told_by_others(spans, by) for span in spans)
    quoted = Places(
        (quote.span, quote.span) for reading in readings for quote in reading.quotes if _is_own_words(quote)
    )
    retold = Places(
        (quote.span, quote.span) for reading in readings for quote in reading.quotes if quote.speaker
    )
    claims = _find_claims((one for one in units if not _is_quoted(one.span, quoted)), told, retold, by)
    grouped = _find_grouped(quote_groups, by)
    own_names = _find_names(names, [reading.document for reading in readings], by)
    return tuple(
        Only(
            source=members[0].document.source,
            document=None if by is By.SOURCE else members[0].document,
            quotes=tuple(quote for member in members for quote in _find_quotes(member.quotes, grouped)),
            claims=tuple(claims.get(owner, ())),
            names=tuple(own_names.get(owner, ())),
        )
        for owner, members in owners.items()
    )


def _owner(document: Document, by: By) -> Owner:
    return document.source if by is By.SOURCE else document


def _are_told_by_others(spans: Iterable[Span], by: By) -> bool:
    return len({_owner(span.document, by) for span in spans}) > 1


def _find_grouped(groups: Iterable[QuoteGroup], by: By) -> set[int]:
    """The quotations that more than one has, by their identity."""
    return {
        id(rendering.quote)
        for group in groups
        if _are_told_by_others([rendering.span for rendering in group.renderings], by)
        for rendering in group.renderings
        if rendering.quote
    }


def _find_quotes(quotes: Iterable[Quote], grouped: Collection[int]) -> tuple[Quote, ...]:
    """What stands in marks that no other has."""
    return tuple(quote for quote in quotes if id(quote) not in grouped and _is_own_words(quote))


def _is_own_words(quote: Quote) -> bool:
    """Whether a quote gives what somebody said; the title of a work, or a single word, is no such thing."""
    return quote.form is Form.DIRECT and is_speech(quote) and not is_title(quote)


def _is_quoted(span: Span, quoted: Places[Span]) -> bool:
    """Whether half of a sentence or more is told as a quote already."""
    shared = sum(min(one.end, span.end) - max(one.start, span.start) for one in quoted.meeting(span))
    return 2 * shared >= span.end - span.start


def _find_claims(
    units: Iterable[Unit], told: Places[Span], retold: Places[Span], by: By
) -> dict[Owner, list[Span]]:
    """The sentences that no finding joins to others; those that tell somebody's words stand last."""
    weighed: dict[Owner, list[tuple[bool, float, str, int, Span]]] = defaultdict(list)
    for unit in units:
        document = unit.span.document
        if count_counted_words(unit.span.text) < _FEWEST_WORDS or told.meeting(unit.span):
            continue
        if unit.heading and unit.span.end < len(document.text.rstrip()):  # told in full below
            continue
        weight = sum(value for key, value in zip(unit.keys, unit.weights, strict=True) if key.content)
        weighed[_owner(document, by)].append(
            (_is_quoted(unit.span, retold), -weight, document.id, unit.span.start, unit.span)
        )
    return {
        owner: [span for *_, span in sorted(rows, key=lambda row: row[:4])] for owner, rows in weighed.items()
    }


def _find_names(groups: Iterable[NameGroup], documents: Sequence[Document], by: By) -> dict[Owner, list[str]]:
    """Names by the one that has them, the most mentioned first; none that stands in another's text."""
    holders: dict[str, set[Document]] = defaultdict(set)
    for document in documents:
        for word in set(_WORD.findall(document.text)):
            holders[word].add(document)
    names: dict[Owner, list[str]] = {}
    for group in groups:
        owners = {_owner(document, by) for variant in group.variants for document in variant.documents}
        if len(owners) > 1:
            continue
        places = [place for variant in group.variants for place in _find_holders(variant.text, holders)]
        if all(_owner(document, by) in owners for document in places):
            names.setdefault(owners.pop(), []).append(group.name)
    return names


def _find_holders(name: str, holders: Mapping[str, set[Document]]) -> list[Document]:
    """The documents in whose text a name stands."""
    words = _WORD.findall(name)
    documents = set.intersection(*(holders[word] for word in words)) if words else set()
    return [document for document in documents if name in document.text]
