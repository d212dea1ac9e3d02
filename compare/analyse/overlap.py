"""How much text two documents share: exact, near and inside duplicates, and lesser overlaps."""

from __future__ import annotations

from array import array
from itertools import combinations
from typing import TYPE_CHECKING

from compare import kernels
from compare.analyse.reuse import SharedText, choose_earlier, choose_fuller
from compare.analyse.sketches import ALIKE, estimate_jaccard
from compare.model import Span
from compare.results import Overlap, OverlapKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.bodies import Body
    from compare.analyse.sketches import Share, Sketches
    from compare.model import Document
    from compare.results import Passage

    Pair = tuple[int, int]

# Up to this many documents every pair is reported, one that shares nothing too: that is an answer.
ALL_PAIRS = 12

_RANK = {kind: rank for rank, kind in enumerate(OverlapKind)}


def find_overlaps(
    bodies: Sequence[Body], passages: Iterable[Passage], sketches: Sketches
) -> tuple[Overlap, ...]:
    """The overlap of each pair of a few documents, of pairs that share text of many; strongest first."""
    measure = _Measure(bodies, SharedText(bodies, passages), sketches)
    return tuple(sorted(measure.find(), key=_strength))


class _Measure:
    """Measures pairs of documents, which go by their places."""

    def __init__(self, bodies: Sequence[Body], reuse: SharedText, sketches: Sketches) -> None:
        self._bodies = bodies
        self._reuse = reuse
        self._sketches = sketches
        self._signatures = self._sketches.sign()
        self._candidates = self._sketches.find_candidates(self._signatures)
        self._numbers: dict[str, int] = {}
        self._numbered: dict[Document, bytes] = {}

    def find(self) -> list[Overlap]:
        """The overlaps, of many documents those of pairs that share passages or are alike."""
        places = {body.document: place for place, body in enumerate(self._bodies)}
        shared = {(places[left], places[right]) for left, right in self._reuse.pairs()}
        few = len(self._bodies) <= ALL_PAIRS
        pairs = list(combinations(range(len(self._bodies)), 2)) if few else self._choose(shared)
        return [
            self._measure(pair, share, kind)
            for pair, share in zip(pairs, self._sketches.share(pairs), strict=True)
            if (kind := self._sketches.kind(*pair, share)) is not OverlapKind.NONE
            or (few or pair in shared or share.jaccard >= ALIKE)
        ]

    def _choose(self, shared: Iterable[Pair]) -> list[Pair]:
        return sorted({pair for pair in (*shared, *self._candidates) if pair[0] < pair[1]})

    def _measure(self, pair: Pair, share: Share, kind: OverlapKind) -> Overlap:
        bodies = self._bodies[pair[0]], self._bodies[pair[1]]
        left, right = (body.document for body in bodies)
        first, again, length = kernels.longest_run(*map(self._number, bodies))
        parts = self._reuse.part([left], [right]), self._reuse.part([right], [left])
        return Overlap(
            left=left,
            right=right,
            kind=kind,
            jaccard=share.jaccard,
            estimate=self._estimate(pair),
            containment_left=share.left,
            containment_right=share.right,
            reused_left=parts[0],
            reused_right=parts[1],
            longest_run=length,
            run_left=_span(bodies[0], first, length) if length else None,
            run_right=_span(bodies[1], again, length) if length else None,
            earlier=choose_earlier(left, right),
            fuller=choose_fuller(left, right, parts),
        )

    def _number(self, body: Body) -> bytes:
        """The words of a document as numbers; equal words have equal ones."""
        if body.document not in self._numbered:
            self._numbered[body.document] = array(
                "Q", (self._numbers.setdefault(word.token, len(self._numbers)) for word in body.words)
            ).tobytes()
        return self._numbered[body.document]

    def _estimate(self, pair: Pair) -> float:
        """What the signatures say; nothing where a text has no tokens."""
        if not all(self._sketches.tokens[list(pair)]):
            return 0.0
        return estimate_jaccard(*(self._signatures[place] for place in pair))


def _span(body: Body, first: int, length: int) -> Span:
    """The place of a run of words."""
    return Span(body.document, body.words[first].start, body.words[first + length - 1].end)


def _strength(overlap: Overlap) -> tuple[int, float, float, int, str, str]:
    """What overlaps are ordered by: kind, then how much is shared, then the names."""
    part = max(overlap.containment_left, overlap.containment_right, overlap.reused_left, overlap.reused_right)
    names = overlap.left.id, overlap.right.id
    return (_RANK[overlap.kind], -overlap.jaccard, -part, -overlap.longest_run, *names)
