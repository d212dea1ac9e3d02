"""Hashes and signatures: by their definition, as datasketch makes them, and the same from every kernel."""

from __future__ import annotations

import struct
import sys
import unicodedata
from typing import TYPE_CHECKING

import datasketch
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.errors import SettingsError
from compare.kernels import plain, plain_text
from compare.kernels.plain_hash import TokenHashes, fold, hash_bands, hash_shingles, hash_token
from compare.settings import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

UNITS = st.sampled_from(["auto", "word", "char"])
NUM_PERMS = (1, 2, 7, 8, 9, 63, 64, 65, 127, 128, 129, 200, 256)

# --- the definition, in ten lines of Python -----------------------------------------------------------

M = 1 << 64
K0, K1, K2, BASE = 0x9E3779B97F4A7C15, 0xA0761D6478BD642F, 0x9FB21C651E98DF25, 0xD6E8FEB86659FD93


def reference_token_hash(token: bytes, seed: int = 0, mul: int = K1) -> int:
    """The hash of a token, two words of eight bytes at a time."""
    h = seed ^ len(token) * K0 % M
    for w, v in struct.iter_unpack("<QQ", token + bytes(-len(token) % 16)):
        product = (h ^ w) * (mul ^ v)
        h = product % M ^ product // M
    return h


def reference_shingle64(tokens: Sequence[bytes], seed: int = 0, mul: int = K1) -> int:
    """The sum of the tokens' hashes, each times a power of the base."""
    k = len(tokens)
    return sum(reference_token_hash(t, seed, mul) * pow(BASE, k - 1 - i, M) for i, t in enumerate(tokens)) % M


def reference_hashes(tokens: Sequence[str], size: int) -> list[int]:
    """The 32-bit hashes of all shingles, in order of place."""
    encoded = [token.encode("utf-8", "surrogatepass") for token in tokens]
    width = min(size, len(encoded))
    places = range(len(encoded) - width + 1) if encoded else ()
    return [reference_shingle64(encoded[i : i + width]) * K2 % M >> 32 for i in places]


# --- texts at the seams -------------------------------------------------------------------------------

