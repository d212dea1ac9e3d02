"""Paths in, documents out; rows in, files out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.corpus.read import read_documents

__all__ = ["read_documents"]


def __getattr__(name: str) -> object:
    """Import `read_documents` when it is first asked for: dedup does without."""
    if name == "read_documents":
        from compare.corpus.read import read_documents  # noqa: PLC0415 - loads the rules for titles and dates

        return read_documents
    msg = f"module 'compare.corpus' has no attribute {name!r}"
    raise AttributeError(msg)
