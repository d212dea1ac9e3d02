"""The page a report is laid out on: its width and length, its colours, and the signs it may use."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from compare.results import Status  # loaded only by who needs it: it takes a twentieth of a second

DEFAULT_WIDTH = 80
MIN_WIDTH = 60
MAX_WIDTH = 200
DEFAULT_TOP = 5

_RESET = "\x1b[0m"
_TO_ASCII = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
        "…": "...", "–": "-", "—": "--", "•": "*", "·": "-", "≠": "!=", "→": "->",
    }
)  # fmt: skip


class Style(StrEnum):
    """What a colour stands for; the value is its SGR code."""

    STRONG = "1"
    QUIET = "2"
    DROPPED = "31"
    ADDED = "32"
    CHANGED = "33"
    MOVED = "36"
    HEADING = "1;34"
    PLAIN = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of our own that stand in a report."""

    dot: str = "·"
    ellipsis: str = "…"
    opening: str = "“"
    closing: str = "”"
    dash: str = "—"
    same: str = "="
    differs: str = "≠"
    compatible: str = "~"
    one_sided: str = "+"
    arrow: str = "→"
    rule: str = "│"
    branch: str = "└"
    begins: str = "▸"
    ends: str = "◂"

    def of(self, status: Status) -> str:
        """The sign of a status."""
        sign: str = getattr(self, status)  # called as it is
        return sign


UNICODE_MARKS = Marks()
SIGNS = "".join(asdict(UNICODE_MARKS).values())
ASCII_MARKS = Marks(
    dot="-", ellipsis="...", opening='"', closing='"', dash="--", differs="!=", arrow="->", rule="|",
    branch="`-", begins=">>", ends="<<",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a report is shown; nothing here changes what was found."""

    width: int = DEFAULT_WIDTH
    """Columns of the page."""

    paths: tuple[str, ...] = ()
    """The paths as they were given, for the commands that a reader may want next."""

    top: int = DEFAULT_TOP
    """Findings shown in each part of the report."""

    show_furniture: bool = False
    """List the lines of page furniture that were set aside."""

    side_by_side: bool = False
    """Set two texts side by side, however narrow the page."""

    full: bool = False
    """Show a finding whole, however long it is."""

    verbose: bool = False
    """Say also how documents were compared."""

    color: bool = False
    """Whether to use colours; auto: on a terminal, unless NO_COLOR is set or TERM is dumb."""

    ascii: bool = False
    """Use signs of ASCII for the report's own and for marks of punctuation."""

    @property
    def marks(self) -> Marks:
        """The signs this page may use."""
        return ASCII_MARKS if self.ascii else UNICODE_MARKS

    def limit(self, number: int) -> int:
        """A number of lines or items, or one past all numbers where findings are shown whole."""
        return sys.maxsize if self.full else number

    def text(self, raw: str) -> str:
        """Text of a corpus as it may stand on this page, on one line."""
        line = escape_line(raw)
        return line.translate(_TO_ASCII) if self.ascii else line

    def paint(self, text: str, style: Style) -> str:
        """The text in a colour, where the page has colours."""
        if not self.color or not style or not text:
            return text
        return f"\x1b[{style}m{text}{_RESET}"
