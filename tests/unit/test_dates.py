"""Dates in news text: what is found, what is left alone, and how two dates stand to each other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract import date_phrases
from compare.extract.dates import DateMention, find_dates, relate_dates
from compare.results import Status

PUBLISHED = date(2011, 4, 1)  # a Friday

_PIECES = st.sampled_from(
    [
        *(
            "On in the of last next this two 3 31 31st 1969 2011 1990s 12/3/2011 2011-03-31 , . - ' ( ) "
            "March May may Mar. Thursday Thurs. yesterday Today ago later days weeks quarter second summer "
            "\u2019 \u0661 \u00b2 mars Donnerstag de"
        ).split(),
        "\n",
        "\u00a0",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join))
MAYBE_DATE = st.none() | st.dates()


def only(text: str, *, published: date | None = None) -> DateMention:
    """The one date of a text."""
    (mention,) = find_dates(text, published=published)
    return mention


@pytest.mark.parametrize(
    ("text", "found", "normal"),
    [
        ("It began on 2011-03-31.", "2011-03-31", "2011-03-31"),
        ("It began on March 31, 2011, at dawn.", "March 31, 2011", "2011-03-31"),
        ("It began on 31 March 2011.", "31 March 2011", "2011-03-31"),
        ("It began on Mar. 31.", "Mar. 31", "March 31"),
        ("It began on the 31st of March.", "31st of March", "March 31"),
        ("It began on 3/31/2011.", "3/31/2011", "2011-03-31"),
        ("Am 31. M\u00e4rz 2011 begann es.", "31. M\u00e4rz 2011", "2011-03-31"),
        ("El 31 de marzo de 2011.", "31 de marzo de 2011", "2011-03-31"),
        ("The ship left on Thursday, March 31, 2011.", "Thursday, March 31, 2011", "2011-03-31"),
        ("They met on Thursday night.", "Thursday night", "Thursday"),
        ("They met last night.", "last night", "yesterday"),
        ("They met two days ago.", "two days ago", "2 days ago"),
        ("They met the day before yesterday.", "day before yesterday", "day -2"),
        ("The coup of 1969 failed.", "1969", "1969"),
        ("The 1969 coup failed.", "1969", "1969"),
        ("Prices fell in the 1990s.", "1990s", "1990s"),
        ("Profit rose in the second quarter of 2022.", "second quarter of 2022", "2022-Q2"),
        ("Prices rose in May.", "May", "May"),
        ("Prices rose in March 2011.", "March 2011", "2011-03"),
        ("The recession of July '81 was deep.", "July '81", "1981-07"),
        ("The fair runs on March 30-31.", "March 30-31", "March 30\u201331"),
    ],
)
def test_a_date_is_found_with_its_value(text: str, found: str, normal: str) -> None:
    """Each way of writing a date gives a tight span and its normal value."""
    mention = only(text)

    assert (found, normal) == (mention.text, mention.normal)


@pytest.mark.parametrize(
    "text",
    [
        "They may march, and we may not.",
        "Theresa May said August Wilson met April Jones.",
        "The March on Washington drew crowds.",
        "He told the Sunday Telegraph on Black Friday eve.",
        'USA Today and NBC\'s "Today" show ran it.',
        "Some 2000 people lived in 2000 homes.",
        "It cost $2011 and rose 1981 points.",
        "At Least 10 May Be Dead",
        "Version 1.2.11 was in the works.",
        "The sat-nav and the sun were hot; he wed in a mon suit.",
        "On February 31 nothing happens.",
    ],
)
def test_a_look_alike_is_no_date(text: str) -> None:
    """Modal verbs, names, counts and days that do not exist are left alone."""
    assert () == find_dates(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He fled on Wednesday.", date(2011, 3, 30), date(2011, 3, 30)),
        ("He fled on Friday.", date(2011, 4, 1), date(2011, 4, 1)),
        ("He fled last Friday.", date(2011, 3, 25), date(2011, 3, 25)),
        ("Talks resume next Monday.", date(2011, 4, 4), date(2011, 4, 4)),
        ("They will resume on Monday.", date(2011, 4, 4), date(2011, 4, 4)),
        ("He fled yesterday.", date(2011, 3, 31), date(2011, 3, 31)),
        ("He fled on March 30.", date(2011, 3, 30), date(2011, 3, 30)),
        ("He fled last December.", date(2010, 12, 1), date(2010, 12, 31)),
        ("He fled last year.", date(2010, 1, 1), date(2010, 12, 31)),
    ],
)
def test_the_date_of_the_article_places_a_relative_date(text: str, first: date, last: date) -> None:
    """Weekdays, "yesterday" and days without a year become days when the article's date is known."""
    mention = only(text, published=PUBLISHED)

    assert (first, last) == (mention.first, mention.last)


