"""What is set aside as page furniture, and what never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document
from compare.text.furniture import LINK_ROW, PICK_LIST, REPEATED_LINE, find_furniture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = "The harbour board met on Monday and {0} the plan for a second pier, its chairman {1} afterwards."


def found(*documents: Document) -> list[str]:
    """The lines set aside, as they stand."""
    return [furniture.span.text for furniture in find_furniture(documents)]


def page(name: str, body: str, *lines: str) -> Document:
    """A page with *lines* above its article."""
    return Document(id=name, text="\n".join([*lines, body]), path=name, source=name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Skip to main content", "navigation"),
        ("(Page 2 of 7)", "pagination"),
        ("Leave a comment", "comment link"),
        ("12 Comments", "comment link"),
        ("Share this article", "share link"),
        ("Follow Jane Roe on Twitter @janeroe.", "share link"),
        ("RELATED: Five things to know about the pier", "related link"),
        ("ALSO: The ferry that never sailed", "related link"),
        ("Read more: what the board has said before", "related link"),
        ("Advertisement", "advertisement"),
        ("Sign up for our daily newsletter", "sign-up"),
        ("Stay up to date on harbour news", "sign-up"),
        ("Download our app from Google Play", "app link"),
        ("We use cookies to make this site work better for you.", "cookie notice"),
        ("Please enable JavaScript to view this page", "browser notice"),
        ("Photo by Jane Roe / Getty Images", "photo credit"),
        ("Jane Roe/AFP/Getty Images", "photo credit"),
        ("© 2011 The Harbour Post. All rights reserved.", "copyright"),
        ("This article is from the archive of our partner The Post.", "syndication notice"),
        ("Jane Roe contributed to this report.", "contributors"),
        ("Questions? Comments? E-mail us at desk@harbour.example.", "contributors"),
        ("Lesen Sie auch: Der neue Hafen", "related link"),
        ("Tous droits réservés", "copyright"),
        ("News | Sport | Weather | Travel", LINK_ROW),
    ],
)
def test_a_known_notice_is_set_aside_with_its_reason(
    line: str, reason: str, document: Callable[..., Document]
) -> None:
    """Lines that sites of any kind write around an article are recognised by their phrasing."""
    text = f"Pier plan approved\n\n{BODY.format('passed', 'said')}\n\n{line}\n"

    (only,) = find_furniture([document(text)])

    assert (line.strip(), reason) == (only.span.text, only.reason)


@pytest.mark.parametrize(
    "line",
    [
        "Board is 'closing the door' on a second pier",
        "Skipping to conclusions helps nobody, the chairman said.",
        "Related to that plan is a second one, for a lighthouse.",
        "Also: the board will meet again in May.",
        "“The page has been turned,” she said.",
        "Subscribers to the fund were paid in full last year.",
        "The photograph was first published by Reuters in May.",
        "Copyright law was not on the agenda.",
        "Share prices fell by 3 percent.",
        "Who pays for it?",
        "Questions? There were none, the chairman said.",
        "Tips? The waiters of the pier live on them.",
        "Letters",
        "France, Germany, Spain and Italy will send observers.",
        "VIDEO: what the chairman said next" + " and why it matters to everybody" * 5,
    ],
)
def test_a_line_of_the_article_is_kept(line: str, document: Callable[..., Document]) -> None:
    """Headlines, sub-headings and sentences that only begin like a notice stay."""
    assert [] == found(document(f"Pier plan approved\n\n{line}\n\n{BODY.format('passed', 'said')}\n"))


def test_the_headline_may_begin_with_a_label(document: Callable[..., Document]) -> None:
    """A label such as WATCH points elsewhere below the headline, not in it."""
    assert ["WATCH: The storm at sea"] == found(
        document("WATCH: The pier opens\n\nIt opened.\n\nWATCH: The storm at sea\n")
    )


def test_a_short_line_of_three_different_texts_is_furniture() -> None:
    """What three articles of different text all say in few words belongs to the site."""
    pages = [
        page(
            "a",
            "Rain is expected in the north tonight, forecasters said, with floods in low places.",
            "Local news desk",
        ),
        page(
            "b",
            "A chess champion lost in eleven moves on Friday, to the amazement of the hall.",
            "Local news desk",
        ),
        page("c", BODY.format("passed", "said"), "Local news desk"),
    ]

    assert ["Local news desk"] * 3 == found(*pages)
    assert {REPEATED_LINE} == {furniture.reason for furniture in find_furniture(pages)}


def test_copies_of_one_article_make_none_of_its_lines_furniture() -> None:
    """Lines shared by near duplicates are the article's own, however many copies there are."""
    text = (
        "Pier plan approved\nWho pays\n" + BODY.format("passed", "said") + "\n" + BODY.format("held", "wrote")
    )
    pages = [Document(id=str(n), text=text + f"\nCopy {n}.", path=str(n), source=str(n)) for n in range(5)]

    assert [] == found(*pages)


