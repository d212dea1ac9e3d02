"""Where quotations begin and end, in every convention of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.quotes import find_quotes, is_speech
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.model import Document


def quoted(document: Document) -> list[str]:
    """The quotations of a document with their marks."""
    return [quote.span.text for quote in find_quotes(document)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('She said "the dam is safe" twice.', ['"the dam is safe"']),
        ("She said “the dam is safe” twice.", ["“the dam is safe”"]),
        ('She said “the dam is safe" twice.', ['“the dam is safe"']),
        ("‘The dam is safe,’ she said.", ["‘The dam is safe,’"]),
        ("Board calls dam 'perfectly safe' again", ["'perfectly safe'"]),
        ("« Le barrage est sûr », a-t-elle dit.", ["« Le barrage est sûr »"]),
        ("Elle parle d’« un barrage » et d’« une digue ».", ["« un barrage »", "« une digue »"]),
        ("»Der Damm ist sicher«, sagte sie.", ["»Der Damm ist sicher«"]),
        ("„Der Damm ist sicher“, sagte sie.", ["„Der Damm ist sicher“"]),
        ("„Tama jest bezpieczna”, powiedziała.", ["„Tama jest bezpieczna”"]),
        ("‚Der Damm ist sicher‘, sagte sie.", ["‚Der Damm ist sicher‘"]),
        ("‹Le barrage est sûr›, dit-elle.", ["‹Le barrage est sûr›"]),
        ("”Dammen är säker”, sade hon.", ["”Dammen är säker”"]),
        ("彼女は「ダムは安全だ」と言った。", ["「ダムは安全だ」"]),
        ("She said ``the dam is safe'' twice.", ["``the dam is safe''"]),
        ("She said ''the dam is safe'' twice.", ["''the dam is safe''"]),
        ('He wrote "a"—"b" and ("c").', ['"a"', '"b"', '"c"']),
        ('“One,” he said. “Two.” Then "three".', ["“One,”", "“Two.”", '"three"']),
    ],
)
def test_every_convention_of_marks_is_read(
    text: str, wanted: list[str], document: Callable[..., Document]
) -> None:
    """Curly, straight, single, guillemets, low-high, corner brackets and ASCII marks all quote."""
    assert wanted == quoted(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Times' editor praised the bosses' plan and the dogs' home.",
        "It was the '90s, and they gave 'em rock 'n' roll; 'twas fun.",
        "It’s the mayor’s, not the workers’, she’d say; they’re drinkin’ again.",
        'The man is 6\'2" tall and the pipe 5" wide.',
        "O'Neill's and D’Arcy’s papers",
        '<a href="http://example.org">a link</a>',
        "He said “the dam is",
        "the dam is” he said",
        "“” and \"\" and ''",
    ],
)
def test_apostrophes_inches_and_single_marks_quote_nothing(
    text: str, document: Callable[..., Document]
) -> None:
    """Possessives, elisions, feet and inches, attributes of tags and lone marks are left alone."""
    assert [] == quoted(document(text))


def test_inches_within_a_quote_do_not_close_it(document: Callable[..., Document]) -> None:
    """A straight mark behind a figure is an inch when the quote closes later."""
    assert ['"a 5" pipe burst,"'] == quoted(document('It was "a 5" pipe burst," she said.'))


def test_a_possessive_within_a_single_quote_does_not_close_it(document: Callable[..., Document]) -> None:
    """The apostrophe of a plural is no closing mark when one follows."""
    assert ["'the owners' side'"] == quoted(document("He took 'the owners' side' at once."))


@pytest.mark.parametrize(
    "text",
    [
        "“He told me ‘go home’ and left,” she said.",
        "‘He told me “go home” and left,’ she said.",
        '"He told me "go home" and left," she said.',
        "„Er rief ‚geh heim‘ und ging“, sagte sie.",
    ],
)
def test_of_nested_quotes_the_outer_one_is_found(text: str, document: Callable[..., Document]) -> None:
    """A quote in a quote is part of the outer one."""
    (only,) = quoted(document(text))

    assert text.startswith(only)
    assert len(only) > 20


def test_a_quote_over_paragraphs_is_one_with_a_part_each(document: Callable[..., Document]) -> None:
    """Marks reopened at each paragraph and closed at the last make one quotation."""
    text = "She rose.\n\n“The dam is safe.\n\n“It was “tested” twice.\n\n“Sleep well,” she said.\n"

    (quote,) = find_quotes(document(text))

    assert ["The dam is safe.", "It was “tested” twice.", "Sleep well,"] == [p.text for p in quote.parts]
    assert ("“The dam", "well,”") == (quote.span.text[:8], quote.span.text[-6:])


def test_an_unbalanced_mark_harms_its_own_paragraph_only(document: Callable[..., Document]) -> None:
    """A mark that is never closed does not swallow or turn around what follows."""
    text = 'He said "the dam is safe and left.\n\nShe said "it is not" and "never was".\n'

    assert ['"it is not"', '"never was"'] == quoted(document(text))


def test_lines_wrapped_by_hand_are_one_paragraph(document: Callable[..., Document]) -> None:
    """A quote may run over the line ends of hard-wrapped text."""
    line = "and so on and on with many words that fill the line up to here"
    text = f"She said {line}\nthat “the dam is safe {line}\nand will stay so” {line}\n{line}\n\nThe end.\n"

    (quote,) = quoted(document(text))

    assert ("“the dam", "stay so”") == (quote[:8], quote[-8:])


def test_quotes_in_furniture_are_left_out(document: Callable[..., Document]) -> None:
    """What a related link quotes is no quotation of the article."""
    page = document("A title\n\n“We stay,” she said.\n\nRELATED: Why ‘they left’ the town\n")

    assert ["“We stay,”"] == [
        quote.span.text for quote in find_quotes(page, furniture=find_furniture([page]))
    ]


def test_titles_and_scare_quotes_are_no_speech(document: Callable[..., Document]) -> None:
    """The name of a broadcast and a word held at arm's length are quoted, but nobody says them."""
    text = "He was on ABC’s “Good Morning Town” with his “plan” on Monday. “We shall build it,” he said."

    first, second, third = find_quotes(document(text))

    assert [False, False, True] == [is_speech(quote) for quote in (first, second, third)]
    assert None is first.speaker


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“Never,” said Jane Roe.", True),
        ("“È falso”, ha detto Anna Rossi, e non è la radio.", True),
        ("Jane Roe said the wall was “sound” at last.", False),
        ("Jane Roe called the wall “old,” “damp” and “a danger to us all.”", True),
        ("Jane Roe called the wall “unconscionable.”", True),
        ("The award is known as the “Golden Pier” here.", False),
        ("The board said the wall is the “Golden Pier” of the town.", True),
        ("It was a “wall of the poor” then.", True),
        ("“We won it,” she said.", True),
    ],
)
def test_speech_is_told_by_length_sentence_and_company(
    text: str, *, speech: bool, document: Callable[..., Document]
) -> None:
    """A few letters are a term unless they are a sentence or one of several quotes of somebody's."""
    assert speech is is_speech(find_quotes(document(text))[0])


