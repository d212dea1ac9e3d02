"""Whether two values that are not the same are values of one thing, by the words each of them depends on.

That two sentences tell one fact does not make every pair of their figures rivals: "three other women" counts
on from "four women", "down from 4.92" is what a price was before, and what Ohio gave is no answer to what
Florida did. Rivals stand in one part (a whole, what is left, what was before), beside the same words, and no
other name stands where theirs does. Where this cannot be seen, nothing differs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.extract.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.analyse.units import Key, Unit

_BEFORE = 2  # words before a value that say what it is a value of
_BEHIND = 4  # words behind it that do
_ENOUGH = 2  # words, names among them, that the clauses of two values share
_ALIKE = 4  # words of two sentences about one bearer from which they tell of one day
_REACH = 40  # characters beside a value in which its part is told

_BREAK = re.compile(r"[,;:()\[\]“”\"—–]|\s-\s|--|\.\.\.|…")
_ASIDE = re.compile(r",\s(?:an?|the|who|aged)\s[^,;:.()“”\"]{1,80},(?=\s)")
_BREAK_WORDS = frozenset(
    "that which who whom whose but while whereas although though when where after before because as if and "
    "or unless until since so than".split()
)
_PREPOSITIONS = (
    "after",
    "before",
    "since",
    "until",
)  # where a value stands right behind, they open no clause
# With 60 people aboard, the ferry sank: what is told in front of a sentence is told of it.
_OPENER = re.compile(
    r"[\"“]?(?:With|Carrying|Holding|Having|After|Before|Despite|Within|Following)\s[^,;:.]{1,100}(?:\.\d[^,;:.]{1,60})?,\s"
)
_HEDGES = r"(?:(?:about|around|roughly|nearly|almost|some|only|just|over|at least|an?|the|its|their)\s)*\Z"
_NUMBER = r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|some|many|none|each|all))"
_MORE = r"(?:other|another|additional|further|remaining|extra)"
_THAN = r"(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!other )(?<!rather )\bthan"
_NEVER = r"(?!)"
_MEASURE = r"(?:net|gross|adjusted|taxable|operating|pre-?tax|after-?tax)"
# What a figure is a part of, by the words before it and behind it; two figures of two parts are no rivals.
_PARTS = (
    ("more", rf"\b{_MORE}\s\Z", rf"\s(?:others|more|{_MORE})\b"),
    (
        "earlier",
        rf"(?:\bfrom|\bcompared (?:with|to)|\bagainst|\bversus|\bvs\.?|\binstead of|{_THAN})\s{_HEDGES}",
        r"\s(?:\w+\s){0,2}(?:ago|earlier|previously|the (?:year|month|week) before)\b",
    ),
    ("stretch", r"\b(?:past|last|next|first|previous|final|top|number|no\.|every)\s\Z", _NEVER),
    ("whole", rf"{_NUMBER}\s+of\s+(?:\w+\s+){{0,2}}\Z", _NEVER),
    # What was earned is no answer to what is left of it, or is taxed.
    ("measure", rf"\b{_MEASURE}\s(?:\w+\s){{0,2}}\Z", rf"\s(?:(?:in|of)\s)?(?:\w+\s)?{_MEASURE}\s"),
    ("change", rf"\b(?:up|down)\s(?:by\s)?{_HEDGES}", _NEVER),
)
_PART_RULES = tuple(
    (name, re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE))
    for name, before, behind in _PARTS
)
_PER = re.compile(r"\s(?:per|an?|each|every)\s(\w+)")
_EXTREME = re.compile(
    r"\b(?:high|low|peak|record|highest|lowest|maximum|minimum|(?<!at )most|(?<!at )least|largest|average"
    r"|median)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"[-‐‑]")
# What lasts: a two-year ban is a measure, a two-year low is how rare a thing is, a 30-year loan which kind.
_LASTING = re.compile(
    r"[-\s](?:\w+\s)?(?:bans?|sentences?|terms?|suspensions?|contracts?|deals?|delays?|waits?|wars?|sieges?"
    r"|strikes?|probes?|investigations?|inquir(?:y|ies)|careers?|reigns?|leases?|extensions?|search(?:es)?"
    r"|standoffs?|trials?|stays?|visits?|trips?|tours?|journeys?|flights?|pauses?|ceasefires?|truces?)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\w+[-‐‑](?:year|month|week|day|hour|minute|decade)s?\Z", re.IGNORECASE)
_RARE = re.compile(
    r"\b(?:\w{2,}est|most|worst|best|first)\b[^,;.]*\b(?:in|for)\s(?:the\s)?(?:past\s|last\s)?\Z"
)
# What is asked of some people differs from one asking to the next.
_POLL = re.compile(
    r"\b(?:polls?|polled|polling|surveys?|surveyed|pollsters?|margin of (?:\w+ )?error)\b", re.IGNORECASE
)


Word = frozenset[str]
"""A word by all that it can mean: its key and signs."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value in a sentence depends on."""

    before: tuple[Word, ...] = ()
    """The last words before it in its clause that say something."""
    behind: tuple[Word, ...] = ()
    """The first words behind it in its clause."""
    clause: tuple[Word, ...] = ()
    """All words of its clause that say something, names among them."""
    whose: str = ""
    """The last name before it in its sentence."""
    where: str = ""
    """The first name behind it in its clause."""
    part: str = ""
    """What it is a part of: what was before, what comes on top; what it is told for, of what kind."""
    compound: bool = False
    """Whether it is one word with what it counts: a 48-page report."""
    describes: bool = False
    """Whether, as a span of time, it says but which kind of thing is meant, or how rare it is."""
    polled: bool = False
    """Whether its sentence tells of a poll."""
    doer: str = ""
    """The name before it if that is the first of the sentence, and no place."""
    sentence: tuple[Word, ...] = ()
    """All words of its sentence that say something."""


