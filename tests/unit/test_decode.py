"""Bytes become text in the right charset, and what was uncertain is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import InputError
from compare.text.decode import decode_bytes, decode_utf8, is_wide, looks_binary

ENGLISH = "“We are here to help,” the minister said – and that’s all. The café’s owner paid £5 for it."


@given(text=st.text())
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """Valid UTF-8 is read as such, newlines and controls untouched, without a notice."""
    decoded = decode_bytes(("x" + text).encode())

    assert ("x" + text, "utf-8", None) == (decoded.text, decoded.encoding, decoded.notice)


@given(data=st.binary())
def test_any_bytes_make_a_text(data: bytes) -> None:
    """No bytes are refused, and the text they make can be written as UTF-8."""
    decoded = decode_bytes(data)

    assert isinstance(decoded.text.encode(), bytes)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_names_the_charset_and_is_dropped(charset: str) -> None:
    """A byte-order mark decides, and is no part of the text."""
    decoded = decode_bytes(ENGLISH.encode(charset))

    assert (ENGLISH, None) == (decoded.text, decoded.notice)


@pytest.mark.parametrize(
    ("mark", "charset"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_marks_of_both_byte_orders(mark: bytes, charset: str) -> None:
    """The mark says the byte order, and UTF-32's is not taken for UTF-16's."""
    assert "a–b\r\n" == decode_bytes(mark + "a–b\r\n".encode(charset)).text


def test_a_bad_byte_in_utf8_is_replaced_and_counted() -> None:
    """A UTF-8 text with damage stays UTF-8; the notice says how many bytes and where."""
    data = ENGLISH.encode() + b" \xff and \xfe end"

    decoded = decode_bytes(data)

    assert ENGLISH + " \ufffd and \ufffd end" == decoded.text
    assert decoded.notice is not None
    assert f"2 bytes were not UTF-8, the first at byte {data.index(0xFF)}" in decoded.notice


@pytest.mark.parametrize("bad", [b"\xe9", b"\x93", b"\xc3"])
def test_one_valid_character_makes_it_utf8(bad: bytes) -> None:
    """A byte that cp1252 could read is still damage in a text that has real UTF-8 in it."""
    decoded = decode_bytes("naïve – and then wor".encode() + bad + b" more")

    assert ("utf-8", 1) == (decoded.encoding, decoded.text.count("\ufffd"))


@pytest.mark.parametrize("data", [b"plain \xff text", b"caf\xc3 is cut", b"he said \xe2\x80 so", b"a\x81b"])
def test_bytes_that_make_no_sense_in_cp1252_are_damage(data: bytes) -> None:
    """Without any UTF-8 in it, a text is cp1252 only where the bytes read well as that."""
    assert "utf-8" == decode_bytes(data).encoding


@pytest.mark.parametrize(
    "text", ["Le café", "“Hi,” he said – that’s all", "Über allem", "It cost £5", ENGLISH]
)
def test_a_short_western_text_is_cp1252(text: str) -> None:
    """One accented letter or curly quote in a short text tells enough, and the guess is named."""
    decoded = decode_bytes(text.encode("cp1252"))

    assert (text, "cp1252") == (decoded.text, decoded.encoding)
    assert decoded.notice is not None
    assert "cp1252" in decoded.notice
    assert "--encoding" in decoded.notice


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1251", "Министр иностранных дел заявил в четверг, что переговоры будут продолжены."),
        ("koi8-r", "Министр иностранных дел заявил в четверг, что переговоры будут продолжены."),
        ("cp1253", "Ο υπουργός Εξωτερικών δήλωσε την Πέμπτη ότι οι συνομιλίες θα συνεχιστούν."),
        ("gbk", "外交部长星期四表示，谈判将继续进行。反对派消息人士对此表示不同意见。"),
        ("cp932", "外務大臣は木曜日、交渉を続けると述べた。野党関係者はこれに同意していない。"),
    ],
)
def test_a_detector_finds_other_charsets(charset: str, text: str) -> None:
    """Text that is nearly all other bytes goes to a detector, whose guess the notice names."""
    decoded = decode_bytes(text.encode(charset))

    assert text == decoded.text
    assert decoded.notice is not None
    assert f"read as {decoded.encoding}, a guess" in decoded.notice


def test_a_named_charset_is_obeyed() -> None:
    """The charset named is used without asking whether another would do, and its mark is dropped."""
    assert "é" == decode_bytes(b"\xe9", encoding="cp1252").text
    assert "Ã©" == decode_bytes("é".encode(), encoding="latin-1").text
    assert "é" == decode_bytes("\ufeffé".encode("utf-16-le"), encoding="utf-16-le").text


def test_what_a_named_charset_cannot_read_is_replaced() -> None:
    """Bytes outside the named charset are counted in the notice."""
    decoded = decode_bytes(b"a\x81b", encoding="cp1252")

    assert "a\ufffdb" == decoded.text
    assert "not all of it is cp1252; 1 shown as \ufffd" == decoded.notice


def test_what_was_replaced_before_is_not_counted_again() -> None:
    """A U+FFFD that stands in the bytes was read as what it is."""
    decoded = decode_bytes("a\ufffdb".encode("utf-16-le") + b"c", encoding="utf-16-le")

    assert "a\ufffdb\ufffd" == decoded.text
    assert "not all of it is utf-16-le; 1 shown as \ufffd" == decoded.notice


def test_a_charset_that_cannot_read_it_at_all_is_refused() -> None:
    """A codec without replacement gives an error that names the option, not a traceback."""
    with pytest.raises(InputError, match="--encoding"):
        decode_bytes(b"\xff" * 100, encoding="idna")


def test_the_place_of_a_bad_byte_counts_from_the_start_of_the_file() -> None:
    """A line that begins at byte 100 reports its bad bytes from there."""
    decoded = decode_utf8(b"ab\xff", offset=100)

    assert decoded.notice is not None
    assert "1 byte was not UTF-8, the first at byte 102" in decoded.notice


def test_binary_is_told_by_nul_bytes() -> None:
    """A NUL byte in the head makes a file binary unless a mark says it is UTF-16 or UTF-32."""
    assert looks_binary(b"ab\0cd")
    assert not looks_binary("ab".encode("utf-16"))
    assert not looks_binary(b"a" * 8192 + b"\0")


def test_wide_charsets_are_told_from_those_that_keep_ascii() -> None:
    """Only where a newline is one byte can lines be cut before they are decoded."""
    assert is_wide(b"\xff\xfea\0")
    assert is_wide(b"", encoding="utf-16-le")
    assert not is_wide(b"{", encoding="cp1252")
    assert not is_wide(b"{")
