"""Full stops that end no sentence: those of abbreviations, initials and numbers of list items."""

from __future__ import annotations

import re

# A name follows.
_TITLES = frozenset(
    "mr mrs ms dr prof messrs mme mlle hon rev fr sra capt cmdr col gen lt maj sgt cpl pvt adm brig gov sen "
    "rep reps sens pres supt insp amb atty asst hr vs approx cf gens drs lts cols govs ste det cllr".split()
)
# A number follows, else the stop is the sentence's: No. 5, Sept. 11; he said no.
_NUMBERED = frozenset(
    "no nos art vol vols p pp fig figs sec ch par jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# These end a sentence only when a word follows that opens one: Acme Inc. The deal; Acme Inc. Chairman Lee.
_MAYBE_LAST = frozenset("inc ltd co corp jr sr st bros llc plc etc ave blvd rd al dept est".split())
_OPENING_WORDS = frozenset(
    "the a an he she it they we i you his her its their our this that these those there here but and or "
    "so yet in on at by for from with after before when while if as although because since however "
    "meanwhile then still who what why how not nobody nothing everyone".split()
)
# After the hour these still belong to it: 5 p.m. Tuesday, 9 a.m. EST.
_OF_THE_HOUR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun "
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sept oct nov dec gmt utc bst cet cest est edt et cst cdt ct mst mdt mt pst pdt pt "
    "ist jst eastern central mountain pacific local".split()
)
_HOURS = ("a.m", "p.m")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){0,5}[^\W\d_]\Z")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_WINDOW = 16  # characters looked back for an abbreviation
_LONGEST_WORD = 16  # and ahead for the word that follows
_OPENERS = "\"'‘“("


def ends_abbreviation(text: str, first: int, stop: int, follower: int) -> bool:
    """Whether a full stop ends an abbreviation and no sentence.

    The stop stands at *stop* in a sentence from *first* on; the next word begins at *follower*.
    """
    words = text[max(first, stop - _WINDOW) : stop].rpartition(" ")[2].split()
    word = words[-1].lstrip(_OPENERS).lower() if words else ""
    if word in _NUMBERED:
        return text[follower : follower + 1].isdigit()
    if word.isdigit():
        # 1. The first item
        return all(c in _OPENERS or c.isspace() for c in text[first : stop - len(word)])
    return word in _TITLES or _binds(word, _word_at(text, follower))


def _binds(word: str, following: str) -> bool:
    """Whether what may be an abbreviation is one before this word."""
    if word.endswith(_HOURS):
        return following.rstrip(".") in _OF_THE_HOUR
    if word == "i":
        return following.endswith(".")  # I. M. Pei; so do I.
    if word in _MAYBE_LAST or _INITIALS.match(word):
        return following not in _OPENING_WORDS
    return False


def _word_at(text: str, start: int) -> str:
    """The word that starts there, in lower case; an initial gives its letter and point."""
    match = _WORD.match(text, start, start + _LONGEST_WORD)
    if match is None:
        return ""
    return match.group().lower() + ("." if text[match.end() : match.end() + 1] == "." else "")
