"""How sure a statement is: words that hedge it, put it in the future, or deny it."""

from __future__ import annotations

import re

_HEDGES = re.compile(
    r"\b(?:may|will|(?i:might|could|would|should|reportedly|allegedly|apparently|possibly|perhaps|likely|unlikely"
    r"|expected to|plans? to|threaten(?:s|ed)? to))\b",  # May and Will are names
)
_DENIALS = re.compile(
    r"\b(?:not|never|no longer|den(?:y|ies|ied)|refus(?:e|es|ed)|reject(?:s|ed)?|without|nobody|cannot)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_FUTURE = frozenset({"will", "would", "expected to", "plan to", "plans to"})


def find_denial(text: str) -> re.Match[str] | None:
    """The first word that denies."""
    return _DENIALS.search(text)


def find_hedge(text: str) -> re.Match[str] | None:
    """The first word that takes certainty away."""
    return _HEDGES.search(text)


def is_expected(hedge: str) -> bool:
    """Whether a hedge says that something is still to come, not that it is doubtful."""
    return hedge in _FUTURE
