"""What the end of a file's name says of it: what is read, what is packed, and why the rest is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT_SUFFIXES = (".txt", ".md", ".markdown")
HTML_SUFFIXES = (".html", ".htm")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
TABLE_SUFFIXES = (".csv", ".tsv")
COLUMN_SUFFIXES = (".parquet", ".arrow", ".feather")
READ_SUFFIXES = (*TEXT_SUFFIXES, *HTML_SUFFIXES, *JSONL_SUFFIXES, *TABLE_SUFFIXES, *COLUMN_SUFFIXES)
PACKINGS = (".gz", ".zst")
_UNPACK = "files cannot be read yet: unpack it first"
_SAVE = "files cannot be read: save it as text or HTML first"
_NOT_READ = {
    **dict.fromkeys((".gz", ".zst", ".bz2", ".xz", ".zip", ".tar"), _UNPACK),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub"), _SAVE),
}


def unpacked_suffix(place: Path) -> str:
    """The suffix of a name without that of a packing."""
    suffix = place.suffix.lower()
    return place.with_suffix("").suffix.lower() if suffix in PACKINGS else suffix


def explain_suffix(suffix: str) -> str | None:
    """Why files with such a name are not read, or None."""
    reason = _NOT_READ.get(suffix)
    return f"{suffix} {reason}" if reason else None


def explain_unknown() -> str:
    """Why a file of a folder is left out whose name says nothing."""
    return f"of a folder only {' '.join(READ_SUFFIXES)} are read; name the file itself to read it as text"
