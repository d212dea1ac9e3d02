"""Paths that are to be written: never an input, by whatever name, nor something within one."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from compare.corpus.open import STDIN_NAME, find_folders
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from compare.corpus.open import Entry

_STDIN_FD = 0


def refuse_folders(path: Path, inputs: Sequence[str], option: str = "-o") -> None:
    """Refuse a file that would lie in a folder that is read."""
    above = resolve(path).parents
    for folder in find_folders(inputs):
        if resolve(folder) in above:
            msg = f"{option} {path} lies in the input folder {folder}: write it elsewhere"
            raise SettingsError(msg)


def refuse_entries(path: Path, entries: Iterable[Entry], option: str = "-o") -> None:
    """Refuse a file that is read as well, by whatever name: a pattern, a link, another name of it."""
    try:
        target = path.stat()
    except (OSError, ValueError):  # nothing is there to lose
        return
    for entry in entries:
        with suppress(OSError, ValueError):
            status = _status_of(entry)
            if status and os.path.samestat(target, status):
                msg = f"{option} {path} is the input {entry.path}: write it elsewhere"
                raise SettingsError(msg)


def _status_of(entry: Entry) -> os.stat_result | None:
    """What an input is like; None for a terminal or a pipe, which may be read and written to as well."""
    if entry.path != STDIN_NAME:
        return entry.place.stat()
    status = os.fstat(_STDIN_FD)
    return status if stat.S_ISREG(status.st_mode) else None


def resolve(path: Path) -> Path:
    """The path without links, as far as they lead anywhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle: RuntimeError up to Python 3.12
        return path.absolute()
