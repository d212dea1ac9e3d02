"""The news agency that a text says it comes from: by its dateline, its byline or a line of credit."""

from __future__ import annotations

import re
from typing import NamedTuple

# Names of news agencies as texts credit them, in lower case, and the name that stands for each.
_NAMES = {
    "aap": "AAP",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "anadolu": "Anadolu",
    "ani": "ANI",
    "anp": "ANP",
    "ansa": "ANSA",
    "ap": "AP",
    "associated press": "AP",
    "belga": "Belga",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "canadian press": "Canadian Press",
    "deutsche presse-agentur": "dpa",
    "dpa": "dpa",
    "efe": "EFE",
    "ians": "IANS",
    "interfax": "Interfax",
    "itar-tass": "TASS",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "lusa": "Lusa",
    "pa": "PA",
    "pa media": "PA",
    "press association": "PA",
    "press trust of india": "PTI",
    "pti": "PTI",
    "reuters": "Reuters",
    "ria novosti": "RIA Novosti",
    "tass": "TASS",
    "thomson reuters": "Reuters",
    "united press international": "UPI",
    "upi": "UPI",
    "xinhua": "Xinhua",
    "yonhap": "Yonhap",
}
_EDGE = 5  # lines at either end of a text where credit is given
_HEAD = 160  # characters of a line in which a dateline ends
_LONGEST = 100  # characters of a byline or a line of credit
_AGENCY = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
# DENVER (AP) - ...; BERLIN, Feb 3 (Reuters/dpa) - ...
_DATELINE = re.compile(
    rf"\((?:the )?({_AGENCY})(?:[/,][^()\n]{{0,40}})?\)[ \t]{{0,4}}[-\u2013\u2014:]", re.IGNORECASE
)
# By John Doe, Associated Press
_BYLINE = re.compile(
    rf"(?:by|von|par|por|di|da)\b[^\n]{{0,80}}?[ ,|/](?:the )?({_AGENCY})(?: writers?)?", re.IGNORECASE
)
# Source: Reuters; Copyright 2014 The Associated Press. All rights reserved.
_CREDIT = re.compile(
    rf"(?:(?:source|quelle|fuente|fonte|via)\s?:?\s|(?:copyright|\u00a9|\(c\))[\s\d\u00a9]{{1,10}})?"
    rf"[-\u2013\u2014(]?\s?(?:the )?({_AGENCY})[).]?(?:\s[^\n]{{0,60}}rights[^\n]{{0,30}})?",
    re.IGNORECASE,
)


class Agency(NamedTuple):
    """An agency that a text credits, and where: characters *start* up to *end*."""

    name: str
    start: int
    end: int


def find_agency(text: str) -> Agency | None:
    """The agency that a text gives as its own origin; one that it merely mentions is none."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if not match[0].isspace()]
    for line in lines[:_EDGE]:
        if found := _DATELINE.search(line[0], 0, _HEAD):
            return _name(found, line.start())
    for line in (*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]):
        credit = line[0].strip()
        if len(credit) <= _LONGEST and (found := _BYLINE.fullmatch(credit) or _CREDIT.fullmatch(credit)):
            return _name(found, line.start() + line[0].index(credit))
    return None


def _name(found: re.Match[str], offset: int) -> Agency:
    return Agency(_NAMES[found[1].lower()], offset + found.start(1), offset + found.end(1))
