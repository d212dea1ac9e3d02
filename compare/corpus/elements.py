"""Which elements of a page are open, and whether one of them hides what stands in it.

A tree is not built here either (see markup.py). What is open is known well enough without: blocks are,
and within a hidden element everything is, end tags that may be left out being read as browsers do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.corpus.markup import Tag

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu "
    "nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# What stands beside the text: menus, teasers, and the footer of a page, not of an article or a quotation.
_BESIDE = frozenset(("aside", "nav"))
_FOOTER = "footer"
_FOOTER_OWNERS = ("article", "blockquote", "figure", "main", "section")
_NEVER_HIDDEN = frozenset(("html", "body"))  # scripts show these once they have run
_ROWS = frozenset(("td", "th", "tr"))
_GROUPS = _ROWS | {"tbody", "tfoot", "thead"}
# The elements whose end tag may be left out before such a start tag.
_ENDED_BY = {
    **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt"))),
    **dict.fromkeys(("td", "th"), frozenset(("td", "th"))),
    **dict.fromkeys(("tbody", "tfoot", "thead"), _GROUPS),
    "li": frozenset(("li",)),
    "option": frozenset(("option",)),
    "tr": _ROWS,
}


class OpenElements:
    """Takes the tags of a page in order; *hiding* is off for a page whose whole text would be hidden."""

    def __init__(self, *, hiding: bool) -> None:
        self._hiding = hiding
        self._names: list[str] = []
        self._counts: dict[str, int] = {}
        self._outermost = 0  # how many are open up to the outermost that hides, itself included

    @property
    def hidden(self) -> bool:
        """Whether what comes next is hidden, or stands beside the text."""
        return self._outermost > 0

    def read(self, tag: Tag) -> None:
        """Take in the next tag."""
        if tag.closing:
            self._close(tag.name)
        elif tag.name not in _EMPTY:
            self._open(tag)

    def _open(self, tag: Tag) -> None:
        if tag.name in BLOCKS:
            self._close("p")
        while self._names and self._names[-1] in _ENDED_BY.get(tag.name, ()):
            self._pop()
        hides = self._hiding and not self.hidden and not tag.empty and self._hides(tag)
        if hides or self.hidden or tag.name in BLOCKS:
            self._names.append(tag.name)
            self._counts[tag.name] = self._counts.get(tag.name, 0) + 1
        if hides:
            self._outermost = len(self._names)

    def _close(self, name: str) -> None:
        """End an element, and those within it that were left open; nothing if no such element is open."""
        if self._counts.get(name):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._names.pop()
        self._counts[name] -= 1
        if len(self._names) < self._outermost:
            self._outermost = 0
        return name

    def _hides(self, tag: Tag) -> bool:
        if tag.name in _BESIDE:
            return True
        if tag.name == _FOOTER and not any(map(self._counts.get, _FOOTER_OWNERS)):
            return True
        return tag.name not in _NEVER_HIDDEN and _is_hidden(tag.attributes)


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Whether its own attributes hide an element; what is hidden until it is searched for is text."""
    return (
        attributes.get("hidden", "until-found").lower() != "until-found"
        or attributes.get("aria-hidden", "").lower() == "true"
        or "display:none" in "".join(attributes.get("style", "").lower().split())
    )
