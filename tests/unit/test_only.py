"""What one document alone has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from compare.results import Comparison

Compare: TypeAlias = Callable[..., Comparison]

LEFT = (
    '"The harbour wall is sinking into the mud," said Peter Ellwood in Selby. '
    '"Nobody paid for the lamps," he said. '
    "Divers from Karlstad inspected the rotten timber below the pier on Sunday."
)
RIGHT = (
    'It is "sinking into the mud," said Mr. Ellwood. '
    "Anna Brandt has lent the Selby council forty thousand sandbags and nine pumps. It rained."
)


def test_quotes_of_no_group_are_only_in_one(compare_texts: Compare) -> None:
    """A quotation that another text renders is not listed, one that none renders is."""
    left, right = compare_texts(LEFT, RIGHT).only

    assert ['"Nobody paid for the lamps,"'] == [quote.span.text for quote in left.quotes]
    assert () == right.quotes


def test_the_title_of_a_work_is_no_quote_of_ones_own(compare_texts: Compare) -> None:
    """What stands in marks as the title of a programme is not listed among the quotations."""
    left, _ = compare_texts(f'{LEFT} He was seen on "The Selby Morning Hour" again.', RIGHT).only

    assert ['"Nobody paid for the lamps,"'] == [quote.span.text for quote in left.quotes]


def test_sentences_that_no_finding_meets_are_only_in_one(compare_texts: Compare) -> None:
    """A sentence with a quotation in common is told by both; one of few words makes no claim."""
    left, right = compare_texts(LEFT, RIGHT).only

    assert "Divers from Karlstad" in " ".join(span.text for span in left.claims)
    assert not [span for span in left.claims if "sinking" in span.text]
    assert ["Anna Brandt has lent the Selby council forty thousand sandbags and nine pumps."] == [
        span.text for span in right.claims
    ]


def test_names_in_any_spelling_are_compared(compare_texts: Compare) -> None:
    """Mr. Ellwood is no name that one text alone has."""
    left, right = compare_texts(LEFT, RIGHT).only

    assert ("Karlstad",) == left.names
    assert ("Anna Brandt",) == right.names


def test_claims_stand_with_the_weightiest_first(compare_texts: Compare) -> None:
    """A sentence of rare words stands before one of common words."""
    plain = "It was the one that he had and that he was with."
    only, _ = compare_texts(f"{plain} {LEFT}", RIGHT).only

    assert plain == only.claims[-1].text


def test_a_headline_is_no_claim_of_ones_own(compare_texts: Compare) -> None:
    """What it says stands in the text below it, which is compared with the others."""
    headed = f"Forty thousand sandbags and nine pumps lent to Selby council\n\n{RIGHT}"
    own = [span.text for span in compare_texts(LEFT, headed).only[1].claims]

    assert ["Anna Brandt has lent the Selby council forty thousand sandbags and nine pumps."] == own


def test_alone_is_alone_among_others(compare_texts: Compare) -> None:
    """One document has nothing that another lacks."""
    assert () == compare_texts(LEFT).only


def test_equal_documents_have_nothing_of_their_own(compare_texts: Compare) -> None:
    """What is in both is in neither list."""
    left, right = compare_texts(LEFT, LEFT).only

    assert not [*left.claims, *right.claims, *left.names, *right.names]


def test_the_sentence_of_a_quote_is_no_claim_beside_it(compare_texts: Compare) -> None:
    """What is listed as a quotation is not listed again as the sentence that it makes up."""
    left, _ = compare_texts(LEFT, RIGHT).only

    assert ['"Nobody paid for the lamps,"'] == [quote.span.text for quote in left.quotes]
    assert not [span for span in left.claims if "lamps" in span.text]


def test_a_word_held_at_arms_length_is_no_quote_of_ones_own(compare_texts: Compare) -> None:
    """A single short word in marks gives nobody's words."""
    left, _ = compare_texts(f'{LEFT} The council, a "pillar" of the town, met.', RIGHT).only

    assert ['"Nobody paid for the lamps,"'] == [quote.span.text for quote in left.quotes]


def test_an_acronym_with_points_is_the_same_name(compare_texts: Compare) -> None:
    """U.N. in one text and UN in the other: neither has the name alone."""
    left, right = compare_texts(
        f"{LEFT} The UN sent two engineers.", f"{RIGHT} An engineer of the U.N. came."
    ).only

    assert not {"UN", "U.N."} & {*left.names, *right.names}


def test_a_retelling_stands_behind_what_the_text_says_itself(compare_texts: Compare) -> None:
    """Of claims those come first that nobody is quoted with, however rare the words of the others are."""
    retold = "Inspector Vikram Solberg said that the granite sluices of Karlstad had eroded beyond repair."
    only, _ = compare_texts(f"{retold} {LEFT}", RIGHT).only

    assert retold == only.claims[-1].text
