"""Tokens and plain words, against a twin written from the definition."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.text.words import count_words, normalise_token, split_plain_words, split_words

# Characters that meet at the seams: marks, marks of their own, unspaced scripts, joined letters, lone halves.
SEAMS = st.text(st.sampled_from("aBé_9²İΣς\u0301\u0327\u3099かガ漢々กำ\u0e49\u0941ह한\u1100\u1161'’.,-½<\u0338\ud800 \n"))
ANY = st.one_of(SEAMS, st.text(), st.text(st.characters()))

UNSPACED_NAMES = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def reference_tokens(text: str) -> list[str]:
    """DESIGN.md, section 2, word by word. Plain on purpose."""
    tokens: list[str] = []
    grows = False  # whether the next letter goes on the last token
    for character in unicodedata.normalize("NFC", text):
        mark = unicodedata.category(character) in ("Mn", "Mc")
        if mark and tokens and (grows or reference_tokens.word):  # type: ignore[attr-defined]
            tokens[-1] += character.lower()
        elif character.isalnum() or character == "_":
            alone = unicodedata.name(character, "").startswith(UNSPACED_NAMES)
            if grows and not alone:
                tokens[-1] += character.lower()
            else:
                tokens.append(character.lower())
            grows = not alone
            reference_tokens.word = True  # type: ignore[attr-defined]
            continue
        else:
            grows = False
        reference_tokens.word = mark and reference_tokens.word  # type: ignore[attr-defined]
    return tokens
