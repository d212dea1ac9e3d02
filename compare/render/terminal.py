"""The whole report as text: the summary first, then each part that was asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from compare.errors import SettingsError
from compare.render.context import render_context
from compare.render.copies import render_copies
from compare.render.facts import render_claim, render_fact, render_facts
from compare.render.labels import Labels
from compare.render.layout import wrap
from compare.render.next_steps import render_next_steps
from compare.render.only import name_only, render_furniture, render_one, render_only, render_skipped
from compare.render.outlets import render_outlets
from compare.render.overlap import name_pairs, render_overlap, render_pair, render_passage
from compare.render.quotes import render_quote_group, render_quotes
from compare.render.stories import list_told, render_stories, render_story
from compare.render.summary import render_legend, render_summary
from compare.render.updates import render_update, render_updates
from compare.render.voices import render_voice, render_voices
from compare.settings import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.model import Span
    from compare.render.page import Page
    from compare.results import Comparison

_SECTIONS = {
    Section.OVERLAP: (render_overlap,),
    Section.QUOTES: (render_quotes, render_voices),
    Section.FACTS: (render_facts,),
    Section.ONLY: (render_only,),
}


def render_report(comparison: Comparison, page: Page) -> str:
    """The report, ready to be printed."""
    labels = Labels.of(comparison.documents)
    lines = render_summary(comparison, page, labels)
    lines += render_stories(comparison, page, labels)
    lines += render_outlets(comparison, page)
    if Section.FACTS in comparison.sections:
        lines += render_updates(comparison, page, labels)
    for section, renderers in _SECTIONS.items():
        if section in comparison.sections:
            lines += [line for render in renderers for line in render(comparison, page, labels)]
    if page.show_furniture:
        lines += render_furniture(comparison.furniture, page, labels)
    lines += render_skipped(comparison.skipped, page)
    lines += render_next_steps(comparison, page)
    if page.verbose:
        lines += _settings(comparison, page)
    return "\n".join(lines) + "\n"


def render_finding(comparison: Comparison, name: str, page: Page) -> str:
    """One finding in full, by its id."""
    labels = Labels.of(comparison.documents)
    findings = _findings(comparison, labels)
    if name not in findings:
        listed = f"there are {', '.join(findings)}" if findings else "there are none"
        msg = f"no finding is called {name!r}; {listed}"
        raise SettingsError(msg)
    finding = findings[name]
    full = replace(page, full=True)
    lines = finding.render(full, labels)
    if finding.places:
        lines += render_context(finding.places, full, labels)
    return "\n".join([*lines, *render_legend(comparison, page, labels)]) + "\n"


class _Finding(NamedTuple):
    """What renders a finding, and the places of it that are shown in the text around them."""

    render: Callable[[Page, Labels], list[str]]
    places: Sequence[Span] = ()


def _findings(comparison: Comparison, labels: Labels) -> dict[str, _Finding]:
    """Every finding by its id."""
    return {
        **{one.id: _Finding(partial(render_story, one)) for one in list_told(comparison)},
        **{one.id: _Finding(partial(render_copies, one)) for one in comparison.copies},
        **{one.id: _Finding(partial(render_passage, one)) for one in comparison.passages},
        **{
            one.id: _Finding(partial(render_quote_group, one), [each.span for each in one.renderings])
            for one in comparison.quote_groups
        },
        **{one.id: _Finding(partial(render_update, one)) for one in comparison.updates},
        **{
            one.id: _Finding(partial(render_fact, one), (*one.mentions, *one.maybe))
            for one in comparison.facts
        },
        **{
            one.id: _Finding(partial(render_claim, one), (one.left, one.right))
            for one in comparison.similar_claims
        },
        **{one.id: _Finding(partial(render_voice, one)) for one in comparison.voices},
        **{name: _Finding(partial(render_pair, one)) for name, one in name_pairs(comparison, labels).items()},
        **{name: _Finding(partial(render_one, one)) for name, one in name_only(comparison, labels).items()},
    }


def _settings(comparison: Comparison, page: Page) -> list[str]:
    named = ", ".join(f"{name} {value}" for name, value in comparison.settings.as_dict().items())
    return ["", *wrap(f"settings: {named}", page.width)]
