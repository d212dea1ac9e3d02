"""Sizes such as 4GB, 512MB or 1.5GiB on the command line."""

from __future__ import annotations

import re
from typing import NoReturn

import click

_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,9})?)\s*(?:([kmgt])(i?)b?|b?)", re.IGNORECASE | re.ASCII)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


class Size(click.ParamType[int]):
    """A number of bytes: GB is a thousand million of them, GiB 1024 times 1024 times 1024."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes that a value stands for."""
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self._refuse(value, param, ctx)
        number, letter, binary = match.groups(default="")
        return int(float(number) * (1024 if binary else 1000) ** _POWERS[letter.lower()])

    def _refuse(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        self.fail(f"{value!r} is no size: write 4GB, 512MB or 1GiB", param, ctx)
