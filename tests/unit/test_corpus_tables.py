"""Each row of a table is a document, or is named with the reason why not."""

from __future__ import annotations

import csv
import io
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus import read_documents
from compare.corpus.tables import MOST_FIELDS, cut_rows, join_rows, split_row
from compare.errors import RecordError
from compare.settings import OnError, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.results import Corpus

FIELDS = st.text(st.sampled_from('ab," \r\n\té'), max_size=8)


@pytest.fixture
def read_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Corpus]:
    """Read bytes as the file t.csv, or under another name."""
    monkeypatch.chdir(tmp_path)

    def read(data: bytes, name: str = "t.csv", **settings: object) -> Corpus:
        (tmp_path / name).write_bytes(data)
        return read_documents([name], ReadSettings(**settings))  # type: ignore[arg-type]

    return read


def test_a_row_is_a_document(read_table: Callable[..., Corpus]) -> None:
    """Its fields are those of a JSON line; its number is that of the line it begins in."""
    rows = (
        b'id,outlet,title,date,text\r\n007,Post,A bridge,2011-03-31,"One, ""two""\r\nthree"\r\n8,,,,four\r\n'
    )
    corpus = read_table(rows, id="id", source="outlet")
    told = [
        (document.id, document.source, document.title, str(document.published), document.text)
        for document in corpus.documents
    ]

    assert ("007", "Post", "A bridge", "2011-03-31", 'One, "two"\r\nthree') == told[0]
    assert ("8", "t", "None", "four") == (*told[1][:2], told[1][3], told[1][4])
    assert ["t.csv:2", "t.csv:4"] == [document.id for document in read_table(rows).documents]


def test_tabs_part_the_fields_of_a_tsv(read_table: Callable[..., Corpus]) -> None:
    """Commas mean nothing there."""
    corpus = read_table(b"text\tid\none, two\t1\n", "t.tsv", id="id")

    assert [("1", "one, two")] == [(document.id, document.text) for document in corpus.documents]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"1,a,b", "3 fields, where the first row names 2"),
        (b"1", "1 field, where the first row names 2"),
        (b'1,"a"b', "between the closing quotation mark"),
        (b"1," + b"x" * 100, "larger than 60 bytes; raise --max-doc-bytes"),
        (b'1,"' + b'x\n"",' * 30 + b'"', "larger than 60 bytes"),
        (b'1,"' + b'"' * 200 + b'"', "larger than 60 bytes"),
        (b"," * MOST_FIELDS, "larger than 60 bytes"),
    ],
)
def test_a_bad_row_is_named_and_its_neighbours_are_read(
    read_table: Callable[..., Corpus], row: bytes, reason: str
) -> None:
    """What is no record costs itself alone, however many lines it has; path, line and reason are told."""
    corpus = read_table(b"id,text\n0,good\n" + row + b"\n\n9,good\n", id="id", max_doc_bytes=60)

    assert ["0", "9"] == [document.id for document in corpus.documents]
    assert [("t.csv", 3)] == [(skipped.path, skipped.line) for skipped in corpus.skipped]
    assert reason in corpus.skipped[0].reason


def test_a_quotation_mark_that_is_never_closed_is_told(read_table: Callable[..., Corpus]) -> None:
    """It takes all behind it along, and the place where it was opened is named."""
    corpus = read_table(b'id,text\n1,a\n2,"b\n3,c\n' + b"4,d\n" * 40, max_doc_bytes=60)

    assert ["a"] == [document.text for document in corpus.documents]
    assert [3] == [skipped.line for skipped in corpus.skipped]
    assert "has no end; nothing behind it was read" in corpus.skipped[0].reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"id;text\n1;a\n",
            "no field 'text' or 'content' or 'body'; it has: id;text. Its first row must name",
        ),
        (b'id,"text\n', "the names of its fields: "),
        (b"," * MOST_FIELDS + b"\n", "the names of its fields: more than 16,384 fields"),
    ],
)
def test_a_table_without_names_of_fields_is_skipped_whole(
    read_table: Callable[..., Corpus], data: bytes, reason: str
) -> None:
    """One reason for all of it, not one a row, and the remedy."""
    corpus = read_table(data)

    assert not corpus.documents
    assert [None] == [skipped.line for skipped in corpus.skipped]
    assert reason in corpus.skipped[0].reason


