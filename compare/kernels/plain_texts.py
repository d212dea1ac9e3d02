"""Hashes and signatures of texts alone, bit for bit those of the compiled kernels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from compare.kernels.plain_hash import (
    TokenHashes,
    hash_joined,
    hash_shingles,
    sign_sketches,
    sketch_hashes,
)
from compare.kernels.plain_text import UNITS, decode_text, split_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.kernels.plain_hash import Sketches

    Buffer = bytes | memoryview

ROLLING, XXH3 = "rolling", "xxh3"

# The public hash: the secret ones of a run are its own.
sketch_tokens = TokenHashes()


def hash_texts(texts: Sequence[bytes], unit: str, size: int, *, hash: str = ROLLING) -> list[list[int]]:  # noqa: A002 - as the setting is called
    """The 32-bit hashes of each text's shingles, in order of place."""
    check_settings(unit, size, hash_name=hash)
    return [_sketch_text(text, unit, size, hash).tolist() for text in texts]


def list_shingles(texts: Sequence[bytes], unit: str, size: int) -> tuple[bytes, bytes, bytes]:
    """The distinct shingles of texts: 64-bit hashes in order, where each text's begin and end; its tokens.

    Three arrays of 64-bit integers: the hashes of all texts, one number more than there are texts, and how
    many tokens each text has.
    """
    check_settings(unit, size)
    tokens = [split_tokens(decode_text(text), unit) for text in texts]
    sets = [np.unique(hash_shingles(one, size, sketch_tokens)) for one in tokens]
    starts = np.cumsum([0, *map(len, sets)], dtype=np.uint64)
    counts = np.array(list(map(len, tokens)), np.uint64)
    return np.concatenate([np.zeros(0, np.uint64), *sets]).tobytes(), starts.tobytes(), counts.tobytes()


def count_common(hashes: Buffer, starts: Buffer, pairs: Buffer) -> bytes:
    """Of each pair of sets, as `list_shingles` gives them, how many hashes both have: 64-bit integers.

    Raises:
        ValueError: there is no such set.
    """
    edges = np.frombuffer(starts, np.uint64)
    if not len(edges) or int(edges[-1]) * 8 != memoryview(hashes).nbytes:
        raise ValueError("starts must end at the number of hashes")
    sets = np.split(np.frombuffer(hashes, np.uint64), edges[1:-1].astype(np.int64))[: len(edges) - 1]
    wanted = np.frombuffer(pairs, np.uint64).reshape(-1, 2)
    if len(wanted) and int(wanted.max()) >= len(sets):
        raise ValueError("there is no such set")
    counts = [
        len(np.intersect1d(sets[left], sets[right], assume_unique=True)) for left, right in wanted.tolist()
    ]
    return np.array(counts, np.uint64).tobytes()


def longest_run(left: Buffer, right: Buffer) -> tuple[int, int, int]:
    """The longest run of 64-bit numbers in two arrays: where it begins in each, first if there are several.

    The third number is its length, 0 if they have no number in common.
    """
    one, other = (np.frombuffer(side, np.uint64).tolist() for side in (left, right))
    best = (0, 0, 0)
    before = [0] * (len(other) + 1)
    for i, number in enumerate(one):
        row = [0] * (len(other) + 1)
        for j, again in enumerate(other):
            if number == again:
                row[j + 1] = before[j] + 1
                if row[j + 1] > best[2]:
                    best = i - before[j], j - before[j], row[j + 1]
        before = row
    return best


def sign_hashes(hashes: Sequence[int], num_perm: int, seed: int) -> bytes:
    """The signature of 32-bit hashes."""
    return sign_sketches(np.array(hashes, np.uint32), num_perm, seed).tobytes()


def sign_texts(  # noqa: PLR0913, PLR0917 - each is one setting of a signature
    texts: Iterable[bytes],
    unit: str,
    size: int,
    num_perm: int,
    seed: int,
    threads: int,  # noqa: ARG001 - the twin has one
    *,
    hash: str = ROLLING,  # noqa: A002 - as the setting is called
) -> bytearray:
    """The signatures of texts, one after the other."""
    check_settings(unit, size, num_perm, hash)
    signatures = bytearray()
    for text in texts:
        signatures += sign_sketches(_sketch_text(text, unit, size, hash), num_perm, seed).tobytes()
    return signatures


def quote_column(data: Buffer, starts: Buffer, ends: Buffer) -> list[bytes]:
    """The texts of a column as JSON strings; they must be UTF-8."""
    texts = _cut_column(data, starts, ends)
    return [json.dumps(text.decode(), ensure_ascii=False).encode() for text in texts]


def sign_column(  # noqa: PLR0913, PLR0917 - each is one setting of a signature
    data: Buffer,
    starts: Buffer,
    ends: Buffer,
    unit: str,
    size: int,
    num_perm: int,
    seed: int,
    threads: int,
    *,
    hash: str = ROLLING,  # noqa: A002 - as the setting is called
) -> bytearray:
    """The signatures of the texts that lie in *data* from each of *starts* up to each of *ends*."""
    return sign_texts(_cut_column(data, starts, ends), unit, size, num_perm, seed, threads, hash=hash)


def _cut_column(data: Buffer, starts: Buffer, ends: Buffer) -> Iterator[bytes]:
    view = memoryview(data).cast("B")
    first, last = (np.frombuffer(places, np.int64) for places in (starts, ends))
    if len(first) != len(last):
        raise ValueError("starts and ends must be arrays of 64-bit integers, one for each text")
    if not np.all((first >= 0) & (first <= last) & (last <= len(view))):
        raise ValueError("a text lies outside the data")
    places = zip(first.tolist(), last.tolist(), strict=True)
    return (bytes(view[start:end]) for start, end in places)


def sign_tokens(texts: Sequence[Sequence[str]], size: int, num_perm: int, seed: int) -> bytes:
    """The signatures of texts that are split already, one after the other."""
    check_settings(UNITS[0], size, num_perm)
    shingles = (hash_shingles(tokens, size, sketch_tokens) for tokens in texts)
    return b"".join(sign_sketches(sketch_hashes(each), num_perm, seed).tobytes() for each in shingles)


def check_settings(unit: str, size: int, num_perm: int = 1, hash_name: str = ROLLING) -> None:
    """Refuse what makes no sense.

    Raises:
        ValueError: a setting is none that the kernels know.
    """
    if unit not in UNITS:
        msg = f"no unit is called {unit!r}: {', '.join(UNITS)}"
        raise ValueError(msg)
    if hash_name not in {ROLLING, XXH3}:
        raise ValueError("hash must be rolling or xxh3")
    if size < 1 or num_perm < 1:
        raise ValueError("a shingle has at least 1 token, a signature at least 1 value")


def _sketch_text(text: bytes, unit: str, size: int, hash_name: str) -> Sketches:
    tokens = split_tokens(decode_text(text), unit)
    if hash_name == XXH3:
        return hash_joined(tokens, size)
    return sketch_hashes(hash_shingles(tokens, size, sketch_tokens))
