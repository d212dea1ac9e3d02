"""Signatures."""

from __future__ import annotations

import datasketch
import numpy as np
import pytest

from compare.sketch.minhash import estimate_jaccard, sign_shingles


def test_a_signature_is_datasketchs() -> None:
    """A signature equals, value for value, that of a MinHash of the affine32 scheme."""
    shingles = [f"shingle {number}" for number in range(9000)]
    minhash = datasketch.MinHash(num_perm=64, seed=3, scheme="affine32")
    minhash.update_batch([shingle.encode() for shingle in shingles])

    (signature,) = sign_shingles([shingles], num_perm=64, seed=3)

    assert signature is not None
    assert np.array_equal(minhash.hashvalues, signature)


def test_signatures_do_not_leak_into_each_other() -> None:
    """The second text of a run has the signature it has alone."""
    _, second = sign_shingles([{"a b c"}, {"d e f"}], num_perm=16, seed=1)
    (alone,) = sign_shingles([{"d e f"}], num_perm=16, seed=1)

    assert alone is not None
    assert second is not None
    assert alone.tolist() == second.tolist()


def test_an_empty_text_has_no_signature() -> None:
    """Nothing is similar to nothing, not even nothing."""
    empty, some = sign_shingles([set(), {"a"}], num_perm=16, seed=1)

    assert empty is None
    assert 0.0 == estimate_jaccard(empty, some) == estimate_jaccard(empty, empty)


def test_lone_surrogates_are_signed() -> None:
    """Text that is not valid Unicode has a signature like any other."""
    (signature,) = sign_shingles([{"\ud800 x"}], num_perm=16, seed=1)

    assert 1.0 == estimate_jaccard(signature, signature)


def test_the_estimate_is_near_the_truth() -> None:
    """With 512 values the estimate errs by a few hundredths."""
    left = {str(number) for number in range(900)}
    right = {str(number) for number in range(300, 1200)}

    assert pytest.approx(0.5, abs=0.08) == estimate_jaccard(
        *sign_shingles([left, right], num_perm=512, seed=1)
    )
