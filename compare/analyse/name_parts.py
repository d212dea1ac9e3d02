"""What the words of a name tell: surname, initials, whether it is a body's, whether two are one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.analyse.spelling import same_given_name, same_spelling, spelt_given_name
from compare.extract.offices import gender_of_words
from compare.extract.places import is_place
from compare.extract.titles import BODIES, HONORIFICS, NAME_SUFFIXES, OFFICES
from compare.text.remembered import Remembered

if TYPE_CHECKING:
    from compare.extract.names import Name

_SMALL = frozenset("of for and the in on &".split())  # without a letter of their own in an acronym
_INITIALS = 3  # letters a person is called by: JFK
_OF_SURNAMES = frozenset("van von der den de da du del della di dos ter ten".split())
_POINTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_KIN = re.compile(
    r"(?:\b(?:his|her|their|whose)|['’]s?)\s(?:[\w-]+\s){0,2}(?:brother|sister|wife|husband|son|daughter|father|mother"
    r"|cousin|nephew|niece|uncle|aunt|widow|widower|twin|grandson|granddaughter|grandfather|grandmother),?\s\Z",
    re.IGNORECASE,
)
_KIN_REACH = 45  # characters before a name in which it is said whose kin this is
_GIVEN = frozenset({"bill"})  # a given name as well as a body


def _find_words(text: str) -> tuple[str, ...]:
    """The words of a name for comparing: lower case, no initials' points, no leading The but in The Hague.

    A suffix counts behind a given name and a surname.
    """
    words = tuple(word.strip(".").replace("’", "'").lower() for word in text.split())
    if words and _POINTED.fullmatch(words[0]):  # U.N. is UN
        words = (words[0].replace(".", ""), *words[1:])
    core = tuple(word for word in words if word not in NAME_SUFFIXES and word != "&")
    suffix = words[-1:] if len(core) > 1 and words[-1] in NAME_SUFFIXES else ()
    words = core + suffix
    if len(words) > 2 and words[0] == "the":  # noqa: PLR2004 - The New York Times, but not The Hague
        words = words[1:]
    if len(words) > 1 and _OF_SURNAMES.issuperset(words[:-1]) and not is_place(text):
        return words[-1:]  # De Wit, as Jan de Wit is called
    return words


_WORDS = Remembered(_find_words)


def read_name_words(text: str) -> tuple[str, ...]:
    """The words of a name for comparing, as `_find_words` has them."""
    return _WORDS[text]


@lru_cache(maxsize=1 << 16)
def find_surname(words: tuple[str, ...]) -> str:
    """The last word, or the one before a suffix, without an Arabic article."""
    last = words[-2] if len(words) > 2 and words[-1] in NAME_SUFFIXES else words[-1]  # noqa: PLR2004 - a suffix stands behind a given name and a surname
    for particle in ("al-", "el-"):
        last = last.removeprefix(particle)
    return last


def is_acronym(text: str) -> bool:
    """Whether a name is written in capitals alone: UN."""
    return len(text) > 1 and text.isupper()


def find_acronym(words: tuple[str, ...]) -> str:
    """What a name is abbreviated to: un of United Nations; none of a person's two names."""
    letters = "".join(word[0] for word in words if word not in _SMALL and word[0].isalpha())
    short = len(letters) < _INITIALS and not is_body(words)
    return "" if short or len(letters) < 2 else letters  # noqa: PLR2004 - one letter is nobody's


@lru_cache(maxsize=1 << 16)
def is_body(words: tuple[str, ...]) -> bool:
    """Whether a name is that of a body or a place, and not a person's."""
    opens = words[0] in BODIES and words[0] not in _GIVEN
    return opens or find_surname(words) in BODIES or words[0] == "the" or is_place(" ".join(words))


def same_full_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names of several words are one: equal, or one person's with other middle names."""
    if left == right:
        return True
    if is_body(left) or is_body(right) or min(len(left), len(right)) < 2:  # noqa: PLR2004 - given name and surname
        return False
    if differ(find_suffix(left), find_suffix(right)) or differ(find_initials(left), find_initials(right)):
        return False
    if find_surname(left) == find_surname(right):
        return same_given_name(left[0], right[0])
    # What is respelled is a foreign name, and has no nickname: William Kates is not Bill Gates.
    return same_spelling(find_surname(left), find_surname(right)) and spelt_given_name(left[0], right[0])


def differ(left: str, right: str) -> bool:
    """Whether both say something, and not the same."""
    return bool(left and right) and left != right


def find_suffix(words: tuple[str, ...]) -> str:
    """What stands behind a surname, such as jr; '' if nothing does."""
    return words[-1] if words[-1] in NAME_SUFFIXES else ""


def find_initials(words: tuple[str, ...]) -> str:
    """The initials between given name and surname, hw of George H.W. Bush; none of a name written out."""
    middle = words[1 : -2 if find_suffix(words) else -1]
    is_short = all(len(word) == 1 or "." in word for word in middle)
    return "".join(middle).replace(".", "") if is_short else ""


def find_gender(title: str) -> str:
    """Whether a title is a man's (m) or a woman's (f); '' if it is neither."""
    return _GENDERS[title] if title else ""


_GENDERS = Remembered(lambda title: gender_of_words(title.lower().replace(".", "").split()))


def looks_like_person(name: Name, words: tuple[str, ...]) -> bool:
    """Whether a mention, with the words of its name, is most likely a person's, by title or by length."""
    title = name.title.lower().replace(".", "").split()
    if any(word in HONORIFICS or word in OFFICES for word in title):
        return True
    return len(words) in (2, 3, 4) and not is_body(words) and not any(w in BODIES for w in words)


def is_introduced_as_kin(text: str, name: Name) -> bool:
    """Whether a name is given to somebody's kin: his brother Tom Bell."""
    return _KIN.search(text, max(0, name.start - _KIN_REACH), name.start) is not None
