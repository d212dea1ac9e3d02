"""Lines of records whose texts lose parts: the text alone is rewritten, the rest stays byte for byte."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.encode import encode_text
from compare.corpus.literal import find_literal
from compare.corpus.row_batches import json_lines
from compare.corpus.rows import BATCH
from compare.dedup.check import check_shortened, check_written
from compare.kernels import cut_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compare.corpus.files import Sink
    from compare.corpus.rows import Rows
    from compare.corpus.verdict import Verdict
    from compare.dedup.cuts import Cut


class TextLine(NamedTuple):
    """A line of a record, and where its text stands in it, between quotation marks."""

    line: bytes
    start: int
    end: int
    text: str
    exact: bool
    """Whether the text is what stands there, and not what was made of bytes that are not UTF-8."""


def read_text_line(rows: Rows, row: int, line: bytes) -> TextLine:
    """The line of a row with its text."""
    place = rows.table.text_place(row)
    start, end = (place[0], sum(place)) if place else find_literal(line, rows.read.text)
    try:
        text = json.loads(line[start - 1 : end + 1].decode())
    except UnicodeDecodeError:
        return TextLine(line, start, end, rows.load(row).decode("utf-8", "surrogatepass"), exact=False)
    return TextLine(line, start, end, text, exact=True)


def shorten(read: TextLine, cuts: Sequence[Cut]) -> bytes:
    """The line without the cuts of its text.

    Raises:
        BrokenInvariantError: read back, the text is not what it was without them.
    """
    edges = list(chain.from_iterable((cut.start, cut.end) for cut in cuts))
    kept = "".join(
        read.text[end:start] for end, start in zip([0, *edges[1::2]], [*edges[::2], None], strict=True)
    )
    if read.exact:
        literal = cut_string(read.line[read.start : read.end], array("I", edges).tobytes())
    else:
        literal = encode_text(kept)[1:-1]
    check_shortened(read.text, kept, edges, json.loads(b'"%b"' % literal))
    return read.line[: read.start] + literal + read.line[read.end :]


def shortened_lines(rows: Rows, verdict: Verdict, gone: bytes) -> Iterator[tuple[bytes, int]]:
    """The lines of the rows that are not *gone* and how many, those that lose nothing byte for byte."""
    shortened = 0
    changed = _changed_rows(verdict)
    row, cuts = next(changed, (len(rows.table), []))
    for lines, count, some in json_lines(rows, gone):
        if row >= some.stop:
            yield lines, count
            continue
        several = lines.split(b"\n")
        place, begin = 0, some.start
        while row < some.stop:
            place += gone.count(0, begin, row)
            begin = row
            several[place] = shorten(read_text_line(rows, row, several[place]), cuts)
            shortened += 1
            row, cuts = next(changed, (len(rows.table), []))
        yield b"\n".join(several), count
    check_written("shortened", shortened, sum(1 for _ in _changed_rows(verdict)))


def _changed_rows(verdict: Verdict) -> Iterator[tuple[int, list[Cut]]]:
    """The rows that stay and lose something."""
    rows = verdict.cuts.by_row() if verdict.cuts else iter(())
    return ((row, cuts) for row, cuts in rows if not verdict.drop[row])


def write_parts(rows: Rows, verdict: Verdict, sink: Sink, *, needless: Callable[[], bool]) -> int:
    """What was cut, each part with the place in a text that stays which it repeats; how many they are.

    No more of them are written once it is *needless*.
    """
    written, batch, size = 0, list[bytes](), 0
    for row, cuts in verdict.cuts.by_row() if verdict.cuts else ():
        if needless():
            break
        text = rows.text(row)
        for cut in cuts:
            batch.append(_tell_part(rows, cut, text[cut.start : cut.end]))
            size += len(batch[-1])
        written += len(cuts)
        if size >= BATCH:
            sink.write(b"".join(batch))
            batch, size = [], 0
    sink.write(b"".join(batch))
    return written


_PART = (
    b'{"document": %b, "path": %b, "start": %d, "end": %d, "text": %b, '
    b'"repeats": {"document": %b, "path": %b, "start": %d, "end": %d}}\n'
)


def _tell_part(rows: Rows, cut: Cut, text: str) -> bytes:
    return _PART % (
        rows.name_json(cut.row),
        rows.place_json(cut.row),
        cut.start,
        cut.end,
        encode_text(text),
        rows.name_json(cut.source),
        rows.place_json(cut.source),
        cut.source_start,
        cut.source_end,
    )
