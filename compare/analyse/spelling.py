"""Whether two spellings may be one name: transliterations, nicknames, initials.

Spellings of one foreign name keep their consonants and change the rest (Qaddafi, Gaddafi, Kadhafi), so the
gate is an equal consonant skeleton, and then a high Jaro-Winkler similarity (Winkler 1990).
"""

from __future__ import annotations

import re
from functools import lru_cache

from compare.extract.given_names import gender_of
from compare.extract.places import is_place
from compare.match.similarity import jaro_winkler
from compare.text.countries import is_country

_SHORTEST = 5  # letters; shorter names are alike by chance
_LIKE = 0.85  # Jaro-Winkler similarity of two spellings with one skeleton

# Letters and pairs of letters that stand for one consonant in transliterations.
_SOUNDS = (
    ("sch", "s"), ("kh", "k"), ("gh", "k"), ("q", "k"), ("g", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"),
    ("ph", "f"), ("v", "f"), ("dh", "t"), ("th", "t"), ("d", "t"), ("p", "b"),
    ("sh", "s"), ("z", "s"), ("j", "s"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyhw'’-]+")
_DOUBLE = re.compile(r"(.)\1+")

# What makes a woman's given name of a man's: Robert, Roberta; Daniel, Danielle; and Francisco, Francisca.
_FEMININE = frozenset("a e ia ie le ne ina ine ette".split())

_GROUPS = """
william bill billy will willie|robert bob bobby rob robbie|richard dick rick rich ricky|james jim jimmy jamie
john jack johnny jon|joseph joe joey|thomas tom tommy|charles charlie chuck|edward ed eddie ted teddy ned
michael mike mickey|daniel dan danny|david dave davey|stephen steven steve|anthony tony|andrew andy drew
christopher chris|matthew matt|nicholas nick nicky|patrick pat paddy|peter pete|samuel sam sammy|timothy tim
benjamin ben benny|gregory greg|jeffrey jeff|kenneth ken kenny|lawrence larry|leonard len leo
donald don donnie|ronald ron ronnie|raymond ray|gerald jerry gerry|alexander alex sandy|albert al bert
alfred al fred|frederick fred freddie|philip phil|walter walt|harold harry hal|henry harry hank
francis frank|vincent vince|theodore ted theo|eugene gene
elizabeth liz beth betty lizzie eliza|margaret maggie meg peggy|katherine catherine kate kathy cathy katie kay
jennifer jen jenny|patricia pat patty trish|barbara barb|susan sue susie|deborah deb debbie|rebecca becky
victoria vicky tori|nancy nan|dorothy dot dolly|judith judy|pamela pam|cynthia cindy
jacqueline jackie|janet jan
"""
_NICKNAMES = [frozenset(group.split()) for row in _GROUPS.strip().splitlines() for group in row.split("|")]


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a lower-cased name, those that transliterations confuse made one."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


@lru_cache(maxsize=1 << 16)
def spelling_key(word: str) -> str:
    """What two lower-cased words of one spelling share: the skeleton, or the word that has no other."""
    bones = skeleton(word)
    respelled = len(word) >= _SHORTEST and len(bones) > 1 and not is_place(word)
    return bones if respelled and not is_country(word.title()) else f"={word}"


@lru_cache(maxsize=1 << 16)
def same_spelling(left: str, right: str) -> bool:
    """Whether two lower-cased words may be two spellings of one name."""
    if left == right:
        return True
    # Niger is not Nigeria: places have no other spelling.
    return spelling_key(left) == spelling_key(right) and jaro_winkler(left, right) >= _LIKE


@lru_cache(maxsize=1 << 16)
def spelt_given_name(left: str, right: str) -> bool:
    """Whether two lower-cased given names may be two spellings of one, and are not a man's and a woman's."""
    if left == right:
        return True
    genders = {gender_of(left), gender_of(right)}
    if genders == {"m", "f"} or ("" in genders and _is_feminine(*sorted((left, right), key=len))):
        return False
    return same_spelling(left, right)


def _is_feminine(short: str, long: str) -> bool:
    """Whether the longer name is the other with a feminine ending."""
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1:], long[-1:]} == {"o", "a"}
    return long.startswith(short) and long[len(short) :] in _FEMININE


@lru_cache(maxsize=1 << 16)
def same_given_name(left: str, right: str) -> bool:
    """Whether two lower-cased given names may be one person's: spelling, nickname or initial."""
    if spelt_given_name(left, right) or (left[:1] == right[:1] and 1 in (len(left), len(right))):
        return True
    return any(left in group and right in group for group in _NICKNAMES)


@lru_cache(maxsize=1 << 16)
def list_given_keys(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Keys to note a lower-cased given name under, and keys under which those like it are found.

    Where `same_given_name` holds of two names, each has a key to look under that the other is noted under.
    """
    shared = {skeleton(word), *(f"nick {number}" for number, group in enumerate(_NICKNAMES) if word in group)}
    every, single = f"any {word[:1]}", f"one {word[:1]}"
    if len(word) == 1:
        return frozenset({*shared, every, single}), frozenset({*shared, every, single})
    return frozenset({*shared, every}), frozenset({*shared, single})
