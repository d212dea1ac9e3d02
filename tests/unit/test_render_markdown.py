"""The report as Markdown: what it shows, that texts of a corpus stay text in it, and how long it is."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

import compare
from compare.model import Document, Span
from compare.render.escape import escape_line
from compare.render.excerpts import Piece, abridge, mark_runs
from compare.render.markdown import LONGEST_COMMENT, render_markdown
from compare.render.markdown_text import escape_markdown, set_pieces
from compare.results import Attribute, Status, Value
from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.results import Comparison

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "</details></summary><h1>x",
    "<!-- x",
    "[x](javascript:alert(1))",
    "![x](https://evil.test/x.png)",
    "[x]: https://evil.test",
    "[x][y] [^1]",
    "<https://evil.test>",
    "see https://evil.test/x and HTTP://evil.test or ftp://evil.test",
    "www.evil.test WWW.evil.test _www.evil.test (www.evil.test",
    "mail me@evil.test or mailto:me@evil.test or x@.evil.test",
    "| a | b |",
    "a `code` ``b`` c",
    "```\ncode\n```",
    "**bold** __bold__ *it* _it_ ~~gone~~ ~gone~",
    "*", "_", "\\", "\\\\|", "\\[x](y)",
    "# head", "- item", "1. item", "> quote", "---", "===", "    code", "\tcode",
    "a\n\n# head\n\n- item\n\nb", "a\r\n<b>b</b>\r\nc",
    "&lt;b&gt; &amp; &#60;b&#62; &copy;",
    "@somebody @org/team me @somebody-else",
    "#123 org/repo#123 GH-123",
    ":smile: :+1:",
    "$x^2$ $$y$$ $`z`$",
    "\x1b]0;x\x07\x1b[2J\u202e\u2066 \x00 \ud800",
    "",
]  # fmt: skip
OWN_TAGS = set(
    "p strong br table thead tbody tr th td h3 details summary b ul li blockquote code em del".split()
)


class Page(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    @property
    def blocks(self) -> list[str]:
        """The tags without those that mark words, for of signs alone none is marked."""
        return [tag for tag in self.tags if tag not in {"strong", "del"}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_comment(self, data: str) -> None:
        """A comment hides text: it counts as a tag."""
        self.tags.append(f"<!--{data}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def to_page(markdown: str) -> Page:
    """What GitHub's own reader of Markdown makes of it, HTML let through and links found in plain text."""
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    return Page(markdown_to_html_with_extensions(markdown, Options.CMARK_OPT_UNSAFE, extensions))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("by", By)
def test_hostile_texts_stay_text(payload: str, by: By, hostile: Callable[[str], Comparison]) -> None:
    """In every place where a text can stand it makes no tag, link, image or block, and ends none of ours.

    The page is the one that a harmless word gives, and wherever that word stands, the whole text is shown.
    """
    page, plain = (
        to_page(render_markdown(replace(hostile(text), by=by), top=5)) for text in (payload, "zebra")
    )
    shown = escape_line(payload)

    assert set() == set(page.tags) - OWN_TAGS
    assert set() == {name for name, _ in page.attributes} - {"align"}
    assert plain.text.count("zebra") <= page.text.replace("\u200b", "").count(shown)
    if shown:
        assert plain.blocks == page.blocks


@given(st.text(alphabet=st.sampled_from("ab1 <>&*_`~[]()!|\\#@:/.-+=$\n\"'wGH"), max_size=40))
def test_any_text_stays_text(text: str) -> None:
    """Whatever signs stand in it, a text shows as it is, blanks folded."""
    page = to_page(f"x {escape_markdown(text)} x")

    assert ["p"] == page.tags
    assert " ".join(f"x {text} x".split()) == " ".join(page.text.replace("\u200b", "").split())


