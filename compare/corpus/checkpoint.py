"""The parts of inputs that were scanned, kept in a file so that a run which was killed can go on.

The file begins with a line of JSON that says of what run it is, with the key of its hashes. Behind it stand
the parts: what each was made of, and its records as the kernels keep them. A part counts only if the bytes
it was made of are still the same; one that was cut off or damaged ends the file.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from compare import kernels
from compare.corpus.open import explain_error
from compare.corpus.source import PlainSource
from compare.errors import OutputError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.corpus.run import Run
    from compare.corpus.source import Source
    from compare.corpus.targets import Targets
    from compare.kernels import Chunk, Table

    Key = tuple[int, int]

_OPENING = b'{"schema": "compare/checkpoint/'
_SCHEMA = "compare/checkpoint/1"
_FRAME = Struct(
    "=QQ16s"
)  # how many bytes say what a part was made of, how many its records are; the digest of both
_DIGEST_SIZE = 16  # bytes
_PIECE = 1 << 20  # bytes read at a time
_LONGEST_HEAD = 1 << 20  # bytes of the first line; there is no longer one of ours
_WORD = 8  # bytes of half a key


class _Name(NamedTuple):
    """What part of which input: those of a run have each another one."""

    path: str
    number: int
    begin: int
    end: int


class _Part(NamedTuple):
    """A part that was scanned: where its records stand in the file, and of which bytes they were made."""

    place: int
    size: int
    reach: int
    digest: str
    stamp: list[int]


class Checkpoint:
    """Scans parts of sources, but for those that an earlier run of the same kind has scanned."""

    def __init__(self, path: Path, run: Run) -> None:
        """Open the file, or make it.

        Raises:
            SettingsError: what is there is no checkpoint.
            OutputError: it cannot be written, or another run is at work on it.
        """
        self._path = path
        self._parts: dict[_Name, _Part] = {}
        self._lock = Lock()
        self.taken = 0
        """Parts that were not scanned again."""
        head = _describe(run)
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.key = self._load(head) or self._begin(head)
        except BlockingIOError as error:
            msg = f"another run is at work on {path}"
            raise OutputError(msg) from error
        except OSError as error:
            raise self._explain(error) from error

    def scan(self, table: Table, source: Source, file: int, part: tuple[int, int]) -> Chunk:
        """The chunk of a part of a source, which is a *file* of the table."""
        begin, end = part
        name = _Name(source.entry(1).path, source.number, begin, end)
        stamp = _stamp(source)
        if (chunk := self._restore(table, source, file, (name, stamp))) is not None:
            return chunk
        chunk = table.scan(file, begin, end)
        reach = chunk.reach(end)
        made_of = [*name, reach, _digest_part(source, begin, reach), stamp]
        self._append(json.dumps(made_of).encode(), chunk.dump())
        return chunk

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)

    def remove(self) -> None:
        """The run is through: nobody goes on from here."""
        self._path.unlink(missing_ok=True)

    def _restore(
        self, table: Table, source: Source, file: int, wanted: tuple[_Name, list[int]]
    ) -> Chunk | None:
        """The chunk of a part that is in the file and was made of what is still there."""
        name, stamp = wanted
        part = self._parts.get(name)
        if part is None or part.stamp != stamp or _digest_part(source, name.begin, part.reach) != part.digest:
            return None
        try:
            chunk = table.restore(file, os.pread(self._descriptor, part.size, part.place))
        except (ValueError, OSError):
            return None
        with self._lock:
            self.taken += 1
        return chunk

    def _load(self, head: dict[str, object]) -> Key | None:
        """The key of the run that the file is of, if that was one like this; the parts that stand in it."""
        start = os.pread(self._descriptor, _LONGEST_HEAD, 0)
        if start and not start.startswith(_OPENING):
            msg = f"{self._path} is no checkpoint of a run: move it away, or name another OUT"
            raise SettingsError(msg)
        line, _, _ = start.partition(b"\n")
        try:
            known = json.loads(line)
            first, second = (int(half, 16) for half in known.pop("key"))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # cut off, or damaged
            return None
        if known != head or max(first, second).bit_length() > 8 * _WORD or min(first, second) < 0:
            return None
        place = len(line) + 1
        while (after := self._load_part(place)) is not None:
            place = after
        os.ftruncate(self._descriptor, place)
        return first, second

    def _load_part(self, place: int) -> int | None:
        """Know the part at a place; where the next one begins, None where there is no whole one."""
        frame = os.pread(self._descriptor, _FRAME.size, place)
        if len(frame) < _FRAME.size:
            return None
        first, second, digest = _FRAME.unpack(frame)
        begin = place + _FRAME.size
        end: int = begin + first + second
        if end > os.fstat(self._descriptor).st_size or _digest(_read(self._descriptor, begin, end)) != digest:
            return None
        path, number, start, stop, reach, made_of, stamp = json.loads(
            os.pread(self._descriptor, first, begin)
        )
        part = _Part(begin + first, second, reach, made_of, stamp)
        self._parts[_Name(path, number, start, stop)] = part
        return end

    def _begin(self, head: dict[str, object]) -> Key:
        """A new file, with a new key."""
        key = [os.urandom(_WORD).hex() for _ in range(2)]
        os.ftruncate(self._descriptor, 0)
        self._write(json.dumps(head | {"key": key}).encode() + b"\n")
        return int(key[0], 16), int(key[1], 16)

    def _append(self, made_of: bytes, data: bytes) -> None:
        frame = _FRAME.pack(len(made_of), len(data), _digest([made_of, data]))
        try:
            with self._lock:
                self._write(b"".join((frame, made_of, data)))
        except OSError as error:
            raise self._explain(error) from error

    def _write(self, data: bytes) -> None:
        place = os.lseek(self._descriptor, 0, os.SEEK_END)
        view = memoryview(data)
        while view:
            count = os.pwrite(self._descriptor, view, place)
            view, place = view[count:], place + count

    def _explain(self, error: OSError) -> OutputError:
        return OutputError(f"cannot write {self._path} for --resume: {explain_error(error)}")


def find_checkpoint(targets: Targets) -> Path:
    """Where the checkpoint of a run is: beside OUT.

    Raises:
        SettingsError: it has no place.
    """
    out = targets.folder or targets.kept
    if out is None or (out.exists() and not (out.is_file() or out.is_dir())):
        raise SettingsError("resume keeps a checkpoint beside OUT: name a file or a folder with -o")
    folder = next(path for path in out.absolute().parents if path.is_dir())
    return folder / f"{out.name}.checkpoint"


def _describe(run: Run) -> dict[str, object]:
    """All that the records of a part depend on besides its bytes."""
    code = _digest([Path(kernels.find_file()).read_bytes()])
    content = {
        "schema": _SCHEMA,
        "version": run.version,
        "code": code.hex(),
        "settings": run.settings.as_dict(),
        "reading": asdict(run.read),
    }
    plain: dict[str, object] = json.loads(json.dumps(content, default=sorted))
    return plain


def _stamp(source: Source) -> list[int]:
    """What an input that is read where it lies is like: a part of another size or time is scanned again."""
    if not isinstance(source, PlainSource):
        return []
    status = os.fstat(source.fileno())
    return [status.st_size, status.st_mtime_ns]


def _digest_part(source: Source, begin: int, reach: int) -> str:
    """The digest of the bytes of a part, of the one before it, and of the rest of its last line."""
    return _digest(_read(source.fileno(), max(begin - 1, 0), reach)).hex()


def _read(descriptor: int, begin: int, end: int) -> Iterable[bytes]:
    """The bytes of a file from one place to another, as far as it has so many."""
    while begin < end and (data := os.pread(descriptor, min(_PIECE, end - begin), begin)):
        yield data
        begin += len(data)


def _digest(pieces: Iterable[bytes]) -> bytes:
    whole = blake2b(digest_size=_DIGEST_SIZE)
    for piece in pieces:
        whole.update(piece)
    return whole.digest()
