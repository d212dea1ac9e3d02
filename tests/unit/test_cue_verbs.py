"""Which words can be cues at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.clauses import Token
from compare.extract.cue_verbs import CueVerbs
from compare.extract.cues import find_cues
from compare.extract.grammar import find_grammar

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
WORDS = [
    *"said claims told tell shot back went on according to laut nach angaben von selon was the a x".split(),
    "d'après",
]


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_what_stirs_nothing_is_no_cue(language: str, words: list[str]) -> None:
    """A word that is passed over is neither verb nor tag, noun nor the head of a phrase."""
    verbs = CueVerbs(find_cues(language), find_grammar(language))
    tokens = [Token(place, place + 1, word, is_word=True) for place, word in enumerate(words)]
    for place, word in enumerate(words):
        if word not in verbs.stirring:
            told = verbs.is_verb, verbs.is_tag, verbs.is_noun, verbs.according
            assert not any(tell(tokens, place) for tell in told)
