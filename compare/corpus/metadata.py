"""Title and date of a text, where it gives them itself. When unsure, none."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from compare.text.notices import find_notice
from compare.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 8000  # characters of a text in which a title or dateline can stand
_LINES = 15  # lines with text among them
_LEAST_WORDS, _MOST_WORDS = 3, 25  # of a headline
_NAME_WORDS = 3  # words that may stand before or behind the point of an abbreviation
_BODY_WORDS = 8  # words of a line that is a sentence; with fewer it may still be a label
_WRAPPED = range(50, 101)  # characters of a line that may have been wrapped by hand
_DATELINE_LENGTH = 160
_SAID_WORDS = 8  # words that may stand beside a date in a line that begins with "By" or "Published"
_PLACE_WORDS = 3  # capitalised words that may stand beside one in any other: a town, an agency
_LONGEST_TITLE = 300
_CLOSERS = "\"'’”»)]"
_INITIALS = re.compile(r"(?:\b\w\.){2,6}$")
_NO_TITLE = re.compile(
    r"(?:(?:opinion|analysis|story|text|words|report|photos?|commentary|column|written) )?"
    r"by\b\W*\S"
    r"|(?:published|updated|posted|last (?:updated|modified)|date)\b\W*\S"
    r"|.{0,60}\b(?:navigation|menu)$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:published|updated|posted|modified|created|date|dated|filed|issued|released|by|first|last|originally|on|"
    r"at|of|and|a\.?m\.?|p\.?m\.?|[ecmp][sd]?t|gmt|utc|bst|cest|hrs?|ago|print|edition|"
    r"mon|tues?|wed|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"veröffentlicht|aktualisiert|publié|publicado|actualizado|pubblicato|le|el|il|am|um|uhr)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\W{0,3}(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|dated?|filed|issued|released|by|"
    r"veröffentlicht|publié|publicado|pubblicato)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\W{0,3}(?:last )?(?:updated|modified|aktualisiert|actualizado)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASH = re.compile(r" [-–—]{1,2} |—| \|")
_FRONT_MATTER_LINES = 60
_ISO_DATE = re.compile(r"\s{0,9}(\d{4}-\d{2}-\d{2})(?!\d)")


def fold_title(title: str) -> str:
    """A title on one line and of bearable length."""
    return " ".join(title[:_LONGEST_TITLE].split())


def read_iso_date(text: str) -> date | None:
    """The date with which a value in ISO 8601 begins."""
    match = _ISO_DATE.match(text)
    try:
        return date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The simple fields between two lines of `---` at the top of a text, and the text below them."""
    first, *lines = text[:_HEAD].splitlines(keepends=True)[:_FRONT_MATTER_LINES] or [""]
    ends = [number for number, line in enumerate(lines) if line.rstrip() in ("---", "...")]
    if first.rstrip() != "---" or not ends:
        return {}, text
    fields = {}
    for line in lines[: ends[0]]:
        name, colon, value = line.partition(":")
        if colon and name.strip().isalpha():
            fields[name.strip().lower()] = value.strip().strip("\"'")
    return fields, text[len(first) + sum(map(len, lines[: ends[0] + 1])) :]


def find_title(text: str) -> str | None:
    """The headline at the top of a text: short, no sentence, behind lines of navigation at most."""
    lines = list(_head_lines(text))
    for line, below in lines:
        if line.startswith("#") and line.lstrip("#").startswith((" ", "\t")):
            return fold_title(line.strip("# \t")) or None
        if len(line.split()) < _LEAST_WORDS or _NO_TITLE.match(line) or find_notice(line, headline=True):
            continue
        if _is_headline(line) and not _runs_on(line, below):
            return fold_title(line)
        if _is_body(line):
            return None
    return None


def find_published(text: str) -> date | None:
    """The date that a dateline at the top of a text gives in full."""
    lines = [line for line, _ in _head_lines(text) if len(line) <= _DATELINE_LENGTH or _DASH.search(line)]
    dated = [(line, found) for line in lines if (found := _read_dateline(line))]
    return min(dated, key=lambda pair: _rank_dateline(pair[0]), default=("", None))[1]


def _head_lines(text: str) -> Iterator[tuple[str, str]]:
    """The first lines that hold text, each with the line right below it ("" when that is blank)."""
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    pairs = zip(lines, [*lines[1:], ""], strict=False)
    return islice(((line, below) for line, below in pairs if line), _LINES)


def _is_headline(line: str) -> bool:
    if not _LEAST_WORDS <= len(line.split()) <= _MOST_WORDS or not _may_open(line):
        return False
    return not _ends_sentence(line) and not _is_sentences(line)


def _is_sentences(line: str) -> bool:
    """Whether the line breaks into sentences worth the name; "Jr." makes none."""
    parts = [len(line[start:end].split()) for start, end in split_sentences(line)]
    return len(parts) > 1 and min(parts[0], parts[-1]) > _NAME_WORDS


def _may_open(line: str) -> bool:
    """Whether the first letter of the line is no small one, and nothing but quotes stands before it."""
    bare = line.lstrip("\"'‘“«‹„¿¡([")
    return bare[:1].isalnum() and not bare[0].islower()


def _ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence or an introduction does; headlines may ask and exclaim."""
    bare = line.rstrip(_CLOSERS)
    return bare.endswith((".", ",", ";", ":", "。")) and not _INITIALS.search(bare[-12:])


def _runs_on(line: str, below: str) -> bool:
    """Whether the line below goes on with a sentence that was wrapped by hand."""
    return below[:1].islower() or (len(line) in _WRAPPED and len(below) in _WRAPPED)


def _is_body(line: str) -> bool:
    words = len(line.split())
    return words > _MOST_WORDS or (words >= _BODY_WORDS and _ends_sentence(line))


def _rank_dateline(line: str) -> int:
    """Lines that say when a text was published first, those that say when it was changed last."""
    if _CHANGED.match(line):
        return 2
    return 0 if _SAYS_SO.match(line) else 1


def _read_dateline(line: str) -> date | None:
    """The full date in a line that holds little else, or before the dash that opens a report."""
    dash = _DASH.search(line)
    openings = [line[: dash.start()]] if dash else []
    for part in (line, *openings):
        if len(part) <= _DATELINE_LENGTH and (found := _only_date(part)):
            return found
    return None


def _only_date(line: str) -> date | None:
    if not _YEAR.search(line):
        return None
    from compare.extract.dates import find_dates  # noqa: PLC0415 - a grammar few texts need at this point

    full = [
        mention
        for mention in find_dates(line)
        if mention.first and mention.first == mention.last and _YEAR.search(mention.text)
    ]
    if not full:
        return None
    rest = line
    for mention in reversed(full):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    words = [word for word in _CUE.sub(" ", rest).split() if any(map(str.isalpha, word))]
    if _SAYS_SO.match(line):
        return full[0].first if len(words) <= _SAID_WORDS else None
    places = all(word.lstrip("(")[:1].isupper() for word in words) and len(words) <= _PLACE_WORDS
    return full[0].first if places else None