@given(
    text=st.text(alphabet=st.sampled_from("ab <>*_~[]|\\@:/.w&-"), max_size=60),
    runs=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5),
    marks=st.sampled_from(["**", "~~"]),
)
def test_marked_text_stays_text(text: str, runs: list[tuple[int, int]], marks: str) -> None:
    """Runs in bold or struck out change nothing of the words, and nothing in them is a sign."""
    document = Document("a", text, "a", "a")
    spans = [Span(document, start, end) for start, end in runs if start < end]
    pieces = mark_runs(Span(document, 0, len(text)), spans, marks)
    page = to_page(f"x {set_pieces(pieces)} x")

    assert text == "".join(piece.text for piece in pieces)
    assert set(page.tags) <= {"p", "strong" if marks == "**" else "del"}
    assert text.split() == page.text.replace("\u200b", "").split()[1:-1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@somebody", "@&#8203;somebody"),
        ("org/repo#12", "org/repo#&#8203;12"),
        ("GH-12", "GH-&#8203;12"),
        ("https://x.test", "https:&#8203;//x.test"),
        ("www.x.test", "www&#8203;.x.test"),
        (":smile:", ":&#8203;smile:"),
        ("at 10:30", "at 10:30"),
        ("a - b (c), d.", "a - b (c), d."),
        ("$5", "&#36;5"),
        ("a\n| b", "a \\| b"),
        ("\x1b[2J", "\\\\x1b\\[2J"),
    ],
)
def test_what_github_would_find_in_text_is_parted(text: str, shown: str) -> None:
    """Names, references, addresses and emoji are parted by a space of no width; plain text is left alone."""
    assert shown == escape_markdown(text)


def test_the_verdict_comes_first(seeds: Path) -> None:
    """Verdict, counts and documents, before any finding."""
    text = render_markdown(compare.report([seeds]), top=5)
    lines = text.splitlines()

    assert lines[0].startswith("**Same story, written separately.** No copied text")
    assert lines[2].startswith("2 documents · ")
    assert text.index("| A | What Qaddafi loses") < text.index("### Quotes") < text.index("### Facts")


def test_the_kept_words_of_a_quote_are_bold_in_place(seeds: Path) -> None:
    """The full quote and the cut one stand under each other, the words of both in bold."""
    text = render_markdown(compare.report([seeds]), top=5)

    assert 'and **crumbling from within**,”\n>\n> B:11 "**crumbling from within**?"' in text
    assert "| mood | ≠ | statement | question |" in text


def test_places_of_one_wording_stand_together(mixed: Callable[..., Comparison]) -> None:
    """Words that several documents give alike are shown once, after all their places."""
    text = render_markdown(mixed(), top=5)

    assert '> C:8, E:6, F:6 "The bridge is old, ' in text
    quotes = text.split("### Quotes")[1].split("### Who said what")[0]
    assert 1 == quotes.count("it has carried far more lorries than it was ever built for")


def test_what_is_uncertain_is_folded(seeds: Path) -> None:
    """Maybes, similar claims, names and what one alone has can be opened; they do not fill the comment."""
    text = render_markdown(compare.report([seeds]), top=5)
    folded = re.findall(r"<summary><b>(.*?)</b>", text)

    assert ["Told the same way", "Maybe the same fact", "Similar claims", "Names", "Only in one"] == folded
    assert text.count("<details>") == text.count("</details>")


def test_a_passage_shows_what_changed(mixed: Callable[..., Comparison]) -> None:
    """Words that the other side lacks are struck out, those it has instead are bold."""
    text = render_markdown(mixed(), top=5)

    assert "cracks in ~~three~~ of its pillars" in text
    assert "cracks in **five** of its pillars" in text


def test_parts_that_were_not_asked_for_are_left_out(mixed: Callable[..., Comparison]) -> None:
    """--only keeps the head and the parts it names."""
    text = render_markdown(mixed(By.DOC, (Section.QUOTES,)), top=5)

    assert "### Quotes" in text
    assert not {"### Facts", "### Overlap"} & set(text.splitlines())
    assert "Only in one" not in text


