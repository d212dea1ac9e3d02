"""compare.signatures: of strings and of columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import compare
from compare.errors import SettingsError
from compare.settings import ShingleHash, Unit

if TYPE_CHECKING:
    from types import ModuleType

NOTHING = 2**32 - 1
TEXTS = st.lists(st.one_of(st.none(), st.text("abc É漢.", max_size=60)), max_size=30)


def test_each_text_has_a_row() -> None:
    """Rows stand in the order of the texts; None and a text without tokens have the largest value only."""
    texts = ["one two three four five six", None, "!", "", "one", "One, two: three four five six"]
    signed = compare.signatures(iter(texts), num_perm=16)

    assert (6, 16) == signed.shape
    assert np.uint32 == signed.dtype
    assert np.all(signed[1:4] == NOTHING)
    assert signed[0].tolist() == signed[5].tolist()
    assert signed[0].tolist() != signed[4].tolist()


def test_no_texts_have_no_rows() -> None:
    """An empty list gives an empty array of the right width."""
    assert (0, 128) == compare.signatures([]).shape


@pytest.mark.parametrize("shingle_hash", ShingleHash)
@pytest.mark.parametrize("unit", Unit)
def test_settings_are_named_or_given(unit: Unit, shingle_hash: ShingleHash) -> None:
    """A unit and a hash may be given by their names."""
    pytest.importorskip("xxhash")
    texts = ["漢字かな交じり文です", "some words of a text"]
    given = compare.signatures(texts, unit=unit, hash=shingle_hash, ngram=3)

    assert np.array_equal(given, compare.signatures(texts, unit=unit.value, hash=shingle_hash.value, ngram=3))


def test_threads_change_nothing() -> None:
    """However many threads work, the rows are the same."""
    texts = [f"text {number} of many, with words {number * number}" for number in range(200)]
    alone = compare.signatures(texts, threads=1)

    assert all(np.array_equal(alone, compare.signatures(texts, threads=each)) for each in (None, 2, 9))


def test_lone_surrogates_are_signed() -> None:
    """Text that is not valid Unicode has a signature like any other."""
    signed = compare.signatures(["a \ud800 b", "a b"])

    assert signed[0].tolist() == signed[1].tolist()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"unit": "words"}, "unit must be auto or word or char, not 'words'"),
        ({"hash": "md5"}, "hash must be rolling or xxh3, not 'md5'"),
        ({"num_perm": 0}, "num-perm must be from 1 to"),
        ({"seed": -1}, "seed must be from 0"),
        ({"seed": 2**32}, "seed must be from 0"),
        ({"ngram": 0}, "ngram must be from 1"),
        ({"texts": "one text"}, "a list of texts"),
        ({"texts": [b"bytes"]}, "a text must be a str, not bytes"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any], told: str) -> None:
    """A wrong setting is an error that names it, and so is one text instead of several."""
    with pytest.raises(SettingsError, match=told):
        compare.signatures(**{"texts": ["a"]} | wrong)


@pytest.fixture(scope="module")
def arrow() -> ModuleType:
    """The package pyarrow, which compare itself does without."""
    module: ModuleType = pytest.importorskip("pyarrow")
    return module


@given(
    texts=TEXTS,
    kind=st.sampled_from(["string", "large_string"]),
    cuts=st.lists(st.integers(0, 30), max_size=3),
)
@example(texts=[None] * 9 + ["a b c d e f", None], kind="string", cuts=[9, 10])
@example(texts=["the same in every row"] * 20, kind="large_string", cuts=[3, 3, 17])
def test_a_column_is_signed_as_its_texts_are(
    arrow: ModuleType, texts: list[str | None], kind: str, cuts: list[int]
) -> None:
    """An array, its slices and a chunked array of them have the rows of their texts; nulls are empty."""
    expected = compare.signatures(texts, num_perm=8)
    column = arrow.array(texts, getattr(arrow, kind)())
    edges = list(pairwise([0, *sorted(min(cut, len(texts)) for cut in cuts), len(texts)]))
    pieces = [column[start:end] for start, end in edges]

    assert np.array_equal(expected, compare.signatures(column, num_perm=8))
    assert np.array_equal(expected, compare.signatures(arrow.chunked_array(pieces), num_perm=8))
    for (start, end), piece in zip(edges, pieces, strict=True):
        assert np.array_equal(expected[start:end], compare.signatures(piece, num_perm=8))


def test_a_null_is_empty_whatever_lies_under_it(arrow: ModuleType) -> None:
    """A null may have bytes in the buffer; they are nobody's text."""
    bits, edges = bytes([0b101]), np.array([0, 5, 11, 16], np.int32)
    buffers = [arrow.py_buffer(bits), arrow.py_buffer(edges), arrow.py_buffer(b"a b cHIDDENd e f")]
    column = arrow.Array.from_buffers(arrow.string(), 3, buffers)

    assert np.array_equal(compare.signatures(["a b c", None, "d e f"]), compare.signatures(column))


def test_an_empty_column_has_no_rows(arrow: ModuleType) -> None:
    """A column without values, and one without chunks, give an empty array of the right width."""
    kind = arrow.large_string()

    assert (0, 128) == compare.signatures(arrow.array([], kind)).shape
    assert (0, 128) == compare.signatures(arrow.chunked_array([], kind)).shape


def test_other_columns_are_refused(arrow: ModuleType) -> None:
    """A column whose texts do not lie in a row is refused, with the remedy."""
    texts = arrow.array(["a", "b", "a"])

    with pytest.raises(SettingsError, match=r"dictionary.*cast it to string or large_string"):
        compare.signatures(texts.dictionary_encode())
    with pytest.raises(SettingsError, match="int64"):
        compare.signatures(arrow.chunked_array([[1, 2]]))
