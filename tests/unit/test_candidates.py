"""Which wordings are held against another one: no rendering is missed, and floods are cut off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.candidates import Candidates
from compare.analyse.renderings import SURE, Rarity, find_kept
from compare.analyse.sentence_words import SentenceWords
from compare.analyse.wording import Wording, read_wording
from compare.model import Document, Span

RARITY = Rarity(SentenceWords(()), (), ())
# No two of these are spellings of one another; "the" and "of" say nothing.
WORDS = st.lists(st.sampled_from("pier wall cracked mud the of sinking".split()), min_size=4, max_size=9).map(
    " ".join
)


def read(text: str) -> Wording:
    """All of a text as one wording."""
    document = Document("a", text, "a.txt", "a")
    return read_wording([Span(document, 0, len(text))])


@given(texts=st.lists(WORDS, max_size=6), other=WORDS)
def test_what_would_be_surely_one_utterance_is_a_candidate(texts: list[str], other: str) -> None:
    """Every wording that scores high enough when it is aligned is found without aligning all."""
    wordings, asked = [read(text) for text in texts], read(other)
    candidates = Candidates(RARITY)
    for wording in wordings:
        candidates.add(wording)
    sure = {wording for wording in wordings if find_kept(wording, asked, RARITY).evidence.score() >= SURE}

    assert sure <= set(candidates.find(asked, SURE))


def test_words_that_stand_apart_are_no_candidate() -> None:
    """A wording with none of the words, or with too few to be sure, is not looked at."""
    candidates = Candidates(RARITY)
    for text in ("Two ferries sail in May", "The ferries cracked the old ice of the river in May"):
        candidates.add(read(text))

    assert [] == candidates.find(read("cracked, badly drained and sinking"), SURE)


def test_a_flood_of_one_wording_gives_few_candidates() -> None:
    """However many wordings are alike, few are aligned; those with more in common come first."""
    candidates = Candidates(RARITY)
    for number in range(150):
        candidates.add(read(f"cracked and sinking pier {number}"))
    candidates.add(read("cracked and sinking pier of mud"))
    found = candidates.find(read("cracked and sinking pier of mud"), SURE)

    assert len(found) < 20
    assert "cracked and sinking pier of mud" == found[0].parts[0].text
