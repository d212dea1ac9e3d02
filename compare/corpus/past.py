"""A run of the past: its manifest, and the files that it wrote."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.corpus.inputs import Inputs
from compare.corpus.log import Log
from compare.corpus.manifest import SCHEMA
from compare.corpus.open import STDIN_NAME, Entry, UnreadableError, explain_error, open_file
from compare.corpus.targets import MANIFEST
from compare.corpus.unpack import unpack
from compare.errors import NoInputError, SettingsError
from compare.settings import OnError, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.corpus.source import Source


@dataclass(frozen=True, slots=True)
class Past:
    """What a manifest says, and where the files stand that it names."""

    manifest: dict[str, Any]
    kept: Path | None
    removed: Path | None

    @property
    def read(self) -> ReadSettings:
        """How the run read its inputs."""
        settings = dict(self.manifest["reading"])
        return ReadSettings(
            **{**settings, "text": tuple(settings["text"]), "on_error": OnError(settings["on_error"])}
        )

    @property
    def prefix(self) -> str:
        """What the names of the fields begin with that the run added."""
        return str(self.manifest["output"]["annotate_prefix"])


def open_past(run: str) -> Past:
    """The run that an output file, an output folder or a manifest belongs to.

    Raises:
        NoInputError: there is no such thing.
        SettingsError: it has no manifest, or what should be one is none.
    """
    place = _find_manifest(Path(run))
    try:
        manifest = json.loads(place.read_bytes())
        if manifest["schema"] != SCHEMA:
            msg = f"{place} is of the schema {manifest['schema']}; this compare reads {SCHEMA}"
            raise SettingsError(msg)
        files = manifest["files"]
        kept, removed = (place.parent / files[name] if files[name] else None for name in ("kept", "removed"))
    except OSError as error:
        msg = f"cannot read {place}: {explain_error(error)}"
        raise NoInputError(msg) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        msg = f"{place} is no manifest of a dedup run"
        raise SettingsError(msg) from error
    return Past(manifest, kept, removed)


def _find_manifest(run: Path) -> Path:
    beside = run / MANIFEST if run.is_dir() else run.with_name(f"{run.name}.{MANIFEST}")
    if beside.is_file():
        return beside
    if not run.exists():
        msg = f"{run}: no such run; name what -o named, or its manifest"
        raise NoInputError(msg)
    if run.name.endswith(MANIFEST):
        return run
    msg = f"{run} has no manifest beside it ({beside.name}); if it has another name, name that"
    raise SettingsError(msg)


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


def read_input_line(past: Past, place: str) -> bytes | None:
    """The line of an input that a place such as a.jsonl:7, or the path of a text, is, if it can be read."""
    paths = {str(one["path"]) for one in past.manifest["inputs"]}
    path, _, number = place.rpartition(":")
    if place in paths:
        path, number = place, "1"
    if path not in paths or path == STDIN_NAME or not number.isdecimal():
        return None
    log = Log(OnError.SKIP)
    entry = Entry(Path(path), path, "")
    for source in Inputs(past.read, Path(tempfile.gettempdir()), None, log).open([entry]):
        with closing(source):
            return _line_of(source, int(number))
    return None


def _line_of(source: Source, number: int) -> bytes | None:
    with suppress(UnreadableError):  # what could be read of it will do
        for _ in source.parts():
            pass
    with os.fdopen(os.dup(source.fileno()), "rb") as file:
        file.seek(0)
        return next(islice(file, number - 1, number), None)
