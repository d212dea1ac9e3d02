"""The words of all sentences: counted and looked up in arrays, as a plain walk over them would."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.reading import Reading
from compare.analyse.sentence_words import SentenceWords
from compare.model import Document, Span

SENTENCES = st.lists(
    st.lists(st.sampled_from(["pier", "wall", "mud", "Mud,", "-", "été"]), max_size=6), max_size=6
)


def read(documents: list[list[list[str]]]) -> list[Reading]:
    """Documents of these words, a sentence a list."""
    readings = []
    for number, lists in enumerate(documents):
        lines = [" ".join(words) for words in lists]
        document = Document(f"d{number}", "\n".join(lines), "", "")
        ends = [sum(len(line) + 1 for line in lines[: n + 1]) - 1 for n in range(len(lines))]
        spans = tuple(Span(document, end - len(line), end) for line, end in zip(lines, ends, strict=True))
        readings.append(Reading(document, (), spans, (), ()))
    return readings


@given(documents=st.lists(SENTENCES, max_size=3))
def test_a_word_counts_once_a_sentence(documents: list[list[list[str]]]) -> None:
    """Each word has the number of sentences that hold it."""
    words = SentenceWords(read(documents))

    assert Counter(token for tokens in words.tokens for token in set(tokens)) == Counter(
        words.count_sentences()
    )


@given(documents=st.lists(SENTENCES, max_size=3), size=st.integers(1, 3))
def test_runs_that_stand_twice_are_found(documents: list[list[list[str]]], size: int) -> None:
    """Every run of so many words within a sentence is found in all its places, if it has two or more."""
    words = SentenceWords(read(documents))
    places = defaultdict(list)
    for number, tokens in enumerate(words.tokens):
        for place in range(len(tokens) - size + 1):
            places[tuple(tokens[place : place + size])].append((number, place))
    expected = {gram: where for gram, where in places.items() if len(where) > 1}

    assert expected == words.find_repeated([*places, ("nowhere",) * size], size)


@given(documents=st.lists(SENTENCES, min_size=1, max_size=3))
def test_the_words_of_a_document_are_those_of_its_sentences(documents: list[list[list[str]]]) -> None:
    """Documents keep their own words apart."""
    readings = read(documents)
    words = SentenceWords(readings)

    assert words.tokens == [tokens for reading in readings for tokens in SentenceWords([reading]).tokens]
    assert [token for tokens in words.tokens for token in tokens] == [
        token for reading in readings for token in words.tokens_of(reading.document)
    ]
