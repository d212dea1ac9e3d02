"""Copied text as far as both copies tell the same: one may change a figure or a day, or deny the other.

Copied words make no fact. A copy that says 14 where the other says 12 does: it is told differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.updates import find_changes
from compare.model import Span
from compare.results import ChangeKind, Op, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.analyse.reading import Reading
    from compare.model import Document
    from compare.results import Edit, Passage

_OF_WEIGHT = frozenset({ChangeKind.NUMBER, ChangeKind.DATE, ChangeKind.DENIAL})
"""What a copy changes that makes it another telling; another name makes it one of somebody else."""


def list_copied(passages: Iterable[Passage], readings: Mapping[Document, Reading]) -> list[tuple[Span, Span]]:
    """The places of each copied passage, without the sentences in which its copies part."""
    return [
        part
        for passage in passages
        if passage.kind is PassageKind.COPIED
        for part in _cut(passage, readings[passage.left.document], readings[passage.right.document])
    ]


def _cut(passage: Passage, left: Reading, right: Reading) -> Iterator[tuple[Span, Span]]:
    """What lies between the sentences of a passage that its copies tell differently."""
    start, again = passage.left.start, passage.right.start
    for edit in passage.edits:
        if edit.op is Op.SAME or not _part(edit, left, right):
            continue
        here, there = _sentence_at(left, edit.left), _sentence_at(right, edit.right)
        if start < here[0] and again < there[0]:
            yield Span(left.document, start, here[0]), Span(right.document, again, there[0])
        start, again = max(start, here[1]), max(again, there[1])
    if start < passage.left.end and again < passage.right.end:
        yield (
            Span(left.document, start, passage.left.end),
            Span(right.document, again, passage.right.end),
        )


def _part(edit: Edit, left: Reading, right: Reading) -> bool:
    """Whether the copies differ here in what they tell, of the same names."""
    kinds = {change.kind for change in find_changes(edit, left, right)}
    return ChangeKind.NAME not in kinds and bool(kinds & _OF_WEIGHT)


def _sentence_at(reading: Reading, place: tuple[int, int]) -> tuple[int, int]:
    """From where to where the sentences reach that an edit stands in."""
    start, end = place
    sentences = reading.sentences_at(Span(reading.document, max(0, start - 1), end + 1))
    return (min(start, sentences[0].start), max(end, sentences[-1].end)) if sentences else place
