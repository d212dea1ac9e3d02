"""Settings that are not on the command line: of compare.toml or pyproject.toml, and of the environment.

A setting is called as its option is. The environment beats the file; the command line beats both.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Commands = Mapping[str, click.Command]

OWN_FILE = "compare.toml"
PROJECT_FILE = "pyproject.toml"
PREFIX = "COMPARE_"
# What names or replaces files, and what is of one run alone: no file that lies about may ask for it.
_NEVER = frozenset("output removed manifest pairs force dry-run debug help".split())
_TOLD = frozenset({"quiet", "verbose"})  # who asks where settings come from has set these
_NEAR = 0.6  # difflib's similarity from which a name is named as the one that may be meant
_SLIP = 0.8  # and from which a variable that nobody knows is taken for a slip
_WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a string"}


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a setting, as click takes it, and where it stands."""

    value: Any
    origin: str
    for_all: bool = False
    """Whether it stands in a file for all commands that have such an option."""


def find_given(name: str, context: click.Context, commands: Commands) -> dict[str, Given]:
    """What the file and the environment give for the command *name*, by the names of settings.

    Raises:
        SettingsError: something there is no setting, or has a value that it cannot have.
    """
    known = settings_of(context.command)
    given = {**_read_file(name, known, commands), **_read_environment(known, commands)}
    for key, one in given.items():
        try:
            known[key].process_value(context, one.value)
        except click.BadParameter as error:
            hint = f" (what is for {name} alone stands in the table {name})" if one.for_all else ""
            msg = f"{one.origin}: {key}: {error.message}{hint}"
            raise SettingsError(msg) from None
    return given


