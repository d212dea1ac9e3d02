"""Small words that tell where a noun phrase begins and ends, in the languages whose cues are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_PREPOSITIONS = {
    "en": """
        about above across after against alongside amid among around at before behind beside between
        beyond by despite during for from in inside into near of off on onto outside over past
        regarding since through throughout to toward towards under until upon via with within without
        than like including
    """,
    "de": """
        am an auf aus bei beim durch für gegen im in ins mit nach ohne seit über um unter vom von vor
        während zu zum zur
    """,
    "fr": """
        à après au aux avant avec chez contre dans de des depuis du en entre lors par pendant pour
        sans sous sur vers
    """,
    "es": "a al ante bajo con contra de del desde durante en entre hacia hasta para por sin sobre tras",
    "it": """
        a al alla con contro da dal dalla de del della di dopo durante fra in nel nella per prima su
        sul tra
    """,
    "pt": "à ao com contra da de desde do durante em entre na no para pela pelo por sem sobre",
    "nl": "aan achter bij binnen door in met na naar om onder op over sinds tegen tijdens tot uit van voor",
}
_DETERMINERS = {
    "en": """
        a an the his her its their our my your this these those one another some many several two
        three four five most few both other each any every no all such certain various numerous more
        at-least dozens hundreds thousands
    """,
    "de": "der die das den dem des ein eine einen einem einer ein viele einige mehrere ihr ihre sein seine",
    "fr": "le la les un une des l son sa ses leur leurs plusieurs ce cette ces",
    "es": "el la los las un una unos unas su sus varios este esta",
    "it": "il lo la i gli le un uno una l suo sua loro alcuni",
    "pt": "o a os as um uma uns umas seu sua vários",
    "nl": "de het een zijn haar hun deze dit enkele",
}
_SINGULAR = {
    "en": {"he": "m", "she": "f"},
    "de": {"er": "m", "sie": "f"},
    "fr": {"il": "m", "elle": "f"},
    "es": {"él": "m", "ella": "f"},
    "it": {"lui": "m", "lei": "f", "egli": "m"},
    "pt": {"ele": "m", "ela": "f"},
    "nl": {"hij": "m", "zij": "f", "ze": "f"},
}
_OTHER_PRONOUNS = {
    "en": "i we you they it someone somebody everyone everybody nobody anyone people",
    "de": "ich wir ihr es man",
    "fr": "je nous vous ils elles on",
    "es": "yo nosotros ellos ellas",
    "it": "io noi loro",
    "pt": "eu nós eles elas",
    "nl": "ik wij we jullie",
}
_RELATIVE = {
    "en": "who which that",
    "de": "der die das",
    "fr": "qui",
    "es": "que quien",
    "it": "che",
    "pt": "que quem",
    "nl": "die dat",
}
# What ends a noun phrase for certain: conjunctions, auxiliaries, and the like.
_BREAKS = {
    "en": """
        but because while when whenever where whereas if though although unless as so or nor then that
        which who whom whose what how why whether is are was were be been being am has have had do
        does did will would can could may might must shall should not than went came got made took
        gave said says told there here
    """,
    "de": """
        aber weil während wenn wo ob obwohl dass und oder ist sind war waren hat haben hatte wird
        wurde nicht wie sei seien wäre werde werden würde habe hätte
    """,
    "fr": "mais parce quand si que qui où et ou est sont était a ont avait ne pas",
    "es": "pero porque cuando si que quien donde y o es son era fue ha han había no",
    "it": "ma perché quando se che chi dove e o è sono era ha hanno aveva non",
    "pt": "mas porque quando se que quem onde e ou é são era foi tem não",
    "nl": "maar omdat terwijl als waar of dat die en is zijn was heeft hebben had niet",
}
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
_TIMES = """
monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow last this next
week month year morning afternoon evening night earlier later recently ago january february march april
june july august september october november december jan feb aug sept oct nov dec early late
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern
lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir
lunes martes miércoles jueves viernes sábado domingo ayer hoy
lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira ontem hoje
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag
"""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of a language, all in lower case."""

    prepositions: frozenset[str]
    determiners: frozenset[str]
    singular: dict[str, str]
    """Pronouns for one person, with the gender: he is m."""

    pronouns: frozenset[str]
    relative: frozenset[str]
    breaks: frozenset[str]
    conjunction: str
    times: frozenset[str]


@cache
def find_grammar(language: str) -> Grammar:
    """The small words of a language, named by its two letters."""
    singular = _SINGULAR[language]
    return Grammar(
        frozenset(_PREPOSITIONS[language].split()),
        frozenset(_DETERMINERS[language].split()),
        singular,
        frozenset(singular) | frozenset(_OTHER_PRONOUNS[language].split()),
        frozenset(_RELATIVE[language].split()),
        frozenset(_BREAKS[language].split()),
        _AND[language],
        frozenset(_TIMES.split()),
    )
