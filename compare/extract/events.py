"""Classes of events as news tells them: words of one class may tell the same event.

General knowledge of English, in base forms; inflected forms meet their base by stem. A word in two
classes belongs to both. What a class is called matters to nobody but the reader of a finding.
"""

from __future__ import annotations

from functools import cache, lru_cache

from compare.text.remembered import Remembered
from compare.text.stopwords import stem

_CLASSES = """
leave: depart departure resign resignation quit defect defection defector flee flight exit abandon \
retire retirement oust ouster withdraw withdrawal desert desertion escape abdicate abdication
travel: depart departure flee flight escape arrive arrival
retreat: retreat withdraw withdrawal pullback setback repel repulse rout
attack: attack assault strike airstrike bomb bombing bombard bombardment raid shell shelling offensive \
invade invasion ambush
kill: kill die death fatality murder slay assassinate assassination execute execution
injure: injure injury wound hurt
arrest: arrest detain detention custody jail imprison imprisonment capture seize apprehend
release: release free liberate parole acquit acquittal
charge: charge accuse accusation indict indictment prosecute prosecution sue lawsuit
convict: convict conviction sentence verdict
win: win victory triumph beat defeat prevail
elect: elect election vote
appoint: appoint appointment nominate nomination hire
dismiss: dismiss dismissal fire sack oust ouster suspend suspension
reject: reject rejection refuse refusal deny denial decline veto rebuff
approve: approve approval ratify ratification endorse endorsement
collapse: collapse crumble topple disintegrate
crash: crash collide collision wreck derail derailment capsize sink
buy: buy acquire acquisition takeover merge merger
investigate: investigate investigation probe inquiry enquiry
rescue: rescue evacuate evacuation
destroy: destroy destruction devastate decimate demolish
marry: marry marriage wed wedding divorce
"""


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The classes of each stem."""
    table: dict[str, set[str]] = {}
    for row in _CLASSES.strip().splitlines():
        name, words = row.split(":")
        for word in words.split():
            table.setdefault(stem(word), set()).add(name)
    return {word: frozenset(names) for word, names in table.items()}


@lru_cache(maxsize=1 << 16)
def find_event_classes(token: str) -> frozenset[str]:
    """The classes of events a lower-cased word can tell; none for most words."""
    return _classes().get(stem(token), frozenset())


# Verbs that tell an event of the class only with the small word that follows: pushed back, stepped down.
_PHRASES = (
    ("retreat", "push drive driven drove beat beaten force pull fall fell move", "back"),
    ("leave", "step stepped stand stood", "down aside"),
    ("leave", "drop dropped pull bow bowed", "out"),
    ("reject", "turn", "down"),
    ("destroy", "wipe wiped tear tore torn", "out down"),
)

_PARTICLES = frozenset(particle for _, _, particles in _PHRASES for particle in particles.split())


@cache
def _phrases() -> dict[tuple[str, str], str]:
    return {
        (stem(verb), particle): name
        for name, verbs, particles in _PHRASES
        for verb in verbs.split()
        for particle in particles.split()
    }


def find_phrase_class(verb: str, particle: str) -> str | None:
    """The class of events that a verb tells with this small word behind it, if any."""
    return _phrases().get((stem(verb), particle)) if particle in _PARTICLES else None


@cache
def _phrase_verbs() -> frozenset[str]:
    return frozenset(verb for verb, _ in _phrases())


def _can_tell(token: str) -> bool:
    return bool(find_event_classes(token)) or stem(token) in _phrase_verbs()


_TELLING = Remembered(_can_tell)


def can_tell_event(token: str) -> bool:
    """Whether a lower-cased word can tell an event, alone or with a small word behind it."""
    return _TELLING[token]
