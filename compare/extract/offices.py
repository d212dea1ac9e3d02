"""Whether two descriptions of somebody, such as "the French foreign minister", can be of one person."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compare.extract.places import of_other_countries

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a minister is minister of; a secretary of state and a foreign minister may be one.
_BRIEFS = """
foreign state|finance treasury|prime|home interior|defence defense war|justice|health|education|transport
transportation|energy|immigration|labour labor employment|agriculture|trade commerce|culture|environment
police|fire|intelligence|army|navy
"""
# Offices of which nobody is said to hold two; a leader, an official or an aide may be any of them.
_POSTS = """
minister secretary chancellor premier|president|governor|mayor|ambassador envoy|senator
congressman congresswoman|judge|sheriff|coach|king queen|pope|spokesman spokeswoman spokesperson
prosecutor|commissioner|general|archbishop|professor|referee|surgeon|historian|economist
"""
_MEN = frozenset("mr sir lord king prince duke".split())
_WOMEN = frozenset("mrs ms miss dame lady queen princess duchess actress waitress".split())


@cache
def _groups(rows: str) -> dict[str, int]:
    lines = (group for row in rows.strip().splitlines() for group in row.split("|"))
    return {word: number for number, group in enumerate(lines) for word in group.split()}


def describe_two(left: str, right: str) -> bool:
    """Whether no one person can be called both: of other countries, with other offices, a man and a woman."""
    if of_other_countries(left, right):
        return True
    words, others = _words(left), _words(right)
    return (
        {gender_of_words(words), gender_of_words(others)} == {"m", "f"}
        or _apart(_groups(_POSTS), words[-1:], others[-1:])
        or _apart(_groups(_BRIEFS), words, others)
    )


def _apart(groups: dict[str, int], left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether both have words of the groups, and none of one group."""
    one, other = ({groups[word] for word in side if word in groups} for side in (left, right))
    return bool(one and other) and one.isdisjoint(other)


def _words(description: str) -> list[str]:
    """The words up to what it is an office of: the minister of Spain ends in minister."""
    words = [word.strip(".,'’").lower() for word in description.split()]
    end = words.index("of") if "of" in words[1:] else len(words)
    return words[:end]


def gender_of_words(words: Iterable[str]) -> str:
    """Whether lower-cased words say that somebody is a man (m) or a woman (f); '' if they do not."""
    found = {_gender(word) for word in words} - {""}
    return found.pop() if len(found) == 1 else ""


def _gender(word: str) -> str:
    if word in _WOMEN or word.endswith("woman"):
        return "f"
    return "m" if word in _MEN or (word.endswith("man") and word not in _NO_MEN) else ""


_NO_MEN = frozenset("german roman ottoman human woman norman".split())
