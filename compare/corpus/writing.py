"""What a run writes of its rows: the kept lines, the removed ones with the reason, and pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json
from compare.corpus.trail import Trail, join_lines
from compare.dedup.check import check_written
from compare.settings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.corpus.files import Sink
    from compare.corpus.rows import Rows
    from compare.corpus.verdict import Verdict
    from compare.settings import DedupSettings

_BATCH = 8 << 20  # bytes of kept lines that are written at a time


def write_kept(rows: Rows, verdict: Verdict, sink: Sink) -> None:
    """The lines of the records that stay, byte for byte."""
    first, written = 0, 0
    while first < len(rows.table):
        lines, first = rows.table.gather(first, verdict.drop, _BATCH)
        written += lines.count(b"\n")
        sink.write(lines)
    check_written("kept", written, verdict.kept)


def write_annotated(rows: Rows, verdict: Verdict, prefix: str, sink: Sink) -> None:
    """The lines of all records, each with what became of it."""
    written = _write_lines(Trail(rows, verdict.removals, prefix).all_lines(), sink)
    check_written("annotated", written, len(rows.table) - rows.skipped)


def write_removed(rows: Rows, verdict: Verdict, prefix: str, sink: Sink) -> None:
    """The lines of the records that go, each with the reason."""
    written = _write_lines(Trail(rows, verdict.removals, prefix).removed_lines(verdict.drop), sink)
    check_written("removed", written, len(verdict.removals))


def write_pairs(rows: Rows, settings: DedupSettings, threads: int, sink: Sink) -> None:
    """Every pair of duplicates by row; of identical records each with the first of them."""
    kind = str(Match.EXACT if Match.EXACT in settings.match else Match.NEAR)
    pairs = [(group[0], row, kind, 1.0) for group in rows.table.exact_groups() for row in group[1:]]
    if Match.NEAR in settings.match:
        near = rows.table.pairs(load=rows.load, threads=threads)
        pairs += [(left, right, str(Match.NEAR), score) for left, right, score in near]
    _write_lines((_pair_line(rows, *pair) for pair in sorted(pairs)), sink)


def _pair_line(rows: Rows, left: int, right: int, kind: str, score: float) -> bytes:
    names = {"left": rows.name(left), "right": rows.name(right)}
    return encode_json({**names, "kind": kind, "score": score}) + b"\n"


def _write_lines(lines: Iterable[bytes], sink: Sink) -> int:
    """Write lines; how many they are."""
    written = 0
    for batch, count in join_lines(lines):
        sink.write(batch)
        written += count
    return written
