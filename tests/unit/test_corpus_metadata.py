"""Titles and dates are found where a text gives them, and not made up where it does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus.metadata import find_published, find_title, read_iso_date, split_front_matter

BODY = "The council met on Tuesday and agreed to repair the old bridge before the winter sets in again."


@pytest.mark.parametrize(
    "title",
    [
        "Council agrees to repair the bridge",
        "Will the bridge ever be repaired?",
        "“It will hold”: engineers on the bridge",
        "Bridge opens for traffic in the U.S.",
        "Mayor Tom Byrd Jr. promises a bridge",
    ],
)
def test_a_headline_on_top_is_the_title(title: str) -> None:
    """A short first line that is no sentence is the title."""
    assert title == find_title(f"{title}\n\n{BODY}\n")


@pytest.mark.parametrize(
    "top",
    [
        "Skip to: Content\nSkip to: Search",
        "Home\n\nNews",
        "By Jane Doe and John Roe",
        "Site Mobile Navigation",
        "Published: March 31, 2011",
        "Advertisement",
    ],
)
def test_navigation_and_bylines_are_passed_over(top: str) -> None:
    """What a page puts above its headline is not the headline."""
    assert "Council agrees to repair the bridge" == find_title(
        f"{top}\n\nCouncil agrees to repair the bridge\n\n{BODY}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        BODY,
        f"{BODY}\n\nA line further down\n",
        "The council met on Tuesday and agreed to repair the old\nbridge before winter. It is time.\n",
        "Here is what the council said about it:\n\n" + BODY,
        "It was very late. They went home early that night\n\n" + BODY,
        "and so it went on for them all\n\n" + BODY,
    ],
)
def test_a_text_without_a_headline_has_no_title(text: str) -> None:
    """Sentences, wrapped lines and introductions are no titles."""
    assert find_title(text) is None


def test_a_markdown_heading_is_the_title() -> None:
    """A heading mark is dropped, and a heading may be short or end in a point."""
    assert "Bridge news." == find_title("# Bridge news. #\n\ntext")


@pytest.mark.parametrize(
    "line",
    [
        "Published: March 31, 2011",
        "By JANE DOE\nMARCH 31, 2011",
        "Posted by Jane Doe on March 31, 2011 at 5:02 pm",
        "Thursday, 31 March 2011",
        "31 March 2011 | The Evening Star",
        "Updated April 2, 2011\nPublished March 31, 2011",
        "LONDON, March 31, 2011 (AP) — The council met again and said that nothing more would be done.",
        "2011-03-31",
    ],
)
def test_a_dateline_dates_the_text(line: str) -> None:
    """A full date in a line that says little else is the date of the text."""
    assert date(2011, 3, 31) == find_published(f"Council agrees to repair the bridge\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "He was born on March 3, 1950 in the town.",
        "September 11, 2001 attacks remembered",
        "The bridge was closed in March 2011",
        "On Thursday, March 31",
        "31 boats, 2011 people",
    ],
)
def test_a_date_the_text_tells_of_is_not_its_own(line: str) -> None:
    """Dates within sentences and dates without a day or year do not date the text."""
    assert find_published(f"{line}\n\n{BODY}") is None


def test_a_date_far_down_is_not_the_date_of_the_text() -> None:
    """Only the top of a text is looked at."""
    assert find_published("\n".join([BODY] * 20) + "\nPublished: March 31, 2011") is None


def test_front_matter_is_read_and_left_out() -> None:
    """Fields between two dashed lines are found, and the body begins below them."""
    fields, body = split_front_matter('---\ntitle: "A bridge"\ndate: 2011-03-31\n---\nText\n')

    assert ({"title": "A bridge", "date": "2011-03-31"}, "Text\n") == (fields, body)


@pytest.mark.parametrize("text", ["", "---", "---\ntitle: x\n", "Text\n---\na: b\n---\n"])
def test_text_without_front_matter_is_left_alone(text: str) -> None:
    """A rule of dashes that is never closed, or stands elsewhere, opens no front matter."""
    assert ({}, text) == split_front_matter(text)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2011-03-31", date(2011, 3, 31)),
        ("2011-03-31T10:00:00Z", date(2011, 3, 31)),
        ("2011-02-31", None),
        ("2011-03", None),
        ("March 31", None),
        ("", None),
    ],
)
def test_iso_dates(value: str, wanted: date | None) -> None:
    """A value that begins with a day of the calendar is that day; anything else is none."""
    assert wanted == read_iso_date(value)


@given(text=st.text())
def test_any_text_is_borne(text: str) -> None:
    """No text makes the search fail, and a title is one line."""
    title = find_title(text)

    assert title is None or [title] == title.splitlines()
    assert find_published(text) is None or isinstance(find_published(text), date)
