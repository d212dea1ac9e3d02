"""Who said each quote of a text: the cue beside it, and what later quotes inherit.

A quote's sentence is read twice, behind the quote ("...", said X) and before it (X said "..."). Each
reading that finds a cue with a subject is an offer with a strength; the strongest counts. What has no
cue of its own goes on with the speaker of the quote before it in the same paragraph.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.extract.attribution import Attribution, Strength, learn_tongue
from compare.extract.behind import Behind
from compare.extract.clauses import find_token, read_clauses
from compare.extract.leading import WINDOW, Leading
from compare.extract.people import People
from compare.extract.provenance import find_via

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.attribution import Tongue
    from compare.extract.clauses import Clause, Token
    from compare.extract.mentions import Mention
    from compare.extract.names import Name

_SPOKEN_WORDS = 4  # words of a quote that is no mere term
_SHARED_WORDS = 3  # tokens between two quotes of one cue: called it "..." and "..."


def attribute(
    text: str, pieces: Sequence[tuple[int, int, int]], names: Sequence[Name]
) -> dict[int, Attribution]:
    """For each number of a quote the text attributes, who says it. Pieces as in `read_clauses`."""
    tongue = learn_tongue(text)
    names = tongue.trim(names)
    reader = _Reader(text, names, tongue)
    clauses = list(read_clauses(text, pieces, names))
    for clause, following in zip_longest(clauses, clauses[1:]):
        reader.read(clause, following)
    return reader.found


class _Reader:
    """Reads clauses in order and remembers who speaks."""

    def __init__(self, text: str, names: Sequence[Name], tongue: Tongue) -> None:
        self._text = text
        self._tongue = tongue
        self._behind = Behind(text, tongue)
        self._leading = Leading(text, tongue)
        self._people = People(text, names)
        self._last: Attribution | None = None
        self._paragraph = -1
        self.found: dict[int, Attribution] = {}

    def read(self, clause: Clause, following: Clause | None) -> None:
        """Attribute the quotes of a clause; without one, note who speaks in it."""
        tokens = clause.tokens
        if clause.paragraph != self._paragraph and not self._opens_alone(clause):
            self._last = None
        self._paragraph = clause.paragraph
        places = [number for number, token in enumerate(tokens) if token.quote >= 0]
        if not places:
            self._note(tokens)
        earlier = 0
        for place, later in zip_longest(places, places[1:], fillvalue=len(tokens)):
            offers = self._offers(clause, (earlier, place, later), following)
            self._settle(self._choose(offers, tokens, place), tokens, place)
            earlier = place + 1

    def _opens_alone(self, clause: Clause) -> bool:
        """Whether a paragraph right behind the last one begins with nothing but a quote."""
        quotes = sum(token.quote >= 0 for token in clause.tokens)
        return clause.paragraph == self._paragraph + 1 and quotes == len(clause.tokens)

    def _note(self, tokens: Sequence[Token]) -> None:
        """Remember who speaks in a sentence without a quote: the next one may be theirs."""
        found = self._leading.read(tokens, 0, len(tokens))
        least = Strength.NOUN if tokens and tokens[-1].low == ":" else Strength.BEFORE
        if found is not None and found.strength >= least:
            self._last = self._name(found, tokens, len(tokens))

    def _offers(
        self, clause: Clause, places: tuple[int, int, int], following: Clause | None
    ) -> list[Attribution]:
        """Every reading of the quote at the middle one of *places*; the others bound what is beside it."""
        tokens = clause.tokens
        earlier, place, later = places
        found = [self._behind.read(tokens, place, later), self._leading.read(tokens, earlier, place)]
        if following is not None and place == len(tokens) - 1:
            near = following.paragraph == clause.paragraph
            found.append(self._behind.read_next(tokens, place, following, near=near))
        found.append(self._subject(tokens, earlier, place))
        found.append(self._inherited(tokens, earlier, place))
        return [attribution for attribution in found if attribution is not None]

    def _subject(self, tokens: Sequence[Token], earlier: int, place: int) -> Attribution | None:
        """The person whose sentence a quote of some words belongs to, where no cue tells more."""
        led_up_to = place > earlier and tokens[place - 1].low == ":"
        if place == earlier or (tokens[place].low.count(" ") < _SPOKEN_WORDS - 1 and not led_up_to):
            return None
        subject = self._tongue.subjects.of_clause(tokens, place, earlier)
        known = subject is not None and all(map(self._people.is_person, subject.names))
        return Attribution(Strength.SUBJECT, subject) if subject and known and subject.is_person else None

    def _inherited(self, tokens: Sequence[Token], earlier: int, place: int) -> Attribution | None:
        """The speaker of the quote before, when nothing between the two says otherwise."""
        if self._last is None:
            return None
        if earlier and place - earlier <= _SHARED_WORDS:
            return replace(self._last, strength=Strength.SHARED)
        goes_on = earlier or self._tongue.subjects.is_lead(tokens, place)
        return replace(self._last, strength=Strength.INHERITED) if goes_on else None

    def _choose(
        self, offers: Sequence[Attribution], tokens: Sequence[Token], place: int
    ) -> Attribution | None:
        """The strongest offer; one whose "it" or "they" is nobody known gives way to another cue."""
        held = self.found.get(tokens[place].quote)
        ranked = [
            found
            for found in sorted(offers, key=_strength, reverse=True)
            if held is None or found.strength > held.strength
        ]
        for found in ranked:
            if found.speaker is not None:
                return found if found is ranked[0] or found.strength > Strength.INHERITED else ranked[0]
            if (named := self._name(found, tokens, place)).speaker is not None:
                return named
        return ranked[0] if ranked else None

    def _settle(self, best: Attribution | None, tokens: Sequence[Token], place: int) -> None:
        if best is None:
            return
        self.found[tokens[place].quote] = best
        self._last = best

    def _name(self, found: Attribution, tokens: Sequence[Token], place: int) -> Attribution:
        """The attribution with the speaker's name and the outlets between."""
        mention = found.mention
        speaker = self._inner_person(mention, tokens) or self._people.name_of(mention)
        if speaker is not None:
            self._people.hear(mention, speaker)
        beside = tokens[max(0, place - WINDOW) : place + WINDOW]
        via = find_via(self._text, beside, (mention.start, mention.end))
        return replace(found, speaker=speaker, via=via)

    def _inner_person(self, mention: Mention, tokens: Sequence[Token]) -> str | None:
        """The person a pronoun means when the same sentence names one as its subject before."""
        if mention.pronoun not in self._tongue.grammar.singular or self._people.heard_since(tokens[0].start):
            return None
        place = find_token(tokens, mention.start)
        subject = self._tongue.subjects.of_clause(tokens, place, max(0, place - WINDOW))
        if subject is None or len(subject.names) != 1 or subject.start >= mention.start:
            return None
        return self._people.fitting(subject.names[0], mention.pronoun)


def _strength(attribution: Attribution) -> Strength:
    return attribution.strength
