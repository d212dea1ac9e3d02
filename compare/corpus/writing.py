"""What a run writes of its rows: the kept lines, the removed ones with the reason, and pairs."""

from __future__ import annotations

from functools import lru_cache
from heapq import merge
from itertools import takewhile
from struct import Struct
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_text
from compare.corpus.equals import pair_equals
from compare.corpus.row_batches import json_lines, mark_gone
from compare.corpus.rows import BATCH, reading_again
from compare.corpus.shortening import shortened_lines, write_parts
from compare.corpus.trail import Trail
from compare.dedup.check import check_written
from compare.settings import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compare.corpus.files import Sink
    from compare.corpus.forms import Form
    from compare.corpus.parts import Parts
    from compare.corpus.rows import Rows
    from compare.corpus.trail import Versions
    from compare.corpus.verdict import Verdict
    from compare.settings import DedupSettings

_PAIR = Struct("=IIdQ")  # as the kernels pack two rows, a score and a kind:
_PAIR_KINDS = {1: Match.NEAR, 2: Match.INSIDE}
_LINE = b'{"left": %b, "right": %b, "kind": "%b", "score": %r}\n'
_NAMES = 1 << 16  # rows whose names are remembered


def write_kept(rows: Rows, verdict: Verdict, form: Form, suffix: str, parts: Parts) -> None:
    """The records that stay: what has that form already as it stands, the rest converted."""
    gone = mark_gone(rows, verdict.drop)
    if form.is_columns:
        from compare.corpus.column_writer import write_columns  # noqa: PLC0415 - few runs need it

        written = write_columns(rows, gone, form, suffix, parts)
    elif form.is_table:
        from compare.corpus.table_writer import write_table  # noqa: PLC0415 - as above

        written = write_table(rows, gone, form, parts)
    else:
        written = _write_lines(_list_lines(rows, verdict, gone), parts)
    check_written("kept", written, verdict.kept)


def _list_lines(rows: Rows, verdict: Verdict, gone: bytes) -> Iterator[tuple[bytes, int]]:
    """The lines of the records that stay, without what goes of their texts."""
    if verdict.cuts is not None:
        return shortened_lines(rows, verdict, gone)
    return ((lines, number) for lines, number, _ in json_lines(rows, gone))


def write_annotated(rows: Rows, verdict: Verdict, prefix: str, versions: Versions, parts: Parts) -> None:
    """The lines of all records, each with what became of it; *versions* are None where there is no guard."""
    written = _write_lines(Trail(rows, verdict.removals, prefix).all_lines(versions), parts)
    check_written("annotated", written, rows.count - rows.skipped)


def _write_lines(batches: Iterable[tuple[bytes, int]], parts: Parts) -> int:
    """Write batches of lines, be it none; how many lines they are."""
    written = 0
    for batch, count in batches:
        parts.write(batch)
        written += count
    parts.finish(head=b"")
    return written


def write_removed(
    rows: Rows, verdict: Verdict, prefix: str, sink: Sink, *, needless: Callable[[], bool]
) -> None:
    """The lines of the records that go, each with the reason; no more of them once it is *needless*."""
    batches = Trail(rows, verdict.removals, prefix).removed_lines(verdict.drop)
    written = _write_batches(takewhile(lambda _: not needless(), batches), sink)
    check_written("removed", written, len(verdict.removals))
    if verdict.cuts is not None:
        with reading_again(rows.sources):
            written = write_parts(rows, verdict, sink, needless=needless)
        check_written("cut", written, len(verdict.cuts))


def write_pairs(rows: Rows, settings: DedupSettings, threads: int, sink: Sink) -> None:
    """Every pair of duplicates by row; of identical records each with the first of them.

    Of a record inside another that is the left one, which holds it.
    """
    alike, near = b"", Match.NEAR in settings.match
    if near or Match.INSIDE in settings.match:
        with reading_again(rows.sources):
            alike = rows.table.pairs(near=near, load=rows.load, threads=threads)
    verified = ((*pair, _PAIR_KINDS[kind]) for *pair, kind in _PAIR.iter_unpack(alike))
    pairs = merge(pair_equals(rows, settings), verified)

    @lru_cache(maxsize=_NAMES)
    def name(row: int) -> bytes:
        return encode_text(rows.name(row))

    lines = (_LINE % (name(left), name(right), kind.encode(), score) for left, right, score, kind in pairs)
    _write_batches(_join_lines(lines), sink)


def _write_batches(batches: Iterable[tuple[bytes, int]], sink: Sink) -> int:
    """Write batches of lines; how many lines they are."""
    written = 0
    for batch, count in batches:
        sink.write(batch)
        written += count
    return written


def _join_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Lines in batches worth writing, and how many each holds."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= BATCH:
            yield b"".join(batch), len(batch)
            batch, size = [], 0
    if batch:
        yield b"".join(batch), len(batch)
