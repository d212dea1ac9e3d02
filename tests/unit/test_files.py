"""Files in the making: how they are packed."""

from __future__ import annotations

import random

import pytest

from compare.corpus.files import make_packer


@pytest.mark.parametrize("suffix", [".zst", ".gz"])
def test_threads_change_no_byte(suffix: str) -> None:
    """What is packed is the same however many threads pack it, beyond what one of them takes at once."""
    words = random.Random(5)  # noqa: S311 - made-up text
    data = b" ".join(b"%x" % words.getrandbits(20) for _ in range(2_500_000))
    packed = set()
    for threads in (1, 2, 4):
        packer = make_packer(suffix, threads)
        assert packer
        pieces = [packer.compress(data[start : start + (1 << 20)]) for start in range(0, len(data), 1 << 20)]
        packed.add(b"".join([*pieces, packer.flush()]))

    assert 1 == len(packed)
