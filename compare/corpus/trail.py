"""What is said of a record that goes or stays: fields at the end of its line, the rest staying as it was."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json
from compare.errors import SettingsError
from compare.kernels import add_fields
from compare.settings import Match

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
_KINDS = {str(kind): encode_json(str(kind)) for kind in Match}
_SWAPPED = bytes([1, 0]) + bytes(range(2, 256))  # removed for kept


class Trail:
    """Adds to lines what became of their records, in fields whose names begin with *prefix*."""

    def __init__(self, rows: Rows, removals: Sequence[Removal], prefix: str = PREFIX) -> None:
        self._rows = rows
        self._removals = removals
        self._kept: dict[int, tuple[bytes, bytes]] = {}  # of kept rows: id and place, as JSON
        self._fields = [encode_json(prefix + name) for name in FIELDS]
        self._template = b", " + b", ".join(name.replace(b"%", b"%%") + b": %b" for name in self._fields)

    def removed_lines(self, drop: bytes) -> Iterator[tuple[bytes, int]]:
        """The lines of the records that go, each with the reason, in batches; *drop* marks them."""
        return self._add(drop.translate(_SWAPPED), map(self._explain, self._removals))

    def all_lines(self) -> Iterator[tuple[bytes, int]]:
        """The lines of all records, each with the fields; those that stay have an empty `of`, kind and score.

        Raises:
            SettingsError: a record has such a field already.
        """
        removals = {removal[0]: removal for removal in self._removals}
        rows = (row for row in range(len(self._rows.table)) if row not in self._rows.skipped_rows)
        fields = (
            self._explain(removals[row]) if row in removals else self._explain_kept(row) for row in rows
        )
        return self._add(bytes(len(self._rows.table)), fields, refuse=True)

    def _add(
        self, drop: bytes, fields: Iterator[bytes], *, refuse: bool = False
    ) -> Iterator[tuple[bytes, int]]:
        """Batches of the lines that *drop* does not mark, with the fields of each, and how many they are."""
        first = 0
        while first < len(self._rows.table):
            begin = first
            lines, first, count = self._rows.gather(first, drop, _BATCH)
            if refuse:
                self._refuse_own(lines, range(begin, first))
            yield add_fields(lines, list(islice(fields, count))), count

    def _explain(self, removal: Removal) -> bytes:
        """The fields of a record that goes."""
        row, kept, kind, score = removal
        place = self._rows.place_json(row)
        if kind == EMPTY:
            return self._template % (_NULL, b'"empty"', _NULL, _NULL, place, _NULL)
        name, kept_place = self._find_kept(kept)
        return self._template % (name, _KINDS[kind], b"%r" % round(score, _DIGITS), name, place, kept_place)

    def _explain_kept(self, row: int) -> bytes:
        name, place = self._find_kept(row)
        return self._template % (_NULL, _NULL, _NULL, name, place, _NULL)

    def _find_kept(self, row: int) -> tuple[bytes, bytes]:
        """The id and the place of a row that stays."""
        known = self._kept.get(row)
        if known is None:
            place = self._rows.place_json(row)
            known = self._kept[row] = self._rows.name_json(row) if self._rows.read.id else place, place
        return known

    def _refuse_own(self, lines: bytes, rows: Iterable[int]) -> None:
        """Refuse a record that has one of the fields."""
        if not any(field in lines for field in self._fields):
            return
        for row in rows:
            record = {} if row in self._rows.skipped_rows else self._rows.record(row)
            for name in self._fields:
                if name.decode()[1:-1] in record:
                    msg = (
                        f"{self._rows.place(row)} has a field {name.decode()} already: "
                        "choose other names with --annotate-prefix"
                    )
                    raise SettingsError(msg)
