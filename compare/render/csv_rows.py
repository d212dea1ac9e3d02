"""The rows of a comparison as CSV (RFC 4180, UTF-8), which a spreadsheet may open without harm."""

from __future__ import annotations

import csv
import re
from io import StringIO
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.render.escape import escape_text
from compare.render.rows import COLUMNS, list_rows

if TYPE_CHECKING:
    from compare.results import Comparison

# A cell that begins so is a formula to a spreadsheet, or becomes one once blanks are taken off. Quotes
# before it count too, so that taking one quote away gives every text back.
_FORMULA = re.compile("'*[\\s\0]*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n\0]")
# What JSON writes as escapes, and CSV has none for; line breaks and tabs may stand in a quoted cell.
_UNSAFE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)


def render_csv(comparison: Comparison) -> str:
    """All findings, a row for each of their places, under the names of the columns."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    cells = attrgetter(*COLUMNS)
    writer.writerows(map(make_safe, cells(row)) for row in list_rows(comparison))
    return buffer.getvalue()


def make_safe(cell: str | float | None) -> str | float | None:
    """The cell with an apostrophe before what would be a formula, and without characters no reader bears."""
    if not isinstance(cell, str):
        return cell
    text = _UNSAFE.sub(lambda found: escape_text(found[0]), cell)
    return f"'{text}" if _FORMULA.match(cell) else text
