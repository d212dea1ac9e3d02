"""Documents put together by their words: mean linkage, its plain twin, days, floods."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.story_groups import ALIKE, group_alike
from compare.analyse.story_words import find_partners, multiply

WORDS = "abcdefgh"


def scale(vector: dict[str, float]) -> dict[str, float]:
    """The vector at length one."""
    length = sum(weight * weight for weight in vector.values()) ** 0.5
    return {key: weight / length for key, weight in vector.items()}


def reference_groups(vectors: list[dict[str, float]]) -> list[list[int]]:
    """What `group_alike` must give without days. Plain on purpose: do not make it fast."""
    groups = [[number] for number in range(len(vectors))]

    def likeness(left: list[int], right: list[int]) -> float:
        total = sum(multiply(vectors[i], vectors[j]) for i in left for j in right)
        return round(total / (len(left) * len(right)), 9)

    while len(groups) > 1:
        pairs = sorted(combinations(groups, 2), key=lambda pair: (-likeness(*pair), pair[0][0], pair[1][0]))
        left, right = pairs[0]
        if likeness(left, right) < ALIKE:
            break
        groups.remove(right)
        left.extend(right)
        left.sort()
    return groups


VECTORS = st.lists(
    st.dictionaries(st.sampled_from(WORDS), st.integers(1, 9).map(float), min_size=1).map(scale), max_size=9
)


@given(vectors=VECTORS)
def test_groups_are_those_of_mean_linkage(vectors: list[dict[str, float]]) -> None:
    """The heap of pairs that waits for groups to grow gives what looking at all pairs each time gives."""
    assert reference_groups(vectors) == group_alike(vectors, [None] * len(vectors))


def test_a_chain_of_weak_links_is_not_one_story() -> None:
    """Each is like the next, the ends are nothing like each other: they do not all hang together."""
    chain = [scale({f"w{n}": 1.0, f"w{n + 1}": 1.0}) for n in range(60)]
    groups = group_alike(chain, [None] * 60)

    assert max(map(len, groups)) <= 8
    assert list(range(60)) == sorted(member for group in groups for member in group)


@pytest.mark.parametrize(("apart", "groups"), [(0, 1), (3, 1), (10, 1), (400, 2)])
def test_distant_days_speak_against_one_story(apart: int, groups: int) -> None:
    """Much the same words on a day long after tell of something else."""
    left, right = scale({"a": 1.0, "b": 1.0, "c": 1.0}), scale({"a": 1.0, "d": 1.0, "e": 1.0})

    assert groups == len(group_alike([left, right], [737000, 737000 + apart]))
    assert 1 == len(group_alike([left, right], [737000, None]))


def test_copies_are_together_whatever_their_words() -> None:
    """A pair given as one group stays one, and others join it by the mean of both."""
    vectors = [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}]

    assert [[0, 2], [1]] == group_alike(vectors, [None, 1, 900], [(0, 2)])


def test_a_flood_of_equals_has_few_partners_each() -> None:
    """Pairs that are measured grow with the documents, not with their square."""
    pairs = find_partners([{"a": 0.6, "b": 0.8}] * 3000, [None] * 3000)

    assert len(pairs) <= 3000 * 16
    assert 1 == len(group_alike([{"a": 0.6, "b": 0.8}] * 3000, [None] * 3000))


@pytest.mark.parametrize("vectors", [[], [{}], [{}, {}], [{"a": 1.0}]])
def test_documents_without_words_are_alone(vectors: list[dict[str, float]]) -> None:
    """What says nothing is like nothing."""
    assert [[number] for number in range(len(vectors))] == group_alike(vectors, [None] * len(vectors))
