"""Everything that can go wrong by the user's doing: one tree, each error saying what to do.

CompareError
├── SettingsError            a setting is out of range or contradicts another
├── InputError               an input cannot be read
│   ├── NoInputError         no path matched, or nothing readable was in them
│   ├── UnreadableError      a file or folder is not read (in compare.corpus.open)
│   │   └── MissingError     a path leads to nothing
│   └── RecordError          one record of a file is not usable
│       └── MissingFieldError
└── OutputError              the result could not be written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CompareError(Exception):
    """Base of all errors a user can mend; its text is one line that names the remedy."""


class SettingsError(CompareError):
    """A setting is out of range or contradicts another."""


class InputError(CompareError):
    """An input cannot be read."""


class NoInputError(InputError):
    """No path matched, or nothing readable was in them."""


class RecordError(InputError):
    """One record of a file is not usable."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")


class MissingFieldError(RecordError):
    """A record has no field of the name asked for, or null in it; *fields* are the others."""

    def __init__(
        self, path: str, line: int, wanted: Iterable[str], fields: Iterable[str], *, nulls: Sequence[str] = ()
    ) -> None:
        names = ", ".join(sorted(fields))
        if nulls:
            told = f"the field {nulls[0]!r} holds null, not text; the others: {names or 'none'}"
        else:
            told = f"no field {' or '.join(map(repr, wanted))}; it has: {names or 'no field at all'}"
        super().__init__(path, line, f"{told}. Hint: name the text field with --text")


class MissingPackageError(CompareError, ImportError):
    """A package is not installed that only this needs."""


class OutputError(CompareError):
    """The result could not be written."""
