"""What the tests of the HTML report share: comparisons to show, a reader of pages, and a browser."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document, Span
from compare.render.html import render_html
from compare.results import (
    Certainty,
    Comparison,
    CopyGroup,
    Fact,
    Overlap,
    OverlapKind,
    Passage,
    PassageKind,
    Story,
)
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

VOID = {"meta", "input", "br", "link", "img"}
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")

PAYLOADS = (
    "<script>window.hacked = 1; alert(1)</script>",
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    "]]>--><img src=x onerror='window.hacked = 1'>",
    '"><svg onload=window.hacked=1>',
    "' autofocus onfocus='window.hacked=1",
    "</title></style><iframe src=javascript:parent.hacked=1>",
    "<a href='javascript:window.hacked=1'>click</a>",
    "{{ 7 * 7 }}{% for x in y %}${alert(1)}",
    "<base href=http://example.org/><meta http-equiv=refresh content=0>",
    "\u2028window.hacked=1\u2029\x00\x1b]0;x\x07\u202egnp.exe",
    "&lt;b&gt;&amp;#60; \ud800 \udfff",
)

FIRST = """Ferry rescue ends strike

The ferry 🚢 Aurora ran aground off Korvana on Tuesday with 212 people on board.

“We heard a crack below the waterline, and then every light on the lower deck went out at once,” \
said Mira Tolland, the harbour master.

The owner, Bellmare Lines, has run the route between Korvana and the mainland since the old bridge was \
closed for repairs in the spring, and it carries most of what the island eats.

Henrik Osmund, the transport minister, denied that the strike had delayed the rescue."""

SECOND = """Strike off after ferry runs aground

Some 198 people were on board the Aurora when it ran aground off Korvana on Tuesday 🌊.

Every light on the lower deck, Mira Tolland said, “went out at once”.

The owner, Bellmare Lines, has run the route between Korvana and the mainland since the old bridge was \
closed for repairs in the spring, and it carries nearly all of what the island eats.

Henrik Osmund, the transport minister, confirmed that the strike had delayed the rescue."""

THIRD = """Island without a ferry

The shops of Korvana were empty by noon.

The owner, Bellmare Lines, has run the route between Korvana and the mainland since the old bridge was \
closed for repairs in the spring, and it carries most of what the island eats.

“Nobody told us a thing,” said Olle Brandt, a baker."""


@dataclass
class Element:
    """An element of a page with its attributes and the text in it."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in it and in what it holds."""
        return "".join(self.parts)


@dataclass
class ReadPage(HTMLParser):
    """A page as a parser sees it: all elements in their order, closed as they should be."""

    html: str
    elements: list[Element] = field(default_factory=list)
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element; all but the void ones are open."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.unclosed.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        """Close the element, which must be the last one that was opened."""
        assert tag == self.unclosed.pop().tag

    def handle_data(self, data: str) -> None:
        """Add the text to all open elements."""
        for element in self.unclosed:
            element.parts.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag that have these attributes."""
        return [
            one for one in self.elements if one.tag == tag and attributes.items() <= one.attributes.items()
        ]

    def block(self, name: str) -> Any:  # noqa: ANN401 - JSON of any shape
        """A block of data by its name."""
        (script,) = self.all("script", id=name)
        return json.loads(script.text)


@pytest.fixture
def read_page() -> Callable[[Comparison], ReadPage]:
    """Render a comparison and read the page."""
    return lambda comparison: ReadPage(render_html(comparison))


@pytest.fixture
def compare_named() -> Callable[..., Comparison]:
    """Compare texts, each given after its source and title."""

    def compare(*named: tuple[str, str, str]) -> Comparison:
        documents = [
            Document(id=f"{source}.txt", text=text, path=f"{source}.txt", source=source, title=title)
            for source, title, text in named
        ]
        return compare_documents(documents, CompareSettings())

    return compare


