"""The hashes of tokens, shingles and bands, and MinHash signatures, bit for bit those of the kernel.

Slow and plain: a person can check it against docs/hashing.md line by line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Sketches = npt.NDArray[np.uint32]

_WORD = 8  # bytes; two words are hashed at once
_MASK = (1 << 64) - 1
_LENGTH = 0x9E3779B97F4A7C15  # 2^64 / golden ratio
_MIX = 0xA0761D6478BD642F  # wyhash's first secret
_SPREAD = np.uint64(0x9FB21C651E98DF25)  # xxh3's rrmxmx multiplier
_BASE = np.uint64(0xD6E8FEB86659FD93)  # odd, so that no token of a shingle is lost
_HALF = np.uint64(32)
_LOW = np.uint64((1 << 32) - 1)
_BATCH = 4096  # shingles signed at once: at 128 values a batch is 2 MB, whatever the length of the text
_REMEMBERED = 1 << 17  # tokens whose hashes are kept, each of at most:
_REMEMBERED_LENGTH = 64  # bytes


def fold(left: int, right: int) -> int:
    """The two halves of a 128-bit product, folded."""
    product = left * right
    return (product & _MASK) ^ (product >> 64)


def hash_token(token: bytes, start: int = 0, mix: int = _MIX) -> int:
    """The 64-bit hash of a token; *start* and *mix* choose the hash of a family."""
    value = start ^ (len(token) * _LENGTH & _MASK)
    for place in range(0, len(token), 2 * _WORD):
        low = int.from_bytes(token[place : place + _WORD], "little")
        high = int.from_bytes(token[place + _WORD : place + 2 * _WORD], "little")
        value = fold(value ^ low, mix ^ high)
    return value


class TokenHashes(dict[str, int]):
    """The hash of each token asked for; those of short tokens are remembered."""

    def __init__(self, start: int = 0, mix: int = _MIX) -> None:
        super().__init__()
        self._start, self._mix = start, mix

    def __missing__(self, token: str) -> int:
        encoded = token.encode("utf-8", "surrogatepass")
        value = hash_token(encoded, self._start, self._mix)
        if len(encoded) <= _REMEMBERED_LENGTH and len(self) < _REMEMBERED:
            self[token] = value
        return value


def hash_shingles(tokens: Sequence[str], size: int, hashes: TokenHashes) -> Hashes:
    """The 64-bit hash of each shingle, in order of place; fewer tokens than *size* are one shingle."""
    places = max(len(tokens) - size + 1, min(len(tokens), 1))
    width = min(size, len(tokens))
    ids = np.fromiter(map(hashes.__getitem__, tokens), np.uint64, len(tokens))
    values = np.zeros(places, np.uint64)
    for i in range(width):
        values = values * _BASE + ids[i : i + places]
    return values


def sketch_hashes(shingles: Hashes) -> Sketches:
    """The 32 bits of each shingle that MinHash sees."""
    return (spread_hashes(shingles) >> _HALF).astype(np.uint32)


def spread_hashes(shingles: Hashes) -> Hashes:
    """The hashes with the best bits in their upper half."""
    return shingles * _SPREAD


def hash_joined(tokens: Sequence[str], size: int) -> Sketches:
    """The low 32 bits of XXH3 of the bytes of each shingle: its tokens, joined by a space."""
    xxh3 = _load_xxh3()
    places = max(len(tokens) - size + 1, min(len(tokens), 1))
    shingles = (" ".join(tokens[i : i + size]).encode("utf-8", "surrogatepass") for i in range(places))
    return np.fromiter((xxh3(shingle) & int(_LOW) for shingle in shingles), np.uint32, places)


def _load_xxh3() -> Callable[[bytes], int]:
    try:
        from xxhash import xxh3_64_intdigest  # noqa: PLC0415 - an extra, of use to this twin alone
    except ModuleNotFoundError:
        msg = "without a compiled kernel, the hash xxh3 needs the package xxhash: pip install xxhash"
        raise SettingsError(msg) from None
    return xxh3_64_intdigest


@lru_cache(maxsize=8)
def _permutations(num_perm: int, seed: int) -> tuple[Sketches, Sketches]:
    """The factors and summands of datasketch.MinHash(num_perm, seed, scheme="affine32")."""
    random = np.random.RandomState(seed)
    factors = random.randint(0, 1 << 31, num_perm, np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, num_perm, np.uint32)


def _mix32(values: Sketches) -> Sketches:
    """MurmurHash3's 32-bit finalizer."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def sign_sketches(hashes: Sketches, num_perm: int, seed: int) -> Sketches:
    """The signature of a set of 32-bit hashes: for each permutation its least value."""
    factors, summands = _permutations(num_perm, seed)
    values = np.full(num_perm, _LOW, np.uint32)
    for first in range(0, len(hashes), _BATCH):
        mixed = _mix32(hashes[first : first + _BATCH, np.newaxis])
        values = np.minimum(values, (mixed * factors + summands).min(axis=0))
    return values


def hash_bands(signature: Sketches, bands: int, rows: int) -> Hashes:
    """The key of each band: signatures that agree in a whole band have the key in common."""
    values = signature[: bands * rows].reshape(bands, rows).astype(np.uint64)
    keys = np.arange(1, bands + 1, dtype=np.uint64) * np.uint64(_LENGTH)
    for row in range(rows):
        keys = _fold_all(keys ^ values[:, row], np.uint64(_MIX))
    return keys


def _fold_all(left: Hashes, right: np.uint64) -> Hashes:
    """`fold` of each of many numbers; the 128 bits are put together from products of 32-bit halves."""
    low, high = left & _LOW, left >> _HALF
    right_low, right_high = right & _LOW, right >> _HALF
    middle = high * right_low + ((low * right_low) >> _HALF)
    carried = low * right_high + (middle & _LOW)
    upper: Hashes = high * right_high + (middle >> _HALF) + (carried >> _HALF)
    return upper ^ (left * right)


def jaccard(left: Hashes, right: Hashes) -> float:
    """The share of shingles that two sets, each sorted, have in common."""
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared / (len(left) + len(right) - shared)
