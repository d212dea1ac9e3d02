"""Which language a text is written in."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from compare.extract.cues import FUNCTION_WORDS, guess_language

WORDS = st.sampled_from(
    "the der le el il o de said und et y e em van İ ' - . 5 _ \n the.Der Von,le".split(" ")
)


@given(text=st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
@example("The mayor left. LE MAIRE")
def test_the_language_has_the_most_function_words(text: str) -> None:
    """Votes that are remembered for each run of a text give what counting its words anew gives."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {
        language: sum(words[word] for word in listed.split()) for language, listed in FUNCTION_WORDS.items()
    }

    assert max(scores, key=lambda language: (scores[language], language == "en")) == guess_language(text)
