"""Proper names in running text, with the title or office that stands before them.

No model: capitals, and what they mean where. A capital at the start of a sentence or in a headline says
nothing by itself, so such a word is a name only when the text uses it as one elsewhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from compare.extract.name_words import PARTICLES, SMALL, Shape, Token, Tokens, is_given, read_lines
from compare.extract.places import is_country_code, is_nationality, is_place
from compare.extract.titles import BODIES, HONORIFICS, NAME_SUFFIXES, OFFICE_MODIFIERS, OFFICES, PEOPLE
from compare.text.stopwords import is_stopword

_FORMS = HONORIFICS | OFFICES
_TITLES = _FORMS | OFFICE_MODIFIERS
_TITLED = OFFICES | PEOPLE
_NEVER = frozenset(
    "i i'm i've i'd i'll ok okay monday tuesday wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december jan feb mar apr jun jul "
    "aug sept oct nov dec internet english god christmas easter".split()
)
# First names too, unless they stand as a date does: in April Smith resigned.
_MONTH_NAMES = frozenset("april june august jan".split())
_BEFORE_MONTHS = frozenset(
    "in since by last next until till of early late mid this from before after during every each".split()
)
# They open sentences and are no function words.
_OPENING_WORDS = frozenset(
    "meanwhile earlier later despite unlike besides except amid according asked based following including "
    "speaking citing given regarding concerning inside outside beyond throughout alongside".split()
)
_WORDS_TOO = frozenset("nice cork".split())  # places that open sentences as words
_ARTICLE = "The "
_LONGEST_GAP = 3  # characters between two words of one name: a space, or a point and a space
_MOST_SMALL = 2  # small words on end within a name: Department of the Interior
_MOST_WORDS = 12  # words of a name
_SURNAMES_TOO = frozenset(
    "king prince pope bishop cardinal judge major marshal coach dean baron earl duke count justice".split()
)  # at the end of a run and behind a given name: Stephen King
_FIRST_NAMES_TOO = frozenset("will don per".split())  # though common words: they met Will Smith
_WITHIN_THINGS = frozenset(
    "a an the and or of for to in on at by with from against under over about without".split()
)  # capitals in the title of a thing, and never a person's name
# Streets, hospitals and firms are called so.
_NAMESAKES = frozenset("king queen prince princess duke duchess earl pope st lord lady general".split())
_HEADS = frozenset("president senator minister chancellor premier governor mayor judge coach".split())


class Name(NamedTuple):
    """A proper name at characters *start* up to *end*, and what stands before it (Mr., Foreign Minister).

    *text* and *title* are as they stand, line breaks folded to a space.
    """

    start: int
    end: int
    text: str
    title: str = ""


def find_names(text: str) -> tuple[Name, ...]:
    """The names of a text, in order of place; a possessive ending is left out of the span."""
    lines = read_lines(text)
    running = [line.tokens for line in lines if not line.mute]
    lower = {shape.low for tokens in running for shape in tokens.shapes if not shape.capital}
    names = [name for tokens in running for name in _find_in(text, tokens, lower)]
    known = {word.lower() for name in names for word in name.text.split()} - lower
    for line in lines:
        if line.mute:
            names.extend(_find_known(text, line.tokens, known))
    names = [_with_article(text, name) for name in (*_find_openers(text, running, known, lower), *names)]
    found = {name.start: name for name in names}
    return tuple(found[start] for start in sorted(found))


def _with_article(text: str, name: Name) -> Name:
    """The Hague for the Hague of "The Hague"."""
    start = name.start - len(_ARTICLE)
    whole = text[max(0, start) : name.end]
    if (
        name.title
        or text[name.start - 1 : name.start] != " "
        or text[max(0, start) : name.start].title() != _ARTICLE
        or not is_place(whole)
    ):
        return name
    return Name(start, name.end, whole)


def _find_in(text: str, tokens: Tokens, lower: set[str]) -> list[Name]:
    names = []
    stop = 0
    for position in tokens.capitals:
        alone = position == 0 and not tokens.may_go_on(1)
        if position < stop or (alone and not tokens.shapes[0].sure):
            continue
        stop = _end_of_run(text, tokens, position)
        if stop > position and (name := _make_name(text, tokens.run(position, stop), lower)):
            names.append(name)
    return names


def _end_of_run(text: str, tokens: Tokens, first: int) -> int:
    """Where the run of capitalised words that begins at *first* ends; *first* when there is none."""
    if not _may_name(tokens.shapes[first]) and not _is_month_name(text, tokens, first):
        return first
    stop, shapes = first + 1, tokens.shapes
    while stop - first < _MOST_WORDS and tokens.may_go_on(stop) and not tokens.at(stop - 1).possessive:
        ahead = stop
        while ahead < len(shapes) and ahead - stop < _MOST_SMALL and shapes[ahead].text.lower() in SMALL:
            ahead += 1
        if ahead == len(shapes) or not _touch(text, tokens.run(stop - 1, ahead + 1)):
            break
        if not _goes_on(tokens, stop, ahead):
            break
        stop = ahead + 1
    return stop


def _is_month_name(text: str, tokens: Tokens, place: int) -> bool:
    """Whether the name of a month begins that of a person: April Jones, Jan van Dyk."""
    token = tokens[place]
    if token.low not in _MONTH_NAMES or not token.capital or token.text.endswith("."):
        return False
    if (token.opens and token.low != "jan") or (place and tokens[place - 1].low in _BEFORE_MONTHS):
        return False
    pair = tokens[place : place + 2]
    small = len(pair) > 1 and pair[1].low in PARTICLES and token.low == "jan"
    return len(pair) > 1 and (small or _may_name(pair[1])) and _touch(text, pair)


def _goes_on(tokens: Tokens, stop: int, ahead: int) -> bool:
    """Whether the word at *ahead*, behind the small words from *stop* on, belongs to the name before."""
    if ahead == stop:
        return _may_name(tokens.shapes[ahead]) or is_given(tokens.shapes[ahead].text)
    return _may_name(tokens.shapes[ahead]) and _joins(tokens, stop, ahead)


def _joins(tokens: Tokens, stop: int, ahead: int) -> bool:
    """Whether the small words between two capitalised ones bind them into one name."""
    between = [token.low for token in tokens[stop:ahead]]
    if between[0] in PARTICLES:
        return not is_nationality(tokens[stop - 1].text)
    if between[0] == "&":
        return True
    return between[0] in ("of", "for") and (tokens[stop - 1].low in BODIES or _ends_in_body(tokens, ahead))


def _ends_in_body(tokens: Tokens, first: int) -> bool:
    """Whether the capitalised words from *first* on name a body: ... of Terrorism Act."""
    last = first
    most = min(first + _MOST_WORDS, len(tokens) - 1)
    while last < most and _may_name(tokens[last + 1]) and not tokens[last].possessive:
        last += 1
    return last > first and tokens[last].low in BODIES


def _may_name(word: Token | Shape) -> bool:
    return word.capital and word.low not in _NEVER


def _touch(text: str, tokens: list[Token]) -> bool:
    """Whether only a space, a line break of wrapped text, or an ampersand stands between the words."""
    return all(_is_close(text[left.end : right.start]) for left, right in pairwise(tokens))


def _is_close(gap: str) -> bool:
    if gap == " ":
        return True
    if not gap.strip() and gap.lstrip(" \t").startswith(("\n", "\r")):
        return True
    return len(gap) <= _LONGEST_GAP and gap.strip() in ("", "&") and "  " not in gap


def _make_name(text: str, run: list[Token], lower: set[str]) -> Name | None:
    """The name in a run of capitalised words: without what only stands before it."""
    first = _skip_opener(run, lower)
    run = run[first:]
    title = _title_length(run)
    if title == len(run):
        return None
    if title == len(run) - 1 and not _stands_alone(run[-1], titled=title > 0, lower=lower):
        return None
    if len(run) == title + 2 and run[title].low == "the" and is_nationality(run[-1].text):
        return None
    start, end = run[title].start, run[-1].end
    return Name(start, end, _fold(text[start:end]), _fold(text[run[0].start : start]))


def _fold(text: str) -> str:
    return " ".join(text.split())


def _skip_opener(run: list[Token], lower: set[str]) -> int:
    """1 when the first word of the run has its capital from its place only, else 0."""
    word = run[0].low
    if len(run) == 1 or word in _TITLES:
        return 0
    if word == "the":
        return int(run[0].opens)
    if word in _FIRST_NAMES_TOO and not run[0].opens:
        return 0
    return int(is_stopword(word) or (run[0].opens and (word in lower or word in _OPENING_WORDS)))


def _is_place_name(run: list[Token]) -> bool:
    return is_place(" ".join(token.text for token in run))


def _title_length(run: list[Token]) -> int:
    """How many words at the head of a run are address, office or nationality and not name."""
    if len(run) > 1 and run[-1].low in NAME_SUFFIXES:
        run = run[:-1]
    if len(run) == 1:
        code = is_country_code(run[0].text)
        return int(run[0].low in _FORMS or (is_nationality(run[0].text) and not code))
    if run[-1].low in BODIES and run[-2].low not in _HEADS and _may_name_body(run[0]):
        return 0
    if any(token.low in _WITHIN_THINGS for token in run[1:]):
        return 0  # Justice Against Sponsors ...: the title of a thing
    offices = [i for i, token in enumerate(run) if token.low in OFFICES or token.low in HONORIFICS]
    if offices and _is_surname(run, offices[-1]):
        offices.pop()
    length = offices[-1] + 1 if offices else 0
    if length + 2 < len(run) and is_nationality(f"{run[length].text} {run[length + 1].text}"):
        return length + 2  # South Korean
    while length < len(run) and (is_nationality(run[length].text) or is_country_code(run[length].text)):
        if length + 1 < len(run) and not is_nationality(run[length].text):
            break
        if length + 2 == len(run) and (run[length + 1].low in BODIES or _is_place_name(run[length:])):
            break
        length += 1
    return length


def _may_name_body(token: Token) -> bool:
    """Whether what opens a body's name is no form of address: Queen Street is one, Mr. Street is not."""
    return token.low not in HONORIFICS or token.low in _NAMESAKES


