"""Sentences prepared for comparing: keys, weights, clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.units import LONGEST_CLAIM, Unit, make_units, shared_weight
from compare.extract.events import find_event_classes
from compare.extract.frames import find_events
from compare.model import Document, Span
from compare.text.stopwords import stem
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.analyse.reading import Reading


def read_units(*texts: str) -> list[Unit]:
    """The sentences of these texts."""
    documents = [Document(id=str(n), text=text, path="", source="") for n, text in enumerate(texts)]
    readings = [take_apart(document, ()) for document in documents]
    return make_units(readings, NameTable(readings))


@pytest.fixture
def only_unit() -> Callable[[str], Unit]:
    """The one sentence of a text."""

    def read(text: str) -> Unit:
        (unit,) = read_units(text)
        return unit

    return read


def test_a_name_is_one_key_in_all_its_spellings() -> None:
    """Peter Ellwood, Mr. Ellwood: one bearer, one key, where its last word stands."""
    first, second = read_units("Peter Ellwood sold boats.", "Mr. Ellwood sold a boat.")

    assert 2 <= len(set(first.bag) & set(second.bag))
    assert ["@"] == [word.key[0] for word in first.keys if word.start == len("Peter ")]
    assert 0 not in [word.start for word in first.keys]


def plain_keys(reading: Reading, sentence: Span, names: NameTable) -> list[tuple[int, str]]:
    """Where the words of a sentence begin, with what each stands for, worked out word by word."""
    keys = {
        word.start: word.token for word in split_words(sentence.document.text, sentence.start, sentence.end)
    }
    meanings = {
        start: f"#{min(classes)}" if (classes := find_event_classes(token)) else stem(token)
        for start, token in keys.items()
        if token not in ("s", "t")
    }
    for name in reading.names_in(sentence):
        entity = names.entity_at(reading.document, name.start)
        inside = [start for start in keys if name.start <= start < name.end]
        if entity is not None and inside:
            meanings = {start: key for start, key in meanings.items() if start not in inside}
            meanings[inside[-1]] = f"@{entity}"
    return sorted(meanings.items())


PIECES = st.sampled_from(
    (
        "Peter Ellwood's",
        "Ellwood",
        "Oslo",
        "resigned",
        "won't",
        "the",
        "Élan",
        "漢字",
        "1,500",
        "“He",
        "fled.”",
        "it.",
        "\n\n",
    )
)


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_keys_are_those_of_each_word(text: str) -> None:
    """The words of a document, looked at together, stand for what each stands for by itself."""
    document = Document(id="1", text=text, path="", source="")
    reading = take_apart(document, ())
    names = NameTable([reading])

    units = make_units([reading], names)

    assert [plain_keys(reading, sentence, names) for sentence in reading.sentences] == [
        [(word.start, word.key) for word in unit.keys] for unit in units
    ]


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_no_sentence_with_an_event_is_passed_over(text: str) -> None:
    """Where an event is told, one of the words says that there may be one."""
    for unit in read_units(text):
        names = list(unit.reading.names_in(unit.span))
        events = find_events(text, unit.span.start, unit.span.end, names)

        assert unit.tells_event >= bool(events)


def test_a_rare_word_weighs_more() -> None:
    """What one sentence alone has weighs more than what all have."""
    units = read_units("The otter was purple.", "The choir was purple.", "The baker was purple.")
    common = {"the", "was", "purpl"}

    for unit, rare in zip(units, ("otter", "choir", "baker"), strict=True):
        assert unit.bag[rare] > max(unit.bag[key] for key in common)
    assert shared_weight(*units[:2]) == pytest.approx(sum(units[0].bag[key] for key in common))


def test_clauses_are_cut_where_another_begins(only_unit: Callable[[str], Unit]) -> None:
    """The sentence itself, its clauses, and neighbours together."""
    unit = only_unit("The tunnel was drained, but nobody in the town paid; rain fell for a week.")

    texts = [span.text for _, _, span in unit.clauses]
    assert "nobody in the town paid" in {text.removeprefix("but ") for text in texts}
    assert "rain fell for a week." in texts
    assert texts[0].startswith("The tunnel")


@given(
    words=st.lists(
        st.sampled_from(["dam", "wall,", "and", "but", ";", "“", "”", "—", "Ellwood", "1.5"]), max_size=40
    )
)
def test_a_clause_lies_in_its_sentence(words: list[str]) -> None:
    """The words of a clause are those between its ends, and it is no longer than a claim may be."""
    for unit in read_units(" ".join(words)):
        for first, last, span in unit.clauses:
            assert unit.span.holds(span)
            assert len(span.text) <= LONGEST_CLAIM
            inside = [w for w in unit.keys if span.start <= w.start and w.end <= span.end]
            assert inside == list(unit.keys[first:last])


def test_a_term_in_marks_cuts_no_clause(only_unit: Callable[[str], Unit]) -> None:
    """A word or two in marks are part of the clause around them; longer words between marks are their own."""
    term = only_unit('Roe, a "pillar" of the rowing club since its first race, has sold her boat.')
    speech = only_unit('Roe told the "we shall never sell this boat" crowd about the first race of the club.')

    assert [term.span.text] == [span.text for _, _, span in term.clauses]
    assert "we shall never sell this boat" in " ".join(span.text for _, _, span in speech.clauses[1:])
    assert len(speech.clauses) > 1


def test_a_list_without_end_has_few_clauses(only_unit: Callable[[str], Unit]) -> None:
    """However long a sentence, the clauses that are compared are few."""
    unit = only_unit("the dam, and the wall, who left, " * 2000)

    assert 60 >= len(unit.clauses)


def test_white_space_is_no_clause(only_unit: Callable[[str], Unit]) -> None:
    """A sentence with a very long run of tabs is cut like any other."""
    unit = only_unit("The dam of Selby fell" + "\t" * 40_000 + "but the old wall of Selby stood")

    assert unit.clauses
