"""What a notebook shows of a comparison: the verdict, quotes and facts, as HTML with nothing active in it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from compare.render.excerpts import abridge, cut_line, mark_runs
from compare.render.facts import MAYBE, name_telling, pick_mentions
from compare.render.labels import Labels
from compare.render.layout import count_of
from compare.render.page import DEFAULT_TOP, UNICODE_MARKS
from compare.render.quotes import describe_renderings, find_speaker, group_by_wording
from compare.render.summary import count_read
from compare.results import Certainty, Telling
from compare.settings import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document, Span
    from compare.results import Attribute, Comparison, Fact, QuoteGroup, Value

_LONGEST = 240  # characters of a title, mention or value
_DOCUMENTS = 10
_VERSIONS = 4  # wordings, mentions or documents side by side
_NO_FORMULAS = (
    "tex2jax_ignore mathjax_ignore"  # "$5 and $6" is money here, and no text may give an order to MathJax
)
_LEFT = ' style="text-align:left"'  # notebooks set cells to the right


def render_notebook(comparison: Comparison) -> str:
    """The first of what the report leads with; the other formats have the whole."""
    labels = Labels.of(comparison.documents)
    sections = comparison.sections
    groups = comparison.quote_groups if Section.QUOTES in sections else ()
    shared = comparison.facts if Section.FACTS in sections else ()
    facts = [one for one in shared if one.certainty is Certainty.SURE and one.told is not Telling.ALIKE]
    parts = [
        *(_tag("p", _tag("b", _text(sentence))) for sentence in comparison.verdict[:1]),
        _tag("p", _text(" ".join(comparison.verdict[1:]))),
        _tag("p", _text(" · ".join(count_read(comparison)))),
        _documents(comparison.documents, labels),
        *(_quote_group(group, labels) for group in groups[:DEFAULT_TOP]),
        *(_fact(fact, labels) for fact in facts[:DEFAULT_TOP]),
        _left_out(len(groups), len(facts)),
    ]
    text = "\n".join(filter(None, parts))
    return f'<div class="{_NO_FORMULAS}">{text}</div>'


def _tag(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _text(raw: str) -> str:
    return escape(cut_line(raw, _LONGEST * _VERSIONS))


def _cut(raw: str) -> str:
    return escape(cut_line(raw, _LONGEST))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Escaped cells under their heads."""
    names = "".join(f"<th{_LEFT}>{name}</th>" for name in head)
    lines = ["".join(f"<td{_LEFT}>{cell}</td>" for cell in row) for row in rows]
    return f"<table><tr>{names}</tr>{''.join(_tag('tr', line) for line in lines)}</table>" if lines else ""


def _documents(documents: Sequence[Document], labels: Labels) -> str:
    shown = documents[:_DOCUMENTS]
    rows = [[labels.letters[one], _cut(one.title or ""), _cut(labels.keys[one])] for one in shown]
    missing = len(documents) - len(shown)
    more = [["…", f"{missing:,} more", ""]] if missing else []
    return _table(["", "title", "document"], [*rows, *more])


def _quote_group(group: QuoteGroup, labels: Labels) -> str:
    """The wordings of an utterance, what is kept of the first one in bold, and what is told differently."""
    first, *others = group.renderings
    wordings = [same[0] for same in group_by_wording(others, first)][:_VERSIONS]
    speaker = find_speaker(group)
    how = _text("; ".join(describe_renderings(first, others, labels)))
    kept = [there for one in wordings for there, _ in one.kept_spans]
    sides = [(first.span, kept), *((one.span, [here for _, here in one.kept_spans]) for one in wordings)]
    rows = [[labels.place(span), _bold(span, runs)] for span, runs in sides]
    documents = list(dict.fromkeys(one.span.document for one in group.renderings))
    title = f"<b>{_cut(group.id)} {_cut(speaker or 'speaker not named')}</b> {how}"
    return "\n".join([_tag("p", title), _table(["", ""], rows), _attributes(group.news, documents, labels)])


def _bold(span: Span, runs: Iterable[Span]) -> str:
    pieces = abridge(mark_runs(span, runs, "b"))
    return "".join(_tag("b", escape(text)) if marks else escape(text) for text, marks in pieces)


def _fact(fact: Fact, labels: Labels) -> str:
    """Some mentions of a fact, and its attributes."""
    title = f"<b>{_cut(fact.id)} {_cut(fact.title)}</b> {name_telling(fact.told)}"
    rows = [[labels.place(span), _cut(span.text)] for span in pick_mentions(fact.mentions, _VERSIONS)]
    rows += [[f"{MAYBE} {labels.place(span)}", _cut(span.text)] for span in fact.maybe[:_VERSIONS]]
    documents = list(dict.fromkeys(span.document for span in fact.mentions))
    return "\n".join(
        [_tag("p", title), _table(["", ""], rows), _attributes(fact.attributes, documents, labels)]
    )


def _attributes(attributes: Sequence[Attribute], documents: Sequence[Document], labels: Labels) -> str:
    """What the first few of the documents say of each attribute."""
    shown = documents[:_VERSIONS]
    head = ["", "", *(labels.letters[document] for document in shown)]
    return _table(
        head,
        (
            [
                _cut(one.name),
                UNICODE_MARKS.of(one.shown_as),
                *(_cell(one.values, document) for document in shown),
            ]
            for one in attributes
        ),
    )


def _cell(values: Sequence[Value], document: Document) -> str:
    words = (_cut(value.text or value.normal) for value in values if value.document is document)
    return " / ".join(dict.fromkeys(words))


def _left_out(groups: int, facts: int) -> str:
    counts = ((groups - DEFAULT_TOP, "quote"), (facts - DEFAULT_TOP, "fact"))
    more = " and ".join(count_of(number, f"more {noun}") for number, noun in counts if number > 0)
    return _tag("p", f"… {more}" if more else "")
