"""Lines, paragraphs, sentences: where they begin and end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.text.sentences import (
    cut_paragraphs,
    split_lines,
    split_paragraph,
    split_paragraphs,
    split_sentences,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# What the splitters look at: stops, marks, abbreviations, breaks of every kind, bullets, lone halves.
PIECES = st.sampled_from(
    [
        *(
            "Mr.",
            "U.S.",
            "p.m.",
            "No.",
            "5.",
            "word",
            "The",
            "I",
            ".",
            "?",
            "...",
            "。",
            "”",
            '"',
            "(",
            "[3]",
        ),
        *(" ", "  ", "\u00a0", "\n", "\r\n", "\r", "\u2028", "\x1c", "\t", "•", "-", "\ud800"),
        *("x" * 60, "lower case " * 5),
    ]
)
ANY = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text())


def sentences(text: str) -> list[str]:
    """The sentences as text."""
    return [text[start:end] for start, end in split_sentences(text)]


def paragraphs(text: str) -> list[str]:
    """The paragraphs as text."""
    return [text[start:end] for start, end in split_paragraphs(text)]


@given(text=ANY)
def test_every_splitter_tiles_the_text(text: str) -> None:
    """Places rise without overlap, are not empty, and nothing but white space is left outside."""
    for split in (split_lines, split_paragraphs, split_sentences):
        places = split(text)

        assert all(left[1] <= right[0] for left, right in pairwise(places))
        assert all(start < end and text[start:end] == text[start:end].strip() for start, end in places)
        assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in places)


@given(text=ANY)
def test_sentences_stay_in_their_paragraphs_and_paragraphs_keep_lines_whole(text: str) -> None:
    """Every line lies in one paragraph, every sentence too."""
    whole = split_paragraphs(text)

    for start, end in (*split_lines(text), *split_sentences(text)):
        assert 1 == sum(left <= start and end <= right for left, right in whole)


@given(text=ANY, before=st.integers(0, 5), length=st.integers(0, 30))
def test_a_range_is_split_as_its_slice(text: str, before: int, length: int) -> None:
    """Nothing outside the range is looked at, and places point into the whole text."""
    before = min(before, len(text))
    end = min(before + length, len(text))

    expected = [(left + before, right + before) for left, right in split_sentences(text[before:end])]
    assert expected == split_sentences(text, before, end)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Okafor and Dr. L. M. Lindqvist spoke to Col. Tanaka.",
        "The U.N. Security Council met at 5 p.m. Tuesday.",
        "It opens at 9 a.m. EST on Sept. 5 in room No. 12.",
        "Acme Inc. Chairman Ulla Berg left for St. Ives.",
        "“Will he go?” she asked, and “Stop!” they cried.",
        "He waited ... and waited.",
        "They paid $3.5 million to example.com for it.",
        "12. The twelfth item of the list.",
        "(He left.)",
        "I. M. Petrov spoke to Petrov et al. Brown.",
        "I told J. R. Smith.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """Stops of abbreviations, initials, hours, figures and quoted questions end nothing."""
    assert [text] == sentences(text)


@pytest.mark.parametrize(
    "text",
    [
        "He left.|She stayed.",
        "It rained!|“Who knew?” she said.",
        "“We are done.”|The hall emptied.",
        "He said: \"Go.\"|'Never,' she said.",
        "She moved to the U.S.|The weather was fine.",
        "He said no.|Mary agreed.",
        "It ended at 5 p.m.|Police came later.",
        "They sold Acme Inc.|The price was low.",
        "Nobody spoke...|Then it rained…|It stopped.",
        "It was 1999.|We left.|He scored 5.|The crowd went home.",
        "So do I.|Mary left.",
        "The bridge fell.[3][12]|It was old.",
        "议会通过了预算。|市长说：「很好。」|然后离开！",
        "He left.|(Nobody saw.)|– Then she came.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    """Each bar is a place where one sentence ends and the next begins."""
    joined = text.replace("|", "" if "。" in text else " ")

    assert text.split("|") == sentences(joined)


def test_every_line_is_a_paragraph() -> None:
    """Lines of any length and any kind of line break, without their outer white space."""
    text = "Headline\r\n\r\n  A first line that is no more than a line. \n\t\nLast\u2028one"

    assert ["Headline", "A first line that is no more than a line.", "Last", "one"] == paragraphs(text)


WRAPPED = """\
HARBOUR FEES GO UP

