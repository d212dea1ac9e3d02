"""Why a record was removed or kept, in words, with both texts word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.dedup.explanation import Fate
from compare.match.align import diff_texts
from compare.render.changes import show_change
from compare.render.diff import render_diff
from compare.render.layout import count_of, wrap, wrap_shortened
from compare.render.versions import tell_differences
from compare.results import Diff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.dedup.explanation import Explanation, RemovedPart, Sample
    from compare.render.page import Page

_EMPTIED = "emptied"  # the kind of a removal
_PART_LINES = 3  # of a part that are shown
_KINDS = {"exact": "has the same text as", "near": "is a near duplicate of", "inside": "is inside"}
_SCORES = {
    "near": "Jaccard similarity of their shingles",
    "inside": "Share of its shingles that this one has",
}


_SAME_WORDS = "The words shown of them are the same."
_INDENT = "        "


def render_explanation(explanation: Explanation, page: Page) -> str:
    """What became of the record, and the diff from the text that stays to the one that went."""
    sentences = [*_sentences(explanation), *_namesakes(explanation)]
    lines = [line for sentence in sentences for line in wrap(page.text(sentence), page.width)]
    lines += [line for part in explanation.parts or () for line in _show_part(part, page)]
    if explanation.note:
        lines += wrap(page.text(explanation.note), page.width)
    if explanation.texts is None:
        return "\n".join(lines) + "\n"
    left, right = explanation.texts
    return "\n".join([*lines, "", render_diff(Diff(left, right, diff_texts(left, right)), page)])


def render_samples(samples: Sequence[Sample], page: Page) -> str:
    """Each removal on a line with its score, and below it where the two texts differ."""
    if not samples:
        return "The run removed no near duplicates.\n"
    return "\n\n".join("\n".join(_sample(one, page)) for one in samples) + "\n"


def _sample(sample: Sample, page: Page) -> list[str]:
    named = f"{_named(sample.name, sample.path)} of {_named(sample.kept, sample.kept_path)}"
    differences = [show_change(change) for change in sample.changes] or [sample.note or _SAME_WORDS]
    lines = [line for text in differences for line in wrap(page.text(text), page.width - len(_INDENT))]
    return [*wrap(page.text(f"{sample.score:.4f}  {named}"), page.width), *(_INDENT + line for line in lines)]


def _sentences(explanation: Explanation) -> list[str]:
    subject = _named(explanation.name, explanation.path)
    if explanation.fate is Fate.SKIPPED:
        return [f"{subject} was skipped: {explanation.reason}."]
    if explanation.fate is Fate.KEPT:
        if explanation.parts is not None:
            how = f"without {_parts(explanation)}" if explanation.part_count else "as it is"
            return [f"{subject} was kept {how}.", *_part_copies(explanation)]
        return [*_kept(explanation, subject), *_copies(explanation)]
    gone = "would go, and is marked" if explanation.annotated else "was removed"
    if explanation.kind == _EMPTIED:
        return [f"{subject} {gone}: no word was left without {_parts(explanation)}."]
    if explanation.kept is None:
        return [f"{subject} {gone}: it holds no word."]
    relation = _KINDS.get(explanation.kind or "", "is a duplicate of")
    other = _named(explanation.kept, explanation.kept_path or "")
    stays = "stays" if explanation.annotated else "was kept"
    return [f"{subject} {gone}: it {relation} {other}, which {stays}.", *_score(explanation)]


def _kept(explanation: Explanation, subject: str) -> list[str]:
    """That it stays, and of a version, why."""
    stays = "stays" if explanation.annotated else "was kept"
    if explanation.against:
        return [f"{subject} was only compared with (--against), and always stays."]
    if explanation.version_of is None:
        return [f"{subject} {stays}."]
    other = _named(explanation.version_of, explanation.version_of_path or "")
    words = tell_differences(explanation.differences)
    differ = f"a figure, date or negation differs{f' ({words})' if words else ''}"
    return [f"{subject} {stays}, as a version of {other}, which stays too: {differ}.", *_score(explanation)]


def _parts(explanation: Explanation) -> str:
    """How much of a text went."""
    count = count_of(explanation.part_count, "part")
    shown = len(explanation.parts or ())
    more = "" if shown == explanation.part_count else f", of which the first {shown} follow"
    return f"{count} that repeat{'s' * (explanation.part_count == 1)} other text{more}"


def _part_copies(explanation: Explanation) -> list[str]:
    if not explanation.copy_count:
        return []
    named = _list(explanation.copies, explanation.copy_count)
    return [f"Parts of {count_of(explanation.copy_count, 'record')} went because of it: {named}."]


def _show_part(part: RemovedPart, page: Page) -> list[str]:
    """Where a part stood, what it repeats, and how it begins."""
    source = f"characters {part.of_start:,} to {part.of_end:,} of {_named(part.of, part.of_path)}"
    place = f"Characters {part.start:,} to {part.end:,} repeat {source}:"
    text = wrap_shortened(page.text(" ".join(part.text.split())), page.width - 2, page, lines=_PART_LINES)
    return ["", *wrap(page.text(place), page.width), *(f"  {line}" for line in text)]


def _score(explanation: Explanation) -> list[str]:
    if explanation.score is None or explanation.kind not in {*_SCORES, None}:
        return []
    return [f"{_SCORES[explanation.kind or 'near']}: {explanation.score:.4f}."]


def _copies(explanation: Explanation) -> list[str]:
    if not explanation.copy_count:
        return [f"No record {'would go' if explanation.annotated else 'was removed'} because of it."]
    go = "would go" if explanation.annotated else "went"
    named = _list(explanation.copies, explanation.copy_count)
    return [f"{count_of(explanation.copy_count, 'record')} {go} because of it: {named}."]


def _namesakes(explanation: Explanation) -> list[str]:
    """That the id is not that of one record."""
    if explanation.namesake_count < 2:  # noqa: PLR2004 - itself
        return []
    named = _list(explanation.namesakes, explanation.namesake_count)
    count = count_of(explanation.namesake_count, "record")
    return [f"{count} have this id: {named}. This is the first; a path and line asks for another."]


def _list(names: Sequence[str], count: int) -> str:
    """The names, and how many there are besides."""
    more = count - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _named(name: str, path: str) -> str:
    return name if not path or path == name else f"{name} ({path})"
