"""A limit for the memory of a run: past it band keys go to a file, and what cannot do with it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.corpus.spool import Spool
from compare.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from compare.kernels import Chunk, Table

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class MemoryLimit:
    """So many bytes, and the file for what is beyond."""

    size: int
    file: Spool
    folder: Path

    def append(self, table: Table, chunk: Chunk, first_line: int) -> None:
        """Take over a chunk, and see to it that all still fits.

        Raises:
            OutputError: it does not, or the file cannot be written.
        """
        try:
            table.append(chunk, first_line)
        except OSError as error:
            msg = (
                f"cannot write band keys to {self.folder}: {error.strerror}. Hint: name a folder with --temp"
            )
            raise OutputError(msg) from error
        if table.needed > self.size:
            msg = (
                f"{len(table):,} records need {_show(table.needed)} of memory, and --memory allows "
                f"{_show(self.size)}: allow more, or compare fewer inputs at once"
            )
            raise OutputError(msg)


def limit_memory(table: Table, size: int, folder: Path) -> MemoryLimit:
    """Have the keys of a table in a file of a folder once all together would be more than so many bytes."""
    file = Spool(folder)
    table.limit_memory(size, file.fileno())
    return MemoryLimit(size, file, folder)


def _show(size: int) -> str:
    return f"{-(-size // _MEGA):,} MB"
