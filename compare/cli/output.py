"""Where a result goes: to stdout, or to a file that is there whole or not at all."""

from __future__ import annotations

import codecs
import os
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compare.corpus.open import STDIN_NAME, find_folders, find_inputs
from compare.errors import NoInputError, OutputError, SettingsError
from compare.render.escape import escape_non_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "text"
JSON = "json"
FORMATS = (TEXT, JSON)
_BY_SUFFIX = {".json": JSON, ".txt": TEXT}


@dataclass(frozen=True, slots=True)
class Output:
    """A file, or None for stdout, and the format it gets."""

    path: Path | None
    format: str


def plan_output(file: str | None, wanted: str | None, inputs: Sequence[str]) -> Output:
    """The output asked for, checked before anything is read: it must not be an input, nor lie in one."""
    if file is None or file == "-":
        return Output(None, wanted or TEXT)
    path = Path(file)
    own = _BY_SUFFIX.get(path.suffix.lower())
    if own and wanted and own != wanted:
        msg = f"--format {wanted} and -o {file} ask for two formats"
        raise SettingsError(msg)
    _refuse_folder(path, inputs)
    _refuse_input(path, inputs)
    return Output(path, own or wanted or TEXT)


def _refuse_folder(path: Path, inputs: Sequence[str]) -> None:
    above = _resolve(path).parents
    for folder in find_folders(inputs):
        if _resolve(folder) in above:
            msg = f"-o {path} lies in the input folder {folder}: write it elsewhere"
            raise SettingsError(msg)


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    """Refuse a file that is read as well, by whatever name: a pattern, a link, another name of it."""
    try:
        target = path.stat()
        entries, _ = find_inputs(inputs)
    except (OSError, ValueError, NoInputError):  # nothing is there to lose, or reading will tell why
        return
    for entry in entries:
        with suppress(OSError, ValueError):
            if entry.path != STDIN_NAME and os.path.samestat(target, entry.place.stat()):
                msg = f"-o {path} is the input {entry.path}: write it elsewhere"
                raise SettingsError(msg)


def _resolve(path: Path) -> Path:
    """The path without links, as far as they lead anywhere."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle: RuntimeError up to Python 3.12
        return path.absolute()


def write_output(text: str, output: Output) -> None:
    """Write the result where it belongs."""
    if output.path is None:
        _write_stdout(text if output.format == TEXT or _takes_utf() else escape_non_ascii(text))
        return
    try:
        if output.path.exists() and not output.path.is_file():
            output.path.write_text(text, encoding="utf-8", newline="")
        else:
            _write_whole(text, _resolve(output.path))
    except OSError as error:
        msg = f"cannot write {output.path}: {error.strerror or error}"
        raise OutputError(msg) from error


def _write_stdout(text: str) -> None:
    """Print the result; a reader that has gone away is no error."""
    if sys.stdout is None:
        raise OutputError("cannot write to stdout: it is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as error:
        _silence_stdout()
        msg = f"cannot write to stdout: {error.strerror or error}"
        raise OutputError(msg) from error


def _takes_utf() -> bool:
    """Whether stdout is in a charset that readers of JSON expect."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def _silence_stdout() -> None:
    """Send what is still in the buffer nowhere, so that the interpreter does not stumble over it at exit."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def _write_whole(text: str, path: Path) -> None:
    """Write beside the target, then move in one step; whatever was there stays until then."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _mode_for(path: Path) -> int:
    """The rights of the file that is replaced, else those of any new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
