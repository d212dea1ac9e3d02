"""Finds a record of a past run again, and says what became of it."""

from __future__ import annotations

import json
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from compare.corpus.past import open_past, read_input_line, read_lines
from compare.corpus.records import find_label, find_text
from compare.dedup.explanation import Explanation, Fate
from compare.errors import InputError, SettingsError
from compare.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.corpus.past import Past

    Record = dict[str, Any]

_LONGEST = 50_000  # characters of a text that are compared word by word
_COPIES = 5  # records that are named of those that went because of one
_NAMES = 20_000  # ids that are looked through for one that is like an unknown one
_SIMILAR = 3  # of which so many are named


def explain(run: str, name: str) -> Explanation:
    """What became of a record of a run.

    Raises:
        NoInputError: there is no such run.
        SettingsError: the run has no such record.
    """
    return _Lookup(open_past(run), name).explain()


class _Lookup:
    """One record, looked for in all that a run left behind."""

    def __init__(self, past: Past, name: str) -> None:
        self._past = past
        self._read = past.read
        self._name = name
        # What the line of a record with this id must hold, in whatever way its JSON was written.
        self._needles = {
            json.dumps(name, ensure_ascii=ascii_only)[1:-1].encode("utf-8", "surrogatepass")
            for ascii_only in (True, False)
        }

    def explain(self) -> Explanation:
        """What became of it."""
        copies = []
        for record in self._find(self._past.removed):
            if self._name in (self._label(record), self._field(record, "path")):
                return self._explain_removed(record)
            if self._name in (self._field(record, "of"), self._field(record, "of_path")):
                copies.append(self._label(record))
        if path := self._find_kept(sure=bool(copies)):
            return Explanation(
                name=self._name,
                path=path,
                fate=Fate.KEPT,
                copies=tuple(copies[:_COPIES]),
                copy_count=len(copies),
            )
        return self._explain_skipped()

    def _explain_removed(self, record: Record) -> Explanation:
        kept_path = self._field(record, "of_path")
        texts, note = self._texts(record, kept_path) if kept_path else (None, None)
        score = record.get(self._past.prefix + "score")
        return Explanation(
            name=self._name,
            path=self._field(record, "path") or self._name,
            fate=Fate.REMOVED,
            kind=self._field(record, "kind"),
            score=score if isinstance(score, float) else None,
            kept=self._field(record, "of"),
            kept_path=kept_path,
            texts=texts,
            note=note,
        )

    def _explain_skipped(self) -> Explanation:
        for one in self._past.manifest["skipped"]:
            path = one["path"] if one["line"] is None else f"{one['path']}:{one['line']}"
            if path == self._name:
                return Explanation(name=self._name, path=path, fate=Fate.SKIPPED, reason=one["reason"])
        similar = get_close_matches(self._name, islice(self._names(), _NAMES), n=_SIMILAR)
        hint = f"; the nearest are {', '.join(map(repr, similar))}" if similar else ""
        msg = f"the run has no record {self._name!r}{hint}"
        raise SettingsError(msg)

    def _find_kept(self, *, sure: bool) -> str | None:
        """The place of a record that stays; None when there is none of this id."""
        for record in self._find(self._past.kept) if self._read.id else ():
            if self._label(record) == self._name:
                return self._name
        if sure:
            return self._name
        skipped = {(one["path"], one["line"]) for one in self._past.manifest["skipped"]}
        path, _, line = self._name.rpartition(":")
        if line.isdecimal() and (path, int(line)) in skipped:
            return None
        found = read_input_line(self._past, self._name)
        return self._name if found is not None and found.strip() else None

    def _texts(self, removed: Record, kept_path: str) -> tuple[tuple[Document, Document] | None, str | None]:
        """The kept text and the removed one, and what must be said of them."""
        kept = self._kept_record(kept_path, self._field(removed, "of") or kept_path)
        if kept is None:
            return None, f"{kept_path} cannot be read any more, so the two texts are not shown"
        try:
            texts = [find_text(record, kept_path, 1, self._read) for record in (kept, removed)]
        except InputError:
            return None, f"{kept_path} is not what it was, so the two texts are not shown"
        names = (self._field(removed, "of") or kept_path, self._name)
        paths = (kept_path, self._field(removed, "path") or self._name)
        left, right = (
            Document(id=name, text=text[:_LONGEST], path=path, source="")
            for name, text, path in zip(names, texts, paths, strict=True)
        )
        long = max(map(len, texts)) > _LONGEST
        return (left, right), f"only the first {_LONGEST:,} characters are shown" if long else None

    def _kept_record(self, path: str, name: str) -> Record | None:
        """The record of a kept line: from its input, else by its id from the output."""
        line = read_input_line(self._past, path)
        if line is not None and (record := _parse(line)) is not None:
            return record
        other = _Lookup(self._past, name)
        found = other._find(self._past.kept) if self._read.id else iter(())
        return next((record for record in found if self._label(record) == name), None)

    def _find(self, path: Path | None) -> Iterator[Record]:
        """The records of a file in whose lines the id stands anywhere."""
        if path is None:
            return
        for line in read_lines(path):
            if any(needle in line for needle in self._needles):
                record = _parse(line)
                if record is not None:
                    yield record

    def _names(self) -> Iterator[str]:
        """Ids of the run, of those that went and those that stay."""
        for path in (self._past.removed, self._past.kept if self._read.id else None):
            for line in read_lines(path) if path else ():
                if (record := _parse(line)) is not None:
                    yield self._label(record)
        yield from (str(one["path"]) for one in self._past.manifest["inputs"])

    def _label(self, record: Record) -> str:
        return find_label(record, self._read.id) or self._field(record, "path") or ""

    def _field(self, record: Record, name: str) -> str | None:
        value = record.get(self._past.prefix + name)
        return value if isinstance(value, str) else None


def _parse(line: bytes) -> Record | None:
    try:
        record = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
