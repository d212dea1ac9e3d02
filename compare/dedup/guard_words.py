"""The words that `--guard numbers` knows: of numbers, dates and negations, in the languages the report reads.

A word that is mostly something else counts only where its neighbours say so, such as may, or the t of don't.
"One" and "first" are left out: where they become another number, that one counts; else they are none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.extract.date_words import (
    ENGLISH_MONTHS,
    FOREIGN_MONTHS,
    RELATIVE_DAYS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from compare.extract.number_words import SCALES, SMALL
from compare.text.guard import GuardKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBERS = """
second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth
hundredth thousandth tens dozens hundreds thousands lakhs millions crores billions trillions half
halves thirds quarter quarters fifths sixths tenths couple twice thrice double doubled doubles
triple tripled triples quadrupled halved zwei drei vier fünf sechs sieben acht neun zehn zwölf
dreizehn vierzehn fünfzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert
tausend hunderte tausende millionen milliarde milliarden dutzend halb deux trois quatre cinq sept
huit neuf dix onze douze treize quatorze quinze vingt trente quarante cinquante soixante mille
milliers milliard milliards douzaine moitié demi dos tres cuatro cinco seis siete ocho nueve diez
doce trece catorce veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil
millón millones docena mitad quattro cinque sette otto nove dieci undici dodici venti cento mila
milione milioni miliardo miliardi metà dois duas três quatro sete oito dez vinte trinta quarenta cem
milhão milhões bilhão bilhões metade twee drie vijf zes zeven negen tien twaalf twintig dertig
veertig vijftig honderd duizend miljoen miljard helft nil nought noon midday midnight ii iii iv vi
vii viii ix xii xiii xiv
"""
_NEGATIONS = """
hardly barely scarcely fail fails failed failing not no never none nobody nothing nowhere neither
nor cannot without deny denies denied denying refuse refuses refused refusing reject rejects
rejected rejecting nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne pas
jamais aucun aucune rien sans nunca jamás ningún ninguno ninguna nada nadie sin tampoco non nessun
nessuno nessuna niente nulla senza não nenhum nenhuma ninguém sem niet geen nooit niets niemand
zonder
"""
# Before a t that was parted from them by an apostrophe.
_STEMS = """
can don won isn aren wasn weren doesn didn hasn haven hadn couldn shouldn wouldn mustn mightn needn
shan ain
"""
_UNSURE_MONTHS = frozenset("may march mars mayo mei".split())
_UNSURE_SHORT = frozenset("jan mar jun jul sep mon wed sat sun".split())
_UNSURE_SEASONS = frozenset({"fall"})  # mostly a verb, and then often beside a figure
_OPENERS = """
in since until till by from during before after between through of last next early late mid im en
seit bis
"""
_RELATIVE = """
last next previous past coming letzte letzten letzter letztes nächste nächsten nächster nächstes
vorige vorigen volgende
"""
_PERIODS = """
week weeks weekend month months year years night fortnight decade century season woche wochen
wochenende monat monate jahr jahre nacht maand maanden jaar nacht
"""


def _collect() -> dict[str, GuardKind]:
    kinds: defaultdict[str, GuardKind] = defaultdict(lambda: GuardKind(0))

    def add(words: Iterable[str], kind: GuardKind) -> None:
        for word in words:
            kinds[word.lower()] |= kind

    months = {*ENGLISH_MONTHS, *FOREIGN_MONTHS}
    add([*SMALL, *SCALES, *_NUMBERS.split(), *_NEGATIONS.split()], GuardKind.ALWAYS)
    add([*months - _UNSURE_MONTHS, *WEEKDAYS, *RELATIVE_DAYS], GuardKind.ALWAYS)
    short = {word.lower() for word in (*SHORT_MONTHS, *SHORT_WEEKDAYS)}
    add(short - _UNSURE_SHORT, GuardKind.ALWAYS)
    add([*months & _UNSURE_MONTHS, *short & _UNSURE_SHORT], GuardKind.DATE)
    add(SEASONS.keys() - _UNSURE_SEASONS, GuardKind.DATE | GuardKind.PERIOD)
    add(_OPENERS.split(), GuardKind.OPENER)
    add(_RELATIVE.split(), GuardKind.RELATIVE)
    add(_PERIODS.split(), GuardKind.PERIOD)
    add(_STEMS.split(), GuardKind.STEM)
    add(["t"], GuardKind.SHORT)
    del kinds["one"]
    return dict(kinds)


GUARD_WORDS: Mapping[str, GuardKind] = _collect()
"""What each of these words is to a guard."""