def test_a_weekday_keeps_its_number_and_yesterday_its_distance() -> None:
    """What the words say stays readable beside the day they come to."""
    wednesday, yesterday = find_dates("On Wednesday he fled; yesterday he spoke.", published=PUBLISHED)

    assert (2, None) == (wednesday.weekday, wednesday.relative)
    assert -1 == yesterday.relative


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("on March 31, 2011", "on 31 March 2011", Status.SAME),
        ("in March 2011", "on March 31, 2011", Status.COMPATIBLE),
        ("on March 31, 2011", "on April 1, 2011", Status.DIFFERS),
        ("on Wednesday", "yesterday", Status.COMPATIBLE),
        ("on Wednesday", "on Thursday", Status.DIFFERS),
        ("today", "yesterday", Status.COMPATIBLE),
        ("today", "two weeks ago", Status.DIFFERS),
        ("yesterday", "last night", Status.SAME),
        ("on March 31", "on March 30", Status.DIFFERS),
        ("in March", "on March 30", Status.COMPATIBLE),
        ("on Thursday", "on March 31, 2011", Status.COMPATIBLE),
        ("on Friday", "on March 31, 2011", Status.DIFFERS),
        ("in 2011", "in March 2011", Status.COMPATIBLE),
        ("in 1969", "in the 1990s", Status.DIFFERS),
        ("on March 30-31", "on March 31", Status.COMPATIBLE),
        ("yesterday", "last week", Status.COMPATIBLE),
    ],
)
def test_two_dates_are_related(left: str, right: str, status: Status) -> None:
    """Dates are the same, can be the same, or differ, by what their words tell."""
    assert status is relate_dates(only(left), only(right))


def test_days_with_known_articles_are_compared_as_days() -> None:
    """Two articles of different days can mean one day by different words."""
    left = only("He fled yesterday.", published=date(2011, 3, 31))
    right = only("He fled on Wednesday.", published=date(2011, 4, 2))

    assert Status.SAME is relate_dates(left, right)


@given(text=TEXTS, published=MAYBE_DATE)
def test_spans_are_slices_in_order(text: str, published: date | None) -> None:
    """Any text at all gives spans that are slices of it, in order, without overlap."""
    mentions = find_dates(text, published=published)

    assert [text[mention.start : mention.end] for mention in mentions] == [
        mention.text for mention in mentions
    ]
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(mention.normal for mention in mentions)


@given(left=TEXTS, right=TEXTS, published=MAYBE_DATE)
def test_relations_are_symmetric(left: str, right: str, published: date | None) -> None:
    """It does not matter which of two dates stands left."""
    for one in find_dates(left):
        for other in find_dates(right, published=published):
            assert relate_dates(one, other) is relate_dates(other, one)
            assert relate_dates(one, one) in (Status.SAME, Status.COMPATIBLE)


@pytest.mark.parametrize(
    "piece",
    ["March ", "last ", "1 ", "31 of ", "2011-03-", "two and a half ", "in 2011-2012-", "Thursday, ", "a "],
)
def test_work_grows_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the hostile text is at most about twice the calls of rules, each of which looks a bounded way."""
    calls: list[int] = []
    rules = {
        word: tuple(
            lambda text, start, rule=rule: (calls.append(start), rule(text, start))[1] for rule in each
        )
        for word, each in date_phrases.RULES.items()
    }
    monkeypatch.setattr("compare.extract.dates.RULES", rules)
    find_dates(piece * 200)
    once = len(calls)
    calls.clear()
    find_dates(piece * 400)

    assert len(calls) <= 2 * once + 10
