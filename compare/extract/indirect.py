"""Speech retold without marks: X said that ..., according to X ..., one retelling a sentence.

Conservative: a verb of saying with a subject of its own and a clause behind it, or a closing "X said"
behind a comma. A sentence that is mostly a direct quotation is left to that.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from compare.extract.attribution import learn_tongue
from compare.extract.clauses import read_sentences
from compare.extract.cues import find_cues
from compare.extract.mentions import Mention
from compare.extract.names import find_names
from compare.extract.people import People
from compare.extract.provenance import find_via
from compare.extract.quotes import find_pieces
from compare.extract.retold import Retellings
from compare.model import Span
from compare.results import Form, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Clause, Token
    from compare.extract.names import Name
    from compare.extract.retold import Retelling
    from compare.model import Document
    from compare.results import Furniture

_FEWEST_WORDS = 4  # words of a clause that retells something


def find_indirect(
    document: Document,
    quotes: Sequence[Quote] = (),
    *,
    furniture: Sequence[Furniture] = (),
    names: Sequence[Name] | None = None,
) -> tuple[Quote, ...]:
    """What a document retells of somebody's words, in order of place; *quotes* are its direct quotations."""
    reader = _Reader(document, find_names(document.text) if names is None else names)
    aside = {item.span.start for item in furniture if item.span.document is document}
    pieces = [piece for n, quote in enumerate(quotes) for piece in find_pieces(n, quote.span, quote.parts)]
    found: list[Quote] = []
    heard = 0
    for clause in read_sentences(document.text, pieces, reader.names, _pattern(reader.language)):
        while heard < len(quotes) and quotes[heard].span.start < clause.tokens[0].start:
            reader.hear(quotes[heard])
            heard += 1
        quote = reader.read(clause, len(found) + 1)
        if quote is not None and clause.start not in aside:
            found.append(quote)
    return tuple(found)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Any cue of a retelling, grouped by first letters for speed: sentences without one are skipped."""
    cues = find_cues(language)
    phrases = [" ".join(phrase) for phrase in cues.according]
    words = sorted([*cues.retelling, *phrases, *map(str.capitalize, phrases)])
    groups = (
        f"{re.escape(head)}(?:{'|'.join(re.escape(word[2:]) for word in tail)})"
        for head, tail in groupby(words, lambda word: word[:2])
    )
    return re.compile(rf"\b(?:{'|'.join(groups)})\b")


class _Reader:
    """Reads the sentences of one document in order."""

    def __init__(self, document: Document, names: Sequence[Name]) -> None:
        self._document = document
        self._tongue = learn_tongue(document.text)
        self.names = self._tongue.trim(names)
        self.language = self._tongue.language
        self._retellings = Retellings(document.text, self._tongue)
        self._people = People(document.text, self.names)

    def hear(self, quote: Quote) -> None:
        """Note who speaks in a direct quotation."""
        if quote.speaker is not None and quote.speaker_span is not None:
            span = quote.speaker_span
            self._people.hear(Mention(span.start, span.end, span.start), quote.speaker)

    def read(self, clause: Clause, number: int) -> Quote | None:
        """The retelling in a sentence."""
        tokens = clause.tokens
        for retelling in self._retellings.find(tokens):
            content = tokens[retelling.first : retelling.last]
            if _is_quoted(content):
                return None
            if sum(token.is_word for token in content) < _FEWEST_WORDS:
                continue
            speaker = self._people.name_of(retelling.subject)
            if speaker is not None:
                self._people.hear(retelling.subject, speaker)
                return self._make(number, retelling, speaker, tokens)
        return None

    def _make(self, number: int, retelling: Retelling, speaker: str, tokens: Sequence[Token]) -> Quote:
        subject = retelling.subject
        place = Span(self._document, tokens[retelling.first].start, tokens[retelling.last - 1].end)
        cue = Span(self._document, *retelling.cue)
        return Quote(
            f"i{number}",
            place,
            (place,),
            Form.INDIRECT,
            speaker,
            Span(self._document, subject.start, subject.end),
            cue.text,
            cue,
            find_via(self._document.text, tokens, (subject.start, subject.end)),
        )


def _is_quoted(content: Sequence[Token]) -> bool:
    """Whether more than half of a clause stands in quotation marks."""
    quoted = sum(token.end - token.start for token in content if token.quote >= 0)
    return not content or quoted * 2 > content[-1].end - content[0].start
