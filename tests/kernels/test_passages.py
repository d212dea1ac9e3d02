"""Passages by each kernel and by its plain twin, on texts that make every edge meet every other."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from itertools import accumulate
from struct import iter_unpack
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    Texts = list[list[int]]
    Row = tuple[int, ...]

BIT = 8


@dataclass(frozen=True)
class Settings:
    """What is a passage; small numbers, so that few words reach every limit."""

    cap: int = 32
    handful: int = 8
    least: int = 40 * BIT
    seed: int = 12 * BIT
    shortest: int = 6


SETTINGS = st.builds(
    Settings,
    cap=st.sampled_from([1, 2, 3, 32]),
    handful=st.sampled_from([2, 3, 8]),
    least=st.sampled_from([0, 8 * BIT, 20 * BIT, 40 * BIT]),
    seed=st.sampled_from([0, 5 * BIT, 10 * BIT, 20 * BIT]),
    shortest=st.sampled_from([0, 3, 6]),
)


def find(kernel: ModuleType, texts: Texts, settings: Settings, threads: int = 1) -> list[Row]:
    """The passages of texts of numbered words."""
    tokens = np.array([word for text in texts for word in text], np.uint64)
    starts = np.array([0, *accumulate(map(len, texts))], np.uint64)
    rows = kernel.find_passages(tokens, starts, threads=threads, **asdict(settings))
    return list(iter_unpack("=7Ii", rows))


def edit(words: Sequence[int], chance: random.Random, distinct: int) -> list[int]:
    """The words with a few replaced, dropped, or others put in, up to more than a gap has room for."""
    edited = list(words)
    for _ in range(chance.randint(0, 4)):
        place = chance.randrange(len(edited) + 1)
        edited[place : place + chance.choice([0, 1, 1, 14])] = [
            chance.randrange(distinct) for _ in range(chance.choice([0, 1, 1, 3, 14]))
        ]
    return edited


def plant(seed: int) -> Texts:
    """Texts of few or many words, with parts of one another, edited or not, once or repeated."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    distinct = chance.choice([1, 2, 3, 6, 40, 1000])
    sizes = (chance.choice([0, 1, 2, 3, 20, 60]) for _ in range(chance.randint(1, 6)))
    texts = [[chance.randrange(distinct) for _ in range(size)] for size in sizes]
    for _ in range(chance.randint(0, 6)):
        source, target = chance.choice(texts), chance.choice(texts)
        start = chance.randint(0, len(source))
        words = edit(source[start : start + chance.randint(1, 60)], chance, distinct)
        place = chance.choice([0, len(target), chance.randint(0, len(target))])
        target[place:place] = words * chance.choice([1, 1, 1, 2, 5])
    return texts


@given(
    texts=st.builds(plant, st.integers(0, 1 << 32)), settings=SETTINGS, threads=st.sampled_from([0, 1, 2, 5])
)
@example(texts=[], settings=Settings(), threads=1)
@example(texts=[[], [], []], settings=Settings(), threads=2)
@example(texts=[[1, 2], [1, 2]], settings=Settings(least=0, seed=0, shortest=0), threads=1)
@example(texts=[[7] * 90, [7] * 90], settings=Settings(cap=2), threads=2)
@example(texts=[list(range(16)) * 12], settings=Settings(cap=3, seed=0), threads=1)
@example(texts=[list(range(9)), list(range(9))] * 150, settings=Settings(), threads=5)
def test_the_kernels_agree_with_their_twin(
    native: ModuleType, texts: Texts, settings: Settings, threads: int
) -> None:
    """Whatever the texts, the settings and the threads, the same passages come in the same order."""
    expected = find(plain, texts, settings)

    assert expected == find(native, texts, settings, threads)


@given(texts=st.builds(plant, st.integers(0, 1 << 32)), settings=SETTINGS)
def test_passages_lie_in_their_texts(kernel: ModuleType, texts: Texts, settings: Settings) -> None:
    """Both sides are places in the texts that begin and end with the same word, and do not overlap."""
    for left, start, end, right, again, stop, words, _ in find(kernel, texts, settings):
        one, other = texts[left][start:end], texts[right][again:stop]

        assert left < right or (left == right and end <= again)
        assert one[0] == other[0]
        assert one[-1] == other[-1]
        assert 0 < words <= len(set(one) & set(other)) * max(len(one), len(other))


def fresh(count: int, first: int = 1000) -> list[int]:
    """Words that stand nowhere else."""
    return list(range(first, first + count))


@pytest.mark.parametrize("before", [0, 1, 50])
@pytest.mark.parametrize("behind", [0, 1, 50])
def test_a_copy_is_found_to_the_word(kernel: ModuleType, before: int, behind: int) -> None:
    """A passage at the very start, at the very end or between has exactly the ends it was given."""
    passage = fresh(12)
    left = [*fresh(before, 2000), *passage, *fresh(behind, 3000)]
    right = [*fresh(behind, 4000), *passage, *fresh(before, 5000)]
    expected = [(0, before, before + 12, 1, behind, behind + 12, 12)]

    assert expected == [row[:7] for row in find(kernel, [left, right], Settings(least=30 * BIT))]


