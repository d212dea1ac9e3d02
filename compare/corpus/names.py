r"""Names of files that are not UTF-8 as text that is, and back: the byte E9 is shown as \xe9."""

from __future__ import annotations

import os
import re
from pathlib import Path

_BYTE = re.compile("[\udc80-\udcff]")  # what Python makes of a byte that it cannot decode
_SHOWN = re.compile(r"\\x([89a-f][0-9a-f])")
_FIRST = 0xDC00  # and the byte


def show_name(name: str) -> str:
    """The name as text in UTF-8."""
    return name if name.isascii() else _BYTE.sub(lambda match: f"\\x{ord(match[0]) - _FIRST:02x}", name)


def find_place(shown: str) -> Path:
    """Where a file lies that is shown so."""
    if os.path.lexists(shown):  # nearly always
        return Path(shown)
    return Path(_SHOWN.sub(lambda match: chr(_FIRST + int(match[1], 16)), shown))
