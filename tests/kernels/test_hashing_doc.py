"""docs/hashing.md: the Python on it gives what the kernels give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import compare
from compare import kernels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

PAGE = Path(__file__).parents[2] / "docs" / "hashing.md"

# Tokens shorter and longer than 16 and 32 bytes, in scripts of one, two, three and four bytes a letter.
WORDS = st.one_of(
    st.sampled_from(
        ["the", "Hague", "x" * 15, "y" * 16, "z" * 17, "W" * 32, "v" * 33, "ÀÉÎÕÜ" * 4, "_9", "İI"]
    ),
    st.text("abcXYZäÖßπΣςλЖяđ019_한é\U0001d400\U00010400", min_size=1, max_size=40),
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """What the blocks of Python on the page define, run one after the other."""
    pytest.importorskip("xxhash")
    defined: dict[str, Any] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    for block in blocks:
        exec(block, defined)  # noqa: S102 - our own page
    return defined


@given(text=TEXTS, size=st.integers(1, 7))
@example(text="", size=5)
@example(text="fewer than five", size=5)
@example(text="Nobody's 1,500,000 (or so) — at the time!", size=5)
def test_the_page_makes_our_hashes(kernel: ModuleType, page: dict[str, Any], text: str, size: int) -> None:
    """The ten lines on the page give every kernel's 32-bit hashes."""
    assert [page["hash_shingles"](text, size)] == kernel.hash_texts([text.encode()], "word", size)


@given(texts=st.lists(TEXTS, max_size=5))
def test_the_page_makes_our_signatures(page: dict[str, Any], texts: Sequence[str]) -> None:
    """A MinHash of the hashes on the page is our signature, for the kernel that runs and the front door."""
    expected = [page["make_minhash"](text).hashvalues for text in texts]
    signed = kernels.sign_texts([text.encode() for text in texts], "auto", 5, 128, 1, 1)

    assert b"".join(each.tobytes() for each in expected) == signed
    assert np.array_equal(np.array(expected, np.uint32).reshape(-1, 128), page["sign"](texts))


@given(words=st.lists(st.text("abcßπжя019_", min_size=1, max_size=40), max_size=14))
def test_the_page_makes_our_xxh3_signatures(page: dict[str, Any], words: list[str]) -> None:
    """A MinHash of the words' bytes, by the page's hashfunc, is our signature with XXH3."""
    (signature,) = compare.signatures([" ".join(words)], hash="xxh3")

    assert np.array_equal(page["make_xxh3_minhash"](words).hashvalues, signature)