def settings_of(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that may be set elsewhere, by their names."""
    options = [one for one in command.params if isinstance(one, click.Option)]
    named = {_name_of(option): option for option in options}
    return {name: option for name, option in named.items() if name not in _NEVER}


def variable_of(name: str) -> str:
    """The variable of the environment that stands for a setting."""
    return PREFIX + name.upper().replace("-", "_")


def find_settings_file() -> Path | None:
    """The nearest file with settings: in the working folder, or above it up to that of the repository."""
    try:
        here = Path.cwd()
    except OSError:  # it was removed
        return None
    folders = [here, *here.parents]
    root = next((place for place, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    for folder in folders[: root + 1]:
        for name in (OWN_FILE, PROJECT_FILE):
            if _has_settings(folder / name):
                return folder / name
    return None


def _name_of(option: click.Option) -> str:
    return max(option.opts, key=len).removeprefix("--")


def _has_settings(file: Path) -> bool:
    """Whether a file is there, and one of a project has a table for us."""
    with suppress(OSError):
        if not file.is_file():  # such as a pipe, which would be waited for
            return False
        return file.name == OWN_FILE or (
            b"compare" in file.read_bytes() and "compare" in _load(file).get("tool", {})
        )
    return False


def _load(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - most folders have no such file

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{os.path.relpath(file)} cannot be read: {error.strerror or error}"
        raise SettingsError(msg) from error
    except ValueError as error:  # TOMLDecodeError names the line, UnicodeDecodeError the byte
        msg = f"{os.path.relpath(file)} is no TOML: {error}"
        raise SettingsError(msg) from None


def _read_file(name: str, known: Mapping[str, click.Option], commands: Commands) -> dict[str, Given]:
    """The settings of the nearest file, those in the table of the command before those for all."""
    file = find_settings_file()
    if file is None:
        return {}
    table, title = _load(file), ""
    if file.name == PROJECT_FILE:
        table, title = table["tool"]["compare"], "tool.compare"
    shown = os.path.relpath(file)
    if not isinstance(table, dict):
        msg = f"{shown}: {title} must be a table: write [{title}]"
        raise SettingsError(msg)
    own = [one for one in table if one in commands and isinstance(table[one], dict)]
    places = {"": {key: value for key, value in table.items() if key not in own}}
    places |= {one: table[one] for one in own}
    given: dict[str, Given] = {}
    for place in sorted(places):  # the one for all comes first
        names = {**known} if place == name else _all_settings({place: commands[place]} if place else commands)
        origin = _join_title(shown, title, place)
        for key, value in places[place].items():
            if key not in names:
                raise SettingsError(_explain_unknown(key, origin, names))
            if place in {"", name} and key in known:
                made = _convert(value, known[key], f"{origin}: {key}")
                given[key] = Given(made, origin, for_all=not place)
    return given


def _join_title(shown: str, title: str, place: str) -> str:
    whole = ".".join(part for part in (title, place) if part)
    return f"{shown} [{whole}]" if whole else shown


def _read_environment(known: Mapping[str, click.Option], commands: Commands) -> dict[str, Given]:
    """The settings of the environment; a variable that is none is passed over, unless it is nearly one."""
    given: dict[str, Given] = {}
    for variable, value in sorted(os.environ.items()):
        if not variable.startswith(PREFIX) or not value:
            continue
        key = variable.removeprefix(PREFIX).lower().replace("_", "-")
        if key in known:
            values = value.split() if known[key].multiple else value
            given[key] = Given(values, variable)
        elif key not in (names := _all_settings(commands)) and (key in _NEVER or _is_slip(key, names)):
            raise SettingsError(_explain_unknown(key, variable, names, name_of=variable_of))
    return given


def _all_settings(commands: Commands) -> dict[str, click.Option]:
    return {key: option for command in commands.values() for key, option in settings_of(command).items()}


def _explain_unknown(key: str, origin: str, names: Iterable[str], *, name_of: Any = str) -> str:  # noqa: ANN401
    if key in _NEVER:
        return f"{origin}: {key} is given on the command line alone: --{key}"
    nearest = _nearest(key, names, _NEAR)
    hint = f"did you mean {name_of(nearest)}?" if nearest else "docs/settings.md lists all there are"
    where = origin if name_of is not str else f"{origin}: {key}"
    return f"{where} is no setting: {hint}"


def _is_slip(key: str, names: Iterable[str]) -> bool:
    """Whether a name is nearly one of *names*, or one with its letters in another order."""
    names = list(names)
    return bool(_nearest(key, names, _SLIP)) or any(sorted(key) == sorted(name) for name in names)


def _nearest(key: str, names: Iterable[str], cutoff: float) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - a rare need

    return next(iter(get_close_matches(key, names, n=1, cutoff=cutoff)), None)


def _convert(value: object, option: click.Option, place: str) -> object:
    """A value of a file as click takes it.

    Raises:
        SettingsError: it is of another type than the option.
    """
    kind = _kind_of(option)
    if isinstance(value, list) and _takes_list(option) and all(isinstance(one, str) for one in value):
        return value if option.multiple else ",".join(value)
    if isinstance(value, bool) == (kind is bool) and isinstance(
        value, (int, float) if kind is float else kind
    ):
        return [value] if option.multiple else value
    wanted = f"{_WORDS[kind]}{' or a list of them' if _takes_list(option) else ''}"
    msg = f"{place} must be {wanted}, not {_show(value)}{_hint(value, kind)}"
    raise SettingsError(msg)


def _kind_of(option: click.Option) -> type:
    if option.is_flag:
        return bool
    return {"integer": int, "integer range": int, "float": float}.get(option.type.name, str)


def _takes_list(option: click.Option) -> bool:
    return option.multiple or any(sign in (option.metavar or "") for sign in (",", "LIST"))


def _show(value: object) -> str:
    kinds = {str: f'"{value}"', bool: str(value).lower(), dict: "a table", list: "a list"}
    return kinds.get(type(value), str(value))


def _hint(value: object, kind: type) -> str:
    """The same value as it should be written, where that can be told."""
    if kind is str:
        return f': write "{value}"' if isinstance(value, int | float) else ""
    with suppress(ValueError):
        if isinstance(value, str) and kind in {int, float}:
            return f": write {kind(value)}"
    return f": write {value.lower()}" if isinstance(value, str) and value.lower() in {"true", "false"} else ""


def tell_origins(context: click.Context, given: Mapping[str, Given]) -> Iterator[str]:
    """A line for each setting that is not left at its default: its value, and where that comes from."""
    for name, option in settings_of(context.command).items():
        key = option.name or ""
        if key in _TOLD:
            continue
        source = context.get_parameter_source(key)
        if source is click.core.ParameterSource.COMMANDLINE:
            yield f"{name} = {_show_value(context.params[key])} (command line)"
        elif name in given:
            yield f"{name} = {_show_value(context.params[key])} ({given[name].origin})"


def _show_value(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(map(str, value)))
    return str(value).lower() if isinstance(value, bool) else str(value)
