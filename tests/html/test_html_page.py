"""The page as a parser sees it: what it says without its script, what it allows, what its data hold."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unicodedata import category

import pytest

from compare.model import Skipped, Span
from compare.render.html import render_html
from compare.render.html.data import CHUNK
from compare.render.html.findings import list_findings
from compare.render.labels import Labels
from compare.results import NameGroup, Variant, Voice
from compare.settings import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compare.results import Comparison

HANDLERS = ("onclick", "onerror", "onload", "onfocus", "onmouseover", "style")


def list_texts(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the page that conftest reads
    """The block of each document, in their order."""
    names = [one.attributes.get("id", "") for one in page.all("script", type="application/json")]
    return [page.block(name) for name in names if name.startswith("text-")]


def slice_units(text: dict[str, Any], start: int, end: int) -> str:
    """Characters of a text by offsets in units of UTF-16, from the piece that holds them."""
    for offset, _, words in text["pieces"]:
        units = words.encode("utf-16-le", "surrogatepass")
        if offset <= start and end <= offset + len(units) // 2:
            found = units[2 * (start - offset) : 2 * (end - offset)]
            return found.decode("utf-16-le", "surrogatepass")
    msg = f"no piece holds {start} to {end}"
    raise AssertionError(msg)


def list_places(comparison: Comparison) -> Iterator[tuple[Span, int, int]]:
    """Each place of a version, with the numbers of its finding and of the version."""
    findings = list_findings(comparison, Labels.of(comparison.documents))
    for number, finding in enumerate(findings):
        for place, version in enumerate(finding.versions):
            yield version.span, number, place


def test_page_is_well_formed(ferry: Comparison, read_page: Callable[..., Any]) -> None:
    """Every element is closed where it should be, and no id is there twice."""
    page = read_page(ferry)
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]

    assert [] == page.unclosed
    assert len(set(ids)) == len(ids)


def test_policy_allows_only_our_own_script_and_style(
    ferry: Comparison, read_page: Callable[..., Any]
) -> None:
    """The hashes of the policy are those of the one style and the one script; no other may run."""
    page = read_page(ferry)
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    (style,) = page.all("style")
    (script,) = [one for one in page.all("script") if not one.attributes]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest(style.text)}'",
        f"script-src 'sha256-{digest(script.text)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_policy_stands_before_what_it_governs(ferry: Comparison, read_page: Callable[..., Any]) -> None:
    """A policy holds from where it stands: it comes before any style or script."""
    tags = [one.tag for one in read_page(ferry).elements]

    assert max(tags.index("meta") + 1, 2) < min(tags.index("style"), tags.index("script"))


def test_page_asks_nothing_of_a_network(ferry: Comparison, read_page: Callable[..., Any]) -> None:
    """No element has an address but those within the page, and none a handler or a style of its own."""
    page = read_page(ferry)
    links = [one.attributes["href"] for one in page.elements if "href" in one.attributes]

    assert all(link.startswith("#") for link in links)
    assert not [one for one in page.elements if "src" in one.attributes]
    assert not [one for one in page.elements if any(name in one.attributes for name in HANDLERS)]


def test_verdict_and_findings_are_there_without_a_script(
    ferry: Comparison, read_page: Callable[..., Any]
) -> None:
    """Plain HTML holds the verdict, and each finding by its id, with its words and values."""
    page = read_page(ferry)
    (heading,) = page.all("h1")
    articles = {one.attributes["id"]: one.text for one in page.all("article")}

    assert ferry.verdict[0] == heading.text
    assert {"Q1", "F1", "P1", "G1", "A-B", "only-B"} <= articles.keys()
    assert "went out at once" in articles["Q1"]
    assert "212" in articles["F1"]
    assert "198" in articles["F1"]
    assert "≠" in articles["F1"]


def test_edits_are_marked_as_such(ferry: Comparison, read_page: Callable[..., Any]) -> None:
    """Words that one version leaves out or adds are elements of deletion and insertion."""
    page = read_page(ferry)

    assert "most" in [one.text for one in page.all("del")]
    assert "nearly all" in [one.text for one in page.all("ins")]


def test_every_place_of_the_data_is_that_of_its_span(
    ferry: Comparison, read_page: Callable[..., Any]
) -> None:
    """Offsets count as JavaScript does, behind characters of two units too, and slice the span's own text."""
    page = read_page(ferry)
    texts, details = list_texts(page), page.block("details-0")
    places = list(list_places(ferry))

    assert len(places) > 10
    for span, number, version in places:
        document, start, end, line = details[number]["versions"][version]["at"]
        assert span.text == slice_units(texts[document], start, end)
        assert [span.line, ferry.documents.index(span.document)] == [line, document]
        assert [start, end, number] in texts[document]["hits"]


