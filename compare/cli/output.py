"""Where a result goes: to stdout, or to a file that is there whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compare.corpus.files import NewFiles
from compare.corpus.open import find_inputs
from compare.corpus.paths import refuse_entries, refuse_folders
from compare.errors import NoInputError, OutputError, SettingsError
from compare.render.escape import escape_non_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "text"
JSON = "json"
FORMATS = (TEXT, JSON)
_BY_SUFFIX = {".json": JSON, ".txt": TEXT}
# Under such a name nobody expects plain text.
_NOT_WRITTEN = frozenset(
    ".csv .docx .htm .html .jsonl .markdown .md .ndjson .odt .parquet .pdf .rtf .tsv .xlsx .xml".split()
)


@dataclass(frozen=True, slots=True)
class Output:
    """A file, or None for stdout, and the format it gets."""

    path: Path | None
    format: str


def plan_output(file: str | None, wanted: str | None, inputs: Sequence[str]) -> Output:
    """The output asked for, checked before anything is read: it must not be an input, nor lie in one."""
    if file is None or file == "-":
        return Output(None, wanted or TEXT)
    if not file:
        msg = "-o names no file: give it one, or leave it out for stdout"
        raise SettingsError(msg)
    path = Path(file)
    chosen = _choose_format(path, wanted)
    refuse_folders(path, inputs)
    _refuse_input(path, inputs)
    return Output(path, chosen)


def _choose_format(path: Path, wanted: str | None) -> str:
    """The format of a file: as its name says, else the one wanted, else text."""
    own = _BY_SUFFIX.get(path.suffix.lower())
    if own and wanted and own != wanted:
        msg = f"--format {wanted} and -o {path} ask for two formats"
        raise SettingsError(msg)
    if not wanted and path.suffix.lower() in _NOT_WRITTEN:
        msg = (
            f"-o {path} asks for a format that is not written: there are {' and '.join(FORMATS)} "
            f"(.txt, .json); --format {TEXT} writes text under that name"
        )
        raise SettingsError(msg)
    return own or wanted or TEXT


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    with suppress(NoInputError):  # reading will tell why
        refuse_entries(path, find_inputs(inputs)[0])


def write_output(text: str, output: Output) -> None:
    """Write the result where it belongs."""
    if output.path is None:
        _write_stdout(text if output.format == TEXT or _takes_utf() else escape_non_ascii(text))
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