def _is_surname(run: list[Token], place: int) -> bool:
    """Whether the word of an office there is the last name of somebody."""
    if not place or place + 1 < len(run) or run[place].low not in _SURNAMES_TOO:
        return False
    before = run[place - 1]
    return not (
        before.low in OFFICES
        or before.low in OFFICE_MODIFIERS
        or is_nationality(before.text)
        or is_country_code(before.text)
        or is_place(before.text)
    )


def _stands_alone(token: Token, *, titled: bool, lower: set[str]) -> bool:
    """Whether one capitalised word by itself is a name."""
    if titled:
        return token.low not in _WITHIN_THINGS
    if is_country_code(token.text):
        return True
    if is_stopword(token.low) or token.low in lower or is_nationality(token.text) or token.text[0].isdigit():
        return False
    if token.low.endswith("s") and token.low[:-1] in _TITLED:
        return False  # Judges, in a title
    if token.opens:
        return (
            is_place(token.text) and token.low not in _WORDS_TOO
        )  # others wait for a second witness: see _find_openers
    return len(token.text) > 1


def _find_openers(text: str, sentences: list[Tokens], known: set[str], lower: set[str]) -> list[Name]:
    """Names of one word that open a sentence and stand as names elsewhere."""
    return [
        Name(token.start, token.end, token.text)
        for tokens in sentences
        for place in tokens.capitals
        if tokens.shapes[place].low in known
        and (token := tokens.at(place)).opens
        and token.low not in lower
        and token.low not in _FORMS
        and not is_nationality(token.text)
        and not is_stopword(token.low)
        and not any(after.capital and _touch(text, [token, after]) for after in tokens[place + 1 : place + 2])
    ]


def _find_known(text: str, tokens: Tokens, known: set[str]) -> list[Name]:
    """Names in a headline: its words that are names elsewhere in the text, or known places."""
    names = []
    run: list[Token] = []
    for token in [*tokens, None]:
        named = token is not None and token.capital and (token.low in known or is_place(token.text))
        fits = named and not is_stopword(token.low) if token else False
        if run and (not fits or _is_full(text, run, token)):
            names.append(Name(run[0].start, run[-1].end, _fold(text[run[0].start : run[-1].end])))
            run = []
        if token and fits and token.low not in _FORMS and not is_nationality(token.text):
            run.append(token)
    return names


def _is_full(text: str, run: list[Token], token: Token | None) -> bool:
    """Whether the next token cannot go on the name in this run."""
    if run[-1].possessive or len(run) >= _MOST_WORDS:
        return True
    return token is not None and not _touch(text, [run[-1], token])
