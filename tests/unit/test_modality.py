"""How sure a clause is, by the words that deny it, leave it open, hedge it, or put it in the future."""

from __future__ import annotations

import pytest

from compare.extract.modality import Stance, find_aside, find_stances


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mill denied that the pipe had burst", Stance.DENIED),
        ("The mill rejected claims that the pipe had burst", Stance.DENIED),
        ("The mill declined to say whether the pipe had burst", Stance.UNCONFIRMED),
        ("The mill has not yet confirmed that the pipe burst", Stance.UNCONFIRMED),
        ("It hasn't been confirmed that the pipe burst", Stance.UNCONFIRMED),
        ("The mill did not rule out that the pipe had burst", Stance.POSSIBLE),
        ("It is thought that the pipe had burst", Stance.POSSIBLE),
        ("The mill is considering a new pipe", Stance.POSSIBLE),
        ("A report suggests that the pipe had burst", Stance.POSSIBLE),
    ],
)
def test_words_for_a_whole_clause(text: str, stance: Stance) -> None:
    """Verbs that say how the clause behind them is meant come first."""
    cue = find_stances(text, 0, len(text))[0]

    assert (stance, False) == (cue.stance, cue.plain)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The pipe may have burst", Stance.POSSIBLE),
        ("The pipe reportedly burst", Stance.POSSIBLE),
        ("The pipe will be mended", Stance.EXPECTED),
        ("The pipe is to be mended", Stance.EXPECTED),
        ("They are planning a new pipe", Stance.EXPECTED),
        ("The pipe has not burst", Stance.DENIED),
        ("Nobody was hurt", Stance.DENIED),
        ("There was no leak", Stance.DENIED),
    ],
)
def test_words_for_the_verb_behind_them(text: str, stance: Stance) -> None:
    """Modal verbs, adverbs and negations belong to one verb."""
    cue = find_stances(text, 0, len(text))[0]

    assert (stance, True) == (cue.stance, cue.plain)


@pytest.mark.parametrize(
    "text",
    [
        "Families sue over its alleged role",
        "The pipe burst in May",
        "They met Will May on 5 May",
        "The mayor, not the council, gave the order",
        "The clerk was denied bail",
        "The council should not pay",
        "It was not only the pipe",
    ],
)
def test_words_that_look_like_doubt_and_are_none(text: str) -> None:
    """Names and months, a contrast, a refusal of something else, an opinion on what ought to be."""
    assert [] == find_stances(text, 0, len(text))


def test_an_aside_takes_certainty_back() -> None:
    """What neighbours believe is not stated, though the sentence opens as if it were."""
    text = "Three boats are missing, fishermen believe."
    cue = find_aside(text, 0, len(text))

    assert cue is not None
    assert "fishermen believe" == text[cue.start : cue.end]
    assert find_aside("Three boats are missing, police said, suggesting they believe it.", 0, 60) is None
