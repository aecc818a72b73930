"""Mediation: who stands between whom, how far it is, and when it is none of our business.

The algebra of :mod:`~goodoffices.read.done.acts` finds that somebody mediates, offers, asks,
accepts, refuses or stops. Here the parties are completed from the clause ("in the border dispute
between Peru and Ecuador"), a mention such as "this mediation role" borrows the parties of the last
one, and mediation between employers and unions, spouses or clubs is left out.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.evidence.claims import Stage
from goodoffices.read.clause.roles import Ids, Scene
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.words import words

_STAGES: dict[str, Stage] = {
    "intend": "offered",
    "ask": "requested",
    "demand": "requested",
    "accept": "accepted",
    "refuse": "refused",
}
_THESE = frozenset({"this", "that", "these", "those", "its", "their", "his", "her", "the", "such"})


def stage(scene: Scene, act: SentenceAct) -> Stage:
    """Return how far a mediation is."""
    if act.turn == "stop":
        return "suspended" if scene.token(act.trigger).lemma in words("pauses") else "ended"
    return _STAGES.get(act.turn, "under_way")


def complete(scene: Scene, act: SentenceAct, before: SentenceAct | None) -> SentenceAct:
    """Return a mediation with its parties; ``before`` is the last one of the document.

    Recipients are, for a request or a refusal, the mediator and the other side; else the parties.
    """
    helpers = _states_once(scene, act.helpers)
    parties = tuple(r for r in act.recipients if r not in helpers)
    if len(parties) < 2:
        more = around(scene, act, {*act.actors, *helpers, *parties})
        parties = (*parties, *more) if not parties or _fits(act, parties) else parties
    if not parties and before is not None and _points_back(scene, act):
        known = [a for a in (*before.actors, *before.recipients) if a not in before.helpers]
        parties = tuple(a for a in known if a not in {*act.actors, *helpers})
    addressed = tuple(h for h in helpers if h not in act.actors)
    return replace(act, helpers=helpers, recipients=tuple(dict.fromkeys((*addressed, *parties))))


def _fits(act: SentenceAct, parties: Ids) -> bool:
    """Tell whether more parties may be looked for: never where both sides are already known."""
    sides = set(parties) | (set(act.actors) - set(act.helpers))
    return len(sides) < 2


def _states_once(scene: Scene, helpers: Ids) -> Ids:
    """Drop a state where one of its persons mediates ("Norwegian envoy Terje Roed-Larsen")."""
    get, country = scene.actors.get, scene.actors.country
    persons = {country(h) for h in helpers if (a := get(h)) is not None and a.kind == "person"}
    return tuple(
        h
        for h in helpers
        if (a := get(h)) is None or a.kind == "person" or a.country not in persons - {None}
    )


def around(scene: Scene, act: SentenceAct, known: set[str]) -> Ids:
    """Return the other actors of the clause that tells a mediation, conditions left out."""
    told_of = scene.token(act.trigger).dep == "relcl" and scene.passive(act.trigger)
    top = carrier(scene, scene.token(act.trigger).head if told_of else act.trigger)
    inside = set(clause(scene, top))
    found = []
    sentence = scene.parse.sentence_of(top)
    for first, _last, actor in scene.actors.within(sentence.first, sentence.last):
        country = scene.actors.country(actor)
        kin = {scene.actors.country(k) for k in known} - {None}
        if first in inside and actor not in known and country not in kin:
            found.append(actor)
    return tuple(dict.fromkeys(found))


def carrier(scene: Scene, i: int) -> int:
    """Return the head of the clause that a word belongs to as subject, object or complement."""
    top = i
    for child, head in scene.above(i):
        if scene.token(child).dep not in {
            "acomp",
            "attr",
            "xcomp",
            "dobj",
            "prep",
            "pobj",
            "acl",
            "compound",
            "nsubj",
            "nsubjpass",
            "oprd",
        }:
            break
        if scene.token(child).lower in words("granting words"):
            break
        top = head
    return top


def clause(scene: Scene, i: int) -> list[int]:
    """Return the tokens of a clause without "after …", "if …" and clauses beside it."""
    found = [i]
    for c in scene.kids(i):
        token = scene.token(c)
        beside = token.dep in {"advcl", "relcl", "parataxis", "conj"} and scene.verb(c)
        if beside and not factuality.purpose(scene, c):
            continue
        if token.dep == "prep" and token.lower in words("granting words") | {
            "at",
            "according",
        }:
            continue
        found += clause(scene, c)
    return found


def _points_back(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether the mediation's noun points to one told before ("this mediation role")."""
    base = act.base
    nouns = [*scene.objects(base), *scene.phrases(base)] if scene.verb(base) else []
    for at in {base, scene.token(base).head, *nouns}:
        for c in scene.kids(at, "det", "poss"):
            if scene.token(c).lower in _THESE:
                return True
    return False


def domestic(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether a mediation is between others than states, peoples and armed groups."""
    if len(_publics(scene, act.recipients, act.helpers)) >= 2:
        return False
    sentence = scene.parse.sentence_of(act.trigger)
    at = [i for i in range(sentence.first, sentence.last) if scene.actors.at(i) is None]
    lemmas = {scene.token(i).lemma for i in at}
    return bool(lemmas & words("domestic mediation"))


def _publics(scene: Scene, sides: Ids, helpers: Ids) -> set[str]:
    """Return the countries or groups among some sides, other than the helpers'."""
    country = scene.actors.country
    own = {country(h) or h for h in helpers}
    return {country(s) or s for s in sides} - own
