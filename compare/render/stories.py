"""The part of the report on the stories of a mixed folder: which documents tell of the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.layout import count_of, hang, heading, left_out, pad, shorten, width_of, wrap
from compare.render.page import Style
from compare.render.summary import count_own_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Story

_LETTERS = 5  # documents of a story that are named
_PAIR = 2
_BLANKS = 5  # before, between and behind the two columns in front of a title


def render_stories(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """The stories that several documents tell, the largest first; nothing where there is but one."""
    told = list_told(comparison)
    if not told:
        return []
    alone = count_alone(comparison)
    note = f"{len(told):,} told by two documents or more"
    if alone:
        note += f", {count_of(alone, 'document')} by {'itself' if alone == 1 else 'themselves'}"
    shown = sorted(told, key=lambda story: -len(story.documents))[: page.top]
    letters = [_name(story.documents, labels, page) for story in shown]
    names, rooms = max(len(story.id) for story in shown), max(map(width_of, letters))
    lines = heading("STORIES", note, page)
    for story, which in zip(shown, letters, strict=True):
        head = f" {page.paint(pad(story.id, names), Style.STRONG)}  {pad(which, rooms)}  "
        room = page.width - names - rooms - _BLANKS
        lines.append((head + shorten(page.text(story.title), max(room, 1), page)).rstrip())
    return [*lines, *left_out(len(told), page)]


def count_alone(comparison: Comparison) -> int:
    """How many documents with text tell a story that no other does."""
    words = count_own_words(comparison)
    stories = [story for story in comparison.stories if len(story.documents) == 1]
    return sum(words[story.documents[0]] > 0 for story in stories)


def list_told(comparison: Comparison) -> list[Story]:
    """The stories that several documents tell; none where there is but one such story."""
    told = [story for story in comparison.stories if len(story.documents) >= _PAIR]
    return told if len(told) >= _PAIR else []


def render_story(story: Story, page: Page, labels: Labels) -> list[str]:
    """A story: its title, and all documents that tell it."""
    size = count_of(len(story.documents), "document")
    letters = wrap(f"{size}: {labels.letters_of(story.documents)}", page.width - 2)
    return [f" {page.paint(story.id, Style.STRONG)} {page.text(story.title)}".rstrip(), *hang("  ", letters)]


def _name(documents: Sequence[Document], labels: Labels, page: Page) -> str:
    letters = [labels.letters[document] for document in documents[:_LETTERS]]
    more = len(documents) - len(letters)
    return " ".join(letters) + (f" {page.marks.ellipsis} {more:,} more" if more else "")