def read_ground(unit: Unit, start: int, end: int) -> Ground:
    """What the value at these characters of a sentence depends on."""
    text, keys = unit.span.document.text, leave_out_asides(unit)
    first = bisect_left(keys, start, key=attrgetter("start"))
    last = bisect_left(keys, end, key=attrgetter("start"))
    added = text[:start].endswith(", ") and (end == unit.span.end or text[end] in ".,;)")
    ahead = keys[:first][::-1]
    if ahead and text[ahead[0].start : ahead[0].end].lower() in _PREPOSITIONS:  # resigned after 14 years
        ahead, start = ahead[1:], ahead[0].start
    before = list(walk_clause(text, ahead, start - 2 if added else start))
    behind = list(walk_clause(text, keys[last:], end))
    main = _find_main(text, unit, start)  # what is put in front of a clause belongs to it
    clause = (*before, *behind, *walk_clause(text, [word for word in keys[last:] if word.start > main], None))
    names = [word for word in keys[:first] if word.key.startswith("@")]
    sole = {word.key for word in names} if names and not is_place(text[names[0].start : names[0].end]) else ()
    return Ground(
        read_words(unit, [word for word in before if _tells(text, word)][:_BEFORE]),
        read_words(unit, [word for word in behind if _tells(text, word)][:_BEHIND]),
        read_words(unit, clause),
        names[-1].key if names else "",
        next((word.key for word in behind if word.key.startswith("@")), ""),
        _find_part(text, unit, start, end),
        _COMPOUND.match(text, end) is not None,
        _describes(text, unit, start, end),
        _POLL.search(text, unit.span.start, unit.span.end) is not None,
        next(iter(sole)) if len(sole) == 1 else "",
        read_words(unit, keys),
    )


def _find_main(text: str, unit: Unit, start: int) -> int:
    """Where the clause begins that an opening value belongs to; for any other the end of its sentence."""
    opener = _OPENER.match(text, unit.span.start, unit.span.end)
    return opener.end() - 1 if opener and start < opener.end() else unit.span.end


