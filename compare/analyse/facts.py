"""Facts: groups of mentions, in two documents or more, of one event, one office or one claim.

Three kinds of evidence make a group, the plainest first: an event of one class that befalls one participant,
told with further words in common; an office given to one person; clauses that share most of their signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.claim_facts import group_claims, group_roles
from compare.analyse.event_facts import group_events
from compare.analyse.merging import merge_drafts
from compare.results import WORDING, Certainty, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analyse.events import Mention, RoleMention
    from compare.analyse.judging import Judge
    from compare.analyse.matching import Pair
    from compare.results import Fact


_OF_PLACE = {"where", WORDING}  # one place in another is hard to tell from two


def find_facts(
    mentions: Sequence[Mention],
    roles: Sequence[RoleMention],
    pairs: Sequence[Pair],
    judge: Judge,
) -> list[Fact]:
    """Facts told in two documents or more, sure ones first, then those as `rank_fact` orders them."""
    background = judge.background
    events = group_events(mentions, background)
    claims = group_claims(pairs, events, judge)
    drafts = [*merge_drafts([*events, *claims]), *group_roles(roles, background.names)]
    return sorted((draft.finish() for draft in drafts), key=rank_fact)


def rank_fact(fact: Fact) -> tuple[bool, int, bool, float, str, int]:
    """What matters leads: conflicts, of places last; then other words, what is compatible, what is alike."""
    maybe = fact.certainty is Certainty.MAYBE
    place = {attribute.name for attribute in fact.conflicts} <= _OF_PLACE
    first = fact.mentions[0]
    told = 0 if maybe else list(Telling).index(fact.told)
    return maybe, told, place and not maybe, -fact.score, first.document.id, first.start
