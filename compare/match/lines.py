"""Line by line: what a patch that makes one text of another has to say."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from compare.match.align import align_words
from compare.results import Edit

if TYPE_CHECKING:
    from compare.model import Document


def diff_lines(left: Document, right: Document) -> tuple[Edit, ...]:
    """The edits between two documents in whole lines, without gaps: same, added, dropped, changed.

    A line ends behind its line feed; the last one may have none. Lines are the same if every character is.
    """
    lines = [split_lines(side.text) for side in (left, right)]
    ends, others = ([0, *accumulate(map(len, own))] for own in lines)
    return tuple(
        Edit(
            block.op,
            (ends[block.left], ends[block.left_end]),
            (others[block.right], others[block.right_end]),
        )
        for block in align_words(*lines)
    )


def split_lines(text: str) -> list[str]:
    """The lines of a text with their line feeds, which alone end a line to `patch`."""
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *([last] if last else [])]
