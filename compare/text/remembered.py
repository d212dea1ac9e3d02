"""What a piece of text is, worked out once: a corpus has far fewer different words than words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LONGEST = 64  # characters of a piece that is kept: longer ones hardly come again
_MOST = 1 << 17  # pieces that are kept, of a few hundred bytes each


class Remembered(dict[str, T]):
    """What *find* gives for a piece of text, for each piece asked for; past a number it begins anew."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> T:
        """Work it out."""
        found = self._find(piece)
        if len(piece) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[piece] = found
        return found
