"""Versions: records that are like others, but stay, since a figure, date or negation differs."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from compare.dedup.outcome import Differing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.corpus.files import Sink
    from compare.corpus.rows import Rows
    from compare.kernels import Decision
    from compare.settings import DedupSettings

    Version = tuple[int, int, float]
    """A row, the one before it that it is like, and their Jaccard similarity."""

_LINE = b'{"id": %b, "path": %b, "version_of": %b, "version_of_path": %b, "version_score": %r}\n'
_NAMED = 10  # versions that are named
_BATCH = 1 << 14  # versions that are Python's at a time


def go_through(decision: Decision) -> Iterator[Version]:
    """The versions of a decision, by row."""
    for first in range(0, decision.versioned, _BATCH):
        yield from decision.versions(first, _BATCH)


def write_versions(rows: Rows, decision: Decision, sink: Sink) -> None:
    """A line for each version: which record it is, and which one it is like."""
    for row, other, score in go_through(decision):
        names = rows.name_json(row), rows.place_json(row), rows.name_json(other), rows.place_json(other)
        sink.write(_LINE % (*names, score))


def find_differing(rows: Rows, decision: Decision, settings: DedupSettings) -> tuple[Differing, ...]:
    """The versions most like the records that they are versions of, with the words that differ."""
    if not decision.versioned:
        return ()
    from compare.dedup.differences import find_differences  # noqa: PLC0415 - loads what few runs need

    nearest = nsmallest(_NAMED, go_through(decision), key=lambda version: (-version[2], version[0]))
    return tuple(
        Differing(
            rows.name(row),
            rows.name(other),
            score,
            find_differences(rows.text(other), rows.text(row), settings.unit),
        )
        for row, other, score in nearest
    )
