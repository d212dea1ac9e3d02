"""What a table gives back: places of texts, kept lines, and errors where it cannot."""

from __future__ import annotations

import errno
import json
import os
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


@given(
    records=st.lists(st.dictionaries(st.text(), st.text())),
    fields=st.lists(st.binary().map(lambda raw: raw.replace(b"\n", b"}"))),
)
def test_fields_are_put_before_the_last_brace(
    kernel: ModuleType, records: list[dict[str, str]], fields: list[bytes]
) -> None:
    """Each line stays as it is but for its fields, whatever braces and bytes stand in either."""
    lines = [json.dumps(record).encode() + b" \r" for record in records[: len(fields)]]
    added = [line[:-3] + field + b"} \r\n" for line, field in zip(lines, fields, strict=False)]

    assert b"".join(added) == kernel.add_fields(
        b"".join(line + b"\n" for line in lines), fields[: len(lines)]
    )


@pytest.mark.parametrize(
    ("lines", "fields"),
    [(b"{}\n", []), (b"", [b""]), (b"{}\n{}\n", [b""]), (b"{}", [b""]), (b"{}\n}", [b""]), (b"[]\n", [b""])],
)
def test_fields_must_fit_the_lines(kernel: ModuleType, lines: bytes, fields: list[bytes]) -> None:
    """Too few or many of them, half a line, or a line without a brace are an error."""
    with pytest.raises(ValueError, match=r".+"):
        kernel.add_fields(lines, fields)


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

        for read in (lambda: table.gather(0, bytes(3), 1000), lambda: table.line(2)):
            with pytest.raises(OSError, match=os.strerror(errno.ESTALE)) as caught:
                read()
            assert errno.ESTALE == caught.value.errno


@pytest.mark.parametrize("call", ["decide", "pairs"])
def test_a_text_that_is_gone_when_it_is_compared_is_told(
    native: ModuleType, new_table: Callable[..., Any], call: str
) -> None:
    """A compiled kernel that reads texts again says so, as of a line, when the file is shorter or another."""
    for change in (lambda file: file.truncate(50), lambda file: os.pwrite(file.fileno(), b"x" * 100, 0)):
        with TemporaryFile() as file:
            file.write(b'{"text": "a b c d e f g h"}\n{"text": "a b c d e f g i"}\n')
            file.flush()
            table = new_table(native, threshold=0.2, bands=64, rows=1)
            table.append(table.scan(table.add_file(file.fileno()), 0, 56), 1)
            change(file)
            options = {"keep": "first"} if call == "decide" else {}

            with pytest.raises(OSError, match=os.strerror(errno.ESTALE)):
                getattr(table, call)(load=bytes, **options)


def test_what_cannot_be_read_is_an_error_of_the_system(
    kernel: ModuleType, new_table: Callable[..., Any]
) -> None:
    """Where the system refuses to read, its own error number comes through."""
    folder = os.open(".", os.O_RDONLY)
    try:
        table = new_table(kernel)
        with pytest.raises(OSError, match=os.strerror(errno.EISDIR)):
            table.scan(table.add_file(folder), 0, 10)
    finally:
        os.close(folder)


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
