"""Copies to plant in a corpus, each changed in one way, by a seeded source of chance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

WORD = re.compile(r"\w+")
LEAST_RATE, MOST_RATE = 0.01, 0.20
"""The share of words that `change_words` replaces."""
LEAST_CUT, MOST_CUT = 0.05, 0.40
"""The share of the text that `cut_text` takes away."""
FURNITURE = (
    "Skip to main content",
    "Home » Documentation » Reference",
    "Print this page. Share by e-mail.",
    "Was this page helpful? Yes / No. Report an error.",
    "This site uses cookies. By going on you accept our terms of use.",
    "Copyright of the authors of this mirror. All rights reserved.",
    "Previous chapter. Next chapter. Table of contents. Index.",
)


def copy_exactly(text: str, chance: Random) -> str:  # noqa: ARG001 - all makers take the same
    """The text as it stands."""
    return text


def change_words(text: str, chance: Random) -> str:
    """The text with some of its words replaced by others of its own."""
    words = WORD.findall(text)
    rate = chance.uniform(LEAST_RATE, MOST_RATE)
    return WORD.sub(lambda word: chance.choice(words) if chance.random() < rate else word[0], text)


def cut_text(text: str, chance: Random) -> str:
    """The text without its beginning or its end."""
    gone = int(len(text) * chance.uniform(LEAST_CUT, MOST_CUT))
    return text[gone:] if chance.random() < 0.5 else text[: len(text) - gone]  # noqa: PLR2004 - a coin


def add_furniture(text: str, chance: Random) -> str:
    """The text with lines of a page before and after it."""
    lines = chance.sample(FURNITURE, chance.randint(2, len(FURNITURE)))
    middle = chance.randint(0, len(lines))
    return "\n".join([*lines[:middle], text, *lines[middle:]])


def move_paragraphs(text: str, chance: Random) -> str:
    """The text with one to three paragraphs elsewhere."""
    paragraphs = text.split("\n\n")
    for _ in range(chance.randint(1, 3)):
        moved = paragraphs.pop(chance.randrange(len(paragraphs)))
        paragraphs.insert(chance.randint(0, len(paragraphs)), moved)
    return "\n\n".join(paragraphs)


MAKERS: tuple[Callable[[str, Random], str], ...] = (
    copy_exactly,
    change_words,
    change_words,
    cut_text,
    add_furniture,
    move_paragraphs,
)
"""Changed words come in twice: they are what thresholds are about."""


def plant_copy(text: str, chance: Random) -> str:
    """A copy of the text, made in one of the ways."""
    return chance.choice(MAKERS)(text, chance)
