"""What becomes of each row: the keep order in the words of the table, the rule, and its own check."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from compare.corpus.cutting import find_cuts
from compare.corpus.dates import rank_by_date
from compare.corpus.rows import reading_again
from compare.corpus.scope import limit_rows
from compare.corpus.versions import go_through
from compare.dedup.check import check_counts, check_cuts, check_removals, check_versions
from compare.dedup.order import rank_sources
from compare.dedup.removals import Removals
from compare.kernels import find_broken_cut
from compare.settings import KEEP_FIRST, KEEP_LONGEST, KEEP_NEWEST, Level, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.rows import Rows
    from compare.dedup.cuts import Cuts
    from compare.kernels import Decision
    from compare.settings import DedupSettings

_SKIPPED = 2  # the status of a row that was not read
_AGAINST = 2  # the mark of a row that is neither kept nor removed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What goes, and why."""

    decision: Decision
    removals: Removals
    """By row; of kind `empty`, what holds no token, as a duplicate of itself."""
    drop: bytes
    """One byte a row: 1 where it goes, 2 where it is only compared with."""
    kept: int
    emptied: int
    cuts: Cuts | None = None
    """Below whole documents: what goes of texts."""


def decide_rows(rows: Rows, settings: DedupSettings, *, threads: int) -> Verdict:
    """The rule applied to the rows.

    Raises:
        BrokenInvariantError: what came out is not what the rule says.
    """
    table = rows.table
    limit_rows(rows, settings)
    keep, ranks = _rank(rows, settings)
    whole = settings.level is Level.DOCUMENT
    with reading_again(rows.sources):
        decision = table.decide(
            keep=keep,
            ranks=ranks,
            exact=whole and Match.EXACT in settings.match,
            near=whole and Match.NEAR in settings.match,
            load=rows.load,
            threads=threads,
        )
    drop = decision.drop()
    check_removals(Removals(decision), drop)
    check_versions(go_through(decision), drop)
    drop = drop[: rows.count] + bytes([_AGAINST]) * (len(table) - rows.count)
    empty = array("I", _find_empty(rows) if settings.drop_empty and decision.empty else ())
    cuts = None if whole else find_cuts(rows, settings.level, keep, ranks, threads=threads)
    emptied = cuts.emptied if cuts else array("I")
    if empty or emptied:
        drop = _mark(drop, chain(empty, emptied))
    if cuts:
        check_cuts(find_broken_cut(cuts.packed, drop))
    # Counted by the marks, as what is written will be.
    kept = drop.count(0) - sum(not drop[row] for row in rows.skipped_rows)
    check_counts(rows.count, kept, decision.removed + len(empty) + len(emptied), rows.skipped)
    removals = Removals(decision, empty, emptied)
    return Verdict(decision, removals, drop, kept, len(empty) + len(emptied), cuts)


def _rank(rows: Rows, settings: DedupSettings) -> tuple[str, bytes | None]:
    """The keep order as the table takes it."""
    if settings.keep in {KEEP_LONGEST, KEEP_FIRST}:
        return settings.keep, None
    if settings.keep == KEEP_NEWEST:
        return "ranks", rank_by_date(rows, settings)
    return "ranks", rank_sources(map(rows.source_of, range(len(rows.table))), settings.sources)


def _find_empty(rows: Rows) -> Iterator[int]:
    table = rows.table
    return (row for row in range(rows.count) if table.size(row)[1] == 0 and table.status(row) != _SKIPPED)


def _mark(drop: bytes, rows: Iterable[int]) -> bytes:
    marked = bytearray(drop)
    for row in rows:
        marked[row] = 1
    return bytes(marked)
