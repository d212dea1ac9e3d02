"""What the runners of gaoya share: an index of 128 values, which picks 21 bands of 6 for the threshold."""

from __future__ import annotations

from corpus_lines import NUM_PERM, SHINGLE, THRESHOLD
from gaoya.minhash import MinHashStringIndex


def make_index() -> MinHashStringIndex:
    """An empty index."""
    return MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=None,
        band_size=None,
        num_hashes=NUM_PERM,
        ngram_range=(SHINGLE, SHINGLE),
        id_container="smallvec",
    )
