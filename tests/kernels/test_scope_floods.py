"""What scope and guard cost where thousands are alike: no more work than grows with them."""

from __future__ import annotations

import random
from array import array
from typing import TYPE_CHECKING

import pytest

from compare.kernels import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows

FLOOD = 3000
GUARD = [("not", 1)]


def sources_of(numbers: list[int]) -> bytes:
    """The sources of rows, as a table takes them."""
    return array("I", numbers).tobytes()


def reports(count: int, figures: int) -> list[str]:
    """Reports of one template, in each of which so many figures are its own."""
    source = random.Random(count)  # noqa: S311 - no secret
    template = [f"w{number}" for number in range(100)]
    numbers = [source.sample(range(10**6), count) for _ in range(figures)]
    texts = []
    for own in zip(*numbers, strict=True):
        words = list(template)
        words[:: 100 // figures] = map(str, own)
        texts.append(" ".join(words))
    return texts


@pytest.mark.parametrize("exact", [True, False])
def test_equal_texts_of_one_source_are_never_compared(
    native: ModuleType, table_of_texts: Callable[..., Rows], *, exact: bool
) -> None:
    """Of a hundred thousand equal texts of one source all stay across sources, without a verification."""
    texts = ["one text that all of the records of this flood have in common"] * 100_000
    rows = table_of_texts(native, texts)
    rows.table.limit(sources="different", source_of=sources_of([0] * len(texts)))
    made = rows.decide(exact=exact)

    assert 0 == made.removed == made.candidates


def test_equal_texts_of_two_sources_cost_one_look_each(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """What equals a text of another source goes, by digest or by one verification."""
    texts = ["one text that all of the records of this flood have in common"] * 100_000
    rows = table_of_texts(native, texts)
    rows.table.limit(sources="different", source_of=sources_of([0] * 50_000 + [1] * 50_000))

    by_digest, by_shingles = rows.decide(), rows.decide(exact=False)

    assert (50_000, 0) == (by_digest.exact, by_digest.candidates)
    assert (50_000, 50_000) == (by_shingles.near, by_shingles.candidates)


def test_near_copies_of_one_source_are_never_compared(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Near copies that all stay, since they are of one source, are no candidates of each other."""
    texts = reports(FLOOD, 1)
    rows = table_of_texts(native, texts)
    rows.table.limit(sources="different", source_of=sources_of([0] * len(texts)))
    made = rows.decide()

    assert 0 == made.removed == made.candidates


def test_near_copies_of_another_source_cost_one_look_each(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """However many near copies stay of one source, one of another is compared with the first of them."""
    texts = reports(FLOOD, 1)
    rows = table_of_texts(native, texts)
    rows.table.limit(
        sources="different", source_of=sources_of([0] * (FLOOD // 2) + [1] * (FLOOD - FLOOD // 2))
    )
    made = rows.decide()

    assert FLOOD - FLOOD // 2 == made.removed
    assert made.candidates < 2 * made.removed


@pytest.mark.parametrize("figures", [1, 2])
def test_reports_of_one_template_cost_one_look_each(
    native: ModuleType, table_of_texts: Callable[..., Rows], figures: int
) -> None:
    """Ten thousand reports that differ in figures stay, each found a version with few verifications."""
    texts = reports(10_000, figures)
    made = table_of_texts(native, texts, guard=GUARD).decide()

    assert 0 == made.removed
    assert len(texts) - 1 == made.versioned
    assert made.candidates < 2 * len(texts)


def test_what_is_only_compared_with_is_compared_once(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Equal texts that always stay count as one, however many there are."""
    common = [f"w{number}" for number in range(40)]
    against = [" ".join(common)] * FLOOD
    inputs = [" ".join([*common[:-2], "x", f"y{number}"]) for number in range(FLOOD)]
    rows = table_of_texts(native, [*inputs, *against], threshold=0.99)
    rows.table.limit(inputs=len(inputs))
    made = rows.decide(exact=False)

    assert 0 == made.removed
    assert made.candidates <= 2 * FLOOD


@pytest.mark.parametrize("sources", ["same", "different"])
@pytest.mark.parametrize("guarded", [True, False])
def test_a_crowd_is_decided_as_by_the_twin(
    native: ModuleType, table_of_texts: Callable[..., Rows], sources: str, *, guarded: bool
) -> None:
    """Where hundreds share their furniture, what a compiled kernel leaves out changes no answer."""
    source = random.Random(11)  # noqa: S311 - no secret
    texts: list[str] = []
    for family in range(90):
        own = [f"w{family}x{number}" for number in range(source.randint(8, 30))]
        for _ in range(5):
            texts.append(" ".join([*(f"c{number}" for number in range(60)), *own]))
            for place in source.sample(range(len(own)), source.randint(0, 3)):
                own[place] = source.choice(["not", f"v{source.getrandbits(40):x}", str(source.randrange(9))])
    source.shuffle(texts)
    numbers = sources_of(source.choices(range(3), k=len(texts)))
    tables = []
    for kernel in (plain, native):
        guard = GUARD if guarded else []
        rows = table_of_texts(kernel, texts, threshold=0.65, bands=32, rows=4, guard=guard)
        rows.table.limit(sources=sources, source_of=numbers, inputs=len(texts) - 60)
        tables.append(rows)
    twin, made = (rows.decide("longest") for rows in tables)

    assert twin.rows() == made.rows()
    assert twin.versions() == made.versions()
    assert tables[0].pairs() == tables[1].pairs()
    assert made.removed
