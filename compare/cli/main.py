"""The command line: which command is meant, and what becomes of errors."""

from __future__ import annotations

import os
from contextlib import redirect_stdout, suppress
from io import StringIO
from typing import TYPE_CHECKING

import click

from compare import __version__
from compare.cli.command import write_examples
from compare.cli.commands import CommandsOnDemand
from compare.cli.exits import Exit, exit_of
from compare.cli.messages import say
from compare.cli.options import complete_path
from compare.cli.output import Output, write_output
from compare.errors import CompareError
from compare.settings import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

_ABOUT = "compares texts; not ImageMagick's compare"
_NEAR = 0.65  # difflib's similarity from which a word is a slip for a command: "shwo" and "show" have .75
_NO_ROOM = "failed to map segment"  # in the words of the loader, of a module that is imported on the way
_EXAMPLES = (
    ("compare seeds/", "the report on a folder"),
    ("compare dedup crawl/*.jsonl -o clean.jsonl", "records without duplicates"),
)
_OWN_FLAGS = frozenset({"--help", "--version"})


class _Commands(click.Group):
    """A first argument that names no command is a path of the report."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples before the words, as the commands do."""
        write_examples(_EXAMPLES, formatter)
        super().format_help_text(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a first word may be: a command, a path, or an option of the report."""
        own = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return [*own, *complete_path(ctx, None, incomplete)]
        report = self.commands["report"]
        more = report.shell_complete(click.Context(report, parent=ctx), incomplete)
        known = {item.value for item in own}
        return [*own, *(item for item in more if item.value not in known)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `report` before arguments that name no command."""
        if args and args[0] in self.commands:
            if os.path.lexists(args[0]):
                msg = f"{args[0]} is a command and a path here: write ./{args[0]} for the path"
                raise click.UsageError(msg)
        elif args and args[0] not in _OWN_FLAGS:
            self._refuse_typo(args[0])
            args = ["report", *args]
        return super().parse_args(ctx, args)

    def _refuse_typo(self, word: str) -> None:
        """Refuse a word that is no path but nearly a command."""
        if not word.isalpha() or os.path.lexists(word):
            return
        from difflib import get_close_matches  # noqa: PLC0415 - a rare need

        if close := get_close_matches(word, self.commands, n=1, cutoff=_NEAR):
            msg = f"{word} is neither a path nor a command: did you mean {close[0]}?"
            raise click.UsageError(msg)


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    """Print the version, on request with the kernel, and end."""
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"compare-texts {__version__} ({_ABOUT})")
    if context.params["verbose"]:
        from compare import kernels  # noqa: PLC0415 - loads numpy where the slow one runs

        click.echo(f"kernel: {kernels.describe()}")
    context.exit()


@click.group(
    cls=_Commands,
    commands=CommandsOnDemand(),
    options_metavar="",
    subcommand_metavar="PATH... | COMMAND ...",
    context_settings={"max_content_width": 100},
)
@click.option("-v", "--verbose", is_flag=True, is_eager=True, help="With --version: which kernel runs, too.")
@click.option(
    "--version", is_flag=True, expose_value=False, callback=_show_version, help="Show the version and exit."
)
def commands(**_: bool) -> None:
    """Compare what sources say: shared text, quotes and facts told differently.

    `compare PATH...` is the report; its options: `compare report --help`.
    """


def main(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code says how it went."""
    try:
        done = _run(list(arguments))
    except (click.Abort, click.ClickException) as error:
        return _tell_misuse(error)
    except CompareError as error:
        say(str(error))
        return exit_of(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is our bug, told in one line
        if isinstance(error, MemoryError) or _NO_ROOM in str(error):
            say("memory ran out: compare fewer documents at once, or shorter ones (--max-doc-bytes)")
            return Exit.NO_OUTPUT
        return _tell_bug(error, debug="--debug" in arguments)
    return done if isinstance(done, int) else Exit.DONE


def _run(arguments: list[str]) -> object:
    """Run a command line; what click prints itself goes where results go, and fails as they do."""
    if not _OWN_FLAGS & {*arguments}:
        return commands.main(arguments, prog_name="compare", standalone_mode=False)
    with redirect_stdout(StringIO()) as shown:
        done = commands.main(arguments, prog_name="compare", standalone_mode=False)
    write_output(shown.getvalue(), Output(None, Format.TEXT))
    return done


def _tell_misuse(error: click.Abort | click.ClickException) -> Exit:
    """Say how the command line is wrong; Ctrl-C needs no word."""
    if isinstance(error, click.Abort):
        return Exit.INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        with suppress(OSError):
            error.show()
    else:
        say(f"{error.format_message()} (compare --help tells more)")
    return Exit.USAGE


def _tell_bug(error: Exception, *, debug: bool) -> Exit:
    if debug:
        with suppress(OSError):
            import traceback  # noqa: PLC0415 - loads much that is rarely needed

            traceback.print_exception(error)
    hint = "" if debug else "; --debug shows where"
    say(f"this is a bug of ours: {type(error).__name__}: {error}{hint}")
    return Exit.BUG
