"""Facts: events, offices and claims that two documents or more tell, and how their attributes compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest

from compare.results import Certainty, Comparison, Status

if TYPE_CHECKING:
    from compare.results import Fact

Compare: TypeAlias = Callable[..., Comparison]

THURSDAY = date(2024, 5, 2)
RESIGNED = (
    "Finance Minister Carla Mendes resigned yesterday after the Brigport bridge scandal. Farmers were angry.",
    "Carla Mendes, the finance minister, stepped down on Wednesday over the Brigport bridge scandal. Rain.",
)
FLED = (
    "General Anton Varga fled to Britain after the Brigport mutiny. His wife stayed at home.",
    "General Anton Varga fled to London after the Brigport mutiny. The army said nothing.",
)
FLOODS = (
    "Floods in Arvika have killed 14 people and swept away the old mill. Rescue boats came from Karlstad.",
    "At least 17 people were killed in Arvika when floods swept the old mill away. Soldiers built a bridge.",
    "Floods that killed 14 people in Arvika swept away an old mill on the river. Nobody slept.",
)


def fact_with(comparison: Comparison, words: str) -> Fact:
    """The fact that has these words in a mention."""
    (found,) = (f for f in comparison.facts if any(words in mention.text for mention in f.mentions))
    return found


def statuses(fact: Fact) -> dict[str, Status]:
    """How the documents stand to each other in each attribute."""
    return {attribute.name: attribute.status for attribute in fact.attributes}


def test_one_event_in_other_verbs_is_one_fact(compare_texts: Compare) -> None:
    """To resign is to step down; the words each text has for it are shown."""
    fact = fact_with(compare_texts(*RESIGNED), "resigned")

    assert Certainty.SURE is fact.certainty
    assert ["a", "b"] == [mention.document.id for mention in fact.mentions]
    assert fact.mentions[1].text.startswith("stepped down")
    assert Status.DIFFERS is statuses(fact)["told as"]


def test_a_relative_day_is_the_day_it_stands_for(compare_texts: Compare) -> None:
    """On a Thursday, yesterday is Wednesday; where the day is unknown, it may be."""
    dated = fact_with(compare_texts(*RESIGNED, published=THURSDAY), "resigned")
    undated = fact_with(compare_texts(*RESIGNED), "resigned")

    assert Status.SAME is statuses(dated)["when"]
    assert Status.COMPATIBLE is statuses(undated)["when"]


def test_two_days_differ(compare_texts: Compare) -> None:
    """An event that two texts put on two days is told differently."""
    left, right = RESIGNED
    fact = fact_with(
        compare_texts(left, right.replace("Wednesday", "Monday"), published=THURSDAY), "resigned"
    )

    assert Status.DIFFERS is statuses(fact)["when"]


def test_a_city_agrees_with_its_country(compare_texts: Compare) -> None:
    """Who fled to London fled to Britain."""
    fact = fact_with(compare_texts(*FLED), "fled to Britain")

    assert Status.COMPATIBLE is statuses(fact)["where"]


def test_two_countries_differ(compare_texts: Compare) -> None:
    """Britain is not Egypt."""
    left, right = FLED
    fact = fact_with(compare_texts(left, right.replace("London", "Egypt")), "fled to Britain")

    assert Status.DIFFERS is statuses(fact)["where"]


def test_a_place_that_names_the_event_joins_it(compare_texts: Compare) -> None:
    """His flight is the one flight that is told of him."""
    left, right = FLED
    fact = fact_with(compare_texts(f"{left} Varga's flight stunned the army.", right), "fled to Britain")

    assert ["fled to Britain", "Varga's flight", "fled to London"] == [
        " ".join(mention.text.split()[:3]) for mention in fact.mentions
    ]


def test_a_name_for_two_events_joins_neither(compare_texts: Compare) -> None:
    """Where a man left twice, his departure may be either."""
    later = "In June Varga quit the Selby lifeboat society over unpaid bills."
    again = "Over unpaid bills Varga stepped down from the Selby lifeboat society in June."
    left, right = FLED
    comparison = compare_texts(f"{left} {later} Varga's departure stunned the army.", f"{right} {again}")

    assert not [f for f in comparison.facts for mention in f.mentions if "departure" in mention.text]


def test_two_people_of_one_office_are_no_sure_fact(compare_texts: Compare) -> None:
    """Two ministers who resign over one scandal are two facts, however alike the sentences."""
    comparison = compare_texts(
        "Finance Minister Carla Mendes resigned yesterday after the Brigport bridge scandal.",
        "Health Minister Otto Lindqvist resigned yesterday after the Brigport bridge scandal.",
    )

    assert not [fact for fact in comparison.facts if fact.certainty is Certainty.SURE]


def test_an_office_that_two_texts_give_one_person_is_a_fact(compare_texts: Compare) -> None:
    """Foreign Minister Olga Thorne is Olga Thorne, the foreign minister."""
    comparison = compare_texts(
        "Foreign Minister Olga Thorne ate fish.",
        "Olga Thorne, the foreign minister, slept in Selby.",
        "Olga Thorne sang.",
    )

    (fact,) = comparison.facts
    assert "Olga Thorne · foreign minister" == fact.title
    assert ["Foreign Minister Olga Thorne", "Olga Thorne, the foreign minister"] == [
        mention.text for mention in fact.mentions
    ]


def test_two_foreign_ministers_are_two_people(compare_texts: Compare) -> None:
    """One office, two holders: no fact."""
    comparison = compare_texts(
        "Foreign Minister Olga Thorne ate fish.", "Erik Palme, the foreign minister, ate soup in Selby."
    )

    assert () == comparison.facts


def test_another_number_differs(compare_texts: Compare) -> None:
    """Fourteen dead are not at least seventeen; it stays one fact."""
    fact = fact_with(compare_texts(*FLOODS[:2]), "killed 14")

    assert Certainty.SURE is fact.certainty
    assert Status.DIFFERS is statuses(fact)["number"]


@pytest.mark.parametrize(
    ("number", "status"), [("1,500,000", Status.SAME), ("more than 1.2 million", Status.COMPATIBLE)]
)
def test_numbers_are_compared_by_value(compare_texts: Compare, number: str, status: Status) -> None:
    """1.5 million is 1,500,000, and is more than 1.2 million."""
    comparison = compare_texts(
        "Floods in Arvika destroyed 1.5 million bricks of the old mill. Rescue boats came from Karlstad.",
        f"In Arvika, floods at the old mill destroyed {number} bricks. Soldiers built a bridge.",
    )

    assert status is statuses(fact_with(comparison, "1.5 million"))["number"]


def test_a_fact_of_three_documents_is_one(compare_texts: Compare) -> None:
    """What three texts tell is one fact with three mentions, not three pairs."""
    (fact,) = compare_texts(*FLOODS).facts

    assert ["a", "b", "c"] == [mention.document.id for mention in fact.mentions]


def test_what_is_expected_and_what_is_possible_differ(compare_texts: Compare) -> None:
    """To say that it will and that it may is told differently."""
    comparison = compare_texts(
        "Norvia Steel will close its last Brigport furnace and sack the smelters. Rain fell over Selby.",
        "In Brigport, Norvia Steel may close the furnace and sack smelters who had struck. Nobody was told.",
    )

    (certainty,) = (a for a in fact_with(comparison, "will close").attributes if a.name == "certainty")
    assert Status.DIFFERS is certainty.status
    assert ["expected", "possible"] == [value.normal for value in certainty.values]


def test_a_denial_is_the_same_fact_told_differently(compare_texts: Compare) -> None:
    """What one text states and the other denies is one fact."""
    comparison = compare_texts(
        "Norvia Steel bribed Brigport harbour inspectors with gold watches. Rain fell over Selby.",
        "Norvia Steel did not bribe any of the Brigport harbour inspectors with its gold watches. Rain.",
    )

    (certainty,) = (a for a in fact_with(comparison, "bribed").attributes if a.name == "certainty")
    assert ["stated", "denied"] == [value.normal for value in certainty.values]


def test_copied_sentences_make_no_facts(compare_texts: Compare) -> None:
    """A passage that was copied is shown as one, not as a fact told twice."""
    copied = "Floods in Arvika have killed 14 people and swept away the old mill near the new harbour bridge."
    comparison = compare_texts(f"{copied} Rain fell.", f"{copied} Boats left.")

    assert 1 == len(comparison.passages)
    assert () == comparison.facts


def test_differences_lead(compare_texts: Compare) -> None:
    """Sure facts before those that may be, and those told differently before those told the same."""
    comparison = compare_texts(
        f"{FLOODS[0]} Foreign Minister Olga Thorne ate fish.",
        f"{FLOODS[1]} Olga Thorne, the foreign minister, slept.",
    )

    assert [Status.DIFFERS in statuses(fact).values() for fact in comparison.facts] == [True, False]
    assert ["F1", "F2"] == [fact.id for fact in comparison.facts]
