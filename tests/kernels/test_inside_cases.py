"""Records inside others, case by case: what goes, for what, and what does not."""

from __future__ import annotations

import random
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows

SETTINGS = {
    "unit": "auto",
    "size": 5,
    "num_perm": 128,
    "seed": 1,
    "bands": 18,
    "rows": 7,
    "threshold": 0.8,
    "min_tokens": 5,
    "key": (1, 2),
    "text_fields": ["text"],
    "max_line": 1 << 20,
    "inside": True,
}
HELD = " ".join(f"h{number}" for number in range(60))
HOLDER = " ".join([*(f"a{number}" for number in range(90)), HELD, *(f"b{number}" for number in range(90))])


def test_a_text_inside_a_longer_one_goes(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """It goes for the one that holds it, with the share of its shingles that this has; only if asked for."""
    rows = table_of_texts(kernel, [HELD, HOLDER], inside=True)

    assert [(0, 1, "inside", 1.0)] == rows.decide("longest").rows()
    assert not table_of_texts(kernel, [HELD, HOLDER]).decide("longest").rows()


def test_the_holder_never_goes(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """If the shorter one stands first, both stay, and it is counted once however many hold it."""
    texts = [
        HELD,
        HOLDER,
        f"{HOLDER} and something that the other one of them does not have at all " + "x y " * 60,
    ]
    made = table_of_texts(kernel, texts, inside=True).decide("first")

    assert [] == [row for row, *_ in made.rows() if row == 0]
    assert 1 == made.inside_kept


def test_what_equals_a_text_inside_another_goes_with_it(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Copies of a text that goes go for the same one, of the same kind."""
    made = table_of_texts(kernel, [HELD, HOLDER, HELD.replace(" ", "  ")], inside=True).decide("longest")

    assert [(0, 1, "inside", 1.0), (2, 1, "inside", 1.0)] == made.rows()


def test_near_comes_before_inside(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """What is near to one that stays goes as such, though one before that holds it."""
    texts = [HOLDER, f"{HELD} changed here in the end", HELD]
    made = table_of_texts(kernel, texts, inside=True).decide("first")

    assert [(2, 1, "near")] == [removal[:3] for removal in made.rows()]
    assert [(2, 0, "inside")] == [
        removal[:3]
        for removal in table_of_texts(kernel, texts, inside=True).decide("first", near=False).rows()
    ][-1:]


@pytest.mark.parametrize(
    ("begins", "goes"), [("it was not so", True), ("it was never so", False), ("it was so", True)]
)
def test_a_guard_asks_for_the_words_of_the_inner_text_alone(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], begins: str, *, goes: bool
) -> None:
    """What the outer text has besides is no difference; a denial that it lacks makes a version."""
    words = " ".join(f"{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(120))
    texts = [f"it was not so {words} seven again", f"{begins} {words}"]
    guard = [("not", 1), ("never", 1), ("seven", 1)]
    made = table_of_texts(kernel, texts, inside=True, guard=guard).decide("first", near=False)

    assert goes == (made.inside == 1)
    assert ([] if goes else [(1, 0)]) == [version[:2] for version in made.versions()]


def test_what_is_only_compared_with_holds_and_is_not_counted(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """A text inside one of --against goes; one of --against inside a text that is read is nobody's matter."""
    for texts, goes in (([HELD, HOLDER], [(0, 1, "inside", 1.0)]), ([HOLDER, HELD], [])):
        rows = table_of_texts(kernel, texts, inside=True)
        rows.table.limit(inputs=1)
        made = rows.decide("longest")

        assert goes == made.rows()
        assert 0 == made.inside_kept
        assert len(goes) == len(rows.all_pairs())


def test_a_chunk_keeps_its_fingerprints(native: ModuleType, table_of_lines: Callable[..., Rows]) -> None:
    """What was dumped of a run and restored holds what it held."""
    lines = b"".join(b'{"text": "%b"}\n' % text.encode() for text in (HELD, HOLDER))
    rows = table_of_lines(native, lines, inside=True)
    table = native.Table(**SETTINGS)
    with TemporaryFile() as file:
        file.write(lines)
        file.flush()
        number = table.add_file(file.fileno())
        table.append(table.restore(number, table.scan(number, 0, len(lines)).dump()), 1)
        made = table.decide(keep="longest", ranks=None, load=rows.texts.__getitem__)

        assert [(0, 1, "inside", 1.0)] == made.rows()


@pytest.mark.parametrize(("tokens", "goes"), [(49, False), (50, True)])
def test_short_texts_are_inside_none(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], tokens: int, *, goes: bool
) -> None:
    """A text of fewer than fifty tokens stays, wherever else it stands."""
    texts = [HOLDER, " ".join(HELD.split()[:tokens])]

    assert goes == bool(table_of_texts(kernel, texts, inside=True).decide("longest").removed)


def test_equal_sets_are_not_inside_each_other(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Of two texts with as many different shingles none is inside the other, even if they are the same."""
    text = "a b c d e " * 30
    rows = table_of_texts(kernel, [text, text + "a b c d e"], inside=True)

    assert 0 == rows.decide(near=False).removed


def test_what_many_hold_is_found(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """A text that hundreds of others hold, so that it has nothing rare, goes for the first of them."""
    source = random.Random(5)  # noqa: S311 - no secret
    texts = [f"{HELD} {' '.join(f'w{source.getrandbits(60):x}' for _ in range(70))}" for _ in range(200)]
    made = table_of_texts(kernel, [*texts, HELD], inside=True).decide("first", near=False)

    assert [(200, 0, "inside", 1.0)] == made.rows()