@pytest.mark.parametrize(
    "copy",
    [
        [*fresh(10), 1, *fresh(10, 1011)],
        [*fresh(10), *fresh(10, 1011)],
        [*fresh(10), 1, *fresh(10, 1010)],
        [*fresh(10), *range(1, 10), *fresh(10, 1010)],
    ],
    ids=["replaced", "dropped", "inserted", "a clause inserted"],
)
def test_edits_do_not_part_a_passage(kernel: ModuleType, copy: list[int]) -> None:
    """Words that were replaced, dropped or put in stand within one passage."""
    left = [*fresh(30, 2000), *fresh(21), *fresh(30, 3000)]
    rows = find(kernel, [left, [*fresh(30, 4000), *copy, *fresh(30, 5000)]], Settings())

    assert len(rows) == 1
    assert (30, 30 + len(copy)) == rows[0][4:6]


def test_a_text_that_repeats_itself_is_found_once_for_each_repetition(kernel: ModuleType) -> None:
    """A passage that stands three times in one text gives each repetition with the one before it."""
    passage = fresh(12)
    text = [*passage, *fresh(20, 2000), *passage, *fresh(20, 3000), *passage]
    rows = find(kernel, [text], Settings(least=30 * BIT))

    assert [(0, 32), (32, 64)] == [(row[1], row[4]) for row in rows]


def test_rare_words_say_more_than_stock_phrases(kernel: ModuleType) -> None:
    """A phrase of eight words that stands in many texts is no passage; eight words of two texts are one."""
    chance = random.Random(5)  # noqa: S311 - it need not be secret
    phrase, passage = fresh(8), fresh(8, 2000)
    texts = [[chance.randrange(100, 900) for _ in range(60)] for _ in range(60)]
    for place, text in enumerate(texts):
        text[place % 50 : place % 50] = phrase
    texts[3][0:0] = texts[40][0:0] = passage
    rows = find(kernel, texts, Settings(least=45 * BIT))

    assert [(3, 0, 40, 0)] == [(row[0], row[1], row[3], row[4]) for row in rows]


def test_all_equal_texts_are_found_in_a_crowd(kernel: ModuleType) -> None:
    """More equal texts than are paired with one another are found with the first and the one before."""
    count = 50
    rows = find(kernel, [fresh(40)] * count, Settings(cap=8))
    pairs = {(row[0], row[3]) for row in rows}

    assert pairs == {(0, i) for i in range(1, count)} | {(i - 1, i) for i in range(1, count)}


def test_an_opening_repeated_in_the_middle_makes_no_more_work_than_there_are_words(
    count_calls: Callable[[Callable[[], object]], int],
) -> None:
    """A small passage, met first and further on in the other text, does not hide the long one around it."""

    def calls(size: int) -> int:
        opening, text = fresh(10), fresh(size, 10_000)
        edited = [word if place % 12 else word + 100_000 for place, word in enumerate(text)]
        edited[size // 8 : size // 8 + 10] = opening
        texts = [[*opening, *fresh(30, 5000), *text], edited]
        return count_calls(lambda: find(plain, texts, Settings()))

    assert calls(960) < 6 * calls(240)


@pytest.mark.parametrize(
    ("starts", "changed"),
    [
        ([0, 2], {}),
        ([1, 3], {}),
        ([0, 3, 2, 3], {}),
        ([], {}),
        ([0, 3], {"cap": 0}),
        ([0, 3], {"handful": 1}),
    ],
)
def test_what_makes_no_sense_is_refused(
    kernel: ModuleType, starts: list[int], changed: dict[str, int]
) -> None:
    """Starts that are none of the tokens, and settings out of range, are a ValueError."""
    with pytest.raises(ValueError, match=r"must (rise|be)"):
        kernel.find_passages(
            np.arange(3, dtype=np.uint64),
            np.array(starts, np.uint64),
            threads=1,
            **asdict(Settings()) | changed,
        )


# --- tokens and their places --------------------------------------------------------------------------

ALPHABET = "ab É\u0301\u0345漢ぱ\u3099한ᄀ\u1161กำ.-_1\U00010400\U0001f600\u212bİſ"


def placed(kernel: ModuleType, stretches: list[tuple[str, int, int]], *, unspaced: bool) -> list[list[int]]:
    """Hashes, places and starts as lists."""
    widths = (np.uint64, np.uint32, np.uint64)
    arrays = zip(kernel.place_tokens(stretches, unspaced), widths, strict=True)
    return [np.frombuffer(array, width).tolist() for array, width in arrays]


@given(
    texts=st.lists(st.text(ALPHABET, max_size=40), max_size=5), cut=st.integers(0, 40), unspaced=st.booleans()
)
@example(texts=["", "a", "\u0301a", "a\u0301"], cut=0, unspaced=True)
@example(texts=["日本語 e\u0301 naïve"], cut=1, unspaced=True)
def test_tokens_stand_where_their_words_do(
    kernel: ModuleType, texts: list[str], cut: int, *, unspaced: bool
) -> None:
    """The places are those of the words of a stretch, and equal hashes mean equal tokens."""
    stretches = [(text, min(cut, len(text)), len(text)) for text in texts]
    words = [split_words(*stretch, unspaced=unspaced) for stretch in stretches]
    hashes, places, starts = placed(kernel, stretches, unspaced=unspaced)

    assert starts == [0, *accumulate(map(len, words))]
    assert places == [place for text in words for word in text for place in (word.start, word.end)]
    assert hashes == placed(plain, stretches, unspaced=unspaced)[0]


@pytest.mark.parametrize("stretch", [("abc", 0, 4), ("abc", -1, 2), ("abc", 2, 1)])
def test_a_stretch_outside_its_text_is_refused(kernel: ModuleType, stretch: tuple[str, int, int]) -> None:
    """A stretch reaches from a place in its text to one behind it."""
    with pytest.raises(ValueError, match="outside its text"):
        kernel.place_tokens([stretch], unspaced=True)
