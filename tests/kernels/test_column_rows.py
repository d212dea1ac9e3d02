"""Texts of columns in a table: signed as they lie in memory, read again as they stand in the file."""

from __future__ import annotations

import json
import os
from itertools import accumulate
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.kernels import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

WORDS = ["port", "quay", "é", "漢", "ferry", "lorry", "dock", " \t", "\n", '"', "\\", "", "of", "the"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=12)
SETTINGS: dict[str, Any] = {
    "unit": "auto",
    "size": 3,
    "num_perm": 64,
    "seed": 1,
    "bands": 16,
    "rows": 4,
    "threshold": 0.5,
    "min_tokens": 2,
    "key": (1, 3),
    "text_fields": ["text"],
    "max_line": 1 << 20,
}
AHEAD = b"something that stands before"


def fill(kernel: ModuleType, texts: Sequence[str], absent: bytes, file: Any, **more: Any) -> Any:  # noqa: ANN401 - as the kernels
    """A table of texts that stand in a file as they are."""
    data = [text.encode() for text in texts]
    ends = np.array([0, *accumulate(map(len, data))], np.int64)
    file.write(AHEAD + b"".join(data))
    file.flush()
    table = kernel.Table(**SETTINGS)
    number = table.add_file(file.fileno())
    chunk = table.column(
        number, b"".join(data), ends[:-1].copy(), ends[1:].copy(), offset=len(AHEAD), absent=absent, **more
    )
    table.append(chunk, 1)
    return table


def refuse(row: int) -> bytes:
    """No text is asked of us."""
    raise AssertionError(row)


@given(texts=TEXTS, gone=st.sets(st.integers(0, 11)), keep=st.sampled_from(["longest", "first"]))
def test_a_column_is_decided_as_its_texts_are(
    kernel: ModuleType, texts: list[str], gone: set[int], keep: str
) -> None:
    """What goes of a column goes of the same texts in the twin, which were given one by one."""
    absent = bytes(row in gone for row in range(len(texts)))
    stay = [row for row in range(len(texts)) if not absent[row]]
    given_texts = [texts[row].encode() for row in stay]
    twin = plain.Table(**SETTINGS)
    twin.append(twin.texts(twin.add_file(-1), given_texts), 0)
    order: dict[str, Any] = {"keep": keep, "ranks": None, "exact": True, "near": True, "threads": 1}
    expected = twin.decide(**order, load=given_texts.__getitem__).rows(0, 100)

    with TemporaryFile() as file:
        table = fill(kernel, texts, absent, file)
        made = table.decide(**order, load=refuse).rows(0, 100)
        sizes = [table.size(row) for row in stay]

    assert [(stay[row], stay[kept], kind, score) for row, kept, kind, score in expected] == made
    assert [twin.size(row) for row in range(len(stay))] == sizes


def test_rows_and_fields_of_a_column_are_found(kernel: ModuleType) -> None:
    """Each row has its number and its fields, and one without a text is left to the caller."""
    fields = [b'"a"', b"", b'"2024-05-01"', b"7", b'"north"', b""]
    first = len(AHEAD) + len("one two three")
    places = [first + at for at in accumulate(map(len, fields[:-1]), initial=0)]
    extras = np.array([[place, len(value)] for place, value in zip(places, fields, strict=True)], np.int64)
    with TemporaryFile() as file:
        settings = {**SETTINGS, "id_field": "id", "source_field": "source", "date_field": "date"}
        table = kernel.Table(**settings)
        file.write(AHEAD + b"one two three" + b"".join(fields))
        file.flush()
        edges = np.array([0, 13, 13], np.int64)
        chunk = table.column(
            table.add_file(file.fileno()),
            b"one two three",
            edges[:-1].copy(),
            edges[1:].copy(),
            offset=len(AHEAD),
            absent=b"\0\1",
            extras=extras.tobytes(),
        )
        assert [(1, len(AHEAD) + 13, 0, 1)] == list(chunk.unsure)
        table.append(chunk, 1)

        found = [[table.field(row, name) for name in ("id", "source", "date")] for row in (0, 1)]
        assert [[b'"a"', None, b'"2024-05-01"'], [b"7", b'"north"', None]] == found
        assert [1, 2] == [table.place(row)[3] for row in (0, 1)]
        assert [b"one two three", b""] == [table.line(row) for row in (0, 1)]
        assert [3, 2] == [table.status(row) for row in (0, 1)]


def test_a_file_that_became_shorter_is_told(kernel: ModuleType) -> None:
    """A text that is no longer there is an error of the machine, not another text."""
    texts = ["one two three four five", "one two three four five six"]
    with TemporaryFile() as file:
        table = fill(kernel, texts, bytes(2), file)
        os.ftruncate(file.fileno(), len(AHEAD) + 5)
        with pytest.raises(OSError, match="tale"):
            table.decide(keep="first", ranks=None, exact=False, near=True, load=refuse, threads=1)


@pytest.mark.parametrize(
    ("starts", "ends", "absent"),
    [([0], [9], b"\0"), ([3], [2], b"\0"), ([0, 1], [1, 2], b"\0"), ([0], [1, 2], b"\0")],
)
def test_a_text_outside_the_data_is_refused(
    kernel: ModuleType, starts: list[int], ends: list[int], absent: bytes
) -> None:
    """Nothing is read that is not there."""
    table = kernel.Table(**SETTINGS)
    column = np.array(starts, np.int64), np.array(ends, np.int64)
    with TemporaryFile() as file:
        number = table.add_file(file.fileno())
        with pytest.raises(ValueError, match=r"text|start|zip"):
            table.column(number, b"12345678", *column, offset=0, absent=absent)


def test_lines_at_places_are_left_to_the_caller(kernel: ModuleType) -> None:
    """Rows whose places are known are written from there, once their texts were given."""
    with TemporaryFile() as file:
        file.write(b"head\n1,one\n\n2,two\n")
        file.flush()
        table = kernel.Table(**SETTINGS)
        places = [(5, 5, 1), (12, 5, 3), (17, -1, 4)]
        chunk = table.lines(table.add_file(file.fileno()), places, lines=5, blank=1)
        assert [(0, 5, 5, 1), (1, 12, 5, 3), (2, 17, -1, 4)] == list(chunk.unsure)
        assert (5, 1) == (chunk.lines, chunk.blank)
        for row, text in enumerate([b"one", b"two"]):
            chunk.sign(row, text)
        table.append(chunk, 1)

        assert [2, 4, 5] == [table.place(row)[3] for row in range(3)]
        assert (b"1,one\n2,two\n", 3, 2) == table.gather(0, bytes(3), 1000)
        assert (b"1,one\n", 1, 1) == table.gather(0, bytes(3), 1000, 1)


@given(texts=st.lists(st.text(max_size=200)))
def test_a_column_is_quoted_as_json_is(kernel: ModuleType, texts: list[str]) -> None:
    """The JSON of each text is what the library writes."""
    data = [text.encode("utf-8", "replace") for text in texts]
    ends = np.array([0, *accumulate(map(len, data))], np.int64)

    quoted = kernel.quote_column(b"".join(data), ends[:-1].copy(), ends[1:].copy())

    assert [json.dumps(text.decode(), ensure_ascii=False).encode() for text in data] == quoted
