"""Whether somebody wrote a document: then their words need no quotation marks in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.analyse.speakers import find_voice

if TYPE_CHECKING:
    from compare.analyse.names import NameTable
    from compare.model import Document
    from compare.results import Quote

_HEAD = 600  # characters at the start of a text, or at its end, in which its author is named
# By X; Opinion by X; Analysis: by X. A line of its own begins so.
_BYLINE = re.compile(r"^[^\S\n]*(?:[\w-]+:?[^\S\n]+){0,2}by:?[^\S\n]+", re.IGNORECASE | re.MULTILINE)


def is_by_speaker(document: Document, quote: Quote, names: NameTable) -> bool:
    """Whether the byline of a document names the speaker of a quote."""
    entity = find_voice(quote, names)
    if entity is None:
        return False
    text = document.text
    starts = [found.end() for found in _BYLINE.finditer(text, 0, min(len(text), _HEAD))]
    starts += [found.end() for found in _BYLINE.finditer(text, max(0, len(text) - _HEAD))]
    # The line may be page furniture, in which no names are read.
    name = names.name_of(entity).casefold()
    return any(text[start : start + len(name)].casefold() == name for start in starts)
