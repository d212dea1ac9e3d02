"""Locality-sensitive hashing: signatures that agree in a whole band are candidates for duplicates."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.errors import SettingsError
from compare.sketch.members import pair_members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.sketch.signatures import Signature

# What must be found at the threshold, and a little above it (DESIGN.md, section 2).
_AT_THRESHOLD = 0.95
_ABOVE_THRESHOLD = 0.99
_ABOVE = 0.05


@dataclass(frozen=True, slots=True)
class Bands:
    """How signatures are cut: *bands* pieces of *rows* values."""

    bands: int
    rows: int


def detection(bands: Bands, similarity: float) -> float:
    """How likely two texts of this Jaccard similarity share a band."""
    return 1 - (1 - similarity**bands.rows) ** bands.bands


def choose_bands(num_perm: int, threshold: float) -> Bands:
    """The cut with the most rows, so the fewest chance candidates, that still finds the duplicates."""
    above = min(threshold + _ABOVE, 1.0)
    for rows in range(num_perm, 0, -1):
        bands = Bands(num_perm // rows, rows)
        if detection(bands, threshold) >= _AT_THRESHOLD and detection(bands, above) >= _ABOVE_THRESHOLD:
            return bands
    msg = f"num-perm {num_perm} is too small to find duplicates at threshold {threshold}: raise one of them"
    raise SettingsError(msg)


def find_candidates(signatures: Sequence[Signature | None], bands: Bands) -> list[tuple[int, int]]:
    """Pairs of places of signatures that share a band, sorted. Texts without a signature have none."""
    pairs: set[tuple[int, int]] = set()
    for band in range(bands.bands):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for place, signature in enumerate(signatures):
            if signature is not None:
                values = signature[band * bands.rows : (band + 1) * bands.rows]
                buckets[values.tobytes()].append(place)
        for members in buckets.values():
            pairs.update(pair_members(members))
    return sorted(pairs)
