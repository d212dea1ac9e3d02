"""The subject of a cue: before the verb, behind it, or that of the whole clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.extract.clauses import BREAK
from compare.extract.mentions import LONGEST_PHRASE, Mention, PhraseReader, as_pronoun, is_body
from compare.extract.places import is_place
from compare.extract.titles import BODIES, OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token
    from compare.extract.cues import Cues
    from compare.extract.grammar import Grammar

_FARTHEST = 3 * LONGEST_PHRASE  # tokens before a verb in which its subject is looked for
_LONGEST_NAME = 6  # words of the name of a place
_GOVERNED = 4  # words between a preposition and the noun it governs
_REPORTED = frozenset("quoted cited reported described overheard heard".split())  # X was quoted as saying
_INFINITIVE = frozenset("to by of but or then".split())  # X went on to say
_HINGES = frozenset((BREAK, "-", "-t-"))  # what may part a verb from the subject behind it
_ASIDES = frozenset(
    (
        ("de", "son", "côté"),
        ("pour", "sa", "part"),
        ("por", "su", "parte"),
        ("por", "sua", "vez"),
        ("dal", "canto", "suo"),
    )
)
_CLOSES_NAME = frozenset((",", ".", ";", ")", "-", "–", "—", "--"))
_DATELINE = 14  # tokens of a place, date and agency before the dash that ends them
_DASHES = frozenset(("-", "–", "—", "--"))
_INSERTIONS = {")": frozenset(("(",)), ",": frozenset((",",)), **dict.fromkeys(_DASHES, _DASHES)}
# What opens a clause or phrase that stands before the main one, and ends with a comma.
_SUBORDINATE = frozenset(
    "when while after as if though although since because before asked despite following in on at by with "
    "for from".split()
)
# What begins a clause as well as a phrase: a name behind it that stands before a verb is that one's subject.
_CLAUSE_OPENERS = frozenset("after before since until once as although though".split())


class Subjects:
    """Finds the subject of a verb in a row of tokens."""

    def __init__(self, cues: Cues, grammar: Grammar) -> None:
        self._grammar = grammar
        self._cues = cues
        self._phrases = PhraseReader(cues, grammar)

    def before(self, tokens: Sequence[Token], verb: int, low: int) -> Mention | None:
        """The subject of the verb at *verb*, which stands before it, from token *low* on."""
        low = max(low, verb - _FARTHEST)
        last = verb - 1
        while last >= low and tokens[last].is_word and self._phrases.is_helper(tokens[last]):
            last -= 1
        if last > low and tokens[last].low == "as" and tokens[last - 1].low in _REPORTED:
            return self.before(tokens, last - 1, low)
        if last < low:
            return None
        if tokens[last].low in self._grammar.pronouns:
            return as_pronoun(tokens[last])
        if tokens[last].low in self._grammar.relative and (found := self._antecedent(tokens, last, low)):
            return found
        if self._shares_subject(tokens[last], tokens[verb]):
            return self.of_clause(tokens, verb, low)
        beside = self._beside if tokens[last].is_word else self._before_insertion
        return beside(tokens, last, low)

    def after(self, tokens: Sequence[Token], first: int, high: int) -> Mention | None:
        """The subject that begins at token *first*, behind its verb."""
        while first < high and (tokens[first].low in _HINGES or self._phrases.is_helper(tokens[first])):
            first += 1
        if tuple(token.low for token in tokens[first : first + 3]) in _ASIDES:
            first += 3
        if first >= high or not tokens[first].is_word:
            return None
        token, grammar = tokens[first], self._grammar
        if token.low in grammar.pronouns:
            return as_pronoun(token)
        small = token.low in grammar.prepositions or token.low in grammar.breaks or token.low in grammar.times
        if small and token.name is None:
            return None
        last = self._phrases.reach_right(tokens, first, high)
        found = self._phrases.read(tokens, first, last)
        if found is None or found.is_person or token.low not in grammar.determiners:
            return found
        return self._put_behind(tokens, last, high) or found

    def _put_behind(self, tokens: Sequence[Token], last: int, high: int) -> Mention | None:
        """The name that says who holds the office that ends at *last*: said the engineer, Jane Roe."""
        first = last + 2
        if first >= high or tokens[last + 1].low != "," or (name := tokens[first].name) is None:
            return None
        while first + 1 < high and tokens[first + 1].name is name:
            first += 1
        closed = first + 1 >= high or tokens[first + 1].low in _CLOSES_NAME
        one = " " not in name.text or is_place(name.text) or is_body(name.text)
        return self._phrases.read_name(tokens, first, first) if closed and not one else None

    def is_lead(self, tokens: Sequence[Token], stop: int) -> bool:
        """Whether what stands before token *stop* only leads up to it: Instead, or Adding."""
        return stop <= 1 or all(self._phrases.leads(t) or t.low.endswith("ing") for t in tokens[:stop])

    def of_clause(self, tokens: Sequence[Token], verb: int, low: int) -> Mention | None:
        """The subject of the whole clause: its first name, pronoun or role that no preposition governs."""
        low = self._skip_opening(tokens, verb, low)
        for number in range(low, min(verb, low + 2 * LONGEST_PHRASE)):
            token = tokens[number]
            if token.low in self._grammar.singular or token.low == "they":
                return as_pronoun(token)
            if not token.is_word or self._is_governed(tokens, number, low) or _is_setting(tokens, number):
                continue
            opening = number == low and self._phrases.opens_as_name(tokens, number)
            if token.name is not None or token.low in OFFICES or opening:
                last = self._end_of_subject(tokens, number, verb)
                return self._phrases.read(tokens, self._phrases.reach_left(tokens, number, low), last)
        return None

    def _shares_subject(self, before: Token, verb: Token) -> bool:
        """Whether a verb has the subject of its clause: X went on to say; X left, adding; X left and said."""
        if before.quote >= 0 or before.low in _INFINITIVE or before.low == self._grammar.conjunction:
            return True
        parted = before.low == "," or before.low in self._grammar.prepositions
        return parted and verb.low.endswith("ing")

    def _beside(self, tokens: Sequence[Token], last: int, low: int) -> Mention | None:
        """The subject that ends right before its verb, or the name it is put to: X, an analyst tells CNN."""
        first = _begin_of_clause(tokens, self._phrases.reach_left(tokens, last, low), last)
        found = self._phrases.read(tokens, first, last)
        put = found is not None and not found.names and first - 2 >= low and tokens[first - 1].low == ","
        if put and tokens[first].low in self._grammar.determiners:
            return self._phrases.read_name(tokens, low, first - 2) or found
        return found

    def _antecedent(self, tokens: Sequence[Token], relative: int, low: int) -> Mention | None:
        """What a relative pronoun stands for: the noun right before it, however it is governed."""
        last = relative - 1
        while last > low and not tokens[last].is_word and tokens[last].quote < 0:
            last -= 1
        if last < low or not tokens[last].is_word:
            return None
        if tokens[last].name is not None:
            return self._phrases.read_name(tokens, low, last)
        return self._phrases.read(tokens, self._phrases.reach_left(tokens, last, low), last)

    def _before_insertion(self, tokens: Sequence[Token], last: int, low: int) -> Mention | None:
        """The subject before an insertion that ends at *last*: X, who was there, said."""
        opening = _INSERTIONS.get(tokens[last].low, frozenset())
        inner: Mention | None = None
        for number in range(last - 1, max(low + 1, last - LONGEST_PHRASE) - 1, -1):
            if tokens[number].quote >= 0:
                break
            if tokens[number].low not in opening:
                continue
            outer = self._inserted_into(tokens, number - 1, low)
            first = self._phrases.reach_left(tokens, last - 1, number + 1)
            inner = inner or self._phrases.read(tokens, first, last - 1)
            if outer is not None:
                return inner if inner is not None and inner.names and not outer.is_person else outer
        return inner

    def _inserted_into(self, tokens: Sequence[Token], last: int, low: int) -> Mention | None:
        """A subject that ends at *last*, where an insertion begins; no place or time that precedes it."""
        if tokens[last].low in self._grammar.pronouns:
            return as_pronoun(tokens[last])
        first = self._phrases.reach_left(tokens, last, low)
        while first < last and self._phrases.leads(tokens[first]):
            first += 1
        if tokens[first].low in self._grammar.prepositions or not tokens[last].is_word:
            return None
        name = tokens[last].name
        if first - 1 > low and tokens[first - 1].low == "," and name is not None and is_place(name.text):
            return None
        return self._phrases.read(tokens, first, last)

    def _skip_opening(self, tokens: Sequence[Token], verb: int, low: int) -> int:
        """Where the main clause begins: behind the label of a list item, or an opening phrase."""
        low = next((n + 1 for n in range(verb - 1, low - 1, -1) if tokens[n].low == BREAK), low)
        low = next(
            (n + 1 for n in range(low, min(verb, low + _DATELINE)) if _ends_dateline(tokens, n, low)), low
        )
        if low < verb and (tokens[low].low in _SUBORDINATE or tokens[low].low.endswith("ing")):
            stop = min(verb, low + LONGEST_PHRASE)
            return next((n + 1 for n in range(low, stop) if tokens[n].low == ","), low)
        return low

    def _is_governed(self, tokens: Sequence[Token], number: int, low: int) -> bool:
        """Whether a preposition stands before the phrase that holds the token."""
        for before in range(number - 1, max(low, number - _GOVERNED) - 1, -1):
            token = tokens[before]
            if token.low in self._grammar.prepositions:
                return True
            if not token.is_word or token.low in self._grammar.breaks or token.low in self._cues.verbs:
                return False
        return False

    def _end_of_subject(self, tokens: Sequence[Token], number: int, high: int) -> int:
        """Where the phrase that begins with a name or an office ends: before its verb."""
        name = tokens[number].name
        last = number
        while name is not None and last + 1 < high and tokens[last + 1].name is name:
            last += 1
        after = tokens[min(last + 1, high - 1)].low
        bound = (
            tokens[last].possessive
            or after in BODIES
            or after in OFFICES
            or after == self._grammar.conjunction
        )
        return self._phrases.reach_right(tokens, number, high) if name is None or bound else last


def _begin_of_clause(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the name that ends at *last* begins, if a clause begins with it: after X told; else *first*."""
    number = last
    while number > first and tokens[number].name is not None and tokens[number].name is tokens[last].name:
        number -= 1
    return number + 1 if first < number < last and tokens[number].low in _CLAUSE_OPENERS else first


def _ends_dateline(tokens: Sequence[Token], dash: int, first: int) -> bool:
    """Whether a dash ends place, date and agency: SALEM, July 2 (Reuters) —."""
    words = tokens[first:dash]
    if (
        tokens[dash].low not in _DASHES
        or not words
        or any(t.is_word and not t.capital for t in words if not t.low.isdigit())
    ):
        return False
    name = words[0].name
    return words[-1].low == ")" or words[-1].low.isdigit() or (name is not None and is_place(name.text))


def _is_setting(tokens: Sequence[Token], number: int) -> bool:
    """Whether a name is a place set off from the clause: in Salem, New Hampshire, X said."""
    name = tokens[number].name
    if name is None or not is_place(name.text):
        return False
    behind = tokens[number + 1 : number + 1 + _LONGEST_NAME]
    after = next((token for token in behind if token.name is not name), None)
    return after is not None and after.low in (",", "(")
