"""What documents and places are called in a report: A, B, ... Z, AA, and A:31 for line 31 of A."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document, Span


@dataclass(frozen=True, slots=True)
class Labels:
    """The letters of documents in the order of a comparison, and the ids that tell them apart."""

    letters: dict[Document, str]
    keys: dict[Document, str]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Labels:
        """Labels for these documents."""
        letters = {document: letter(index) for index, document in enumerate(documents)}
        return cls(letters, _unique_keys(documents))

    def place(self, span: Span) -> str:
        """The place as a reader looks it up, such as A:31."""
        return f"{self.letters[span.document]}:{span.line}"

    def places(self, spans: Iterable[Span]) -> str:
        """Places of one document after its letter, such as A:7, 9."""
        first, *others = sorted(spans, key=lambda span: span.start)
        lines = dict.fromkeys([first.line, *(span.line for span in others)])
        return f"{self.letters[first.document]}:" + ", ".join(map(str, lines))

    def letters_of(self, documents: Iterable[Document]) -> str:
        """The letters of some documents, in their order, each once."""
        wanted = set(documents)
        return " ".join(name for document, name in self.letters.items() if document in wanted)


def letter(index: int) -> str:
    """The name of column *index* as a spreadsheet names it: A to Z, then AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def _unique_keys(documents: Sequence[Document]) -> dict[Document, str]:
    """Each document's id; where several share one, with the path and, if need be, a number."""
    ids = Counter(document.id for document in documents)
    keys: dict[Document, str] = {}
    taken: Counter[str] = Counter()
    for document in documents:
        key = document.id if ids[document.id] == 1 else f"{document.id} ({document.path})"
        taken[key] += 1
        keys[document] = key if taken[key] == 1 else f"{key} #{taken[key]}"
    return keys
