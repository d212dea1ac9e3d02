"""What the exit code says, and which of several counts."""

from __future__ import annotations

from enum import IntEnum

from compare.errors import CompareError, InputError, NoInputError, OutputError


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    """Done, whatever was found."""

    MET = 1
    """Done, and what `--fail-on` names was found."""

    USAGE = 2
    """Wrong use or settings."""

    SKIPPED = 3
    """Done, but some inputs were skipped and named; or `--on-error fail` stopped at the first of them; or no
    record could be read, so an earlier result of dedup stays."""

    NO_INPUT = 4
    """No path matched: each leads to nothing."""

    NO_OUTPUT = 5
    """The output could not be written, or memory ran out."""

    BUG = 70
    """An error of ours; `--debug` shows where."""

    INTERRUPTED = 130
    """Ctrl-C."""

    TERMINATED = 143
    """Ended by SIGTERM."""

    @classmethod
    def worst(cls, *codes: Exit) -> Exit:
        """The one that counts where several hold."""
        return next(code for code in _BY_WEIGHT if code in codes)


_BY_WEIGHT = (
    Exit.INTERRUPTED,
    Exit.TERMINATED,
    Exit.BUG,
    Exit.NO_OUTPUT,
    Exit.USAGE,
    Exit.NO_INPUT,
    Exit.SKIPPED,
    Exit.MET,
    Exit.DONE,
)


def exit_of(error: CompareError) -> Exit:
    """The exit code that an error of the user's doing leads to."""
    if isinstance(error, NoInputError):
        return Exit.NO_INPUT
    if isinstance(error, InputError):
        return Exit.SKIPPED
    return Exit.NO_OUTPUT if isinstance(error, OutputError) else Exit.USAGE
