"""Speech retold without marks: X said that ..., according to X ..., with the extent of what is retold.

Conservative: a verb of saying with a subject of its own and a clause behind it, or a closing "X said"
behind a comma. One retelling a sentence, the outermost.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from compare.extract.clauses import BREAK, Clause, Token, read_sentences
from compare.extract.cues import Cues, find_cues, guess_language, inflect
from compare.extract.grammar import Grammar, find_grammar
from compare.extract.mentions import Mention, Phrases
from compare.extract.names import find_names
from compare.extract.people import People
from compare.extract.provenance import find_via, is_outlet
from compare.extract.speakers import SAMPLE
from compare.model import Span
from compare.results import Form, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.extract.names import Name
    from compare.model import Document
    from compare.results import Furniture

_FEWEST_WORDS = 4  # words of a clause that retells something
_LEAD_WORDS = 10  # tokens between a verb and its "that": told the paper in an interview on Monday that
_TELLING = inflect("tell") | inflect("assure") | inflect("inform") | inflect("remind") | inflect("warn")
_THAT = {"en": "that", "de": "dass", "fr": "que", "es": "que", "it": "che", "pt": "que", "nl": "dat"}
_SUBORDINATE = frozenset("while when after as if though although since because before".split())
_ENDS = frozenset(".!?…")
_STOPS = frozenset(".!?…,;:")


def find_indirect(
    document: Document,
    quotes: Sequence[Quote] = (),
    *,
    furniture: Sequence[Furniture] = (),
    names: Sequence[Name] | None = None,
) -> tuple[Quote, ...]:
    """What a document retells of somebody's words, in order of place; *quotes* are its direct quotations."""
    names = find_names(document.text) if names is None else names
    language = guess_language(document.text[:SAMPLE].lower().split())
    reader = _Reader(document, language, names)
    aside = [item.span for item in furniture if item.span.document is document]
    pieces = [_piece(quote, n, part) for n, quote in enumerate(quotes) for part in range(len(quote.parts))]
    found = []
    heard = 0
    for clause in read_sentences(document.text, pieces, names, _pattern(language)):
        while heard < len(quotes) and quotes[heard].span.start < clause.tokens[0].start:
            reader.hear(quotes[heard])
            heard += 1
        quote = reader.read(clause, len(found) + 1)
        if quote is not None and not any(quote.span.meets(span) for span in aside):
            found.append(quote)
    return tuple(found)


