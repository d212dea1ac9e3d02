"""Texts as the kernels see them: UTF-8 to tokens, and the digest that makes two texts the same."""

from __future__ import annotations

import codecs
from hashlib import blake2b

from compare.text.unicode import lower, normalise
from compare.text.words import split_words

UNITS = ("auto", "word", "char")
_DIGEST_SIZE = 16  # bytes
_ON_ERROR = "compare.pass_or_replace"
_SURROGATE_SIZE = 3  # bytes


def _pass_or_replace(error: UnicodeError) -> tuple[str, int]:
    """A surrogate as it is, or else U+FFFD for one byte, as the compiled kernels decode."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    end = error.start + _SURROGATE_SIZE
    try:
        return error.object[error.start : end].decode("utf-8", "surrogatepass"), end
    except UnicodeDecodeError:
        return "\ufffd", error.start + 1


codecs.register_error(_ON_ERROR, _pass_or_replace)


def decode_text(text: bytes) -> str:
    """The characters of UTF-8; lone surrogates may stand in it, each other byte without meaning is U+FFFD."""
    return text.decode("utf-8", _ON_ERROR)


def split_tokens(text: str, unit: str) -> list[str]:
    """The tokens of a text in the unit asked for (DESIGN.md, section 2)."""
    if unit == "char":
        return list(lower(fold_space(text)))
    return [word.token for word in split_words(text, unspaced=unit == "auto")]


def digest_text(text: str) -> bytes:
    """What two texts have in common exactly when their NFC forms differ in white space at most."""
    folded = fold_space(text).encode("utf-8", "surrogatepass")
    return blake2b(folded, digest_size=_DIGEST_SIZE).digest()


def fold_space(text: str) -> str:
    """The NFC text with each run of white space folded to one space, its ends stripped."""
    return " ".join(normalise(text).split())
