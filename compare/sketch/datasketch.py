"""Exchange with datasketch: our signatures are its MinHash objects of the scheme "affine32", and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.errors import SettingsError

if TYPE_CHECKING:
    from datasketch import MinHash

    from compare.sketch.signatures import Signature

_SCHEME = "affine32"


def to_minhash(signature: Signature, *, seed: int = 1) -> MinHash:
    """The signature as a MinHash, for an index of datasketch; *seed* is the one it was made with."""
    from datasketch import MinHash  # noqa: PLC0415 - the import takes over half a second

    return MinHash(hashvalues=signature, seed=seed, scheme=_SCHEME)


def from_minhash(minhash: MinHash, *, seed: int = 1) -> Signature:
    """The values of a MinHash, or LeanMinHash, as a signature like ours.

    Raises:
        SettingsError: it was made with another scheme or seed, so that its values mean something else.
    """
    if (minhash.scheme, minhash.seed) != (_SCHEME, seed):
        msg = (
            f"a MinHash of scheme {minhash.scheme} and seed {minhash.seed} is no signature of seed {seed}: "
            f'make it with scheme="{_SCHEME}", seed={seed}'
        )
        raise SettingsError(msg)
    values: Signature = minhash.hashvalues.copy()
    return values
