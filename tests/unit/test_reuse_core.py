"""The arrays behind reused passages, against plain twins that look at one word at a time."""

from __future__ import annotations

from collections import Counter
from math import exp, isclose, log
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.match.reuse_bounds import find_best, find_inside, find_near, fit_region, score_words
from compare.match.reuse_passages import settle
from compare.match.reuse_seeds import find_seeds, split_clusters
from compare.match.reuse_words import Region, Stretch, WordPair, pair_words

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = st.lists(st.integers(0, 30), min_size=1, max_size=60)
SCORES = st.lists(st.sampled_from([-2.0, -0.5, 0.25, 1.0, 3.0]), min_size=1, max_size=24)


def pair(left: Sequence[int], right: Sequence[int], stops: frozenset[int] = frozenset()) -> WordPair:
    """Two texts of numbers, some of which say nothing."""
    texts = np.array(left, np.int64), np.array(right, np.int64)
    flags = (
        np.array([each in stops for each in left], bool),
        np.array([each in stops for each in right], bool),
    )
    return pair_words(texts, flags)


@st.composite
def regions(draw: st.DrawFn) -> tuple[list[int], list[int], tuple[Stretch, Stretch]]:
    """Two texts that share something, and a stretch of each."""
    left = draw(TEXT)
    start = draw(st.integers(0, len(left) - 1))
    right = draw(TEXT) + left[start : start + draw(st.integers(0, 30))] + draw(TEXT)
    sides = []
    for text in (left, right):
        first = draw(st.integers(0, len(text) - 1))
        sides.append(Stretch(first, draw(st.integers(first + 1, len(text)))))
    return left, right, (sides[0], sides[1])


@given(left=TEXT, right=TEXT)
def test_words_are_numbered_alike_in_both_texts(left: list[int], right: list[int]) -> None:
    """Equal words have equal numbers, and so have equal runs of two and three words within one text."""
    made = pair(left, right)
    for size, which in ((1, None), (2, 0), (3, 1)):
        texts = [side.ids if which is None else side.runs[which] for side in made.sides]
        known: dict[int, tuple[int, ...]] = {}
        for numbers, words in zip(texts, (left, right), strict=True):
            for place in range(len(words) - size + 1):
                run = tuple(words[place : place + size])
                assert run == known.setdefault(int(numbers[place]), run)
        assert len(set(known.values())) == len(known)
        if which is not None:
            assert all(not numbers[max(0, len(numbers) - size + 1) :].any() for numbers in texts)


def test_words_that_say_nothing_are_no_content() -> None:
    """Those known to, and those that stand all over the two texts."""
    made = pair([1, 2, 3, 9, 4, 9], [5, 9, 6, 9, 7, 9, 8], stops=frozenset({2}))

    assert [0, 2, 4] == made.sides[0].content.tolist()
    assert [0, 2, 4, 6] == made.sides[1].content.tolist()


def plain_seeds(left: Sequence[int], right: Sequence[int]) -> set[tuple[int, int, int, int]]:
    """Every pair of content words at most three apart, paired with every equal one."""
    seen = [
        [
            (frozenset((text[i], text[j])), i, j)
            for i in range(len(text))
            for j in range(i + 1, i + 4)
            if j < len(text)
        ]
        for text in (left, right)
    ]
    return {(i, k, j, m) for one, i, j in seen[0] for other, k, m in seen[1] if one == other}


@given(left=st.permutations(range(12)), right=st.permutations(range(12)))
def test_seeds_are_the_neighbours_both_texts_have(left: list[int], right: list[int]) -> None:
    """Pairs of content words that stand near each other in both, in either order."""
    assert plain_seeds(left, right) == {tuple(seed) for seed in find_seeds(pair(left, right)).tolist()}


def plain_clusters(seeds: list[tuple[int, int]], gap: int) -> list[set[tuple[int, int]]]:
    """Cut wherever a gap is too wide in one text or the other, till there is none."""
    for side in (0, 1):
        ordered = sorted(seeds, key=lambda seed: seed[side])
        for cut in range(1, len(ordered)):
            if ordered[cut][side] - ordered[cut - 1][side] > gap:
                return plain_clusters(ordered[:cut], gap) + plain_clusters(ordered[cut:], gap)
    return [set(seeds)] if len(seeds) >= 5 else []


@given(seeds=st.sets(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=40), gap=st.integers(1, 12))
def test_clusters_have_no_wide_gap(seeds: set[tuple[int, int]], gap: int) -> None:
    """They are what is left when seeds are parted at every gap, the small ones dropped."""
    rows = np.array([[left, right, left, right] for left, right in sorted(seeds)], np.int64).reshape(-1, 4)
    found = [{(int(row[0]), int(row[1])) for row in cluster} for cluster in split_clusters(rows, gap)]

    assert sorted(map(len, found), reverse=True) == list(map(len, found))
    assert sorted(map(sorted, plain_clusters(sorted(seeds), gap))) == sorted(map(sorted, found))


@given(scores=SCORES)
def test_the_best_run_has_the_greatest_sum(scores: list[float]) -> None:
    """No other run of the scores sums up to more; where none is above 0, it is empty."""
    start, end, total = find_best(np.array(scores))
    sums = [sum(scores[i:j]) for i in range(len(scores)) for j in range(i, len(scores) + 1)]

    assert sum(scores[start:end]) == total == max(sums)


