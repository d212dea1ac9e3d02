"""Where a result goes: to stdout, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import OutputError, SettingsError

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
    for source in inputs:
        _refuse_input(path, Path(source))
    return Output(path, own or wanted or TEXT)


def _refuse_input(path: Path, source: Path) -> None:
    with suppress(OSError):
        if source.is_dir() and source.resolve() in path.resolve().parents:
            msg = f"-o {path} lies in the input folder {source}: write it elsewhere"
            raise SettingsError(msg)
        if source.exists() and path.exists() and path.samefile(source):
            msg = f"-o {path} is the input {source}: write it elsewhere"
            raise SettingsError(msg)


def write_output(text: str, output: Output) -> None:
    """Write the result where it belongs."""
    if output.path is None:
        _write_stdout(text)
        return
    try:
        if output.path.exists() and not output.path.is_file():
            output.path.write_text(text, encoding="utf-8", newline="")
        else:
            _write_whole(text, output.path.resolve())
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
