"""Paths as the user gave them to inputs, each one once, and an input to its bytes, safely.

A path is a file, a folder (read to the bottom, hidden names left out, links to folders not followed),
a glob pattern, or `-`. What is no ordinary file (FIFO, socket, device) is never waited for, but for a pipe
that a path names itself, where packed files are read too.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from compare.corpus.globs import expand_glob, is_folder, is_glob
from compare.corpus.names import show_name
from compare.corpus.suffixes import (
    PACKINGS,
    READ_SUFFIXES,
    explain_suffix,
    explain_unknown,
    unpacked_suffix,
)
from compare.errors import InputError, NoInputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import BinaryIO

STDIN = "-"
STDIN_NAME = "stdin"
_KINDS = {
    stat.S_IFIFO: "a FIFO, not a file",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
    stat.S_IFDIR: "a folder, not a file",
}
_NOWHERE = "a link to nothing"
_CIRCLE = "a link that leads back to itself"
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_CHUNK = 1024 * 1024  # bytes asked for at a time
_LINKS_NAMED = 5  # other names of a file that a notice lists
_NAMED = 3  # inputs named in a message that nothing could be read


class ByteStream(Protocol):
    """What is read of a file or of standard input."""

    def read(self, size: int, /) -> bytes:
        """Up to *size* bytes, none at the end."""

    def readline(self, size: int, /) -> bytes:
        """A line, or *size* bytes of it, nothing at the end."""


class UnreadableError(InputError):
    """A file or folder that is not read, and why."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class MissingError(UnreadableError):
    """A path that leads to nothing, and why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read: where it lies, what reports call it, and the source it stands for."""

    place: Path
    path: str
    source: str
    depth: int = 0
    """How many names below the path the user gave."""

    also: tuple[str, ...] = ()
    """Other names of the same file, by links, that the paths lead to."""

    again: bool = False
    """Whether several paths lead to it under one name, which is told where their order counts."""

    named: bool = False
    """Whether it is itself what a path names, not something in a folder or found by a pattern."""

    @property
    def suffix(self) -> str:
        """The end of its name, from the last point on, in small letters."""
        return self.place.suffix.lower()

    @property
    def packing(self) -> str:
        """The suffix that says how the file is packed, or nothing."""
        return self.suffix if self.suffix in PACKINGS else ""

    @property
    def unpacked_suffix(self) -> str:
        """The suffix without that of the packing."""
        return unpacked_suffix(self.place)


def find_inputs(paths: Sequence[str]) -> tuple[list[Entry], list[UnreadableError]]:
    """The files that the paths name, and what was left out: each once, sorted by path.

    Neither depends on the order of the paths, nor does the name a file goes by when it has several.
    """
    found = [item for path in dict.fromkeys(paths) for item in _find(path)]
    entries = _each_once(_entries(found))
    left_out = {item.path: item for item in found if isinstance(item, UnreadableError)}
    _check_found(entries, left_out.values())
    read = {entry.path for entry in entries}  # what a folder leaves out may have been named itself
    return entries, [left_out[path] for path in sorted(left_out.keys() - read)]


def find_inputs_in_order(paths: Sequence[str]) -> tuple[list[Entry], list[UnreadableError]]:
    """The files that the paths name, and what was left out: each once, in order of paths.

    What one path leads to is sorted. A file under several names goes by the first, made a text for what is
    written of it.
    """
    named: dict[object, list[Entry]] = defaultdict(list)
    left_out: dict[str, UnreadableError] = {}
    for path in paths:
        found = list(_find(path))
        for entry in sorted(_entries(found), key=lambda entry: entry.path):
            named[_identity(entry)].append(entry)
        for item in found:
            if isinstance(item, UnreadableError):
                item.path = show_name(item.path)
                left_out.setdefault(item.path, item)
    _check_found(named, left_out.values())
    entries = [_name_first(names) for names in named.values()]
    read = {entry.path for entry in entries}
    return entries, [left_out[path] for path in sorted(left_out.keys() - read)]


def find_others(
    paths: Sequence[str], entries: Iterable[Entry]
) -> tuple[list[Entry], list[Entry], list[UnreadableError]]:
    """What paths lead to that is none of some *entries*; what is one of them, and what was left out."""
    if not paths:
        return [], [], []
    found, left_out = find_inputs_in_order(paths)
    known = {_identity(entry) for entry in entries}
    others = [entry for entry in found if _identity(entry) not in known]
    return others, [entry for entry in found if _identity(entry) in known], left_out


