"""A run of the past: its manifest, and the files that it wrote."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from compare.corpus.encode import encode_json
from compare.corpus.forms import Form
from compare.corpus.inputs import Inputs
from compare.corpus.log import Log
from compare.corpus.manifest import SCHEMA
from compare.corpus.names import find_place
from compare.corpus.open import STDIN_NAME, Entry, UnreadableError, explain_error, open_file
from compare.corpus.seen import Seen
from compare.corpus.targets import KEPT, MANIFEST, REMOVED
from compare.corpus.unpack import unpack
from compare.errors import InputError, NoInputError, SettingsError
from compare.model import Skipped
from compare.settings import Level, OnError, ReadSettings, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compare.corpus.source import Source

Value = TypeVar("Value")
_OPENING = b'{\n "schema": "compare/dedup/'
_DIGITS = 18  # of the number of a line; no file has more lines


@dataclass(frozen=True, slots=True)
class Past:
    """What a manifest says, and where the files stand that it names."""

    manifest: Path
    read: ReadSettings
    """How the run read its inputs."""
    inputs: dict[str, tuple[int, str]]
    """The bytes that were read of each, and their CRC-32; also of what was only compared with."""
    against: frozenset[str]
    """Which of them that is."""
    skipped: tuple[Skipped, ...]
    annotated: bool
    """Whether the run wrote all records, those that would go marked as such."""
    prefix: str
    """What the names of the fields begin with that the run added."""
    kept: tuple[Path, ...]
    """None where these went to stdout or a device."""
    removed: Path | None
    versions: Path | None = None
    """The records that stay as versions; only of a run with a guard."""
    unit: Unit = Unit.AUTO
    level: Level = Level.DOCUMENT
    """What went: whole documents, or parts of their texts."""


def open_past(run: str) -> Past:
    """The run that an output file, an output folder or a manifest belongs to.

    Raises:
        NoInputError: there is no such thing.
        SettingsError: it has no manifest, or what should be one is none.
    """
    place = _find_manifest(Path(run))
    try:
        manifest = json.loads(place.read_bytes())
        schema = manifest["schema"]
        past = _read_manifest(manifest, place) if schema == SCHEMA else None
    except OSError as error:
        msg = f"cannot read {place}: {explain_error(error)}"
        raise NoInputError(msg) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, SettingsError) as error:
        msg = f"{place} is no manifest of a dedup run, or a damaged one"
        raise SettingsError(msg) from error
    if past is None:
        msg = f"{place} is of the schema {schema}; this compare reads {SCHEMA}"
        raise SettingsError(msg)
    return past


def _read_manifest(manifest: dict[str, Any], place: Path) -> Past:
    reading, files, output = manifest["reading"], manifest["files"], manifest["output"]
    named = files["kept"] if isinstance(files["kept"], list) else [files["kept"]]
    kept, removed, versions = (
        [find_place(str(place.parent / _text(name))) for name in names if name is not None]
        for names in (named, [files["removed"]], [files.get("versions")])
    )
    others = manifest.get("compared_with", [])
    return Past(
        manifest=place,
        read=ReadSettings(
            text=tuple(map(_text, reading["text"])),
            id=_maybe(_text, reading["id"]),
            source=_maybe(_text, reading["source"]),
            encoding=_maybe(_text, reading["encoding"]),
            max_doc_bytes=_number(reading["max_doc_bytes"]),
        ),
        inputs={
            _text(one["path"]): (_number(one["bytes"]), _text(one["crc32"]))
            for one in (*manifest["inputs"], *others)
        },
        against=frozenset(_text(one["path"]) for one in others),
        skipped=tuple(
            Skipped(_text(one["path"]), _maybe(_number, one["line"]), _text(one["reason"]))
            for one in manifest["skipped"]
        ),
        annotated=bool(output["annotate"]),
        prefix=_text(output["annotate_prefix"]),
        kept=tuple(path for path in kept if path.is_file() or not path.exists()),
        removed=removed[0] if removed else None,
        versions=versions[0] if versions else None,
        unit=Unit(_text(manifest["settings"]["unit"])),
        level=Level(manifest["settings"].get("level", Level.DOCUMENT)),
    )


def _maybe(read: Callable[[object], Value], value: object) -> Value | None:
    return None if value is None else read(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(value)  # noqa: TRY004 - it comes from a file: what is wrong is the file
    return value


def _find_manifest(run: Path) -> Path:
    beside = run / MANIFEST if run.is_dir() else run.with_name(f"{run.name}.{MANIFEST}")
    if beside.is_file():
        return beside
    own = run.name.removesuffix(REMOVED) if run.name.endswith(REMOVED) else None
    own = "" if KEPT.fullmatch(run.name) else own
    if own is not None and (within := run.with_name(own + MANIFEST)).is_file():
        return within  # a file that the run wrote, beside OUT or in it
    if not run.exists():
        msg = f"{run}: no such run; name what -o named, or its manifest"
        raise NoInputError(msg)
    if run.name.endswith(MANIFEST) or _begins_as_manifest(run):
        return run
    msg = f"{run} has no manifest beside it ({beside.name}); if it has another name, name that"
    raise SettingsError(msg)


def _begins_as_manifest(run: Path) -> bool:
    """Whether a file of any name begins as manifests do."""
    if not run.is_file():  # such as a pipe, which would be waited for
        return False
    with suppress(OSError), run.open("rb") as file:
        return file.read(len(_OPENING)) == _OPENING
    return False


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that a run wrote, unpacked."""
    entry = Entry(path, path.as_posix(), path.stem)
    file, _ = open_file(entry)
    with file:
        if not entry.packing:
            yield from file
            return
        rest = b""
        for piece in unpack(file, entry.packing, entry.path):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
        if rest:
            yield rest


