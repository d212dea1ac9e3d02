"""The noun phrase beside a cue: a name, a pronoun, or the words of a role.

There is no parser here. A phrase is the run of words beside a verb up to what cannot be part of it;
its head stands before its first preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.titles import BODIES, HONORIFICS, OFFICE_MODIFIERS, OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token
    from compare.extract.cues import Cues
    from compare.extract.grammar import Grammar
    from compare.extract.names import Name

LONGEST_PHRASE = 24
"""Words of a noun phrase, or of what stands between a subject and its verb."""

_ROLE_WORDS = 12  # words of a role that are kept
_LEADING = frozenset(
    "and but then later meanwhile still however so now once yet also even afterward afterwards instead "
    "thus plus elsewhere separately additionally moreover earlier".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is said to speak, at characters *start* up to *end*: names, a pronoun, or a role in words.

    *phrase* is where the noun phrase begins, its role words and possessors included.
    """

    start: int
    end: int
    phrase: int
    names: tuple[Name, ...] = ()
    pronoun: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it names somebody or stands for somebody named."""
        return bool(self.names or self.pronoun)


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Reads noun phrases in a row of tokens with the small words of one language."""

    cues: Cues
    grammar: Grammar

    def read(self, tokens: Sequence[Token], first: int, last: int) -> Mention | None:
        """The mention in tokens *first* to *last*: their head, if it can speak."""
        while first <= last and self.leads(tokens[first]):
            first += 1
        if first > last or tokens[last].possessive:
            return None
        last = self._before_verb(tokens, first, last)
        if self._is_titled(tokens, first, last):
            return self.read_name(tokens, first, last)
        if tokens[first].low in self.grammar.prepositions or self._ends_in_title(tokens, first, last):
            return self.read_name(tokens, first, last)
        return self._read_head(tokens, first, last, self._find_head(tokens, first, last))

    def _read_head(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Mention | None:
        """The mention in a phrase by its head: a name, mere capitals, a role, or a name in it."""
        if tokens[head].name is not None and not tokens[head].possessive:
            return self.read_name(tokens, first, head)
        if self.is_bare_name(tokens, first, head):
            return _make_unlisted(tokens, first, head)
        if self._can_speak(tokens, first, head):
            return self._read_role(tokens, first, last)
        named = next((n for n in range(head, first - 1, -1) if tokens[n].name is not None), last)
        return self.read_name(tokens, first, named)

    def read_name(self, tokens: Sequence[Token], low: int, last: int) -> Mention | None:
        """The name that ends at *last*, with those it is joined to by "and"."""
        name = tokens[last].name
        if name is None:
            return None
        names = [name]
        number = last
        while number >= low and tokens[number].name is name:
            number -= 1
        if number - 1 >= low and tokens[number].low == self.grammar.conjunction:
            other = tokens[number - 1].name
            if other is not None and not tokens[number - 1].possessive:
                names.insert(0, other)
        return Mention(names[0].start, name.end, tokens[low].start, tuple(names))

    def reach_left(self, tokens: Sequence[Token], last: int, low: int) -> int:
        """Where the phrase that ends at *last* begins."""
        first = last
        while first > low and last - first < LONGEST_PHRASE and self._belongs(tokens, first - 1, first):
            first -= 1
        return first

    def reach_right(self, tokens: Sequence[Token], first: int, high: int) -> int:
        """Where the phrase that begins at *first* ends."""
        last = first
        while last + 1 < high and last - first < LONGEST_PHRASE and self._belongs(tokens, last + 1, last):
            last += 1
        return last

    def is_helper(self, token: Token) -> bool:
        """Whether a word may stand between a subject and its verb: has, also, repeatedly."""
        adverb = token.low.endswith("ly") and not token.capital
        return token.name is None and (adverb or token.low in self.cues.helpers)

    def leads(self, token: Token) -> bool:
        """Whether a word may stand before a subject without being part of it: Then, Meanwhile."""
        if token.name is not None:
            return False
        adverb = token.low.endswith("ly") and token.low not in OFFICES
        return not token.is_word or adverb or token.low in _LEADING or token.low in self.grammar.breaks

    def opens_as_name(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the first word of a clause is taken for a name nobody else vouches for."""
        token = tokens[number]
        usual = self.leads(token) or token.low in self.cues.helpers or token.low in self.grammar.times
        alone = number + 1 >= len(tokens) or tokens[number + 1].low == ","
        return token.capital and not usual and not alone and self.is_bare_name(tokens, number, number)

    def is_bare_name(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a phrase is capitalised words that the search for names did not take up."""
        return all(
            token.capital and not token.possessive and not self._is_small(token)
            for token in tokens[first : last + 1]
        )

    def _is_small(self, token: Token) -> bool:
        grammar = self.grammar
        return (
            token.low in grammar.determiners
            or token.low in grammar.breaks
            or token.low in grammar.prepositions
        )

    def _is_titled(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the phrase is a name and the title before it, prepositions in it or not."""
        name = tokens[last].name
        return (
            name is not None and bool(name.title) and name.start - len(name.title) - 1 <= tokens[first].start
        )

    def _ends_in_title(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the phrase ends in an office and a name: Friends of the Pier director Jane Roe."""
        number = last
        while number > first and tokens[number].name is not None and tokens[number].name is tokens[last].name:
            number -= 1
        return first < number < last and tokens[number].low in OFFICES

    def _find_head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The last word of the phrase before its first preposition, times of day left out."""
        small = self.grammar.prepositions
        ends = (n for n in range(first + 1, last + 1) if tokens[n].name is None and tokens[n].low in small)
        head = next(ends, last + 1) - 1
        while head > first and tokens[head].name is None and self._is_time(tokens[head]):
            head -= 1
        return head

    def _is_time(self, token: Token) -> bool:
        """Whether a word at the end of a phrase is a time or the article of one: el lunes."""
        return token.low in self.grammar.times or token.low in self.grammar.determiners

    def _belongs(self, tokens: Sequence[Token], number: int, neighbour: int) -> bool:
        """Whether the token may be part of the noun phrase its neighbour is in."""
        token = tokens[number]
        if token.name is not None:
            return True
        if token.low == self.grammar.conjunction:
            return _joins(tokens, number, neighbour)
        if not token.is_word:
            return token.low in ("&", "'", "’", "/") or (token.low == "." and _is_abbreviated(tokens, number))
        if token.low in self.cues.verbs and not token.capital and token.low not in OFFICES:
            return token.low in self.cues.homographs and self._is_determined(tokens, number)
        return token.low not in self.grammar.breaks and token.low not in self.grammar.pronouns

    def _is_determined(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether what stands before a word makes it a noun or part of one: a welcome message."""
        before = tokens[number - 1] if number else None
        return before is not None and (before.possessive or before.low in self.grammar.determiners)

    def _before_verb(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The end of the phrase before a past form that follows a noun: X issued; not: a retired general."""
        for number in range(first + 1, last + 1):
            token, before = tokens[number], tokens[number - 1]
            if token.name is not None or token.capital or not token.low.endswith("ed") or not before.is_word:
                continue
            if (
                before.low not in self.grammar.determiners
                and not before.possessive
                and not self.is_helper(before)
            ):
                return number - 1 if before.low not in OFFICE_MODIFIERS else last
        return last

    def _can_speak(self, tokens: Sequence[Token], first: int, head: int) -> bool:
        """Whether a phrase without a name may be who speaks: a diplomat, police; not: doing more."""
        if tokens[first].low in self.grammar.determiners or tokens[first].possessive or tokens[head].capital:
            return True
        office = any(token.low in OFFICES or token.low in BODIES for token in tokens[first : head + 1])
        return office or tokens[head].low.endswith("s")

    def _read_role(self, tokens: Sequence[Token], first: int, last: int) -> Mention | None:
        words = [token for token in tokens[first : last + 1][:_ROLE_WORDS] if token.is_word]
        while words and words[-1].low in self.grammar.times:
            words.pop()
        if not words or (len(words) == 1 and len(words[0].low) == 1):
            return None
        return Mention(words[0].start, words[-1].end, words[0].start)


def as_pronoun(token: Token) -> Mention:
    """The mention that a pronoun makes."""
    return Mention(token.start, token.end, token.start, pronoun=token.low)


def is_body(name: str) -> bool:
    """Whether the words name a body, such as a campaign or a paper, and not a person."""
    return any(word.strip(".,").lower() in BODIES for word in name.split())


def _joins(tokens: Sequence[Token], place: int, neighbour: int) -> bool:
    """Whether an "and" joins two names, or two offices of one person: the senator and candidate."""
    beyond = 2 * place - neighbour
    if not 0 <= beyond < len(tokens):
        return False
    capital = tokens[neighbour].capital or (neighbour > 0 and _is_abbreviated(tokens, neighbour))
    return tokens[min(neighbour, beyond)].low in OFFICES or (capital and tokens[beyond].capital)


def _is_abbreviated(tokens: Sequence[Token], point: int) -> bool:
    return point > 0 and (tokens[point - 1].low in HONORIFICS or len(tokens[point - 1].low) == 1)


def _make_unlisted(tokens: Sequence[Token], first: int, last: int) -> Mention:
    words = [token for token in tokens[first : last + 1] if token.is_word]
    while len(words) > 1 and words[0].low in HONORIFICS:
        words = words[1:]
    return Mention(words[0].start, words[-1].end, tokens[first].start)
