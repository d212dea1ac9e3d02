"""Proper names in running text, with the title or office that stands before them.

No model: capitals, and what they mean where. A capital at the start of a sentence or in a headline says
nothing by itself, so such a word is a name only when the text uses it as one elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.extract.places import is_nationality, is_place
from compare.extract.titles import BODIES, HONORIFICS, OFFICE_MODIFIERS, OFFICES
from compare.text.sentences import split_sentences
from compare.text.stopwords import is_stopword

# A word: letters and digits, joined by single inner apostrophes, hyphens, points or ampersands; U.N., D.
_TOKEN = re.compile(r"[^\W_]+(?:[’'&.-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")  # R-Calif.: a seat, not a name
_PARTICLES = frozenset(
    "al el bin bint ibn abu ben van von der den de da di du del della dos la le ter ten y".split()
)
_JOINERS = frozenset("of for and the &".split())  # inside the names of bodies: Bank of America
_NEVER = frozenset(
    "i i'm i've i'd i'll ok okay monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december jan feb mar apr jun jul aug sept oct nov dec "
    "internet english god christmas easter".split()
)
_OPENERS = "\"'‘’“”„«»([•*–—-:"
_TITLE_CASE = 0.6  # share of a line's content words with a capital from which capitals say nothing
_LONGEST_GAP = 3  # characters between two words of one name: a space, or a point and a space


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at characters *start* up to *end*; *title* is what stands before it (Mr., Foreign Minister)."""

    start: int
    end: int
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    possessive: bool
    opens: bool  # first of a sentence, quotation or list item: its capital says nothing

    @property
    def low(self) -> str:
        return self.text.lower().rstrip(".").replace("’", "'")

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: Treki, el-Treki, but not US-led."""
        first, hyphen, rest = self.text.partition("-")
        if hyphen and first.lower() in _PARTICLES:
            return rest[:1].isupper()
        return first[:1].isupper() and not (hyphen and rest[:1].islower()) and not _PARTY_TAG.match(self.text)


def find_names(text: str) -> tuple[Name, ...]:
    """The names of a text, in order of place; a possessive ending is left out of the span."""
    sentences = [_split_tokens(text, *place) for place in split_sentences(text)]
    running = [tokens for tokens in sentences if not _is_title_case(tokens)]
    lower = {token.low for tokens in running for token in tokens if not token.capital}
    names: list[Name] = []
    for tokens in running:
        names.extend(_find_in(text, tokens, lower))
    known = {word.lower() for name in names for word in name.text.split()} - lower
    for tokens in sentences:
        if _is_title_case(tokens):
            names.extend(_find_known(text, tokens, known))
    found = {name.start: name for name in (*_find_openers(text, running, known, lower), *names)}
    return tuple(found[start] for start in sorted(found))


def _split_tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = match.group()
        if word.endswith(".") and not _is_abbreviated(word):
            word, last = word[:-1], last - 1
        ending = _POSSESSIVE.search(word)
        if ending is None and text[last : last + 1] in ("'", "’") and word.endswith("s"):
            possessive = text[last + 1 : last + 2].isspace() and word[0].isupper()
        else:
            possessive = ending is not None
        if ending is not None:
            word, last = word[: ending.start()], first + ending.start()
        opens = not tokens or _opens(text, tokens[-1].end, first)
        tokens.append(_Token(first, last, word, possessive, opens))
    return tokens


def _is_abbreviated(word: str) -> bool:
    return "." in word[:-1] or len(word) == 2 or word[:-1].lower() in HONORIFICS  # noqa: PLR2004 - a letter and its point


def _opens(text: str, previous: int, start: int) -> bool:
    between = text[previous:start]
    spaces = len(between) > 1 and between.isspace()
    return spaces or any(mark in between for mark in '"“”„«»•:;!?…‘') or " '" in between


def _is_title_case(tokens: list[_Token]) -> bool:
    """Whether the capitals of a line say nothing: a headline, or shouted text."""
    content = [token for token in tokens if not is_stopword(token.low) and token.text[0].isalpha()]
    raised = sum(token.capital for token in content)
    shouted = sum(token.text.isupper() for token in tokens) > len(tokens) / 2
    return len(content) > 3 and (raised > _TITLE_CASE * len(content) or shouted)  # noqa: PLR2004 - shorter lines are too few to tell


def _find_in(text: str, tokens: list[_Token], lower: set[str]) -> list[Name]:
    names = []
    position = 0
    while position < len(tokens):
        stop = _end_of_run(text, tokens, position)
        if stop == position:
            position += 1
            continue
        if name := _make_name(text, tokens[position:stop], lower):
            names.append(name)
        position = stop
    return names


def _end_of_run(text: str, tokens: list[_Token], first: int) -> int:
    """Where the run of capitalised words that begins at *first* ends; *first* when there is none."""
    if not _may_name(tokens[first]):
        return first
    stop = first + 1
    while stop < len(tokens) and not tokens[stop - 1].possessive:
        ahead = stop
        while (
            ahead < len(tokens) and tokens[ahead].text.lower() in _PARTICLES | _JOINERS and ahead - stop < 2
        ):  # noqa: PLR2004 - "of the"
            ahead += 1
        if (
            ahead == len(tokens)
            or not _may_name(tokens[ahead])
            or not _touch(text, tokens[stop - 1 : ahead + 1])
        ):
            break
        if ahead > stop and not _joins(tokens, stop, ahead):
            break
        stop = ahead + 1
    return stop


def _joins(tokens: list[_Token], stop: int, ahead: int) -> bool:
    """Whether the small words between two capitalised ones bind them into one name."""
    between = [token.low for token in tokens[stop:ahead]]
    if between[0] in _PARTICLES:
        return not is_nationality(tokens[stop - 1].text)
    if between[0] == "&":
        return True
    return between[0] in ("of", "for") and (tokens[stop - 1].low in BODIES or _ends_in_body(tokens, ahead))


def _ends_in_body(tokens: list[_Token], first: int) -> bool:
    """Whether the capitalised words from *first* on name a body: ... of Terrorism Act."""
    last = first
    while last + 1 < len(tokens) and _may_name(tokens[last + 1]) and not tokens[last].possessive:
        last += 1
    return last > first and tokens[last].low in BODIES


def _may_name(token: _Token) -> bool:
    return token.capital and token.low not in _NEVER


def _touch(text: str, tokens: list[_Token]) -> bool:
    """Whether only white space, or an initial's point, stands between the words."""
    for left, right in zip(tokens, tokens[1:], strict=False):
        gap = text[left.end : right.start]
        if len(gap) > _LONGEST_GAP or gap.strip() not in ("", "&") or "  " in gap or "\n" in gap:
            return False
    return True


