"""Web pages to documents: the text in paragraphs, a title, a date.

What a reader is not shown is left out, and so is what a page says stands beside its text (nav, aside,
its footer). Other furniture is kept: the rules for it set it aside later, where it can be counted and shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from compare.corpus.elements import BLOCKS, OpenElements
from compare.corpus.markup import Tag, read_references, split_markup
from compare.corpus.metadata import find_published, find_title, fold_title, read_iso_date
from compare.text.decode import Decoded, decode_bytes, has_mark, is_wide

if TYPE_CHECKING:
    from datetime import date

_DROPPED = frozenset("iframe noembed noframes noscript script style svg template textarea title xmp".split())
_BULLET = "• "
_PUBLISHED = (
    "article:published_time datepublished og:published_time date pubdate publishdate publish-date "
    "parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.created dcterms.date"
).split()
_LINKED_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{10,40})"')
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,400}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})",
    re.IGNORECASE,
)
_CHARSET_HEAD = 4096  # bytes looked through for a charset
# What the web means by a name is more than the name's own standard has (WHATWG Encoding).
_WEB_CHARSETS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    "iso-8859-9": "cp1254",
}


class _Gap(IntEnum):
    """What parts two pieces of text; the larger wins."""

    NONE = 0
    SPACE = 1
    LINE = 2
    PARAGRAPH = 3


_GAPS = {_Gap.NONE: "", _Gap.SPACE: " ", _Gap.LINE: "\n", _Gap.PARAGRAPH: "\n\n"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, what it is called, and when it was published."""

    text: str
    title: str | None
    published: date | None


def read_page(markup: str) -> Page:
    """The page that a piece of HTML stands for."""
    reader = _read(markup)
    if not reader.pieces:  # all of it is hidden until a script has run
        reader = _read(markup, hiding=False)
    text = "".join(reader.pieces)
    return Page(text, reader.title() or find_title(text), reader.published() or find_published(text))


