"""How sure a statement is: words that hedge it, put it in the future, deny it, or leave it open.

A closed grammar: some words say how a whole clause is meant (denied that, declined to say whether, it is
thought that), others belong to the verb behind them (may, will, not).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Stance(StrEnum):
    """How sure a text is of what it tells."""

    STATED = "stated"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    UNCONFIRMED = "not confirmed"
    DENIED = "denied"


class StanceCue(NamedTuple):
    """Words, at characters *start* up to *end*, that say how a clause, or the verb behind them, is meant."""

    start: int
    end: int
    stance: Stance
    plain: bool
    """Whether it belongs to the verb behind it: may, will, not; it says nothing of the rest of its clause."""


_BE = r"(?:is|are|was|were|be|been|being)"
_ADVERBS = (
    r"(?:(?:immediately|independently|officially|publicly|yet|also|even|been|itself|themselves|so)\ ){0,3}"
)
# Nobody confirms or denies it.
_UNCONFIRMED = rf"""
(?:declin(?:es?|ed|ing)|refus(?:es?|ed|ing)|not\ prepared|unable|unwilling)\ to\ {_ADVERBS}
  (?:confirm|comment|say|discuss|verify|reveal|disclose|answer|speculate|be\ drawn)
| (?:not|n['’]t|cannot|never|yet\ to)\ {_ADVERBS}(?:to\ )?{_ADVERBS}(?:be\ )?
  (?:confirm(?:ed)?|comment(?:ed)?|verif(?:y|ied))
| (?:not|n['’]t)\ {_ADVERBS}(?:said?|known?|clear|certain|told|tell)\ (?:whether|if|when|how|why)
| unconfirmed | unverified | no\ (?:official\ |independent\ )?confirmation | no\ comment
| unclear\ (?:whether|if|how|when|why) | neither\ confirm(?:ed)?\ (?:n?or)\ den(?:y|ied)
"""
_NOT_RULED_OUT = r"""
(?:not|n['’]t|never|cannot|refus(?:es?|ed|ing)\ to|declin(?:es?|ed|ing)\ to)\ (?:be\ |been\ |yet\ )?
  (?:rul(?:e|ed|ing)\ (?:\w+\ ){0,3}out|exclud(?:e|ed|ing))
"""
_DENIED = r"""
den(?:y|ies|ied|ying)(?!\ (?:bail|entry|access|permission|parole|asylum|him|her|them|us|me|people))
| (?:reject|dismiss|disput|refut)(?:s|es|ed|e|ing)?\ (?:(?:the|any|all|such|these|those|media|press)\ ){0,3}
  (?:claims?|allegations?|accusations?|suggestions?|reports?|charges?|rumou?rs?)
| disput(?:es?|ed|ing)\ that | no\ truth\ (?:in|to)
"""
_BELIEVED = rf"""
\b{_BE}\ (?:(?:now|also|widely|still|generally|said)\ ){{0,2}}
  (?:thought|believed|understood|rumou?red|feared|suspected|alleged|likely|unlikely|reported)\ (?:to|that)
| it\ is\ (?:thought|believed|understood|feared|rumou?red|possible|likely|unlikely)
| suggest(?:s|ed|ing)?\ that | (?:appear|seem)(?:s|ed)?\ to
| (?:consider|weigh|mull|ponder|explor|stud)(?:s|es|ed|ing|y|ying|ies)?
  \ (?:a|an|the|whether|calling|going|taking|its|his|her)\b
| thinking\ of
"""
_ASIDE = r"""
,\ (?:(?!(?:that|who|which|said|says)\b|\w+ing\b)[\w'’]+\ ){1,4}(?:believed?|thinks?|thought|suspect(?:ed)?
  |fear(?:ed)?|reckon(?:ed)?|guess)(?=[.,;:”"]|\Z)
| ,\ it\ (?:is|was)\ (?:thought|believed|understood|feared|rumou?red|alleged)(?=[.,;:”"]|\Z)
"""
_HEDGED = r"""
(?-i:may|might)(?!\ \d) | could(?!\ not|n['’]t) | reportedly | allegedly | apparently | possibly | perhaps
| probably | accus(?:ed|es|ing)\ (?:\w+\ ){0,4}of | (?:un)?likely(?=\ (?:to|that)\b)
| presumably | supposedly | potentially | threaten(?:s|ed|ing)?\ to
"""
_NEGATED = r"""
(?<!\bor\ )(?<!should\ )(?<!must\ )(?<!ought\ )(?:not|never)(?!\ (?:only|just|merely|necessarily|least)\b)
| no\ longer | nobody | no\ one | none | neither | cannot
| (?<!should)(?<!must)(?<!need)n['’]t | without
| no(?!\ (?:doubt|matter|less|more|fewer|later|sooner|wonder|stranger|relation|and|or|but|to|in|as|by)\b)
  (?=\ [a-z])
| refus(?:e|es|ed|ing)(?=\ to) | fail(?:s|ed|ing)?(?=\ to)
"""
_FUTURE = rf"""
(?-i:will|shall) | would | ['’]ll
| {_BE}\ (?:also\ |now\ |still\ |not\ )?(?:due|set|going|about|scheduled|planning|preparing|expected)\ to
| (?:is|are|was|were)\ to(?=\ [a-z]) | expect(?:s|ed|ing)?\ to | plan(?:s|ned|ning)?(?=\ (?:to|a|an|the)\b)
| intend(?:s|ed|ing)?\ to | (?:promis|vow|pledg)(?:e|es|s|ed|ing)?\ to | due(?=\ (?:on|in|by|next)\b)
"""
_WIDE = (
    (Stance.POSSIBLE, _NOT_RULED_OUT),
    (Stance.UNCONFIRMED, _UNCONFIRMED),
    (Stance.DENIED, _DENIED),
    (Stance.POSSIBLE, _BELIEVED),
)
_PLAIN = ((Stance.POSSIBLE, _HEDGED), (Stance.DENIED, _NEGATED), (Stance.EXPECTED, _FUTURE))


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)|(?=n['’]t)|(?=['’]ll)|(?=,))(?:{words})(?!\w)", re.IGNORECASE | re.VERBOSE
    )


_PATTERNS = tuple(
    (stance, plain, _compile(words))
    for plain, rows in ((False, _WIDE), (True, _PLAIN))
    for stance, words in rows
)
_ASIDES = _compile(_ASIDE)
_CONTRAST = re.compile(r"[,–—―]\s(?:and\s)?not\s")  # the mayor, not the authority
_DENIALS = re.compile(
    r"\b(?:not|never|no longer|den(?:y|ies|ied)|refus(?:e|es|ed)|reject(?:s|ed)?|without|nobody|cannot)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_LONGEST = 600  # characters of a statement that are read


def find_denial(text: str) -> re.Match[str] | None:
    """The first word that denies."""
    return _DENIALS.search(text)


def find_stances(text: str, start: int, end: int) -> list[StanceCue]:
    """Every cue between two places, those of whole clauses first; of what they overlap the first counts."""
    end = min(end, start + _LONGEST)
    found: list[StanceCue] = []
    for stance, plain, pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            inside = any(cue.start < match.end() and match.start() < cue.end for cue in found)
            if not (inside or _CONTRAST.match(text, max(start, match.start() - 2))):
                found.append(StanceCue(match.start(), match.end(), stance, plain))
    return found


def find_aside(text: str, start: int, end: int) -> StanceCue | None:
    """What is put behind a statement and makes it less sure: "..., neighbours believe"."""
    match = _ASIDES.search(text, start, min(end, start + _LONGEST))
    return StanceCue(match.start() + 2, match.end(), Stance.POSSIBLE, plain=False) if match else None
