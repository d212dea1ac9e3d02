"""What the installed command calls: signals have their exit codes before anything slow is loaded."""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False  # as in compare/__init__.py
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import NoReturn

    Handler = Callable[[int, FrameType | None], None]

# What shells say of a program that a signal has ended: this and the signal's number (Exit names them).
_SIGNALLED = 128


def run() -> NoReturn:
    """Run the command line that this process was called with."""
    _handle(_leave)
    try:
        from compare.cli.main import main  # noqa: PLC0415 - takes a while, in which Ctrl-C may come

        _handle(_stop)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        _leave(signal.SIGINT, None)
    _handle(_leave)
    if code == _SIGNALLED + signal.SIGINT:
        _leave(signal.SIGINT, None)  # Python would end by the signal itself if it came amid an exec()
    _end(code)


def _end(code: int) -> NoReturn:
    """End as soon as all is said: to free piece by piece what a large run holds takes time for nothing."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # it is closed, by us or by its reader
            continue
    os._exit(code)


def load(name: str) -> None:
    """Import a module as `run` imports the command line: a signal amid it ends the program at once."""
    from importlib import import_module  # noqa: PLC0415 - not before signals have their codes

    ours = signal.getsignal(signal.SIGTERM) is _stop
    if ours:
        _handle(_leave)
    import_module(name)
    if ours:
        _handle(_stop)


def _handle(handler: Handler) -> None:
    """Let Ctrl-C and SIGTERM lead there; a Ctrl-C that our caller ignores, as nohup does, stays ignored."""
    signal.signal(signal.SIGTERM, handler)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """End at once: an exception amid imports can get lost, and nothing is there to be put away."""
    os._exit(_SIGNALLED + number)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End by an exception, so that what was begun is put away."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(_SIGNALLED + number)
