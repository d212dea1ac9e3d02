"""What two documents, or two sources, are compared by: their shingles, exactly, and their signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from compare import kernels
from compare.kernels.plain_text import digest_text
from compare.results import OverlapKind
from compare.settings import ShingleHash
from compare.sketch.lsh import choose_bands, find_candidates
from compare.sketch.signatures import sign_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from compare.settings import CompareSettings
    from compare.sketch.signatures import Signatures

    Numbers = npt.NDArray[np.uint64]
    Pair = tuple[int, int]

# Jaccard similarity from which two texts are alike, though they be no near duplicates.
ALIKE = 0.5
# DESIGN.md, section 2: below --min-tokens only exact duplicates count; what "inside" asks for.
_MIN_TOKENS = 5
_INSIDE = 0.95
_INSIDE_TOKENS = 50


@dataclass(frozen=True, slots=True)
class Share:
    """How many shingles two texts share, as a number and as parts of the whole and of each side."""

    count: int
    jaccard: float
    left: float
    right: float


class Sketches:
    """The shingles of texts, by number: exact counts of what two of them share, and what that makes them."""

    def __init__(self, texts: Sequence[str], settings: CompareSettings) -> None:
        self._texts = texts
        self._settings = settings
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        hashes, starts, tokens = kernels.list_shingles(encoded, settings.unit.value, settings.shingle_size)
        self._hashes, self._starts = hashes, starts
        edges = np.frombuffer(starts, np.uint64)
        self.sizes: Numbers = edges[1:] - edges[:-1]
        """Shingles of each text, each counted once."""
        self.tokens: Numbers = np.frombuffer(tokens, np.uint64)

    def shingles(self, text: int) -> Numbers:
        """The hashes of a text's shingles, in order."""
        start, end = np.frombuffer(self._starts, np.uint64)[text : text + 2].tolist()
        return np.frombuffer(self._hashes, np.uint64)[start:end]

    def share(self, pairs: Sequence[Pair]) -> list[Share]:
        """What the texts of each pair share."""
        wanted = np.array(pairs, np.uint64).reshape(-1, 2)
        counts = np.frombuffer(kernels.count_common(self._hashes, self._starts, wanted.tobytes()), np.uint64)
        sizes = self.sizes[wanted.astype(np.int64)].tolist()
        return [make_share(count, *both) for count, both in zip(counts.tolist(), sizes, strict=True)]

    def sign(self) -> Signatures:
        """The signature of each text."""
        return sign_texts(self._texts, self._settings, shingle_hash=ShingleHash.ROLLING, threads=1)

    def find_candidates(self, signatures: Signatures) -> list[Pair]:
        """Pairs of texts that share a band, by which half of what is in either is found in both; sorted.

        Raises:
            SettingsError: the signatures are too short for that, or for near duplicates.
        """
        choose_bands(self._settings.num_perm, self._settings.threshold)
        bands = choose_bands(self._settings.num_perm, min(self._settings.threshold, ALIKE))
        known = [row if count else None for row, count in zip(signatures, self.tokens.tolist(), strict=True)]
        return find_candidates(known, bands)

    def kind(self, left: int, right: int, share: Share) -> OverlapKind:
        """How much is the same, in DESIGN.md's words. A text without tokens is no duplicate of anything."""
        tokens = min(int(self.tokens[left]), int(self.tokens[right]))
        if not tokens:
            return OverlapKind.NONE
        # Equal texts have equal shingles.
        if share.jaccard == 1 and digest_text(self._texts[left]) == digest_text(self._texts[right]):
            return OverlapKind.EXACT
        if tokens < _MIN_TOKENS:
            return OverlapKind.NONE
        if share.jaccard >= self._settings.threshold:
            return OverlapKind.NEAR
        if self._is_inside(left, right, share.left) or self._is_inside(right, left, share.right):
            return OverlapKind.INSIDE
        return OverlapKind.NONE

    def _is_inside(self, one: int, other: int, part: float) -> bool:
        enough = int(self.tokens[one]) >= _INSIDE_TOKENS
        return part >= _INSIDE and enough and bool(self.sizes[one] < self.sizes[other])


def make_share(count: int, left: int, right: int) -> Share:
    """The share of two sets of so many shingles, of which *count* are in both."""
    if not left or not right:
        return Share(0, 0.0, 0.0, 0.0)
    return Share(count, count / (left + right - count), count / left, count / right)


def estimate_jaccard(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> float:
    """The share of values in which two signatures agree."""
    return float(np.count_nonzero(left == right)) / len(left)
