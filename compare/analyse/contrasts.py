"""What two tellings of one event contradict each other in, though nearly all their words are the same.

Who did it to whom, which way it went, whose it was, and whether somebody still holds an office. Each is
looked for beside a word that both tellings have: a second event in the sentence is no contradiction.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from compare.extract.places import is_nationality, is_place, of_other_countries
from compare.extract.titles import OFFICE_MODIFIERS, OFFICES
from compare.model import Span
from compare.results import Attribute, Status, Value
from compare.text.stopwords import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compare.analyse.units import Key, Unit

    _Finder = Callable[[Unit, Span], Iterator["Contrast"]]

_FARTHEST = 5  # words between two participants, or between an adjective and its noun
_FORMER_REACH = 8  # words before an office among which "former" may belong to it over an "and"
_OFFICE_WORDS = 3  # words before an office that may belong to it
# What two do with each other, so that their order says nothing.
_APART = re.compile(r"[,;:()\d“”\"]|\s[–—-]\s")  # between two names: they are of two clauses, or of a list
_MUTUAL = frozenset(map(stem, "meet play marry merge border neighbour neighbor talk agree".split()))
_BOTH_WAYS = frozenset("with and against between versus".split())
_IN_TIME = frozenset(("before", "after"))
_FORMER = frozenset("former ex late ousted deposed".split())

# Words that say the opposite of each other, up to "|" and behind it.
_OPPOSITES = """
rose rise climb gain increase grow jump soar surge|fell fall drop lose decrease decline shrink sink plunge
up higher upward|down lower downward
more|fewer less
win won|lose lost
profit surplus|loss deficit
open reopen|close shut
buy bought|sell sold
arrive|leave left depart
accept approve|reject refuse deny
pass|fail
allow permit legalise legalize|ban forbid prohibit outlaw
raise|cut lower
strengthen|weaken
expand|contract shrink
hire|fire dismiss
free release|arrest jail imprison
begin began start|end stop finish
support back|oppose
guilty|innocent
convict|acquit
confirm admit|deny
north northern|south southern
east eastern|west western
left|right
before|after
above|below
male man men|female woman women
"""


class Contrast(NamedTuple):
    """One thing a telling says: of what (*about*), and what of it (*side*)."""

    span: Span
    about: frozenset[str]
    side: str
    country: str = ""
    """The words for a country, if that is what it says."""


def find_contrasts(tellings: Sequence[tuple[Unit, Span]]) -> list[Attribute]:
    """What these clauses, of two documents or more, contradict each other in, as attributes."""
    kinds: tuple[tuple[str, _Finder], ...] = (
        ("who to whom", find_deeds),
        ("which way", find_directions),
        ("of what country", find_owners),
        ("in office", find_tenures),
    )
    attributes = (_contrast(name, [list(find(*telling)) for telling in tellings]) for name, find in kinds)
    return [attribute for attribute in attributes if attribute is not None]


def _contrast(name: str, found: Sequence[Sequence[Contrast]]) -> Attribute | None:
    """The attribute made of what says the opposite in two documents; None where nothing does."""
    apart: dict[Span, Contrast] = {}
    for left, right in combinations(found, 2):
        for one, other in product(left, right):
            if _differ(one, other) and not (_has_equal(one, right) or _has_equal(other, left)):
                apart |= {one.span: one, other.span: other}
    values = tuple(Value(span.document, span.text, span.text.lower(), span) for span in apart)
    return Attribute(name, Status.DIFFERS, values) if len({span.document for span in apart}) > 1 else None


def _differ(left: Contrast, right: Contrast) -> bool:
    if left.about.isdisjoint(right.about) or left.span.document is right.span.document:
        return False
    if left.country or right.country:
        return of_other_countries(left.country, right.country)
    return left.side != right.side


def _has_equal(one: Contrast, others: Iterable[Contrast]) -> bool:
    return any(one.side == other.side and not one.about.isdisjoint(other.about) for other in others)


def find_deeds(unit: Unit, span: Span) -> Iterator[Contrast]:
    """Who did something to whom: two names side by side, with what is done between them."""
    keys = _keys_in(unit, span)
    bearers = [place for place, word in enumerate(keys) if _may_do(unit, word)]
    for one, other in pairwise(bearers):
        between = keys[one + 1 : other]
        words = {word.key for word in between}
        deed = next((stem(_text(unit, word)) for word in between if _may_be_deed(unit, word)), None)
        names = _text(unit, keys[one]), _text(unit, keys[other])
        if (
            deed is None
            or _APART.search(unit.span.document.text, keys[one].end, keys[other].start)
            or deed in _MUTUAL
            or len(between) > _FARTHEST
            or names[0] == names[1]
            or words & _BOTH_WAYS
        ):
            continue
        doer = names[1] if "by" in words else names[0]
        about = frozenset({f"{deed} {' '.join(sorted(names))}"})
        yield Contrast(Span(span.document, keys[one].start, keys[other].end), about, doer)


def _may_be_deed(unit: Unit, word: Key) -> bool:
    """Whether a word may be what one did to the other: no office, and nothing with a capital."""
    text = unit.span.document.text[word.start : word.end]
    return word.content and text.islower() and text not in OFFICES | OFFICE_MODIFIERS


def _may_do(unit: Unit, word: Key) -> bool:
    """Whether a word is a name, or has a capital as the first of its sentence and may be one."""
    opens = word.start == unit.span.start and unit.span.document.text[word.start].isupper()
    return word.key.startswith("@") or (opens and word.content)


def find_directions(unit: Unit, span: Span) -> Iterator[Contrast]:
    """Which way it went: each word that has an opposite, with the word that says something before it.

    Before and after are ways of what follows them, too: after the vote is not before the debate.
    """
    keys, before = _keys_in(unit, span), ""
    for place, word in enumerate(keys):
        text = _text(unit, word)
        behind = next((one.key for one in keys[place + 1 :] if one.content), "") if text in _IN_TIME else ""
        if before and (behind or text not in _IN_TIME):
            for axis, pole in _poles().get(stem(text), ()):
                about = frozenset({f"{axis} {before} {behind}".rstrip()})
                yield Contrast(Span(span.document, word.start, word.end), about, str(pole))
        if word.content:
            before = word.key


def find_owners(unit: Unit, span: Span) -> Iterator[Contrast]:
    """Of what country a thing is: the French minister, Spain's king, the king of Spain."""
    keys = _keys_in(unit, span)
    for place, word in enumerate(keys):
        text = span.document.text[word.start : word.end]
        possessive = span.document.text[word.end : word.end + 2] in ("'s", "’s")
        noun = None
        if is_nationality(text) or (possessive and is_place(text)):
            noun = _noun_from(unit, keys[place + 1 : place + 1 + _FARTHEST])
        elif place > 1 and is_place(text) and keys[place - 1].key == "of":
            noun = keys[place - 2]
        if noun is not None:
            start, end = min(noun.start, word.start), max(noun.end, word.end)
            yield Contrast(Span(span.document, start, end), frozenset({noun.key}), text.lower(), text)


