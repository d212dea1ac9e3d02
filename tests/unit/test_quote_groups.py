"""Renderings of one utterance: what was kept of it, and what is told differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from compare.analyse.comparison import compare_documents
from compare.results import LEAD_IN, Comparison, Relation, Status
from compare.settings import CompareSettings

if TYPE_CHECKING:
    from compare.model import Document
    from compare.results import Attribute, QuoteGroup, Rendering

Compare: TypeAlias = Callable[..., Comparison]

WALL = '"The harbour wall is cracked, badly drained, and sinking into the mud," said Peter Ellwood.'


def only_group(comparison: Comparison) -> QuoteGroup:
    """The one utterance that was found."""
    (group,) = comparison.quote_groups
    return group


def other_rendering(comparison: Comparison) -> Rendering:
    """The rendering beside the fullest one, where there are two in all."""
    _, other = only_group(comparison).renderings
    return other


def attribute(comparison: Comparison, name: str) -> Attribute | None:
    """What differs under this name."""
    return next((a for a in only_group(comparison).differs if a.name == name), None)


def normals(found: Attribute | None) -> list[str]:
    """The normal values of an attribute."""
    return [value.normal for value in found.values] if found else []


def test_a_quote_cut_short_says_what_was_kept(compare_texts: Compare) -> None:
    """The last words of a quotation are a shortened rendering of it; the runs point at the words in both."""
    rendering = other_rendering(compare_texts(WALL, 'Mr. Ellwood warned it was "sinking into the mud."'))

    assert Relation.SHORTENED is rendering.relation
    assert (4, 12) == (rendering.kept, rendering.of)
    assert [("a", "sinking into the mud"), ("b", "sinking into the mud")] == [
        (span.document.id, span.text) for pair in rendering.kept_spans for span in pair
    ]


def test_scripts_without_spaces_are_compared_by_characters(compare_texts: Compare) -> None:
    """A Japanese quotation cut short is found; another one that shares three characters with it is not it."""
    full = "首相は「この問題を解決するには時間が必要だ」と述べた。"
    short = "野党は「時間が必要だ」を批判した。"
    another = "「この市は明るい」と彼は言った。"
    rendering = other_rendering(compare_texts(full, short, another))

    assert Relation.SHORTENED is rendering.relation
    assert (6, 17) == (rendering.kept, rendering.of)


def test_punctuation_inside_the_marks_does_not_count(compare_texts: Compare) -> None:
    """A question mark pulled inside the marks leaves the words as they were."""
    rendering = other_rendering(
        compare_texts(WALL, 'Is the wall, as Mr. Ellwood said, "sinking into the mud?"')
    )

    assert Relation.SHORTENED is rendering.relation
    assert 4 == rendering.kept


def test_a_statement_made_a_question_differs_in_mood(compare_texts: Compare) -> None:
    """What one outlet states and another asks is told differently."""
    comparison = compare_texts(WALL, 'Is the wall, as Mr. Ellwood said, "sinking into the mud?"')

    mood = attribute(comparison, "mood")
    assert mood is not None
    assert Status.DIFFERS is mood.status
    assert ["statement", "question"] == normals(mood)


def test_what_leads_into_a_shortened_quote_is_set_beside_what_was_dropped(compare_texts: Compare) -> None:
    """The words before the kept run, in the full quotation and in the other outlet."""
    comparison = compare_texts(WALL, 'Could two more piers, as Mr. Ellwood said, be "sinking into the mud?"')

    lead_in = attribute(comparison, "leads in with")
    assert lead_in is not None
    assert [
        "The harbour wall is cracked, badly drained, and",
        "Could two more piers, as Mr. Ellwood said, be",
    ] == [value.text for value in lead_in.values]


@pytest.mark.parametrize(
    ("other", "relation", "kept"),
    [
        (WALL, Relation.VERBATIM, 12),
        (WALL.replace("badly", "poorly"), Relation.ALTERED, 11),
        (WALL.replace(", badly drained,", " ..."), Relation.SPLICED, 10),
        (WALL.replace("The harbour wall", "[It]"), Relation.BRACKETED, 9),
        ("Peter Ellwood said the harbour wall was cracked, badly drained, and sinking into the mud.",
         Relation.INDIRECT, 11),
        ("We saw that the harbour wall is cracked, badly drained, and sinking into the mud of Selby.",
         Relation.UNMARKED, 12),
    ],
)  # fmt: skip
def test_renderings_are_told_apart(compare_texts: Compare, other: str, relation: Relation, kept: int) -> None:
    """Verbatim, altered, spliced, bracketed, retold and unmarked renderings of one utterance."""
    rendering = other_rendering(compare_texts(WALL, other))

    assert (relation, kept) == (rendering.relation, rendering.kept)
    assert rendering.kept == sum(len(span.text.split()) for span, _ in rendering.kept_spans)


def test_the_same_words_of_two_people_are_a_conflict(compare_texts: Compare) -> None:
    """One quotation that two texts give to two named persons is one utterance with two speakers."""
    comparison = compare_texts(WALL, WALL.replace("Peter Ellwood", "Anna Brandt, an engineer"))

    speaker = attribute(comparison, "speaker")
    assert speaker is not None
    assert Status.DIFFERS is speaker.status
    assert ["Peter Ellwood", "Anna Brandt"] == normals(speaker)


def test_a_name_and_an_office_may_be_one_speaker(compare_texts: Compare) -> None:
    """The port's spokesman may be Peter Ellwood: no conflict."""
    comparison = compare_texts(WALL, WALL.replace("Peter Ellwood", "a spokesman for the port"))

    speaker = attribute(comparison, "speaker")
    assert speaker is None or speaker.status is Status.COMPATIBLE


