"""The front door of the analysis: documents in, everything found between them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.analyse.bodies import read_bodies
from compare.analyse.copies import group_copies
from compare.analyse.outlets import sum_outlets
from compare.analyse.overlap import find_overlaps
from compare.analyse.passages import find_passages
from compare.analyse.readers import collect_readings, read_beside
from compare.analyse.sketches import Sketches
from compare.analyse.sources import find_source_overlaps
from compare.analyse.told import Told, find_told, number
from compare.analyse.verdict import Findings, tell_verdict
from compare.results import Comparison
from compare.settings import By, Section
from compare.stages import Stage, tell_nobody
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.bodies import Body
    from compare.model import Document, Skipped
    from compare.results import Outlet, Story
    from compare.settings import CompareSettings
    from compare.stages import Progress

_DIGITS = re.compile(r"([0-9]{1,18})")
_TEXT_OF_ONE = 250_000  # characters of text for which a process more is worth its while


def compare_documents(  # noqa: PLR0913 - each is one thing to choose about a report
    documents: Sequence[Document],
    settings: CompareSettings,
    *,
    skipped: Sequence[Skipped] = (),
    by: By = By.DOC,
    sections: frozenset[Section] = frozenset(Section),
    workers: int = 1,
    progress: Progress = tell_nobody,
) -> Comparison:
    """All findings between documents, whose order does not matter.

    Args:
        documents: what is compared.
        settings: how.
        skipped: what could not be read.
        by: whether overlaps, and what one alone has, are told of documents or of their sources.
        sections: the parts of the report that are wanted; for others nothing is looked for.
        workers: how many processes may work at once, where that pays; the findings are the same.
        progress: is told of each stage how much of it is done, and how much there is (0: not known).
    """
    documents = tuple(sorted(documents, key=_natural))
    furniture = find_furniture(documents)
    bodies = read_bodies(documents, furniture)
    told_too = bool(sections - {Section.OVERLAP})  # takes far longer than the overlaps
    helpers = _count_helpers(documents, workers)
    progress(Stage.SHARED, 0, 0)
    with read_beside(documents if told_too else (), furniture, helpers=helpers) as crew:
        passages = number(find_passages(bodies, settings, progress=progress), "P")
        sketches = Sketches([body.text for body in bodies], settings)
        overlaps = find_overlaps(bodies, passages, sketches)
        copies = number(group_copies(bodies, overlaps), "G")
        readings = collect_readings(documents, furniture, crew, progress=progress) if told_too else []
    shared = overlaps, passages
    told = Told(())
    if told_too:
        told = find_told(readings, shared, by=by, sections=sections, helpers=helpers, progress=progress)
    findings = Findings(
        told.stories,
        overlaps,
        copies,
        passages,
        told.quote_groups,
        told.facts,
        told.updates,
        alone=_count_alone(told.stories, bodies),
    )
    return Comparison(
        settings=settings,
        by=by,
        sections=sections,
        verdict=tell_verdict(len(documents), findings, sections),
        skipped=tuple(skipped),
        documents=documents,
        stories=told.stories,
        furniture=tuple(furniture),
        overlaps=overlaps,
        source_overlaps=find_source_overlaps(bodies, passages, overlaps, sketches) if by is By.SOURCE else (),
        copies=copies,
        passages=passages,
        quotes=told.quotes,
        quote_groups=told.quote_groups,
        facts=told.facts,
        similar_claims=told.similar_claims,
        names=told.names,
        only=told.only,
        updates=told.updates,
        voices=told.voices,
        outlets=_sum_outlets(documents, told) if by is By.SOURCE and told_too else (),
    )


def _sum_outlets(documents: Sequence[Document], told: Told) -> tuple[Outlet, ...]:
    return sum_outlets(documents, told.stories, told.facts, told.quote_groups)


def _count_alone(stories: Iterable[Story], bodies: Iterable[Body]) -> int:
    """How many documents with text tell a story that no other does."""
    with_text = {body.document for body in bodies if body.words}
    return sum(with_text.issuperset(story.documents) for story in stories if len(story.documents) == 1)


def _count_helpers(documents: Sequence[Document], workers: int) -> int:
    """How many processes beside this one there is enough work for."""
    text = sum(len(document.text) for document in documents)
    return min(workers - 1, text // _TEXT_OF_ONE)


def _natural(document: Document) -> tuple[list[tuple[str, int]], str, str, str]:
    """Ids in the order a person expects, x:9 before x:10; ids need not be unique."""
    parts = _DIGITS.split(document.id)
    numbered = [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
    return numbered, document.id, document.path, document.text
