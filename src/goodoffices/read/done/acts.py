"""An act as read, and how an operator turns one act into another.

A plain trigger tells its own act: "Russia invaded Ukraine". An operator turns the act it governs
into another: who *offers* to mediate AGREEs, who *refuses* REJECTs, who *asks* REQUESTs, who
*halts* talks SANCTIONs and who halts an attack CONCEDEs. So "refused to hold talks" is one event, a
refusal, and what is refused is not counted as done. Here are the acts and the tables of turning;
:mod:`~goodoffices.read.done.reader` finds them in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.read.clause.roles import Ids
from goodoffices.read.done.triggers import HOSTILE, Group

POSITIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
"""Types that help; promising one is agreement, refusing one rejection."""

# CAMEO's second figure for the act that is promised, asked for, refused or ended
KIND = {
    "intend": {
        "COOPERATE": "031",
        "AID": "033",
        "CONCEDE": "035",
        "RETREAT": "035",
        "CONSULT": "036",
        "SUPPORT": "030",
    },
    "ask": {
        "COOPERATE": "021",
        "SUPPORT": "022",
        "AID": "023",
        "CONCEDE": "025",
        "RETREAT": "025",
        "CONSULT": "026",
    },
    "demand": {
        "COOPERATE": "101",
        "SUPPORT": "102",
        "AID": "103",
        "CONCEDE": "105",
        "RETREAT": "105",
        "CONSULT": "106",
    },
    "refuse": {
        "COOPERATE": "121",
        "AID": "122",
        "CONCEDE": "124",
        "RETREAT": "124",
        "CONSULT": "125",
        "SUPPORT": "120",
    },
    "threaten": {
        "ASSAULT": "138",
        "COERCE": "137",
        "SANCTION": "132",
        "PROTEST": "133",
        "MOBILIZE": "138",
    },
}
MEDIATION = {
    "intend": "039",
    "ask": "028",
    "demand": "108",
    "refuse": "126",
    "threaten": "135",
    "welcome": "038",
    "accept": "038",
    "stop": "165",
}
MODES = {
    "ask": {"CONSULT": "meet", "AID": "assist", "CONCEDE": "yield", "RETREAT": "yield"},
    "refuse": {"CONSULT": "meet", "AID": "assist", "CONCEDE": "yield", "RETREAT": "yield"},
}


@dataclass(frozen=True)
class SentenceAct:
    """One act as read: its kind, the words that tell it, who did it to whom.

    ``trigger`` is the token that decided the type, ``base`` the innermost one ("offered to
    *mediate*"). ``turn`` names the operator that made it. ``near`` says that the recipient was only
    the nearest other actor, not found by its role; ``resolved`` that a modal ("would", "must") has
    been read into the type and no longer makes the act hypothetical. ``helpers`` mediate.
    """

    type: str
    trigger: int
    base: int
    group: Group
    actors: Ids = ()
    recipients: Ids = ()
    mode: str | None = None
    cameo: str | None = None
    turn: str = ""
    joint: bool = False
    near: bool = False
    noun: bool = False
    resolved: bool = False
    helpers: Ids = ()


def promised(inner: SentenceAct) -> SentenceAct:
    """Turn a plain act into a promise of it, or a threat: what "will" and "plans to" do."""
    if inner.group.mediation and inner.type == "CONSULT":
        return replace(
            inner,
            type="AGREE",
            cameo="039",
            turn="intend",
            mode=None,
            helpers=inner.helpers or inner.actors,
            trigger=inner.trigger,
        )
    if inner.group.mediation and inner.turn == "stop":
        return replace(inner, type="THREATEN", cameo="135", turn="threaten", mode=None)
    if inner.type in HOSTILE and inner.type != "THREATEN":
        code = KIND["threaten"].get(inner.type, "130")
        code = "134" if inner.cameo == "164" else code
        return replace(inner, type="THREATEN", cameo=code, turn="threaten", mode=None)
    if inner.type in POSITIVE:
        return replace(
            inner,
            type="AGREE",
            cameo=KIND["intend"][inner.type],
            turn="intend",
            mode="visit" if inner.mode == "visit" else None,
        )
    return inner


def unwilling(act: SentenceAct) -> SentenceAct:
    """Read "will not": a refusal of what helps; what hurts is left as denied."""
    if act.group.turns == "tolerate":
        return replace(act, type="THREATEN", cameo="130", turn="threaten", resolved=True)
    if act.type not in POSITIVE and act.type != "AGREE":
        return act
    cameo = "126" if act.group.mediation else KIND["refuse"].get(act.type, "120")
    return replace(
        act,
        type="REJECT",
        cameo=cameo,
        turn="refuse",
        mode=MODES["refuse"].get(act.type),
        resolved=True,
    )


def together(act: SentenceAct, actors: Ids, others: Ids) -> SentenceAct:
    """Make an act done with one another: both sides are actor and recipient where neither leads."""
    actors = tuple(dict.fromkeys(actors))
    others = tuple(o for o in dict.fromkeys(others) if o not in actors)
    if others and actors:
        return replace(act, actors=actors, recipients=others, joint=False)
    side = actors or others
    joint = len(side) > 1
    return replace(act, actors=side, recipients=side if joint else (), joint=joint)
