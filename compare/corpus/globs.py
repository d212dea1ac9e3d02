"""Glob patterns to paths, `**` included, without following links to folders.

The standard library's `**` follows them, which a pair of links back to their own folder turns into
an endless search.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_DEPTH = "**"


def is_glob(text: str) -> bool:
    """Whether the text has a character that means something in a pattern."""
    return any(mark in text for mark in "*?[")


def expand_glob(pattern: str) -> list[Path]:
    """The files and folders that a pattern matches, sorted; a leading point is matched only by a point."""
    path = Path(pattern)
    parts = list(path.parts[1:] if path.anchor else path.parts)
    if parts[-1] == _ANY_DEPTH:  # a folder is read to the bottom anyway
        parts.pop()
    found = {Path(path.anchor)}
    for part in parts:
        found = {match for base in found for match in _match_part(base, part)}
    return sorted(found)


def _match_part(base: Path, part: str) -> Iterator[Path]:
    if part == _ANY_DEPTH:
        yield from _folders(base)
    elif is_glob(part):
        yield from (child for child in _children(base) if _matches(child.name, part))
    elif (base / part).is_symlink() or (base / part).exists():
        yield base / part


def _matches(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and (part.startswith(".") or not name.startswith("."))


def _folders(base: Path) -> Iterator[Path]:
    """The folder and all below it that are neither hidden nor links."""
    waiting = [base]
    while waiting:
        folder = waiting.pop()
        yield folder
        waiting.extend(
            child
            for child in _children(folder)
            if not child.name.startswith(".") and not child.is_symlink() and child.is_dir()
        )


def _children(folder: Path) -> list[Path]:
    """What lies in the folder; nothing when it is none or cannot be listed."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []
