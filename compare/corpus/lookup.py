"""Finds a record of a past run again, and says what became of it."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn

from compare.corpus.forms import Form, form_of
from compare.corpus.names import show_name
from compare.corpus.open import STDIN_NAME
from compare.corpus.part_lookup import PartsOf
from compare.corpus.past import open_past, read_input_line, read_lines, read_records
from compare.corpus.past_versions import find_version, is_against
from compare.corpus.records import find_label, find_text
from compare.dedup.explanation import Explanation, Fate
from compare.errors import InputError, NoInputError, SettingsError
from compare.model import Document
from compare.settings import Level
from compare.text.decode import decode_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.corpus.past import Past
    from compare.corpus.past_versions import PastVersion

    Record = dict[str, Any]

_LONGEST = 50_000  # characters of a text that are compared word by word
_COPIES = 5  # records that are named of those that went because of one, or have one id
_NAMES = 20_000  # ids that are looked through for one that is like an unknown one
_SIMILAR = 3  # of which so many are named
_PLAIN = re.compile("[0-9A-Za-z]+")
_WHOLE = re.compile("-?[0-9]+")
_ESCAPED = b"\\u00"  # how every escape of such a letter begins


def explain(run: str, name: str) -> Explanation:
    """What became of a record of a run.

    Raises:
        NoInputError: there is no such run.
        SettingsError: the run has no such record.
    """
    return _Lookup(open_past(run), show_name(name)).explain()


def find_trail(past: Past) -> Sequence[Path]:
    """The files in which it stands what became of records, if the run wrote any.

    Raises:
        NoInputError: it is gone.
    """
    trail = past.kept if past.annotated else ()
    if not trail and past.removed:
        trail = (past.removed,)
    if gone := next((path for path in trail if not path.exists()), None):
        msg = f"{gone}, in which it stood what became of records, is gone"
        raise NoInputError(msg)
    return trail


class _Lookup:
    """One record, looked for in all that a run left behind."""

    def __init__(self, past: Past, name: str) -> None:
        self._past = past
        self._name = name
        self._stay: list[Record] = []  # records of that name in an annotated output

    def explain(self) -> Explanation:
        """What became of it."""
        trail = find_trail(self._past)
        if not trail:
            return self._explain_skipped() or self._refuse_without_trail()
        return self._explain_of(trail) if self._past.level is Level.DOCUMENT else self._explain_parts(trail)

    def _explain_parts(self, trail: Sequence[Path]) -> Explanation:
        """What became of it where parts of texts went."""
        found_records = (record for path in trail for _, record in _find(path, self._name))
        records = filter(self._is_part, found_records)
        try:
            parts = PartsOf(records, self._name)
        except (KeyError, TypeError) as error:
            msg = f"{trail[0]} is not what the run wrote"
            raise InputError(msg) from error
        try:
            found = self._explain_of(trail)
        except (SettingsError, NoInputError):
            if not parts.path:
                raise
            found = self._explain_kept([], [])
        return parts.add_to(found)

    def _is_part(self, record: Record) -> bool:
        """Whether a record of the trail is a part of a text, and no whole record."""
        return self._past.level is not Level.DOCUMENT and self._past.prefix + "kind" not in record

    def _explain_of(self, trail: Sequence[Path]) -> Explanation:
        """What became of it as a whole."""
        gone, stays, copies = self._search(trail)
        version = None if gone else find_version(self._past, self._name, self._stay)
        if not self._past.annotated and self._name not in {self._field(one, "path") for one in gone}:
            stays += [place for place, _ in self._find_by_id(self._name)]
        namesakes = [*(self._field(one, "path") or "" for one in gone), *(f"{one} (kept)" for one in stays)]
        if gone:
            return self._explain_removed(gone[0], namesakes)
        if version or stays or copies:
            return self._explain_kept(copies, namesakes, version)
        if skipped := self._explain_skipped():
            return skipped
        line = read_input_line(self._past, self._name)
        return self._explain_kept(copies, []) if line and line.strip() else self._refuse_unknown(trail)

    def _search(self, trail: Sequence[Path]) -> tuple[list[Record], list[str], list[str]]:
        """The records of that name that went, where others stay, and what went because of these."""
        gone: list[Record] = []
        stays, copies = list[str](), list[str]()
        for record in (record for path in trail for _, record in _find(path, self._name)):
            if self._is_part(record):
                continue
            goes, place = self._field(record, "kind") is not None, self._field(record, "path")
            if goes and place == self._name:  # of which there is one
                return [record], [], []
            if self._name in (self._label(record), place):
                gone += [record] if goes else []
                stays += [] if goes else [place or ""]
                self._stay += [] if goes else [record]
            elif goes and self._name in (self._field(record, "of"), self._field(record, "of_path")):
                copies.append(self._label(record))
        return gone, stays, copies

    def _explain_kept(
        self, copies: list[str], namesakes: list[str], version: PastVersion | None = None
    ) -> Explanation:
        texts, note = self._version_texts(version) if version else (None, None)
        return Explanation(
            name=self._name,
            path=version.path if version else self._name,
            fate=Fate.KEPT,
            annotated=self._past.annotated,
            against=is_against(self._past, self._name),
            score=version.score if version else None,
            version_of=version.of if version else None,
            version_of_path=version.of_path if version else None,
            differences=_find_differences(texts, self._past) if texts else (),
            texts=texts,
            note=note,
            copies=tuple(copies[:_COPIES]),
            copy_count=len(copies),
            namesakes=tuple(namesakes[:_COPIES]),
            namesake_count=len(namesakes),
        )

    def _explain_removed(self, record: Record, namesakes: list[str]) -> Explanation:
        kept_path = self._field(record, "of_path")
        texts, note = self._texts(record, kept_path) if kept_path else (None, None)
        score = record.get(self._past.prefix + "score")
        return Explanation(
            name=self._name,
            path=self._field(record, "path") or self._name,
            fate=Fate.REMOVED,
            annotated=self._past.annotated,
            kind=self._field(record, "kind"),
            score=score if isinstance(score, float) else None,
            kept=self._field(record, "of"),
            kept_path=kept_path,
            namesakes=tuple(namesakes[:_COPIES]),
            namesake_count=len(namesakes),
            texts=texts,
            note=note,
        )

    def _explain_skipped(self) -> Explanation | None:
        for one in self._past.skipped:
            path = one.path if one.line is None else f"{one.path}:{one.line}"
            if path == self._name:
                return Explanation(name=self._name, path=path, fate=Fate.SKIPPED, reason=one.reason)
        return None

    def _refuse_without_trail(self) -> NoReturn:
        where = "to stdout" if self._past.annotated else "nowhere"
        what = "all records" if self._past.annotated else "the removed records"
        msg = (
            f"{self._past.manifest} is of a run that wrote {what} {where}, so what became of {self._name!r} "
            "is not known: run it again with --removed FILE"
        )
        raise SettingsError(msg)

    def _refuse_unknown(self, trail: Sequence[Path]) -> NoReturn:
        if self._name.startswith(f"{STDIN_NAME}:") and STDIN_NAME in self._past.inputs:
            msg = f"no {self._name!r} was removed; what stays of stdin is known by its id alone (--id)"
            raise SettingsError(msg)
        similar = get_close_matches(self._name, islice(self._names(trail), _NAMES), n=_SIMILAR)
        hint = f"; the nearest are {', '.join(map(repr, similar))}" if similar else ""
        if self._past.read.id and not any(path.is_file() for path in self._past.kept):
            where = f"in {self._past.kept[0]}, which is gone" if self._past.kept else "in no file"
            hint = f"; of those that stay, which are {where}, a path and line is known, but no id{hint}"
        msg = f"the run has no record {self._name!r}{hint}"
        raise SettingsError(msg)

    def _find_by_id(self, name: str) -> Iterator[tuple[str, Record]]:
        """The records of an id that stay, in the output, and where they stand there."""
        field = self._past.read.id
        for path in self._past.kept if field else ():
            if not path.is_file():
                continue
            is_lines = form_of(path) is Form.LINES
            for number, record in _find(path, name) if is_lines else read_records(self._past, path):
                marked = self._past.annotated and self._field(record, "kind") is not None
                if not marked and find_label(record, field) == name:
                    yield f"{'line' if is_lines else 'row'} {number} of {path}", record

    def _version_texts(self, version: PastVersion) -> tuple[tuple[Document, Document] | None, str | None]:
        """The text that a version is like and its own, and what must be said of them."""
        try:
            own = self._kept_record(version.path, self._name)
        except InputError as error:
            return None, f"The two texts are not shown: {error}"
        if own is None:
            return None, f"{version.path} cannot be read any more, so the two texts are not shown"
        prefix = self._past.prefix
        named = {f"{prefix}of": version.of, f"{prefix}path": version.path}
        return self._texts({**own, **named}, version.of_path)

    def _texts(self, removed: Record, kept_path: str) -> tuple[tuple[Document, Document] | None, str | None]:
        """The kept text and the removed one, and what must be said of them."""
        try:
            kept = self._kept_record(kept_path, self._field(removed, "of") or kept_path)
        except InputError as error:
            return None, f"The two texts are not shown: {error}"
        if kept is None:
            return None, f"{kept_path} cannot be read any more, so the two texts are not shown"
        try:
            texts = [find_text(record, kept_path, 1, self._past.read) for record in (kept, removed)]
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
        """The record that stays: the line of its input, else what has its id in the output."""
        try:
            line = read_input_line(self._past, path)
        except InputError:
            if record := self._find_only(name):
                return record
            raise
        return (parse_line(line) if line else None) or self._find_only(name)

    def _find_only(self, name: str) -> Record | None:
        """The record of an id in the output, if there is one of it."""
        found = [record for _, record in islice(self._find_by_id(name), 2)]
        return found[0] if len(found) == 1 else None

    def _names(self, trail: Sequence[Path]) -> Iterator[str]:
        """Ids of the run, of those that went and those that stay."""
        for path in dict.fromkeys((*trail, *(self._past.kept if self._past.read.id else ()))):
            for record in self._list_records(path) if path.is_file() else ():
                yield self._label(record)
        yield from sorted(self._past.inputs)

    def _list_records(self, path: Path) -> Iterator[Record]:
        """The records of a file that the run wrote."""
        if form_of(path) is not Form.LINES:
            yield from (record for _, record in read_records(self._past, path))
        else:
            yield from filter(None, map(parse_line, read_lines(path)))

    def _label(self, record: Record) -> str:
        return find_label(record, self._past.read.id) or self._field(record, "path") or ""

    def _field(self, record: Record, name: str) -> str | None:
        value = record.get(self._past.prefix + name)
        return value if isinstance(value, str) else None


def _find_differences(texts: tuple[Document, Document], past: Past) -> tuple[tuple[str, str], ...]:
    from compare.dedup.differences import find_differences  # noqa: PLC0415 - loads what few runs need

    left, right = texts
    return find_differences(left.text, right.text, past.unit)


def _find(path: Path, name: str) -> Iterator[tuple[int, Record]]:
    """The lines of a file in which a name may stand, their numbers and records."""
    needle = _needle_of(name)
    for number, line in enumerate(read_lines(path), 1):
        if needle in line or _ESCAPED in line:
            record = parse_line(line)
            if record is not None:
                yield number, record


def _needle_of(name: str) -> bytes:
    r"""What stands in each line of JSON that holds a name, unless letters of it are escaped there.

    Only that can be told of it, since there are several ways to write a name: "a/b" may be "a\/b", and a
    number with a point or an exponent another one.
    """
    with suppress(ValueError):
        if float(name) and not _WHOLE.fullmatch(name):
            return b""
    return max(_PLAIN.findall(name), key=len, default="").encode()


def parse_line(line: bytes) -> Record | None:
    """The record in a line that a run wrote or read, if it is one."""
    try:
        record = json.loads(decode_utf8(line).text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
