"""The quotations of a corpus as they are compared: their words, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from compare.analyse.renderings import FEW_WORDS
from compare.analyse.speakers import find_voice, names_speaker
from compare.analyse.wording import read_wording
from compare.results import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.wording import Wording
    from compare.model import Document
    from compare.results import Quote


@dataclass(frozen=True, eq=False)
class Saying:
    """A quotation with its words, which are read when they are first asked for, and its speaker's entity."""

    quote: Quote
    voice: int | None

    @cached_property
    def wording(self) -> Wording:
        """Its words."""
        return read_wording(self.quote.parts)

    @property
    def is_indirect(self) -> bool:
        """Whether it is indirect speech."""
        return self.quote.form is Form.INDIRECT

    @property
    def document(self) -> Document:
        """Where it stands."""
        return self.quote.span.document


def read_sayings(readings: Iterable[Reading], names: NameTable) -> list[Saying]:
    """All quotations, in order of documents and places."""
    return [Saying(quote, find_voice(quote, names)) for reading in readings for quote in reading.quotes]


def have_same_voice(left: Saying, right: Saying, names: NameTable) -> bool | None:
    """Whether both have one speaker; None where that cannot be told: a role, or a "he"."""
    strangers = names_speaker(left.quote) and names_speaker(right.quote)
    if left.voice is None or right.voice is None:
        return False if strangers and len(right.wording.words) < FEW_WORDS else None
    if left.voice == right.voice:
        return True
    return False if strangers and not names.may_be_one(left.voice, right.voice) else None
