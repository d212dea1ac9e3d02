"""Which has whose text, as a tree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compare.render.layout import width_of
from compare.render.page import Page
from compare.render.tree import Link, render_tree

NAMES = st.sampled_from("ABCDEFGH")
SHARES = st.floats(0, 1)
LINKS = st.lists(st.builds(Link, NAMES, NAMES, SHARES, SHARES).filter(lambda link: link.left != link.right))


def show(links: list[Link], page: Page | None = None) -> list[str]:
    """The lines under the note."""
    return render_tree(links, str.lower, page or Page(top=100))[1:-1]


def test_each_hangs_under_the_one_that_has_most_of_it() -> None:
    """B and C are copied from A, D from C; the share is that of the lower text."""
    links = [
        Link("A", "B", 0.5, 1.0),
        Link("A", "C", 0.4, 0.9),
        Link("C", "D", 0.3, 0.8),
        Link("B", "D", 0.1, 0.2),
    ]

    assert [" a", " └ 100% b", " └  90% c", "    └  80% d"] == show(links)


def test_a_text_hangs_where_most_of_it_stands() -> None:
    """B has much of A, yet all of A is in C; of D more is in C than in A, whose share in D is the larger."""
    links = [
        Link("A", "C", 1.0, 0.15),
        Link("A", "D", 0.22, 0.03),
        Link("C", "D", 0.2, 0.14),
    ]

    assert [" c", " └ 100% a", " └  14% d"] == show(links)


@given(links=LINKS)
def test_none_would_hang_better(links: list[Link]) -> None:
    """No member hangs under another one while one that is not below it has more of its text."""
    shares: dict[tuple[str, str], float] = {}
    for link in links:
        if max(link.of_left, link.of_right) >= 0.1:
            shares[link.left, link.right], shares[link.right, link.left] = link.of_left, link.of_right
    above = read_tree(show(links))

    for (one, other), share in shares.items():
        if one in above and other in (*above, *above.values()) and one not in list_above(other, above):
            assert share <= shares[one, above[one]]


def read_tree(lines: list[str]) -> dict[str, str]:
    """Under which member each one hangs, by the lines of a tree."""
    above: dict[str, str] = {}
    path: list[str] = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 3 + ("└" in line)
        name = line.split()[-1].upper()
        if depth:
            above[name] = path[depth - 1]
        path[depth:] = [name]
    return above


def list_above(member: str, above: dict[str, str]) -> list[str]:
    """The member itself and those it hangs under."""
    found = [member]
    while found[-1] in above:
        found.append(above[found[-1]])
    return found


def test_pairs_and_weak_links_make_no_tree() -> None:
    """Of two the table says all; a phrase in common hangs nothing on anything."""
    assert not show([Link("A", "B", 1.0, 1.0), Link("C", "D", 0.9, 0.9)])
    assert not show([Link("A", "B", 1.0, 1.0), Link("B", "C", 0.05, 0.05)])


def test_the_largest_tree_stands_first() -> None:
    """However late it was found."""
    small = [Link("A", "B", 0.5, 1.0), Link("A", "C", 0.4, 1.0)]
    large = [Link("D", name, 0.5, 1.0) for name in "EFGH"]

    assert " d" == show(small + large)[0]


def test_long_chains_and_names_fit_the_page() -> None:
    """A chain of a thousand is set in a few levels only, and what is left out is said."""
    chain = [Link(f"{n}", f"{n + 1}", 0.5, 1.0) for n in range(1000)]
    lines = show([*chain, Link("0", "x" * 300, 0.5, 1.0)], Page(width=60, top=5))

    assert all(width_of(line) <= 60 for line in lines)
    assert "982 more" in lines[-1]


@given(links=LINKS)
def test_everything_linked_stands_once(links: list[Link]) -> None:
    """A member of a tree has one line, and nothing stands deeper than one level below the line above."""
    lines = show(links)
    names = [line.split()[-1] for line in lines]
    depths = [(len(line) - len(line.lstrip())) // 3 + ("└" in line) for line in lines]

    assert len(set(names)) == len(names)
    assert all(after <= before + 1 for before, after in pairwise(depths))