def _piece(quote: Quote, number: int, part: int) -> tuple[int, int, int]:
    start = quote.span.start if part == 0 else quote.parts[part].start - 1
    end = quote.span.end if part == len(quote.parts) - 1 else quote.parts[part].end
    return start, end, number


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Any cue of a retelling, to skip the sentences that hold none; grouped by their first letters for speed."""
    cues = find_cues(language)
    phrases = [" ".join(phrase) for phrase in cues.according]
    words = sorted([*cues.retelling, *phrases, *map(str.capitalize, phrases)])
    groups = (
        f"{head}(?:{'|'.join(re.escape(word[2:]) for word in tail)})" for head, tail in groupby(words, _head)
    )
    return re.compile(r"\b(?:" + "|".join(groups) + r")\b")


def _head(word: str) -> str:
    return word[:2]


class _Reader:
    """Reads the sentences of one document in order."""

    def __init__(self, document: Document, language: str, names: Sequence[Name]) -> None:
        self._document = document
        self._cues: Cues = find_cues(language)
        self._grammar: Grammar = find_grammar(language)
        self._phrases = Phrases(self._cues, self._grammar)
        self._people = People(document.text, names)
        self._that = _THAT[language]

    def hear(self, quote: Quote) -> None:
        """Note who speaks in a direct quotation."""
        if quote.speaker is not None and quote.speaker_span is not None:
            span = quote.speaker_span
            self._people.hear(Mention(span.start, span.end, span.start), quote.speaker)

    def read(self, clause: Clause, number: int) -> Quote | None:
        """The retelling in a sentence."""
        tokens = clause.tokens
        for subject, cue, (first, last) in self._readings(tokens):
            first = max([first, *(n + 1 for n in range(first, last) if tokens[n].low == BREAK)])
            last = self._cut(tokens, cue[0], first, last)
            words = sum(token.is_word for token in tokens[first:last])
            quoted = sum(token.end - token.start for token in tokens[first:last] if token.quote >= 0)
            length = tokens[last - 1].end - tokens[first].start if last > first else 0
            if quoted * 2 > length:
                return None
            if words < _FEWEST_WORDS:
                continue
            speaker = self._people.name_of(subject)
            if speaker is not None:
                self._people.hear(subject, speaker)
                return self._make(number, subject, speaker, cue, (tokens, first, last))
        return None

    def _cut(self, tokens: Sequence[Token], cue: int, first: int, last: int) -> int:
        """The end of the clause when the verb stands in an insertion, or in a subordinate clause of its own."""
        if tokens[first].start < cue:
            return last
        lead = [token.low for token in tokens[:first] if token.start < cue]
        ends = frozenset((",",)) if lead and lead[0] in _SUBORDINATE else frozenset[str]()
        for opening, closing in (("–", "–"), ("—", "—"), ("--", "--"), ("(", ")")):
            if lead.count(opening) % 2 or (opening == "(" and lead.count("(") > lead.count(")")):
                ends |= {closing}
        return next((n for n in range(first, last) if tokens[n].low in ends), last)

    def _make(
        self,
        number: int,
        subject: Mention,
        speaker: str,
        cue: tuple[int, int],
        content: tuple[Sequence[Token], int, int],
    ) -> Quote:
        tokens, first, last = content
        place = Span(self._document, tokens[first].start, tokens[last - 1].end)
        via = tuple(
            name
            for start, end, name in find_via(self._document.text, tokens)
            if end <= subject.start or start >= subject.end
        )
        said = Span(self._document, *cue)
        mention = Span(self._document, subject.start, subject.end)
        return Quote(f"i{number}", place, (place,), Form.INDIRECT, speaker, mention, said.text, said, via)

    def _readings(
        self, tokens: Sequence[Token]
    ) -> Iterator[tuple[Mention, tuple[int, int], tuple[int, int]]]:
        """Subject, cue and content of each retelling the sentence may hold, the outermost first."""
        stop = self._strip_right(tokens, len(tokens))
        passed_on = []
        for number, token in enumerate(tokens):
            if (length := self._according(tokens, number)) and (
                found := self._source(tokens, number, length, stop)
            ):
                if is_outlet(self._document.text[found[0].start : found[0].end]):
                    passed_on.append(found)
                else:
                    yield found
            if token.low not in self._cues.retelling or token.capital or self._is_noun(tokens, number):
                continue
            subject = self._phrases.before(tokens, number, 0)
            place = (token.start, token.end)
            if subject is not None:
                content = self._behind(tokens, number, stop) or self._ahead(tokens, number, subject)
                if content is not None:
                    yield subject, place, content
            elif (tail := self._inverted(tokens, number, stop)) is not None:
                yield tail[0], place, tail[1]
        yield from passed_on

    def _is_noun(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a form that is as often a noun stands without a subject of its own."""
        if tokens[number].low not in self._cues.homographs or number == 0:
            return tokens[number].quote >= 0
        before = tokens[number - 1]
        alone = before.name is None and before.low not in self._grammar.pronouns
        return alone and [token.low for token in tokens[number + 1 : number + 2]] != [self._that]

    def _behind(self, tokens: Sequence[Token], verb: int, stop: int) -> tuple[int, int] | None:
        """The clause behind the verb, with "that" or without."""
        first = verb + 1
        if first >= stop or tokens[first].quote >= 0 or not tokens[first].is_word:
            return None
        tells = tokens[verb].low in _TELLING
        if tells or self._is_time(tokens[first]) or tokens[first].low == self._that:
            return self._behind_that(tokens, first, stop)
        token = tokens[first]
        opens = (
            token.name is not None
            or token.low in self._grammar.pronouns
            or token.low in self._grammar.determiners
        )
        return (first, stop) if opens and self._holds_verb(tokens, first, stop) else None

    def _behind_that(self, tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int] | None:
        """The clause behind a "that" which time, place or hearer may part from the verb."""
        for number in range(first, min(stop, first + _LEAD_WORDS)):
            if tokens[number].low == self._that:
                return number + 1, stop
            if tokens[number].quote >= 0 or tokens[number].low in _STOPS:
                return None
        return None

    def _holds_verb(self, tokens: Sequence[Token], first: int, stop: int) -> bool:
        """Whether a row of words has a finite verb that shows: said the plan is dead."""
        return any(token.low in self._finite for token in tokens[first + 1 : stop])

    @property
    def _finite(self) -> frozenset[str]:
        return self._cues.helpers & self._grammar.breaks

    def _ahead(self, tokens: Sequence[Token], verb: int, subject: Mention) -> tuple[int, int] | None:
        """The clause before a closing "X said"."""
        first = next((n for n, token in enumerate(tokens) if token.start >= subject.phrase), 0)
        after = tokens[verb + 1] if verb + 1 < len(tokens) else None
        closing = after is None or after.low in _ENDS or self._is_time(after)
        if first < 2 or tokens[first - 1].low != "," or not closing:  # noqa: PLR2004 - a word and its comma
            return None
        return self._strip_left(tokens), first - 1

    def _inverted(
        self, tokens: Sequence[Token], verb: int, stop: int
    ) -> tuple[Mention, tuple[int, int]] | None:
        """The clause before a closing "said X"."""
        if verb < 2 or tokens[verb - 1].low != ",":  # noqa: PLR2004 - a word and its comma
            return None
        subject = self._phrases.after(tokens, verb + 1, stop)
        return None if subject is None else (subject, (self._strip_left(tokens), verb - 1))

    def _is_time(self, token: Token) -> bool:
        return token.low in self._grammar.times or token.low in self._grammar.prepositions

    def _source(
        self, tokens: Sequence[Token], number: int, length: int, stop: int
    ) -> tuple[Mention, tuple[int, int], tuple[int, int]] | None:
        """The clause that "according to X" opens or closes."""
        subject = self._phrases.after(tokens, number + length, stop)
        if subject is None:
            return None
        cue = (tokens[number].start, tokens[number + length - 1].end)
        if number <= 1:
            comma = next((n for n in range(number + length, stop) if tokens[n].low == ","), None)
            return None if comma is None else (subject, cue, (comma + 1, stop))
        last = number - 1 if tokens[number - 1].low == "," else number
        return subject, cue, (self._strip_left(tokens), last)

    def _according(self, tokens: Sequence[Token], first: int) -> int:
        """How many tokens a phrase such as "according to" takes from *first* on; 0 when it is none."""
        for phrase in self._cues.according:
            if tuple(token.low for token in tokens[first : first + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def _strip_left(self, tokens: Sequence[Token]) -> int:
        return next((n for n, token in enumerate(tokens) if token.is_word or token.quote >= 0), 0)

    def _strip_right(self, tokens: Sequence[Token], stop: int) -> int:
        while stop > 0 and tokens[stop - 1].low in _STOPS:
            stop -= 1
        return stop
