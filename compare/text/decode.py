"""Bytes to text: by byte-order mark, strict UTF-8, UTF-8 with counted replacements, then a guess.

The order matters: charset detectors take a UTF-8 file with one bad byte for another charset, so a
detector is asked only when the bad bytes are many. The mark is dropped; nothing else is touched,
newlines included. What was not certain stands in the notice.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from compare.errors import InputError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_HEAD = 8192  # bytes looked through for a NUL, as git and grep do
_SAMPLE = 64 * 1024  # bytes shown to the detector
_FEW = 3  # bad bytes that any file may have and still be called UTF-8
_FEW_SHARE = 1000  # and one more for so many bytes
_CLEARLY = 4  # valid multi-byte characters for each bad byte that make a file UTF-8 with damage
_WESTERN_SHARE = 4  # at most one letter in so many is accented in a western language
_BAD = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of a byte that is not UTF-8
_BROKEN_QUOTE = "â€"  # the first two bytes of a curly quote in UTF-8, as cp1252 shows them
_TYPOGRAPHY = frozenset("‘’‚“”„«»‹›–—…•·€£¢¥§©®™°½¼¾¡¿\xa0\xad")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the charset it was read in, and what a reader should know about that."""

    text: str
    encoding: str
    notice: str | None = None


def decode_bytes(data: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of *data*, in the charset named or else in the one found."""
    if encoding is not None:
        return _decode_named(data, encoding)
    if data.startswith(codecs.BOM_UTF8):
        return decode_utf8(data)
    if wide := _wide_charset(data):
        return _decode_named(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_damaged(data, error.start)


def decode_utf8(data: bytes, *, offset: int = 0) -> Decoded:
    """The text of *data* as UTF-8, each bad byte replaced and counted; *offset* is its place in the file."""
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    body = data[mark:]
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        bad, first = _count_bad(body), offset + mark + error.start
        number = "1 byte was" if bad == 1 else f"{bad} bytes were"
        notice = f"{number} not UTF-8, the first at byte {first}; shown as \ufffd"
        return Decoded(body.decode("utf-8", "replace"), "utf-8", notice)


def looks_binary(data: bytes) -> bool:
    """Whether the head of a file holds a NUL byte that no byte-order mark explains."""
    return b"\0" in data[:_BINARY_HEAD] and _wide_charset(data) is None


def has_mark(data: bytes) -> bool:
    """Whether the data begins with a byte-order mark."""
    return data.startswith(codecs.BOM_UTF8) or _wide_charset(data) is not None


def is_wide(head: bytes, *, encoding: str | None = None) -> bool:
    """Whether bytes are in a charset, named or by their mark, that does not keep ASCII as it is."""
    if encoding is None:
        return _wide_charset(head) is not None
    try:
        return "\n{".encode(encoding) != b"\n{"
    except UnicodeError:
        return True


def _wide_charset(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _decode_named(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeError:
        return _replace(data, encoding, f"not all of it is {encoding}")


def _replace(data: bytes, encoding: str, notice: str) -> Decoded:
    """What *encoding* makes of the data, with U+FFFD, counted, for what it cannot read."""
    try:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
    except UnicodeError:  # a codec without replacement, such as idna
        msg = f"it cannot be read as {encoding}; name another charset with --encoding"
        raise InputError(msg) from None
    # What still stands there when nothing is replaced was there before.
    count = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    return Decoded(text, encoding, f"{notice}; {count} shown as \ufffd" if count else notice)


def _decode_damaged(data: bytes, first: int) -> Decoded:
    """The text of bytes of which the one at *first* is not UTF-8: damaged, or another charset."""
    bad = _count_bad(data)
    whole = _count_multibyte(data)
    sample = _sample(data, first)
    if not whole and _is_western(sample):
        return _decode_guess(data, "cp1252")
    if bad <= max(_FEW, len(data) // _FEW_SHARE) or whole >= _CLEARLY * bad:
        return decode_utf8(data)
    guess = _detect(sample)
    return _decode_guess(data, guess) if guess else decode_utf8(data)


def _decode_guess(data: bytes, encoding: str) -> Decoded:
    notice = f"not UTF-8; read as {encoding}, a guess: name the charset with --encoding"
    return _replace(data, encoding, notice)


def _count_bad(data: bytes) -> int:
    return len(data) - len(data.decode("utf-8", "ignore").encode())


def _count_multibyte(data: bytes) -> int:
    """How many characters of two bytes or more are valid UTF-8."""
    text = data.decode("utf-8", "ignore")
    return len(text) - len(text.encode("ascii", "ignore"))


def _is_western(sample: bytes) -> bool:
    """Whether bytes without any valid multi-byte character make sense as cp1252.

    Each bad byte must be a letter that fits its neighbours or a mark of typography, and, where they
    are more than a few, rare among the letters: in Cyrillic or Greek nearly every letter is one.
    """
    western = sample.decode("cp1252", "replace")
    # One character a byte, since none is multi-byte.
    places = [match.start() for match in _BAD.finditer(sample.decode("utf-8", "surrogateescape"))]
    letters = sum(map(str.isalpha, western))
    if _BROKEN_QUOTE in western or (len(places) > _FEW and len(places) * _WESTERN_SHARE > letters):
        return False
    return all(_fits(western, place) for place in places)


def _fits(text: str, place: int) -> bool:
    """Whether the character is typography, or a letter that is no capital after a small one."""
    character = text[place]
    if character in _TYPOGRAPHY:
        return True
    if not character.isalpha() or character in "ÿªºˆƒ":
        return False
    return not (character.isupper() and text[max(0, place - 1) : place].islower())


def _detect(sample: bytes) -> str | None:
    """The charset a detector finds likeliest, cp1252 where it fits as well; None when it finds none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a rare need, a twentieth of a second

    best = from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return None
    return "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding


def _sample(data: bytes, first: int) -> bytes:
    """A part of the data that holds the bad byte at *first*, from a line's start to a line's end."""
    start = 0 if first < _SAMPLE // 2 else data.rfind(b"\n", first - _SAMPLE // 2, first) + 1
    start = start or max(0, first - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    end = sample.rfind(b"\n") if start + _SAMPLE < len(data) else -1
    return sample[:end] if end > first - start else sample