def test_spellings_of_one_speaker_are_no_difference(compare_texts: Compare) -> None:
    """Mr. Ellwood is Peter Ellwood."""
    comparison = compare_texts(WALL, WALL.replace("Peter Ellwood", "Mr. Ellwood"))

    assert attribute(comparison, "speaker") is None


def test_the_day_it_was_said_is_compared(compare_texts: Compare) -> None:
    """Two days outside the marks differ; days inside them are part of the words."""
    comparison = compare_texts(
        WALL.replace("Ellwood.", "Ellwood on Monday."), WALL.replace("Ellwood.", "Ellwood on Friday.")
    )

    when = attribute(comparison, "when")
    assert when is not None
    assert Status.DIFFERS is when.status


def test_another_cue_is_a_difference(compare_texts: Compare) -> None:
    """To admit is not to say."""
    comparison = compare_texts(WALL, WALL.replace(" said", " admitted"))

    assert ["said", "admitted"] == normals(attribute(comparison, "said how"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("„Der alte Hafendamm hält keinen Winter mehr“, sagte Karl Brenner.",
         "„Der alte Hafendamm hält keinen Winter mehr“, so Karl Brenner."),
        ("« La digue du port ne tiendra pas un hiver », a déclaré Paul Garnier.",
         "Selon Paul Garnier, « la digue du port ne tiendra pas un hiver »."),
        ("«El viejo dique no aguantará otro invierno», afirmó Julián Robles.",
         "«El viejo dique no aguantará otro invierno», dijo Julián Robles."),
        ("Het bestuur sprak over de dam. 'De oude havendam houdt geen winter meer stand', zei Jan Bakker.",
         "Het bestuur sprak over de dam. 'De oude havendam houdt geen winter meer stand', aldus Jan Bakker."),
    ],
)  # fmt: skip
def test_plain_cues_of_other_languages_are_no_difference(
    compare_texts: Compare, left: str, right: str
) -> None:
    """Verbs and phrases that only tell that something was said say nothing about how."""
    comparison = compare_texts(left, right)

    assert None is attribute(comparison, "said how")
    assert all(rendering.quote and rendering.quote.cue for rendering in only_group(comparison).renderings)


