"""Files in the making: written beside their targets, moved there one after the other once all are whole.

What was at their places comes back when a step fails or a signal ends it; only a process that is killed,
or a machine that stops, amid the last few renames leaves some files new and some old, each of them whole.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Protocol

from compare.corpus.paths import resolve
from compare.corpus.unpack import GZIP, check_memory
from compare.dedup.check import check_size
from compare.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO, Self

_NAME_LENGTH = 100  # bytes of the target's name in those of its temporary files
_LEFT = re.compile(r"(?P<process>\d{1,9})\.\d+\.(?P<end>tmp|old)")
# Why a folder cannot be synced: its file system has no such thing, or it is closed to reading.
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES})
_numbers = count()  # one for each such file
_CLOSED = -1  # no file
_ZSTD_LEVEL = 3
_GZIP_LEVEL = 2  # of isal's 0 to 3


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
        self._size = 0

    def begin(self) -> None:
        """Make the file; until it is moved or discarded it has a name of its own."""
        _remove_left(self.target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW
        self._handle = os.open(self._temporary, flags, 0o600)

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._write(self._pack(data))

    def finish(self) -> None:
        """See to it that all of it is on the disk, once.

        Raises:
            BrokenInvariantError: it is not as long as what was written to it.
        """
        if self._handle == _CLOSED:
            return
        self._write(self._pack(None))
        os.fsync(self._handle)
        check_size(str(self.target), os.fstat(self._handle).st_size, self._size)
        self._close()
        self._temporary.chmod(mode_for(self.target))

    def move(self) -> None:
        """Put it in its place, whatever was there."""
        self._temporary.replace(self.target)

    def is_moved(self) -> bool:
        """Whether it is in its place."""
        return not self._temporary.exists()

    def discard(self) -> None:
        """Leave nothing of it but what was moved."""
        with suppress(OSError):
            self._close()
        self._temporary.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        _write_all(self._handle, data)
        self._size += len(data)

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
    """Files that come to their places by `move`, all of them, or none when that fails.

    An error of the machine in the block is told as one of the output.
    """

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._files: list[NewFile] = []
        self._old_files: list[OldFile] = []
        self._backups: dict[Path, Path] = {}
        self._stale: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        for new in self._files:
            new.discard()
        for old in self._old_files:
            old.discard()
        for folder in self._folders:
            with suppress(OSError):  # it is not empty: that is as it should be
                folder.rmdir()
        for backup in self._backups.values():
            backup.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise explain_output(error) from error

    def open(self, target: Path) -> NewFile | OldFile:
        """A new file for a target, packed as its name says; a device is opened as it is."""
        file: NewFile | OldFile
        try:
            # Each is known to us before it begins, so that a signal leaves nothing behind.
            if target.exists() and not target.is_file():
                self._old_files.append(file := OldFile(target))
            else:
                self._files.append(file := NewFile(resolve(target), self._threads))
            file.begin()
        except OSError as error:
            raise explain_output(error, target) from error
        return file

    def finish(self, sink: Sink) -> None:
        """Let go of a file to which nothing is added any more, before the others."""
        if isinstance(sink, NewFile | OldFile):
            try:
                sink.finish()
            except OSError as error:
                raise explain_output(error, sink.target) from error

    def make_folder(self, folder: Path) -> None:
        """Make a folder for the files, if it is not there; it goes again if nothing comes to lie in it."""
        self._folders += [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)

    def take_away(self, stale: Path) -> None:
        """Remove a file of an earlier run, too, when the new ones come."""
        self._stale.append(stale)

    def move(self) -> None:
        """Put all files in their places; if one cannot be, those that were there come back."""
        for new in self._files:
            new.finish()
        for old in self._old_files:
            old.finish()
        try:
            for stale in self._stale:
                self._set_aside(stale)
            for new in self._files:
                self._back_up(new.target)
                new.move()
            for folder in {new.target.parent for new in self._files}:
                _sync_folder(folder)
        except BaseException:
            self._restore()
            raise

    def _back_up(self, target: Path) -> None:
        """Give what is at a target's place a second name, or another, where there are no second names."""
        if os.path.lexists(target):
            backup = self._backups[target] = _name_beside(target, "old")
            try:
                os.link(target, backup)
            except OSError:
                target.replace(backup)

    def _set_aside(self, stale: Path) -> None:
        """Give a file another name until all is done."""
        if os.path.lexists(stale):
            backup = self._backups[stale] = _name_beside(stale, "old")
            stale.replace(backup)

    def _restore(self) -> None:
        """Put back what had to make room, and take away what came where nothing was."""
        for new in self._files:
            if new.target not in self._backups and new.is_moved():
                with suppress(OSError):
                    new.target.unlink()
        for target, backup in self._backups.items():
            with suppress(OSError):  # a backup that was not made yet is of what is still there
                backup.replace(target)
        # A backup that could not be put back is all that is left of the old file.
        self._backups = {
            target: backup for target, backup in self._backups.items() if _are_same(target, backup)
        }


def _are_same(left: Path, right: Path) -> bool:
    """Whether two names are of one file: renaming one to the other leaves both."""
    try:
        return os.path.samestat(left.lstat(), right.lstat())
    except OSError:
        return False


def _name_beside(target: Path, end: str) -> Path:
    """A name for a file beside its target, by which what is left of a killed run is known again."""
    return target.with_name(f"{_start_of(target)}{os.getpid()}.{next(_numbers)}.{end}")


def _start_of(target: Path) -> str:
    return f".{os.fsdecode(os.fsencode(target.name)[:_NAME_LENGTH])}."


def _remove_left(target: Path) -> None:
    """Remove what runs that were killed have left beside a target; what was at its place goes back there."""
    start = _start_of(target)
    with suppress(OSError):
        for path in target.parent.iterdir():
            left = _LEFT.fullmatch(path.name, len(start)) if path.name.startswith(start) else None
            if left and not _is_alive(int(left["process"])):
                if left["end"] == "old" and not os.path.lexists(target):
                    path.replace(target)
                else:
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

        return isal_zlib.compressobj(_GZIP_LEVEL, isal_zlib.DEFLATED, GZIP)
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
    """See to it that the names in a folder are on the disk, where that can be asked for."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