def test_a_sentence_or_quotation_that_many_texts_share_is_kept() -> None:
    """A repeated statement is what a comparison is for, not furniture."""
    shared = ("“We shall build it.”", "The board has nine members.")
    pages = [
        page(str(n), f"Story number {n} tells of something else in {n} long words.", *shared)
        for n in range(5)
    ]

    assert [] == found(*pages)


def test_a_menu_of_two_texts_is_furniture_where_one_shared_line_is_not() -> None:
    """Three short lines on end that two different texts share are a menu; a single one may be chance."""
    first = page("a", BODY.format("passed", "said"), "Home", "World news", "Sport", "Weather")
    second = page(
        "b",
        "A chess champion lost in eleven moves on Friday night.",
        "Home",
        "World news",
        "Sport",
        "Weather",
    )
    alone = page("c", "Rain is expected in the north tonight, forecasters said.", "Weather")

    assert ["Home", "World news", "Sport", "Weather"] * 2 == found(first, second)
    assert [] == found(second, alone)


def test_a_label_repeated_within_a_document_is_furniture(document: Callable[..., Document]) -> None:
    """A credit under each of many pictures is set aside though no list knows it."""
    assert ["Harbour Graphics"] * 3 == found(document("Text one.\nHarbour Graphics\n" * 3))


def test_a_country_list_is_furniture_in_one_line_or_many(document: Callable[..., Document]) -> None:
    """The pick list of a form is no text, a sentence naming a few countries is."""
    countries = (
        "Albania Algeria Angola Argentina Armenia Australia Austria Bahrain Belgium Brazil Canada Chile "
        "China Cuba Cyprus Denmark Egypt Estonia Finland France Germany Greece"
    )
    (line,) = find_furniture([document(f"A title\n{countries}\n")])

    assert PICK_LIST == line.reason
    assert countries.split() == found(document("A title\n" + countries.replace(" ", "\n")))


def test_the_seeds_have_ten_lines_of_furniture(seeds: Path) -> None:
    """On the two example articles exactly the ten lines a reader names are set aside."""
    pages = [
        Document(id=path.name, text=path.read_bytes().decode(), path=path.name, source="seeds")
        for path in sorted(seeds.iterdir())
    ]

    lines = found(*pages)

    assert 10 == len(lines)
    assert {"(Page 3 of 3)", "Read Comments", "Skip to: Search"} <= set(lines)
    assert not any("noose" in line for line in lines)


@given(texts=st.lists(st.text(max_size=200), max_size=4))
def test_any_text_is_read_without_failing(texts: list[str]) -> None:
    """Whatever the characters, each line set aside lies within its document and is not blank."""
    documents = [Document(id=str(n), text=text, path="p", source="s") for n, text in enumerate(texts)]

    assert all(line.strip() for line in found(*documents))


def test_work_grows_in_step_with_the_text(
    document: Callable[..., Document], count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Twice as many lines that nearly match make about twice the work."""

    def calls(times: int) -> int:
        hostile = document(
            "want more " * 25 + "\n" + "share on by on by " * 14 + "\n" + "| a " * 60 + "\n"
        ).text
        return count_calls(lambda: find_furniture([document(hostile * times)]))

    calls(50)

    assert calls(800) < 3 * calls(400)