def read_records(past: Past, path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The records of a table or file of columns that a run wrote, and their numbers in it."""
    inputs = Inputs(past.read, Path(tempfile.gettempdir()), None, Log(OnError.FAIL))
    for source in inputs.open([Entry(path, path.as_posix(), path.stem)]):
        with closing(source):
            yield from source.list_records()


def read_input_line(past: Past, place: str) -> bytes | None:
    """The line of an input that a place is, such as a.jsonl:7 or the path of a text; None if it is none.

    What is no line of JSON is made one.

    Raises:
        NoInputError: the input is not where the run found it.
        UnreadableError: it cannot be read.
        InputError: it is not what it was then.
    """
    known = split_place(past, place)
    return read_input_lines(past, known[0], [known[1]]).get(place) if known else None


def split_place(past: Past, place: str) -> tuple[str, int] | None:
    """The input and the number of the line that a place names, if the run read such a file."""
    path, _, digits = place.rpartition(":")
    if place in past.inputs:
        path, digits = place, "1"
    if path not in past.inputs or path == STDIN_NAME or not digits.isdecimal() or len(digits) > _DIGITS:
        return None
    return path, int(digits)


def read_input_lines(past: Past, path: str, numbers: Iterable[int]) -> dict[str, bytes]:
    """The lines of an input, by their places.

    Raises:
        NoInputError: the input is not where the run found it.
        UnreadableError: it cannot be read.
        InputError: it is not what it was then.
    """
    found = find_place(path)
    if not os.path.lexists(found):
        where = f"is not found from {Path.cwd()}"
        msg = f"the input {path} {where}: ask from the folder of the run (of a pipe nothing is left)"
        raise NoInputError(msg)
    _check_unchanged(past, path)
    inputs = Inputs(past.read, Path(tempfile.gettempdir()), None, Log(OnError.FAIL))
    for source in inputs.open([Entry(found, path, "")]):
        with closing(source):
            wanted = {1} if source.by_entry else {number for number in numbers if number > 0}
            return {source.place(number): line for number, line in _find_lines(source, wanted)}
    return {}


def _check_unchanged(past: Past, path: str) -> None:
    """Refuse an input whose lines may be others by now."""
    entry = Entry(find_place(path), path, "")
    seen = Seen(entry, None)
    file, _ = open_file(entry)
    with file:
        seen.take_from(file.fileno(), 0, past.inputs[path][0])
    if (seen.size, f"{seen.checksum:08x}") != past.inputs[path]:
        msg = f"the input {path} has changed since the run"
        raise InputError(msg)


def _find_lines(source: Source, wanted: set[int]) -> Iterator[tuple[int, bytes]]:
    """The lines of those numbers, as far as there are so many; what is no line of JSON is made one."""
    if source.form is not Form.LINES:
        records = takewhile(lambda item: item[0] <= max(wanted, default=0), source.list_records())
        yield from ((number, encode_json(record)) for number, record in records if number in wanted)
        return
    with suppress(UnreadableError):  # what could be read of it will do
        for _ in source.parts():
            pass
    with os.fdopen(os.dup(source.fileno()), "rb") as file:
        file.seek(0)
        lines = islice(enumerate(file, 1), max(wanted, default=0))
        yield from ((number, line) for number, line in lines if number in wanted)
