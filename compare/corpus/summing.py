"""The outcome of a run, summed up from its rows."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from compare import kernels
from compare.corpus.set_aside import strip_furniture
from compare.corpus.versions import find_differing
from compare.dedup.changes import Extent, find_changes
from compare.dedup.cuts import count_cuts
from compare.dedup.outcome import Close, Cost, Group, Insides, Outcome, SourceCount
from compare.dedup.tables import plan_bands
from compare.settings import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.corpus.rows import Rows
    from compare.corpus.verdict import Verdict
    from compare.dedup.furniture import FurnitureTable
    from compare.kernels import Decision
    from compare.settings import DedupSettings

_LARGEST = 5  # groups that are named
_CLOSEST = 10  # removals near the threshold that are named
_NEAR = "near"
_SHOWN = Extent(changes=2, context=4, words=8)  # of the texts of each of these


def sum_up(
    rows: Rows, verdict: Verdict, settings: DedupSettings, size: int, furniture: FurnitureTable | None
) -> Outcome:
    """What the run found; *size* is the bytes it read, *furniture* what was set aside."""
    groups = Counter(kept for _, kept, _, _ in verdict.removals.duplicates())
    decision = verdict.decision
    return Outcome(
        settings=settings,
        read=rows.count,
        kept=verdict.kept,
        exact=decision.exact,
        near=decision.near,
        inside=decision.inside,
        emptied=verdict.emptied,
        empty=decision.empty,
        unread=rows.skipped,
        blank=rows.blank,
        skipped=rows.log.skipped,
        notices=rows.log.notices,
        sources=tuple(_count_sources(rows, verdict)),
        group_count=len(groups),
        groups=tuple(Group(rows.name(row), count + 1) for row, count in _largest(groups)),
        candidates=decision.candidates,
        confirmed=decision.confirmed,
        bands=plan_bands(settings),
        insides=_sum_insides(decision) if Match.INSIDE in settings.match else None,
        closest=tuple(_find_closest(rows, verdict, furniture)),
        versions=decision.versioned,
        differing=find_differing(rows, decision, settings),
        kernel=kernels.isa(),
        bytes=size,
        cost=Cost(0.0, 0),
        furniture=furniture,
        parts=None if verdict.cuts is None else count_cuts(verdict.cuts),
    )


def _sum_insides(decision: Decision) -> Insides:
    return Insides(decision.inside_candidates, decision.inside_confirmed, decision.inside_kept)


def _largest(groups: Counter[int]) -> list[tuple[int, int]]:
    """The rows with the most duplicates; of equals the first ones."""
    return nsmallest(_LARGEST, groups.items(), key=lambda item: (-item[1], item[0]))


def _find_closest(rows: Rows, verdict: Verdict, furniture: FurnitureTable | None) -> Iterator[Close]:
    near = (removal for removal in verdict.removals.duplicates() if removal[2] == _NEAR)
    for row, kept, _, score in nsmallest(_CLOSEST, near, key=lambda removal: (removal[3], removal[0])):
        changes = find_changes(_read_text(rows, kept, furniture), _read_text(rows, row, furniture), _SHOWN)
        yield Close(rows.name(row), rows.name(kept), score, changes)


def _read_text(rows: Rows, row: int, furniture: FurnitureTable | None) -> str:
    """The text of a row as the rule saw it."""
    text = rows.text(row)
    return strip_furniture(text, rows.source_of(row), furniture) if furniture else text


def _count_sources(rows: Rows, verdict: Verdict) -> list[SourceCount]:
    """Records and removals of each source, by name."""
    read: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    gone = array("I", (row for row, *_ in verdict.removals))
    if rows.read.source:
        read.update(map(rows.source_of, range(rows.count)))
        removed.update(map(rows.source_of, gone))
    else:
        for name, first, end in _spans(rows):
            read[name] += end - first
            removed[name] += bisect_left(gone, end) - bisect_left(gone, first)
    return [SourceCount(name, count, removed[name]) for name, count in sorted(read.items())]


def _spans(rows: Rows) -> Iterator[tuple[str, int, int]]:
    """Runs of rows of one source, where that is a folder or file."""
    for source, span in islice(rows.spans(), rows.input_sources):
        if not source.by_entry:
            yield source.entries[0].source, span.start, span.stop
        else:
            for row, entry in zip(span, source.entries, strict=True):
                yield entry.source, row, row + 1
