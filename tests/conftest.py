"""What all tests share: documents made of a string, and the way to the seeds."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from compare.analyse.comparison import compare_documents
from compare.model import Document
from compare.settings import CompareSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from compare.results import Comparison

ROOT = Path(__file__).parent.parent

# What a test starts is the package that is installed, not what lies in the folder it is started in, which
# has no compiled kernels.
os.environ["PYTHONSAFEPATH"] = "1"

# The slow twins are slow, and other work on a machine makes them slower: time is no reason to fail.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

# A shell that starts tests in the background has them ignore Ctrl-C, and so every process that they start.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def seeds() -> Path:
    """The folder of the two example articles."""
    return ROOT / "seeds"


@pytest.fixture
def document() -> Callable[..., Document]:
    """Make a document of a text."""

    def make(text: str, name: str = "a") -> Document:
        return Document(id=name, text=text, path=f"{name}.txt", source=name)

    return make


@pytest.fixture
def count_calls() -> Callable[[Callable[[], object]], int]:
    """Count the calls made while something runs: they grow with the work, on every machine alike."""

    def count(run: Callable[[], object]) -> int:
        calls = 0

        def note(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(note)
        try:
            run()
        finally:
            sys.setprofile(None)
        return calls

    return count


@pytest.fixture
def compare_texts() -> Callable[..., Comparison]:
    """Compare texts, as documents a, b, c ... of one day."""

    def compare(*texts: str, published: date | None = None) -> Comparison:
        documents = [
            Document(id=name, text=text, path=f"{name}.txt", source=name, published=published)
            for name, text in zip("abcdefghij", texts, strict=False)
        ]
        return compare_documents(documents, CompareSettings())

    return compare
