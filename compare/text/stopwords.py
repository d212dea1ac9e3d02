"""Words too common to say what a text is about, and the stems of the others."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compare.text.words import list_plain_tokens

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE = 20_000  # characters of a text by which its language is told
# Share of the words: a third or more of English news, never below a fifth; of German and Spanish a tenth.
_OF_ENGLISH = 0.15
# English function words, auxiliaries, and the commonest verbs of saying nothing in particular.
STOPWORDS = frozenset(
    "a about above across after again against all almost along already also although always am among an "
    "and another any anyone anything are aren around as at away be became because become been before "
    "behind being below between both but by came can cannot come could couldn d did didn do does doesn "
    "doing don done down during each either else enough even ever every everyone everything few for from "
    "further gave get gets getting give given go goes going gone got had hadn has hasn have haven having "
    "he her here hers herself him himself his how however i if in indeed instead into is isn it its "
    "itself just kept least less let like ll m made make makes making many may maybe me might mine more "
    "most much must my myself near need neither never no nor not nothing now of off often on once one "
    "ones only onto or other others our ours ourselves out over own per perhaps put quite rather re "
    "really s same say saying says said see seem seemed seems several shall she should shouldn since so "
    "some someone something soon still such t take taken takes taking tell tells than that the their "
    "theirs them themselves then there these they thing things this those though through thus to today "
    "together told too took toward towards under until up upon us use used uses using ve very via was "
    "wasn way we well went were weren what whatever when where whether which while who whole whom whose "
    "why will with within without won would wouldn yes yesterday yet you your yours yourself mr mrs ms dr "
    "think thinks thought thinking know knows known knew want wants wanted believe believes believed look "
    "looks looked come comes coming find finds found ask asks asked call calls called put puts seems mean "
    "means meant".split()
)


def is_stopword(token: str) -> bool:
    """Whether a lower-cased word says nothing by itself."""
    return token in STOPWORDS


def is_english(text: str) -> bool:
    """Whether enough words of a text are function words of English; one without words may be anything."""
    words = list_plain_tokens(text[:_SAMPLE])
    return sum(map(is_stopword, words)) >= _OF_ENGLISH * len(words)


# English verbs whose past, and nouns whose plural, the stemmer cannot bring home.
_IRREGULAR = """
arose arise|became become|began begin|begun begin|bit bite|blew blow|blown blow|bore bear|bought buy
bound bind|bred breed|broke break|broken break|brought bring|built build|burnt burn|caught catch
chose choose|chosen choose|clung cling|crept creep|dealt deal|drawn draw|drew draw|driven drive
drove drive|dug dig|fallen fall|fed feed|fell fall|felt feel|flown fly|flew fly|fled flee
flung fling|forbade forbid|forgot forget|forgotten forget|fought fight|found find|froze freeze
frozen freeze|grew grow|grown grow|held hold|hid hide|hidden hide|hung hang|knew know|known know
laid lay|led lead|lent lend|lit light|lost lose|meant mean|met meet|paid pay|ran run|risen rise
rode ride|rose rise|sang sing|sank sink|sought seek|sold sell|sent send|shaken shake|shook shake
shot shoot|showed show|shown show|shrank shrink|shrunk shrink|slain slay|slept sleep|slew slay
slid slide|sped speed|spent spend|spoke speak|spoken speak|sprang spring|spun spin|stole steal
stolen steal|stood stand|struck strike|stuck stick|sued sue|sunk sink|swept sweep|swore swear
sworn swear|swum swim|swung swing|taught teach|thought think|threw throw|thrown throw|tore tear
torn tear|understood understand|withdrawn withdraw|withdrew withdraw|woke wake|won win|wore wear
worn wear|woven weave|wrote write|written write|died die|dying die|ate eat|eaten eat|beaten beat
bent bend|drank drink|foresaw foresee|forgave forgive|forgiven forgive|learnt learn|misled mislead
mistaken mistake|mistook mistake|overcame overcome|overthrew overthrow|overthrown overthrow|proven prove
rebuilt rebuild|strove strive|swam swim|undergone undergo|undertaken undertake|undertook undertake
underwent undergo|upheld uphold|wept weep|withheld withhold
men man|women woman|children child|feet foot|teeth tooth|mice mouse|knives knife|thieves thief|wolves wolf
halves half|wives wife|crises crisis|policemen policeman|firemen fireman|gunmen gunman|spokesmen spokesman
businessmen businessman|fishermen fisherman|servicemen serviceman|congressmen congressman
""".replace("\n", "|")

# Words that the stemmer takes for another one: an executive for who executes, a department for who departs.
_APART = """
executive executives|department departments|liberal liberals|route routes|nominal nominally|invasive
suspense|quite|majority majorities|important importance|positive positives
""".replace("\n", "|")


@cache
def _present() -> dict[str, str]:
    return dict(pair.split() for pair in _IRREGULAR.split("|") if pair)


@cache
def _apart() -> dict[str, str]:
    rows = (row.split() for row in _APART.split("|"))
    return {word: words[0] for words in rows for word in words}


@cache
def _stem_word() -> Callable[[str], str]:
    from snowballstemmer import stemmer  # noqa: PLC0415 - a tenth of the start-up time of --help

    return stemmer("english").stemWord  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 16)
def stem(token: str) -> str:
    """The stem of a lower-cased word (Snowball, Porter 2): defection gives defect, fled gives flee."""
    token = token.removesuffix("'s")
    return _apart().get(token) or _stem_word()(_present().get(token, token))
