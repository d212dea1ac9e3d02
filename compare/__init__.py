"""compare: what a corpus of texts has in common, and what it tells differently.

`compare.report(["seeds/"])` gives a `Comparison`, `compare.diff("a.txt", "b.txt")` a `Diff`. Nothing heavy
is imported before one of them is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.settings import CompareSettings, ReadSettings

if TYPE_CHECKING:
    from compare.api import diff, report

__version__ = "0.1.0"

__all__ = ["CompareSettings", "ReadSettings", "__version__", "diff", "report"]


def __getattr__(name: str) -> object:
    """Import `report` and `diff` when they are first asked for."""
    if name in {"diff", "report"}:
        from compare import api  # noqa: PLC0415 - loads numpy and the rest

        return getattr(api, name)
    msg = f"module 'compare' has no attribute {name!r}"
    raise AttributeError(msg)
