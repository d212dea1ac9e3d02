"""Files in the making: written beside their targets, moved there together when all of them are whole."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Protocol

from compare.corpus.paths import resolve
from compare.corpus.unpack import check_memory
from compare.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO, Self

_NAME_LENGTH = 100  # bytes of the target's name in those of its temporary files
_LEFT = re.compile(r"(?P<process>\d{1,9})\.\d+\.(?:tmp|old)")
_numbers = count()  # one for each such file
_CLOSED = -1  # no file
_ZSTD_LEVEL = 3
_GZIP_LEVEL = 2  # of isal's 0 to 3
_GZIP = 31  # zlib's word for a gzip header and the largest window


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> None:
        """Add bytes at the end."""


class _Packer(Protocol):
    """Bytes in, packed bytes out."""

    def compress(self, data: bytes, /) -> bytes:
        """What is packed so far and was not given yet."""

    def flush(self) -> bytes:
        """The rest."""


class NewFile:
    """A file beside *target*, packed as the target's name says, until it is moved to its place."""

    def __init__(self, target: Path, threads: int) -> None:
        self.target = target
        self._temporary = _name_beside(target, "tmp")
        self._packer = make_packer(target.suffix.lower(), threads)
        self._handle = _CLOSED

    def begin(self) -> None:
        """Make the file; until it is moved or discarded it has a name of its own."""
        _remove_left(self.target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
        self._handle = os.open(self._temporary, flags, 0o600)

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        _write_all(self._handle, self._pack(data))

    def finish(self) -> None:
        """See to it that all of it is on the disk."""
        _write_all(self._handle, self._pack(None))
        os.fsync(self._handle)
        self._close()
        self._temporary.chmod(mode_for(self.target))

    def move(self) -> None:
        """Put it in its place, whatever was there."""
        self._temporary.replace(self.target)

    def discard(self) -> None:
        """Leave nothing of it but what was moved."""
        with suppress(OSError):
            self._close()
        self._temporary.unlink(missing_ok=True)

    def _pack(self, data: bytes | None) -> bytes:
        """The bytes as they are written; without *data* the last of them."""
        if self._packer is None:
            return data or b""
        try:
            return self._packer.flush() if data is None else self._packer.compress(data)
        except Exception as error:
            check_memory(error)
            raise

    def _close(self) -> None:
        handle, self._handle = self._handle, _CLOSED
        if handle != _CLOSED:
            os.close(handle)


class OldFile:
    """A device or a pipe that is written to as it is, such as /dev/null."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._handle = _CLOSED

    def begin(self) -> None:
        """Open it for writing."""
        self._handle = os.open(self.target, os.O_WRONLY | os.O_CLOEXEC)

    def write(self, data: bytes) -> None:
        """Add bytes."""
        _write_all(self._handle, data)

    def finish(self) -> None:
        """Let go of it."""
        handle, self._handle = self._handle, _CLOSED
        if handle != _CLOSED:
            os.close(handle)

    def move(self) -> None:
        """It is where it belongs."""

    def discard(self) -> None:
        """Let go of it."""
        with suppress(OSError):
            self.finish()


class StreamSink:
    """Standard output."""

    def __init__(self, stream: BinaryIO | None) -> None:
        if stream is None:
            raise OutputError("cannot write to stdout: it is closed")
        self._stream = stream

    def write(self, data: bytes) -> None:
        """Add bytes; a reader that has gone away is told as such."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise explain_output(error, "stdout") from error


class NewFiles:
    """Files that come to their places all together, by `move`, or not at all.

    An error of the machine in the block is told as one of the output.
    """

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._files: list[NewFile | OldFile] = []
        self._backups: dict[Path, Path] = {}
        self._stale: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        for file in self._files:
            file.discard()
        for folder in self._folders:
            with suppress(OSError):  # it is not empty: that is as it should be
                folder.rmdir()
        for backup in self._backups.values():
            backup.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise explain_output(error) from error

    def open(self, target: Path) -> NewFile | OldFile:
        """A new file for a target, packed as its name says; a device is opened as it is."""
        special = target.exists() and not target.is_file()
        try:
            self._files.append(OldFile(target) if special else NewFile(resolve(target), self._threads))
            self._files[-1].begin()  # once it is known to us, so that a signal leaves nothing behind
        except OSError as error:
            raise explain_output(error, target) from error
        return self._files[-1]

    def make_folder(self, folder: Path) -> None:
        """Make a folder for the files, if it is not there; it goes again if nothing comes to lie in it."""
        if not folder.is_dir():
            folder.mkdir(parents=True)
            self._folders.append(folder)

    def take_away(self, stale: Path) -> None:
        """Remove a file of an earlier run, too, once the new ones are there."""
        self._stale.append(stale)

    def move(self) -> None:
        """Put all files in their places; if one cannot be, those that were there come back."""
        for file in self._files:
            file.finish()
        moved: list[Path] = []
        try:
            for file in self._files:
                self._back_up(file.target)
                file.move()
                moved.append(file.target)
            for stale in self._stale:
                stale.unlink(missing_ok=True)
            for folder in {file.target.parent for file in self._files}:
                _sync_folder(folder)
        except BaseException:
            for target in moved:
                self._restore(target)
            raise

    def _back_up(self, target: Path) -> None:
        """Give what is at a target's place a second name."""
        if target.is_file():
            backup = _name_beside(target, "old")
            backup.unlink(missing_ok=True)
            with suppress(OSError):  # not every file system has second names
                os.link(target, backup)
                self._backups[target] = backup

    def _restore(self, target: Path) -> None:
        with suppress(OSError):
            backup = self._backups.get(target)
            backup.replace(target) if backup else target.unlink()


def _name_beside(target: Path, end: str) -> Path:
    """A name for a file beside its target, by which what is left of a killed run is known again."""
    return target.with_name(f"{_start_of(target)}{os.getpid()}.{next(_numbers)}.{end}")


def _start_of(target: Path) -> str:
    return f".{os.fsdecode(os.fsencode(target.name)[:_NAME_LENGTH])}."


def _remove_left(target: Path) -> None:
    """Remove what runs that were killed have left beside a target."""
    start = _start_of(target)
    with suppress(OSError):
        for path in target.parent.iterdir():
            left = _LEFT.fullmatch(path.name, len(start)) if path.name.startswith(start) else None
            if left and not _is_alive(int(left["process"])):
                path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def make_packer(suffix: str, threads: int) -> _Packer | None:
    """What packs a file with such a suffix, if anything does; the bytes do not depend on *threads*."""
    if suffix == ".gz":
        from isal import isal_zlib  # noqa: PLC0415 - only where something is packed

        return isal_zlib.compressobj(_GZIP_LEVEL, isal_zlib.DEFLATED, _GZIP)
    if suffix == ".zst":
        import zstandard  # noqa: PLC0415 - as above

        # One thread of its own or more give the same bytes, none gives others.
        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL, threads=threads).compressobj()
    return None


def mode_for(path: Path) -> int:
    """The rights of the file that is replaced, else those of any new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def explain_output(error: OSError, target: Path | str | None = None) -> OutputError:
    """What kept the output from being written, as an error of the output."""
    name = target or error.filename or "the output"
    return OutputError(f"cannot write {name}: {error.strerror or error}")


def _sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
