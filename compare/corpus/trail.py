"""What is said of a record that goes or stays: fields at the end of its line, the rest staying as it was."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json
from compare.dedup.removals import EMPTIED, EMPTY
from compare.errors import SettingsError
from compare.kernels import add_fields
from compare.settings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.rows import Rows
    from compare.dedup.removals import Removal, Removals

PREFIX = "duplicate_"
FIELDS = ("of", "kind", "score", "group", "path", "of_path")
_NULL = b"null"
_KINDS = {str(kind): encode_json(str(kind)) for kind in Match}
_SWAPPED = bytes([1, 0]) + bytes(range(2, 256))  # removed for kept


class Trail:
    """Adds to lines what became of their records, in fields whose names begin with *prefix*."""

    def __init__(self, rows: Rows, removals: Removals, prefix: str = PREFIX) -> None:
        self._rows = rows
        self._removals = removals
        self._kept: dict[int, tuple[bytes, bytes]] = {}  # of kept rows: id and place, as JSON
        self._fields = [encode_json(prefix + name) for name in FIELDS]
        self._opening = encode_json(prefix)[:-1]  # of each of them
        self._template = b", " + b", ".join(name.replace(b"%", b"%%") + b": %b" for name in self._fields)

    def removed_lines(self, drop: bytes) -> Iterator[tuple[bytes, int]]:
        """The lines of the records that go, each with the reason, in batches; *drop* marks them.

        Raises:
            SettingsError: a record has such a field already.
        """
        return self._add(drop.translate(_SWAPPED), map(self._explain, self._removals))

    def all_lines(self) -> Iterator[tuple[bytes, int]]:
        """The lines of all records, each with the fields; those that stay have an empty `of`, kind and score.

        Raises:
            SettingsError: a record has such a field already.
        """
        return self._add(bytes(len(self._rows.table)), self._explain_all())

    def _add(self, drop: bytes, fields: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
        """Batches of the lines that *drop* does not mark, with the fields of each, and how many they are."""
        first = 0
        while first < len(self._rows.table):
            begin = first
            lines, first, count = self._rows.gather(first, drop)
            if self._opening in lines:
                self._refuse_own(row for row in range(begin, first) if not drop[row])
            yield add_fields(lines, list(islice(fields, count))), count

    def _explain_all(self) -> Iterator[bytes]:
        """The fields of each record that was read."""
        removals = iter(self._removals)
        removal = next(removals, None)
        for row in range(len(self._rows.table)):
            if removal is not None and row == removal[0]:
                yield self._explain(removal)
                removal = next(removals, None)
            elif row not in self._rows.skipped_rows:
                yield self._explain_kept(row)

    def _explain(self, removal: Removal) -> bytes:
        """The fields of a record that goes."""
        row, kept, kind, score = removal
        place = self._rows.place_json(row)
        if kind in {EMPTY, EMPTIED}:
            return self._template % (_NULL, encode_json(kind), _NULL, _NULL, place, _NULL)
        name, kept_place = self._find_kept(kept)
        return self._template % (name, _KINDS[kind], b"%r" % score, name, place, kept_place)

    def _explain_kept(self, row: int) -> bytes:
        name, place = self._name(row)
        return self._template % (_NULL, _NULL, _NULL, name, place, _NULL)

    def _name(self, row: int) -> tuple[bytes, bytes]:
        """The id and the place of a row."""
        place = self._rows.place_json(row)
        return self._rows.name_json(row) if self._rows.read.id else place, place

    def _find_kept(self, row: int) -> tuple[bytes, bytes]:
        """The id and the place of a row that stays."""
        known = self._kept.get(row)
        if known is None:
            known = self._kept[row] = self._name(row)
        return known

    def _refuse_own(self, rows: Iterable[int]) -> None:
        """Refuse a record that has one of the fields."""
        for row in rows:
            record = {} if row in self._rows.skipped_rows else self._rows.record(row)
            for name in self._fields:
                if json.loads(name) in record:
                    msg = (
                        f"{self._rows.place(row)} has a field {name.decode()} already: "
                        "choose other names with --annotate-prefix"
                    )
                    raise SettingsError(msg)
