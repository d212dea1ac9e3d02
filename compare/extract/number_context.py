"""The words around a number: its hedge, what it counts, and whether it is a quantity at all."""

from __future__ import annotations

import re

from compare.extract.date_words import word_before
from compare.extract.number_values import singular

_WINDOW = 32
_HEDGES = (
    ("at least", "at least|no fewer than|no less than|not less than|a minimum of|as few as|as little as"),
    (
        "more than",
        "more than|over|upwards of|greater than|in excess of|well over|just over|could top|topped|exceeded",
    ),
    ("less than", "less than|fewer than|under|below"),
    ("up to", "up to|as many as|as much as|at most|no more than|not more than|a maximum of|within"),
    ("nearly", "nearly|almost|close to|just under|approaching|just short of|just shy of"),
    (
        "about",
        "about|around|some|roughly|approximately|an estimated|estimated|circa|approx|in the region of",
    ),
)
_HEDGE_OF = {phrase: hedge for hedge, phrases in _HEDGES for phrase in phrases.split("|")}
_HEDGE = re.compile(
    r"(?<![^\W_])(" + "|".join(sorted(_HEDGE_OF, key=len, reverse=True)) + r")\s$", re.IGNORECASE
)
_PARTICLE = re.compile(
    r"\b(?:turned|rolled|flipped|tipped|keeled|handed|taken|took|presided|moved|passed|went|fell|ran|spread"
    r"|crossed|flown|flew)[^\S\n]over\s$",
    re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(r"(\+)(?!\w)|[^\S\n](or more|or so|or fewer|or less)\b")
_AFTER = {"+": "more than", "or more": "at least", "or so": "about", "or fewer": "up to", "or less": "up to"}

_NEXT_WORD = re.compile(r"(?:[^\S\n]{1,2}\n?|\n|-)([^\W\d_]+)(?![^\W_])")
_OF = re.compile(r"[^\S\n]of(?:[^\S\n](?:the|its|their|his|her|these|those|our|my))?(?=[^\S\n])")
_NO_NOUN = frozenset(
    "of in on at by to for from with and or but as is was has his its this that were are the a an "
    "after before since than when while who which if then into over under across against among "
    "between during per out up off down last plus less perhaps always sometimes says rises falls "
    "does goes comes makes takes yes us thus whereas towards besides still more dead killed injured "
    "hurt wounded missing others years year news texas politics series species congress".split()
)
_NOUN_WORDS = 4

_NUMBERED = frozenset(
    "page pages year chapter section article number no nos act line phase level route channel room "
    "gate grade step size type part paragraph clause rule item appendix figure table note day row "
    "stage tier category proposition question psalm verse track lot square flight episode version "
    "build agent platform pier unit apartment suite floor highway interstate motorway".split()
)
_ORDINARY = frozenset(
    "about nearly almost the at some in only just over under around after before more than all these "
    "those those another with of for when while since by from to and but or as if that a an is was "
    "were are up least another roughly approximately an estimated this its his her their our then "
    "there last next every exactly even another killing leaving injuring wounding killed injured "
    "wounded arrested displacing kills leaves injures wounds hits tops reaches adds loses cuts sheds "
    "police authorities officials on what who".split()
)
_PAGE_OF = re.compile(r"\b(?:page|part|slide|photo|image|item)\s\d{1,4}\s(?:of|/)\s$", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\b(?:no|nos|nr|vol|pp?|ch|sec|art|fig)\.[^\S\n]?$|#$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\u201c\u201d\"\u2018(\u2022\u2013\u2014*-])\s*$")
_DASHED = re.compile(r"-([0-9]+)(-[0-9])?")
_LIST_ITEM = re.compile(r"[.)][^\S\n]")
_LINE_START = re.compile(r"(?:\n|^)[^\S\n]{0,3}$")
_PHONE_PART = 3
_VOTED = re.compile(r"\b(?:voted|votes?|(?:vote|tally)\sof(?:\sa)?)[^\S\n]$", re.IGNORECASE)
_VOTE_NEAR = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|won|lost|passed|rejected|approved|defeated|beat|tally|victory)\b"
    r"(?![^.;\n]*\b(?:from|between)\b)|\bby\s\Z",
    re.IGNORECASE,
)
_TALLY_REACH = 40


def hedge_before(text: str, start: int) -> str:
    """How exact the number that begins at *start* is said to be ('' when plainly so)."""
    window = text[max(0, start - _WINDOW) : start]
    match = _HEDGE.search(window)
    return _HEDGE_OF[match[1].lower()] if match and not _PARTICLE.search(window) else ""


def is_over(text: str, start: int) -> bool:
    """Whether the hedge before the number that begins at *start* is "over", which is a preposition too."""
    return word_before(text, start).lower() == "over"


def hedge_after(text: str, end: int) -> tuple[str, int]:
    """A hedge that follows the number, and where it ends: "100+", "ten or more"."""
    match = _HEDGE_AFTER.match(text, end)
    return (_AFTER[match[1] or match[2]], match.end()) if match else ("", end)


def count_noun(text: str, end: int, *, single: bool = False) -> str:
    """What a number that ends at *end* counts: the first plural of the next words."""
    position = end
    if match := _OF.match(text, position):
        position = match.end()
    for count in range(_NOUN_WORDS):
        match = _NEXT_WORD.match(text, position)
        if match is None:
            return ""
        word = match[1].lower()
        if word in _NO_NOUN:
            return ""
        if singular(word):
            return word
        if single or (count == 0 and text[match.start()] == "-"):
            return word
        position = match.end()
    return ""


def is_name_part(text: str, start: int, end: int) -> bool:
    """Whether the bare integer there belongs to a name or numbers something: France 24, Page 3, No. 10."""
    window = text[max(0, start - _WINDOW) : start]
    if _NUMBER_SIGN.search(window) or _PAGE_OF.search(window):
        return True
    before = word_before(text, start)
    lower = before.lower()
    if lower in _NUMBERED:
        return True
    if not before[:1].isupper() or lower in _ORDINARY:
        return False
    return (
        not text[start - 1].isspace()
        or count_noun(text, end) == ""
        or not _opens_sentence(text, start, before)
    )


def _opens_sentence(text: str, start: int, before: str) -> bool:
    place = text.rfind(before, 0, start)
    return is_sentence_start(text, place)


def is_sentence_start(text: str, start: int) -> bool:
    """Whether a word at *start* has its capital from standing first."""
    return _SENTENCE_START.search(text[max(0, start - _WINDOW) : start]) is not None if start else True


def follows(text: str, end: int) -> str:
    """The word after *end*, past white space or a hyphen ('' without one)."""
    match = _NEXT_WORD.match(text, end)
    return match[1] if match else ""


def is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits are a code rather than a count: 007, a telephone number, 1-2-3."""
    if text[start] == "0" and end - start > 1:
        return True
    if _LIST_ITEM.match(text, end) and _LINE_START.search(text, max(0, start - 4), start):
        return True
    if end - start == len("2049") and "1800" <= text[start:end] <= "2049" and not count_noun(text, end):
        return True  # a year that the grammar of dates was not sure of
    match = _DASHED.match(text, end)
    if match is None:
        return False
    lengths = (end - start, len(match[1]))
    return bool(match[2]) or (min(lengths) >= _PHONE_PART and lengths[0] != lengths[1])


def is_tally(text: str, start: int, *, falling: bool) -> bool:
    """Whether "A to B" there is the outcome of a vote or game rather than a range."""
    window = text[max(0, start - _TALLY_REACH) : start]
    return bool(_VOTED.search(window) or (falling and _VOTE_NEAR.search(window)))
