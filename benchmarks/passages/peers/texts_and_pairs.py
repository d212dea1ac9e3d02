"""What all runners share: texts and pairs of them in, passages and processor time out."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Passage = tuple[int, int, int, int, int, int]
    """Text, first character and the one behind the last, on either side."""
    Find = Callable[[Sequence[str], Sequence[tuple[int, int]]], list[Passage]]


def run(find: Find) -> None:
    """Find the passages of the pairs of texts in the file named first; print them, and the time that took."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    texts, pairs = given["texts"], [tuple(pair) for pair in given["pairs"]]
    started = time.process_time()
    passages = find(texts, pairs)
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "passages": passages}))
