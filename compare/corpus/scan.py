"""Inputs into rows: parts of files scanned by threads, taken in in the order of the inputs."""

from __future__ import annotations

import errno
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.jobs import Jobs
from compare.corpus.open import UnreadableError, explain_error
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compare.corpus.jobs import Job
    from compare.corpus.rows import Rows
    from compare.corpus.source import Source
    from compare.kernels import Chunk

    Progress = Callable[[int], None]

_AHEAD = 2  # parts a thread that may be scanned before the first of them is taken in


class _Part(NamedTuple):
    """A part of a file that is being scanned."""

    file: int
    begin: int
    end: int
    job: Job[Chunk]


def scan_sources(rows: Rows, sources: Iterable[Source], *, threads: int, progress: Progress) -> None:
    """Fill the rows; *progress* is told how many bytes more were scanned."""
    waiting: deque[_Part] = deque()
    with Jobs(threads) as jobs:
        for source in sources:
            file = rows.add(source)
            try:
                for begin, end, scan in source.scans(rows.table, file):
                    job = jobs.start(partial(rows.scan, file, (begin, end), scan))
                    waiting.append(_Part(file, begin, end, job))
                    if len(waiting) > _AHEAD * threads:
                        _take_in(rows, waiting, progress)
            except UnreadableError as error:
                rows.log.skip(error, source.number)
        while waiting:
            _take_in(rows, waiting, progress)


def _take_in(rows: Rows, waiting: deque[_Part], progress: Progress) -> None:
    file, begin, end, job = waiting.popleft()
    source = rows.sources[file]
    progress(end - begin)
    if file in rows.broken:
        return
    try:
        chunk = job.result()
        source.take(begin, end)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        rows.broken.add(file)
        _leave_out_rest(rows, source, explain_error(error))
        return
    rows.append(file, chunk)


def _leave_out_rest(rows: Rows, source: Source, reason: str) -> None:
    """Name an input of which only a part could be read.

    Raises:
        InputError: they are several, no one knows which.
    """
    path = source.entry(1).path
    if source.by_entry:
        msg = f"{path}, or what comes after it, cannot be read from the spool: {reason}"
        raise InputError(msg)
    rows.log.skip(UnreadableError(path, f"{reason}; what could be read was read"), source.number)