def test_all_quotes_of_the_seeds_are_found(seeds: Path, document: Callable[..., Document]) -> None:
    """The two example articles hold 12 and 13 quotations, the heading's single marks among them."""
    texts = [path.read_bytes().decode() for path in sorted(seeds.iterdir())]
    first, second = (quoted(document(text)) for text in texts)

    assert (12, 13) == (len(first), len(second))
    assert "'tightening the noose'" in first
    assert '"crumbling from within?"' in second


MARKS = "\"'“”‘’„«»‹›「」`"


@given(text=st.text(alphabet=MARKS + "ab s\n.,:-1", max_size=120))
def test_quotes_never_overlap_and_hold_their_parts(text: str) -> None:
    """Whatever the marks, quotations stand in order, apart, and around their parts."""
    from compare.model import Document  # noqa: PLC0415 - the fixture lives shorter than the property

    last = 0
    for quote in find_quotes(Document(id="a", text=text, path="a", source="a")):
        assert last <= quote.span.start < quote.span.end
        assert all(quote.span.holds(part) for part in quote.parts)
        last = quote.span.end


@pytest.mark.parametrize("flood", ['"', "“a ", "'a", "“a\n\n", '"x" said X, ', 'X said "a" and ', "«", '5" '])
def test_work_grows_in_step_with_a_flood_of_marks(
    flood: str, document: Callable[..., Document], count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Twice as many marks make about twice the work, paired or not."""

    def calls(size: int) -> int:
        page = document(flood * (size // len(flood)))
        return count_calls(lambda: find_quotes(page, names=()))

    calls(2000)

    assert calls(40_000) < 3 * calls(20_000)
