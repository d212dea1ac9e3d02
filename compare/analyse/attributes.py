"""The attributes of a fact, document by document, compared by normal value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.contrasts import find_contrasts
from compare.analyse.speakers import must_be_two
from compare.extract.dates import relate_dates
from compare.extract.modality import find_denial, find_hedge, is_expected
from compare.extract.numbers import relate_numbers
from compare.extract.places import is_place, places_agree
from compare.model import Span
from compare.results import Attribute, Status, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.speakers import Speaker
    from compare.analyse.units import Unit
    from compare.extract.dates import DateMention
    from compare.extract.numbers import NumberMention
    from compare.model import Document

T = TypeVar("T")

_STATED = "stated"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is compared of one mention: the span shown, and where its dates and numbers stand."""

    shown: Span
    around: tuple[Span, ...]
    reading: Reading
    modal: Span | None = None
    """Where a hedge belongs to it; None for a mention that names an event and does not tell it."""
    denial: Span | None = None
    """Where a denial does, if that is a wider place."""
    voice: Speaker | None = None
    """Who says so, if it is not the document itself."""
    told: tuple[Unit, Span] | None = None
    """The sentence, and the clause of it, that a contradiction is looked for in."""


def compare_attributes(statements: Sequence[Statement]) -> tuple[Attribute, ...]:
    """When, how many, where and how sure, over the documents that tell it; what none gives is left out."""
    attributes = (
        _compare("when", statements, _find_dates, relate_dates),
        # Of several figures and places each counts; of several dates one may belong to another clause.
        _compare("number", statements, _find_numbers, relate_numbers, every=True),
        _compare("where", statements, _find_places, _relate_places, every=True),
        _compare("certainty", statements, _find_modality, _relate_modality),
        _compare("according to", statements, _find_voice, _relate_voices),
    )
    told = [statement.told for statement in statements if statement.told is not None]
    return (
        *find_contrasts(told),
        *(attribute for attribute in attributes if attribute is not None and _tells(attribute)),
    )


def _tells(attribute: Attribute) -> bool:
    """Whether an attribute is worth a line: that all state a thing plainly is none."""
    return any(value.normal != _STATED for value in attribute.values)


def _value(span: Span, normal: str) -> Value:
    return Value(span.document, span.text, normal, span)


def _find_dates(statement: Statement) -> Iterator[tuple[Value, DateMention]]:
    for span in statement.around:
        for date in statement.reading.dates_in(span):
            yield _value(Span(span.document, date.start, date.end), date.normal), date


def _find_numbers(statement: Statement) -> Iterator[tuple[Value, NumberMention]]:
    for span in statement.around:
        for number in statement.reading.numbers_in(span):
            yield _value(Span(span.document, number.start, number.end), number.normal), number


def _find_places(statement: Statement) -> Iterator[tuple[Value, str]]:
    span = statement.shown
    for name in statement.reading.names_in(span):
        if is_place(name.text):
            yield _value(Span(span.document, name.start, name.end), name.text.lower()), name.text


def _find_modality(statement: Statement) -> Iterator[tuple[Value, str]]:
    """How sure a document is: what it denies, expects, holds possible, or states."""
    span = statement.modal
    if span is None:
        return
    wider = statement.denial or span
    negation, hedge = find_denial(wider.text), find_hedge(span.text)
    found, around = (negation, wider) if negation else (hedge, span)
    if found is None:
        yield Value(span.document, _STATED, _STATED, span), _STATED
        return
    normal = "denied" if negation else "expected" if is_expected(found.group()) else "possible"
    yield (
        _value(Span(span.document, around.start + found.start(), around.start + found.end()), normal),
        normal,
    )


def _find_voice(statement: Statement) -> Iterator[tuple[Value, Speaker]]:
    if voice := statement.voice:
        yield Value(statement.shown.document, voice.text, voice.text.lower(), statement.shown), voice


def _relate_voices(left: Speaker, right: Speaker) -> Status:
    """Two names of one person share their last word; two offices that do need not be one."""
    if left.text.lower() == right.text.lower() or (left.entity is not None and left.entity == right.entity):
        return Status.SAME
    last, other = left.text.rsplit(maxsplit=1)[-1], right.text.rsplit(maxsplit=1)[-1]
    if last.lower() != other.lower() or must_be_two(left, right):
        return Status.DIFFERS
    return Status.SAME if last[0].isupper() else Status.COMPATIBLE


def _relate_places(left: str, right: str) -> Status:
    if left.lower() == right.lower():
        return Status.SAME
    return Status.COMPATIBLE if places_agree(left, right) else Status.DIFFERS


def _relate_modality(left: str, right: str) -> Status:
    return Status.SAME if left == right else Status.DIFFERS


_ORDER = (Status.SAME, Status.COMPATIBLE, Status.DIFFERS)


def _compare(
    name: str,
    statements: Iterable[Statement],
    find: Callable[[Statement], Iterable[tuple[Value, T]]],
    relate: Callable[[T, T], Status | None],
    *,
    every: bool = False,
) -> Attribute | None:
    """The attribute over all documents: as far apart as the two documents that are furthest apart in it."""
    given: dict[Document, list[tuple[Value, T]]] = defaultdict(list)
    for statement in statements:
        for value, item in find(statement):
            if all(value.normal != known.normal for known, _ in given[value.document]):
                given[value.document].append((value, item))
    documents = [document for document, values in given.items() if values]
    if not documents:
        return None
    shown = tuple(value for document in documents for value, _ in given[document])
    statuses = [
        status
        for left, right in combinations(documents, 2)
        if (status := _nearest(given[left], given[right], relate, every=every)) is not None
    ]
    return Attribute(name, max(statuses, key=_ORDER.index) if statuses else Status.ONE_SIDED, shown)


def _nearest(
    left: Sequence[tuple[Value, T]],
    right: Sequence[tuple[Value, T]],
    relate: Callable[[T, T], Status | None],
    *,
    every: bool,
) -> Status | None:
    """How two documents stand to each other, each value beside its best partner: by all, or by the nearest.

    A value without a comparable partner is more on one side: then they are no more than compatible.
    """
    ranked = sorted(
        (_ORDER.index(status), i, j)
        for i, (_, one) in enumerate(left)
        for j, (_, other) in enumerate(right)
        if (status := relate(one, other)) is not None
    )
    if not ranked:
        return None
    taken, given, matched = set(), set(), []
    for rank, i, j in ranked:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            matched.append(rank)
    status = _ORDER[matched[-1] if every else matched[0]]
    alone = len(left) + len(right) > len(taken) + len(given)
    return Status.COMPATIBLE if alone and status is Status.SAME else status
