"""What is said of a record that goes or stays: fields at the end of its line, the rest staying as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.corpus.rows import Rows
    from compare.dedup.check import Removal

PREFIX = "duplicate_"
FIELDS = ("of", "kind", "score", "group", "path", "of_path")
EMPTY = "empty"  # the kind of a removal that is nobody's duplicate
_DIGITS = 6  # of a score
_BATCH = 1 << 20  # bytes of lines that are taken at once
_NULL = b"null"
_SWAPPED = bytes([1, 0]) + bytes(range(2, 256))  # removed for kept


class Trail:
    """Adds to lines what became of their records, in fields whose names begin with *prefix*."""

    def __init__(self, rows: Rows, removals: Sequence[Removal], prefix: str = PREFIX) -> None:
        self._rows = rows
        self._removals = removals
        self._names: dict[int, tuple[bytes, bytes]] = {}  # of kept rows: id and place, as JSON
        self._fields = [encode_json(prefix + name) for name in FIELDS]
        self._template = b", " + b", ".join(name.replace(b"%", b"%%") + b": %b" for name in self._fields)

    def removed_lines(self, drop: bytes) -> Iterator[bytes]:
        """The lines of the records that go, each with the reason; *drop* marks them."""
        lines = self._gather(drop.translate(_SWAPPED))
        for line, removal in zip(lines, self._removals, strict=True):
            yield add_fields(line, self._explain(removal))

    def all_lines(self) -> Iterator[bytes]:
        """The lines of all records, each with the fields; those that stay have an empty `of`, kind and score.

        Raises:
            SettingsError: a record has such a field already.
        """
        length = len(self._rows.table)
        read = (row for row in range(length) if row not in self._rows.skipped_rows)
        removals = {removal[0]: removal for removal in self._removals}
        for line, row in zip(self._gather(bytes(length)), read, strict=True):
            self._refuse_own(row, line)
            removal = removals.get(row)
            yield add_fields(line, self._explain(removal) if removal else self._explain_kept(row))

    def _gather(self, drop: bytes) -> Iterator[bytes]:
        """The lines of the rows that *drop* does not mark, each without its end."""
        first = 0
        while first < len(self._rows.table):
            block, first = self._rows.table.gather(first, drop, _BATCH)
            yield from block.split(b"\n")[:-1]

    def _explain(self, removal: Removal) -> bytes:
        row, kept, kind, score = removal
        place = self._rows.place_json(row)
        if kind == EMPTY:
            return self._template % (_NULL, b'"empty"', _NULL, _NULL, place, _NULL)
        name, kept_place = self._kept(kept)
        told = b"%r" % round(score, _DIGITS)
        return self._template % (name, b'"%b"' % kind.encode(), told, name, place, kept_place)

    def _explain_kept(self, row: int) -> bytes:
        name, place = self._kept(row)
        return self._template % (_NULL, _NULL, _NULL, name, place, _NULL)

    def _kept(self, row: int) -> tuple[bytes, bytes]:
        """The id and the place of a row that stays."""
        known = self._names.get(row)
        if known is None:
            known = self._names[row] = self._rows.name_json(row), self._rows.place_json(row)
        return known

    def _refuse_own(self, row: int, line: bytes) -> None:
        """Refuse a record that has one of the fields."""
        if any(field in line for field in self._fields):
            for name in self._fields:
                if name.decode()[1:-1] in self._rows.record(row):
                    msg = (
                        f"{self._rows.place(row)} has a field {name.decode()} already: "
                        "choose other names with --annotate-prefix"
                    )
                    raise SettingsError(msg)


def add_fields(line: bytes, fields: bytes) -> bytes:
    """A line of JSON with fields before its closing brace, and a line end."""
    end = line.rindex(b"}")
    return b"%b%b%b\n" % (line[:end], fields, line[end:])


def join_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Lines in batches worth writing, and how many each holds."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _BATCH:
            yield b"".join(batch), len(batch)
            batch, size = [], 0
    if batch:
        yield b"".join(batch), len(batch)