def plain_near(made: WordPair, sides: tuple[Stretch, Stretch], which: int, place: int) -> bool:
    """Whether the word stands at most 20 words off the place a straight line gives it in the other text."""
    core, target = sides[which], sides[1 - which]
    expected = target.start + (place - core.start) * (target.length / core.length)
    word = made.sides[which].ids[place]
    return any(
        word == other and abs(at - expected) <= 20 for at, other in enumerate(made.sides[1 - which].ids)
    )


def plain_run(made: WordPair, target: Stretch, which: int, place: int, size: int) -> bool:
    """Whether the word is in a run of *size* words that stands in the stretch, or 20 words around it."""
    text, other = (made.sides[side].ids.tolist() for side in (which, 1 - which))
    begins = range(max(0, target.start - 20), min(target.end + 20, len(other) - size + 1))
    runs = [other[at : at + size] for at in begins]
    first = range(max(0, place - size + 1), place + 1)
    return any(at + size <= len(text) and text[at : at + size] in runs for at in first)


def plain_estimate(found: Sequence[bool], chance: Sequence[float], low: float, high: float) -> float:
    """The share that is found beyond chance, in bounds."""
    room = sum(1 - each for each in chance)
    beyond = sum(hit - each for hit, each in zip(found, chance, strict=True))
    return min(high, max(low, beyond / room if room else 0.0))


def plain_scores(made: WordPair, sides: tuple[Stretch, Stretch], which: int) -> list[float]:
    """The log of odds of every word of one text."""
    core, target = sides[which], sides[1 - which]
    ids = made.sides[which].ids.tolist()
    inside_words = set(made.sides[1 - which].ids[target.start : target.end].tolist())
    near = [plain_near(made, sides, which, place) for place in range(len(ids))]
    inside = [word in inside_words for word in ids]
    shares = [float(made.shares[word]) for word in ids]
    near_chance = [max(0.05, 1 - exp(-share * 40)) for share in shares]
    inside_chance = [max(0.05, 1 - exp(-share * target.length)) for share in shares]
    mine = range(core.start, core.end)
    placed = plain_estimate([near[i] for i in mine], [near_chance[i] for i in mine], 0.2, 0.97)
    others = [i for i in mine if not near[i]]
    moved = plain_estimate([inside[i] for i in others], [inside_chance[i] for i in others], 0.01, 0.9)
    scores = []
    for place in range(len(ids)):
        most = 1.0
        for size, chance in ((2, 0.3), (3, 0.1)):
            most = chance if plain_run(made, target, which, place, size) else most
        if near[place]:
            scores.append(log(placed / min(near_chance[place], most) + 1 - placed))
        elif inside[place]:
            scores.append(log(moved / min(inside_chance[place], most) + 1 - moved) + log(1 - placed))
        else:
            scores.append(log(min(0.5, max(0.03, (1 - placed) * (1 - moved)))))
    return scores


@given(given_regions=regions())
def test_scores_agree_with_the_plain_twin(
    given_regions: tuple[list[int], list[int], tuple[Stretch, Stretch]],
) -> None:
    """Near, elsewhere, nowhere, and what each says, word by word, for both texts."""
    left, right, sides = given_regions
    made = pair(left, right)
    for which, text in enumerate((left, right)):
        window = Stretch(0, len(text))
        inside = set(made.sides[1 - which].ids[slice(*sides[1 - which])].tolist())
        expected = [plain_near(made, sides, which, place) for place in range(len(text))]

        assert expected == find_near(made, sides, which, window).tolist()
        assert [word in inside for word in made.sides[which].ids.tolist()] == find_inside(
            made, sides[1 - which], which, window
        ).tolist()
        scores = score_words(made, sides, which, window).tolist()
        assert all(map(isclose, plain_scores(made, sides, which), scores))


@given(given_regions=regions())
def test_a_fitted_region_is_worth_what_was_asked(
    given_regions: tuple[list[int], list[int], tuple[Stretch, Stretch]],
) -> None:
    """It lies in both texts, holds words on both sides, and has at least that score."""
    left, right, sides = given_regions
    region = fit_region(pair(left, right), sides, 4.0)
    if region is not None:
        assert region.score >= 4.0
        for stretch, text in zip(region.sides, (left, right), strict=True):
            assert 0 <= stretch.start < stretch.end <= len(text)


@given(
    places=st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 40), st.integers(1, 20)), max_size=8
    )
)
def test_a_word_belongs_to_one_passage(places: list[tuple[int, int, int, int]]) -> None:
    """Of passages that overlap the surest keeps all its words; of another one half is left, or nothing."""
    ordered = [
        Region((Stretch(a, a + b), Stretch(c, c + d)), 100.0 - place)
        for place, (a, b, c, d) in enumerate(places)
    ]
    settled = settle(ordered, pair(range(60), range(60)))

    assert settled[:1] == ordered[:1]
    for which in (0, 1):
        taken = Counter(word for region in settled for word in range(*region.sides[which]))
        assert set(taken.values()) <= {1}
    for region in settled:
        whole = next(each for each in ordered if each.score == region.score)
        assert all(2 * new.length >= old.length for new, old in zip(region.sides, whole.sides, strict=True))
