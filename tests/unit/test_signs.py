"""Signs of a sentence: what it can have in common with another one, whatever the words."""

from __future__ import annotations

from datetime import date

import pytest

from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.units import Unit, make_units, weigh_signs
from compare.extract.numbers import find_numbers
from compare.extract.quantities import list_number_signs
from compare.model import Document
from compare.text.commonplace import is_commonplace
from compare.text.stopwords import stem


def read_units(*texts: str, published: date | None = None) -> list[Unit]:
    """The sentences of these texts, which appeared on one day."""
    documents = [
        Document(id=str(n), text=text, path="", source="", published=published)
        for n, text in enumerate(texts)
    ]
    readings = [take_apart(document, ()) for document in documents]
    units = make_units(readings, NameTable(readings))
    weigh_signs(units)
    return units


@pytest.mark.parametrize(
    ("left", "right", "sign"),
    [
        ("Looters were jailed.", "The court imprisoned them.", "#arrest"),
        ("Damage of $4.2bn was done.", "It cost $4.2 billion.", "=4200000000 USD"),
        ("Some 180 people came.", "250 passengers left.", "%people"),
        ("It fell by 8.5 percent.", "It lost 8.5%.", "=8.5 %"),
    ],
)
def test_words_for_one_thing_have_a_sign_in_common(left: str, right: str, sign: str) -> None:
    """Words of one class, one sum however it is written, people by any name."""
    one, other = read_units(left, right)

    assert sign in one.signs.words
    assert sign in other.signs.words


def test_a_day_is_one_however_it_is_called() -> None:
    """On a Thursday, yesterday is Wednesday."""
    one, other = read_units("It sank yesterday.", "It sank on Wednesday.", published=date(2024, 5, 2))

    assert "^2024-05-01" in one.signs.words
    assert "^2024-05-01" in other.signs.words


def test_a_pronoun_and_an_office_point_at_their_bearer() -> None:
    """He, and the mayor, are whom the text has called the mayor; less surely than a name does."""
    named, *pointing = read_units("Yesterday Mayor Peter Ellwood sang. He left. Then the mayor slept.")
    bearer = next(sign for sign in named.signs.words if sign.startswith("@"))

    assert 1.0 == max(word.share for word in named.signs.words[bearer])
    assert [0.5, 0.5] == [word.share for unit in pointing for word in unit.signs.words[bearer]]


def test_names_offices_and_days_do_not_say_what_happened() -> None:
    """Whom a sentence is about, and when, is no telling word of it."""
    (unit,) = read_units("On Monday Mayor Ellwood drained the tunnel.")
    telling = [
        unit.span.document.text[key.start : key.end]
        for place, key in enumerate(unit.keys)
        if key.content and place not in unit.signs.who
    ]

    assert ["drained", "tunnel"] == telling


def test_a_word_with_many_meanings_says_less() -> None:
    """Of a word of several concepts each counts less than the one of a plain word."""
    (unit,) = read_units("The skipper charged.")
    words = [word for sign, words in unit.signs.words.items() if sign[0] == "~" for word in words]
    skipper, charged = ([word.share for word in words if word.place == place] for place in (1, 2))

    assert len(charged) > len(skipper) == 1
    assert max(charged) < skipper[0]


def test_small_counts_are_no_sign() -> None:
    """Two of anything are in every text: only of what they are counts."""
    (number,) = find_numbers("two soldiers")

    assert ["%people"] == list_number_signs(number)


def test_a_range_has_the_signs_of_both_ends() -> None:
    """Between 1,000 and 1,200 jobs meets 1,200 jobs."""
    signs = {
        sign for number in find_numbers("between 1,000 and 1,200 jobs") for sign in list_number_signs(number)
    }

    assert {"=1000", "=1200"} <= signs


def test_words_of_all_news_weigh_less() -> None:
    """To share "government" says less than to share "tunnel"."""
    assert is_commonplace(stem("government"))
    assert not is_commonplace(stem("tunnel"))
