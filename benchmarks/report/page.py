"""How long a page of the HTML report keeps the browser busy: the longest task of each thing a reader does.

CPU time is that of the main thread of the page alone, from a trace; wall time is what a reader waits, on a
machine with nothing beside it.

    python benchmarks/report/page.py report.html
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

_CATEGORIES = ["toplevel", "devtools.timeline", "blink.user_timing"]
_STEPS = 40
_PAUSE = 500  # milliseconds in which what was begun is done


class Longest(NamedTuple):
    """The longest task of a step, in milliseconds."""

    step: str
    cpu: float
    wall: float


def main() -> None:
    """Go through the page as a reader would, and print a row a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("page", type=Path, help="a report as HTML")
    url = parser.parse_args().page.resolve().as_uri()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        trace = Path(folder) / "trace.json"
        _read(browser, url, trace)
        browser.close()
        events = json.loads(trace.read_text())["traceEvents"]
    print("| step | longest task, CPU ms | wall ms |\n|---|---|---|")
    for step, cpu, wall in _find_longest(events):
        print(f"| {step} | {cpu:.0f} | {wall:.0f} |")


def _read(browser: Browser, url: str, trace: Path) -> None:
    """Do all steps, each followed by a mark in the trace."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    browser.start_tracing(page=page, path=trace, categories=_CATEGORIES)
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    for name, step in _STEPS_OF_A_READER.items():
        step(page)
        page.wait_for_timeout(_PAUSE)
        page.evaluate("name => performance.mark(`step ${name}`)", name)
    browser.stop_tracing()


def _press(page: Page) -> None:
    for _ in range(_STEPS):
        page.keyboard.press("j")


def _scroll(page: Page, x: int, y: int) -> None:
    page.mouse.move(x, y)
    for _ in range(_STEPS):
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(30)


def _search(page: Page) -> None:
    page.fill("#search", "minister")
    page.wait_for_selector("#list[aria-busy=false]")


_STEPS_OF_A_READER: dict[str, Callable[[Page], Any]] = {
    "the page opens": lambda page: page.wait_for_timeout(_PAUSE),
    "through the findings by key": _press,
    "the list is scrolled": lambda page: _scroll(page, 150, 500),
    "a text is scrolled": lambda page: _scroll(page, 600, 700),
    "shared passages alone": lambda page: page.select_option("#kind", "passage"),
    "through the passages by key": _press,
    "all kinds again": lambda page: page.select_option("#kind", ""),
    "search": _search,
    "search is cleared": lambda page: page.fill("#search", ""),
    "the overview": lambda page: page.evaluate("location.hash = '#overview'"),
}


def _find_longest(events: list[dict[str, Any]]) -> Iterator[Longest]:
    """The longest task between each two marks."""
    marks = [one for one in events if one["name"].startswith("step ") and "ts" in one]
    thread = {(one["pid"], one["tid"]) for one in marks}
    tasks = [
        one
        for one in events
        if "RunTask" in one["name"] and (one["pid"], one["tid"]) in thread and "dur" in one
    ]
    start = 0
    for mark in sorted(marks, key=lambda one: one["ts"]):
        own = [one for one in tasks if start <= one["ts"] < mark["ts"]]
        start = mark["ts"]
        longest = [max((one.get(key, 0) / 1000 for one in own), default=0) for key in ("tdur", "dur")]
        yield Longest(mark["name"].removeprefix("step "), *longest)


if __name__ == "__main__":
    main()
