"""Concepts of news English: which words may tell the same, which are related, which deny each other.

`find_concepts(stem("hiked"))` gives the names of the concepts that a word belongs to; two words that share
one may tell the same fact ("raise", "hike"). `find_topics` does so for what is only related ("inflation",
"price"), `find_opposites` gives what denies a word ("rise", "fall"). All take stems
(`compare.text.stopwords.stem`); the stems of a phrase have a blank between them ("step down"), and
`PHRASE_WORDS` is the length of the longest. The words are in concepts.txt, read at the first call.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from compare.text.stopwords import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASE_WORDS = 4
_RELATED = "~"
_OPPOSITE = "!"
_NONE: frozenset[str] = frozenset()


@cache
def read_rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of the thesaurus: the mark ("" for a concept, "~", "!") and the words as written."""
    return tuple(_read_rows())


def _read_rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    text = files("compare.extract").joinpath("concepts.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            mark = line[0] if line[0] in _RELATED + _OPPOSITE else ""
            yield mark, tuple(line.removeprefix(mark).split())


def key_of(word: str) -> str:
    """The key of a word or phrase as the thesaurus writes it: its stems, a blank between them."""
    return " ".join(stem(part) for part in word.split("-"))


@cache
def _concepts(mark: str) -> dict[str, frozenset[str]]:
    """The names of the rows of this mark that each key is in."""
    table: dict[str, set[str]] = {}
    for kind, words in read_rows():
        if kind == mark:
            name = " ".join(words) if mark else words[0]
            for word in words:
                table.setdefault(key_of(word), set()).add(name)
    return {key: frozenset(names) for key, names in table.items()}


def find_concepts(key: str) -> frozenset[str]:
    """The concepts of a stem, or of the stems of a phrase; none for words the thesaurus does not know."""
    return _concepts("").get(key, _NONE)


def find_topics(key: str) -> frozenset[str]:
    """The circles of related words that a stem belongs to; sharing one is far from saying the same."""
    return _concepts(_RELATED).get(key, _NONE)


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """The keys that deny each key: what is listed, and all words of the concept that it names."""
    rows = {key_of(words[0]): {key_of(word) for word in words} for mark, words in read_rows() if not mark}
    table: dict[str, set[str]] = {}
    for mark, words in read_rows():
        if mark == _OPPOSITE:
            left, right = (rows.get(key_of(word), set()) | {key_of(word)} for word in words)
            for one, others in ((left, right), (right, left)):
                for key in one:
                    table.setdefault(key, set()).update(others)
    return {
        key: frozenset(other for other in others if find_concepts(key).isdisjoint(find_concepts(other)))
        for key, others in table.items()
    }


def find_opposites(key: str) -> frozenset[str]:
    """The stems that deny what a stem tells; none of a word that shares a concept with it."""
    return _opposites().get(key, _NONE)