The council of the small harbour town of Lindmoor voted on Tuesday night
to raise the fees for moored boats, after a session which lasted until 2
a.m. and saw three of its members walk out. Ulla Berg, who is mayor
since spring, said that "nobody wanted this" but that the town was left
with no other choice.

She added that the town would look again at the fees in the spring, when
the accounts are in.

Lindmoor Town Hall
5 Harbour Road

  * The first item, which is long enough to be wrapped at the margin of the
    page and goes on below.
  * The second item.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_joined(newline: str) -> None:
    """Lines broken at a margin make paragraphs; headline, address and list items stay apart."""
    text = WRAPPED.replace("\n", newline)

    starts = [paragraph.split()[0] for paragraph in paragraphs(text)]
    assert ["HARBOUR", "The", "She", "Lindmoor", "5", "*", "*"] == starts


def test_a_paragraph_of_two_lines_is_joined_where_the_text_is_wrapped() -> None:
    """A full line goes on below even before a capital, once another paragraph shows the margin."""
    pair = "“We are here for the fishing boats, and for nobody else,” said Mrs. Ulla\nBerg."

    assert pair in paragraphs(f"{WRAPPED}\n{pair}")
    assert pair not in paragraphs(pair)


def test_sentences_cross_the_breaks_of_wrapped_lines() -> None:
    """A sentence of wrapped text is one sentence, its line breaks inside."""
    found = [" ".join(sentence.split()) for sentence in sentences(WRAPPED)]

    assert any(sentence.startswith("Ulla Berg, who") and sentence.endswith("choice.") for sentence in found)


HEADLINES = """\
Council passes budget after stormy session in town hall
Mayor resigns over parking scandal in the north district
Harbour bridge closed for repairs until the end of spring
Fishing fleet returns with record catch after the storms"""
A_SENTENCE_A_LINE = """\
The council met on Tuesday and passed a budget for the coming year.
Nobody was happy about the fees that it raises for parking there.
Three members walked out and two of them have since resigned too."""
POEM = """\
I heard the harbour in the night,
its ropes that creaked, its bells,
and all the boats that were not there
went out upon the swells."""
SHOPPING = """\
apples and pears from the market behind the old town hall
bread
four pounds of flour, if they have it
a new lamp for the hall, since the old one has been broken since spring
salt"""
HEADLINE_AND_BYLINE = """\
Council passes budget after a stormy session in the town hall
by our own correspondent in Lindmoor"""


@pytest.mark.parametrize("text", [HEADLINES, A_SENTENCE_A_LINE, POEM, SHOPPING, HEADLINE_AND_BYLINE])
def test_lines_that_mean_their_breaks_keep_them(text: str) -> None:
    """Headlines, lists, poems and texts of one sentence a line are no wrapped text."""
    assert text.split("\n") == paragraphs(text)


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–"])
@pytest.mark.parametrize("gap", ["\u00a0 ", "  ", " \u00a0", "\t\t"])
def test_the_label_of_a_list_item_is_a_sentence(bullet: str, gap: str) -> None:
    """A wide gap sets a label off from the text of its item."""
    text = f"  {bullet} Budget passes{gap}The council voted 5-4. It was late."

    assert [f"{bullet} Budget passes", "The council voted 5-4.", "It was late."] == sentences(text)


@pytest.mark.parametrize(
    "text", ["• Budget passes  after midnight.", "Budget passes  The council voted.", "• Budget passes. "]
)
def test_other_wide_gaps_end_nothing(text: str) -> None:
    """Before a small letter, or outside a list, two spaces are but two spaces."""
    assert [text.strip()] == sentences(text)


@pytest.mark.parametrize(
    "piece",
    [
        ". ",
        "A. ",
        "? (",
        "x",
        "5. ",
        "• a  ",
        '."',
        "x\n",
        "Mr. ",
        "lower case and long enough to be a line \n",
    ],
)
def test_work_grows_with_the_text_only(
    piece: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Text made to hurt takes no more than in step with its length."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        return count_calls(lambda: split_sentences(text))

    assert calls(96_000) < 24 * calls(6_000) + 1000


@example(text="A. A.\t5.\tMr.")
@given(text=st.lists(PIECES).map("".join))
def test_sentences_of_a_line_are_those_of_the_text(text: str) -> None:
    """A paragraph of one line is cut into the same sentences by itself as in its text."""
    for (start, end), places in zip(split_paragraphs(text), cut_paragraphs(text), strict=True):
        alone = "".join(" " if character.isspace() else character for character in text[start:end])
        cut = [(left + start, right + start) for left, right in split_paragraph(alone, 0, len(alone))]
        assert [*places] == cut
