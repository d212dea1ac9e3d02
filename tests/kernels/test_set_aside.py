"""Furniture set aside: what counts as such, and that the rule then sees the texts without it."""

from __future__ import annotations

import random
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.kernels.plain_furniture import strip_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from conftest import Rows

WORDS = "harbour board pier ferry tide quay crane rope gull lamp dock sail mast anchor winch".split()
MENU = ["Home", "News and weather", "Sign up for our letter", "All rights reserved"]


class SetAside(NamedTuple):
    """A table of texts after furniture was set aside, with what was told of it."""

    rows: Rows
    lines: set[tuple[int, str]]
    counts: list[tuple[int, int]]
    changed: int


@pytest.fixture(scope="module")
def set_aside(table_of_texts: Callable[..., Rows]) -> Callable[..., SetAside]:
    """Make a table of texts of sources, and set furniture aside."""

    def make(
        kernel: ModuleType,
        texts: Sequence[str | None],
        sources: Sequence[int] | None = None,
        threads: int = 2,
    ) -> SetAside:
        rows = table_of_texts(kernel, texts, lines=True, size=3)
        numbers = array("I", sources or [0] * len(texts)).tobytes()
        found, changed = rows.table.set_aside(sources=numbers, load=rows.texts.__getitem__, threads=threads)
        named = sorted(found)
        return SetAside(
            rows,
            {(source, bytes(line).decode("utf-8", "surrogatepass")) for source, line, _, _ in named},
            [(documents, texts) for *_, documents, texts in named],
            changed,
        )

    return make


def article(number: int, paragraphs: int = 4) -> list[str]:
    """Paragraphs that no other number has."""
    rng = random.Random(number)  # noqa: S311 - the same each time
    return [f"{' '.join(rng.choices(WORDS, k=12))} {number} {place}." for place in range(paragraphs)]


def page(*lines: str) -> str:
    """Lines under the menu."""
    return "\n".join([*MENU[:3], *lines, MENU[3]])


def test_lines_of_many_texts_are_furniture(kernel: ModuleType, set_aside: Callable[..., SetAside]) -> None:
    """What five articles of a source have is set aside there; four are too few, and so is another source."""
    texts = [page(*article(number)) for number in range(5)] + [
        page(*article(number)) for number in range(9, 13)
    ]
    made = set_aside(kernel, texts, [0] * 5 + [1] * 4)

    assert {(0, line) for line in MENU} == made.lines
    assert [(5, 5)] * 4 == made.counts
    assert 5 == made.changed


def test_a_copy_under_other_furniture_is_the_same(
    kernel: ModuleType, set_aside: Callable[..., SetAside]
) -> None:
    """An article on two sites is an exact duplicate once the furniture of both is set aside."""
    texts = [page(*article(number)) for number in range(6)]
    texts += ["\n".join(["Elsewhere", "Sport", *article(number)]) for number in (0, 11, 12, 13, 14, 15)]
    made = set_aside(kernel, texts, [0] * 6 + [1] * 6)

    assert [(6, 0, "exact", 1.0)] == made.rows.decide().rows()
    assert made.rows.table.size(0)[1] == made.rows.table.size(6)[1]


@pytest.mark.parametrize("others", [0, 3])
def test_copies_make_nothing_furniture(
    kernel: ModuleType, set_aside: Callable[..., SetAside], others: int
) -> None:
    """Fifty copies of one wire text at each of 20 sites, alone or with few others: nothing is set aside."""
    texts, sources = [], []
    for site in range(20):
        own = [[f"Site {site}", *article(0)]] * 50
        own += [[f"Site {site}", *article(site * 100 + number)] for number in range(1, others + 1)]
        texts += ["\n".join(lines) for lines in own]
        sources += [site] * len(own)

    assert set() == set_aside(kernel, texts, sources).lines


def test_copies_count_once(kernel: ModuleType, set_aside: Callable[..., SetAside]) -> None:
    """Among other articles the 50 copies of a wire text keep all its lines, and lose those of the site."""
    texts = [page(*article(0))] * 50 + [page(*article(number)) for number in range(1, 60)]
    made = set_aside(kernel, texts)

    assert {(0, line) for line in MENU} == made.lines
    assert {(109, 60)} == set(made.counts)


def test_versions_of_a_text_make_nothing_furniture(
    kernel: ModuleType, set_aside: Callable[..., SetAside]
) -> None:
    """Where each document is the same text with a sentence changed, what they share is the text."""
    texts = ["\n".join([*article(0, 8), f"Updated {number} times so far."]) for number in range(30)]

    assert set() == set_aside(kernel, texts).lines
    assert set() == set_aside(kernel, texts + ["\n".join(article(n)) for n in range(1, 60)]).lines