def find_tenures(unit: Unit, span: Span) -> Iterator[Contrast]:
    """Whether an office is over: the former foreign minister, the foreign minister."""
    keys = _keys_in(unit, span)
    for place, word in enumerate(keys):
        if _text(unit, word) not in OFFICES or word.key.startswith("@"):
            continue
        first = place
        while first and place - first < _OFFICE_WORDS and keys[first - 1].content:
            first -= 1
        words = [_text(unit, one) for one in keys[first : place + 1]]
        former = [at for at, one in enumerate(words) if one in _FORMER]
        start = first + former[-1] if former else max(first, place - 1)
        office = " ".join(one for one in words[-2:] if one not in _FORMER)
        side = "former" if former else "in office"
        reach = keys[max(0, start - _FORMER_REACH) : start]
        if not former and any(_text(unit, one) in _FORMER for one in reach):
            continue  # a former chief of staff and legal counsel: one word may tell of both
        if about := _tenure(keys, start, place, office):
            yield Contrast(Span(span.document, keys[start].start, word.end), about, side)


def _tenure(keys: Sequence[Key], start: int, place: int, office: str) -> frozenset[str]:
    """Whose office it is: of the name that stands next to it, else of whoever has one that is told apart."""
    beside = (*keys[place + 1 : place + 2], *keys[max(0, start - 2) : start])
    holders = frozenset(f"{office} {word.key}" for word in beside if word.key.startswith("@"))
    return holders or (frozenset({office}) if " " in office else frozenset())


def _noun_from(unit: Unit, keys: Sequence[Key]) -> Key | None:
    """The noun that an adjective belongs to: the first word that is no further adjective of an office."""
    for word in keys:
        if _text(unit, word) not in OFFICE_MODIFIERS:
            return word if word.content else None
    return None


def _keys_in(unit: Unit, span: Span) -> list[Key]:
    return [word for word in unit.keys if span.start <= word.start and word.end <= span.end]


def _text(unit: Unit, word: Key) -> str:
    return unit.span.document.text[word.start : word.end].lower()


@cache
def _poles() -> dict[str, tuple[tuple[int, int], ...]]:
    """For the stem of each word that has an opposite: which opposition, and which side of it."""
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    for axis, row in enumerate(_OPPOSITES.strip().splitlines()):
        for pole, words in enumerate(row.split("|")):
            for form in {stem(word) for word in words.split()}:
                table[form] = (*table.get(form, ()), (axis, pole))
    return table
