"""Events with their participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.frames import Event, Kind, find_events
from compare.extract.names import find_names
from compare.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(
    [
        *(
            "Mr. Okafor",
            "the rebels",
            "he",
            "his",
            "she",
            "Berg",
            "resigned",
            "departure",
            "pushed",
            "back",
            "stepped",
        ),
        *(
            "down",
            "and",
            "who",
            "was",
            "never",
            "arrested",
            "to Oslo",
            "of",
            "the",
            "prime minister",
            "'s",
            "defected",
        ),
        *(",", ".", ";", "--", " ", " ", "\n", "\ud800", "“", "”"),
    ]
)
ANY = st.one_of(
    st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join), st.text()
)


def events(text: str) -> list[Event]:
    """The events of all sentences of a text."""
    names = find_names(text)
    return [event for place in split_sentences(text) for event in find_events(text, *place, names)]


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each event as its words, with its participants as a reader sees them."""
    names = {name.start: name.text for name in find_names(text)}
    return [
        (text[e.start : e.end], tuple(_show(text, names, p.kind, p.value) for p in e.participants))
        for e in events(text)
    ]


def _show(text: str, names: dict[int, str], kind: Kind, value: str | int) -> str:
    if kind is Kind.NAME:
        return names[int(value)]
    if kind is Kind.PRONOUN:
        return text[int(value) :].split(maxsplit=1)[0]
    return f"{kind.value} {value}"


@given(text=ANY)
def test_events_lie_in_their_sentence(text: str) -> None:
    """An event holds its trigger, has a class and somebody in it, and crosses no end of a sentence."""
    names = find_names(text)
    starts = {name.start for name in names}

    for start, end in split_sentences(text):
        for event in find_events(text, start, end, names):
            assert start <= event.start <= event.trigger < event.end <= end
            assert event.classes
            assert event.participants
            assert all(p.value in starts for p in event.participants if p.kind is Kind.NAME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mr. Okafor resigned.", ("resigned", ("Okafor",))),
        ("Then Mr. Okafor had never resigned.", ("resigned", ("Okafor",))),
        ("Then Mr. Okafor, the mayor, has resigned.", ("resigned", ("Okafor",))),
        ("Then Mr. Okafor, who led the army, defected.", ("defected", ("Okafor",))),
        ("Then Mr. Okafor turned down the offer.", ("turned down the offer", ("Okafor",))),
        ("Then the U.S. withdrew its offer.", ("withdrew its offer", ("U.S.",))),
        ("On Tuesday he resigned, they say.", ("resigned", ("he",))),
        ("On Tuesday the prime minister resigned.", ("resigned", ("role prime minister",))),
        ("On Tuesday the dam collapsed.", ("collapsed", ("noun dam",))),
        ("On Tuesday police arrested Mr. Okafor in Oslo.", ("arrested Mr. Okafor in Oslo", ("Okafor",))),
        ("Then Mr. Okafor was dismissed by them.", ("dismissed by them", ("Okafor",))),
    ],
)
def test_verbs_have_their_subject_or_object(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """Names, pronouns, offices and nouns; adverbs, appositions and relative clauses are passed over."""
    assert [expected] == told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Okafor’s departure to Oslo.", ("Okafor’s departure to Oslo", ("Okafor",))),
        ("They saw Okafor's sudden resignation.", ("Okafor's sudden resignation", ("Okafor",))),
        ("They saw his departure for Oslo.", ("his departure for Oslo", ("his",))),
        (
            "They saw the bank's collapse over the past few days as a sign.",
            ("the bank's collapse over the past few days", ("noun bank",)),
        ),
        ("They saw the bank's collapse.", ("the bank's collapse", ("noun bank",))),
        (
            "They saw the prime minister's resignation.",
            ("the prime minister's resignation", ("role prime minister",)),
        ),
    ],
)
def test_nouns_have_their_possessor(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """Whose event it is stands before it, and where to behind it."""
    assert [expected] == told(text)
    assert [True] == [event.nominal for event in events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels were pushed back at noon.", "The rebels were pushed back at noon"),
        ("They had pushed the rebels back at noon.", "pushed the rebels back at noon"),
    ],
)
def test_a_verb_and_its_small_word_tell_one_event(text: str, expected: str) -> None:
    """Pushed back, by whomever: it happens to the rebels."""
    assert [(expected, ("noun rebel",))] == told(text)


def test_two_verbs_of_one_subject_are_one_event() -> None:
    """Who resigned and fled did both in one breath."""
    (event,) = events("Then Mr. Okafor resigned and fled to Oslo.")

    assert {"leave", "travel"} <= event.classes


@pytest.mark.parametrize(
    "text",
    [
        "Departures were delayed.",
        "After the crash it rained.",
        "The departure of the boat, they said, was late.",
        "In the talks with Mr. Okafor resigned men sat.",
        "They spoke. Resigned to it, they left.",
        "On Tuesday it sank off Harlow, they said.",
        "The chief executive spoke to Mr. Okafor.",
        "",
    ],
)
def test_better_no_event_than_a_wrong_one(text: str) -> None:
    """Where the participant is not plain, nothing is said."""
    assert [] == told(text)


def test_only_the_head_of_a_sentence_without_end_is_read() -> None:
    """Thousands of words without a stop are no sentence, and cost no more than one."""
    text = "and Mr. Okafor resigned " * 10_000

    assert len(events(text)) < 100


@pytest.mark.parametrize("piece", ["he resigned ", "pushed back ", "Mr. Xyz, resigned ", "Xyz’s departure "])
def test_work_grows_with_the_text_only(
    piece: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Text made to hurt takes no more than in step with its length."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        names = find_names(text)
        return count_calls(lambda: find_events(text, 0, len(text), names))

    assert calls(96_000) < 24 * calls(6_000) + 1000
