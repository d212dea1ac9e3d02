"""The kept records as a table: rows of tables as they stand where all have the same fields, others anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.row_batches import gather_lines, list_records
from compare.corpus.table_cells import format_row
from compare.corpus.table_source import TableSource
from compare.corpus.tables import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.corpus.forms import Form
    from compare.corpus.parts import Parts
    from compare.corpus.rows import Rows
    from compare.corpus.source import Source


def write_table(rows: Rows, gone: bytes, form: Form, parts: Parts) -> int:
    """Write the rows that are not *gone*; how many they are."""
    names, head = _plan_head(rows, gone, form)
    written = 0
    for source, span in rows.input_spans():
        if _is_plain(source, form, names):
            for lines in gather_lines(rows, span, gone):
                written += _write(lines.lines, lines.number, parts, head)
            continue
        guard = not source.form.is_table  # what stood in a table is as safe as it was
        for records, _ in list_records(rows, source, span, gone):
            made = (format_row(map(record.get, names), SEPARATORS[form], guard=guard) for record in records)
            written += _write(b"".join(made), len(records), parts, head)
    parts.finish(head=head)
    return written


def _write(lines: bytes, count: int, parts: Parts, head: bytes) -> int:
    if count:
        parts.write(lines, head=head)
    return count


def _is_plain(source: Source, form: Form, names: Sequence[str]) -> bool:
    """Whether the rows of a source may stand under such names as they are."""
    return isinstance(source, TableSource) and source.form is form and source.names == names


def _plan_head(rows: Rows, gone: bytes, form: Form) -> tuple[Sequence[str], bytes]:
    """The names of the fields, in order of their first appearance, and the row that names them."""
    spans = [(source, span) for source, span in rows.input_spans() if len(span)]
    first = spans[0][0] if spans else None
    if isinstance(first, TableSource) and all(_is_plain(source, form, first.names) for source, _ in spans):
        return first.names, first.head + b"\n"
    names = dict[str, None]()
    for source, span in spans:
        names.update(dict.fromkeys(_list_names(rows, source, span, gone)))
    return list(names), format_row(names, SEPARATORS[form])


def _list_names(rows: Rows, source: Source, span: range, gone: bytes) -> Iterable[str]:
    """The fields of a source, or of its records that stay."""
    names = source.names
    if names is not None:
        return names
    batches = list_records(rows, source, span, gone)
    return dict.fromkeys(name for records, _ in batches for record in records for name in record)
