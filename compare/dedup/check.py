"""The invariants of a run, checked at the end of every one: a failure is a bug of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.dedup.removals import Removals


class BrokenInvariantError(AssertionError):
    """What must hold after every run does not: nothing of the run may be kept."""


def check_removals(removals: Removals, drop: bytes) -> None:
    """Every row is removed once, by a row that is kept, and the marks say the same."""
    count, last = 0, -1
    for row, kept, _, _ in removals:
        _check(row > last, "rows were removed twice, or out of order")
        _check(drop[row] == 1 and drop[kept] == 0, "a duplicate of a removed row")
        count, last = count + 1, row
    _check(count == len(removals) == drop.count(1), "rows were removed without a reason")


def check_counts(read: int, kept: int, removed: int, skipped: int) -> None:
    """Every record that was read was kept, removed or skipped."""
    _check(
        read == kept + removed + skipped, f"{read} read, {kept} kept, {removed} removed, {skipped} skipped"
    )


def check_written(what: str, written: int, wanted: int) -> None:
    """As many lines were written as there are records to write."""
    _check(written == wanted, f"{written} lines of {wanted} {what} records were written")


def _check(holds: bool, message: str) -> None:  # noqa: FBT001 - what is checked
    if not holds:
        raise BrokenInvariantError(message)
