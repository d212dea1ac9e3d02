"""Classes of events as news tells them: words of one class may tell the same event.

General knowledge of English, in base forms; inflected forms meet their base by stem. A word in two
classes belongs to both. What a class is called matters to nobody but the reader of a finding.
"""

from __future__ import annotations

from functools import cache

from compare.text.stopwords import stem

_CLASSES = """
leave: leave left depart departure resign resignation quit defect defection defector flee fled flight exit abandon retire \
retirement oust ouster withdraw withdrawal desert desertion escape abdicate abdication
travel: depart departure flee flight escape travel trip arrive arrival land visit return reach
retreat: retreat withdraw withdrawal withdrew pullback setback repel repulse rout
attack: attack assault strike airstrike bomb bombing bombard bombardment raid shell shelling offensive invade invasion \
ambush hit pound
kill: kill killed killing dead die died death deadly fatal fatality murder slay slain assassinate assassination execute \
execution casualty lose
injure: injure injury wound wounded hurt casualty
arrest: arrest detain detention custody jail imprison imprisonment capture seize apprehend
release: release free freed liberate parole acquit acquittal
charge: charge accuse accusation indict indictment prosecute prosecution sue lawsuit allege allegation
convict: convict conviction guilty sentence verdict
win: win won victory victor triumph beat beaten defeat prevail
lose: lose lost defeat loss beaten
elect: elect election vote ballot poll
appoint: appoint appointment name nominate nomination promote promotion hire install
dismiss: dismiss dismissal fire fired sack sacking remove removal oust ouster suspend suspension
rise: rise rose risen increase climb jump surge soar grow growth grew gain advance spike swell accelerate hike raise
fall: fall fell fallen decline drop dip decrease plunge slump shrink shrank sink sank tumble slide slow contract cut \
reduce reduction lower
begin: begin began begun start launch open introduce commence
end: end stop halt cease close closure finish conclude conclusion cancel scrap abolish
announce: announce announcement unveil declare declaration reveal disclose
agree: agree agreement deal accord pact treaty settle settlement approve approval sign
reject: reject rejection refuse refusal deny denial decline oppose opposition veto rebuff
support: support endorse endorsement favour favor
protest: protest demonstrate demonstration rally march riot unrest uprising revolt rebellion
collapse: collapse crumble fail failure bankrupt bankruptcy disintegrate teeter topple
crash: crash collide collision wreck derail sink sank capsize
buy: buy bought acquire acquisition purchase takeover merge merger
sell: sell sold sale divest
pay: pay paid payment compensate compensation fine
warn: warn warning caution alert threaten threat
investigate: investigate investigation probe inquiry enquiry examine review
rescue: rescue save saved evacuate evacuation
build: build built construct construction
destroy: destroy destruction ruin devastate decimate degrade demolish damage
help: help aid assist assistance relief
send: send sent dispatch deploy deployment
meet: meet met meeting talk talks summit negotiate negotiation
plan: plan intend propose proposal
leak: leak leaked expose
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


def find_event_classes(token: str) -> frozenset[str]:
    """The classes of events a lower-cased word can tell; none for most words."""
    return _classes().get(stem(token), frozenset())


# Verbs that tell an event of the class only with the small word that follows: pushed back, stepped down.
_PHRASES = (
    ("retreat", "push drive driven drove beat beaten force pull fall fell move", "back"),
    ("leave", "step stepped stand stood", "down aside"),
    ("leave", "drop dropped pull bow bowed", "out"),
    ("reject", "turn", "down"),
    ("begin", "kick set", "off out"),
    ("end", "call called break broke broken shut", "off down"),
    ("attack", "carry carried", "out"),
    ("destroy", "wipe wiped tear tore torn blow blew blown", "out down up"),
    ("rise", "go went gone", "up"),
    ("fall", "go went gone", "down"),
)


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
    return _phrases().get((stem(verb), particle))
