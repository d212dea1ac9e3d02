"""The words in which names are looked for, made one by one when they are asked for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from compare.extract.name_words import read_lines
from compare.text.sentences import split_sentences

TEXT = st.one_of(st.text(), st.text(st.sampled_from("Aab.'’-&_ \n!”。é\u03019")))


@given(text=TEXT)
@example("The Joneses' boat. U.N. aides met el-Treki's men.\n\nMr. Xu left")
def test_words_stand_in_their_sentences(text: str) -> None:
    """Each line is a sentence, and its words are slices of it, in order."""
    places, lines = split_sentences(text), read_lines(text)

    assert len(places) == len(lines)
    for (start, end), line in zip(places, lines, strict=True):
        tokens = list(line.tokens)
        assert all(start <= token.start < token.end <= end for token in tokens)
        assert all(token.text == text[token.start : token.end] for token in tokens)
        assert all(left.end <= right.start for left, right in pairwise(tokens))


@given(text=TEXT)
@example("Anna Brandt of Selby met Bank of Arvika")
def test_capitals_are_the_words_with_one(text: str) -> None:
    """What is told of all words at once is what the words themselves tell."""
    for line in read_lines(text):
        tokens = list(line.tokens)

        assert [place for place, token in enumerate(tokens) if token.capital] == line.tokens.capitals
        assert [token.low for token in tokens] == [shape.low for shape in line.tokens.shapes]
