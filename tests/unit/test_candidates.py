"""Which wordings are held against another one: no rendering is missed, and floods are cut off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.candidates import Candidates, list_keys
from compare.analyse.renderings import SURE, Rarity, find_kept
from compare.analyse.sentence_words import SentenceWords
from compare.analyse.wording import Wording, read_wording
from compare.model import Document, Span
from compare.text.stopwords import is_stopword

RARITY = Rarity(SentenceWords(()), (), ())
# No two of these are spellings of one another; "the" and "of" say nothing.
WORDS = st.lists(st.sampled_from("pier wall cracked mud the of sinking".split()), min_size=4, max_size=9).map(
    " ".join
)


def read(text: str) -> Wording:
    """All of a text as one wording."""
    document = Document("a", text, "a.txt", "a")
    return read_wording([Span(document, 0, len(text))])


def add(candidates: Candidates, text: str) -> Wording:
    """Let a text be found."""
    wording = read(text)
    candidates.add(wording, list_keys(wording, RARITY))
    return wording


def find(candidates: Candidates, wording: Wording) -> list[Wording]:
    """What this wording may surely be a rendering of."""
    return candidates.find(wording, list_keys(wording, RARITY), SURE)


@given(texts=st.lists(WORDS, max_size=6), other=WORDS)
def test_what_would_be_surely_one_utterance_is_a_candidate(texts: list[str], other: str) -> None:
    """Every wording that scores high enough, not by stopwords alone, is found without aligning all."""
    candidates, asked = Candidates(RARITY), read(other)
    wordings = [add(candidates, text) for text in texts]
    words = {token for token in asked.spoken_tokens if not is_stopword(token)}
    sure = {
        wording
        for wording in wordings
        if words.intersection(wording.spoken_tokens)
        and find_kept(wording, asked, RARITY).evidence.score() >= SURE
    }

    assert sure <= set(find(candidates, asked))


def test_a_quotation_of_stopwords_finds_its_like() -> None:
    """Of words that every text has, the same ones in the same order are a candidate."""
    candidates = Candidates(RARITY)
    same = add(candidates, "It is what it is.")
    add(candidates, "What it is, it is not.")

    assert [same] == find(candidates, read("it is what it is"))


def test_words_that_stand_apart_are_no_candidate() -> None:
    """A wording with none of the words, or with too few to be sure, is not looked at."""
    candidates = Candidates(RARITY)
    for text in ("Two ferries sail in May", "The ferries cracked the old ice of the river in May"):
        add(candidates, text)

    assert [] == find(candidates, read("cracked, badly drained and sinking"))


def test_a_flood_of_one_wording_gives_few_candidates() -> None:
    """However many wordings are alike, few are aligned; those with more in common come first."""
    candidates = Candidates(RARITY)
    for number in range(150):
        add(candidates, f"cracked and sinking pier {number}")
    add(candidates, "cracked and sinking pier of mud")
    found = find(candidates, read("cracked and sinking pier of mud"))

    assert len(found) < 20
    assert "cracked and sinking pier of mud" == found[0].parts[0].text
