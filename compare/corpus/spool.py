"""Bytes that cannot be read twice, or are packed, in a file without a name that can be."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from compare.errors import OutputError

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path


class Spool:
    """A temporary file in *folder* that is gone as soon as it is closed, or the program ends in any way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.size = 0
        try:
            self._file = _open_unnamed(folder)
        except OSError as error:
            raise self._explain(error) from error

    def fileno(self) -> int:
        """The descriptor to read it from, at any place."""
        return self._file.fileno()

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes at the end."""
        view = memoryview(data)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            raise self._explain(error) from error
        self.size += len(data)

    def clear(self) -> None:
        """Begin again."""
        self._file.seek(0)
        self._file.truncate()
        self.size = 0

    def close(self) -> None:
        """Give the space back."""
        self._file.close()

    def _explain(self, error: OSError) -> OutputError:
        reason = error.strerror or error
        return OutputError(f"cannot spool to {self._folder}: {reason}. Hint: name a folder with --temp")


def _open_unnamed(folder: Path) -> FileIO:
    """A new file that never had a name, or, where the system does not offer that, has none any more."""
    with suppress(OSError, AttributeError):
        return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600), "r+b", buffering=0)
    name = folder / f".spool.{os.getpid()}.{os.urandom(4).hex()}.tmp"
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        name.unlink()
        return os.fdopen(handle, "r+b", buffering=0)
    except BaseException:
        os.close(handle)
        raise
