"""Words for saying that tell no more than that something was said."""

from __future__ import annotations

from compare.text.stopwords import stem

_PLAIN_CUES = frozenset(map(stem, "say said tell told add continue go".split()))
# The same in other languages, in the forms that news uses, with phrases such as "according to".
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
    # English
    "according adds".split()
)


def name_cue(cue: str) -> str:
    """A cue in small letters; "said" for each that says no more, in any language."""
    low = cue.lower()
    return "said" if low in _PLAIN_FORMS or stem(low) in _PLAIN_CUES else low
