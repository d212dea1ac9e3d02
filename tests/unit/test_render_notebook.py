"""What a notebook shows of a comparison."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import compare
from compare.analyse.comparison import compare_documents
from compare.settings import CompareSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.results import Comparison

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><iframe src=//evil.test>",
    "&lt;b&gt; &#60;i&#62;",
    "<!-- x",
    "]]> <![CDATA[",
    "javascript:alert(1)",
    "\x1b[2J\u202e\0\ud800",
]
OWN_TAGS = set("div p b table tr th td".split())


class Page(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_comment(self, data: str) -> None:
        """A comment hides text: it counts as a tag."""
        self.tags.append(f"<!--{data}")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def test_a_comparison_shows_itself(seeds: Path) -> None:
    """Verdict, documents, quotes with the kept words in bold, and facts with their attributes."""
    shown = compare.report([seeds])._repr_html_()

    assert shown.index("Same story, written separately.") < shown.index("<td") < shown.index("Q1 Hague")
    assert "and <b>crumbling from within</b>,”" in shown
    assert "&quot;<b>crumbling from within</b>?&quot;" in shown
    assert '<td style="text-align:left">~</td><td style="text-align:left">yesterday</td>' in shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_text(payload: str, hostile: Callable[[str], Comparison]) -> None:
    """No text makes a tag, nor an attribute, and formulas are left alone."""
    page, plain = Page(hostile(payload)._repr_html_()), Page(hostile("zebra")._repr_html_())

    assert [tag for tag in plain.tags if tag != "b"] == [tag for tag in page.tags if tag != "b"]
    assert set(page.tags) <= OWN_TAGS
    assert {("class", "tex2jax_ignore mathjax_ignore"), ("style", "text-align:left")} == page.attributes
    assert not any(
        0xD800 <= ord(character) <= 0xDFFF or character in "\x1b\0\u202e" for character in page.text
    )


def test_many_findings_are_counted(
    mixed: Callable[..., Comparison], hostile: Callable[[str], Comparison]
) -> None:
    """A notebook shows the first few and says how many more there are."""
    made = hostile("zebra")
    many = replace(
        made, quote_groups=made.quote_groups * 7, facts=made.facts * 10, documents=made.documents * 9
    )
    shown = many._repr_html_()

    assert "… 2 more quotes and 5 more facts" in shown
    assert "8 more" in shown
    assert "…" not in mixed()._repr_html_()


def test_nothing_found_is_shown_as_well() -> None:
    """A comparison of nothing has a verdict and no table."""
    shown = compare_documents([], CompareSettings())._repr_html_()

    assert "0 documents" in shown
    assert "<table" not in shown
