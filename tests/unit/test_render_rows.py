"""A comparison as one table: its rows, the same as CSV, as a data frame and as an Arrow table."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import astuple
from io import StringIO
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import CompareError, SettingsError
from compare.render.csv_rows import make_safe, render_csv
from compare.render.json import render_report_json
from compare.render.rows import COLUMNS, Kind, columns_of, list_rows
from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compare.results import Comparison

HOSTILE = [
    '=HYPERLINK("https://evil.test")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "'=1+1",
    "''=1+1",
]
HARMLESS = ["a=b", "10-20", "'tis so", "", "a\nb", 'say "yes", or no', "0010", "港", "a;b,c\r\nd"]


def read(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text under the names of their columns."""
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def spans_in(value: object) -> Iterator[tuple[object, ...]]:
    """The places in a report as JSON."""
    if isinstance(value, dict):
        if "start" in value:
            yield value["document"], value["start"], value["end"], value["line"], value["text"]
        for item in value.values():
            yield from spans_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_in(item)


@pytest.mark.parametrize("by", By)
def test_rows_fill_only_the_columns_of_their_kind(by: By, mixed: Callable[..., Comparison]) -> None:
    """Every kind of finding has rows, and what a row holds stands in the columns of its kind."""
    rows = list(list_rows(mixed(by)))

    assert set(Kind) == {row.kind for row in rows}
    for row in rows:
        filled = {name for name, cell in zip(COLUMNS, astuple(row), strict=True) if cell is not None}
        assert filled <= set(columns_of([Kind(row.kind)])), row


@pytest.mark.parametrize("kind", Kind)
def test_every_column_of_a_kind_is_filled_by_some_row(
    kind: Kind, mixed: Callable[..., Comparison], hostile: Callable[[str], Comparison]
) -> None:
    """No kind has a column that none of its rows could fill."""
    rows = [
        *list_rows(mixed(), [kind]),
        *list_rows(mixed(By.SOURCE), [kind]),
        *list_rows(hostile("x"), [kind]),
    ]

    assert [] == [name for name in columns_of([kind]) if all(getattr(row, name) is None for row in rows)]


@pytest.mark.parametrize("by", By)
def test_the_table_has_the_places_of_the_report(by: By, mixed: Callable[..., Comparison]) -> None:
    """Every place of a finding that stands in the JSON stands in the table, and no other."""
    comparison = mixed(by)
    report = json.loads(render_report_json(comparison))
    parts = "overlap copies passages quote_groups updates fact_groups similar_claims only".split()
    found = {place for part in parts for place in spans_in(report[part])}
    # Where a quote is kept is in the JSON alone.
    kept = {
        place
        for group in report["quote_groups"]
        for one in group["renderings"]
        for place in spans_in(one["kept_spans"])
    }
    quoted = {
        place
        for quote in report["quotes"]
        for place in spans_in({**quote, "parts": [], "speaker_span": None, "cue_span": None})
    }
    rows = {
        (row.document, row.start, row.end, row.line, row.text)
        for row in list_rows(comparison)
        if row.start is not None
    }

    assert found - kept <= rows
    assert rows <= found | quoted


def test_findings_stand_in_the_order_of_the_report(mixed: Callable[..., Comparison]) -> None:
    """Kind after kind, and in each the ids in the order of the comparison."""
    comparison = mixed()
    ids = list(dict.fromkeys(row.id for row in list_rows(comparison, [Kind.FACTS])))

    assert [fact.id for fact in comparison.facts] == ids
    assert sorted(Kind, key=list(Kind).index) == list(
        dict.fromkeys(row.kind for row in list_rows(comparison))
    )


def test_both_sides_of_an_overlap_have_their_own_figures(mixed: Callable[..., Comparison]) -> None:
    """A pair of documents is two rows, each with its share of the text and the other's name."""
    overlap = next(one for one in mixed().overlaps if one.containment_left != one.containment_right)
    rows = [
        row
        for row in list_rows(mixed(), [Kind.OVERLAPS])
        if {row.document, row.other} == {overlap.left.id, overlap.right.id}
    ]

    assert [("left", overlap.left.id, overlap.right.id), ("right", overlap.right.id, overlap.left.id)] == [
        (row.side, row.document, row.other) for row in rows
    ]
    assert [round(overlap.containment_left, 6), round(overlap.containment_right, 6)] == [
        row.containment for row in rows
    ]


