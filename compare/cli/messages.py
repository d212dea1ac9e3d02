"""What goes to stderr: one line a message, after the program's name, nothing in it that moves a cursor."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document
    from compare.results import Skipped

# Inputs named on stderr; the JSON report names all of them.
_NAMED = 20


def say(message: str) -> None:
    """Print one message."""
    if sys.stderr is not None:
        print(f"compare: {escape_line(message)}", file=sys.stderr)  # noqa: T201 - this is where messages go out


def say_skipped(skipped: Sequence[Skipped]) -> None:
    """Name what was not read, and why."""
    for one in skipped[:_NAMED]:
        place = one.path if one.line is None else f"{one.path}:{one.line}"
        say(f"skipped {place}: {one.reason}")
    if len(skipped) > _NAMED:
        say(f"skipped {len(skipped) - _NAMED:,} more inputs; --format json names them all")


def say_notices(documents: Sequence[Document]) -> None:
    """What the reader should know of how documents were read, such as a guessed charset."""
    noted = [document for document in documents if document.notice]
    for document in noted[:_NAMED]:
        say(f"{document.path}: {document.notice}")
    if len(noted) > _NAMED:
        say(f"{len(noted) - _NAMED:,} more documents have a notice on how they were read")