# Each piece has its own way to go wrong: letters outside ASCII, composed and not, marks after a letter, a
# space and nothing, characters that grow in lower case, scripts without spaces, white space of all kinds.
LETTERS = (
    "a B 9 _ é É e\u0301 E\u0301 \u0301 \u0323\u0302 ñ ß ẞ İ ı Σ ς σ K Å Ǆ ﬁ ½ ² Ⅷ ⅷ \u0345 ᾳ ᾼ \u1e9b\u0323 "
    "漢 字 々 か か\u3099 が ｶ ﾞ ー \uf900 \U0002f800 \U00020000 ไ ท ย \u0e33 \u0e48 ລ \u17d2 ក ခ \u1031 "
    "\u1039 한 \u1112\u1161\u11ab \u1161 \u0915\u094d\u0937 \u09c7\u09be \u09be ع\u0651 \U00010570 "
    "\U0001d400 \U000110b9\U000110ba"
).split()
OTHERS = (
    "' - . , 😀 👩\u200d👩 \u200b \u200d \u20dd \ufeff \ufffd \ud800 \udfff \udc00\ud800 \U0010ffff".split()
)
SPACES = (" ", "  ", "\n", "\t", "\r\n", "\x0b", "\x1c", "\x85", "\xa0", "\u2003", "\u2028", "\u3000")
PIECES = st.sampled_from([*LETTERS, *OTHERS, *SPACES, "\0", "\x7f"])
WORDS = st.sampled_from(
    [
        "abcdefg",
        "abcdefgh",
        "abcdefghi",
        "abcdefghijklmno",
        "abcdefghijklmnop",
        "abcdefghijklmnopq",
        "the",
        "x",
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=90).map("".join),
    st.lists(st.one_of(WORDS, PIECES), max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.text(st.characters(exclude_categories=()), max_size=80),
)


def encode(text: str) -> bytes:
    """UTF-8 in which lone surrogates may stand."""
    return text.encode("utf-8", "surrogatepass")


@given(token=st.binary(max_size=40), seed=st.integers(0, M - 1), mul=st.integers(0, M - 1))
def test_a_token_is_hashed_by_its_definition(token: bytes, seed: int, mul: int) -> None:
    """A token's hash folds its pairs of eight-byte words, the last one filled with zeros."""
    assert reference_token_hash(token, seed, mul) == hash_token(token, seed, mul)


@given(
    tokens=st.lists(st.text(max_size=20), max_size=12), size=st.integers(1, 14), seed=st.integers(0, M - 1)
)
def test_a_shingle_is_hashed_by_its_definition(tokens: list[str], size: int, seed: int) -> None:
    """A shingle's 64-bit hash is the sum of its tokens' hashes times powers of the base."""
    encoded = [encode(token) for token in tokens]
    width = min(size, len(tokens))
    expected = [
        reference_shingle64(encoded[i : i + width], seed, K2)
        for i in range(len(tokens) - width + 1)
        if tokens
    ]

    assert expected == hash_shingles(tokens, size, TokenHashes(seed, K2)).tolist()


@given(values=st.lists(st.integers(0, (1 << 32) - 1), min_size=24, max_size=30))
def test_a_band_is_hashed_by_its_definition(values: list[int]) -> None:
    """A band's key folds its values, one after the other, from a start of its own."""
    expected = []
    for band in range(6):
        h = K0 * (band + 1) % M
        for value in values[band * 4 : band * 4 + 4]:
            h = (h ^ value) * K1 % M ^ (h ^ value) * K1 // M
        expected.append(h)

    assert expected == hash_bands(np.array(values, np.uint32), 6, 4).tolist()


@given(left=st.integers(0, M - 1), right=st.integers(0, M - 1))
def test_fold_keeps_what_both_halves_say(left: int, right: int) -> None:
    """The halves of the product are joined by exclusive or."""
    low, high = (left * right) % M, (left * right) // M

    assert low ^ high == fold(left, right)


# Letters that NFC and lower case leave alone.
STILL = st.text("abcxyzäßπλжя019_", min_size=1, max_size=20)


@given(tokens=st.lists(STILL, max_size=14), size=st.integers(1, 9))
@example(tokens=["abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq"], size=1)
@example(tokens=["a", "b", "c", "d", "e"], size=5)
@example(tokens=["a", "b", "c", "d"], size=5)
@example(tokens=["aaa", "bbbb", "ccccc", "dd", "ä"], size=5)
@example(tokens=["ä", "bb", "cc", "dd", "ee", "ß"], size=5)
def test_a_text_is_hashed_by_the_definition(kernel: ModuleType, tokens: list[str], size: int) -> None:
    """Every kernel gives the hashes that ten lines of Python give."""
    text = encode(" ".join(tokens))

    assert [reference_hashes(tokens, size)] == kernel.hash_texts([text], "word", size)
    assert [reference_hashes(list(" ".join(tokens)), size)] == kernel.hash_texts([text], "char", size)


@given(texts=st.lists(TEXTS, max_size=4), unit=UNITS, size=st.integers(1, 9))
@example(texts=["", " ", "!", "\u0301", "\u0301a", "a\u0301", "e\u0301 b c d E\u0301"], unit="auto", size=5)
@example(texts=["İ" * 70, "x" * 63 + "É", "x" * 64 + "É", "é" + "x" * 127], unit="auto", size=1)
@example(texts=["漢字かな交じり文です。", "ภาษาไทย", "\u1112\u1161\u11ab글"], unit="auto", size=5)
def test_compiled_hashes_are_the_twins(native: ModuleType, texts: list[str], unit: str, size: int) -> None:
    """A compiled kernel reads and hashes any text as the twin does."""
    encoded = [encode(text) for text in texts]

    assert plain.hash_texts(encoded, unit, size) == native.hash_texts(encoded, unit, size)


@pytest.mark.parametrize("length", range(125, 132))
def test_blocks_are_seamless(native: ModuleType, length: int) -> None:
    """What stands at the end of a block of 64 bytes is read like what stands within."""
    for end in ("", "é", " ", " b", "b c", "\u0301", "É.", "漢"):
        text = encode(("abc d e " * 20)[:length] + end + " f g")

        assert plain.hash_texts([text], "auto", 2) == native.hash_texts([text], "auto", 2)


@pytest.mark.parametrize("plane", [0, 1, 2, 3, 14, 16])
def test_every_character_is_read_alike(native: ModuleType, plane: int) -> None:
    """Each character, alone, after a letter, and between two, makes the tokens that the twin makes."""
    everything = [chr(plane << 16 | low) for low in range(1 << 16)]
    texts = [
        encode(" ".join(f"{one} x{one} x{one}Y" for one in everything[first : first + 4096]))
        for first in range(0, 1 << 16, 4096)
    ]

    assert plain.hash_texts(texts, "auto", 1) == native.hash_texts(texts, "auto", 1)


@given(text=TEXTS, unit=UNITS)
def test_forms_of_one_text_have_one_hash(kernel: ModuleType, text: str, unit: str) -> None:
    """A text taken apart into letters and marks has the hashes of the composed one."""
    apart = encode(unicodedata.normalize("NFD", text))

    assert kernel.hash_texts([encode(text)], unit, 5) == kernel.hash_texts([apart], unit, 5)


# --- XXH3 of a shingle's bytes, as an option ----------------------------------------------------------


def xxh3_hashes(tokens: Sequence[str], size: int) -> list[int]:
    """What the package xxhash makes of the tokens of each shingle, joined by a space."""
    xxhash = pytest.importorskip("xxhash")
    width = min(size, len(tokens))
    places = range(len(tokens) - width + 1) if tokens else ()
    joined = [encode(" ".join(tokens[i : i + width])) for i in places]
    return [xxhash.xxh3_64_intdigest(shingle) & 0xFFFFFFFF for shingle in joined]


@given(text=TEXTS, unit=st.sampled_from(Unit), size=st.integers(1, 40))
@example(text="İ  ı\n" * 9 + "\ud800 É", unit=Unit.CHAR, size=3)
@example(text="\u0301 e\u0301 漢\u0301字", unit=Unit.AUTO, size=2)
@example(text="abcdefghijklmnop " * 200, unit=Unit.WORD, size=100)
def test_a_shingles_bytes_are_hashed_by_xxh3(kernel: ModuleType, text: str, unit: Unit, size: int) -> None:
    """With hash="xxh3" every kernel gives the low half of XXH3 of the report's tokens, joined."""
    expected = xxh3_hashes(plain_text.split_tokens(text, unit.value), size)

    assert [expected] == kernel.hash_texts([encode(text)], unit.value, size, hash="xxh3")


@pytest.mark.parametrize("seed", [1, 7])
@given(words=st.lists(WORDS, max_size=30))
def test_xxh3_is_a_hashfunc_for_datasketch(kernel: ModuleType, words: list[str], seed: int) -> None:
    """A MinHash whose hashfunc is the low half of XXH3 has the values of our signature."""
    xxhash = pytest.importorskip("xxhash")
    minhash = datasketch.MinHash(
        64, seed, hashfunc=lambda shingle: xxhash.xxh3_64_intdigest(shingle) & 0xFFFFFFFF, scheme="affine32"
    )
    places = range(max(len(words) - 4, min(len(words), 1)))
    minhash.update_batch([" ".join(words[i : i + 5]).encode() for i in places])
    text = ", ".join(words).title().encode()

    assert minhash.hashvalues.tobytes() == kernel.sign_texts([text], "auto", 5, 64, seed, 1, hash="xxh3")


def test_the_twin_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package xxhash the twin names it; the other hash works."""
    monkeypatch.setitem(sys.modules, "xxhash", None)

    with pytest.raises(SettingsError, match="pip install xxhash"):
        plain.sign_texts([b"a"], "auto", 5, 8, 1, 1, hash="xxh3")
    assert [reference_hashes(["a"], 5)] == plain.hash_texts([b"a"], "auto", 5)


# --- bytes that are no UTF-8 --------------------------------------------------------------------------


@given(
    text=st.lists(st.one_of(st.binary(max_size=4), TEXTS.map(encode)), max_size=8).map(b"".join), unit=UNITS
)
@example(text=b"a\xed\xa0\x80b \xed\xa0 c\xf4\x90\x80\x80 \xc3", unit="char")
def test_bytes_without_meaning_are_read_alike(native: ModuleType, text: bytes, unit: str) -> None:
    """Every kernel takes each byte that is part of no character for one U+FFFD."""
    assert plain.hash_texts([text], unit, 2) == native.hash_texts([text], unit, 2)
    assert native.hash_texts([text], unit, 2) == native.hash_texts(
        [encode(plain_text.decode_text(text))], unit, 2
    )


# --- signatures ---------------------------------------------------------------------------------------


@given(hashes=st.lists(st.integers(0, (1 << 32) - 1), max_size=70), num_perm=st.sampled_from(NUM_PERMS))
@pytest.mark.parametrize("seed", [0, 1, 42, (1 << 32) - 1])
def test_a_signature_is_datasketchs(kernel: ModuleType, hashes: list[int], num_perm: int, seed: int) -> None:
    """A signature equals, value for value, that of a MinHash of the affine32 scheme."""
    minhash = datasketch.MinHash(num_perm, seed, hashfunc=int, scheme="affine32")
    minhash.update_batch(hashes)

    assert minhash.hashvalues.tobytes() == kernel.sign_hashes(hashes, num_perm, seed)


def test_a_long_text_is_signed_whole(kernel: ModuleType) -> None:
    """A text of many batches of shingles has the signature of all of them."""
    text = " ".join(str(number * number) for number in range(9999)).encode()
    (hashes,) = kernel.hash_texts([text], "auto", 5)
    minhash = datasketch.MinHash(128, 1, hashfunc=int, scheme="affine32")
    minhash.update_batch(hashes)

    assert 9995 == len(hashes)
    assert minhash.hashvalues.tobytes() == kernel.sign_texts([text], "auto", 5, 128, 1, 1)


@given(
    texts=st.lists(TEXTS, max_size=7),
    unit=UNITS,
    num_perm=st.sampled_from(NUM_PERMS),
    threads=st.sampled_from([0, 1, 2, 3, 16]),
)
@example(texts=["same text in every row"] * 7, unit="auto", num_perm=128, threads=3)
def test_texts_are_signed_in_their_order(
    kernel: ModuleType, texts: list[str], unit: str, num_perm: int, threads: int
) -> None:
    """The signatures of texts, with however many threads, are those of their hashes, one after the other."""
    encoded = [encode(text) for text in texts]
    alone = [kernel.sign_hashes(hashes, num_perm, 1) for hashes in kernel.hash_texts(encoded, unit, 5)]

    assert b"".join(alone) == kernel.sign_texts(encoded, unit, 5, num_perm, 1, threads)


@given(texts=st.lists(TEXTS, max_size=4), num_perm=st.sampled_from(NUM_PERMS), size=st.integers(1, 7))
def test_compiled_signatures_are_the_twins(
    native: ModuleType, texts: list[str], num_perm: int, size: int
) -> None:
    """A compiled kernel signs any text as the twin does."""
    encoded = [encode(text) for text in texts]
    settings = ("auto", size, num_perm, 1, 2)

    assert plain.sign_texts(encoded, *settings) == native.sign_texts(encoded, *settings)


@given(
    texts=st.lists(st.lists(st.text(st.characters(exclude_categories=()), max_size=20))),
    size=st.integers(1, 7),
)
@example(texts=[["a", "", "\ud800", "abcdefgh", "abcdefghi"], [], [""]], size=2)
def test_lists_of_tokens_are_signed_as_they_are(
    kernel: ModuleType, texts: list[list[str]], size: int
) -> None:
    """Tokens that come from elsewhere are hashed as they stand, empty ones and lone surrogates included."""
    expected = [kernel.sign_hashes(reference_hashes(tokens, size), 64, 1) for tokens in texts]

    assert b"".join(expected) == kernel.sign_tokens(texts, size, 64, 1)


@pytest.mark.parametrize(("unit", "size", "num_perm"), [("words", 5, 8), ("auto", 0, 8), ("auto", 5, 0)])
def test_what_makes_no_sense_is_refused(kernel: ModuleType, unit: str, size: int, num_perm: int) -> None:
    """An unknown unit, and a shingle or a signature of nothing, are errors."""
    with pytest.raises(ValueError, match=r"unit|1"):
        kernel.sign_texts([b"a"], unit, size, num_perm, 1, 1)


def test_an_unknown_hash_is_refused(kernel: ModuleType) -> None:
    """A hash has one of two names."""
    with pytest.raises(ValueError, match="hash must be rolling or xxh3"):
        kernel.hash_texts([b"a"], "auto", 5, hash="xxh32")
