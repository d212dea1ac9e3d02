"""Texts as the kernels see them: UTF-8 to tokens, and the digest that makes two texts the same."""

from __future__ import annotations

from hashlib import blake2b

from compare.text.unicode import lower, normalise
from compare.text.words import split_words

UNITS = ("auto", "word", "char")
_DIGEST_SIZE = 16  # bytes


def decode_text(text: bytes) -> str:
    """The characters of UTF-8 in which lone surrogates may stand."""
    return text.decode("utf-8", "surrogatepass")


def split_tokens(text: str, unit: str) -> list[str]:
    """The tokens of a text in the unit asked for (DESIGN.md, section 2)."""
    if unit == "char":
        return list(lower(_fold_space(text)))
    return [word.token for word in split_words(text, unspaced=unit == "auto")]


def digest_text(text: str) -> bytes:
    """What two texts have in common exactly when their NFC forms differ in white space at most."""
    folded = _fold_space(text).encode("utf-8", "surrogatepass")
    return blake2b(folded, digest_size=_DIGEST_SIZE).digest()


def _fold_space(text: str) -> str:
    """The NFC text with each run of white space folded to one space, its ends stripped."""
    return " ".join(normalise(text).split())
