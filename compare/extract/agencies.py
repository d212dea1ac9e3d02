"""The news agency that a text says it comes from: by its dateline, its byline or a line of credit."""

from __future__ import annotations

import re
from typing import NamedTuple

# Names of news agencies as texts credit them, and the name that stands for each. An abbreviation is one in
# its own case alone: AP, not Ap.
_NAMES = {
    "AAP": "AAP",
    "AFP": "AFP",
    "Agence France-Presse": "AFP",
    "Agence France Presse": "AFP",
    "Anadolu": "Anadolu",
    "Anadolu Agency": "Anadolu",
    "ANI": "ANI",
    "ANP": "ANP",
    "ANSA": "ANSA",
    "AP": "AP",
    "Associated Press": "AP",
    "Belga": "Belga",
    "Bloomberg": "Bloomberg",
    "Bloomberg News": "Bloomberg",
    "Canadian Press": "Canadian Press",
    "Deutsche Presse-Agentur": "dpa",
    "dpa": "dpa",
    "EFE": "EFE",
    "IANS": "IANS",
    "Interfax": "Interfax",
    "ITAR-TASS": "TASS",
    "Kyodo": "Kyodo",
    "Kyodo News": "Kyodo",
    "Lusa": "Lusa",
    "PA Media": "PA",
    "Press Association": "PA",
    "Press Trust of India": "PTI",
    "PTI": "PTI",
    "Reuters": "Reuters",
    "RIA Novosti": "RIA Novosti",
    "TASS": "TASS",
    "Thomson Reuters": "Reuters",
    "United Press International": "UPI",
    "UPI": "UPI",
    "Xinhua": "Xinhua",
    "Yonhap": "Yonhap",
}
_EDGE = 5  # lines at either end of a text where credit is given
_LONGEST = 100  # characters of a byline or a line of credit
_AGENCY = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
# DENVER (AP) - ...; BERLIN, Feb 3 (Reuters/dpa) - ...: before it stand a place and a day at most.
_DATELINE = re.compile(
    rf"\s{{0,8}}(?!The )(?:[^\s()]{{1,20}} ){{1,5}}\((?:[Tt]he )?({_AGENCY})(?:[/,][^()\n]{{0,40}})?\)"
    r"[ \t]{0,4}[-\u2013\u2014]"
)
# By John Doe, Associated Press; By Reuters. A name of a person may end like that of an agency.
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i) (?:[^\n]{1,80}?(?:,|/|\|| of| for) ?)?"
    rf"(?:[Tt]he )?({_AGENCY})(?: [Ww]riters?)?"
)
# Source: Reuters; Copyright 2014 The Associated Press. All rights reserved.
_SOURCE = r"(?:[Ss]ource|[Qq]uelle|[Ff]uente|[Ff]onte|[Vv]ia) ?:? ?"
_COPYRIGHT = r"(?:[Cc]opyright|\u00a9|\([Cc]\))[\s\d\u00a9]{1,10}"
_CREDIT = re.compile(
    rf"(?:{_SOURCE}|{_COPYRIGHT})?[-\u2013\u2014(]? ?"
    rf"(?:[Tt]he )?({_AGENCY})[).]?(?: [^\n]{{0,60}}rights[^\n]{{0,30}})?"
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
        if found := _DATELINE.match(line[0]):
            return _name(found, line.start())
    for line in (*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]):
        credit = line[0].strip()
        if len(credit) <= _LONGEST and (found := _BYLINE.fullmatch(credit) or _CREDIT.fullmatch(credit)):
            return _name(found, line.start() + line[0].index(credit))
    return None


def name_agency(text: str) -> str:
    """The name that stands for an agency however a text calls it; other names as they are, without "the"."""
    plain = " ".join(text.split()).removeprefix("the ").removeprefix("The ")
    return _NAMES.get(plain.removesuffix(" news agency"), plain)


def _name(found: re.Match[str], offset: int) -> Agency:
    return Agency(_NAMES[found[1]], offset + found.start(1), offset + found.end(1))