def test_a_line_of_few_texts_of_many_stays(kernel: ModuleType, set_aside: Callable[..., SetAside]) -> None:
    """A line must stand in one in twenty of the texts of its source, and have at most 300 characters."""
    texts = ["\n".join([*article(number), "Seen by some"][: 5 if number < 6 else 4]) for number in range(120)]
    long = "x" * 301

    assert {(0, "Seen by some")} == set_aside(kernel, texts).lines
    assert set() == set_aside(kernel, [*texts, "\n".join(article(500))]).lines
    assert set() == set_aside(kernel, ["\n".join([long, *article(n, 12)]) for n in range(9)]).lines


def test_a_text_of_furniture_alone_is_empty(kernel: ModuleType, set_aside: Callable[..., SetAside]) -> None:
    """It counts as empty, and is nobody's duplicate."""
    texts = [page(*article(number)) for number in range(20)] + [page(), page()]
    made = set_aside(kernel, texts)
    decision = made.rows.decide()

    assert (0, 0) == made.rows.table.size(20)
    assert (2, 0) == (decision.empty, decision.removed)


def test_sources_must_fit(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """There is a number for each row, or an error."""
    table = table_of_texts(kernel, ["a", "b"], lines=True).table
    with pytest.raises(ValueError, match="one 32-bit number"):
        table.set_aside(sources=bytes(4), load=bytes, threads=1)


def test_what_the_caller_raises_comes_through(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """An error of reading a text again ends it."""
    table = table_of_texts(kernel, [page(*article(number)) for number in range(6)], lines=True).table

    def load(row: int) -> bytes:
        raise KeyError(row)

    with pytest.raises(KeyError):
        table.set_aside(sources=bytes(24), load=load, threads=2)


# --- the kernels and the twin ---------------------------------------------------------------------------

ODD = [None, "", "\n", " \r\n\t", "\ufeff", "\ud800 tide\nHome", "Café bar\nHome", "Cafe\u0301 bar\rHome"]


def corpus(seed: int) -> tuple[list[str | None], list[int]]:
    """Pages of a few sites: menus, copies, versions, odd texts and line ends."""
    rng = random.Random(seed)  # noqa: S311 - as above
    texts: list[str | None] = []
    sources = []
    menus = [[f"{rng.choice(MENU)} {site % 2}" for _ in range(4)] for site in range(3)]
    for _ in range(rng.randint(1, 80)):
        site = rng.randrange(rng.choice([1, 3]))
        lines = article(rng.randrange(rng.choice([2, 40])), rng.randint(0, 5))
        if lines and rng.random() < 0.3:
            lines[rng.randrange(len(lines))] = rng.choice(
                ["Changed.", "Café ", "Cafe\u0301", "  Tide \t out"]
            )
        lines = (
            rng.sample(menus[site], rng.randint(0, 4)) + lines + rng.sample(menus[site], rng.randint(0, 2))
        )
        texts.append(
            rng.choice(ODD) if rng.random() < 0.1 else rng.choice(["\n", "\r\n", " \n\n"]).join(lines)
        )
        sources.append(site)
    return texts, sources


def describe(made: SetAside) -> tuple[Any, ...]:
    """All that can be seen of it."""
    table = made.rows.table
    return (
        made.lines,
        made.counts,
        made.changed,
        [table.size(row) for row in range(len(table))],
        made.rows.decide("longest").rows(),
        made.rows.pairs(),
        sorted(table.exact_groups()),
    )


@given(seed=st.integers(0, 1 << 32), threads=st.integers(1, 3))
def test_the_kernels_agree(
    native: ModuleType, set_aside: Callable[..., SetAside], seed: int, threads: int
) -> None:
    """A compiled kernel sets aside what the twin does, and decides the same."""
    texts, sources = corpus(seed)

    assert describe(set_aside(plain, texts, sources)) == describe(
        set_aside(native, texts, sources, threads=threads)
    )


@given(seed=st.integers(0, 1 << 32))
def test_the_rule_sees_texts_without_furniture(
    kernel: ModuleType, set_aside: Callable[..., SetAside], table_of_texts: Callable[..., Rows], seed: int
) -> None:
    """What goes is what would go if the lines did not stand in the texts at all."""
    texts, sources = corpus(seed)
    made = set_aside(kernel, texts, sources)
    stripped = [
        text and strip_lines(text, {line for of, line in made.lines if of == source})
        for text, source in zip(texts, sources, strict=True)
    ]
    expected = table_of_texts(kernel, stripped, size=3)

    assert expected.decide("longest").rows() == made.rows.decide("longest").rows()
    assert expected.pairs() == made.rows.pairs()
