"""What a cue of doubt or denial governs, and which words of a clause are told as they happened.

"He did not send it" denies the sending, and nothing else in its sentence. It is answered by whoever tells
that he sent it; "to send", "sending" and "if he sends" tell of no sending.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from compare.analyse.grounds import Word, are_two, count_common, leave_out_asides, read_words, walk_clause
from compare.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analyse.units import Key, Unit

_NEAR = 4  # words behind "not", "may" among which its verb is
_BESIDE = 8  # characters before a cue in which a form of "be" belongs to its verb: was not, is now being
_SUBJECT = 40  # characters before a cue in which its subject stands
_VERB_AND_OBJECT = 2  # words that two clauses share
_LEAST_OF_SCOPE = 0.6  # share of what is doubted as a whole that the other side tells
# What stands between a cue and its verb and says nothing.
_BETWEEN = frozenset(
    "be been being is are was were am have has had to also even yet ever still really actually just already "
    "again then now only do does did".split()
)
# Verbs that are too common to be compared by.
_LIGHT = frozenset(
    "become became come came done gave get gets getting give given go goes going gone got keep kept let make "
    "makes making made put say says saying said seem seemed see seen take taken took tell told think thought "
    "know known want wanted believe believed look find found ask asked call called mean meant use used "
    "need".split()
)
_UNREAL = frozenset(
    "if unless whether lest could would may might should must can cannot will shall won wouldn couldn not "
    "never n t no without".split()
)
_UNREAL_REACH = 3  # words before a verb among which one of these takes it back
_NOUNS = ("tion", "sion", "ment", "ance", "ence")  # of words that may name what is not told: participation
_OWNED = frozenset("his her its their the s".split())
_BE = frozenset("is are was were be been being am".split())
_SUPPOSED = re.compile(
    r"\b(?:if|unless|lest|in case|suppose|supposing|provided|make sure|making sure|made sure"
    r"|ensur(?:e|es|ed|ing)|wish(?:es|ed)?|hop(?:e|es|ed|ing)|want(?:s|ed)?|urg(?:e|es|ed|ing)|so that|should"
    r"|must|ought|needs? to|jok(?:e|es|ed|ing))\b[^.;:()“”\"]*\Z",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    r"\b(?:most|many|some|few|several|all|only|both|half|none|nobody|no one|neither|others?|two|three"
    r"|four|five)\b[^.;:,()“”\"]*\Z|\b(?:no|not) an?\Z|\bno .?\Z",
    re.IGNORECASE,
)
# What somebody is charged with is not told as done.
_CHARGED = re.compile(
    r"\b(?:charged with|(?:on|of|face[sd]?|facing) (?:\w+ )?charges|charges (?:of|that|including)"
    r"|accus(?:e[sd]?|ing)|alleg\w+|suspected of|suspicion)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"\b(?:is|are|was|were)\s?(?:not|never|n['’]t)\sthe\s\Z", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:n['’]t|not|never|no)\b[^.;:,()“”\"]*\b(?:until|till|unless|before)\b"
)  # so then it will
_GRANTED = re.compile(r"\b(?:while|although|though|whereas|even if)\b[^.;:()“”\"]*\Z", re.IGNORECASE)


class Told(NamedTuple):
    """A word that is told as it happened."""

    word: Word
    whose: str
    """The last name before it."""
    with_be: bool
    """Whether it stands behind a form of "be": done to somebody, or what somebody is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is doubted or denied, or, without a doubt, what is told."""

    verb: tuple[Word, ...] = ()
    """The verb that a cue belongs to."""
    doubted: tuple[Word, ...] = ()
    """The words of the clause that is doubted as a whole."""
    told: tuple[Told, ...] = ()
    """The words that are told as they happened."""
    words: tuple[Word, ...] = ()
    """All words of the clause."""
    whose: str = ""
    """The last name before the cue."""
    with_be: bool = False
    """Whether a form of "be" stands beside the cue."""
    of_some: bool = False
    """Whether its subject is some of many, or nobody: another one may do what they do not."""
    defines: bool = False
    """Whether its verb says what a thing is: they are the reason."""


def is_supposed(unit: Unit, start: int, *, granted: bool) -> bool:
    """Whether a cue stands in a condition, a wish or a warning; or in what is only *granted*."""
    before, behind = (
        unit.span.document.text[unit.span.start : start],
        unit.span.document.text[start : unit.span.end],
    )
    if _UNTIL.match(behind):
        return True
    return _SUPPOSED.search(before) is not None or (granted and _GRANTED.search(before) is not None)


def waits(unit: Unit, clause: Span) -> bool:
    """Whether a clause only says until when a thing will not be."""
    return _UNTIL.search(unit.span.document.text, clause.start, unit.span.end) is not None


def read_verb(unit: Unit, end: int) -> Key | None:
    """The verb, or what is said with "be", behind a cue that ends there; None for too common a word."""
    text = unit.span.document.text
    first = bisect_left(unit.keys, end, key=attrgetter("start"))
    for word in unit.keys[first : first + _NEAR]:
        form = text[word.start : word.end].lower()
        if form in _LIGHT:
            return None
        if word.content and not form.endswith("ly") and form not in _BETWEEN:
            return word
    return None


def read_scope(unit: Unit, clause: Span, cue: tuple[int, int] | None, *, plain: bool) -> Scope:
    """What a cue at these characters of a clause governs; without one, what the clause tells."""
    keys = leave_out_asides(unit)
    clause = _reach_verb(unit, keys, clause)
    inside = [word for word in keys if clause.start <= word.start < clause.end]
    words = read_words(unit, inside)
    if cue is None:
        return Scope(told=_find_told(unit, keys, clause), words=words)
    start, end = cue
    names = [word.key for word in keys if word.key.startswith("@") and word.start < start]
    whose = names[-1] if names else ""
    if not plain:
        first = bisect_left(keys, end, key=attrgetter("start"))
        behind = list(walk_clause(unit.span.document.text, _skip_that(unit, keys[first:]), None))
        return Scope(doubted=read_words(unit, behind) or words, words=words)
    text, verb = unit.span.document.text, read_verb(unit, end)
    beside = text[max(clause.start, start - _BESIDE) : start] + text[end : verb.start if verb else end]
    return Scope(
        read_words(unit, [verb] if verb else []),
        words=words,
        whose=whose,
        with_be=not _BE.isdisjoint(_read_forms(beside)),
        of_some=_OF_SOME.search(text[max(unit.span.start, start - _SUBJECT) : end + 2]) is not None,
        defines=verb is not None
        and _DEFINES.search(text, max(clause.start, start - _BESIDE), verb.start) is not None,
    )


def _read_forms(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _reach_verb(unit: Unit, keys: Sequence[Key], clause: Span) -> Span:
    """The clause with the verb that it may stop short of: had been, dismissed."""
    first = bisect_left(keys, clause.end, key=attrgetter("start"))
    text = unit.span.document.text
    before = text[clause.start : clause.end].rsplit(maxsplit=1)[-1:]
    following = next(iter(walk_clause(text, keys[first:], None)), None)
    if following is None or before[:1] == [] or before[0].lower() not in _BETWEEN:
        return clause
    return Span(clause.document, clause.start, following.end)


def _skip_that(unit: Unit, words: Sequence[Key]) -> Sequence[Key]:
    text = unit.span.document.text
    opens = bool(words) and text[words[0].start : words[0].end].lower() in ("that", "whether", "if")
    return words[1:] if opens else words


def _find_told(unit: Unit, keys: Sequence[Key], clause: Span) -> tuple[Told, ...]:
    text = unit.span.document.text
    forms = [text[word.start : word.end].lower() for word in keys]
    charged = _CHARGED.search(text, clause.start, clause.end)
    last = charged.start() if charged else clause.end
    told: list[Told] = []
    name = ""
    for place, (word, form) in enumerate(zip(keys, forms, strict=True)):
        if word.key.startswith("@"):
            name = word.key
        if not clause.start <= word.start < last or not word.content:
            continue
        before = forms[max(0, place - _UNREAL_REACH) : place]
        unreal = not _UNREAL.isdisjoint(before) or before[-1:] == ["to"]
        unfinished = form.endswith("ing") and before[-1:] and before[-1] not in _BE
        named_only = form.endswith(_NOUNS) and before[-1:] and before[-1] not in _OWNED
        if not unreal and not unfinished and not named_only:
            with_be = not _BE.isdisjoint(before[-2:])
            told += [Told(meaning, name, with_be) for meaning in read_words(unit, [word])]
    return tuple(told)


def bears_on(one: Scope, other: Scope) -> bool:
    """Whether what one side doubts or denies is what the other side tells, or doubts."""
    if one.doubted:
        theirs = [told.word for told in other.told] or other.doubted or other.words
        shared = count_common(one.doubted, theirs)
        return shared >= max(min(2, len(one.doubted)), _LEAST_OF_SCOPE * len(one.doubted))
    some = (one.of_some or other.of_some) and not one.defines
    if some or count_common(one.words, other.words) < _VERB_AND_OBJECT:
        return False
    if other.verb or other.doubted:
        return bool(count_common(one.verb, other.verb or other.doubted)) and not are_two(
            one.whose, other.whose
        )
    return any(
        count_common(one.verb, [told.word])
        and one.with_be == told.with_be
        and not are_two(one.whose, told.whose)
        for told in other.told
    )