def test_by_source_the_sources_are_summed(mixed: Callable[..., Comparison]) -> None:
    """A table of what each source did, and the overlap of sources."""
    text = render_markdown(mixed(By.SOURCE), top=5)

    assert "### Sources" in text
    assert "| herald | wire | " in text


def test_findings_past_the_top_are_counted(mixed: Callable[..., Comparison]) -> None:
    """What --top leaves out is told, with the option that shows it."""
    text = render_markdown(mixed(), top=1)

    passages = text.split("### Shared passages")[1].split("<details>")[0]
    assert "_… 1 more: `--top 2` shows them_" in passages
    assert "2, the longest first; 1 passage is all of a copy: C E" in passages


def test_a_fact_of_many_documents_has_a_row_a_value(
    document: Callable[..., Document], hostile: Callable[[str], Comparison]
) -> None:
    """Where documents do not fit side by side, each value stands with those who give it."""
    crowd = [document(f"{number % 2 + 7} boats came", f"d{number}") for number in range(12)]
    values = tuple(Value(one, one.text[:7], one.text[0]) for one in crowd)
    mentions = tuple(Span(one, 0, 7) for one in crowd)
    made = hostile("boats")
    fact = replace(
        made.facts[0], mentions=mentions, attributes=(Attribute("number", Status.DIFFERS, values),)
    )
    text = render_markdown(
        replace(
            made,
            documents=tuple(crowd),
            facts=(fact,),
            sections=frozenset({Section.FACTS}),
            similar_claims=(),
            names=(),
            stories=(),
            updates=(),
            outlets=(),
        ),
        top=5,
    )

    assert "| number | ≠ | 7 boats | A C E G I K |\n|  |  | 8 boats | B D F H J L |" in text


@pytest.mark.parametrize("text", ["boats and quays ", "@<$", "港"])
@pytest.mark.parametrize("top", [1, 1000])
def test_a_report_fits_into_a_comment(text: str, top: int, hostile: Callable[[str], Comparison]) -> None:
    """However many findings there are and however long, the report keeps to GitHub's limit and says so."""
    made = hostile(text * 400)
    many = replace(
        made,
        verdict=made.verdict * 30,
        quote_groups=made.quote_groups * 300,
        facts=made.facts * 300,
        passages=made.passages * 300,
        only=made.only * 300,
        skipped=made.skipped * 300,
    )
    shown = render_markdown(many, top=top)

    assert len(shown) <= LONGEST_COMMENT
    assert (
        "for which a comment of 65,536 characters has no room" if top > 1 else "more: `--top 300`"
    ) in shown
    assert "### Skipped" in shown


def test_of_many_documents_those_are_listed_that_findings_name(
    document: Callable[..., Document], hostile: Callable[[str], Comparison]
) -> None:
    """A letter that stands in the report stands in the table; the other documents are counted."""
    made = hostile("words")
    crowd = [document("other", f"d{number}") for number in range(500)]
    shown = render_markdown(replace(made, documents=(*crowd, *made.documents)), top=5)

    assert "| SG | words | words1 | 2024-05-01 |" in shown
    assert "500 more documents are not named in what is shown here." in shown


@given(st.lists(st.tuples(st.text(alphabet="ab \n", max_size=900), st.booleans()), max_size=8))
def test_an_excerpt_is_short_and_says_where_it_was_cut(parts: list[tuple[str, bool]]) -> None:
    """Long pieces lose their middle or one end, never without an ellipsis; short texts stay whole."""
    pieces = [Piece(text, "**" if marked else "") for text, marked in parts]
    shown = "".join(piece.text for piece in abridge(pieces))
    whole = "".join(text for text, _ in parts)

    assert len(shown) <= 2_000
    assert "…" in shown or whole.split() == shown.split()
    if len(whole) <= 240:
        assert whole.split() == shown.split()
