"""Quid, each pair of texts by itself, with its default settings."""

# requires: Quid==2.6.7

from __future__ import annotations

from typing import TYPE_CHECKING

from quid.core.Quid import Quid
from texts_and_pairs import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts_and_pairs import Passage


def find(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Passage]:
    """The passages of each pair."""
    quid = Quid()
    return [
        (
            left,
            match.source_span.start,
            match.source_span.end,
            right,
            match.target_span.start,
            match.target_span.end,
        )
        for left, right in pairs
        for match in quid.compare(texts[left], texts[right])
    ]


if __name__ == "__main__":
    run(find)
