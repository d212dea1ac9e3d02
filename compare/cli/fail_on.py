"""`--fail-on 'KIND>N[%]'`: which findings of a run are a failure, and what is counted of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from compare.cli.exits import Exit
from compare.cli.messages import say
from compare.settings import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from compare.cli.counts import Count
    from compare.cli.options import Decorator

REPORT_KINDS = {
    "quotes": "those of several documents that are not told alike, % of those of several documents",
    "facts": "those that are sure and told differently, % of those that are sure",
    "overlap": "pairs of documents that share text, as % the largest share of a document that is in another",
}
DEDUP_KINDS = {
    "exact": "exact duplicates, % of the records read",
    "near": "near duplicates, as %",
    "inside": "records inside others, as %",
    "removed": "all records that go, as %",
    "skipped": "records, and whole inputs, that could not be read",
}
_EXPRESSION = re.compile(r"\s*([A-Za-z]+)\s*>\s*([0-9]{1,12}(?:\.[0-9]{1,6})?)\s*(%?)\s*")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Limit:
    """More than *most* of a kind are a failure, in percent or as a number."""

    text: str
    kind: str
    most: Fraction
    percent: bool


def fail_option(kinds: Mapping[str, str]) -> list[Decorator]:
    """Which findings are a failure; *kinds* says what is counted of each."""

    def parse(_context: object, _option: object, words: Iterable[str]) -> tuple[Limit, ...]:
        return tuple(_parse_limit(word, kinds) for word in words)

    counted = ". ".join(f"{kind}: {what}" for kind, what in kinds.items())
    text = f"Exit with 1 if there are more than N of a KIND, or more than N%; may repeat. {counted}."
    return [click.option("--fail-on", multiple=True, metavar="KIND>N[%]", callback=parse, help=text)]


def _parse_limit(word: str, kinds: Iterable[str]) -> Limit:
    match = _EXPRESSION.fullmatch(word)
    listed = ", ".join(kinds)
    if match is None:
        msg = f"{word!r} is not KIND>N or KIND>N%, such as '{next(iter(kinds))}>0'; KIND is one of {listed}"
        raise click.BadParameter(msg)
    kind, number, percent = match.groups()
    if kind not in kinds:
        msg = f"{kind!r} in {word!r} is no kind: there are {listed}"
        raise click.BadParameter(msg)
    most = Fraction(number)
    if not percent and most.denominator != 1:
        msg = f"{word!r} counts {kind}, so the number must be whole; with % it is a share"
        raise click.BadParameter(msg)
    if percent and most >= _WHOLE:
        msg = f"{word!r} can never be met: nothing is more than 100%"
        raise click.BadParameter(msg)
    return Limit(word.strip(), kind, most, bool(percent))


def refuse_unlooked(limits: Iterable[Limit], sections: frozenset[Section]) -> None:
    """Refuse to judge what is not looked for."""
    for limit in limits:
        if Section(limit.kind) not in sections:
            msg = f"--fail-on {limit.text!r} needs {limit.kind}, which --only leaves out: add it there"
            raise click.UsageError(msg)


def judge(limits: Iterable[Limit], count: Callable[[str], Count]) -> Exit:
    """Say which limits are passed; the exit code says whether any is."""
    code = Exit.DONE
    for limit in limits:
        counted = count(limit.kind)
        value = counted.share * _WHOLE if limit.percent else Fraction(counted.number)
        if value > limit.most:
            told, found = counted.told, f"{counted.number:,}"
            if limit.percent:
                told, found = counted.told_share, f"{float(value):.4g}%"
            say(f"--fail-on '{limit.text}' is met: {told}: {found}")
            code = Exit.MET
    return code
