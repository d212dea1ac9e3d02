"""What a run would take that writes its records: measured up to there, and on a sample of lines beyond."""

from __future__ import annotations

import os
import time
from contextlib import closing
from typing import TYPE_CHECKING

from compare.corpus.row_batches import json_lines, mark_gone
from compare.corpus.spool import Spool
from compare.dedup.outcome import Estimate

if TYPE_CHECKING:
    from pathlib import Path

    from compare.corpus.rows import Rows
    from compare.corpus.verdict import Verdict

_SAMPLE = 32 << 20  # bytes of lines that are written to see how long it takes


def estimate_run(rows: Rows, verdict: Verdict, begun: float, folder: Path) -> Estimate:
    """The cost of a run that was *begun* then, and has all done by now but the writing."""
    done = time.perf_counter() - begun
    table = rows.table
    written, seconds = _write_sample(rows, verdict, folder)
    rest = seconds * len(table) / written if written else 0.0
    return Estimate(done + rest, table.needed - (table.key_bytes - table.spilled), table.key_bytes)


def _write_sample(rows: Rows, verdict: Verdict, folder: Path) -> tuple[int, float]:
    """How many of the first rows were written, where they stay, to a file without a name; in how long."""
    begun = time.perf_counter()
    row = 0
    with closing(Spool(folder)) as file:
        for lines, _, some in json_lines(rows, mark_gone(rows, verdict.drop)):
            file.write(lines)
            row = some.stop
            if file.size >= _SAMPLE:
                break
        os.fsync(file.fileno())
    return row, time.perf_counter() - begun