def test_a_quote_split_by_its_tag_leads_in_with_nothing_else(compare_texts: Compare) -> None:
    """What stands before the second part of a split quotation is its first part, and no other words."""
    split = WALL.replace("drained, and", 'drained," Peter Ellwood said, "and').replace(
        " said Peter Ellwood", ""
    )

    assert None is attribute(compare_texts(WALL, split), "leads in with")


def test_two_rare_words_of_one_speaker_are_enough(compare_texts: Compare) -> None:
    """A fragment of two words joins where both texts give it to one speaker."""
    comparison = compare_texts(
        f"{WALL} The council met in Selby on Monday to talk about it.",
        'The wall is "badly drained," said Mr. Ellwood. Boats were moved to the other pier.',
    )

    assert Relation.SHORTENED is other_rendering(comparison).relation


@pytest.mark.parametrize("fragment", ['"into the"', '"is"', '"and"'])
def test_function_words_are_no_utterance(compare_texts: Compare, fragment: str) -> None:
    """Words that every text has do not join two quotations."""
    comparison = compare_texts(WALL, f"He said it went {fragment} several times, said Peter Ellwood.")

    assert () == comparison.quote_groups


def test_other_words_of_one_speaker_are_another_utterance(compare_texts: Compare) -> None:
    """One speaker says many things."""
    comparison = compare_texts(WALL, '"Nobody paid for the new lighthouse lamps," said Peter Ellwood.')

    assert () == comparison.quote_groups


def test_utterances_are_not_joined_through_a_third(compare_texts: Compare) -> None:
    """A fragment that stands in two utterances joins one of them, and leaves them two."""
    comparison = compare_texts(
        '"We shall rebuild the old wooden pier before the herring fleet returns," said Peter Ellwood.',
        '"Nobody will rebuild the old wooden pier with borrowed money," said Anna Brandt.',
        'They talked of how to "rebuild the old wooden pier" all night.',
    )

    assert 1 == len(comparison.quote_groups)
    assert 2 == len(only_group(comparison).renderings)


def test_a_name_alone_is_no_unmarked_copy(compare_texts: Compare) -> None:
    """A long name that a quotation holds is no copy of the quotation."""
    comparison = compare_texts(
        '"I joined the Royal Brigport Harbour Pilots Guild and regretted it," said Peter Ellwood.',
        "Dues of the Royal Brigport Harbour Pilots Guild rose again.",
    )

    assert () == comparison.quote_groups


def test_a_quote_that_one_text_says_twice_is_no_group(compare_texts: Compare) -> None:
    """An utterance is compared across documents only."""
    comparison = compare_texts(f"{WALL} He said it again. {WALL}", "Rain fell over Selby.")

    assert () == comparison.quote_groups


def test_a_conflict_of_speakers_comes_before_what_may_be_one(compare_texts: Compare) -> None:
    """Two names for one utterance stand before two that may be one, however many outlets have it."""
    ferry = '"Two new ferries will carry the market traders across the river from May," said {}.'
    comparison = compare_texts(
        f"{WALL}\n\n{ferry.format('Mary Osgood')}",
        f"{WALL.replace('Peter Ellwood', 'a spokesman')}\n\n{ferry.format('Anna Brandt')}",
        WALL.replace("Peter Ellwood", "an official"),
    )

    assert [Status.DIFFERS, Status.COMPATIBLE] == [
        one.status for group in comparison.quote_groups for one in group.differs if one.name == "speaker"
    ]


def test_the_fullest_rendering_stands_first(compare_texts: Compare) -> None:
    """Whichever document has it; the others follow by how much they keep."""
    comparison = compare_texts(
        'It is "sinking into the mud," said Peter Ellwood.',
        'It is "badly drained, and sinking into the mud," said Peter Ellwood.',
        WALL,
    )

    assert ["c", "b", "a"] == [r.span.document.id for r in only_group(comparison).renderings]
    assert [12, 7, 4] == [r.kept for r in only_group(comparison).renderings]
    assert Relation.FULLEST is only_group(comparison).renderings[0].relation


