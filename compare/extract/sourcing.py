"""Whom a sentence gives as the source of what it tells: "police said", "according to a memo".

Quotations and retold speech are found elsewhere, with the person behind a pronoun. This reads the phrase
beside any verb of telling, whether or not a clause follows it: who promised an inquiry, which memo put the
cost at so much. The phrase is kept whole, with its apposition, since that says for whom somebody speaks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.text.stopwords import is_stopword

_CUE = re.compile(
    r"(?P<according>\b[Aa]ccording to )"
    r"|(?<!\w)(?P<verb>said|says?|told|tells|claim(?:s(?= that\b)|ed)|confirm(?:s|ed)"
    r"|den(?:y|ies|ied)|insist(?:s|ed)"
    r"|reveal(?:s|ed)|warn(?:s|ed)|announce[sd]|estimate[sd]|report(?:s|ed)|suggest(?:s|ed)|declare[sd]|argue[sd]"
    r"|state(?:d|s(?= that\b))|add(?:s|ed)|acknowledge[sd]|admit(?:s|ted)|explain(?:s|ed)|maintain(?:s|ed)"
    r"|(?:promise|pledge)(?:s|d(?= (?:to|that|an?|the|his|her|its|their|more)\b))"
    r"|vow(?:s|ed)|predict(?:s|ed)|puts?(?= (?:\w+ ){1,8}at\b)|declined to|did not rule"
    r"|understands?|has learn(?:ed|t)|can reveal|believe[sd]?|reckon(?:s|ed)?"
    r"|expect(?:s|ed)?(?= (?:that|the|a)\b))(?!\w)"
)
_BREAK = re.compile(
    r"[,;:()“”\"]|\s[–—-]+\s|(?<!\w)(?:that|but|which|because|while|although|though|if|as|where)(?!\w)"
)
_END = re.compile(r"[;:()“”\"]|[.!?](?:\s|$)|\s[–—-]+\s|,\s(?:and|but|as|which|adding|in|on|after|while)\b")
_HELPERS = re.compile(r"\s*(?<!\w)(?:(?:has|have|had|also|later|once|already|then|\w+ly)\s)+\Z")
_LEADS = re.compile(r"(?:(?:and|but|so|then|however|meanwhile|yet|still)\s)+", re.IGNORECASE)
# No clause: "X, the minister, said bills would rise" has its subject before the verb.
_NAMES_ONE = re.compile(
    r"(?!(?:that|in|on|at|it|he|she|they|there|we)\b)(?:(?!\b(?:is|was|were|had|has|have|will|would|could|may|did)\b)[^,])+(?:,|\Z)"
)
_MUCH = 8  # characters before a source that may be what it is given for
_LITTLE = re.compile(
    r"(?:\s(?:it|so|reporters|us|me|the \w+|on \w+|yesterday|today|in a statement|only \w+)){0,3}"
    r"\s*(?:[.,;:!?”\")]|\Z)"
)
_NOBODY = frozenset(
    "it he she they we i you who which that there this what not to is was are were been be being and or by "
    "at in on of for with from after before during as including despite".split()
)
_READ = 2000  # characters of a sentence that are read: what is longer is no sentence
_LONGEST = 120  # characters of the phrase that names a source
_MOST_WORDS = 14


class Sourcing(NamedTuple):
    """A phrase that names a source, and where the cue beside it begins."""

    start: int
    end: int
    cue: int
    closes: bool
    """Whether it stands behind what it is the source of: "..., police said"."""


def find_sources(text: str, start: int, end: int) -> list[Sourcing]:
    """The sources that a sentence names, in order of their cues."""
    found = []
    end = min(end, start + _READ)
    for match in _CUE.finditer(text, start, end):
        if match["according"]:
            place = _behind(text, match.end(), end, most_commas=0 if match.start() - start < _MUCH else 1)
        else:
            place = _beside(text, match, start, end)
        if place and (trimmed := _trim(text, *place)):
            closes = _closes(text, start, end, trimmed, match)
            found.append(Sourcing(*trimmed, match.start(), closes))
    return found


def _closes(text: str, start: int, end: int, place: tuple[int, int], match: re.Match[str]) -> bool:
    """Whether what a source is given for stands before it: little follows, and much stands before."""
    if min(place[0], match.start()) - start < _MUCH:
        return False
    return place[0] > match.start() or _LITTLE.match(text, match.end(), end) is not None


def _beside(text: str, match: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """The subject of a verb of telling: before it, or behind it where a comma or mark stands before it."""
    before = text[start : match.start()].rstrip()
    if before.endswith((",", "”", '"', ",'", "’")) and match["verb"] in ("said", "says", "say"):
        behind = _behind(text, match.end() + 1, end)
        if behind and _NAMES_ONE.match(text, *behind):
            return behind
    return _before(text, start, match.start())


def _behind(text: str, start: int, end: int, *, most_commas: int = 1) -> tuple[int, int] | None:
    """The phrase up to the end of its clause, one apposition included where that is no clause of its own."""
    stop = _END.search(text, start, min(end, start + _LONGEST))
    last = stop.start() if stop else min(end, start + _LONGEST)
    commas = [place for place in range(start, last) if text[place] == ","]
    if len(commas) > most_commas:
        last = commas[most_commas]
    return (start, last) if last > start else None


def _before(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The phrase that ends before a verb; one that ends with a comma has an apposition in it."""
    low = max(start, verb - _LONGEST)
    helpers = _HELPERS.search(text, low, verb)
    last = helpers.start() if helpers else verb
    while last > low and text[last - 1].isspace():
        last -= 1
    breaks = list(_BREAK.finditer(text, low, last))
    if breaks and breaks[-1].end() == last and breaks[-1].group() == ",":
        breaks = breaks[:-2] if len(breaks) > 1 else []
    elif (
        len(breaks) > 1 and breaks[-1].group() == "," and text[breaks[-1].end() + 1 : last].startswith("who ")
    ):
        breaks = breaks[:-2]
    first = breaks[-1].end() if breaks else low
    return first, last


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The phrase without what only leads up to it; None where it names nobody."""
    while start < end and not text[start].isalnum():
        start += 1
    if match := _LEADS.match(text, start, end):
        start = match.end()
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".'’"):
        end -= 1
    words = text[start:end].lower().replace("’", "'").split()
    telling = [word for word in words if not is_stopword(word.strip(",.'’"))]
    if (
        not 0 < len(words) <= _MOST_WORDS
        or not telling
        or words[0].split("'")[0] in _NOBODY
        or words[-1] in _NOBODY
    ):
        return None
    return start, end
