"""The furniture that a run set aside: its table of lines, frozen, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

_DIGEST_SIZE = 16  # bytes


class FurnitureLine(NamedTuple):
    """A line that many texts of a source have that otherwise differ; white space in it is folded."""

    source: str
    line: str
    documents: int
    texts: int


@dataclass(frozen=True, slots=True)
class FurnitureTable:
    """All lines that count as furniture, by source and line."""

    lines: tuple[FurnitureLine, ...]
    records: int
    """How many records have any of them."""

    @property
    def sources(self) -> int:
        """How many sources have furniture."""
        return len({line.source for line in self.lines})

    @property
    def digest(self) -> str:
        """Equal for equal tables."""
        whole = blake2b(digest_size=_DIGEST_SIZE)
        for one in self.lines:
            whole.update(repr(tuple(one)).encode("utf-8", "surrogatepass"))
        return whole.hexdigest()
