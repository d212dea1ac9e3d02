"""Names of months, weekdays and seasons, and the look-behind that tells a date from a look-alike."""

from __future__ import annotations

import re

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_FOREIGN_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
_ENGLISH_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_FOREIGN_DAYS = (
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)

ENGLISH_MONTHS = {word: number for number, word in enumerate(_ENGLISH_MONTHS, 1)}
"""Months by their full English name, lower-cased."""

SHORT_MONTHS = {word[:3]: number for number, word in enumerate(_ENGLISH_MONTHS, 1) if word != "may"} | {
    "sept": 9
}
"""Months by their English abbreviation, lower-cased."""

FOREIGN_MONTHS = {
    word: number
    for words in _FOREIGN_MONTHS
    for number, word in enumerate(words.split(), 1)
    if word not in ENGLISH_MONTHS
}
"""Months of six other languages, lower-cased; those spelt as in English left out."""

WEEKDAYS = {word.capitalize(): number for number, word in enumerate(_ENGLISH_DAYS)} | {
    word: number for words in _FOREIGN_DAYS for number, word in enumerate(words.split())
}
"""Weekdays (Monday is 0), spelt as they stand in running text: English and German with a capital."""

SHORT_WEEKDAYS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6
}  # fmt: skip
"""Abbreviated weekdays: dates only before a day and month ("Sun" alone is a newspaper or a star)."""

RELATIVE_DAYS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1,
    "heute": 0, "gestern": -1, "aujourd": 0, "hoy": 0, "ayer": -1, "oggi": 0, "ieri": -1, "domani": 1,
    "hoje": 0, "ontem": -1, "amanhã": 1, "vandaag": 0, "gisteren": -1,
}  # fmt: skip
"""Words for a day as seen from the article's, in days from it."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""Northern seasons: first and last month."""

# "We met in May" but not "he may", "Theresa May", "the March on Washington", "April Jones".
_CERTAIN = frozenset(
    "in since last next this until till during early late mid through throughout every each".split()
)
_LIKELY = frozenset(
    "by of from before after between for until ending starting beginning as into going".split()
)
_AFTER_MONTH = frozenset("and to back or through".split())
_DETERMINERS = frozenset("the a an that".split())
_NO_NOUN_AFTER = frozenset(
    "on of for in and was is to at from by that which who has had will with as were said".split()
)

_TRUSTED_BEFORE = re.compile(r"([^\W\d_]+)[^\S\n]?[\s-]$")
_WORD_AFTER = re.compile(r"[^\S\n]{1,2}([^\W\d_]+)")
_MARCH_FOR = re.compile(r"[^\S\n]{1,2}(?:on|for)[^\S\n]{1,2}(?:the[^\S\n]{1,2})?[A-Z]")
_MONTH_NEXT = re.compile(
    r"(?:[^\S\n](?:and|to|or|through)[^\S\n]|[-\u2013])(?:"
    + "|".join(map(str.capitalize, ENGLISH_MONTHS))
    + r")\b"
)
_WINDOW = 24


def word_before(text: str, start: int) -> str:
    """The word just before *start*, parted from it by white space or a hyphen alone ('' without one)."""
    match = _TRUSTED_BEFORE.search(text[max(0, start - _WINDOW) : start])
    return match.group(1) if match else ""


def word_after(text: str, end: int) -> str:
    """The word just after *end*, parted from it by white space alone ('' without one)."""
    match = _WORD_AFTER.match(text, end)
    return match.group(1) if match else ""


def is_month_alone(text: str, start: int, end: int) -> bool:
    """Whether the capitalised month name there, without day or year, means the month."""
    name = text[start:end].lower()
    before, after = word_before(text, start).lower(), word_after(text, end)
    possessive = text[end : end + 2] in ("'s", "\u2019s")
    if name == "march" and _MARCH_FOR.match(text, end):
        return False
    if before in _CERTAIN or (before in _AFTER_MONTH and _month_close_before(text, start)):
        return not (name == "may" and possessive)
    if name == "may":  # a common surname
        return False
    if before in _DETERMINERS:
        return after.islower() and after not in _NO_NOUN_AFTER
    if _MONTH_NEXT.match(text, end):
        return before in _LIKELY
    return not possessive and (before in _LIKELY or before == "back") and not after[:1].isupper()


def _month_close_before(text: str, start: int) -> bool:
    """Whether another month stands within three words before: "between March and June"."""
    words = text[max(0, start - _WINDOW) : start].split()[-3:]
    return any(word.strip(",.").lower() in ENGLISH_MONTHS for word in words if word[:1].isupper())
