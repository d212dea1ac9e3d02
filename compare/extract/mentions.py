"""The noun phrase that is the subject of a cue: a name, a pronoun, or the words of a role.

There is no parser here. A phrase is the run of words beside the verb up to what cannot be part of it;
its head stands before its first preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import BREAK
from compare.extract.places import is_place
from compare.extract.titles import BODIES, HONORIFICS, OFFICE_MODIFIERS, OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token
    from compare.extract.cues import Cues
    from compare.extract.grammar import Grammar
    from compare.extract.names import Name

_LONGEST = 24  # words of a noun phrase, or of what stands between a subject and its verb
_ROLE_WORDS = 12  # words of a role that are kept
_LEADING = frozenset(
    "and but then later meanwhile still however so now once yet also even afterward afterwards instead thus plus "
    "elsewhere separately additionally moreover earlier".split()
)
_REPORTED = frozenset(
    ("quoted", "cited", "reported", "described", "overheard", "heard")
)  # X was quoted as saying
_GOVERNED = 4  # words between a preposition and the noun it governs
_DASHES = frozenset(("-", "–", "—", "--"))
_SUBORDINATE = frozenset(
    "when while after as if though although since because before asked speaking despite during following in on at "
    "by with for from".split()
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


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds noun phrases in a row of tokens with the words of one language."""

    cues: Cues
    grammar: Grammar

    def before(self, tokens: Sequence[Token], verb: int, low: int) -> Mention | None:
        """The subject of the verb at *verb*, which stands before it, from token *low* on."""
        low = max(low, verb - 3 * _LONGEST)
        last = self._skip_helpers(tokens, verb - 1, low)
        if last < low:
            return None
        token = tokens[last]
        if token.low == "as" and last > low and tokens[last - 1].low in _REPORTED:
            return self.before(tokens, last - 1, low)
        if token.low in self.grammar.pronouns:
            return _as_pronoun(token)
        if token.low in self.grammar.relative and (found := self._antecedent(tokens, last, low)):
            return found
        if (
            token.low in ("to", "by", "of")
            or token.low == self.grammar.conjunction
            or token.low in ("but", "or", "then")
        ):
            return self.subject(tokens, verb, low)
        if token.quote >= 0 or (tokens[verb].low.endswith("ing") and self._parts_participle(token)):
            return self.subject(tokens, verb, low)
        if not token.is_word:
            return self._before_aside(tokens, last, low)
        first = self._reach_left(tokens, last, low)
        found = self._read(tokens, first, last)
        if found is not None and not found.names and first - 2 >= low and tokens[first - 1].low == ",":
            return self._apposed(tokens, first, low) or found
        return found

    def _apposed(self, tokens: Sequence[Token], first: int, low: int) -> Mention | None:
        """The name that a role without its second comma belongs to: X, an analyst tells CNN."""
        article = tokens[first].low in self.grammar.determiners
        return (
            self._read_name(tokens, low, first - 2)
            if article and tokens[first - 2].name is not None
            else None
        )

    def after(self, tokens: Sequence[Token], first: int, high: int) -> Mention | None:
        """The subject that begins at token *first*, behind its verb."""
        while first < high and (tokens[first].low == BREAK or self._is_plain_helper(tokens[first])):
            first += 1
        if first >= high or not tokens[first].is_word:
            return None
        token = tokens[first]
        if token.low in self.grammar.pronouns:
            return _as_pronoun(token)
        named = token.name is not None
        if not named and (token.low in self.grammar.prepositions or token.low in self.grammar.breaks):
            return None
        if token.low in self.grammar.times and not named:
            return None
        return self._read(tokens, first, self._reach_right(tokens, first, high))

    def subject(self, tokens: Sequence[Token], verb: int, low: int) -> Mention | None:
        """The subject of the whole clause: its first name, pronoun or role that no preposition governs."""
        low = next((n + 1 for n in range(verb - 1, low - 1, -1) if tokens[n].low == BREAK), low)
        if low < verb and (tokens[low].low in _SUBORDINATE or tokens[low].low.endswith("ing")):
            low = next((n + 1 for n in range(low, min(verb, low + _LONGEST)) if tokens[n].low == ","), low)
        for number in range(low, min(verb, low + 2 * _LONGEST)):
            token = tokens[number]
            if token.low in self.grammar.singular or token.low == "they":
                return _as_pronoun(token)
            if not token.is_word or self._is_governed(tokens, number, low):
                continue
            opening = number == low and self._opens_as_name(tokens, number)
            if token.name is not None and self._is_setting(tokens, number):
                continue
            if token.name is not None or token.low in OFFICES or opening:
                last = self._end_of_subject(tokens, number, verb)
                return self._read(tokens, self._reach_left(tokens, number, low), last)
        return None

    def _is_setting(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a name is a place set off from the clause: in Salem, New Hampshire, X said."""
        name = tokens[number].name
        if name is None or not is_place(name.text):
            return False
        after = next((t for t in tokens[number + 1 :] if t.name is not name), None)
        return after is not None and after.low in (",", "(")

    def _end_of_subject(self, tokens: Sequence[Token], number: int, high: int) -> int:
        """Where the phrase that begins with a name or an office ends: before its verb."""
        name = tokens[number].name
        if name is None:
            return self._reach_right(tokens, number, high)
        last = number
        while last + 1 < high and tokens[last + 1].name is name:
            last += 1
        goes_on = tokens[last].possessive or tokens[min(last + 1, high - 1)].low in BODIES | OFFICES
        joined = tokens[min(last + 1, high - 1)].low == self.grammar.conjunction
        return self._reach_right(tokens, number, high) if goes_on or joined else last

    def _skip_helpers(self, tokens: Sequence[Token], last: int, low: int) -> int:
        while (
            last >= low
            and tokens[last].is_word
            and tokens[last].name is None
            and self._is_helper(tokens[last])
        ):
            last -= 1
        return last

    def _is_plain_helper(self, token: Token) -> bool:
        return token.name is None and self._is_helper(token)

    def _is_helper(self, token: Token) -> bool:
        return token.low in self.cues.helpers or (token.low.endswith("ly") and not token.capital)

    def _antecedent(self, tokens: Sequence[Token], relative: int, low: int) -> Mention | None:
        """What a relative pronoun stands for: the noun right before it, however it is governed."""
        last = relative - 1
        while last > low and not tokens[last].is_word and tokens[last].quote < 0:
            last -= 1
        if last < low or not tokens[last].is_word:
            return None
        if tokens[last].name is not None:
            return self._read_name(tokens, low, last)
        return self._read(tokens, self._reach_left(tokens, last, low), last)

    def _before_aside(self, tokens: Sequence[Token], last: int, low: int) -> Mention | None:
        """The subject before an insertion that ends at *last*: X, who was there, said."""
        if tokens[last].low == ")":
            pairs, last = ("(",), last
        elif tokens[last].low in _DASHES:
            pairs = tuple(_DASHES)
        elif tokens[last].low == ",":
            pairs = (",",)
        else:
            return None
        inner: Mention | None = None
        for number in range(last - 1, max(low + 1, last - _LONGEST) - 1, -1):
            if tokens[number].quote >= 0:
                break
            if tokens[number].low in pairs:
                outer = self._before_insertion(tokens, number - 1, low)
                inner = inner or self._read(tokens, self._reach_left(tokens, last - 1, number + 1), last - 1)
                if outer is not None:
                    return _better(outer, inner)
        return inner

    def _before_insertion(self, tokens: Sequence[Token], last: int, low: int) -> Mention | None:
        """A subject that ends at *last*, where an insertion begins; no place or time that precedes it."""
        if tokens[last].low in self.grammar.pronouns:
            return _as_pronoun(tokens[last])
        first = self._reach_left(tokens, last, low)
        while first < last and self._leads(tokens[first]):
            first += 1
        if tokens[first].low in self.grammar.prepositions or not tokens[last].is_word:
            return None
        if first - 1 > low and tokens[first - 1].low == "," and is_place(" ".join(t.low for t in tokens[first : last + 1]).title()):
            return None
        return self._read(tokens, first, last)

    def _parts_participle(self, token: Token) -> bool:
        """Whether a participle behind this token has the subject of the clause: ", adding" and "after hinting"."""
        return token.low == "," or (token.low in self.grammar.prepositions and token.low != "of")

    def _reach_left(self, tokens: Sequence[Token], last: int, low: int) -> int:
        first = last
        while first > low and last - first < _LONGEST and self._belongs(tokens, first - 1, first):
            first -= 1
        return first

    def _reach_right(self, tokens: Sequence[Token], first: int, high: int) -> int:
        last = first
        while last + 1 < high and last - first < _LONGEST and self._belongs(tokens, last + 1, last):
            last += 1
        return last

    def _belongs(self, tokens: Sequence[Token], number: int, neighbour: int) -> bool:
        """Whether the token may be part of the noun phrase its neighbour is in."""
        token = tokens[number]
        if token.name is not None:
            return True
        if token.low == self.grammar.conjunction:
            beyond = 2 * number - neighbour
            return 0 <= beyond < len(tokens) and tokens[neighbour].capital and tokens[beyond].capital
        if token.low == ".":
            return (
                tokens[number - 1].low in HONORIFICS or len(tokens[number - 1].low) == 1 if number else False
            )
        if not token.is_word:
            return token.low in ("&", "'", "’")
        if token.low in self.cues.verbs and not token.capital and token.low not in OFFICES:
            return False
        return token.low not in self.grammar.breaks and token.low not in self.grammar.pronouns

    def _is_governed(self, tokens: Sequence[Token], number: int, low: int) -> bool:
        """Whether a preposition stands before the phrase that holds the token."""
        for before in range(number - 1, max(low, number - _GOVERNED) - 1, -1):
            token = tokens[before]
            if token.low in self.grammar.prepositions:
                return True
            if not token.is_word or token.low in self.grammar.breaks or token.low in self.cues.verbs:
                return False
        return False

    def _read(self, tokens: Sequence[Token], first: int, last: int) -> Mention | None:
        """The mention in tokens *first* to *last*: their head, if it can speak."""
        while first <= last and self._leads(tokens[first]):
            first += 1
        if first > last:
            return None
        last = self._before_verb(tokens, first, last)
        name = tokens[last].name
        if name is not None and name.title and name.start - len(name.title) - 1 <= tokens[first].start:
            return self._read_name(tokens, first, last)
        if tokens[first].low in self.grammar.prepositions:
            return self._read_name(tokens, first, last) if tokens[last].name is not None else None
        stop = next((n for n in range(first + 1, last + 1) if self._ends_head(tokens[n])), last + 1)
        head = stop - 1
        while head > first and tokens[head].low in self.grammar.times and tokens[head].name is None:
            head -= 1
        if tokens[head].name is not None and not tokens[head].possessive:
            return self._read_name(tokens, first, head)
        if self._is_bare_name(tokens, first, head):
            return _unlisted(tokens, first, head)
        return self._read_role(tokens, first, last) if self._can_speak(tokens, first, head) else None

    def _can_speak(self, tokens: Sequence[Token], first: int, head: int) -> bool:
        """Whether a phrase without a name may be who speaks: a diplomat, officials, police; not: doing more."""
        if tokens[first].low in self.grammar.determiners or tokens[first].possessive or tokens[head].capital:
            return True
        return tokens[head].low.endswith("s") or any(
            t.low in OFFICES or t.low in BODIES for t in tokens[first : head + 1]
        )

    def _before_verb(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The end of the phrase before a past form that follows a noun: X issued; not: a retired general."""
        for number in range(first + 1, last + 1):
            token, before = tokens[number], tokens[number - 1]
            if token.name is not None or token.capital or not token.low.endswith("ed") or not before.is_word:
                continue
            if (
                before.low not in self.grammar.determiners
                and not before.possessive
                and not self._is_helper(before)
            ):
                return number - 1 if before.low not in OFFICE_MODIFIERS else last
        return last

    def _leads(self, token: Token) -> bool:
        if token.name is not None:
            return False
        return (
            not token.is_word
            or token.low in _LEADING
            or (token.low.endswith("ly") and token.low not in OFFICES)
        )

    def _opens_as_name(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the first word of a clause is taken for a name nobody else vouches for."""
        token = tokens[number]
        usual = token.low in _LEADING or token.low in self.cues.helpers or tokens[number + 1].low == ","
        return token.capital and not usual and self._is_bare_name(tokens, number, number)

    def _ends_head(self, token: Token) -> bool:
        return token.name is None and (token.low in self.grammar.prepositions)

    def _is_bare_name(self, tokens: Sequence[Token], first: int, head: int) -> bool:
        """Whether a phrase is capitalised words that the search for names did not take up."""
        words = tokens[first : head + 1]
        small = self.grammar.determiners | self.grammar.breaks | self.grammar.prepositions
        return all(t.capital and t.low not in small and not t.possessive for t in words)

    def _read_name(self, tokens: Sequence[Token], low: int, last: int) -> Mention | None:
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

    def _read_role(self, tokens: Sequence[Token], first: int, last: int) -> Mention | None:
        words = tokens[first : last + 1][:_ROLE_WORDS]
        while words and (not words[-1].is_word or words[-1].low in self.grammar.times):
            words = words[:-1]
        named = [token for token in words if token.is_word]
        if not named or (len(named) == 1 and len(named[0].low) < 2):  # noqa: PLR2004 - a letter names nobody
            return None
        return Mention(named[0].start, named[-1].end, named[0].start)


def _better(outer: Mention | None, inner: Mention | None) -> Mention | None:
    """Of a phrase and the apposition behind it the one with a name."""
    if outer is None or (inner is not None and inner.names and not outer.names and not outer.pronoun):
        return inner
    return outer


def _as_pronoun(token: Token) -> Mention:
    return Mention(token.start, token.end, token.start, pronoun=token.low)


def _unlisted(tokens: Sequence[Token], first: int, head: int) -> Mention:
    words = [token for token in tokens[first : head + 1] if token.is_word]
    while len(words) > 1 and words[0].low in HONORIFICS:
        words = words[1:]
    return Mention(words[0].start, words[-1].end, tokens[first].start)


def is_body(mention: str) -> bool:
    """Whether the words name a body, such as a campaign or a paper, and not a person."""
    return any(word.strip(".,").lower() in BODIES for word in mention.split())
