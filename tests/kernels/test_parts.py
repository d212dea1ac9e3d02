"""Repeated lines and paragraphs: the kernels against their plain twin, and what goes with a part."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.parts import split_parts, widen_cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows

BREAKS = ["\n", "\r\n", "\r", "\n\n", "\n \n", "\u2028", "\x85", "\x1c", "\u2029\n", "\x0b"]
LINES = [
    "one two three",
    "one  two\tthree",
    "ONE two three",
    "four \u00e9te",
    "four e\u0301te",
    "",
    " ",
    "x",
    "\u4e2d\u6587\u5b57",
]
TEXTS = st.lists(
    st.none() | st.lists(st.sampled_from(LINES + BREAKS), max_size=12).map("".join), min_size=1, max_size=5
)


def find(rows: Rows, *, paragraphs: bool, keep: str) -> tuple[bytes, list[int]]:
    """What goes of the rows."""
    packed, emptied = rows.table.parts(
        paragraphs=paragraphs, keep=keep, ranks=None, load=rows.texts.__getitem__, threads=2
    )
    return packed, list(emptied)


class Case(NamedTuple):
    """What parts are, and which of equal ones stays."""

    paragraphs: bool
    keep: str
    min_tokens: int


CASES = st.builds(
    Case,
    paragraphs=st.booleans(),
    keep=st.sampled_from(["first", "longest"]),
    min_tokens=st.sampled_from([0, 1, 3]),
)


@given(texts=TEXTS, case=CASES)
def test_kernels_find_what_the_twin_finds(
    native: ModuleType, table_of_texts: Callable[..., Rows], texts: list[str | None], case: Case
) -> None:
    """Every kernel names the same parts, their places, what they repeat, and the rows that are emptied."""
    expected, actual = (
        find(
            table_of_texts(kernel, texts, min_tokens=case.min_tokens),
            paragraphs=case.paragraphs,
            keep=case.keep,
        )
        for kernel in (plain, native)
    )

    assert expected == actual


@given(texts=TEXTS, case=CASES)
def test_all_but_the_first_copy_goes(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], texts: list[str | None], case: Case
) -> None:
    """What stays of each part with enough words stands once, and is the first one."""
    rows = table_of_texts(kernel, texts, min_tokens=2)
    packed, _ = find(rows, paragraphs=case.paragraphs, keep="first")
    gone = {(row, start) for row, start, *_ in struct.iter_unpack("=6I", packed)}

    seen: set[str] = set()
    for row, text in enumerate(texts):
        for part in split_parts(text or "", paragraphs=case.paragraphs):
            shown = " ".join((text or "")[part.start : part.end].replace("e\u0301", "\u00e9").split())
            if len(shown.split()) >= 2 or "\u4e2d" in shown:
                assert (shown in seen) == ((row, part.start) in gone)
                seen.add(shown)


@given(cuts=st.lists(st.tuples(*[st.integers(0, 3)] * 6), max_size=4), drop=st.binary(min_size=3, max_size=3))
def test_broken_cuts_are_told(native: ModuleType, cuts: list[tuple[int, ...]], drop: bytes) -> None:
    """Each kernel finds the same first cut that is none, or repeats what does not stay."""
    packed = b"".join(struct.pack("=6I", *cut) for cut in cuts)
    marks = bytes(byte & 1 for byte in drop)

    assert plain.find_broken_cut(packed, marks) == native.find_broken_cut(packed, marks)


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One. Two.\nThree.", "Two.", "One.\nThree."),
        ("One.\n  Two.\nThree.", "Two.", "One.\nThree."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\r\n\r\nTwo.\r\n\r\nThree.", "Two.", "One.\r\n\r\nThree."),
        ("One.\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("Two. Three.", "Two.", "Three."),
        ("One. Two.", "Two.", "One."),
        ("\u4e00\u3002\u4e8c\u3002\u4e09\u3002", "\u4e8c\u3002", "\u4e00\u3002\u4e09\u3002"),
        ("Two.", "Two.", ""),
    ],
)
def test_white_space_goes_with_what_it_belongs_to(text: str, gone: str, left: str) -> None:
    """Within a line the space behind goes, at its end that before it, with whole lines their end."""
    start, end = widen_cut(text, text.index(gone), text.index(gone) + len(gone))

    assert left == text[:start] + text[end:]
