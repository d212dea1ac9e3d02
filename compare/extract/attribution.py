"""An offer to attribute a quote: who, by which cue, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compare.extract.cue_verbs import CueVerbs
from compare.extract.cues import Cues, find_cues, guess_language
from compare.extract.grammar import Grammar, find_grammar
from compare.extract.provenance import is_outlet
from compare.extract.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token
    from compare.extract.mentions import Mention
    from compare.extract.names import Name

_SAMPLE = 4000  # characters that tell the language


class Strength(IntEnum):
    """How sure a reading is; only the order matters."""

    SUBJECT = 20
    """X fears a "...", where no verb of speech tells more."""
    INHERITED = 30
    """The speaker of the quote before it in the paragraph."""
    OUTLET = 31
    """According to an outlet, which mostly passes on what somebody else said."""
    FURTHER = 40
    """The "..." is large, X said."""
    NOUN = 50
    """X's claim that "..."."""
    BEFORE = 60
    """X said that the thing was so very "..."."""
    ACCORDING = 70
    """According to X."""
    SHARED = 80
    """X called it "..." and "..."."""
    BEHIND = 85
    """"..." said X."""
    CLOSE_BEFORE = 90
    """X said, "..."."""
    TAGGED = 100
    """"...," said X."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quote, and by which words the text tells so."""

    strength: Strength
    mention: Mention
    speaker: str | None = None
    cue: tuple[int, int] | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the search for speakers knows of one language."""

    language: str
    cues: Cues
    grammar: Grammar
    verbs: CueVerbs
    subjects: Subjects

    def trim(self, names: Sequence[Name]) -> list[Name]:
        """The names without a capitalised "Laut" or "Angaben von" that opens the sentence they stand in."""
        phrases = self.cues.according
        heads = [
            *(" ".join(p) for p in phrases),
            *(p[0] for p in phrases),
            *(" ".join(p[1:]) for p in phrases if p[2:]),
        ]
        prefixes = tuple(f"{head} " for head in sorted(heads, key=len, reverse=True))
        return [
            self._trim(name, prefixes) if name.text.lower().startswith(prefixes) else name for name in names
        ]

    def _trim(self, name: Name, prefixes: tuple[str, ...]) -> Name:
        low = name.text.lower()
        prefix = next(words for words in prefixes if low.startswith(words))
        rest = name.text[len(prefix) :]
        return name._replace(start=name.end - len(rest), text=rest)

    def source(
        self, text: str, tokens: Sequence[Token], place: tuple[int, int], high: int
    ) -> Attribution | None:
        """The offer that "according to X" makes; *place* is the first token of the phrase and its length."""
        first, length = place
        subject = self.subjects.after(tokens, first + length, high)
        if subject is None:
            return None
        outlet = is_outlet(text[subject.start : subject.end])
        cue = (tokens[first].start, tokens[first + length - 1].end)
        return Attribution(Strength.OUTLET if outlet else Strength.ACCORDING, subject, cue=cue)


def learn_tongue(text: str) -> Tongue:
    """The language a text is written in, with all that its speakers are found by."""
    return _find_tongue(_guess(text[:_SAMPLE]))


@lru_cache(maxsize=1)  # a text is asked for its direct and its indirect speech, one after the other
def _guess(text: str) -> str:
    return guess_language(text)


@cache
def _find_tongue(language: str) -> Tongue:
    cues, grammar = find_cues(language), find_grammar(language)
    return Tongue(language, cues, grammar, CueVerbs(cues, grammar), Subjects(cues, grammar))


def offer(strength: Strength, subject: Mention | None, verb: Token | None) -> Attribution | None:
    """The attribution a subject makes with its verb; None without a subject."""
    if subject is None:
        return None
    return Attribution(strength, subject, cue=(verb.start, verb.end) if verb is not None else None)