def _make_name(text: str, run: list[_Token], lower: set[str]) -> Name | None:
    """The name in a run of capitalised words: without what only stands before it."""
    first = _skip_opener(run, lower)
    run = run[first:]
    title = _title_length(run)
    if title == len(run):
        return None
    if title == len(run) - 1 and not _stands_alone(run[-1], titled=title > 0, lower=lower):
        return None
    start, end = run[title].start, run[-1].end
    return Name(start, end, text[start:end], text[run[0].start : start].strip())


def _skip_opener(run: list[_Token], lower: set[str]) -> int:
    """1 when the first word of the run has its capital from its place only, else 0."""
    word = run[0].low
    if len(run) == 1 or word in OFFICE_MODIFIERS | OFFICES | HONORIFICS:
        return 0
    if word == "the":
        return int(run[0].opens)
    return int(is_stopword(word) or (run[0].opens and word in lower))


def _is_place_name(run: list[_Token]) -> bool:
    return is_place(" ".join(token.text for token in run))


def _title_length(run: list[_Token]) -> int:
    """How many words at the head of a run are address, office or nationality and not name."""
    if run[-1].low in BODIES and len(run) > 1 and run[0].low not in HONORIFICS:
        return 0
    if any(is_stopword(token.low) for token in run[1:]):
        return 0  # Justice Against Sponsors ...: the title of a thing
    offices = [i for i, token in enumerate(run) if token.low in OFFICES or token.low in HONORIFICS]
    length = offices[-1] + 1 if offices else 0
    while length < len(run) and (
        is_nationality(run[length].text) or run[length].text in ("U.S.", "US", "U.K.", "UK")
    ):
        if length + 1 < len(run) and not is_nationality(run[length].text):
            break
        if length + 2 == len(run) and (run[length + 1].low in BODIES or _is_place_name(run[length:])):
            break
        length += 1
    return length


def _stands_alone(token: _Token, *, titled: bool, lower: set[str]) -> bool:
    """Whether one capitalised word by itself is a name."""
    if titled:
        return not is_stopword(token.low)
    if is_stopword(token.low) or token.low in lower or is_nationality(token.text) or token.text[0].isdigit():
        return False
    if token.opens:
        return is_place(token.text)  # others wait for a second witness: see _find_openers
    return len(token.text) > 1


def _find_openers(text: str, sentences: list[list[_Token]], known: set[str], lower: set[str]) -> list[Name]:
    """Names of one word that open a sentence and stand as names elsewhere."""
    return [
        Name(token.start, token.end, text[token.start : token.end])
        for tokens in sentences
        for token, following in zip(tokens, [*tokens[1:], None], strict=False)
        if token.opens
        and token.capital
        and token.low in known
        and token.low not in lower
        and token.low not in OFFICES | HONORIFICS
        and not is_nationality(token.text)
        and not is_stopword(token.low)
        and not (following is not None and following.capital and _touch(text, [token, following]))
    ]


def _find_known(text: str, tokens: list[_Token], known: set[str]) -> list[Name]:
    """Names in a headline: its words that are names elsewhere in the text, or known places."""
    names = []
    run: list[_Token] = []
    for token in [*tokens, None]:
        named = token is not None and token.capital and (token.low in known or is_place(token.text))
        fits = named and not is_stopword(token.low) if token else False
        if run and (not fits or run[-1].possessive or (token and not _touch(text, [run[-1], token]))):
            names.append(Name(run[0].start, run[-1].end, text[run[0].start : run[-1].end]))
            run = []
        if token and fits and token.low not in HONORIFICS | OFFICES and not is_nationality(token.text):
            run.append(token)
    return names
