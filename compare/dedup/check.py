"""The invariants of a run, checked at the end of every one: a failure is a bug of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.dedup.removals import Removals


class BrokenInvariantError(AssertionError):
    """What must hold after every run does not: nothing of the run may be kept."""


class Ends(NamedTuple):
    """A line as it stands in its input: how many bytes it has, the first of them, and the last."""

    length: int
    head: bytes
    tail: bytes


def check_removals(removals: Removals, drop: bytes) -> None:
    """Every row is removed once, by a row that is kept, and the marks say the same."""
    count, last = 0, -1
    for row, kept, _, _ in removals:
        _check(row > last, "rows were removed twice, or out of order")
        _check(drop[row] == 1 and drop[kept] == 0, "a duplicate of a removed row")
        count, last = count + 1, row
    _check(count == len(removals) == drop.count(1), "rows were removed without a reason")


def check_versions(versions: Iterable[tuple[int, int, float]], drop: bytes) -> None:
    """Every version, and what it is one of, stays."""
    for row, other, _ in versions:
        _check(drop[row] == 0 and drop[other] == 0, "a version of a removed row, or one that was removed")


def check_counts(read: int, kept: int, removed: int, skipped: int) -> None:
    """Every record that was read was kept, removed or skipped."""
    _check(
        read == kept + removed + skipped, f"{read} read, {kept} kept, {removed} removed, {skipped} skipped"
    )


def check_order(positions: Sequence[tuple[int, int]]) -> None:
    """Rows stand in the order in which their lines do in the inputs."""
    _check(list(positions) == sorted(positions), "rows are not in the order of the inputs")


def check_ends(lines: bytes, count: int, outermost: Sequence[Ends]) -> None:
    """A batch of lines begins with the first line that belongs to it, and ends with the last one."""
    if not outermost:
        _check(not lines and not count, "lines were written that do not stay")
        return
    first, last = outermost
    begin = len(lines) - 1 - last.length  # of the last line
    holds = (
        lines.startswith(first.head)
        and lines[first.length - len(first.tail) : first.length + 1] == first.tail + b"\n"
        and lines.endswith(last.tail + b"\n")
        and lines[begin : begin + len(last.head)] == last.head
        and lines[max(begin - 1, 0) : begin] == (b"\n" if count > 1 else b"")
    )
    _check(holds, "lines are not written as they stand in the inputs")


def check_written(what: str, written: int, wanted: int) -> None:
    """As many lines were written as there are records to write."""
    _check(written == wanted, f"{written} lines of {wanted} {what} records were written")


def check_shortened(text: str, kept: str, edges: Sequence[int], written: str) -> None:
    """What was written of a text is the text without the parts between *edges*, which lie in it in order."""
    inside = list(edges) == sorted(edges) and (not edges or edges[-1] <= len(text))
    size = len(text) - sum(edges[1::2]) + sum(edges[::2])
    _check(
        inside and len(kept) == size and written == kept, "a text is not what was read without what was cut"
    )


def check_cuts(broken: int | None) -> None:
    """Nothing was cut twice, and what each part repeats stays; *broken* names a cut that is not so."""
    _check(broken is None, f"the cut {broken} repeats what does not stay, or is out of order")


def check_size(what: str, size: int, wanted: int) -> None:
    """A file has as many bytes as were written to it."""
    _check(size == wanted, f"{what} would have {size} bytes, and {wanted} were written")


def _check(holds: bool, message: str) -> None:  # noqa: FBT001 - what is checked
    if not holds:
        raise BrokenInvariantError(message)
