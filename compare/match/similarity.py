"""Similarity of two strings, 0 to 1."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler


def jaro_winkler(left: str, right: str) -> float:
    """Jaro-Winkler similarity (Winkler 1990): for short strings that begin alike, such as names."""
    return JaroWinkler.similarity(left, right)
