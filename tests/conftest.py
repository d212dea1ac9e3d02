"""What all tests share: documents made of a string, and the way to the seeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent


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
