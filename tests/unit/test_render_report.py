"""The report of a comparison made by hand, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

import pytest

from compare.errors import SettingsError
from compare.model import Document, Skipped, Span
from compare.render.json import render_report_json
from compare.render.labels import Labels
from compare.render.layout import width_of
from compare.render.page import Page
from compare.render.summary import describe_places, render_legend
from compare.render.terminal import render_finding, render_report
from compare.results import (
    WORDING,
    Attribute,
    Certainty,
    Comparison,
    Edit,
    Fact,
    Form,
    Furniture,
    NameGroup,
    Only,
    Op,
    Overlap,
    OverlapKind,
    Passage,
    PassageKind,
    Quote,
    QuoteGroup,
    Relation,
    Rendering,
    SimilarClaim,
    Status,
    Story,
    Value,
    Variant,
)
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = """Skip to content

Harbour minister goes

Anna Berg resigned on Monday after 400 boats blocked the quay.

“The harbour is not for sale, it never was, and it never will be,” said Anna Berg, the minister.

A clerk said the port would stay open.
"""
SHORT = """Berg leaves

Minister Berg quit the office she had held for nine years, after some 380 boats came.

Was the harbour, as Ms. Berg asked, "never for sale?"
"""


def place(document: Document, text: str) -> Span:
    """Where a text stands in a document."""
    start = document.text.index(text)
    return Span(document, start, start + len(text))


def quote_of(document: Document, text: str, name: str) -> Quote:
    """A quotation by Anna Berg."""
    span = place(document, text)
    return Quote(name, span, (span,), Form.DIRECT, "Anna Berg")


@pytest.fixture
def documents() -> tuple[Document, Document]:
    """Two documents that tell of one event."""
    left = Document("long.txt", LONG, "in/long.txt", "in", "Harbour minister goes", date(2024, 5, 6))
    return left, Document("short.txt", SHORT, "in/short.txt", "in", "Berg leaves")


@pytest.fixture
def comparison(documents: tuple[Document, Document]) -> Comparison:
    """A comparison with one finding of each kind."""
    left, right = documents
    full = quote_of(left, "“The harbour is not for sale, it never was, and it never will be,”", "q1")
    cut = quote_of(right, '"never for sale?"', "q2")
    kept = ((place(left, "for sale"), place(right, "for sale")),)
    first, second = place(left, "Anna Berg resigned"), place(right, "Minister Berg quit")
    return Comparison(
        settings=CompareSettings(),
        by=By.DOC,
        sections=frozenset(Section),
        verdict=("Same story, written separately.", "One quote is cut short in B."),
        skipped=(Skipped("in/b.bin", None, "binary"),),
        documents=documents,
        stories=(Story("s1", documents, "Harbour minister goes"),),
        furniture=(Furniture(place(left, "Skip to content"), "navigation"),),
        overlaps=(Overlap(left, right, OverlapKind.NONE, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2, *kept[0]),),
        source_overlaps=(),
        copies=(),
        passages=(
            Passage("P1", PassageKind.COPIED, *kept[0], 1.0, (Edit(Op.SAME, (116, 124), (156, 164)),)),
        ),
        quotes=(full, cut),
        quote_groups=(
            QuoteGroup(
                "Q1",
                (
                    Rendering(full.span, full, Relation.FULLEST, 14, 14),
                    Rendering(cut.span, cut, Relation.SHORTENED, 2, 14, kept),
                ),
                (
                    Attribute(
                        "mood",
                        Status.DIFFERS,
                        (Value(left, "said", "statement"), Value(right, "asked", "question")),
                    ),
                ),
            ),
        ),
        facts=(
            Fact(
                "F1",
                "Anna Berg left office",
                Certainty.SURE,
                0.9,
                (first, second),
                (
                    Attribute(
                        "boats",
                        Status.DIFFERS,
                        (Value(left, "400 boats", "400"), Value(right, "380 boats", "380")),
                    ),
                    Attribute("when", Status.ONE_SIDED, (Value(left, "Monday", "2024-05-06"),)),
                ),
            ),
            Fact("F2", "the office", Certainty.MAYBE, 0.3, (first, second), ()),
        ),
        similar_claims=(SimilarClaim("S1", first, second, 0.4, "a clerk", "Berg"),),
        names=(NameGroup("Anna Berg", (Variant("Anna Berg", (left,)), Variant("Ms. Berg", (right,)))),),
        only=(
            Only("", left, (full,), (place(left, "A clerk said the port would stay open."),), ("Monday",)),
        ),
    )


def test_the_report_leads_with_what_was_read_and_the_verdict(comparison: Comparison) -> None:
    """Counts first, then the letters of the documents, then the verdict, before any finding."""
    text = render_report(comparison, Page())

    head, rest = text.split("OVERLAP")
    assert head.startswith("2 documents · 69 words · 1 line of page furniture set aside · 1 input skipped\n")
    assert " A  Harbour minister goes  long.txt   2024-05-06" in head
    assert "  Same story, written separately.\n  One quote is cut short in B.\n" in head
    assert rest.index("QUOTES") < rest.index("FACTS") < rest.index("MAYBE") < rest.index("ONLY IN ONE")


def test_a_quote_shows_what_was_kept_and_what_differs(comparison: Comparison) -> None:
    """Under the full quote stand the words that the other kept, and how it was said in each."""
    lines = render_report(replace(comparison, sections=frozenset({Section.QUOTES})), Page()).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith(" Q1 "))

    assert " Q1 Anna Berg" + " " * 42 + "B keeps 2 of A's 14 words" == lines[at]
    assert lines[at + 1].startswith("  A:7  “The harbour is  not ")
    assert lines[at + 1].index("for sale") == lines[at + 2].index("for sale")
    assert "  mood  ≠ A  statement  said" == lines[at + 3]
    assert "          B  question   asked" == lines[at + 4]


def test_a_fact_shows_each_attribute_with_its_sign(comparison: Comparison) -> None:
    """What differs, and what one side alone has, stands under the places it was found in."""
    lines = render_report(replace(comparison, sections=frozenset({Section.FACTS})), Page()).splitlines()

    assert " F1 Anna Berg left office" in lines
    assert "            A:5        B:3" in lines
    assert "  boats  ≠  400 boats  380 boats" in lines
    assert "  when   +  Monday" in lines


def test_sections_that_were_not_asked_for_are_left_out(comparison: Comparison) -> None:
    """--only keeps the head and the parts it names."""
    text = render_report(replace(comparison, sections=frozenset({Section.ONLY})), Page())

    assert "ONLY IN ONE" in text
    assert not {"QUOTES", "FACTS", "OVERLAP", "NAMES"} & set(text.split())


def test_of_many_documents_only_counts_stand_beside_other_parts(
    compare_texts: Callable[..., Comparison],
) -> None:
    """What each alone has is then listed where nothing else was asked for."""
    towns = ("Selby", "Karlstad", "Gorum", "Ystad")
    many = compare_texts(*(f"Nobody in {town} paid for the new harbour lamps." for town in towns))
    beside = render_report(many, Page())
    alone = render_report(replace(many, sections=frozenset({Section.ONLY})), Page())

    assert "what no other document has; --only only lists it" in beside
    assert "lists it" not in alone
    assert all(f"names: {town}" in alone for town in towns)


def test_furniture_is_listed_when_asked_for(comparison: Comparison) -> None:
    """Every line that was set aside is there, with its place and the rule."""
    assert "PAGE FURNITURE" not in render_report(comparison, Page())
    assert " A:1  navigation  Skip to content\n" in render_report(comparison, Page(show_furniture=True))


def test_what_was_skipped_is_named(comparison: Comparison) -> None:
    """An input that was not read stands in the report with the reason."""
    assert " in/b.bin: binary\n" in render_report(comparison, Page())


@pytest.mark.parametrize("width", [60, 80, 123, 200])
def test_no_line_is_wider_than_the_page(comparison: Comparison, width: int) -> None:
    """The report fits any page from 60 columns on, with colours as without."""
    for color in (False, True):
        text = render_report(comparison, Page(width=width, color=color, show_furniture=True, verbose=True))

        assert [] == [line for line in text.splitlines() if width_of(line) > width]
        assert not any(line != line.rstrip() for line in text.splitlines())


def test_colours_only_add_to_the_text(comparison: Comparison) -> None:
    """Without its colour codes the coloured report is the plain one."""
    painted = render_report(comparison, Page(color=True))
    for style in ("1", "2", "31", "32", "33", "36", "1;34", "0"):
        painted = painted.replace(f"\x1b[{style}m", "")

    assert render_report(comparison, Page()) == painted


def test_an_ascii_report_is_ascii(comparison: Comparison) -> None:
    """With --ascii, texts of ASCII letters give a report of ASCII characters."""
    assert render_report(comparison, Page(ascii=True, show_furniture=True)).isascii()


def test_findings_past_the_top_are_counted(comparison: Comparison) -> None:
    """With --top 1 the second utterance is not shown but counted, with the option that shows it."""
    groups = tuple(replace(comparison.quote_groups[0], id=f"Q{number}") for number in (1, 2))
    text = render_report(replace(comparison, quote_groups=groups), Page(top=1))

    assert " Q2 " not in text
    assert "… 1 more: --top 2 shows them" in text


def test_renderings_of_one_wording_are_shown_once(
    comparison: Comparison, documents: tuple[Document, Document]
) -> None:
    """Of many outlets that give the same words one is shown, the others named by their places."""
    left, right = documents
    group = comparison.quote_groups[0]
    copies = [Document(f"{n}", SHORT, f"{n}", f"{n}") for n in range(3)]
    cut = group.renderings[1]
    more = [replace(cut, span=place(copy, '"never for sale?"'), quote=None, kept_spans=()) for copy in copies]
    crowd = replace(
        comparison,
        documents=(left, right, *copies),
        quote_groups=(replace(group, renderings=(*group.renderings, *more)),),
    )
    text = render_report(crowd, Page())

    assert 1 == text.split("FACTS")[0].count("for sale?")
    assert "  B:5 stands also in C:5, D:5, E:5\n" in text
    assert "B, C, D, E keep 2 of A's 14 words" in text


def test_many_documents_keep_a_short_legend(comparison: Comparison) -> None:
    """With many documents the letters stand in columns, and facts are grouped by value."""
    crowd = tuple(Document(f"d{n}", SHORT, f"d{n}", "s", f"Title {n}") for n in range(46))
    spans = tuple(place(document, "Minister Berg quit") for document in crowd)
    values = tuple(
        Value(one, "380 boats" if n % 2 else "400 boats", str(n % 2)) for n, one in enumerate(crowd)
    )
    fact = Fact("F1", "Berg", Certainty.SURE, 1.0, spans, (Attribute("boats", Status.DIFFERS, values),))
    text = render_report(
        replace(
            comparison,
            documents=crowd,
            furniture=(),
            only=(),
            facts=(fact,),
            quotes=(),
            quote_groups=(),
            overlaps=(),
            passages=(),
            similar_claims=(),
            names=(),
        ),
        Page(),
    )

    assert " A  Title 0" in text
    assert "AT Title 45" in text
    assert len(text.splitlines()) < 60
    assert "  boats  ≠ 400 boats (A C E" in text


def test_texts_cannot_paint_the_terminal(comparison: Comparison) -> None:
    """Escapes in titles, ids, speakers and attributes are written out."""
    evil = "\x1b]0;x\x07\u202eevil"
    bad = Document(evil, f"{evil} said {evil}.", evil, evil, evil)
    span = Span(bad, 0, len(bad.text))
    quote = Quote("q", span, (span,), Form.DIRECT, evil)
    group = QuoteGroup("Q1", (Rendering(span, quote, Relation.FULLEST, 3, 3),) * 2, ())
    fact = Fact(
        "F1", evil, Certainty.SURE, 1, (span,), (Attribute(evil, Status.SAME, (Value(bad, evil, evil),)),)
    )
    text = render_report(
        replace(
            comparison,
            verdict=(evil,),
            documents=(bad,),
            overlaps=(),
            passages=(),
            furniture=(Furniture(span, evil),),
            quote_groups=(group,),
            facts=(fact,),
            similar_claims=(SimilarClaim("S1", span, span, 1, evil, evil),),
            names=(NameGroup(evil, (Variant(evil, (bad,)),)),),
            only=(Only("", bad, (quote,), (span,), (evil,)),),
            skipped=(Skipped(evil, 3, evil),),
        ),
        Page(show_furniture=True),
    )

    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert r"\x1b]0;x\x07\u202eevil" in text


def test_one_finding_is_shown_in_full(comparison: Comparison) -> None:
    """`compare show` gives the finding asked for, and the legend of its letters."""
    text = render_finding(comparison, "F1", Page())

    assert text.startswith(" F1 Anna Berg left office\n")
    assert " B  Berg leaves" in text


def test_a_story_of_several_is_shown_with_all_its_documents(
    comparison: Comparison, documents: tuple[Document, Document]
) -> None:
    """By the id that the report lists it under."""
    stories = tuple(Story(f"S{number}", documents, f"Story {number}") for number in (1, 2))

    shown = render_finding(replace(comparison, stories=stories), "S2", Page())

    assert shown.startswith(" S2 Story 2\n  2 documents: A B\n")


def test_an_unknown_finding_names_those_there_are(comparison: Comparison) -> None:
    """A wrong id is answered with the right ones."""
    with pytest.raises(SettingsError, match="no finding is called 'Q9'; there are P1, Q1, F1, F2, S1"):
        render_finding(comparison, "Q9", Page())


def test_json_has_every_part_of_the_schema(comparison: Comparison) -> None:
    """The JSON object has the keys of `compare/report/1`, in their order, and spans point into the text."""
    written = json.loads(render_report_json(comparison))

    assert [
        "schema", "settings", "verdict", "skipped", "documents", "stories", "furniture", "overlap",
        "copies", "passages", "quotes", "quote_groups", "voices", "updates", "fact_groups",
        "similar_claims", "names", "only",
    ] == list(written)  # fmt: skip
    assert "Same story, written separately. One quote is cut short in B." == written["verdict"]
    assert {"id": "long.txt", "path": "in/long.txt", "source": "in", "title": "Harbour minister goes",
            "published": "2024-05-06", "words": 41, "story": "s1"} == written["documents"][0]  # fmt: skip
    for span in written["quote_groups"][0]["renderings"] + written["fact_groups"][0]["mentions"]:
        text = {"long.txt": LONG, "short.txt": SHORT}[span["document"]]
        assert span["text"] == text[span["start"] : span["end"]]
        assert span["line"] == text[: span["start"]].count("\n") + 1


def test_json_leaves_out_what_only_excludes(comparison: Comparison) -> None:
    """Parts that were not asked for have no key: an empty list would say that nothing was found."""
    written = json.loads(render_report_json(replace(comparison, sections=frozenset({Section.QUOTES}))))

    assert "quote_groups" in written
    assert not {"overlap", "fact_groups", "only"} & set(written)


def test_documents_of_one_id_are_told_apart(comparison: Comparison) -> None:
    """Ids need not be unique; where they are not, the path stands with them."""
    numbers = count()
    twins = tuple(Document("x", "Text.", f"p{next(numbers)}", "s") for _ in range(2))
    written = json.loads(
        render_report_json(
            replace(comparison, documents=twins, stories=(), furniture=(), sections=frozenset())
        )
    )

    assert ["x (p0)", "x (p1)"] == [document["id"] for document in written["documents"]]


def test_other_words_are_no_conflict(documents: tuple[Document, Document]) -> None:
    """How each text puts it stands after the sign for no conflict; equal words after that for the same."""
    left, right = documents
    values = Value(left, "resigned", "resigned"), Value(right, "quit", "quit")
    equal = Value(left, "Monday", "2024-05-06"), Value(right, "Monday", "2024-05")

    assert Status.COMPATIBLE is Attribute(WORDING, Status.DIFFERS, values).shown_as
    assert Status.DIFFERS is Attribute("who", Status.DIFFERS, values).shown_as
    assert Status.SAME is Attribute("when", Status.COMPATIBLE, equal).shown_as
    assert Status.COMPATIBLE is Attribute("when", Status.COMPATIBLE, values).shown_as


def test_a_place_is_explained(comparison: Comparison) -> None:
    """A:31 is a line of a file, or of the text in a record."""
    files = [replace(document, id=document.path) for document in comparison.documents]

    assert " A:31 is line 31 of the text of record A" in render_report(comparison, Page()).splitlines()
    assert "A:31 is line 31 of A" == describe_places(files, Labels.of(files))


@pytest.mark.parametrize(("width", "columns"), [(60, 1), (80, 2), (120, 2), (160, 3), (200, 3)])
def test_wide_pages_give_titles_room(comparison: Comparison, width: int, columns: int) -> None:
    """The legend of many documents has fewer columns of whole titles rather than many of cut ones."""
    crowd = tuple(Document(f"d{n}", "", f"d{n}", "s", f"Title {n}") for n in range(46))
    lines = render_legend(
        replace(comparison, documents=crowd, furniture=()), Page(width=width), Labels.of(crowd)
    )

    assert columns == lines[1].count("Title")


def test_documents_without_text_are_not_alone(compare_texts: Callable[..., Comparison]) -> None:
    """Verdict and stories count those alone that tell something."""
    ferry = "The ferry Aurora ran aground off Korvana with 212 people on board, and a tug freed it. "
    fair = "Apples from Ostrow won the fair of the valley again, and judges praised their scent. "
    comparison = compare_texts(ferry, ferry + "It rained.", fair, fair + "It snowed.", "Larks sang.", "", " ")

    assert "Two stories told by two documents or more, one document alone." in comparison.verdict
    assert "2 told by two documents or more, 1 document by itself" in render_report(comparison, Page())


def test_passages_of_copies_and_repeats_stand_apart(compare_texts: Callable[..., Comparison]) -> None:
    """Of many texts neither the whole of a copy is listed nor what one text says twice; both are counted."""
    ferry = (
        "The ferry Aurora ran aground off Korvana on Tuesday with 212 people on board, and two tugs from the "
        "mainland freed it before the tide turned, said the harbour master who had watched it from the quay."
    )
    refrain = "Buy one basket of our red apples and get another basket of them for nothing on this Saturday."
    comparison = compare_texts(ferry, ferry, f"{refrain} Come early.\n\nBring a friend. {refrain}")
    report = render_report(comparison, Page())

    assert not comparison.listed_passages
    assert not comparison.listed_copies
    assert "1 passage is all of a copy: A B" in report
    assert [one.id for one in comparison.repeats] == [one.id for one in comparison.passages][1:]
    assert f"1 passage stands twice in one text: {comparison.repeats[0].id} in C" in report
