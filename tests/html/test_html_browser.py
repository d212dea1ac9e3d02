"""The page in a real browser: what a reader sees and reaches by keyboard, and that nothing else runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from compare.render.html.findings import list_findings
from compare.render.labels import Labels
from compare.results import Op

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from compare.results import Comparison

# Elements of a page of thousands of findings; a browser lays out so many in a tenth of a second.
MOST_ELEMENTS = 5_000

# The pairs of colours of visible words that contrast too little (WCAG 2: 4.5, and 3 from 24 pixels on).
FAINT = """() => {
  const part = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colors) => {
    pen.clearRect(0, 0, 1, 1);
    for (const color of colors) { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".unseen")) continue;
    const behind = [];
    for (let up = element; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
    const style = getComputedStyle(element);
    const [word, ground] = [light(paint([...behind, style.color])), light(paint(behind))];
    const contrast = (Math.max(word, ground) + 0.05) / (Math.min(word, ground) + 0.05);
    const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
    if (contrast < least) faint.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...faint];
}"""

# The words that are marked for a finding in the column of a document, from start to end.
MARKED = """([letter, id, start, end]) => [...document.querySelectorAll(".text")]
  .filter((text) => text.querySelector(".letter").textContent === letter)
  .flatMap((text) => [...text.querySelectorAll("a.hit.on")])
  .filter(({ dataset }) => dataset.ids.split(" ").includes(id))
  .filter(({ dataset }) => dataset.start >= start && dataset.end <= end)
  .map((hit) => hit.textContent).join("")"""


# The controls that a screen reader has no name for.
UNNAMED = """() => [...document.querySelectorAll("#app button, #app select, #app input")]
  .filter((one) => one.checkVisibility() && !one.textContent.trim() && !one.ariaLabel).map((one) => one.id)"""

# The ids of the findings in the list.
LISTED = "[...document.querySelectorAll('a.row')].map((row) => row.hash.slice(1))"


# Whether the row of the chosen finding is in view.
IN_VIEW = """() => {
  const [row, list] = ["[aria-current]", "#list"].map((one) => document.querySelector(one))
    .map((element) => element.getBoundingClientRect());
  return row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
}"""

# Counts the blocks of data that are read.
COUNT_PARSED = """window.parsed = 0;
JSON.parse = ((parse) => (...of) => { window.parsed += 1; return parse(...of); })(JSON.parse);"""


def current(page: Page) -> str:
    """The id of the finding that the list says is chosen."""
    return page.locator("[aria-current]").get_attribute("href") or ""


def squeeze(text: str) -> str:
    """The text without line ends, which divide the lines of a page."""
    return re.sub("[\r\n]", "", text)


def test_report_opens_on_its_first_finding(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Verdict, list, the chosen finding and the texts side by side are there."""
    page = show(ferry).open()

    assert ferry.verdict[0] == page.inner_text("h1")
    assert "#F1" == current(page)
    assert "212" in page.inner_text("#detail")
    assert "198" in page.inner_text("#detail")
    assert ["A", "B"] == page.locator(".text .letter").all_inner_texts()
    assert not page.locator("#plain").is_visible()


