"""How much text two documents share: exact, near and inside duplicates, and lesser overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from compare.analyse.bodies import read_bodies
from compare.match.runs import longest_run
from compare.model import Span
from compare.results import Overlap, OverlapKind
from compare.settings import Unit
from compare.sketch.lsh import choose_bands, find_candidates
from compare.sketch.minhash import estimate_jaccard, sign_shingles
from compare.sketch.postings import count_shared
from compare.sketch.shingles import find_shingles, fold_space, number_shingles, number_tokens, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.analyse.bodies import Body
    from compare.model import Document
    from compare.results import Furniture
    from compare.settings import CompareSettings
    from compare.sketch.lsh import Bands
    from compare.sketch.minhash import Signature
    from compare.text.words import Word

    Ids = npt.NDArray[np.int64]
    Pair = tuple[int, int]

# Up to this many documents every pair is reported, one that shares nothing too: that is an answer.
_ALL_PAIRS = 12
# Of more documents, pairs that share as many shingles as a run of eight words has, or this part of
# one side: what is less is stock phrases.
_SHARED = 4
_PART = 0.1
# DESIGN.md, section 2: below --min-tokens only exact duplicates count; what "inside" asks for.
_MIN_TOKENS = 5
_INSIDE = 0.95
_INSIDE_TOKENS = 50
# Shortest runs by which pairs are found, in tokens: shorter ones stand everywhere.
_SEED = {Unit.AUTO: 3, Unit.WORD: 3, Unit.CHAR: 24}

_RANK = {kind: rank for rank, kind in enumerate(OverlapKind)}


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What the overlap of a document is found by."""

    body: Body
    tokens: int
    shingles: Ids
    digest: bytes


@dataclass(frozen=True, slots=True)
class _Share:
    """How many shingles two documents share, as a number and as parts of the whole and each side."""

    count: int
    jaccard: float
    left: float
    right: float


def find_overlaps(
    documents: Sequence[Document], furniture: Iterable[Furniture], settings: CompareSettings
) -> tuple[Overlap, ...]:
    """The overlap of each pair of a few documents, of pairs that share text of many; strongest first."""
    bands = choose_bands(settings.num_perm, settings.threshold)
    bodies = read_bodies(documents, furniture)
    texts = [tokenise(body.text, settings) for body in bodies]
    numbered = number_tokens(texts)
    sketches = [
        _Sketch(body, len(text), np.unique(shingles), _digest(body.text))
        for body, text, shingles in zip(
            bodies, texts, number_shingles(numbered, settings.shingle_size), strict=True
        )
    ]
    seeds = number_shingles(numbered, max(settings.shingle_size, _SEED[settings.unit]))
    shared = count_shared([np.unique(ids) for ids in seeds])
    signatures = _sign(texts, settings) if shared else [None] * len(texts)
    pairs = _choose_pairs(len(documents), shared, signatures, bands)
    overlaps = _measure(pairs, sketches, signatures, settings)
    return tuple(sorted(overlaps, key=_strength))


def _digest(text: str) -> bytes:
    """What is equal for exact duplicates."""
    return blake2b(fold_space(text).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _sign(texts: Sequence[Sequence[str]], settings: CompareSettings) -> list[Signature | None]:
    """Signatures of the texts. Not asked for where nothing is shared: importing datasketch takes time."""
    sets = (find_shingles(text, settings.shingle_size) for text in texts)
    return sign_shingles(sets, num_perm=settings.num_perm, seed=settings.seed)


def _choose_pairs(
    count: int, shared: Iterable[Pair], signatures: Sequence[Signature | None], bands: Bands
) -> list[Pair]:
    """All pairs of few documents; of many, those that share a seed or a band."""
    if count <= _ALL_PAIRS:
        return list(combinations(range(count), 2))
    return sorted({*shared, *find_candidates(signatures, bands)})


def _measure(
    pairs: Iterable[Pair],
    sketches: Sequence[_Sketch],
    signatures: Sequence[Signature | None],
    settings: CompareSettings,
) -> list[Overlap]:
    """The overlaps of the pairs, without those of many documents that share next to nothing."""
    overlaps = []
    words: dict[int, list[Word]] = {}
    for left, right in pairs:
        share = _share(sketches[left].shingles, sketches[right].shingles)
        kind = _kind(sketches[left], sketches[right], share, settings.threshold)
        if len(sketches) > _ALL_PAIRS and kind is OverlapKind.NONE and _is_slight(share):
            continue
        for place in (left, right):
            if place not in words:
                words[place] = sketches[place].body.split_counted_words()
        run = longest_run([word.token for word in words[left]], [word.token for word in words[right]])
        overlaps.append(
            Overlap(
                left=sketches[left].body.document,
                right=sketches[right].body.document,
                kind=kind,
                jaccard=share.jaccard,
                estimate=estimate_jaccard(signatures[left], signatures[right]),
                containment_left=share.left,
                containment_right=share.right,
                longest_run=run.length if run else 0,
                run_left=_span(sketches[left], words[left], run.left, run.length) if run else None,
                run_right=_span(sketches[right], words[right], run.right, run.length) if run else None,
            )
        )
    return overlaps


def _span(sketch: _Sketch, words: Sequence[Word], first: int, length: int) -> Span:
    """The place of a run of words."""
    return Span(sketch.body.document, words[first].start, words[first + length - 1].end)


def _share(left: Ids, right: Ids) -> _Share:
    if not len(left) or not len(right):
        return _Share(0, 0.0, 0.0, 0.0)
    count = len(np.intersect1d(left, right, assume_unique=True))
    return _Share(count, count / (len(left) + len(right) - count), count / len(left), count / len(right))


def _is_slight(share: _Share) -> bool:
    return share.count < _SHARED and max(share.left, share.right) < _PART


def _kind(left: _Sketch, right: _Sketch, share: _Share, threshold: float) -> OverlapKind:
    """How much is the same, in DESIGN.md's words. A text without tokens is no duplicate of anything."""
    if not left.tokens or not right.tokens:
        return OverlapKind.NONE
    if left.digest == right.digest:
        return OverlapKind.EXACT
    if min(left.tokens, right.tokens) < _MIN_TOKENS:
        return OverlapKind.NONE
    if share.jaccard >= threshold:
        return OverlapKind.NEAR
    if _is_inside(left, right, share.left) or _is_inside(right, left, share.right):
        return OverlapKind.INSIDE
    return OverlapKind.NONE


def _is_inside(one: _Sketch, other: _Sketch, part: float) -> bool:
    return part >= _INSIDE and one.tokens >= _INSIDE_TOKENS and len(one.shingles) < len(other.shingles)


def _strength(overlap: Overlap) -> tuple[int, float, float, int, str, str]:
    """What overlaps are ordered by: kind, then how much is shared, then the names."""
    part = max(overlap.containment_left, overlap.containment_right)
    names = overlap.left.id, overlap.right.id
    return (_RANK[overlap.kind], -overlap.jaccard, -part, -overlap.longest_run, *names)