@pytest.fixture
def ferry(compare_named: Callable[..., Comparison]) -> Comparison:
    """Three invented articles on one event: a quote, facts told differently, a shared passage."""
    return compare_named(
        ("north", "Ferry rescue ends strike", FIRST),
        ("south", "Strike off after ferry runs aground", SECOND),
        ("west", "Island without a ferry", THIRD),
    )


@pytest.fixture
def hostile() -> Comparison:
    """The same story in articles whose texts, titles, ids, paths and sources try to be part of the page."""
    documents = [
        Document(
            id=f"{payload}-{number}",
            text=text.replace("Korvana", f"Korvana {payload}").replace("Tolland", f"Tolland {payload}"),
            path=f"{payload}.txt",
            source=f"{payload}{number}",
            title=payload,
        )
        for number, text in enumerate((FIRST, SECOND, THIRD))
        for payload in (" ".join(PAYLOADS[number::3]),)
    ]
    return compare_documents(documents, CompareSettings())


@pytest.fixture(scope="session")
def large() -> Comparison:
    """Two thousand documents of 10,000 characters, in which 5,000 findings are made up."""
    documents = tuple(
        Document(
            id=f"{number}.txt", text=f"Line {number}: ferry 🚢\n" * 500, path="", source=f"s{number % 40}"
        )
        for number in range(2000)
    )
    spans = [
        (Span(documents[number % 2000], 0, 15), Span(documents[number * 7 % 1999 + 1], 2000, 2015))
        for number in range(2500)
    ]
    return Comparison(
        settings=CompareSettings(),
        by=By.DOC,
        sections=frozenset(Section),
        verdict=("Much in common.",),
        skipped=(),
        documents=documents,
        stories=(Story("S1", documents, "Ferry"),),
        furniture=(),
        overlaps=tuple(
            Overlap(documents[at], documents[at + 1], OverlapKind.NEAR, 0.9, 0.9, 1, 1, 1, 1, 9, None, None)
            for at in range(0, 1000, 2)
        ),
        source_overlaps=(),
        copies=(CopyGroup("G1", documents, OverlapKind.NEAR, None, None, None, (), ()),),
        passages=tuple(
            Passage(f"P{at}", PassageKind.COPIED, *pair, 0.5, ()) for at, pair in enumerate(spans)
        ),
        quotes=(),
        quote_groups=(),
        facts=tuple(
            Fact(f"F{at}", f"Ferry {at}", Certainty.MAYBE, 0.5, pair, ()) for at, pair in enumerate(spans)
        ),
        similar_claims=(),
        names=(),
        only=(),
    )


@pytest.fixture(scope="module")  # no longer: its thread would keep later tests from copying the process
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        # Inside containers, where root runs the tests, Chromium has no sandbox of its own.
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page in the browser, and what it did that a report must not do."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note errors, dialogs, and every request but that for the page itself."""
        note = self.complaints.append
        self.page.on("console", lambda message: note(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: note(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda popup: note(f"popup: {popup.url}"))
        self.page.on("request", lambda request: self.check(request.url))

    def check(self, url: str) -> None:
        """A request is fine if it is for the page."""
        if url.partition("#")[0] != self.url:
            self.complaints.append(f"request: {url}")

    def open(self, fragment: str = "") -> Page:
        """Open the page at a fragment and wait until it is ready."""
        self.page.goto(self.url + fragment)
        self.page.wait_for_selector("html[data-ready]")
        return self.page


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Open comparisons in the browser; at the end none may have complained or asked anything of a network."""
    contexts: list[BrowserContext] = []
    opened: list[Watched] = []

    def show_comparison(comparison: Comparison, **context: Any) -> Watched:  # noqa: ANN401 - the browser's
        path = tmp_path / f"report-{len(opened)}.html"
        path.write_text(render_html(comparison), encoding="utf-8")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context}))
        opened.append(Watched(contexts[-1].new_page(), path.as_uri()))
        opened[-1].watch()
        return opened[-1]

    yield show_comparison
    for context in contexts:
        context.close()
    assert [] == [complaint for one in opened for complaint in one.complaints]
