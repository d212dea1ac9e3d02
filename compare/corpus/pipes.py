"""Named pipes as inputs, never waited for in vain."""

from __future__ import annotations

import io
import os
import select
import stat
from typing import TYPE_CHECKING

from compare.corpus.open import UnreadableError, explain_error

if TYPE_CHECKING:
    from typing import BinaryIO

    from compare.corpus.open import Entry

_PATIENCE = 5_000  # milliseconds in which somebody must have begun to write


def open_pipe(entry: Entry) -> BinaryIO | None:
    """The pipe that a path names, as the shell's <(...) does; None where it is none.

    Raises:
        UnreadableError: it cannot be opened, or nobody writes to it.
    """
    try:
        if not entry.named or not stat.S_ISFIFO(entry.place.stat().st_mode):
            return None
        # To open a pipe without a writer as a file would wait for one, for ever.
        pipe = os.fdopen(os.open(entry.place, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0)
    except OSError as error:
        raise UnreadableError(entry.path, explain_error(error, entry.place)) from error
    if not _has_writer(pipe.fileno()):
        pipe.close()
        raise UnreadableError(entry.path, "nobody writes to this pipe")
    os.set_blocking(pipe.fileno(), True)
    return io.BufferedReader(pipe)


def _has_writer(pipe: int) -> bool:
    """Whether a pipe that does not block has a writer, or gets one in a while."""
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    if waiting.poll(_PATIENCE):
        return True
    try:
        return bool(os.read(pipe, 1))  # there is nothing to be read: with a writer, this is an error
    except BlockingIOError:
        return True
