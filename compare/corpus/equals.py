"""The pairs of identical records: of each text a star, round the first that may be compared with the rest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.settings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.corpus.rows import Rows
    from compare.settings import DedupSettings


def pair_equals(rows: Rows, settings: DedupSettings) -> Iterator[tuple[int, int, float, Match]]:
    """The pairs of identical records, by row."""
    exact = Match.EXACT in settings.match
    if not exact and Match.NEAR not in settings.match:
        return  # none is inside another: it has no fewer shingles
    kind = Match.EXACT if exact else Match.NEAR
    for group in sorted(rows.table.exact_groups()):
        # Without the exact ones they are near as others are, and of few tokens none is.
        if exact or rows.table.size(group[0])[1] >= settings.min_tokens:
            pairs = _join(rows, group, settings)
            yield from ((left, right, 1.0, kind) for left, right in sorted(pairs))


def _join(rows: Rows, group: Sequence[int], settings: DedupSettings) -> Iterator[tuple[int, int]]:
    """The pairs of one text, the lesser row first; records only compared with come before all others."""
    ordered = sorted(group, key=lambda row: (row < rows.count, row))
    stars = _part_by_source(rows, ordered) if settings.within else [ordered]
    for star in stars:
        first = star[0]
        other = _find_other(rows, star) if settings.across else None
        for row in star[1:]:
            centre = other if settings.across and _is_same_source(rows, first, row) else first
            if centre is not None and min(centre, row) < rows.count:
                yield min(centre, row), max(centre, row)


def _part_by_source(rows: Rows, group: Iterable[int]) -> Iterable[list[int]]:
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for row in group:
        parts[rows.source_of(row)].append(row)
    return parts.values()


def _find_other(rows: Rows, group: Sequence[int]) -> int | None:
    """The first record that is of another source than the very first."""
    return next((row for row in group if not _is_same_source(rows, group[0], row)), None)


def _is_same_source(rows: Rows, left: int, right: int) -> bool:
    return rows.source_of(left) == rows.source_of(right)
