"""Two columns of text: what stands beside what, wrapped, each line padded to its column."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.render.layout import pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.render.page import Page

BESIDE = 100
"""Columns of a page from which two texts stand side by side unasked."""

_GAP = 3  # a rule between two spaces


def column_width(page: Page) -> int:
    """Columns that each of two texts side by side has."""
    return (page.width - _GAP) // 2


def set_beside(left: Sequence[str], right: Sequence[str], page: Page) -> list[str]:
    """The lines of two texts, each no wider than a column, side by side."""
    width = column_width(page)
    rows = zip_longest(left, right, fillvalue="")
    return [f"{pad(one, width)} {page.marks.rule} {other}".rstrip() for one, other in rows]
