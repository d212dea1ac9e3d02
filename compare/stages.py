"""What a report is doing, told while it works: the stages of the way from paths to findings."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Progress: TypeAlias = Callable[["Stage", int, int], None]


class Stage(StrEnum):
    """A part of the work, by what is done in it."""

    READ = "reading"
    SHARED = "looking for shared text"
    SAID = "looking for quotes and names"
    QUOTES = "comparing quotes"
    FACTS = "comparing facts"


def tell_nobody(stage: Stage, done: int, total: int, /) -> None:
    """Where nobody wants to know how far the work is."""


def share_of(progress: Progress, stage: Stage, total: int) -> Callable[[int, int], None]:
    """What tells of a stage that is done in pieces, of about so many of the *total* each."""
    return lambda begun, pieces: progress(stage, begun * total // pieces, total)
