"""How the page is laid out: by the boxes of what is seen, since pixels differ from machine to machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison

# What is seen of each block of words: its box without what its scrolling parents hide.
SEEN = """() => {
  const blocks = document.querySelectorAll(
    "header p, header h1, header li, #filters > *, #count, .row, .group h2, .keys, #detail h2, #detail h3, "
    + "#detail .note, #detail li, #detail td, #detail th, .remarks, .text > header, .line, .heat td");
  const seen = [];
  for (const element of blocks) {
    if (!element.checkVisibility() || !element.textContent.trim()) continue;
    let { left, top, right, bottom } = element.getBoundingClientRect();
    for (let up = element.parentElement; up; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const box = up.getBoundingClientRect();
      [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
      [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    if (right - left > 1 && bottom - top > 1) seen.push({ element, left, top, right, bottom });
  }
  return seen;
}"""

# The pairs of blocks, none of which holds the other, that lie over each other.
OVERLAPPING = f"""() => {{
  const seen = ({SEEN})();
  const name = ({{ element }}) => `${{element.tagName}} ${{element.textContent.trim().slice(0, 30)}}`;
  const found = [];
  seen.forEach((one, at) => {{
    for (const other of seen.slice(at + 1)) {{
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 1 && high > 1) found.push(`${{name(one)}} / ${{name(other)}}`);
    }}
  }});
  return found;
}}"""

# The blocks that reach out of the window to the side, and those whose words are cut off without a mark.
CUT_OFF = f"""() => ({SEEN})()
  .filter(({{ element, left, right }}) => left < -1 || right > innerWidth + 1
    || (element.scrollWidth > element.clientWidth + 1 && !element.closest(".scroll, .text > header")
        && getComputedStyle(element).overflowX !== "visible"))
  .map(({{ element }}) => `${{element.tagName}}.${{element.className}}`)"""

# How many blocks of words are seen: an empty page has nothing that overlaps.
COUNTED = f"() => ({SEEN})().length"

VIEWS = ("", "#overview", "#Q1", "#V1", "#F1", "#P1", "#only-A")
FEWEST = 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 700])
def test_nothing_overlaps_or_overflows(
    ferry: Comparison, show: Callable[..., Any], width: int, scheme: str
) -> None:
    """Whatever is chosen, no block of words lies over another, and none reaches out of the window."""
    shown = show(
        ferry, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    for view in VIEWS:
        page = shown.open(view)

        assert page.evaluate(COUNTED) >= FEWEST, view
        assert [] == page.evaluate(OVERLAPPING), view
        assert [] == page.evaluate(CUT_OFF), view
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, view


def test_an_overlap_and_an_overflow_would_be_seen(ferry: Comparison, show: Callable[..., Any]) -> None:
    """The check finds a finding that was pushed over the list, and one pushed out of the window."""
    page = show(ferry, viewport={"width": 1400, "height": 900}).open("#Q1")

    page.evaluate("document.querySelector('#detail').style.marginLeft = '-200px'")
    assert page.evaluate(OVERLAPPING)
    page.evaluate("document.querySelector('#detail').style.marginLeft = '600px'")
    page.evaluate("document.querySelector('#detail').style.width = '900px'")
    assert page.evaluate(CUT_OFF)


@pytest.mark.parametrize(("width", "beside"), [(1400, True), (700, False)])
def test_list_and_texts_stand_beside_each_other_where_there_is_room(
    ferry: Comparison, show: Callable[..., Any], width: int, *, beside: bool
) -> None:
    """On a wide window the list is left of the finding, and two texts share a line; else they are stacked."""
    page = show(ferry, viewport={"width": width, "height": 900}).open("#Q1")
    boxes = [page.locator(one).first.bounding_box() for one in ("#findings", "#detail")]
    texts = [one.bounding_box() for one in page.locator("#texts .text").all()]

    assert 2 == len(texts)
    for left, right in (boxes, texts):
        assert beside == (left["x"] + left["width"] <= right["x"] + 1)
        assert beside != (left["y"] + left["height"] <= right["y"] + 1)


def test_words_left_out_are_not_struck_through(ferry: Comparison, show: Callable[..., Any]) -> None:
    """Nobody deleted them: they stand faint in brackets, and the first of them says what they are."""
    page = show(ferry).open("#Q1")
    left_out = page.locator("#detail del").first

    assert "none" == left_out.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert "left out" in left_out.evaluate("one => getComputedStyle(one, '::before').content")
