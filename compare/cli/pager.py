"""A result on a terminal goes through a pager, which shows what fits on one screen at once."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL = "less -FIRX"
_OPTIONS = "FIRX"  # for a `less` that PAGER names: colours shown, no pause for a page
_PLAIN = frozenset({"", "cat"})  # as PAGER, these mean none


def show_paged(text: str) -> bool:
    """Show a text in the reader's pager; False where it must be printed, since there is none or it failed."""
    import shlex  # noqa: PLC0415 - only on a terminal
    import subprocess  # noqa: PLC0415 - as above

    named = os.environ.get("PAGER", _USUAL)
    if named.strip() in _PLAIN:
        return False
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        pager = subprocess.Popen(  # noqa: S603 - the reader's own choice
            shlex.split(named), stdin=subprocess.PIPE, env={"LESS": _OPTIONS, **os.environ}
        )
    except (OSError, ValueError):  # it is not there, or a quotation mark in its name is not closed
        return False
    try:
        with _ctrl_c_is_its():
            with suppress(BrokenPipeError):  # it was closed before the end
                pager.communicate(text.encode(encoding, "backslashreplace"))
            return pager.wait() <= 0  # what a signal ended was ended by the reader
    finally:
        if pager.poll() is None:
            pager.terminate()


def wants_pager() -> bool:
    """Whether stdout is a terminal that can move its cursor."""
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


@contextmanager
def _ctrl_c_is_its() -> Iterator[None]:
    """Ctrl-C is for the pager, as long as that runs."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
