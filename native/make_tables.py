"""Makes the tables of Unicode 14.0: native/unicode_tables.hpp and compare/text/unicode_ranges.py.

Run with a Python whose unicodedata is of 14.0 (3.11); --check tells whether the files are up to date.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import unicodedata
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from compare.text.unicode import UNSPACED, VERSION, is_mark, is_numeric, lower, normalise  # noqa: E402 -- found from here

HEADER = ROOT / "native" / "unicode_tables.hpp"
RANGES = ROOT / "compare" / "text" / "unicode_ranges.py"
CODE_POINTS = 0x110000
BLOCK_BITS, TOP_BITS = 4, 6  # of all sizes, those that make the shortest file
HANGUL = range(0xAC00, 0xD7A4)  # decomposed by rule
HANGUL_TAILS = {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}  # vowels and last consonants
OTHER, WORD, MARK, ALONE = range(4)
SPACE, UNSURE, DECOMPOSES, NUMERIC = 4, 8, 16, 32
WIDTH = 110


class Record(NamedTuple):
    """What is the same for many code points."""

    lower: int
    combining: int
    flags: int


def find_decompositions() -> dict[int, tuple[int, int]]:
    """The canonical decompositions of one step, the second part 0 where there is none."""
    found = {}
    for code in range(CODE_POINTS):
        parts = unicodedata.decomposition(chr(code))
        if parts and not parts.startswith("<"):
            first, second = [*(int(part, 16) for part in parts.split()), 0][:2]
            found[code] = first, second
    if any(second in found or second in HANGUL for _, second in found.values()):
        raise SystemExit("A second part is decomposed: normalise.hpp does not expect that.")
    return found


def find_compositions(decompositions: dict[int, tuple[int, int]]) -> list[int]:
    """The code points that NFC makes of two others, ordered by those."""
    composed = [
        code
        for code, (first, second) in decompositions.items()
        if second and normalise(chr(first) + chr(second)) == chr(code)
    ]
    return sorted(composed, key=decompositions.__getitem__)


def classify(character: str) -> int:
    """What the character is to tokens."""
    if is_mark(character):
        return MARK
    if not (character.isalnum() or character == "_"):
        return OTHER
    return ALONE if UNSPACED.match(character) else WORD


def make_record(code: int, decompositions: dict[int, tuple[int, int]], tails: set[int]) -> Record:
    """What the tables say of a code point."""
    character = chr(code)
    lowered = lower(character)
    if len(lowered) > 1 and (code, lowered) != (0x130, "i\u0307"):
        msg = (
            f"U+{code:04X} has a lower case of several characters: characters.hpp knows only that of U+0130."
        )
        raise SystemExit(msg)
    flags = (
        classify(character)
        | SPACE * (not character.split())
        | UNSURE * (code in tails or normalise(character) != character)
        | DECOMPOSES * (code in decompositions)
        | NUMERIC * is_numeric(character)
    )
    return Record(ord(lowered[0]) - code, unicodedata.combining(character), flags)


def share_blocks(values: Sequence[int], bits: int) -> tuple[list[int], list[int]]:
    """For each block of 2^bits values its number, and the different blocks one after the other."""
    numbers: dict[tuple[int, ...], int] = {}
    places = [
        numbers.setdefault(tuple(values[i : i + (1 << bits)]), len(numbers))
        for i in range(0, len(values), 1 << bits)
    ]
    return places, [value for block in numbers for value in block]


def find_runs(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Each first of consecutive numbers, with how many stand before it."""
    runs = [list(run) for _, run in groupby(enumerate(codes), lambda item: item[1] - item[0])]
    return [(run[0][1], run[0][0]) for run in runs]


def render_array(kind: str, name: str, size: int, values: Iterable[object]) -> str:
    """An array of C++."""
    lines = [""]
    for value in values:
        if len(lines[-1]) + len(item := f"{value},") > WIDTH:
            lines.append("")
        lines[-1] += item
    body = "\n".join(lines)
    return f"inline constexpr {kind} {name}[{size}] = {{\n{body}}};\n"


