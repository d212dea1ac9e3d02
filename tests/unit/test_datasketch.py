"""Exchange with datasketch."""

from __future__ import annotations

import datasketch
import numpy as np
import pytest

import compare
from compare.errors import SettingsError
from compare.sketch.datasketch import from_minhash, to_minhash

TEXTS = [
    "one two three four five six seven",
    "one two three four five six eight",
    "nothing like the others at all",
]


def test_a_signature_goes_there_and_back() -> None:
    """What comes back from datasketch is what went there, and is no part of it any more."""
    (signature,) = compare.signatures(TEXTS[:1], num_perm=64, seed=3)
    minhash = to_minhash(signature, seed=3)
    back = from_minhash(minhash, seed=3)
    back[0] ^= 1
    again = from_minhash(datasketch.LeanMinHash(minhash), seed=3)

    assert signature.tolist() == again.tolist()
    assert signature.dtype == again.dtype


def test_an_index_of_datasketch_finds_our_signatures() -> None:
    """Our signatures, in datasketch's index, find what is like them."""
    index = datasketch.MinHashLSH(threshold=0.4, num_perm=128)
    signed = compare.signatures(TEXTS)
    for number, signature in enumerate(signed):
        index.insert(number, to_minhash(signature))
    own = np.count_nonzero(signed[0] == signed[1]) / 128

    assert {0, 1} == set(index.query(to_minhash(signed[0])))
    assert own == to_minhash(signed[0]).jaccard(to_minhash(signed[1]))


@pytest.mark.parametrize(("scheme", "seed"), [("legacy", 1), ("affine32", 2)])
def test_values_of_another_kind_are_refused(scheme: str, seed: int) -> None:
    """A MinHash of another scheme or seed has values that ours cannot be compared with."""
    minhash = datasketch.MinHash(num_perm=8, seed=seed, scheme=scheme)

    with pytest.raises(SettingsError, match=f"{scheme} and seed {seed}"):
        from_minhash(minhash)
