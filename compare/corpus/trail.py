"""What is said of a record that goes or stays: fields at the end of its line, the rest staying as it was."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json
from compare.corpus.row_batches import json_lines, mark_gone
from compare.dedup.removals import EMPTIED, EMPTY
from compare.errors import SettingsError
from compare.kernels import add_fields
from compare.settings import Match
from compare.text.decode import decode_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.rows import Rows
    from compare.corpus.versions import Version
    from compare.dedup.removals import Removal, Removals

    Versions = Iterator[Version] | None

PREFIX = "duplicate_"
FIELDS = ("of", "kind", "score", "group", "path", "of_path")
_NULL = b"null"
_KINDS = {str(kind): encode_json(str(kind)) for kind in Match}
VERSION_FIELDS = ("version_of", "version_of_path", "version_score")
_SWAPPED = bytes([1, 0]) + bytes(range(2, 256))  # removed for kept


def version_prefix(prefix: str) -> str:
    """What the names of the fields of a version begin with: nothing, unless other names were asked for."""
    return "" if prefix == PREFIX else prefix


class Trail:
    """Adds to lines what became of their records, in fields whose names begin with *prefix*."""

    def __init__(self, rows: Rows, removals: Removals, prefix: str = PREFIX) -> None:
        self._rows = rows
        self._removals = removals
        self._kept: dict[int, tuple[bytes, bytes]] = {}  # of kept rows: id and place, as JSON
        self._fields = [encode_json(prefix + name) for name in FIELDS]
        self._opening = encode_json(prefix)[:-1]  # of each of them
        self._version_prefix = version_prefix(prefix)
        self._template = b", " + b", ".join(name.replace(b"%", b"%%") + b": %b" for name in self._fields)

    def removed_lines(self, drop: bytes) -> Iterator[tuple[bytes, int]]:
        """The lines of the records that go, each with the reason, in batches; *drop* marks them.

        Raises:
            SettingsError: a record has such a field already.
        """
        return self._add(drop.translate(_SWAPPED), map(self._explain, self._removals))

    def all_lines(self, versions: Versions) -> Iterator[tuple[bytes, int]]:
        """The lines of all records, each with the fields; those that stay have an empty `of`, kind and score.

        With a guard, each has the fields of a version besides, empty ones where it is none.

        Raises:
            SettingsError: a record has such a field already.
        """
        fields = self._explain_all()
        if versions is not None:
            self._fields += [encode_json(self._version_prefix + name) for name in VERSION_FIELDS]
            fields = self._tell_versions(fields, versions)
        against = len(self._rows.table) - self._rows.count
        return self._add(bytes(self._rows.count) + b"\1" * against, fields)

    def _add(self, drop: bytes, fields: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
        """Batches of the lines that *drop* does not mark, with the fields of each, and how many they are."""
        gone = mark_gone(self._rows, drop)
        for lines, count, rows in json_lines(self._rows, gone):
            if self._opening in lines or (len(self._fields) > len(FIELDS) and b"version_" in lines):
                self._refuse_own(lines, [row for row in rows if not gone[row]])
            yield add_fields(lines, list(islice(fields, count))), count

    def _explain_all(self) -> Iterator[bytes]:
        """The fields of each record that was read."""
        removals = iter(self._removals)
        removal = next(removals, None)
        for row in range(self._rows.count):
            if removal is not None and row == removal[0]:
                yield self._explain(removal)
                removal = next(removals, None)
            elif row not in self._rows.skipped_rows:
                yield self._explain_kept(row)

    def _tell_versions(self, fields: Iterator[bytes], versions: Iterator[Version]) -> Iterator[bytes]:
        """The fields of each record with those of a version behind them."""
        names = self._fields[len(FIELDS) :]
        template = b", " + b", ".join(name.replace(b"%", b"%%") + b": %b" for name in names)
        version = next(versions, None)
        rows = (row for row in range(self._rows.count) if row not in self._rows.skipped_rows)
        for row, own in zip(rows, fields, strict=True):
            if version is not None and row == version[0]:
                name, place = self._find_kept(version[1])
                yield own + template % (name, place, b"%r" % version[2])
                version = next(versions, None)
            else:
                yield own + template % (_NULL, _NULL, _NULL)

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
        named = self._rows.read.id or row >= self._rows.count
        return self._rows.name_json(row) if named else place, place

    def _find_kept(self, row: int) -> tuple[bytes, bytes]:
        """The id and the place of a row that stays."""
        known = self._kept.get(row)
        if known is None:
            known = self._kept[row] = self._name(row)
        return known

    def _refuse_own(self, lines: bytes, rows: Iterable[int]) -> None:
        """Refuse a record that has one of the fields."""
        for row, line in zip(rows, lines.removesuffix(b"\n").split(b"\n"), strict=True):
            record = json.loads(decode_utf8(line).text)
            for name in self._fields:
                if json.loads(name) in record:
                    msg = (
                        f"{self._rows.place(row)} has a field {name.decode()} already: "
                        "choose other names with --annotate-prefix"
                    )
                    raise SettingsError(msg)