def leave_out_asides(unit: Unit) -> list[Key]:
    """The words of a sentence without what is put in between: one person, a farm hand of 19, is missing."""
    text, span = unit.span.document.text, unit.span
    asides = [match.span() for match in _ASIDE.finditer(text, span.start, span.end)]
    return [word for word in unit.keys if not any(low <= word.start < high for low, high in asides)]


def read_words(unit: Unit, words: Iterable[Key]) -> tuple[Word, ...]:
    """Those of these words of a sentence that say something, no figures, by all that they can mean."""
    telling = [word for word in words if word.content and not word.key[0].isdigit()]
    meanings = unit.meanings
    return tuple(meanings.get(word.start, frozenset()) | {word.key} for word in telling)


def count_common(left: Iterable[Word], right: Iterable[Word]) -> int:
    """How many of the words on the left have a like on the right."""
    theirs = frozenset[str]().union(*right)
    return len({word for word in left if not word.isdisjoint(theirs)})


def walk_clause(text: str, words: Sequence[Key], edge: int | None) -> Iterator[Key]:
    """The words of a clause from a value on, to either side; with no edge from the first of them."""
    for word in words:
        edge = word.start if edge is None else edge
        low, high = (edge, word.start) if word.start >= edge else (word.end, edge)
        between = _ASIDE.sub(" ", text[low : min(high + 1, len(text))])
        if _BREAK.search(between[:-1]) or text[word.start : word.end].lower() in _BREAK_WORDS:
            return
        yield word
        edge = word.end if word.start >= edge else word.start


def _tells(text: str, word: Key) -> bool:
    """Whether a word says what a value is of: no name, no figure, no adverb."""
    return word.content and word.key[0] not in "@0123456789" and not text.endswith("ly", word.start, word.end)


def _find_part(text: str, unit: Unit, start: int, end: int) -> str:
    low, high = max(unit.span.start, start - _REACH), min(unit.span.end, end + _REACH)
    before, behind = text[low:start], text[end:high]
    parts = [name for name, front, back in _PART_RULES if front.search(before) or back.match(behind)]
    per = _PER.match(behind)
    extreme = _EXTREME.search(before) or _EXTREME.search(behind)
    return " ".join((*parts, per.group(1) if per else "", extreme.group() if extreme else "")).strip()


def _describes(text: str, unit: Unit, start: int, end: int) -> bool:
    if _SPAN.search(text[start:end]):
        return _LASTING.match(text, end) is None
    return _RARE.search(text, max(unit.span.start, start - _REACH), start) is not None


def share_ground(left: Ground, right: Ground) -> bool:
    """Whether two values depend on the same: one part of one thing, of nobody else."""
    if left.part != right.part or left.polled or right.polled:
        return False
    if left.compound and right.compound:
        return count_common(left.behind, right.behind) >= _ENOUGH
    if are_two(left.whose, right.whose) or are_two(left.where, right.where):
        return False
    ours, theirs = left.before, right.before
    # Of two words before each it is not only the farther one: the mill paid, the mill earned.
    beside = count_common(ours[:1], theirs) or count_common(theirs[:1], ours)
    beside = beside or count_common(left.behind, right.behind)
    # It killed twelve people, twelve people were killed.
    beside = beside or count_common(ours[:1], right.behind) or count_common(theirs[:1], left.behind)
    return bool(beside) and count_common(left.clause, right.clause) >= _ENOUGH


def share_day_ground(left: Ground, right: Ground) -> bool:
    """Whether two dates are days of one thing: what they stand behind, or open, is the same."""
    if left.part != right.part or are_two(left.whose, right.whose):
        return False
    if left.doer and left.doer == right.doer and count_common(left.sentence, right.sentence) >= _ALIKE:
        return True
    ours, theirs = left.before or left.behind, right.before or right.behind
    return bool(count_common(ours, theirs)) and count_common(left.clause, right.clause) >= _ENOUGH


def are_two(left: str, right: str) -> bool:
    """Whether two names stand in one place."""
    return bool(left and right) and left != right
