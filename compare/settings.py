"""Every setting of the report: one field each, with its default, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from compare.errors import SettingsError

LONGEST_SHINGLE = 100  # tokens; nothing is found by longer ones that is not found by these


class Unit(StrEnum):
    """What a token is (DESIGN.md, section 2)."""

    AUTO = "auto"
    WORD = "word"
    CHAR = "char"


class Section(StrEnum):
    """A part of the report that `--only` can name."""

    OVERLAP = "overlap"
    QUOTES = "quotes"
    FACTS = "facts"
    ONLY = "only"


class OnError(StrEnum):
    """What a record that cannot be read does to the run."""

    SKIP = "skip"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """How inputs become documents."""

    text: tuple[str, ...] = ("text", "content", "body")
    """Fields of a record that hold its text: the first one present is taken."""

    id: str | None = None
    """Field that names a record; without it, path:line."""

    source: str | None = None
    """Field that names a record's source; without it, its folder, else its file."""

    encoding: str | None = None
    """Charset of text files; without it, found by byte-order mark, UTF-8, detector."""

    max_doc_bytes: int = 64 * 1024 * 1024
    """Largest document read, in bytes; a larger one is skipped and named."""

    on_error: OnError = OnError.SKIP
    """Whether a record that cannot be read is skipped and named, or ends the run."""

    def __post_init__(self) -> None:
        if not self.text or not all(self.text):
            msg = "text must name at least one field, such as --text body"
            raise SettingsError(msg)
        if self.max_doc_bytes < 1:
            msg = f"max-doc-bytes must be at least 1, not {self.max_doc_bytes}"
            raise SettingsError(msg)
        if self.encoding is not None:
            _check_encoding(self.encoding)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSettings:
    """How documents are compared."""

    unit: Unit = Unit.AUTO
    """Tokens of a shingle: words, with one-character tokens for scripts without spaces (auto)."""

    ngram: int | None = None
    """Tokens in a shingle; without it 5 words, or 8 characters with unit char."""

    num_perm: int = 128
    """Values in a MinHash signature."""

    seed: int = 1
    """Seed of the MinHash permutations; other seeds lose exchange with datasketch's default."""

    threshold: float = 0.8
    """Jaccard similarity from which two documents are near duplicates."""

    def __post_init__(self) -> None:
        if self.ngram is not None and not 1 <= self.ngram <= LONGEST_SHINGLE:
            msg = f"ngram must be from 1 to {LONGEST_SHINGLE}, not {self.ngram}"
            raise SettingsError(msg)
        if self.num_perm < 1:
            msg = f"num-perm must be at least 1, not {self.num_perm}"
            raise SettingsError(msg)
        if not 0 < self.threshold <= 1:
            msg = f"threshold must be above 0 and at most 1, not {self.threshold}"
            raise SettingsError(msg)

    @property
    def shingle_size(self) -> int:
        """Tokens in a shingle, the default of the unit filled in."""
        if self.ngram is not None:
            return self.ngram
        return 8 if self.unit is Unit.CHAR else 5

    def as_dict(self) -> dict[str, object]:
        """Each setting by name, for the record of a report."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)
    except (LookupError, ValueError):  # ValueError: a name no charset can have
        msg = f"no charset is called {name!r}; Python's names work, such as utf-8, cp1252 or utf-16"
        raise SettingsError(msg) from None