def explain_names(entry: Entry) -> str | None:
    """That the paths lead to a file by other names too, or again, and that it is not read again."""
    also = entry.also[:_LINKS_NAMED]
    more = f" and {len(entry.also) - len(also)} more" if len(entry.also) > len(also) else ""
    if also:
        return f"the same file as {', '.join(also)}{more}, read once"
    return "named more than once, read once" if entry.again else None


def find_folders(paths: Iterable[str]) -> list[Path]:
    """The folders that are read because a path names them or its pattern matches them."""
    named = [place for path in paths if path != STDIN for place in (Path(path), *_expand(path))]
    return [place for place in named if is_folder(place)]


def explain_error(error: OSError, place: Path | None = None) -> str:
    """Why the machine could not read something, in a few words."""
    if isinstance(error, FileNotFoundError) and place:
        return _NOWHERE if _is_link(place) else "it vanished before it was read"
    if error.errno == errno.ELOOP:
        return _CIRCLE
    reason = error.strerror or "it cannot be read"
    return reason[0].lower() + reason[1:]


@contextmanager
def open_entry(entry: Entry) -> Iterator[BinaryIO]:
    """The file, open for reading; an error at the end if it changed meanwhile."""
    file, before = open_file(entry)
    with file:
        try:
            yield file
            after = os.fstat(file.fileno())
        except OSError as error:
            raise UnreadableError(entry.path, explain_error(error, entry.place)) from error
    check_unchanged(entry, before, after)


def open_file(entry: Entry) -> tuple[BinaryIO, os.stat_result]:
    """The file, open for reading, if it is an ordinary one; and what it was like then."""
    try:
        _check_kind(entry, entry.place.stat())  # first, since opening a device may set it going
        with ExitStack() as opened:
            file = opened.enter_context(os.fdopen(os.open(entry.place, _FLAGS), "rb"))
            status = os.fstat(file.fileno())
            _check_kind(entry, status)
            opened.pop_all()
    except OSError as error:
        raise UnreadableError(entry.path, explain_error(error, entry.place)) from error
    return file, status


def check_unchanged(entry: Entry, before: os.stat_result, after: os.stat_result) -> None:
    """An error if the two looks at a file differ."""
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(entry.path, "it changed while it was read")


def read_entry(entry: Entry, limit: int) -> bytes:
    """The bytes of a file of at most *limit* bytes."""
    with open_entry(entry) as file:
        if os.fstat(file.fileno()).st_size > limit:
            raise UnreadableError(entry.path, too_large(limit))
        return read_bounded(file, limit, entry.path)


