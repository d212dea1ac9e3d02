"""MinHash signatures, made by datasketch 2: short arrays whose agreement estimates Jaccard similarity."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Signature = npt.NDArray[np.uint32]

# Shingles hashed at once: at 128 values a batch is 2 MB, whatever the length of the text.
_BATCH = 4096


def sign_shingles(texts: Iterable[Iterable[str]], *, num_perm: int, seed: int) -> list[Signature | None]:
    """The signature of each set of shingles; None for an empty one.

    `datasketch.MinHash(hashvalues=signature, seed=seed, scheme="affine32")` is the same signature.
    """
    from datasketch import MinHash  # noqa: PLC0415 - the import takes over half a second

    blank = MinHash(num_perm=num_perm, seed=seed, scheme="affine32")
    signatures: list[Signature | None] = []
    for shingles in texts:
        minhash = blank.copy()
        encoded = (shingle.encode("utf-8", "surrogatepass") for shingle in shingles)
        empty = True
        while batch := list(islice(encoded, _BATCH)):
            minhash.update_batch(batch)
            empty = False
        signatures.append(None if empty else minhash.hashvalues)
    return signatures


def estimate_jaccard(left: Signature | None, right: Signature | None) -> float:
    """The share of values in which two signatures agree; 0 when a text has none."""
    if left is None or right is None:
        return 0.0
    return float(np.count_nonzero(left == right)) / len(left)
