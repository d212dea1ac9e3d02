"""Where a result goes: to stdout, or to a file that is there whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from compare.cli.pager import show_paged, wants_pager
from compare.corpus.files import NewFiles
from compare.corpus.open import find_inputs
from compare.corpus.paths import refuse_entries, refuse_folders
from compare.errors import NoInputError, OutputError, SettingsError
from compare.render.escape import escape_non_ascii
from compare.settings import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT_FORMATS = (Format.TEXT, Format.JSON, Format.MARKDOWN, Format.HTML, Format.CSV)
DIFF_FORMATS = (Format.TEXT, Format.JSON, Format.PATCH)
_BY_SUFFIX = {
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".csv": Format.CSV,
    ".patch": Format.PATCH,
    ".diff": Format.PATCH,
}
# In files, and so on stdout too, these are UTF-8 whatever the locale: their readers expect nothing else.
_ALWAYS_UTF_8 = frozenset({Format.MARKDOWN, Format.HTML, Format.CSV, Format.PATCH})
# Under such a name nobody expects plain text.
_NOT_WRITTEN = frozenset(
    ".bz2 .docx .gz .jsonl .ndjson .odt .parquet .pdf .rtf .tsv .xlsx .xml .xz .zip .zst".split()
)


@dataclass(frozen=True, slots=True)
class Output:
    """A file, or None for stdout, and the format it gets."""

    path: Path | None
    format: Format


def plan_output(
    file: str | None, wanted: str | None, inputs: Sequence[str], formats: Sequence[Format]
) -> Output:
    """The output asked for, checked before anything is read: it must not be an input, nor lie in one.

    *formats* are those that the result can be written as.
    """
    if file is None or file == "-":
        return Output(None, Format(wanted or Format.TEXT))
    if not file:
        msg = "-o names no file: give it one, or leave it out for stdout"
        raise SettingsError(msg)
    path = Path(file)
    chosen = _choose_format(path, wanted, formats)
    refuse_folders(path, inputs)
    _refuse_input(path, inputs)
    return Output(path, chosen)


def _choose_format(path: Path, wanted: str | None, formats: Sequence[Format]) -> Format:
    """The format of a file: as its name says, else the one wanted, else text."""
    suffix = path.suffix.lower()
    named = _BY_SUFFIX.get(suffix)
    own = named if named in formats else None
    if own and wanted and own != wanted:
        msg = f"--format {wanted} and -o {path} ask for two formats"
        raise SettingsError(msg)
    if not own and not wanted and (named or suffix in _NOT_WRITTEN):
        suffixes = ", ".join(end for end, format_ in _BY_SUFFIX.items() if format_ in formats)
        msg = (
            f"-o {path} asks for a format that is not written: there are {_listed(formats)} "
            f"({suffixes}); --format {Format.TEXT} writes text under that name"
        )
        raise SettingsError(msg)
    return Format(own or wanted or Format.TEXT)


def _listed(formats: Sequence[Format]) -> str:
    """The formats as a sentence lists them."""
    return " and ".join([", ".join(formats[:-1]), formats[-1]])


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    with suppress(NoInputError):  # reading will tell why
        refuse_entries(path, find_inputs(inputs)[0])


def write_output(text: str, output: Output, *, paged: bool = False) -> None:
    """Write the result where it belongs; on a terminal through a pager, if it is to be *paged*."""
    if output.path is None:
        if output.format in _ALWAYS_UTF_8 and isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        if paged and wants_pager() and show_paged(text):
            return
        _write_stdout(escape_non_ascii(text) if output.format is Format.JSON and not _takes_utf() else text)
        return
    with NewFiles() as files:
        files.open(output.path).write(text.encode())
        files.move()


def _write_stdout(text: str) -> None:
    """Print the result; a reader that has gone away is no error."""
    if sys.stdout is None:
        raise OutputError("cannot write to stdout: it is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        msg = f"cannot write to stdout: {error.strerror or error}"
        raise OutputError(msg) from error


def _takes_utf() -> bool:
    """Whether stdout is in a charset that readers of JSON expect."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def silence_stdout() -> None:
    """Send what is still in the buffer nowhere, so that the interpreter does not stumble over it at exit."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