def read_bounded(stream: ByteStream, limit: int, path: str) -> bytes:
    """All that is left in the stream, which must be no more than *limit* bytes."""
    chunks: list[bytes] = []
    left = limit + 1
    while left > 0 and (chunk := stream.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise UnreadableError(path, too_large(limit))
    return b"".join(chunks)


def too_large(limit: int) -> str:
    """The reason for leaving out what has more than *limit* bytes."""
    return f"larger than {limit:,} bytes; raise --max-doc-bytes to read it"


def _find(path: str) -> Iterator[Entry | UnreadableError]:
    if path == STDIN:
        yield Entry(Path(STDIN), STDIN_NAME, STDIN_NAME)
        return
    place = Path(path)
    try:
        status = place.stat() if path else None
    except PermissionError:  # it may be there: opening it will tell
        yield _entry(place, named=True)
        return
    except (OSError, ValueError):
        status = None
    if status is not None:
        yield from _find_in(place) if stat.S_ISDIR(status.st_mode) else [_entry(place, named=True)]
    elif is_glob(path):
        yield from _find_pattern(path)
    else:
        yield MissingError(path or "''", _explain_missing(place))


def _find_pattern(pattern: str) -> Iterator[Entry | UnreadableError]:
    matches = _expand(pattern)
    if not matches:
        yield MissingError(pattern, "nothing matches this pattern")
    for place in matches:
        yield from _find_in(place) if is_folder(place) else [_entry(place)]


def _expand(path: str) -> list[Path]:
    return expand_glob(path) if is_glob(path) and "\0" not in path else []


def _find_in(root: Path) -> Iterator[Entry | UnreadableError]:
    """Everything with a name that is read below a folder, however deep; an error when that is nothing."""
    empty = True
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            children = sorted(folder.iterdir())
        except OSError as error:
            children = []
            empty = False
            yield UnreadableError(folder.as_posix(), explain_error(error, folder))
        for child in children:
            if child.name.startswith("."):
                continue
            item = _classify(child, root)
            if item is None:
                waiting.append(child)
            else:
                empty = False
                yield item
    if empty:
        yield MissingError(root.as_posix(), "the folder holds nothing to read")


def _classify(child: Path, root: Path) -> Entry | UnreadableError | None:
    """What a name in a folder is: a file to read, something left out, or (None) a folder."""
    try:
        mode = child.stat().st_mode
    except (OSError, ValueError):
        mode = 0
    if stat.S_ISDIR(mode):
        if child.is_symlink():
            return UnreadableError(child.as_posix(), "a link to a folder, not followed")
        return None
    suffix = unpacked_suffix(child)
    if stat.S_ISREG(mode) and suffix not in READ_SUFFIXES:
        return UnreadableError(child.as_posix(), explain_suffix(suffix) or explain_unknown())
    return _entry(child, child.relative_to(root).parts)


def _entry(place: Path, below: tuple[str, ...] = (), *, named: bool = False) -> Entry:
    """A file; its source is the first of the folders it lies in *below* a path, else its own bare name."""
    path = place.as_posix()
    name = f"./{path}" if path == STDIN_NAME else path
    file = place.with_suffix("") if place.suffix.lower() in PACKINGS else place
    source = below[0] if len(below) > 1 else file.stem
    return Entry(place, name, source, len(below), named=named)


def _entries(found: Iterable[Entry | UnreadableError]) -> list[Entry]:
    return [item for item in found if isinstance(item, Entry)]


def _each_once(entries: list[Entry]) -> list[Entry]:
    """The entries sorted by path; of several names of one file the shortest, from the highest folder."""
    named: dict[object, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (len(entry.path), entry.path, -entry.depth)):
        named[_identity(entry)].append(entry)
    kept = [replace(names[0], also=_links_of(names)) for names in named.values()]
    return sorted(kept, key=lambda entry: entry.path)


def _name_first(names: list[Entry]) -> Entry:
    """The first of the names of a file, which knows of the others, in UTF-8."""
    first = names[0] if len(names) == 1 else replace(names[0], also=_links_of(names), again=True)
    if first.path.isascii() and not first.also:  # nearly always
        return first
    also = tuple(map(show_name, first.also))
    return replace(first, path=show_name(first.path), source=show_name(first.source), also=also)


def _links_of(names: list[Entry]) -> tuple[str, ...]:
    """The names that are links, hard or not, to the first one's file; not other spellings of its path."""
    if len(names) == 1:  # nearly always: the way to a place costs a look at each folder
        return ()
    places = {_place_of(entry.place): entry.path for entry in reversed(names)}
    return tuple(sorted(path for path in places.values() if path != names[0].path))


def _place_of(place: Path) -> str:
    """Where a name itself lies, with no links on the way."""
    return os.path.join(os.path.realpath(place.parent), place.name)  # noqa: PTH118 - a string all along


def _identity(entry: Entry) -> object:
    if entry.path == STDIN_NAME:
        return STDIN_NAME
    try:
        status = entry.place.stat()
    except (OSError, ValueError):
        return entry.path
    return status.st_dev, status.st_ino


def _check_found(entries: Collection[object], left_out: Collection[UnreadableError]) -> None:
    """An error if the paths lead to nothing at all; what is there but cannot be read is something."""
    if not entries and all(isinstance(item, MissingError) for item in left_out):
        raise NoInputError(_nothing_found(list(left_out)))


def _nothing_found(left_out: list[UnreadableError]) -> str:
    named = "; ".join(map(str, left_out[:_NAMED])) or "no path was given"
    more = f"; and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
    return f"nothing to read: {named}{more}. Name a file, a folder, a pattern in quotes, or - for stdin"


def _check_kind(entry: Entry, status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise UnreadableError(entry.path, _KINDS.get(kind, "not an ordinary file"))


def _explain_missing(place: Path) -> str:
    """Why there is nothing where the user says."""
    try:
        place.stat()
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            return _CIRCLE
    return _NOWHERE if _is_link(place) else "no such file or folder"


def _is_link(place: Path) -> bool:
    try:
        return place.is_symlink()
    except (OSError, ValueError):
        return False