def test_every_stretch_of_the_data_is_a_place_of_its_text(
    ferry: Comparison, read_page: Callable[..., Any]
) -> None:
    """What a version keeps, drops and adds can be sliced from the texts, and together says what it says."""
    page = read_page(ferry)
    texts = list_texts(page)
    versions = [one for finding in page.block("details-0") for one in finding["versions"] if "parts" in one]

    assert versions
    for version in versions:
        own = "".join(
            " " * spaced + slice_units(texts[at[0]], *at[1:3])
            for part, at, spaced, _ in version["parts"]
            if part != "dropped"
        )
        document, start, end, _ = version["at"]
        assert slice_units(texts[document], start, end).split() == own.split()


def test_hostile_text_makes_no_element(
    ferry: Comparison, hostile: Comparison, read_page: Callable[..., Any]
) -> None:
    """Whatever stands in a title, text, id or path, the page has the same kinds of elements as always."""
    tags = {one.tag for one in read_page(hostile).elements}
    page = read_page(hostile)

    assert {one.tag for one in read_page(ferry).elements} >= tags
    assert len([one for one in page.all("script") if one.attributes.get("type") != "application/json"]) == 1
    assert not [one for one in page.elements if any(name in one.attributes for name in HANDLERS)]


def test_hostile_text_is_in_the_data_unchanged(hostile: Comparison, read_page: Callable[..., Any]) -> None:
    """What is escaped for the page is the same text again for the script."""
    page = read_page(hostile)

    assert [one.text for one in hostile.documents] == [one["pieces"][0][2] for one in list_texts(page)]
    assert [one.title for one in hostile.documents] == [
        one["title"] for one in page.block("report")["documents"]
    ]


def test_page_with_lone_surrogates_is_utf_8(hostile: Comparison) -> None:
    """A text that no UTF-8 can hold does not keep the page from being written."""
    assert render_html(hostile).encode()


def test_page_steers_no_terminal(hostile: Comparison, read_page: Callable[..., Any]) -> None:
    """Shown as it is written, the page holds no control but line breaks and tabs, and no direction mark."""
    page = render_html(hostile)

    assert not [one for one in page if one not in "\n\t" and category(one) in {"Cc", "Cs"}]
    assert not set("\u061c\u200e\u200f\u202a\u202e\u2066\u2069") & set(page)
    assert "\u202egnp.exe" in "".join(one.text for one in read_page(hostile).all("td"))


def test_data_end_no_script_element(hostile: Comparison, read_page: Callable[..., Any]) -> None:
    """In data stand none of the characters by which a parser leaves them, or a script its line."""
    page = read_page(hostile)
    data = "".join(one.text for one in page.all("script", type="application/json"))

    assert not set("<>&\u2028\u2029\u202e") & set(data)


def test_empty_comparison_has_a_page(compare_named: Callable[..., Comparison]) -> None:
    """Documents without text, and no documents at all, make a page all the same."""
    nothing = replace(compare_named(), skipped=(Skipped("a<b>.txt", 3, "no object"),))

    assert "a&lt;b&gt;.txt:3" in render_html(nothing)
    assert "Empty" in render_html(compare_named(("a", "Empty", "")))