def decode_page(data: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a page: by byte-order mark, as UTF-8 if it is, in its own charset, else as any text."""
    if encoding is None and not has_mark(data) and not _is_utf8(data):
        encoding = _declared_charset(data)
    return decode_bytes(data, encoding=encoding)


def _read(markup: str, *, hiding: bool = True) -> _Reader:
    reader = _Reader(OpenElements(hiding=hiding))
    for piece in split_markup(markup):
        reader.read(piece)
    return reader


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and show it; pages that name another charset are then mistaken."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _declared_charset(data: bytes) -> str | None:
    """The charset that the head of the page names, if it can be one; never UTF-8, which was tried."""
    match = _CHARSET.search(data[:_CHARSET_HEAD])
    name = match.group(1).decode("ascii", "ignore").lower() if match else ""
    name = _WEB_CHARSETS.get(name, name)
    try:
        usable = name not in ("", "utf-8", "utf8") and not is_wide(b"", encoding=name)
    except LookupError:
        return None
    return name if usable else None


class _Reader:
    """Tags and texts in, a page's text and what its tags say of it out."""

    def __init__(self, elements: OpenElements) -> None:
        self.pieces: list[str] = []
        self._elements = elements
        self._gap = _Gap.NONE
        self._bullet = False
        self._dropping: str | None = None  # the outermost dropped element it is inside of,
        self._depth = 0  # and how many of that name
        self._preformatted = 0
        self._heading: list[str] | None = None  # text of the h1 it is inside of
        self._headings: list[str] = []
        self._titles: list[str] = []
        self._metas: dict[str, str] = {}
        self._times: list[str] = []
        self._linked_dates: list[str] = []

    def read(self, piece: Tag | str) -> None:
        """Take in the next piece of the page."""
        if isinstance(piece, str):
            self._read_any_text(piece)
        elif self._dropping:
            self._leave(piece)
        elif piece.name in _DROPPED:
            self._drop(piece)
        else:
            self._read_any_tag(piece)

    def title(self) -> str | None:
        """The title for sharing, else the main heading where the title holds it, else title or heading."""
        title = fold_title(read_references(self._titles[0])) if self._titles else ""
        within = [heading for heading in self._headings if heading in title]
        names = (self._metas.get("og:title", ""), max(within, key=len, default=""), title, *self._headings)
        return next((fold_title(name) for name in names if name.strip()), None)

    def published(self) -> date | None:
        """The date that the page's own fields give; of `time` tags only when all agree."""
        values = [self._metas.get(name, "") for name in _PUBLISHED] + self._linked_dates[:1]
        times = set(map(read_iso_date, self._times))
        found = [*map(read_iso_date, values), *(times if len(times) == 1 else ())]
        return next((value for value in found if value), None)

    def _drop(self, tag: Tag) -> None:
        """Enter an element whose text is not the page's."""
        if tag.name in BLOCKS:
            self._part(_Gap.PARAGRAPH)
        if not tag.closing and not (tag.empty and tag.name == "svg"):
            self._dropping, self._depth = tag.name, 1

    def _leave(self, tag: Tag) -> None:
        """Count the elements of the dropped one's name, until it ends itself."""
        if tag.name == self._dropping and not tag.empty:
            self._depth += -1 if tag.closing else 1
            if not self._depth:
                self._dropping = None

    def _read_any_text(self, text: str) -> None:
        if self._dropping:
            self._read_dropped(text)
        elif not self._elements.hidden:
            self._read_text(text)

    def _read_any_tag(self, tag: Tag) -> None:
        """Read a tag; of one in a hidden element only what it says of the page, a `time` being another's."""
        was_hidden = self._elements.hidden
        self._elements.read(tag)
        if not (was_hidden and self._elements.hidden):
            self._read_tag(tag)
        elif tag.name != "time":
            self._note(tag.attributes, tag.name)

    def _read_dropped(self, text: str) -> None:
        if self._dropping == "title":
            self._titles.append(text)
        elif self._dropping == "script":
            self._linked_dates += _LINKED_DATE.findall(text)

    def _read_tag(self, tag: Tag) -> None:
        if tag.name in BLOCKS:
            self._part(_Gap.PARAGRAPH)
        if tag.name == "br":
            self._part(_Gap.LINE)
        elif tag.name == "li":
            self._bullet = not tag.closing
        elif tag.name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if tag.closing else 1))
        elif tag.name == "h1":
            self._read_heading(tag)
        self._note(tag.attributes, tag.name)

    def _read_heading(self, tag: Tag) -> None:
        if self._heading:
            self._headings.append(fold_title("".join(self._heading)))
        self._heading = None if tag.closing else []

    def _note(self, attributes: dict[str, str], name: str) -> None:
        """Keep what a tag says about the page."""
        if name == "meta":
            for key in ("property", "name", "itemprop"):
                if key in attributes:
                    self._metas.setdefault(attributes[key].lower(), attributes.get("content", ""))
        elif attributes.get("itemprop", "").lower() == "datepublished":
            self._metas.setdefault(
                "datepublished", attributes.get("content") or attributes.get("datetime", "")
            )
        elif name == "time" and "datetime" in attributes:
            self._times.append(attributes["datetime"])

    def _read_text(self, text: str) -> None:
        if self._heading is not None:
            self._heading.append(text)
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                self._part(_Gap.LINE)
            self._add(line)

    def _add(self, text: str) -> None:
        """Add text, its white space folded, behind the gap that is due."""
        words = text.split()
        if not words:
            self._part(_Gap.SPACE if text else _Gap.NONE)
            return
        self._part(_Gap.SPACE if text[0].isspace() else _Gap.NONE)
        gap = _GAPS[self._gap] if self.pieces else ""
        self.pieces.append(gap + (_BULLET if self._bullet else "") + " ".join(words))
        self._gap = _Gap.SPACE if text[-1].isspace() else _Gap.NONE
        self._bullet = False

    def _part(self, gap: _Gap) -> None:
        """Make the gap before the next text at least this wide; two line ends make a paragraph."""
        twice = gap is _Gap.LINE and self._gap is _Gap.LINE
        self._gap = _Gap.PARAGRAPH if twice else max(self._gap, gap)
