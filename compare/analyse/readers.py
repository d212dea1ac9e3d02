"""All documents taken apart, beside other work where there are cores for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from compare.analyse.crew import Crew, cut_pieces
from compare.analyse.freight import Freight
from compare.analyse.reading import Reading, take_apart
from compare.extract.names import Name
from compare.model import Span
from compare.results import Form, Quote
from compare.stages import Stage, share_of, tell_nobody

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document
    from compare.results import Furniture
    from compare.stages import Progress

    Found: TypeAlias = tuple[tuple[Span, ...], tuple[Name, ...], tuple[Quote, ...]]


def read_beside(
    documents: Sequence[Document], furniture: Iterable[Furniture], *, helpers: int
) -> Crew[tuple[Found, ...]]:
    """A crew that takes the documents apart; `collect_readings` makes readings of what it finds."""
    lines = _by_document(furniture)
    pieces = [documents[place] for place in cut_pieces(len(documents))]

    def work(piece: int) -> tuple[Found, ...]:
        readings = [take_apart(document, lines[document]) for document in pieces[piece]]
        return tuple((reading.sentences, reading.names, reading.quotes) for reading in readings)

    freight = Freight(documents, (Span, Name, Quote, Form))
    return Crew(work, len(pieces), freight=freight, helpers=helpers)


def collect_readings(
    documents: Sequence[Document],
    furniture: Iterable[Furniture],
    crew: Crew[tuple[Found, ...]],
    *,
    progress: Progress = tell_nobody,
) -> list[Reading]:
    """The readings of the documents, their quotations numbered over the corpus: 2.7 is of the second one."""
    lines = _by_document(furniture)
    results = crew.results(share_of(progress, Stage.SAID, len(documents)))
    found = [each for piece in results for each in piece]
    return [
        Reading(document, tuple(lines[document]), sentences, names, _number(quotes, number))
        for number, (document, (sentences, names, quotes)) in enumerate(
            zip(documents, found, strict=True), start=1
        )
    ]


def _by_document(furniture: Iterable[Furniture]) -> dict[Document, list[Furniture]]:
    lines: dict[Document, list[Furniture]] = defaultdict(list)
    for line in furniture:
        lines[line.span.document].append(line)
    return lines


def _number(quotes: Sequence[Quote], number: int) -> tuple[Quote, ...]:
    return tuple(replace(quote, id=f"{number}.{place}") for place, quote in enumerate(quotes, start=1))
