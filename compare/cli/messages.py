"""What goes to stderr: one line a message, after the program's name, nothing in it that moves a cursor."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document, Skipped

# Inputs named on stderr; the report names as many as it is asked to, as JSON all of them.
_NAMED = 10


def say(message: str) -> None:
    """Print one message."""
    if sys.stderr is None:
        return
    with suppress(OSError):  # where nothing can be said, the exit code must do
        print(f"compare: {escape_line(message)}", file=sys.stderr)  # noqa: T201 - this is where messages go out


def say_places(places: Sequence[Skipped], all_of_them: str, *, prefix: str = "") -> None:
    """Name the first of some places, what is to be known of each, and what names *all_of_them*."""
    for one in places[:_NAMED]:
        place = one.path if one.line is None else f"{one.path}:{one.line}"
        say(f"{prefix}{place}: {one.reason}")
    if len(places) > _NAMED:
        say(f"… {len(places) - _NAMED:,} more like these; {all_of_them} names them all")


def say_notices(documents: Sequence[Document]) -> None:
    """What the reader should know of how documents were read, such as a guessed charset."""
    noted = [document for document in documents if document.notice]
    for document in noted[:_NAMED]:
        say(f"{document.path}: {document.notice}")
    if len(noted) > _NAMED:
        say(f"{len(noted) - _NAMED:,} more documents have a notice on how they were read")
