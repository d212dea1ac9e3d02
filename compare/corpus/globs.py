"""Glob patterns to paths, `**` included, without following links to folders.

The standard library's `**` follows them, which a pair of links back to their own folder turns into
an endless search.
"""

from __future__ import annotations

import stat
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
    """The files and folders that a pattern matches, sorted; a leading point is matched only by a point.

    Folders on the way that may not be listed are among them, so that reading them tells why.
    """
    path = Path(pattern)
    parts = list(path.parts[1:] if path.anchor else path.parts)
    if parts[-1] == _ANY_DEPTH:  # a folder is read to the bottom anyway
        parts.pop()
    found = {Path(path.anchor)}
    closed: set[Path] = set()
    for part in parts:
        found = {match for base in found for match in _match_part(base, part, closed)}
    return sorted(found | closed)


def is_folder(place: Path, *, follow_links: bool = True) -> bool:
    """Whether a folder is there, as far as one may know."""
    try:
        return stat.S_ISDIR(place.stat(follow_symlinks=follow_links).st_mode)
    except (OSError, ValueError):
        return False


def _match_part(base: Path, part: str, closed: set[Path]) -> Iterator[Path]:
    if part == _ANY_DEPTH:
        yield from _folders(base, closed)
    elif is_glob(part):
        yield from (child for child in _children(base, closed) if _matches(child.name, part))
    elif _may_exist(base / part):
        yield base / part


def _may_exist(place: Path) -> bool:
    """Whether the name is there, be it a link to nothing, or cannot be known not to be."""
    try:
        place.lstat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _matches(name: str, part: str) -> bool:
    return fnmatchcase(name, part) and (part.startswith(".") or not name.startswith("."))


def _folders(base: Path, closed: set[Path]) -> Iterator[Path]:
    """The folder and all below it that are neither hidden nor links."""
    waiting = [base]
    while waiting:
        folder = waiting.pop()
        yield folder
        waiting.extend(
            child
            for child in _children(folder, closed)
            if not child.name.startswith(".") and is_folder(child, follow_links=False)
        )


def _children(folder: Path, closed: set[Path]) -> list[Path]:
    """What lies in the folder; nothing when it is none, or one of the *closed*, which may not be listed."""
    try:
        return list(folder.iterdir())
    except PermissionError:
        closed.add(folder)
        return []
    except OSError:
        return []
