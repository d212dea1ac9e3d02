"""What the rule costs where thousands are alike, and that what is saved there changes no answer."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from compare.kernels import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from conftest import Rows

FLOOD = 3000


def invented(count: int) -> Iterator[str]:
    """Words that no other text has."""
    source = random.Random(count)  # noqa: S311 - no secret
    return (f"w{source.getrandbits(60):x}" for _ in range(count))


@pytest.mark.parametrize("exact", [True, False])
def test_identical_texts_cost_one_look_each(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], *, exact: bool
) -> None:
    """A flood of one text is compared with the kept one only, by digest or by one verification."""
    texts = ["one text that all of the records of this flood have in common"] * FLOOD
    made = table_of_texts(kernel, texts).decide(exact=exact)

    assert FLOOD - 1 == made.removed
    assert made.candidates == (0 if exact else FLOOD - 1)


def test_near_copies_cost_one_look_each(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """A flood of texts that are all near to the first is compared with that one only."""
    common = " ".join(f"c{number}" for number in range(100))
    texts = [f"{common} {word}" for word in invented(FLOOD)]
    made = table_of_texts(kernel, texts).decide()

    assert FLOOD - 1 == made.removed == made.candidates


def test_common_furniture_makes_no_candidates(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Texts of which a third is the same are next to never compared, so their cost grows with them."""
    common = " ".join(f"c{number}" for number in range(30))
    words = invented(FLOOD * 70)
    texts = [" ".join([common, *(next(words) for _ in range(70))]) for _ in range(FLOOD)]
    made = table_of_texts(kernel, texts).decide()

    assert 0 == made.removed
    assert FLOOD // 10 > made.candidates


@pytest.mark.parametrize("common", [50, 70])
def test_much_common_furniture_makes_few_candidates(
    native: ModuleType, table_of_texts: Callable[..., Rows], common: int
) -> None:
    """A compiled kernel verifies few pairs even of texts that are mostly the same (the twin does many)."""
    furniture = " ".join(f"c{number}" for number in range(common))
    words = invented(FLOOD * (100 - common))
    texts = [" ".join([furniture, *(next(words) for _ in range(100 - common))]) for _ in range(FLOOD)]
    made = table_of_texts(native, texts).decide()

    assert 0 == made.removed
    assert FLOOD > made.candidates


@pytest.mark.parametrize("keep", ["first", "longest"])
@pytest.mark.parametrize("threshold", [0.5, 0.65, 0.8])
def test_a_crowd_is_decided_as_by_the_twin(
    native: ModuleType, table_of_texts: Callable[..., Rows], threshold: float, keep: str
) -> None:
    """Where hundreds share their furniture, what a compiled kernel leaves unverified changes no answer."""
    source = random.Random(7)  # noqa: S311 - no secret
    texts: list[str] = []
    for family in range(120):
        own = [f"w{family}x{number}" for number in range(source.randint(12, 45))]
        for _ in range(4):
            texts.append(" ".join([*(f"c{number}" for number in range(60)), *own]))
            for place in source.sample(range(len(own)), source.randint(0, 5)):
                own[place] = f"v{source.getrandbits(40):x}"
    source.shuffle(texts)
    cut = {"threshold": threshold, "bands": 32, "rows": 4}
    twin, made = (table_of_texts(kernel, texts, **cut) for kernel in (plain, native))

    assert twin.decide(keep).rows() == made.decide(keep).rows()
    assert twin.pairs() == made.pairs()