def test_same_comparison_gives_the_same_page(ferry: Comparison) -> None:
    """Nothing in the page depends on when it was made."""
    assert render_html(ferry) == render_html(ferry)


def test_large_report_has_room_for_what_findings_point_at(
    large: Comparison, read_page: Callable[..., Any]
) -> None:
    """Of texts of 20 MB the page has those places all the same, and stays a page that can be sent by mail."""
    page = read_page(large)
    texts = list_texts(page)
    details = [
        one
        for chunk in range(-(-len(page.block("report")["findings"]) // CHUNK))
        for one in page.block(f"details-{chunk}")
    ]

    assert len(page.html.encode()) < 15_000_000
    for span, number, version in list_places(large):
        document, start, end, _ = details[number]["versions"][version]["at"]
        assert span.text == slice_units(texts[document], start, end)


def test_only_by_source_names_the_source(ferry: Comparison, read_page: Callable[..., Any]) -> None:
    """What one source alone has stands under its name, not under a document's letter."""
    only = tuple(replace(one, document=None) for one in ferry.only)
    page = read_page(replace(ferry, only=only))
    shown = [one for one in page.block("report")["findings"] if one["kind"] == "only"]

    assert [("only-2", "south"), ("only-3", "west")] == [(one["id"], one["title"]) for one in shown]


@pytest.mark.parametrize(
    ("section", "kinds"),
    [
        (Section.QUOTES, {"quote", "voice"}),
        (Section.FACTS, {"conflict", "worded", "alike", "maybe", "claim", "update"}),
        (Section.OVERLAP, {"copies", "passage", "pair"}),
        (Section.ONLY, {"only"}),
    ],
)
def test_page_has_only_the_parts_asked_for(
    ferry: Comparison, read_page: Callable[..., Any], section: Section, kinds: set[str]
) -> None:
    """Findings that were made for another part alone stand neither in the list nor in the overview."""
    forms = tuple(Variant(form, ferry.documents[:2]) for form in ("Tolland", "Mira Tolland"))
    names = (NameGroup("Mira Tolland", forms),)
    index = read_page(replace(ferry, names=names, sections=frozenset({section}))).block("report")

    found = {one["kind"] for one in index["findings"]}
    assert found
    assert found <= kinds
    assert (section is Section.OVERLAP) == bool(index["map"]["rows"])
    assert (section is Section.FACTS) == bool(index["names"])


def test_place_after_a_line_end_of_any_kind_has_its_line(
    read_page: Callable[..., Any], ferry: Comparison
) -> None:
    """Lines are counted as the rest of the report counts them."""
    document = replace(ferry.documents[0], text="a\r\nb\u2028c\vd\x85e", _line_starts=[])
    fact = replace(ferry.facts[0], mentions=(Span(document, 9, 10),), attributes=())
    page = read_page(replace(ferry, documents=(document,), facts=(fact,), **NOTHING))

    assert [0, 9, 10, 5] == page.block("details-0")[0]["versions"][0]["at"]


NOTHING: dict[str, Any] = dict.fromkeys(
    (
        "overlaps",
        "copies",
        "passages",
        "quotes",
        "quote_groups",
        "voices",
        "similar_claims",
        "names",
        "only",
        "stories",
    ),
    (),
) | {"furniture": ()}


def test_a_speaker_of_thousands_of_quotes_is_bounded(
    ferry: Comparison, read_page: Callable[..., Any]
) -> None:
    """Of what nobody is named for the page has some, and says how much more there is."""
    quote = ferry.voices[0].said[0][0]
    crowd = Voice("V1", None, ((quote, None),) * 1234)
    page = read_page(replace(ferry, voices=(crowd,)))
    (number,) = (at for at, one in enumerate(page.block("report")["findings"]) if one["id"] == "V1")
    details = page.block(f"details-{number // 50}")[number % 50]

    assert 200 == len(details["versions"])
    assert ["And 1,034 more quotes."] == details["remarks"]
