"""The forms that records come in and are written in, as the names of files say."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from compare.corpus.suffixes import unpacked_suffix

if TYPE_CHECKING:
    from pathlib import Path


class Form(StrEnum):
    """What records are written as; the value is the usual end of such a file's name."""

    LINES = ".jsonl"
    CSV = ".csv"
    TSV = ".tsv"
    PARQUET = ".parquet"
    ARROW = ".arrow"

    @property
    def is_table(self) -> bool:
        """Whether records are rows of text below a row of names."""
        return self in {Form.CSV, Form.TSV}

    @property
    def is_columns(self) -> bool:
        """Whether records lie in columns of one type each."""
        return self in {Form.PARQUET, Form.ARROW}


_FORMS = {".feather": Form.ARROW, **{str(form): form for form in Form}}
_FIRST_BYTES = {b"PAR1": Form.PARQUET, b"ARROW1": Form.ARROW}


def form_of(path: Path) -> Form:
    """The form that a file's name tells of; texts and what has no such name are JSON lines."""
    return _FORMS.get(unpacked_suffix(path), Form.LINES)


def find_columns(head: bytes) -> Form | None:
    """The form of columns that a file without such a name begins as."""
    return next((form for mark, form in _FIRST_BYTES.items() if head.startswith(mark)), None)
