"""Concepts of news English: which words may tell the same, which are related, which deny each other.

`find_concepts(stem("hiked"))` gives the names of the concepts that a word belongs to; two words that share
one may tell the same fact ("raise", "hike"). `find_topics` does so for what is only related ("inflation",
"price"), `find_denied` gives the concepts that deny one ("rise", "fall"). All take stems
(`compare.text.stopwords.stem`); the stems of a phrase have a blank between them ("step down"), and
`PHRASE_WORDS` is the length of the longest. The words are in concepts.txt, read at the first call; they are
stemmed when a word that begins as they do is looked up, since stemming all of them takes a third of a second.
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
_PREFIX = 3  # letters in which each word and its stem agree, y and i being one: spy, spi
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


def _prefix_of(word: str) -> str:
    """The first letters of a word or key; of a phrase those of its first word."""
    return word[:_PREFIX].replace("-", " ").partition(" ")[0].replace("y", "i")


@cache
def _by_prefix(mark: str) -> dict[str, list[tuple[str, str]]]:
    """The words in the rows of this mark, each with the name of its row, by their first letters."""
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, words in read_rows():
        if kind == mark:
            name = " ".join(words) if mark else words[0]
            for word in words:
                table.setdefault(_prefix_of(word), []).append((word, name))
    return table


@cache
def _by_key(mark: str, prefix: str) -> dict[str, frozenset[str]]:
    """The names of the rows of this mark that each key with these first letters is in."""
    table: dict[str, set[str]] = {}
    for word, name in _by_prefix(mark)[prefix]:
        table.setdefault(key_of(word), set()).add(name)
    return {key: frozenset(names) for key, names in table.items()}


def _find(mark: str, key: str) -> frozenset[str]:
    prefix = _prefix_of(key)
    return _by_key(mark, prefix).get(key, _NONE) if prefix in _by_prefix(mark) else _NONE


def find_concepts(key: str) -> frozenset[str]:
    """The concepts of a stem, or of the stems of a phrase; none for words the thesaurus does not know."""
    return _find("", key)


def find_topics(key: str) -> frozenset[str]:
    """The circles of related words that a stem belongs to; sharing one is far from saying the same."""
    return _find(_RELATED, key)


@cache
def _denied() -> dict[str, frozenset[str]]:
    """What denies each concept; a word that names no concept goes by its key."""
    named = {words[0] for mark, words in read_rows() if not mark}
    table: dict[str, set[str]] = {}
    for mark, words in read_rows():
        if mark == _OPPOSITE:
            left, right = (word if word in named else key_of(word) for word in words)
            table.setdefault(left, set()).add(right)
            table.setdefault(right, set()).add(left)
    return {name: frozenset(others) for name, others in table.items()}


def find_denied(name: str) -> frozenset[str]:
    """The concepts of which each word denies those of the concept of this name; keys of words without one.

    A word may belong to a concept and to one that denies it; whoever asks must see first that two words share
    no concept.
    """
    return _denied().get(name, _NONE)
