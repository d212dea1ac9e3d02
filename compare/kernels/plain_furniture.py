"""Furniture: the lines that many texts of a source have that otherwise differ (docs/dedup.md).

Plain on purpose: what native/furniture_rule.hpp must agree with.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.kernels.plain_text import fold_space

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_TEXTS = 5  # texts that have the line, at least
_ONE_IN = 20  # ... and one in so many of those of its source
_LONGEST = 300  # characters of such a line
_TELLING_ONE_IN = 4  # share of a document that must be telling
_LINE = re.compile("[^\n\r]*[\n\r]|[^\n\r]+")


class FurnitureLine(NamedTuple):
    """A line that is furniture in a source, and how many documents and texts of it have the line."""

    source: int
    line: bytes
    documents: int
    texts: int


def list_lines(text: str) -> tuple[str, ...]:
    """Each line of a text that holds something, once, folded."""
    folded = (fold_space(line) for line in _LINE.findall(text))
    return tuple(dict.fromkeys(line for line in folded if line))


def strip_lines(text: str, furniture: Collection[str]) -> str:
    """The text without the lines that are furniture."""
    return "".join(line for line in _LINE.findall(text) if fold_space(line) not in furniture)


def find_furniture(documents: Sequence[Sequence[str]], sources: Sequence[int]) -> Iterator[FurnitureLine]:
    """The furniture of documents, each given by its lines; a document without any says nothing."""
    for source in sorted(set(sources)):
        own = [document for document, of in zip(documents, sources, strict=True) if document and of == source]
        yield from _Source(own).find(source)


@dataclass(frozen=True, slots=True)
class _Source:
    """The documents of a source."""

    documents: Sequence[Sequence[str]]

    def find(self, source: int) -> Iterator[FurnitureLine]:
        """The lines that enough of its texts have."""
        times = Counter(line for document in self.documents for line in document)
        texts = self._group_copies(times)
        spread: dict[str, set[int]] = defaultdict(set)
        for number, text in texts.items():
            for line in self.documents[number]:
                spread[line].add(text)
        least = max(_TEXTS, len(set(texts.values())) / _ONE_IN)
        for line, found in spread.items():
            if len(line) <= _LONGEST and len(found) >= least:
                yield FurnitureLine(source, line.encode("utf-8", "surrogatepass"), times[line], len(found))

    def _group_copies(self, times: Mapping[str, int]) -> dict[int, int]:
        """The text of each document that enough of is telling: the first document of it."""
        telling = dict(self._find_telling(times))
        size = {number: sum(map(len, lines)) for number, lines in telling.items()}
        text = {number: number for number in telling}
        first: dict[str, int] = {}
        for number, lines in telling.items():
            shared: Counter[int] = Counter()
            for line in lines:
                shared[first.setdefault(line, number)] += len(line)
            for holder, characters in shared.items():
                if 2 * characters >= min(size[holder], size[number]):
                    _join(text, holder, number)
        return text

    def _find_telling(self, times: Mapping[str, int]) -> Iterator[tuple[int, list[str]]]:
        """The lines of a document that at most half of all have, where they are enough of it."""
        for number, document in enumerate(self.documents):
            lines = [line for line in document if 2 * times[line] <= len(self.documents)]
            if lines and sum(map(len, lines)) * _TELLING_ONE_IN >= sum(map(len, document)):
                yield number, lines


def _join(text: dict[int, int], one: int, other: int) -> None:
    """Make two documents the same text, with all that are the same as either."""
    least, most = sorted((text[one], text[other]))
    for number in _members(text, most):
        text[number] = least


def _members(text: Mapping[int, int], number: int) -> Iterable[int]:
    return [member for member, of in text.items() if of == number]
