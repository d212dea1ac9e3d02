"""The page: style and script allowed by their hashes, the findings in plain HTML, and the script's data."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from compare.render.html.data import list_blocks
from compare.render.html.findings import list_findings
from compare.render.html.view import HEADINGS, Finding, Kind, Part
from compare.render.labels import Labels
from compare.render.page import UNICODE_MARKS
from compare.render.summary import count_own_words, count_read, describe_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from compare.results import Comparison

_SCRIPTS = ("data.js", "dom.js", "list.js", "detail.js", "texts.js", "overview.js", "main.js")
# Findings of each kind, versions of each finding and documents that stand in the page without its script.
_PLAIN_TOP = 20
_PLAIN_VERSIONS = 6
_PLAIN_ONLY = 6
_PLAIN_DOCUMENTS = 50
# Controls and lone surrogates, which no page may hold.
_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render_html(comparison: Comparison) -> str:
    """The whole comparison as one page that opens from disk and asks nothing of any network."""
    labels = Labels.of(comparison.documents)
    findings = list_findings(comparison, labels)
    words = count_own_words(comparison)
    style, script = _read("report.css"), _join_scripts()
    return _template().render(
        policy=_make_policy(style, script),
        style=style,
        script=script,
        blocks=list_blocks(comparison, findings, labels, words),
        comparison=comparison,
        facts=count_read(comparison),
        sections=_section(findings),
        labels=labels,
        words=words,
        headings=HEADINGS,
        places=describe_places(comparison.documents, labels),
        marks=UNICODE_MARKS,
        part=Part,
        top={"versions": _PLAIN_VERSIONS, "documents": _PLAIN_DOCUMENTS},
    )


def _section(findings: Sequence[Finding]) -> list[tuple[Kind, int, list[Finding]]]:
    """Each kind with how many findings it has, and the first of them."""
    sections = []
    for kind, same in groupby(findings, key=attrgetter("kind")):
        found = list(same)
        sections.append((kind, len(found), found[: _PLAIN_ONLY if kind is Kind.ONLY else _PLAIN_TOP]))
    return sections


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("compare.render.html", "assets"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_make_safe,
    )
    return environment.get_template("page.html.j2")


def _make_safe(value: object) -> object:
    """Text escaped so that the page steers no terminal either: no controls, direction marks by number."""
    if type(value) is not str:
        return value
    text = str(escape(_NO_TEXT.sub("\ufffd", value)))
    return Markup(_DIRECTIONS.sub(lambda found: f"&#{ord(found[0])};", text))  # noqa: S704 - escaped above


def _read(name: str) -> str:
    return resources.files("compare.render.html").joinpath("assets", name).read_text(encoding="utf-8")


def _join_scripts() -> str:
    """All scripts as one, in a scope of their own."""
    return "\n".join(["(() => {", '"use strict";', *map(_read, _SCRIPTS), "})();"])


def _make_policy(style: str, script: str) -> str:
    """The page may run its own script and use its own style, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