def render_header() -> str:
    """The text of native/unicode_tables.hpp."""
    decompositions = find_decompositions()
    composed = find_compositions(decompositions)
    tails = {decompositions[code][1] for code in composed} | HANGUL_TAILS
    records = [make_record(code, decompositions, tails) for code in range(CODE_POINTS)]
    numbers = {record: number for number, record in enumerate(dict.fromkeys(records))}
    middle, bottom = share_blocks([numbers[record] for record in records], BLOCK_BITS)
    top, middle = share_blocks(middle, TOP_BITS)
    runs = find_runs(decompositions)
    place = {code: number for number, code in enumerate(decompositions)}
    parts = decompositions.values()
    arrays = (
        render_array("Record", "kRecords", len(numbers), (render_row(record) for record in numbers)),
        render_array("std::uint8_t", "kTop", len(top), top),
        render_array("std::uint16_t", "kMiddle", len(middle), middle),
        render_array("std::uint8_t", "kBottom", len(bottom), bottom),
        "\n// Code points with a decomposition: the first of each run, and how many stand before it.\n"
        + render_array("Run", "kRuns", len(runs), map(render_row, runs)),
        "\n// Canonical decompositions of one step, two numbers each; the second is 0 where there is none.\n"
        + render_array("std::uint32_t", "kParts", 2 * len(parts), chain.from_iterable(parts)),
        "\n// The numbers of the decompositions that NFC composes again, ordered by parts.\n"
        + render_array("std::uint16_t", "kComposed", len(composed), (place[code] for code in composed)),
    )
    return HEADER_TOP + "".join(arrays) + HEADER_END


def render_row(values: Iterable[int]) -> str:
    """A struct of C++."""
    return "{" + ",".join(map(str, values)) + "}"


def render_ranges() -> str:
    """The text of compare/text/unicode_ranges.py."""
    assigned = [unicodedata.category(chr(code)) != "Cn" for code in range(CODE_POINTS)]
    lengths = [str(len(list(run))) for _, run in groupby(assigned)]
    text = textwrap.fill(" ".join(lengths), WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    return RANGES_TOP + text + '\n""".split()\n)\n'


HEADER_TOP = f"""\
// Made by make_tables.py; do not edit. Unicode {VERSION}.
#pragma once

#include <cstddef>
#include <cstdint>

namespace compare::unicode {{

// clang-format off
inline constexpr std::uint8_t kClass = 3;  // a CharClass
inline constexpr std::uint8_t kSpace = {SPACE};
inline constexpr std::uint8_t kUnsure = {UNSURE};  // NFC_Quick_Check is not "yes"
inline constexpr std::uint8_t kDecomposes = {DECOMPOSES};
inline constexpr std::uint8_t kNumeric = {NUMERIC};
inline constexpr char32_t kDottedI = 0x130, kDotAbove = 0x307;

/// What to add for the lower case (of kDottedI: its first character), the combining class, the flags.
struct Record {{ std::int32_t lower; std::uint8_t combining, flags; }};
struct Run {{ std::uint32_t code; std::uint16_t number; }};

// A code point's record is kRecords[kBottom[block of kMiddle[block of kTop]]].
inline constexpr unsigned kBlockBits = {BLOCK_BITS}, kTopBits = {TOP_BITS};
"""
HEADER_END = """\
// clang-format on

}  // namespace compare::unicode
"""
RANGES_TOP = f'''\
"""Made by native/make_tables.py; do not edit. What Unicode {VERSION} knows."""

from __future__ import annotations

# Lengths of the runs of code points that are assigned, unassigned, assigned ... from 0 on.
LENGTHS = tuple(
    int(length)
    for length in """
'''


def main() -> int:
    """Writes the files, or tells which are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    check = parser.parse_args().check
    if unicodedata.unidata_version != VERSION:
        parser.error(f"this Python has Unicode {unicodedata.unidata_version}, not {VERSION}")
    stale = 0
    for path, text in ((HEADER, render_header()), (RANGES, render_ranges())):
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = 1
        if not check:
            path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)} {'is out of date' if check else 'written'}\n")
    return stale if check else 0


if __name__ == "__main__":
    raise SystemExit(main())