def test_two_documents_of_one_id_are_compared(document: Callable[..., Document]) -> None:
    """Ids need not be unique: equal ones change nothing in what is found."""
    texts = (WALL.replace("Ellwood.", f"Ellwood on {day}.") for day in ("Monday", "Friday"))
    comparison = compare_documents([document(text, "x") for text in texts], CompareSettings())

    when = attribute(comparison, "when")
    assert when is not None
    assert Status.DIFFERS is when.status


def test_short_forms_are_the_words_they_stand_for(compare_texts: Compare) -> None:
    """Where one has "I'd" and one "I would" the runs go on, but it is no longer word for word."""
    rendering = other_rendering(
        compare_texts(
            '"I would mend the cracked harbour wall first," said Peter Ellwood.',
            '"I\'d mend the cracked harbour wall first," said Peter Ellwood.',
        )
    )

    assert 8 == rendering.kept
    assert Relation.ALTERED is rendering.relation


def test_a_tail_that_goes_on_begins_another_group(compare_texts: Compare) -> None:
    """Words that only a later, longer rendering has can be quoted too: it stands first in a second group."""
    comparison = compare_texts(
        '"Nobody mended the harbour wall, and the herring fleet left Brigport for good," said Ellwood.',
        '"The herring fleet left Brigport for good. Borrowed money ruined every pilot family," said Ellwood.',
        '"Borrowed money ruined every pilot family," said Ellwood.',
    )

    assert [["a", "b"], ["b", "c"]] == sorted(
        [r.span.document.id for r in group.renderings] for group in comparison.quote_groups
    )


def test_indirect_speech_around_the_quotation_is_not_told_twice(compare_texts: Compare) -> None:
    """A sentence that reports the quotation with its marks counts by the words in the marks."""
    comparison = compare_texts(
        WALL,
        'Peter Ellwood said on Monday that the wall is "badly drained, and sinking into the mud" already.',
    )

    assert [Relation.FULLEST, Relation.SHORTENED] == [r.relation for r in only_group(comparison).renderings]


def test_a_few_words_of_another_story_are_no_rendering(compare_texts: Compare) -> None:
    """The same three words in a text on something else are chance; in one on the same thing they are not."""
    pier = "The pier at Brigport was closed by the board when inspectors found its timber rotten."
    near = "Inspectors closed the rotten pier at Brigport, all timber."
    opera = (
        "The tenor sang the second act before the critics, with velvet curtains and an orchestra. "
        "Violins played until midnight while the audience threw roses from the balcony. "
        "A soprano from Vienna joined him in the duet and the conductor wept."
    )
    fuller = f'{pier} "It was a sinking wooden skeleton and nobody had looked," said Peter Ellwood.'
    short = 'There was talk of a "sinking wooden skeleton" all night.'

    assert 1 == len(compare_texts(fuller, f"{near} {short}").quote_groups)
    assert () == compare_texts(fuller, f"{opera} {short}").quote_groups


def test_many_days_of_one_text_are_held_against_another(compare_texts: Compare) -> None:
    """However often one text tells of an utterance, the day another one gives is held against its own."""
    days = [f"March {day}, {year}" for year in (2001, 2002, 2003, 2004, 2005) for day in range(1, 29)]
    often = " ".join(WALL.replace("Ellwood.", f"Ellwood on {day}.") for day in days)
    same, other = (WALL.replace("Ellwood.", f"Ellwood on {day}.") for day in (days[0], "June 3, 2009"))

    assert attribute(compare_texts(often, same), "when") is None
    when = attribute(compare_texts(often, other), "when")
    assert when is not None
    assert Status.DIFFERS is when.status


def test_titles_are_no_utterances(compare_texts: Compare) -> None:
    """A programme or book that two texts name in marks is no quotation; the same words with a verb are."""
    title = 'Ellwood was seen on "The Brigport Morning Hour" again.'
    cry = '"Save The Brigport Morning Hour," Ellwood said.'

    assert () == compare_texts(title, f"Rain fell. {title}").quote_groups
    assert 1 == len(compare_texts(cry, f"Rain fell. {cry}").quote_groups)


