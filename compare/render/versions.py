"""The words in which a version differs, on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def tell_differences(words: Iterable[tuple[str, str]]) -> str:
    """What became another figure, date or negation, what was added, and what was dropped."""
    return "; ".join(_tell(left, right) for left, right in words)


def _tell(left: str, right: str) -> str:
    if left and right:
        return f"{left} -> {right}"
    return f"{left} dropped" if left else f"{right} added"
