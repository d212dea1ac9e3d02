"""Records to rows of CSV and TSV, as RFC 4180 wants them, that a spreadsheet may open without harm.

A value that is no text stands as JSON has it, null as nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json

if TYPE_CHECKING:
    from collections.abc import Iterable

# A cell that begins so is a formula to a spreadsheet, or becomes one once blanks are taken off. Quotes
# before it count too, so that taking one quote away gives every text back.
_FORMULA = re.compile("'*[\\s\0]*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n\0]")
_HALF = re.compile("[\ud800-\udfff]")  # half a character, which UTF-8 cannot hold


def format_row(values: Iterable[object], separator: str, *, guard: bool = True) -> bytes:
    """A row with its line end; what would be a formula gets an apostrophe before it, if that is wanted."""
    return separator.join(_quote(_cell(value, guard=guard), separator) for value in values).encode() + b"\n"


def _cell(value: object, *, guard: bool) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return encode_json(value).decode()
    text = _HALF.sub("\ufffd", value)
    return f"'{text}" if guard and _FORMULA.match(text) else text


def _quote(text: str, separator: str) -> str:
    if text.isalnum() or not any(sign in text for sign in (separator, '"', "\n", "\r")):
        return text
    return '"{}"'.format(text.replace('"', '""'))
