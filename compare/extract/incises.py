"""Tags inside the marks of a quotation: « Oui, a dit M. Roy, et tôt », «Partiremo - dice Rossi - presto».

French sets them off by commas, Italian, Spanish and Portuguese mostly by dashes. The words of the tag are
the outlet's own, so they are cut out of the quotation, whose parts stand before and behind them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.extract.cues import find_cues
from compare.extract.grammar import find_grammar
from compare.text.abbreviations import ends_abbreviation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.extract.cues import Cues

_SET_OFF = {"fr": ",–—", "it": ",-–—", "es": ",-–—", "pt": ",-–—"}
"""By what a tag inside the marks is set off in each language that has them."""

_LONGEST = 100  # characters of a tag
_OPENING = re.compile(r"(?P<comma>,)\s|\s(?P<dash>[-–—])\s?(?=\w)")
_STOP = re.compile(r"[.,;:!?…\"“”«»]|\s?[-–—](?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HUNG = re.compile(r"(\w+?)-(?:t-)?(?:il|elle|on|ils|elles)\Z")  # dit-il, a-t-elle
_ELIDED = re.compile(r"[slc][’'](?=\w)")  # s'est indigné, l'avocat


def cut_incises(text: str, part: tuple[int, int], language: str) -> list[tuple[int, int]]:
    """The places of a quotation's own words in one *part* of it, in order: all of it, if no tag is in it."""
    pieces = []
    start, end = part
    for opened, closed in _find_incises(text, *part, language):
        if start < opened:
            pieces.append((start, opened))
        start = closed
    if start < end:
        pieces.append((start, end))
    return pieces


def _find_incises(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Each tag with what sets it off; the words before and behind it stand outside."""
    set_off = _SET_OFF.get(language, "")
    position = start
    while set_off and (opening := _OPENING.search(text, position, end)):
        position = opening.end()
        mark = opening["comma"] or opening["dash"]
        stop = _find_close(text, opening.end(), end, mark) if mark in set_off else None
        if stop is None or not _is_tag(text[opening.end() : stop], language):
            continue
        closed = stop
        while closed < end and (text[closed].isspace() or text[closed] in ",.-–—"):
            closed += 1
        yield opening.start(), closed
        position = closed


def _find_close(text: str, start: int, end: int, mark: str) -> int | None:
    """Where a tag ends: at what opened it, at the end of its sentence, or at that of the quotation."""
    reach = min(end, start + _LONGEST)
    for stop in _STOP.finditer(text, start, reach):
        found = stop.group().strip()
        if found == "." and stop.end() < end and ends_abbreviation(text, start, stop.start(), stop.end() + 1):
            continue
        return stop.start() if found in (mark, ".") else None
    return end if reach == end else None


def _is_tag(words: str, language: str) -> bool:
    """Whether words are a verb of speech with its subject behind it, and nothing before."""
    cues, determiners = find_cues(language), find_grammar(language).determiners
    found = [_ELIDED.sub("", word) if n == 0 else word for n, word in enumerate(_WORD.findall(words))]
    hung = False
    for place, word in enumerate(found):
        inverted = _HUNG.match(word.lower())
        stem = inverted[1] if inverted else word.lower()
        hung = hung or inverted is not None
        if stem in cues.speech and stem not in cues.helpers:
            return hung or _opens_subject(found[place + 1 : place + 2], determiners)
        if not _is_helper(stem, cues):
            return False
    return False


def _is_helper(word: str, cues: Cues) -> bool:
    return word in cues.helpers or word in ("s", "se", "est", "si")


def _opens_subject(words: list[str], determiners: frozenset[str]) -> bool:
    """Whether the first of these words begins a name or an office."""
    return any(w[0].isupper() or w.lower() in determiners or _ELIDED.match(w) for w in words)
