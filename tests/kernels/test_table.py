"""Tables of lines and of texts: what is read, where it stands, and what is written again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from conftest import Rows

SKIPPED = 2  # a row's status

# Few shingles and many bands, so that what is alike is found whatever its length.
FINE = {"size": 2, "num_perm": 32, "bands": 16, "rows": 2, "threshold": 0.3, "min_tokens": 2}

SMALL = (
    b'{"id": 1, "text": "one two three four five"}\r\n'
    b"\n"
    b'{"id": "b", "text": "one two three four six"}\n'
    b" \t\r\n"
    b"no json\n"
    b"\r\n"
    b'{"text": "one  two three four five", "id": null}\n'
    b'{"text": "\xc3\xa9 \\u00e9 caf\xc3\xa9"}\n'
    b"{}\n\n"
    b'{"text": ""}\r\n'
    b'{"text": "the last line has no end", "id": [1, 2]}'
)


def describe(rows: Rows) -> dict[str, Any]:
    """All that a table says of its rows and decides about them."""
    table, numbers = rows.table, range(len(rows.table))
    skipped = [table.status(row) == SKIPPED for row in numbers]
    made = rows.decide()
    return {
        "places": [table.place(row) for row in numbers],
        "skipped": skipped,
        "sizes": [table.size(row) for row in numbers if not skipped[row]],
        "ids": [json.loads(table.field(row, "id") or b"null") for row in numbers if not skipped[row]],
        "lines": [table.line(row) for row in numbers if not skipped[row]],
        "removed": made.rows(),
        "counts": (made.removed, made.exact, made.near, made.empty, made.candidates, made.confirmed),
        "pairs": rows.pairs(),
        "groups": sorted(table.exact_groups()),
        "written": rows.write(made.drop()),
    }


# --- lines and their places ---------------------------------------------------------------------------


def test_lines_are_counted_and_placed(kernel: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """Each line that is not blank is a row, with its number, its place and its bytes, no line end."""
    rows = table_of_lines(kernel, SMALL)
    lines = [line.removesuffix(b"\r") for line in SMALL.split(b"\n")]
    expected = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    places = [rows.table.place(row) for row in range(len(rows.table))]

    assert [(8, 12, 4)] == rows.chunks
    assert [number for number, _ in expected] == [number for *_, number in places]
    assert [line for _, line in expected] == [SMALL[start : start + size] for _, start, size, _ in places]


def test_small_file_is_read_as_written(kernel: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """The texts, ids and sizes of a small file are those that stand in it."""
    table = table_of_lines(kernel, SMALL, **FINE).table

    assert [2, 5] == [row for row in range(len(table)) if table.status(row) == SKIPPED]
    assert [(23, 5), (22, 5), (24, 5), (8, 3), (0, 0), (24, 6)] == [
        table.size(row) for row in (0, 1, 3, 4, 6, 7)
    ]
    assert [1, "b", [1, 2]] == [json.loads(table.field(row, "id")) for row in (0, 1, 7)]
    assert [None, None] == [table.field(row, "id") for row in (4, 6)]
    assert [None, None] == [table.field(0, which) for which in ("source", "date")]


def test_borders_of_chunks_are_seamless(kernel: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """A file cut in two anywhere gives the rows of the whole file, each once."""
    whole = describe(table_of_lines(kernel, SMALL, **FINE))

    for cut in range(len(SMALL) + 1):
        assert whole == describe(table_of_lines(kernel, SMALL, cuts=[cut], **FINE)), cut


@given(cuts=st.lists(st.integers(0, len(SMALL)), max_size=9).map(sorted))
def test_many_borders_are_seamless(
    kernel: ModuleType, table_of_lines: Callable[..., Rows], cuts: list[int]
) -> None:
    """A file cut in many parts, empty ones too, gives the rows of the whole file."""
    whole = table_of_lines(kernel, SMALL, **FINE)
    expected, (counts,) = describe(whole), whole.chunks
    parts = table_of_lines(kernel, SMALL, cuts=cuts, **FINE)

    assert expected == describe(parts)
    assert counts == tuple(map(sum, zip(*parts.chunks, strict=True)))


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\r\n", b"\n\n \n", b" ", b"\r", b"\n\xef\xbb\xbf\n", b"\xef\xbb\xbf \r\n"]
)
def test_nothing_is_no_row(kernel: ModuleType, table_of_lines: Callable[..., Rows], data: bytes) -> None:
    """A file without a line, or with blank ones only, has no row; a byte-order mark alone is blank."""
    rows = table_of_lines(kernel, data)
    ((_, lines, blank),) = rows.chunks

    assert 0 == len(rows.table)
    assert lines == blank == data.count(b"\n") + (not data.endswith(b"\n") and data != b"")
    assert (b"", 0, 0) == rows.table.gather(0, b"", 100)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize("excess", [-1, 0, 1, 2, 5000])
def test_a_line_over_the_limit_is_left_out(
    kernel: ModuleType, table_of_lines: Callable[..., Rows], end: bytes, excess: int
) -> None:
    """A line of more than max_line bytes is skipped, its end found, and the lines after it are read."""
    long = b'{"text": "' + b"x" * 6000 + b'"}'
    data = b'{"text": "a"}\n' + long + end + (b'{"text": "b"}' if end else b"")
    table = table_of_lines(kernel, data, max_line=len(long) - excess, cuts=[5, 20, 60]).table

    assert (3 if end else 2) == len(table)
    assert (excess > 0) == (table.status(1) == SKIPPED)
    assert (0, 14, 2) == (*table.place(1)[:2], table.place(1)[3])
    assert not end or 3 == table.place(2)[3]


def test_a_line_over_the_limit_is_told(kernel: ModuleType, new_table: Callable[..., Any]) -> None:
    """A scan names a line that is too long with the length -1."""
    with TemporaryFile() as file:
        file.write(b"\n" + b"x" * 5000 + b"\n")
        file.flush()
        table = new_table(kernel, max_line=100)
        chunk = table.scan(table.add_file(file.fileno()), 0, 5002)

        assert [(0, 1, -1, 1)] == chunk.unsure


def test_a_row_nobody_signs_is_skipped(kernel: ModuleType, new_table: Callable[..., Any]) -> None:
    """A line left to the caller, who does not sign it, counts as skipped and is never written."""
    with TemporaryFile() as file:
        file.write(b"[1]\n[1]\n")
        file.flush()
        table = new_table(kernel)
        table.append(table.scan(table.add_file(file.fileno()), 0, 8), 1)
        made = table.decide(keep="first", ranks=None, exact=True, near=True, load=bytes, threads=1)

        assert [SKIPPED, SKIPPED] == [table.status(row) for row in range(2)]
        assert (0, 0) == (made.removed, made.empty)
        assert (b"", 2, 0) == table.gather(0, made.drop(), 10)


def test_several_files_are_one_table(
    kernel: ModuleType, new_table: Callable[..., Any], sign_unsure: Callable[..., None]
) -> None:
    """Rows know their file; equal lines of two files are duplicates; lines of both are gathered."""
    with TemporaryFile() as left, TemporaryFile() as right:
        table = new_table(kernel)
        for file, line in ((left, b'{"text": "the same here"}'), (right, b'{"text":"the same here"} \r\n')):
            file.write(line)
            file.flush()
            chunk = table.scan(table.add_file(file.fileno()), 0, len(line))
            sign_unsure(chunk, file.fileno(), ["text"], "id")
            table.append(chunk, 1)

        assert [(0, 0, 25, 1), (1, 0, 25, 1)] == [table.place(row) for row in range(2)]
        assert [[0, 1]] == table.exact_groups()
        assert b'{"text": "the same here"}\n{"text":"the same here"} \n' == table.gather(0, bytes(2), 1000)[0]


def test_threads_share_a_table(
    kernel: ModuleType,
    table_of_lines: Callable[..., Rows],
    new_table: Callable[..., Any],
    sign_unsure: Callable[..., None],
) -> None:
    """Parts of a file scanned by many threads at once give the rows that one thread gives."""
    records = [{"id": number, "text": f"é {number % 7} and {number % 11} words"} for number in range(400)]
    data = "\n".join(map(json.dumps, records)).encode()
    whole = describe(table_of_lines(kernel, data, **FINE))
    with TemporaryFile() as file, ThreadPoolExecutor(4) as pool:
        file.write(data)
        file.flush()
        table = new_table(kernel, **FINE)
        number = table.add_file(file.fileno())
        step = 97
        parts = range(0, len(data), step)
        line = 1
        for chunk in pool.map(lambda begin: table.scan(number, begin, min(begin + step, len(data))), parts):
            lines = chunk.lines
            sign_unsure(chunk, file.fileno(), ["text"], "id")
            table.append(chunk, line)
            line += lines
        texts = [str(record["text"]).encode() for record in records]

        made = table.decide(
            keep="first", ranks=None, exact=True, near=True, load=texts.__getitem__, threads=4
        )
        assert whole["places"] == [table.place(row) for row in range(len(table))]
        assert whole["removed"] == made.rows()


# --- what stands in a line ----------------------------------------------------------------------------

RECORDS = st.dictionaries(
    st.sampled_from(["text", "id", "body", "x", "", "té", 'q"', "\\"]),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from(["a b c d e", "a b c d f", "a  b\nc d e", "é è", "漢字", '"\\/', "\ud800", "😀"])
        | st.text(st.characters(exclude_categories=()), max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
        max_leaves=5,
    ),
    max_size=5,
)


@st.composite
def json_lines(draw: st.DrawFn) -> bytes:
    """Lines of JSON, well made or damaged."""
    lines = []
    for record in draw(st.lists(RECORDS, max_size=5)):
        record.setdefault("text", draw(st.sampled_from(["a b c d e", "a b c d e f", ""])))
        text = json.dumps(
            record, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, None, 1]))
        )
        line = bytearray(text.replace("\n", " ").encode("utf-8", "surrogatepass"))
        if draw(st.booleans()):
            place = draw(st.integers(0, len(line)))
            line[place : place + draw(st.integers(0, 2))] = draw(
                st.binary(max_size=2)
                | st.sampled_from([b'"', b"\\", b"{", b"}", b",", b":", b"0", b"\\u", b"\0"])
            )
        lines.append(bytes(line))
    return draw(st.sampled_from([b"\n", b"\r\n", b"\n\n"])).join(lines) + draw(st.sampled_from([b"", b"\n"]))


@given(data=json_lines(), cuts=st.lists(st.integers(0, 300), max_size=3))
@example(data=b'{"text": "a", "text": "b c d e f"}\n{"text": "b c d e f"}', cuts=[])
@example(data=b'{"text": null}\n{"text": 5}\n{"text": ["a"]}\n["text"]\n"text"\n5\nnull', cuts=[])
@example(data=b'{"text": "a\tb"}\n{"text": "a"} x\n{"text": "a",}\n{"text" "a"}\n{text: "a"}', cuts=[])
@example(
    data=b'{"text": "\\ud83d\\ude00 \\ud83d \\ude00"}\n{"text": "\\u00e9\\n\\/"}\n{"text": "\\x"}', cuts=[]
)
@example(data=b'{"text": "a", "n": NaN}\n{"text": "a", "n": -Infinity}\n{"text": "a", "n": 1e999}', cuts=[])
@example(
    data=b'{"text": "a", "n": 01}\n{"text": "a", "n": 1.}\n{"text": "a", "n": -}',
    cuts=[],
)
@example(
    data=b'{"text": "a \xff b"}\n\xef\xbb\xbf{"text": "a"}\n{"text": "\xed\xa0\x80"}',
    cuts=[],
)
@example(data=b'{"t\xff": 1, "text": ""}', cuts=[])
@example(data=b'{"text": "never closed', cuts=[])
@example(data=b'{"te\\u0078t": "escaped name"}\n{"text": "a", "te\\u0078t": "b"}', cuts=[])
def test_compiled_tables_are_the_twins(
    native: ModuleType, table_of_lines: Callable[..., Rows], data: bytes, cuts: list[int]
) -> None:
    """A compiled scan with the strict library behind it reads of any file what the library alone reads."""
    cuts = sorted(min(cut, len(data)) for cut in cuts)
    expected = describe(table_of_lines(plain, data, cuts=cuts, **FINE))

    assert expected == describe(table_of_lines(native, data, cuts=cuts, **FINE))


@pytest.mark.parametrize("fields", [["meta.text", "text"], ["body", "text"], ["text", "body"], ["a.b.c"]])
def test_the_first_text_field_counts(
    kernel: ModuleType, table_of_lines: Callable[..., Rows], fields: Sequence[str]
) -> None:
    """Of several text fields, nested ones too, the first that is there and not null is read."""
    records = [
        {"text": "x", "meta": {"text": "one two"}},
        {"text": "x", "meta": {"text": None}},
        {"text": "x", "meta": 5, "body": "one two three"},
        {"text": None, "body": "one two three"},
        {"body": None, "text": "one"},
        {"meta.text": "one two three four", "meta": {"text": "one two"}, "text": "one"},
        {"a": {"b": {"c": "one two three four"}}},
        {"text": 5, "body": "one"},
    ]
    data = "\n".join(map(json.dumps, records)).encode()
    expected = describe(table_of_lines(plain, data, text_fields=fields))

    assert expected == describe(table_of_lines(kernel, data, text_fields=fields))


@pytest.mark.parametrize("name", ["id", "meta.id", "meta"])
def test_the_id_is_given_as_it_stands(
    kernel: ModuleType, table_of_lines: Callable[..., Rows], name: str
) -> None:
    """The raw value of the id field, which may be nested, of any kind."""
    records: list[dict[str, Any]] = [
        {"text": "a", "id": 'q"é', "meta": {"id": [1, {"a": "b"}]}},
        {"text": "b", "id": -1.5e3, "meta": {"id": ""}},
        {"text": "c", "id": {}, "meta": True},
        {"text": "d"},
    ]
    data = "\n".join(map(json.dumps, records)).encode()
    nested = [record["meta"]["id"] if isinstance(record.get("meta"), dict) else None for record in records]
    expected = nested if name == "meta.id" else [record.get(name) for record in records]
    table = table_of_lines(kernel, data, id_field=name).table

    assert expected == [json.loads(table.field(row, "id") or b"null") for row in range(4)]


@pytest.mark.parametrize("depth", [3, 63, 64, 65, 66, 100_000])
def test_deep_nesting_harms_nothing(
    kernel: ModuleType, table_of_lines: Callable[..., Rows], depth: int
) -> None:
    """However deep a line is nested, the lines around it are read, and it is read or skipped."""
    deep = b'{"text": "in between", "x": ' + b"[" * depth + b"]" * depth + b"}"
    table = table_of_lines(kernel, b'{"text": "a"}\n' + deep + b'\n{"text": "b"}\n').table

    assert 3 == len(table)
    assert [False, depth > 10_000, False] == [table.status(row) == SKIPPED for row in range(3)]