def test_the_first_bad_row_may_end_the_run(read_table: Callable[..., Corpus]) -> None:
    """With on_error fail the error names file and line."""
    with pytest.raises(RecordError, match=r"t\.csv:2: 3 fields"):
        read_table(b"id,text\n1,2,3\n", on_error=OnError.FAIL)


def test_what_is_odd_about_a_table_is_told(read_table: Callable[..., Corpus]) -> None:
    """A name that stands twice, and bytes that are not UTF-8, with their place in the file."""
    corpus = read_table(b"\xef\xbb\xbftext,text\na,b\nc,d\xff\n")

    assert ["b", "d\ufffd"] == [document.text for document in corpus.documents]
    notices = [document.notice or "" for document in corpus.documents]
    assert "'text' stands twice; the last one counts" in notices[0]
    assert "the first at byte 20" in notices[1]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_no_part_of_a_name(read_table: Callable[..., Corpus], charset: str) -> None:
    """Nor of a field in quotation marks."""
    corpus = read_table('"text",n\nä,1\n'.encode(charset))

    assert ["ä"] == [document.text for document in corpus.documents]


def test_a_charset_may_be_named(read_table: Callable[..., Corpus]) -> None:
    """As for other inputs."""
    assert "ä" == read_table("text\nä\n".encode("cp1252"), encoding="cp1252").documents[0].text


@given(rows=st.lists(st.lists(FIELDS, min_size=1, max_size=4), max_size=6), limit=st.integers(1, 400))
def test_rows_come_back_as_they_were_written(rows: list[list[str]], limit: int) -> None:
    """What Python's csv writes is read as it was, but for rows over the limit, which are told as such."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    sizes = [writer.writerow(row) - len("\r\n") + sum(field.count("é") for field in row) for row in rows]
    stream = io.BytesIO(written.getvalue().encode())
    found = list(join_rows(iter(partial(stream.readline, limit + 1), b""), b",", limit))
    read = [None if line.data is None else split_row(line.data.decode(), ",") for line in found]

    assert [row if size <= limit else None for row, size in zip(rows, sizes, strict=True)] == read
    ends = [written.getvalue().encode()[: line.offset].count(b"\n") + 1 for line in found]
    assert ends == [line.number for line in found]


@given(st.text(st.sampled_from('ab,"'), max_size=12))
def test_rows_are_read_as_python_reads_them(text: str) -> None:
    """Wherever Python's strict reader takes a row, ours does, and finds the same fields."""
    try:
        expected = next(csv.reader([text], strict=True))
    except (csv.Error, StopIteration):
        return

    assert expected == (split_row(text, ",") if text else [])


@given(
    data=st.lists(st.sampled_from([*'ab,",,""\n\n\r', '"a\nb"', "\ufeff"]), max_size=60).map("".join),
    sizes=st.lists(st.integers(3, 9), min_size=1, max_size=20),
    limit=st.integers(3, 30),
)
def test_rows_are_cut_as_they_are_joined(data: str, sizes: list[int], limit: int) -> None:
    """Cut by a pattern, from pieces that end anywhere, rows are those that were put together line by line."""
    encoded = data.encode()
    lines = io.BytesIO(encoded)
    pieces, at = list[bytes](), 0
    for size in cycle(sizes):
        if at >= len(encoded):
            break
        pieces.append(encoded[at : at + size])
        at += size

    joined = list(join_rows(iter(partial(lines.readline, limit + 1), b""), b",", limit))

    assert joined == list(cut_rows(pieces, b",", limit))
