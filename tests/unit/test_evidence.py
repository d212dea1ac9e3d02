"""How sure it is that two quotations are one utterance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from compare.analyse.evidence import bound_score
from compare.analyse.renderings import Rarity, find_kept
from compare.analyse.sentence_words import SentenceWords
from compare.analyse.wording import read_wording
from compare.model import Document, Span

if TYPE_CHECKING:
    from compare.analyse.evidence import Evidence
    from compare.analyse.renderings import Kept

RARITY = Rarity(SentenceWords(()), (), ())
WORDS = st.lists(
    st.sampled_from("pier wall mud I'd isn't the of two-thirds ... No. [sic]".split()), max_size=12
)


def kept(fuller: str, other: str) -> Kept:
    """What one text keeps of the other, all of both being quoted."""
    wordings = []
    for text in (fuller, other):
        document = Document("a", text, "a.txt", "a")
        wordings.append(read_wording([Span(document, 0, len(text))]))
    return find_kept(*wordings, RARITY)


def evidence(fuller: str, other: str) -> Evidence:
    """What speaks for both being one utterance."""
    return kept(fuller, other).evidence


FULL = "The harbour wall is cracked, badly drained, and sinking into the mud. Nobody repaired it."


def test_more_of_the_same_words_is_surer() -> None:
    """Each further word that both have makes it surer."""
    scores = [
        evidence(FULL, cut).score()
        for cut in ("into the mud", "sinking into the mud", "badly drained, and sinking into the mud")
    ]

    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


def test_words_instead_of_others_speak_against_it() -> None:
    """Where each has its own words in one place it is less sure than where one of them was cut."""
    cut = evidence(FULL, "The harbour wall is sinking into the mud.")
    changed = evidence(FULL, "The harbour wall is freshly painted, not sinking into the mud.")

    assert 0.0 == cut.conflict
    assert 0.0 < changed.conflict
    assert changed.score() < cut.score()


def test_an_ellipsis_excuses_other_words() -> None:
    """What follows an ellipsis may come from anywhere in the utterance."""
    joined = "The harbour wall is cracked ... Nobody fixed it."
    plain = "The harbour wall is cracked and Nobody fixed it."

    assert evidence(FULL, joined).conflict < evidence(FULL, plain).conflict


def test_whole_sentences_count() -> None:
    """A sentence that both have from its beginning to its end says more than as many words elsewhere."""
    whole = evidence(FULL, "Nobody repaired it. They forgot.")
    part = evidence(FULL.replace(". Nobody", " and Nobody"), "Nobody repaired it. They forgot.")

    assert part.whole < whole.whole


def test_spellings_of_one_word_do_not_part() -> None:
    """Another spelling, or letters left out for decency, is no word instead of another."""
    assert 0.0 == evidence("Muammar came to the old pier", "Moammar came to the old pier").conflict
    assert 0.0 == evidence("the flaming old pier burns", "the f***ing old pier burns").conflict


def test_what_stands_in_brackets_weighs_nothing() -> None:
    """Words that an outlet puts in brackets are its own, and neither for nor against."""
    with_note = evidence(FULL, "The harbour wall [in Brigport] is cracked")

    assert 0.0 == with_note.conflict
    assert 1.0 == with_note.share


def test_another_voice_lowers_the_score() -> None:
    """That two speakers are named speaks against one utterance."""
    told = evidence(FULL, "sinking into the mud")

    assert told.score(other_voice=True) < told.score()


@given(fuller=WORDS, other=WORDS)
def test_kept_runs_have_the_same_words(fuller: list[str], other: list[str]) -> None:
    """Runs rise on both sides, lie within the wordings, and are spoken alike."""
    found = kept(" ".join(fuller), " ".join(other))
    end_left = end_right = 0
    for run in found.runs:
        left = [word.token for word in found.fuller.spoken if run.left <= word.word < run.left_end]
        right = [word.token for word in found.other.spoken if run.right <= word.word < run.right_end]
        assert left == right
        assert end_left <= run.left < run.left_end
        assert end_right <= run.right < run.right_end
        end_left, end_right = run.left_end, run.right_end


@given(fuller=WORDS, other=WORDS)
def test_the_bound_is_never_passed(fuller: list[str], other: list[str]) -> None:
    """No alignment scores higher than its common words allow, where no spellings are likened."""
    found = kept(" ".join(fuller), " ".join(other))
    pool = [word.token for word in found.fuller.spoken]
    weights = RARITY.weigh(found.other)
    common = [weight for word, weight in zip(found.other.spoken, weights, strict=True) if word.token in pool]
    assume(found.evidence.support <= sum(common) + 1e-9)  # else words are likened: "is not", "no no"
    bound = bound_score(sum(common), sum(weights), len(common), sum(common))

    assert found.evidence.score() <= bound + 1e-9
