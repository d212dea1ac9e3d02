"""Versions of one article: a near copy of the same source or title, and what of weight the later one changes.

What two versions tell differently is news, and no conflict between sources.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from compare.analyse.copies import is_copy
from compare.analyse.linked import join_linked
from compare.extract.dates import relate_dates
from compare.extract.modality import find_denial
from compare.extract.numbers import relate_numbers
from compare.match.align import diff_texts
from compare.model import Span
from compare.results import Change, ChangeKind, Op, Status, Update, Value
from compare.text.counted import count_counted_words
from compare.text.stopwords import is_stopword
from compare.text.words import list_plain_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compare.analyse.reading import Reading
    from compare.extract.dates import DateMention
    from compare.extract.names import Name
    from compare.extract.numbers import NumberMention
    from compare.model import Document
    from compare.results import Edit, Overlap

    Side = tuple[Reading, int, int]


class _Placed(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=_Placed)

_SAME_TITLE = 0.5  # share of the words of two headlines, figures apart, from which they are one article's
_RETOLD_RUN = 10  # words of one side that may stand for those of the other; more are told anew
_DENYING_RUN = 4  # words put in or taken out that may make a sentence a denial; more are sentences
_AROUND = 25  # characters before and after these that are shown with them
_DATELINE = 8  # words of a line that may be but the day of publication
_LONGEST_DATELINE = 200  # characters of such a line


def find_updates(overlaps: Iterable[Overlap], readings: Mapping[Document, Reading]) -> list[Update]:
    """Each version of an article beside the one before it, those with changes first. They have no id yet.

    What another source has word for word, but for trifles, is a copy and no version. Where all documents are
    of one source, such as the file they stand in, that says nothing.
    """
    several = len({document.source for document in readings}) > 1
    links = [
        (overlap.left, overlap.right)
        for overlap in overlaps
        if is_copy(overlap) and _is_one_article(overlap.left, overlap.right, several=several)
    ]
    linked = {side for link in links for side in link}
    updates = [
        _compare(readings[left], readings[right])
        for versions in join_linked([document for document in readings if document in linked], links)
        for left, right in pairwise(_put_in_order(versions))
        if left.text != right.text
    ]
    found = [one for one in updates if one.changes or one.left.source == one.right.source]
    return sorted(found, key=lambda update: not update.changes)


def find_superseded(updates: Iterable[Update]) -> set[Document]:
    """The documents of which there is a later version: they speak for nobody any more."""
    return {update.left for update in updates}


def _is_one_article(left: Document, right: Document, *, several: bool) -> bool:
    """Whether a near copy is another version: one headline but for figures; one source may change more of it.

    A file by itself in a folder is a source of its own; that all share one, and not *several*, says nothing.
    """
    one_source = several and left.source == right.source
    if not (left.title and right.title):
        return one_source
    words, others = _read_title(left.title), _read_title(right.title)
    if one_source:
        return len(words & others) >= _SAME_TITLE * len(words | others)
    return left.title == right.title or (bool(words) and words == others)


def _read_title(title: str) -> set[str]:
    """The words of a headline that stay when it is brought up to date."""
    return {word for word in list_plain_tokens(title) if not (is_stopword(word) or word[0].isdigit())}


def _put_in_order(versions: Sequence[Document]) -> list[Document]:
    """By date, if all have one; else as they stand."""
    dates = [document.published for document in versions]
    if None in dates:
        return list(versions)
    return sorted(versions, key=lambda document: (document.published is None, document.published))


def _compare(left: Reading, right: Reading) -> Update:
    dates = left.document.published, right.document.published
    changes = [
        change
        for edit in diff_texts(left.document, right.document)
        if edit.op in (Op.CHANGED, Op.ADDED, Op.DROPPED)
        for change in find_changes(edit, left, right)
    ]
    ordered = dates[0] is not None and dates[1] is not None and dates[0] < dates[1]
    return Update("", left.document, right.document, ordered, tuple(dict.fromkeys(changes)))


def find_changes(edit: Edit, left: Reading, right: Reading) -> Iterator[Change]:
    """The figures, dates, names and denials in which the two sides of an edit of the two texts differ."""
    sides = (left, *edit.left), (right, *edit.right)
    runs = [count_counted_words(_text(side)) for side in sides]
    if edit.op is Op.CHANGED and max(runs) <= _RETOLD_RUN:
        yield from _pair(ChangeKind.NUMBER, sides, _find_numbers, relate_numbers)
        yield from _pair(ChangeKind.DATE, sides, _find_dates, relate_dates)
        yield from _pair(ChangeKind.NAME, sides, _find_names, _relate_names)
    denials = [find_denial(_text(side)) for side in sides]
    if bool(denials[0]) != bool(denials[1]) and max(runs) <= _DENYING_RUN:
        before, after = (_state(side) for side in sides)
        yield Change(ChangeKind.DENIAL, before, after)


def _find_numbers(side: Side) -> Sequence[NumberMention]:
    return _meeting(side[0].numbers, side)


def _find_names(side: Side) -> Sequence[Name]:
    return _meeting(side[0].names, side)


def _find_dates(side: Side) -> Sequence[DateMention]:
    """The dates of one side of an edit, but for the line that says when the text was published."""
    document = side[0].document
    return [date for date in _meeting(side[0].dates, side) if not _is_dateline(date, document)]


def _is_dateline(date: DateMention, document: Document) -> bool:
    text = document.text
    start, end = text.rfind("\n", 0, date.start) + 1, text.find("\n", date.end)
    line = text[start : end if end >= 0 else None]
    short = len(line) <= _LONGEST_DATELINE and count_counted_words(line) <= _DATELINE
    return short and date.first == document.published


def _relate_names(left: Name, right: Name) -> Status:
    return Status.SAME if left.text == right.text else Status.DIFFERS


def _pair(
    kind: ChangeKind,
    sides: tuple[Side, Side],
    find: Callable[[Side], Sequence[Found]],
    relate: Callable[[Found, Found], Status | None],
) -> Iterator[Change]:
    """What one side of an edit says, each beside the first on the other side that it can be held against."""
    left, right = map(find, sides)
    free = [one for one in right if all(relate(other, one) is not Status.SAME for other in left)]
    for one in left:
        if any(relate(one, other) is Status.SAME for other in right):
            continue
        other = next((other for other in free if relate(one, other) is not None), None)
        if other is not None:
            free.remove(other)
            yield Change(kind, _value(sides[0], one), _value(sides[1], other))


def _meeting(mentions: Sequence[Found], side: Side) -> Sequence[Found]:
    """The mentions that share a character with one side of an edit."""
    first = bisect_right(mentions, side[1], key=lambda mention: mention.end)
    last = bisect_left(mentions, side[2], key=lambda mention: mention.start)
    return mentions[first:last]


def _value(side: Side, mention: _Placed) -> Value:
    span = Span(side[0].document, mention.start, mention.end)
    return Value(span.document, span.text, getattr(mention, "normal", span.text), span)


def _text(side: Side) -> str:
    return side[0].document.text[side[1] : side[2]]


def _state(side: Side) -> Value:
    """The words of one side of an edit that makes a denial of a statement, or takes it back."""
    document, start, end = side[0].document, side[1], side[2]
    before, after = document.text[max(0, start - _AROUND) : start], document.text[end : end + _AROUND]
    start -= len(before) - before.find(" ") - 1 if " " in before else 0
    end += max(after.rfind(" "), 0)
    span = Span(document, start, end)
    normal = "denied" if find_denial(_text(side)) else "stated"
    return Value(document, " ".join(span.text.split()), normal, span)