def test_keys_go_through_the_findings(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Keys j and k choose the next and the previous finding of the list, and stay within it."""
    page = show(ferry).open()
    ids = page.evaluate(LISTED)
    seen = []
    for key in "kk" + "j" * len(ids) + "k":
        page.keyboard.press(key)
        seen.append(current(page)[1:])

    assert [ids[0], ids[0], *ids[1:], ids[-1], ids[-2]] == seen
    assert page.url.endswith(f"#{ids[-2]}")


def test_keys_read_go_back_and_search(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Enter goes to the finding, Esc back to its row, / to the search, and Esc out of it clears it."""
    page = show(ferry).open("#Q1")
    ids = page.evaluate(LISTED)
    focused = "document.activeElement.id || document.activeElement.hash"
    seen = []
    for key in ("Enter", "Escape", "k", "j", "/"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    page.keyboard.type("jk")
    typed = page.input_value("#search")
    page.keyboard.press("Escape")

    assert ["detail-title", "#Q1", f"#{ids[ids.index('Q1') - 1]}", "#Q1", "search"] == seen
    assert ["jk", ""] == [typed, page.input_value("#search")]
    assert "#Q1" == page.evaluate(focused)


def test_keys_can_be_switched_off(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Whoever speaks to the computer can keep single letters from meaning anything."""
    page = show(ferry).open("#Q1")
    page.click("#keys")
    page.keyboard.press("j")

    assert "#Q1" == current(page)


def test_link_to_a_finding_survives_a_reload(ferry: Comparison, show: Callable[..., Any]) -> None:
    """The address names the chosen finding, opens it, and still does after a reload."""
    page = show(ferry).open("#Q1")
    page.reload()
    page.wait_for_selector("html[data-ready]")

    assert "#Q1" == current(page)
    assert page.inner_text("#detail h2") == page.inner_text("[aria-current] .title")


@pytest.mark.parametrize("fragment", ["#none", "#%", "#<script>", "#__proto__", "#report"])
def test_address_that_names_nothing_is_no_error(
    ferry: Comparison, show: Callable[..., Any], fragment: str
) -> None:
    """A page with an unknown finding in its address opens as if none were named."""
    assert "#F1" == current(show(ferry).open(fragment))


def test_marks_are_where_the_findings_are(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Of every finding, the words marked in each text are exactly those of its places."""
    page = show(ferry).open()
    letters = Labels.of(ferry.documents).letters
    checked = 0
    for finding in list_findings(ferry, Labels.of(ferry.documents)):
        page.evaluate("id => { location.hash = id }", finding.id)
        page.wait_for_selector(f"#detail .id:text-is('{finding.id}')")
        shown = page.locator(".text .letter").all_inner_texts()
        for span in (version.span for version in finding.versions):
            letter = letters[span.document]
            if letter in shown:
                units = [
                    len(span.document.text[:at].encode("utf-16-le")) // 2 for at in (span.start, span.end)
                ]
                assert squeeze(span.text) == page.evaluate(MARKED, [letter, finding.id, *units])
                checked += 1

    assert checked > 10


def test_place_is_shown_in_its_text(ferry: Comparison, show: Callable[..., Any]) -> None:
    """A press on a place brings its text into a column, and its line into view, framed for a moment."""
    page = show(ferry).open("#G1")
    place = page.locator(".documents .place").last
    place.click()
    page.wait_for_selector(".text .flash")

    assert place.inner_text() in page.locator(".text .letter").all_inner_texts()

    page.evaluate("location.hash = '#F1'")
    page.locator(".attributes .value").filter(has_text="198").first.click()
    assert "198" in page.locator(".text .flash").inner_text()


def test_words_that_part_are_painted(ferry: Comparison, show: Callable[..., Any]) -> None:
    """In the texts, the words by which the versions of a passage part are painted, and no others."""
    page = show(ferry).open("#P2")
    painted = "[...CSS.highlights.get('edit')].map(String)"
    page.wait_for_selector(".text a.hit.on")

    (passage,) = [one for one in ferry.passages if one.id == "P2"]
    expected = set()
    for edit in passage.edits:
        if edit.op is not Op.SAME:
            expected |= {
                passage.left.document.text[slice(*edit.left)],
                passage.right.document.text[slice(*edit.right)],
            }
    assert expected - {""} == set(page.evaluate(painted))


def test_filters_and_search_narrow_the_list(ferry: Comparison, show: Callable[..., Any]) -> None:
    """By kind, by source, and by words that may stand in the texts of a finding alone."""
    page = show(ferry).open()

    def listed() -> list[str]:
        page.wait_for_selector("#list[aria-busy=false]")
        return page.locator("a.row .id").all_inner_texts()

    page.select_option("#kind", "passage")
    assert {"P"} == {one[0] for one in listed()}
    page.select_option("#kind", "")
    page.select_option("#source", "west")
    assert "Q1" not in listed()
    assert "only-C" in listed()
    page.select_option("#source", "")
    page.fill("#search", "LIGHT ON THE LOWER")
    assert "Q1" in listed()
    page.fill("#search", "no such words")
    assert [] == listed()
    assert page.inner_text("#count").startswith("0 of")


def test_overview_has_the_map_and_its_tree(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Shares stand in the cells as numbers, which lead to their pair; the tree joins all three."""
    page = show(ferry).open("#overview")
    cells = page.locator(".heat td a")

    assert 6 == cells.count()
    assert all(text.isdecimal() for text in cells.all_inner_texts())
    assert 2 == page.locator(".tree path").count()
    cells.first.click()
    assert "-" in current(page)


def test_hostile_texts_stay_texts(hostile: Comparison, show: Callable[..., Any]) -> None:
    """No title, text, source or id becomes part of the page, in whatever finding it is shown."""
    page = show(hostile).open("#overview")
    for finding in list_findings(hostile, Labels.of(hostile.documents)):
        page.evaluate("id => { location.hash = id }", finding.id)
        page.wait_for_selector(f"#detail .id:text-is('{finding.id}')")

    titles = page.evaluate("[...document.querySelectorAll('.text h3')].map(h => h.lastChild.textContent)")
    assert set(titles) <= {document.title for document in hostile.documents}
    assert page.evaluate("window.hacked === undefined")
    assert 0 == page.locator("#app img, #app iframe, #app script, #app form:not(#filters)").count()


def test_script_that_gets_into_the_page_does_not_run(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Were a text ever taken for markup, the policy would still keep its script from running."""
    watched = show(ferry)
    page = watched.open()
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 1'>");
        }"""
    )
    page.wait_for_timeout(100)

    assert page.evaluate("window.hacked === undefined")
    assert watched.complaints  # the browser says what it refused
    watched.complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fragment", ["#overview", "#Q1", "#F1", "#P1", "#only-C"])
def test_words_stand_out_from_their_ground(
    ferry: Comparison, show: Callable[..., Any], scheme: str, fragment: str
) -> None:
    """All visible words have the contrast that people with weak sight need."""
    page = show(ferry, color_scheme=scheme, reduced_motion="reduce").open(fragment)

    assert [] == page.evaluate(FAINT)


@pytest.mark.parametrize("width", [320, 400, 768, 900, 1280, 2000])
def test_page_is_never_wider_than_its_window(ferry: Comparison, show: Callable[..., Any], width: int) -> None:
    """Nothing has to be scrolled to the side but a wide table by itself."""
    page = show(ferry, viewport={"width": width, "height": 800}).open("#Q1")

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_page_without_its_script_says_all(ferry: Comparison, show: Callable[..., Any]) -> None:
    """With scripts switched off, the verdict and the findings are there to read."""
    watched = show(ferry, java_script_enabled=False)
    watched.page.goto(watched.url)

    assert ferry.verdict[0] == watched.page.inner_text("h1")
    assert watched.page.locator("article#Q1").is_visible()
    assert not watched.page.locator("#app").is_visible()


def test_paper_has_all_findings(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Printed, the page is the plain list, whatever is chosen on the screen."""
    page = show(ferry).open("#P1")
    page.emulate_media(media="print")

    assert page.locator("article#Q1").is_visible()
    assert not page.locator("#app").is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_page_has_landmarks_headings_and_names(ferry: Comparison, show: Callable[..., Any]) -> None:
    """A screen reader finds one heading of the page, its parts by name, and a name for every control."""
    page = show(ferry).open("#Q1")

    assert 1 == page.get_by_role("heading", level=1).count()
    for role, name in (
        ("banner", None),
        ("navigation", "Findings"),
        ("main", "Chosen finding"),
        ("region", "Texts side by side"),
        ("region", "Text A"),
        ("search", "Filter the findings"),
        ("status", None),
    ):
        assert 1 == page.get_by_role(role, name=name, exact=True).count(), role
    assert [] == page.evaluate(UNNAMED)


def test_focus_is_seen(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Whatever the Tab key reaches has a ring around it, and the first is the way past the head."""
    page = show(ferry).open()
    page.keyboard.press("Tab")
    assert "Skip to the findings" == page.evaluate("document.activeElement.textContent")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_large_report_opens_and_is_gone_through_bit_by_bit(
    large: Comparison, show: Callable[..., Any]
) -> None:
    """Of thousands of findings and documents the page reads and lays out what it shows, and little more."""
    watched = show(large)
    watched.page.add_init_script(COUNT_PARSED)
    page = watched.open()
    opened = page.evaluate("[window.parsed, document.querySelectorAll('#app *').length]")
    page.select_option("#kind", "passage")
    for key in "j" * 60:
        page.keyboard.press(key)
    walked = page.evaluate("[window.parsed, document.querySelectorAll('#app *').length]")

    assert "#P59" == current(page)
    assert opened[0] <= 3
    assert walked[0] <= opened[0] + 4 + 2 * 60
    assert max(opened[1], walked[1]) <= MOST_ELEMENTS


def test_link_to_a_finding_far_down_the_list_shows_its_row(
    large: Comparison, show: Callable[..., Any]
) -> None:
    """The row of the chosen finding is drawn and seen, on whatever page of its group it stands."""
    page = show(large).open("#F1900")
    page.wait_for_selector("[aria-current]")

    assert "#F1900" == current(page)
    assert page.evaluate(IN_VIEW)
