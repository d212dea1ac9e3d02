"""What a table gives back: places of texts, kept lines, and errors where it cannot."""

from __future__ import annotations

import json
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows


def test_texts_have_no_line(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Texts that stand in no line have sizes and a file, but neither a place nor a number."""
    table = table_of_texts(kernel, ["one two", "", "\ud800 é"]).table

    assert [(7, 2), (0, 0), (3, 1)] == [table.size(row) for row in range(3)]
    assert [(0, 0, 0, 0)] * 3 == [table.place(row) for row in range(3)]
    assert [1, 1, 1] == [table.status(row) for row in range(3)]


@given(dropped=st.sets(st.integers(0, 39)), limit=st.integers(1, 2000), blank=st.sets(st.integers(0, 39)))
def test_kept_lines_are_written_as_they_stand(
    kernel: ModuleType,
    table_of_lines: Callable[..., Rows],
    dropped: set[int],
    limit: int,
    blank: set[int],
) -> None:
    """What is gathered is every kept line, byte for byte, in order, each with one newline."""
    lines = [json.dumps({"text": f"line {number} " + "é" * number}).encode() for number in range(40)]
    ends = [[b"\n", b"\r\n", b"\n\r\n"][(number in blank) * (1 + number % 2)] for number in range(40)]
    data = b"".join(line + end for line, end in zip(lines, ends, strict=True)).removesuffix(b"\n")
    rows = table_of_lines(kernel, data)
    drop = bytes(number in dropped for number in range(40))
    kept = [line + b"\n" for number, line in enumerate(lines) if number not in dropped]

    assert b"".join(kept) == rows.write(drop, limit)


def test_pieces_are_about_as_large_as_asked(kernel: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """A gathered piece ends with the line that reaches the limit."""
    table = table_of_lines(kernel, b'{"text": "0123456789"}\n' * 50).table

    assert [(1, 1), (1, 23), (2, 24), (10, 230), (50, 99999)] == [
        (table.gather(0, bytes(50), limit)[1], limit) for limit in (1, 23, 24, 230, 99999)
    ]


def test_marks_must_fit_the_rows(kernel: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """A mark too few or too many is an error, not a line lost."""
    table = table_of_lines(kernel, b'{"text": "a"}\n' * 8).table

    for marks in (0, 7, 9):
        with pytest.raises(ValueError, match=r".+"):
            table.gather(0, bytes(marks), 100)


def test_a_file_that_shrinks_is_told(
    kernel: ModuleType, new_table: Callable[..., Any], sign_unsure: Callable[..., None]
) -> None:
    """A line that is gone when it is read again is an error, not an empty line."""
    with TemporaryFile() as file:
        file.write(b'{"text": "a b c d e f"}\n' * 3)
        file.flush()
        table = new_table(kernel)
        chunk = table.scan(table.add_file(file.fileno()), 0, 72)
        sign_unsure(chunk, file.fileno(), ["text"], "id")
        table.append(chunk, 1)
        file.truncate(50)

        with pytest.raises(RuntimeError, match="changed"):
            table.gather(0, bytes(3), 1000)
        with pytest.raises(RuntimeError, match="changed"):
            table.line(2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "words"},
        {"size": 0},
        {"num_perm": 0},
        {"bands": 0},
        {"rows": 0},
        {"bands": 19},
        {"max_line": 0},
    ],
)
def test_settings_without_meaning_are_refused(
    kernel: ModuleType, new_table: Callable[..., Any], wrong: dict[str, object]
) -> None:
    """Settings that no table can have are errors when it is made."""
    with pytest.raises(ValueError, match=r".+"):
        new_table(kernel, **wrong)


def test_rows_that_are_not_there_are_errors(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """A row beyond the last is an IndexError, an unknown field a ValueError."""
    table = table_of_texts(kernel, ["a"]).table
    chunk = table.texts(0, [b"a"])

    for ask in (table.place, table.line, table.size, table.status):
        with pytest.raises(IndexError):
            ask(1)
    with pytest.raises(IndexError):
        chunk.sign(1, b"")
    with pytest.raises(IndexError):
        chunk.skip(1)
    with pytest.raises(ValueError, match=r".+"):
        table.field(0, "title")
