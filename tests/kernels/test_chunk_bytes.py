"""Chunks as bytes: what was scanned is the same when it comes back, and damaged bytes harm nothing."""

from __future__ import annotations

import json
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

LINES = [
    b'{"id": 1, "text": "one two three four five\\nHome"}',
    b'{"id": "b", "text": "one two three four five six"}\r',
    b"",
    b"   ",
    b'{"text": 5}',
    b"[1]",
    b'{"te\\u0078t": "left to the library"}',
    b'{"text": "' + b"long " * 100 + b'"}',
    '{"text": "é \u4e2d"}'.encode(),
]
DATA = st.lists(st.sampled_from(LINES), max_size=8).map(b"\n".join)
OPTIONS: dict[str, Any] = {"max_line": 300, "lines": True}


def describe(table: Any, chunk: Any, sign_unsure: Callable[..., None], fd: int) -> tuple[Any, ...]:  # noqa: ANN401
    """All that a chunk and then its table tell."""
    seen = (chunk.rows, chunk.lines, chunk.blank, chunk.unsure, chunk.reach(0))
    sign_unsure(chunk, fd, ["text"], "id")
    table.append(chunk, 1)
    rows = range(len(table))
    table.set_aside(sources=bytes(4 * len(table)), load=lambda _: b"left to the library", threads=1)
    fields = [None if table.status(row) == 2 else table.field(row, "id") for row in rows]
    return (
        *seen,
        [table.size(row) for row in rows],
        [table.place(row) for row in rows],
        fields,
        table.exact_groups(),
    )


@given(data=DATA, extras=st.booleans())
def test_what_was_scanned_comes_back(
    kernel: ModuleType,
    new_table: Callable[..., Any],
    sign_unsure: Callable[..., None],
    data: bytes,
    extras: bool,  # noqa: FBT001 - as hypothesis gives it
) -> None:
    """A chunk that was dumped and restored is the one that was scanned, also in another table."""
    id_field = "id" if extras else ""
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        tables = [new_table(kernel, id_field=id_field, **OPTIONS) for _ in range(2)]
        for table in tables:
            table.add_file(file.fileno())
        chunk = tables[0].scan(0, 0, len(data))
        restored = tables[1].restore(0, chunk.dump())
        expected = describe(tables[0], chunk, sign_unsure, file.fileno())

        assert expected == describe(tables[1], restored, sign_unsure, file.fileno())


@given(place=st.integers(0, 4000), byte=st.integers(0, 255), length=st.integers(0, 4000))
def test_damaged_bytes_are_refused_or_read(
    native: ModuleType, new_table: Callable[..., Any], place: int, byte: int, length: int
) -> None:
    """A byte that is another, and bytes that end too early, are an error or another chunk, and no crash."""
    data = b"\n".join(LINES)
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        table = new_table(native, **OPTIONS)
        table.add_file(file.fileno())
        dumped = bytearray(table.scan(0, 0, len(data)).dump())
        dumped[place % len(dumped)] = byte
        with suppress(ValueError):
            assert table.restore(0, bytes(dumped)).rows <= table.restore(0, bytes(dumped)).lines
        with pytest.raises(ValueError, match="no chunk"):
            table.restore(0, bytes(dumped[: length % len(dumped)]))


def test_a_table_of_other_settings_refuses_them(native: ModuleType, new_table: Callable[..., Any]) -> None:
    """Band keys of another number, and fields that are not asked for, do not fit."""
    line = json.dumps({"text": "one two three four five"}).encode()
    with TemporaryFile() as file:
        file.write(line)
        file.flush()
        made = new_table(native)
        dumped = made.scan(made.add_file(file.fileno()), 0, len(line)).dump()
        for other in ({"bands": 9}, {"id_field": ""}):
            table = new_table(native, **other)
            table.add_file(file.fileno())
            with pytest.raises(ValueError, match="no chunk"):
                table.restore(0, dumped)


def test_a_chunk_reaches_to_the_end_of_its_last_line(
    kernel: ModuleType, new_table: Callable[..., Any]
) -> None:
    """What stands behind the part and belongs to its last line counts, of a long one as much as is read."""
    line = b'{"text": "one two three four five"}'
    with TemporaryFile() as file:
        file.write(line + b"\n" + b"x" * 1000 + b"\n")
        file.flush()
        table = new_table(kernel, max_line=100)
        table.add_file(file.fileno())

        assert len(line) <= table.scan(0, 0, 5).reach(5) <= len(line) + 2
        assert len(line) + 100 <= table.scan(0, 36, 40).reach(40) <= len(line) + 104
        assert 5 == table.scan(0, 2, 5).reach(5)