@pytest.mark.parametrize(
    ("speaker", "status"), [("Anna Brandt", Status.DIFFERS), ("an engineer", Status.COMPATIBLE)]
)
def test_a_copy_as_the_speech_of_somebody_else_is_told(
    compare_texts: Compare, speaker: str, status: Status
) -> None:
    """Quoted words that another text gives to another voice, without marks, are the same utterance."""
    copy = f"The harbour wall is cracked, badly drained, and sinking into the mud, {speaker} said."
    comparison = compare_texts(WALL, copy)

    found = attribute(comparison, "speaker")
    assert Relation.INDIRECT is other_rendering(comparison).relation
    assert found is not None
    assert status is found.status


def test_a_few_words_in_the_speech_of_somebody_else_are_no_copy(compare_texts: Compare) -> None:
    """Somebody who speaks of something else with some of the same words renders nothing."""
    other = (
        "The ministry would rather pay for a new market hall, two ferries, a dry dock and the old customs "
        "house by the river than see the harbour wall is cracked, Anna Brandt said."
    )

    assert () == compare_texts(WALL, other).quote_groups


def test_what_another_denies_is_no_rendering(compare_texts: Compare) -> None:
    """The same words with a "not" are another utterance; where one speaker has both, an outlet errs."""
    will = '"The night trains will run on Sunday as planned," said Peter Ellwood.'
    will_not = '"The night trains will not run on Sunday as planned," said {}.'

    assert () == compare_texts(will, will_not.format("Anna Brandt")).quote_groups
    assert 1 == len(compare_texts(will, will_not.format("Peter Ellwood")).quote_groups)


def test_a_plain_verb_is_no_other_way_of_saying(compare_texts: Compare) -> None:
    """To write or to note is to say: only a verb that judges is shown."""
    for plain in ("wrote", "noted", "stated"):
        assert None is attribute(compare_texts(WALL, WALL.replace(" said", f" {plain}")), "said how")


def test_what_leads_in_is_news_where_the_mood_changes(compare_texts: Compare) -> None:
    """The reader is shown the other text's words, as the full quotation has its own; else nothing."""
    asked = compare_texts(WALL, 'Could two more piers, as Mr. Ellwood said, be "sinking into the mud?"')
    stated = compare_texts(WALL, 'The two older piers, as Mr. Ellwood said, are "sinking into the mud."')

    (lead_in,) = (one for one in only_group(asked).news if one.name == LEAD_IN)
    assert Status.ONE_SIDED is lead_in.status
    assert ["Could two more piers, as Mr. Ellwood said, be"] == [value.text for value in lead_in.values]
    assert attribute(stated, LEAD_IN) is not None
    assert not [one for one in only_group(stated).news if one.name == LEAD_IN]


@pytest.mark.parametrize(
    ("byline", "own"),
    [
        ("By Peter Ellwood", True),
        ("Opinion by Peter Ellwood for the Selby Post", True),
        ("By Anna Brandt", False),
    ],
)
def test_an_authors_own_article_is_no_copy(compare_texts: Compare, byline: str, own: bool) -> None:  # noqa: FBT001 - a case
    """Where the byline names the speaker, the words need no marks, and the verdict says so."""
    article = (
        "The harbour wall is cracked, badly drained, and sinking into the mud. Nobody has paid for lamps."
    )
    comparison = compare_texts(WALL, f"{byline}\n\n{article}")

    assert own is other_rendering(comparison).own_text
    told = " ".join(comparison.verdict)
    assert own == ("also in the speaker's own article" in told)
    assert own != ("copied without quotation marks" in told)


def test_nobody_disputes_a_motto(compare_texts: Compare) -> None:
    """Words that stand as a title does may be spoken by two without a conflict about who said them."""
    motto = 'Speaking in Selby, {} urged: "Let Us Always Drain The Marshes Together". The crowd cheered.'
    (group,) = compare_texts(motto.format("Peter Ellwood"), motto.format("Anna Brandt")).quote_groups

    assert not [one for one in group.differs if one.name == "speaker"]
