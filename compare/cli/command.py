"""What all commands have in common: examples at the top of their help, and settings from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compare.cli.commands import CommandsOnDemand
from compare.cli.messages import say
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.cli.given import Given

    Examples = Sequence[tuple[str, str]]

_HELP = "--help"
_GIVEN = "compare.given"  # under which a context knows them
_WIDEST = 52  # columns of an example that stands beside what it does


def write_examples(examples: Examples, formatter: click.HelpFormatter) -> None:
    """Command lines, each with what it does."""
    with formatter.section("Examples"):
        formatter.write_dl(examples, col_max=_WIDEST)


class Command(click.Command):
    """A command whose options may also be set in a file and in the environment."""

    def __init__(self, *arguments: Any, examples: Examples = (), **more: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(*arguments, **more)
        self.examples = examples

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples before the words: most look for no more."""
        write_examples(self.examples, formatter)
        super().format_help_text(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what is not on the command line from the environment or a file."""
        if not ctx.resilient_parsing and _HELP not in args:
            from compare.cli.given import find_given, settings_of  # noqa: PLC0415 - help does without

            given = ctx.meta[_GIVEN] = find_given(self.name or "", ctx, CommandsOnDemand())
            options = settings_of(self)
            ctx.default_map = {options[name].name or "": one.value for name, one in given.items()}
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's
        """Run it; on request say first where settings come from."""
        given: dict[str, Given] = ctx.meta.get(_GIVEN, {})
        if ctx.params.get("verbose") and not ctx.params.get("quiet"):
            from compare.cli.given import tell_origins  # noqa: PLC0415 - as above

            for line in tell_origins(ctx, given):
                say(line)
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            origin = next(
                (one.origin for name, one in given.items() if str(error).startswith(f"{name} ")), None
            )
            if origin is None:
                raise
            msg = f"{origin}: {error}"
            raise SettingsError(msg) from error
