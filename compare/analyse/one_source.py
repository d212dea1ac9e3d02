"""Which documents have an utterance the same way, by one agency or outlet, and so are one source for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.extract.agencies import find_agency, name_agency
from compare.results import Attribute, Status, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.model import Document
    from compare.results import Rendering

_NAME = "one source"


class Ways:
    """How documents come by what they quote."""

    def __init__(self) -> None:
        self._agencies: dict[Document, str | None] = {}

    def find_one_source(self, renderings: Sequence[Rendering]) -> Attribute | None:
        """The outlets through which two documents or more have an utterance, each with these documents.

        A document of that outlet itself counts, if another one names it: "told Reuters", and Reuters.
        """
        through: dict[str, dict[Document, Value]] = defaultdict(dict)
        for rendering in renderings:
            document = rendering.span.document
            for text in self._named_in(rendering):
                normal = name_agency(text)
                through[normal.casefold()].setdefault(document, Value(document, text, normal))
        for document in {rendering.span.document: None for rendering in renderings}:
            normal = name_agency(document.source)
            if normal.casefold() in through:
                through[normal.casefold()].setdefault(document, Value(document, document.source, normal))
        values = [value for told in through.values() if len(told) > 1 for value in told.values()]
        return Attribute(_NAME, Status.SAME, tuple(values)) if values else None

    def _named_in(self, rendering: Rendering) -> Iterator[str]:
        """The outlets that the text names beside the words, and the agency it says it comes from."""
        if rendering.quote is not None:
            yield from rendering.quote.via
        document = rendering.span.document
        if document not in self._agencies:
            agency = find_agency(document.text)
            self._agencies[document] = agency.name if agency else None
        if name := self._agencies[document]:
            yield name
