"""How much text two sources share, over all their documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from compare.analyse.copies import group_equals
from compare.analyse.overlap import ALL_PAIRS
from compare.analyse.reuse import SharedText
from compare.analyse.sketches import make_share
from compare.results import OverlapKind, SourceOverlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.analyse.bodies import Body
    from compare.analyse.sketches import Sketches
    from compare.model import Document
    from compare.results import Overlap, Passage

    Numbers = npt.NDArray[np.uint64]


def find_source_overlaps(
    bodies: Sequence[Body],
    passages: Iterable[Passage],
    overlaps: Sequence[Overlap],
    sketches: Sketches,
) -> tuple[SourceOverlap, ...]:
    """The overlap of each pair of a few sources, of pairs that share text of many; strongest first."""
    members: defaultdict[str, list[Document]] = defaultdict(list)
    for body in bodies:
        members[body.document.source].append(body.document)
    shingles = _join_shingles(bodies, sketches)
    between: defaultdict[tuple[str, str], list[Overlap]] = defaultdict(list)
    for overlap in overlaps:
        between[_pair(overlap)].append(overlap)
    equals = group_equals(overlaps)
    twins = _count_twins(equals)
    reuse = SharedText(bodies, passages, equals)
    few = len(members) <= ALL_PAIRS
    pairs = combinations(sorted(members), 2) if few else {*between, *twins}
    found = [
        _measure(pair, members, shingles, reuse, (between[pair], twins[pair]))
        for pair in pairs
        if pair[0] != pair[1]
    ]
    return tuple(sorted(found, key=_strength))


def _pair(overlap: Overlap) -> tuple[str, str]:
    left, right = sorted((overlap.left.source, overlap.right.source))
    return left, right


def _count_twins(equals: Iterable[Sequence[Document]]) -> Counter[tuple[str, str]]:
    """Of each pair of sources, how many pairs of their documents are equal."""
    twins: Counter[tuple[str, str]] = Counter()
    for group in equals:
        counts = sorted(Counter(document.source for document in group).items())
        for (left, some), (right, others) in combinations(counts, 2):
            twins[left, right] += some * others
    return twins


def _join_shingles(bodies: Sequence[Body], sketches: Sketches) -> dict[str, Numbers]:
    """The shingles of each source."""
    parts: defaultdict[str, list[Numbers]] = defaultdict(list)
    for place, body in enumerate(bodies):
        parts[body.document.source].append(sketches.shingles(place))
    return {source: np.unique(np.concatenate(sets)) for source, sets in parts.items()}


def _measure(
    pair: tuple[str, str],
    members: dict[str, list[Document]],
    shingles: dict[str, Numbers],
    reuse: SharedText,
    between: tuple[Sequence[Overlap], int],
) -> SourceOverlap:
    """What two sources share, by the overlaps *between* them and the number of equal texts of both."""
    left, right = pair
    overlaps, twins = between
    others = [overlap for overlap in overlaps if overlap.kind is not OverlapKind.EXACT]
    sets = shingles[left], shingles[right]
    share = make_share(len(np.intersect1d(*sets, assume_unique=True)), *map(len, sets))
    longest = max(overlaps, key=lambda overlap: overlap.longest_run, default=None)
    runs = (longest.run_left, longest.run_right) if longest else (None, None)
    if longest and longest.left.source != left:
        runs = runs[1], runs[0]
    return SourceOverlap(
        left=left,
        right=right,
        copies=twins + sum(overlap.kind is not OverlapKind.NONE for overlap in others),
        pairs=twins + sum(overlap.reused_left > 0 for overlap in others),
        jaccard=share.jaccard,
        containment_left=share.left,
        containment_right=share.right,
        reused_left=reuse.part(members[left], members[right]),
        reused_right=reuse.part(members[right], members[left]),
        longest_run=longest.longest_run if longest else 0,
        run_left=runs[0],
        run_right=runs[1],
    )


def _strength(overlap: SourceOverlap) -> tuple[float, float, int, str, str]:
    part = max(overlap.reused_left, overlap.reused_right)
    return -part, -overlap.jaccard, -overlap.longest_run, overlap.left, overlap.right
