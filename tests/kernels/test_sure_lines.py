"""What a compiled scan reads by itself, against Python's own JSON: it may leave a line, never be wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows

NATIVE = 0  # a row's status: read by the scan alone
CAREFUL = settings(max_examples=300)

# --- lines: whole ones, damaged ones, and pieces thrown together ----------------------------------------

SOUND = [
    *rb"w|two words |/|'|\n|\t|\b|\f|\r|\"|\\|\/|\u00e9|\u00E9|\u6f22|\u0000|\u2028|\uffff".split(b"|"),
    *rb"\ud83d\ude00|\uD83D\uDE00".split(b"|"),
    *map(str.encode, ["x" * 61, "é", "漢", "😀", "\x7f", "\u2028"]),
]
STRINGS = st.lists(st.sampled_from(SOUND), max_size=8).map(b"".join)
NUMBERS = st.sampled_from(
    [*b"0 -0 17 -1.5 1e5 1E+5 2.5e-3 1e999".split(), b"9" * 299, b"9" * 5000, b"0." + b"1" * 400]
)
PLAIN = st.one_of(
    NUMBERS, st.sampled_from([b"true", b"false", b"null"]), STRINGS.map(lambda text: b'"' + text + b'"')
)


def _join_list(values: list[bytes]) -> bytes:
    return b"[" + b", ".join(values) + b"]"


def _join_object(pairs: list[tuple[bytes, bytes]]) -> bytes:
    return b"{" + b" ,".join(b'"' + name + b'": ' + value for name, value in pairs) + b"}"


NAMES = st.sampled_from(
    [b"text", b"id", b"body", b"x", b"", b"Text", b"te\\u0078t", b"\xc3\xa9", b'q\\"', b"text "]
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3).map(_join_list)
        | st.lists(st.tuples(NAMES, inner), max_size=3).map(_join_object)
    ),
    max_leaves=4,
)
TEXTS = STRINGS.map(lambda text: (b"text", b'"w ' + text + b'"'))
OBJECTS = st.tuples(TEXTS, st.lists(st.tuples(NAMES, VALUES), max_size=4)).map(
    lambda parts: _join_object([*parts[1][:2], parts[0], *parts[1][2:]])
)
# What JSON does not allow, some of which Python or other readers do.
FORBIDDEN = [
    *rb"\x|\|\u12|\u12g4|\ud800|\ude00|\ud83d\u0041|NaN|-Infinity|01|1.|.5|+1|-|1e|0x1|tru|True".split(b"|"),
    *b"'|\"|,|,,|:|{|}|[|]|//|/**/|#|| |  \r |\0|\t|\x1f|\x0b|\xff|\xc3".split(b"|"),
    *b"\xed\xa0\x80|\xc0\x80|\xf4\x90\x80\x80|\xc2\xa0|\xef\xbb\xbf".split(b"|"),
    *b'"text": "b", |"text": null, |"id": 1, '.split(b"|"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A line with something put in, taken out, or both."""
    line = draw(OBJECTS)
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(0, len(line)))
        line = line[:place] + draw(st.sampled_from(FORBIDDEN)) + line[place + draw(st.integers(0, 3)) :]
    return line


LINES = OBJECTS | damaged()

# --- the oracle -------------------------------------------------------------------------------------------


def _build(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object that knows whether one of its names stood twice."""
    return dict(pairs) | {TWICE: len(dict(pairs)) < len(pairs)}


TWICE = "\ud800 a name that no test writes"


def _refuse(name: str) -> None:
    raise ValueError(name)


def read_by_python(line: bytes) -> dict[str, Any] | None:
    """The record in a line, or None where a line is no sound JSON, or has a name twice."""
    try:
        record = json.loads(line.decode(), object_pairs_hook=_build, parse_constant=_refuse)
    except ValueError:
        return None
    return record if isinstance(record, dict) and not record[TWICE] else None


@CAREFUL
@given(lines=st.lists(LINES, min_size=1, max_size=8))
@example(
    lines=[b'{"text": "a\\ud83d\\ude00\\\\\\"\\/b"}', b'{"text": "w", "x": ' + b"[" * 63 + b"]" * 63 + b"}"]
)
@example(lines=[b'{"text": "w"}\r', b' {"text":"w"} \r\t ', b'{"text": "w"}\0', b'\xef\xbb\xbf{"text": "w"}'])
@example(lines=[b'{"text": "w", "id": [1, {"text": 2}]}', b'{"x": {"text": "no"}}', b'{"text": "w" "x": 1}'])
def test_what_a_scan_is_sure_of_is_what_python_reads(
    native: ModuleType, table_of_lines: Callable[..., Rows], lines: list[bytes]
) -> None:
    """A line read without the library has the text and the id that the library reads; a bad line is none."""
    lines = [line for line in lines if line.removeprefix(b"\xef\xbb\xbf").strip()]
    table = table_of_lines(native, b"\n".join(lines)).table
    assert len(lines) == len(table)
    for row, line in enumerate(lines):
        if table.status(row) == NATIVE:
            record = read_by_python(line)
            assert record is not None, line
            _check_text(table, row, record["text"])
            assert record.get("id") == json.loads(table.field(row, "id") or b"null", object_pairs_hook=_build)


def _check_text(table: Any, row: int, text: str) -> None:  # noqa: ANN401 - of any kernel
    """See that a row has the digest and the size of a text that the table is given."""
    chunk = table.texts(0, [text.encode()])
    table.append(chunk, 0)
    last = len(table) - 1

    assert table.size(last) == table.size(row), text
    assert any({row, last} <= set(group) for group in table.exact_groups()) or not table.size(row)[1]


@pytest.mark.parametrize("ending", [b"", b"\r", b" "])
def test_sound_lines_are_read_by_the_scan(
    native: ModuleType, table_of_lines: Callable[..., Rows], ending: bytes
) -> None:
    """Ordinary lines are not left to the library: what was tested above was tested."""
    lines = [b'{"text": "w"}', b'{"id": -1.5e3, "text": "\\u00e9\\n\xc3\xa9", "x": [{}, [], {"y": null}]}']
    table = table_of_lines(native, b"\n".join(line + ending for line in lines)).table

    assert [NATIVE, NATIVE] == [table.status(row) for row in range(2)]
