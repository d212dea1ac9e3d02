"""Band keys in a file: whatever is held and whatever is read again, the decision is the same."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from conftest import Rows

WORDS = "a b c d e f".split()
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), min_size=1, max_size=24)
CUT = {"size": 2, "num_perm": 32, "bands": 8, "rows": 2, "threshold": 0.5, "min_tokens": 1}
LITTLE, ENOUGH = 1, 1 << 40  # bytes


def fill(
    make: Callable[..., Any], kernel: ModuleType, texts: Sequence[str], parts: int, fd: int | None
) -> list[object]:
    """All that is decided of texts that come in parts, with the keys in a file or not."""
    table = make(kernel, lines=True, **CUT)
    if fd is not None:
        table.limit_memory(LITTLE, fd)
    encoded = [text.encode() for text in texts]
    number = table.add_file(0)
    step = -(-len(encoded) // parts)
    for first in range(0, len(encoded), step):
        table.append(table.texts(number, encoded[first : first + step]), 0)
    if fd is not None:
        assert table.spilled == table.key_bytes
        table.limit_memory(ENOUGH, fd)  # from here on
    decided: list[object] = []
    for _ in range(2):
        made = table.decide(
            keep="longest", ranks=None, exact=True, near=True, load=encoded.__getitem__, threads=2
        )
        pairs = table.pairs(load=encoded.__getitem__, threads=1)
        decided += [made.rows(), made.candidates, pairs, table.key_bytes]
        table.set_aside(sources=bytes(4 * len(encoded)), load=encoded.__getitem__, threads=2)
    return decided


@given(texts=TEXTS, parts=st.integers(1, 4), again=st.integers(1, 6))
def test_keys_in_a_file_decide_the_same(
    native: ModuleType, new_table: Callable[..., Any], texts: list[str], parts: int, again: int
) -> None:
    """All of them in the file or none, before and after furniture is set aside and some are written anew."""
    texts = texts + [f"{text}\n{' '.join(WORDS[:2] * 4)}" for text in texts[:again]]
    with TemporaryFile() as file:
        expected = fill(new_table, native, texts, parts, None)

        assert expected == fill(new_table, native, texts, parts, file.fileno())


def test_the_file_holds_what_memory_does_not(native: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Past the limit all keys are in the file, below it none."""
    with TemporaryFile() as file:
        table = table_of_texts(native, []).table
        table.limit_memory(ENOUGH, file.fileno())
        table.append(table.texts(table.add_file(0), [b"a b c d e"] * 3), 0)
        held = table.needed
        few = table.spilled
        table.limit_memory(LITTLE, file.fileno())
        table.append(table.texts(0, [b"a b c d e"] * 2), 0)

        assert (0, table.key_bytes) == (few, table.spilled)
        assert 5 * 18 * 8 == table.key_bytes == file.seek(0, 2)
        assert held - 3 * 18 * 8 < table.needed < held + 1000


def test_what_does_not_fit_is_refused(native: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Where the records alone are beyond the limit, memory has run out."""
    with TemporaryFile() as file:
        table = table_of_texts(native, []).table
        table.limit_memory(LITTLE, file.fileno())
        table.append(table.texts(table.add_file(0), [b"a b c d e", b"a b c d f"]), 0)
        with pytest.raises(MemoryError):
            table.pairs(load=bytes, threads=1)


def test_a_file_that_lost_its_keys_is_an_error(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """What cannot be read again ends the run."""
    with TemporaryFile() as file:
        table = table_of_texts(native, []).table
        table.limit_memory(LITTLE, file.fileno())
        table.append(table.texts(table.add_file(0), [b"a b c d e"] * 2), 0)
        table.limit_memory(ENOUGH, file.fileno())
        file.truncate(0)
        with pytest.raises(OSError, match="Input/output error"):
            table.pairs(load=bytes, threads=1)
