"""Through which outlets and agencies words came: told France 24, according to AFP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.text.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token

# Words that make a run of capitalised words the name of an outlet; the first only beside others.
_KINDS = frozenset(
    "times post journal news television tv radio press tribune herald guardian telegraph magazine gazette "
    "globe chronicle examiner inquirer observer independent courier dispatch standard star sun mail "
    "express mirror review weekly daily network agency wire today zeitung presse monde figaro parisien "
    "libération".split()
)
_OUTLETS = frozenset(
    "reuters afp ap upi dpa efe ansa tass interfax xinhua kyodo cnn bbc nbc abc cbs npr pbs msnbc cnbc "
    "c-span fox politico breitbart bloomberg axios huffpost buzzfeed vox salon slate newsweek economist "
    "atlantic jazeera arabiya france-presse univision telemundo propublica haaretz spiegel bild faz stern "
    "focus ard zdf rtl lemonde bfm bfmtv franceinfo corriere repubblica stampa rai folha estadão globo "
    "público expresso nrc volkskrant telegraaf trouw nos vrt rtbf cbc ctv itv sky time variety vanity "
    "wired yahoo msn drudge mediaite vice rolling lusa anp belga sid kna epd adnkronos euronews "
    "presse-agentur presseagentur".split()
)
_NUMBERED = frozenset(("france 24", "channel 4", "antena 3", "rai 1", "france 2", "france 3", "tf 1"))
_MEDIA_NOUNS = frozenset("television tv radio newspaper magazine news agency network".split())
_LEADS = frozenset(
    "to tell tells told telling with at by on in of for sagte laut selon según secondo segundo volgens "
    "dem der à al il ao aan gegenüber".split()
)
# Nouns that stand before an outlet's name: to the news agency EFE.
_AGENCY = frozenset(
    "agency newspaper agencia agence agenzia agência nachrichtenagentur zeitung persbureau krant "
    "journal diario periódico quotidiano jornal".split()
)
_REPORTING = frozenset("reports reported reporting report writes wrote notes noted said says".split())
_SMALL = frozenset("the of de la el le die der".split())
_LONGEST = 6  # words of an outlet's name


def find_via(text: str, tokens: Sequence[Token], speaker: tuple[int, int]) -> tuple[str, ...]:
    """Outlets that pass the words of this clause on, by place; the speaker's own name is left out."""
    found = []
    number = 0
    while number < len(tokens):
        stop = _end_of_outlet(tokens, number) if tokens[number].capital else number
        if stop == number:
            number += 1
            continue
        start, end = tokens[number].start, _end_of_word(tokens[stop - 1])
        if (end <= speaker[0] or start >= speaker[1]) and _passes_on(tokens, number, stop):
            found.append(text[start:end])
        number = stop
    return tuple(found)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet or agency."""
    return _IS_OUTLET[name]


def _is_outlet(name: str) -> bool:
    words = [word.lower().strip(".,'’") for word in name.split()]
    return (
        any(word in _OUTLETS for word in words)
        or " ".join(words) in _NUMBERED
        or (len(words) > 1 and words[-1] in _KINDS)
    )


_IS_OUTLET = Remembered(_is_outlet)


def _end_of_word(token: Token) -> int:
    """The end of a token without the ending of a possessive."""
    return token.start + len(token.low) if token.possessive else token.end


def _end_of_outlet(tokens: Sequence[Token], first: int) -> int:
    """Where the outlet's name that begins at *first* ends; *first* when none does."""
    stop = first
    while stop < len(tokens) and stop - first < _LONGEST and _may_name(tokens, stop, first):
        stop += 1
        if tokens[stop - 1].possessive:
            break
    while stop > first and tokens[stop - 1].low in _SMALL:
        stop -= 1
    words = [token.low for token in tokens[first:stop]]
    if stop < len(tokens) and words and words[-1] not in _MEDIA_NOUNS and tokens[stop].low in _MEDIA_NOUNS:
        return stop + 1
    return stop if is_outlet(" ".join(words)) else first


def _may_name(tokens: Sequence[Token], number: int, first: int) -> bool:
    token = tokens[number]
    if token.quote >= 0 or not token.is_word:
        return False
    if token.name is not None and number > first and tokens[number - 1].name is not None:
        return token.name is tokens[number - 1].name or token.low in _KINDS
    return token.capital or (number > first and (token.low in _SMALL or token.low.isdigit()))


def _passes_on(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether an outlet stands where the way of the words is told."""
    before = first - 1
    if before >= 0 and tokens[before].low in ("the", "a"):
        before -= 1
    if before >= 0 and (tokens[before].low in _LEADS or tokens[before].low in _AGENCY):
        return True
    if tokens[stop - 1].possessive and stop < len(tokens) and tokens[stop].capital:
        return True
    return stop < len(tokens) and tokens[stop].low in _REPORTING
