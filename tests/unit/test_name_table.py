"""Names folded into their bearers, over all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.analyse.names import NameTable, iter_persons
from compare.analyse.reading import take_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.model import Document


@pytest.fixture
def bearers(document: Callable[..., Document]) -> Callable[..., dict[str, set[str]]]:
    """The spellings of each name in texts."""

    def find(*texts: str) -> dict[str, set[str]]:
        table = NameTable([take_apart(document(text, str(n)), ()) for n, text in enumerate(texts)])
        return {group.name: {variant.text for variant in group.variants} for group in table.groups()}

    return find


def test_a_surname_is_the_full_name_of_the_document(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Mr. Ellwood and Ellwood are the Peter Ellwood of the same text."""
    names = bearers("Peter Ellwood spoke in Selby. Mr. Ellwood then left, and Ellwood never came back.")

    assert {"Peter Ellwood", "Ellwood"} == names["Peter Ellwood"]


def test_a_surname_is_the_only_full_name_of_the_corpus(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Where a text has no full name, that of another text is taken, if there is but one."""
    names = bearers("Mr. Ellwood spoke in Selby.", "The harbour master, Peter Ellwood, spoke.")

    assert {"Peter Ellwood", "Ellwood"} == names["Peter Ellwood"]


def test_a_surname_keeps_its_particle(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """De Wit is the Jan de Wit of the text; where another De Wit is named elsewhere, nobody is guessed."""
    names = bearers(
        "Today Jan de Wit spoke in Breda. Later we heard De Wit sing.", "They met Ursula von der Leyen."
    )
    unsure = bearers("We saw Jan de Wit.", "We saw Piet de Wit.", "We heard De Wit sing.")

    assert {"Jan de Wit", "De Wit"} == names["Jan de Wit"]
    assert {"Ursula von der Leyen"} == names["Ursula von der Leyen"]
    assert {"De Wit"} == unsure["De Wit"]


def test_a_surname_is_the_bearer_last_named_in_full(document: Callable[..., Document]) -> None:
    """Of two people of one surname, the one whose full name stood last before is meant."""
    text = (
        "Peter Ellwood met Anna Ellwood in Selby. Mrs. Ellwood left. Then Peter Ellwood spoke; Ellwood sang."
    )
    page = document(text)
    table = NameTable([take_apart(page, ())])

    first, last = text.index("Mrs. Ellwood") + len("Mrs. "), text.rindex("Ellwood")
    entities = [table.entity_at(page, place) for place in (first, last)]
    assert ["Anna Ellwood", "Peter Ellwood"] == [table.name_of(n) for n in entities if n is not None]


def test_two_people_of_one_surname_stay_two(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Other given names are other people, in one text or in two."""
    names = bearers("Tom Harker came to Selby.", "Ann Harker left Selby.")

    assert {"Tom Harker", "Ann Harker", "Selby"} == set(names)


def test_a_city_is_not_a_man(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """The Hague is never the Hague of William Hague."""
    names = bearers(
        "William Hague flew to The Hague. Mr. Hague smiled.", "Judges of The Hague met Mr. Hague."
    )

    assert {"William Hague", "Hague"} == names["William Hague"]
    assert {"The Hague"} == names["The Hague"]


def test_transliterations_are_one_bearer(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Each outlet writes a foreign name in its own way."""
    names = bearers(
        "Colonel Mokhtar Gadiri spoke. Gadiri then left.", "Mukhtar Qadiri spoke. Mr. Qadiri left."
    )

    assert [{"Mokhtar Gadiri", "Mukhtar Qadiri", "Gadiri", "Qadiri"}] == list(names.values())


def test_nicknames_and_middle_names_are_one_bearer(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Bill Harmsworth is William John Harmsworth."""
    names = bearers("Bill Harmsworth spoke in Selby.", "William John Harmsworth left Selby.")

    assert {"Bill Harmsworth", "William John Harmsworth"} == names["William John Harmsworth"]


def test_a_body_is_no_bearer_of_a_surname(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """A council named after a town, or two of one kind, are not folded like people."""
    names = bearers("The Selby Council met the Brigport Council.", "Mr. Council spoke to the Selby Council.")

    assert {"Selby Council", "Brigport Council"} <= {name.removeprefix("The ") for name in names}


def test_a_name_is_found_by_what_its_document_calls_it(document: Callable[..., Document]) -> None:
    """A speaker's surname leads to the bearer that this document has, not to one of another."""
    first = document("Peter Ellwood spoke in Selby. Ellwood left.", "1")
    second = document("Anna Ellwood spoke in Selby. Ellwood left.", "2")
    table = NameTable([take_apart(first, ()), take_apart(second, ())])

    found = [table.find("Ellwood", page) for page in (first, second)]
    assert ["Peter Ellwood", "Anna Ellwood"] == [table.name_of(n) for n in found if n is not None]
    assert table.find("Nobody", first) is None
    assert table.find("...", first) is None


def test_persons_come_in_order_of_place(document: Callable[..., Document]) -> None:
    """Places are no persons; each mention of a person counts."""
    page = document("Peter Ellwood met Anna Brandt in London. Mr. Ellwood left Paris.")
    reading = take_apart(page, ())
    table = NameTable([reading])

    persons = [table.name_of(entity) for entity, _ in iter_persons(table, reading)]
    assert ["Peter Ellwood", "Anna Brandt", "Peter Ellwood"] == persons


@pytest.mark.parametrize(
    ("texts", "apart"),
    [
        (("Talks began in Niger.", "Talks began in Nigeria."), ("Niger", "Nigeria")),
        (("Mr. Hansen and Mrs. Hanson met in Selby.",), ("Hansen", "Hanson")),
        (("Mr. Harker fell ill in Selby.", "Anna Harker fell ill in Selby."), ("Harker", "Anna Harker")),
        (("French President Duval came.", "Danish President Karl Duval came."), ("Duval", "Karl Duval")),
        (
            ("Paul W. Bell spoke. Paul R.T. Bell slept.", "The mayor, Paul Bell, was tired."),
            ("Paul W. Bell", "Paul R.T. Bell", "Paul Bell"),
        ),
        (("We met Mr. Hague.", "The Hague was cold."), ("Hague", "The Hague")),
    ],
)
def test_names_that_look_alike_stay_apart(
    bearers: Callable[..., dict[str, set[str]]], texts: tuple[str, ...], apart: tuple[str, ...]
) -> None:
    """Two places, Mr. and Mrs., a man and a woman, two countries; and a name that fits two is neither's."""
    assert set(apart) <= set(bearers(*texts))


def test_a_man_and_a_woman_of_one_surname_are_two(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Mr. Harker is Tom Harker, although Anna Harker was named last."""
    names = bearers("Tom Harker met Anna Harker in Selby. Mr. Harker left.")

    assert {"Tom Harker", "Harker"} == names["Tom Harker"]


def test_an_acronym_is_the_one_body_it_is_short_for(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """The UN is the United Nations; two letters are nobody's two names."""
    names = bearers("He left the UN for AB in Selby.", "They met Anna Brandt at the United Nations.")

    assert {"UN", "United Nations"} == names["United Nations"]
    assert {"Anna Brandt"} == names["Anna Brandt"]


def test_kin_of_one_surname_is_somebody_else(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """A captain whom a text calls by surname is not the brother whom it then names in full."""
    names = bearers(
        "Captain Dorn was arrested on Tuesday. His brother Oskar Dorn, a baker, said little.",
        "The captain, Emil Dorn, was arrested in Rhos.",
    )

    assert {"Oskar Dorn"} == names["Oskar Dorn"]
    assert {"Emil Dorn", "Dorn"} == names["Emil Dorn"]


def test_kin_named_first_is_called_by_surname(bearers: Callable[..., dict[str, set[str]]]) -> None:
    """Once a text has named somebody's brother in full, his surname alone is his."""
    names = bearers("Her brother Oskar Dorn left Rhos. Dorn is a baker.")

    assert {"Oskar Dorn", "Dorn"} == names["Oskar Dorn"]
