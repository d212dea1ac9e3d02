"""The commands by name, each loaded when it is asked for: one command needs not what the others need."""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

NAMES = ("dedup", "diff", "report", "show", "why")


class CommandsOnDemand(MutableMapping[str, "click.Command"]):
    """Each command is in the module of its name, under its name."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command | None] = dict.fromkeys(NAMES)

    def __getitem__(self, name: str) -> click.Command:
        command = self._loaded[name]
        if command is None:
            command = self._loaded[name] = getattr(import_module(f"compare.cli.{name}"), name)
        return command

    def __contains__(self, name: object) -> bool:
        return name in self._loaded

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)
