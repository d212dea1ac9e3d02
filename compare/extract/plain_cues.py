"""Words for saying that tell no more than that something was said, and those that tell how."""

from __future__ import annotations

from functools import cache

from compare.extract.cues import find_cues, inflect

# English verbs that judge what is said, or tell with what force or feeling it was: only these are news.
_TELLING = """
accuse acknowledge admit allege apologise apologize argue assail attack bark bash belittle bemoan blame
blast boast brag caution challenge charge chide claim complain concede condemn confess contend counter
criticise criticize cry decry defend demand denigrate denounce deny deride dismiss disparage exclaim
excoriate fume gloat grouse grumble guess hedge hint imply implore insinuate insist insult joke lambast
lambaste lament mock mutter oppose plead pledge praise predict promise protest quip rail rebuke ridicule
savage scoff scold scream shout slam sneer speculate suggest swear taunt tease threaten urge vow warn
whisper worry yell
"""
# In other languages, in the forms that news uses, with phrases such as "according to".
_PLAIN_FORMS = frozenset(
    # German, Dutch
    "sagt sagte gesagt sagten so fügt fügte erklärt erklärte erzählt erzählte laut zufolge "
    "zegt zei gezegd zeiden aldus volgens vertelt vertelde voegt voegde "
    # French, Spanish
    "dit disait disent déclare déclaré déclarait ajoute ajouté ajoutait selon poursuit poursuivi "
    "dice dijo dicho dijeron dicen declara declaró declarado añade añadió añadido según agrega agregó "
    # Italian, Portuguese
    "detto disse dicono dichiara dichiarato dichiarò aggiunge aggiunto aggiunse secondo "
    "diz disseram dizem declarou acrescenta acrescentou segundo afirmou afirma afirmó afirmado "
    # English, of other verbs than those of speech
    "adds tell tells told telling go goes went going shot continuing".split()
)


def name_cue(cue: str) -> str:
    """A cue in small letters; "said" for each that says no more, in any language."""
    low = cue.lower()
    if low in _telling():
        return low
    plain = low in _PLAIN_FORMS or low in _english() or low.startswith("according")
    return "said" if plain else low


@cache
def _telling() -> frozenset[str]:
    return frozenset(form for verb in _TELLING.split() for form in inflect(verb))


@cache
def _english() -> frozenset[str]:
    """Every English cue: a verb such as wrote, a noun such as motto."""
    cues = find_cues("en")
    return cues.verbs | cues.nouns