@pytest.mark.parametrize("by", By)
def test_csv_reads_back_as_the_rows(by: By, mixed: Callable[..., Comparison]) -> None:
    """Any reader of CSV gets the rows, cell for cell, one line end after each."""
    text = render_csv(mixed(by))
    rows = [["" if cell is None else str(cell) for cell in astuple(row)] for row in list_rows(mixed(by))]

    assert ",".join(COLUMNS) == text.split("\r\n")[0]
    assert rows == [list(row.values()) for row in read(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str, hostile: Callable[[str], Comparison]) -> None:
    """Wherever such a text stands, a spreadsheet is shown an apostrophe before it."""
    rows = read(render_csv(hostile(text)))
    cells = [cell for row in rows for cell in row.values()]

    assert rows
    assert [] == [cell for cell in cells if cell.lstrip()[:1] in {*"=+-@\uff1d"} - {""}]
    assert any(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_cells_are_left_alone(text: str) -> None:
    """What is no formula stands as it is."""
    assert text == make_safe(text)


@pytest.mark.parametrize("cell", [-5, -0.25, 0, 1.0, None])
def test_numbers_are_no_formulas(cell: float | None) -> None:
    """A negative number stays one."""
    assert cell is make_safe(cell)


@given(st.text(st.characters(exclude_categories=["C"]) | st.sampled_from("=+-@'\t\r\n "), max_size=8))
def test_a_safe_cell_can_be_read_back(text: str) -> None:
    """One apostrophe taken from a cell that begins with some and then a sign gives the text back."""
    cell = str(make_safe(text))
    signed = cell.startswith("'") and make_safe(cell) != cell

    assert text == (cell[1:] if signed else cell)


def test_characters_that_no_reader_bears_are_written_out(hostile: Callable[[str], Comparison]) -> None:
    """Controls, direction marks and lone surrogates are visible, so the file is valid UTF-8."""
    text = render_csv(hostile("a\x1b[2J\0\ud800\u202eb"))

    assert "a\\x1b[2J\\x00\\ud800\\u202eb" in text
    assert text.encode()


@pytest.mark.parametrize(
    "names", [("quotes",), ("facts",), ("passages",), ("overlaps",), ("names", "only"), ()]
)
def test_frames_and_tables_hold_the_rows(names: tuple[str, ...], mixed: Callable[..., Comparison]) -> None:
    """A data frame and an Arrow table have the columns of their kinds, typed, and the cells of the rows."""
    comparison = mixed()
    kinds = [Kind(name) for name in names] or list(Kind)
    columns = list(columns_of(kinds))
    cells = [[getattr(row, name) for name in columns] for row in list_rows(comparison, kinds)]
    frame, table = comparison.to_pandas(*names), comparison.to_arrow(*names)

    assert columns == list(frame.columns) == table.column_names
    assert cells == [list(row.values()) for row in table.to_pylist()]
    assert cells == [
        [None if pd.isna(cell) else cell for cell in row] for row in frame.itertuples(index=False)
    ]
    assert [str(field.type) for field in table.schema] == [
        {"string": "string", "Int64": "int64", "Float64": "double"}[str(frame[name].dtype)]
        for name in columns
    ]


def test_a_table_without_findings_has_its_columns(mixed: Callable[..., Comparison]) -> None:
    """Nothing found is no rows, of the same columns and types."""
    empty = mixed(By.DOC, (Section.OVERLAP,))

    assert mixed().to_arrow("facts").schema == empty.to_arrow("facts").schema
    assert 0 == len(empty.to_pandas("facts"))


def test_broken_texts_fit_into_tables(hostile: Callable[[str], Comparison]) -> None:
    """A lone surrogate, which Arrow cannot hold, is written out."""
    made = hostile("a\ud800\0=b")

    assert "a\\ud800\0=b" == made.to_arrow("facts")["title"][0].as_py() == made.to_pandas("facts")["title"][0]


def test_an_unknown_kind_is_refused(mixed: Callable[..., Comparison]) -> None:
    """The error names those that there are."""
    with pytest.raises(SettingsError, match="no table is called 'quote'; there are overlaps, copies"):
        mixed().to_pandas("quote")


@pytest.mark.parametrize("package", ["pandas", "pyarrow"])
def test_a_missing_package_is_named_with_the_remedy(
    package: str, mixed: Callable[..., Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pandas or pyarrow the error says what to install; it is ours and an ImportError."""
    monkeypatch.setitem(sys.modules, package, None)
    make = mixed().to_pandas if package == "pandas" else mixed().to_arrow
    with pytest.raises(
        CompareError, match=rf"needs {package}: pip install 'compare-texts\[notebook\]'"
    ) as caught:
        make("quotes")

    assert isinstance(caught.value, ImportError)


def test_arrow_tables_can_be_written_and_read(mixed: Callable[..., Comparison]) -> None:
    """A table goes through Arrow's own format unchanged."""
    table = mixed().to_arrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)

    assert table == pa.ipc.open_stream(sink.getvalue()).read_all()
