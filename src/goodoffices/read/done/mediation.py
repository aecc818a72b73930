"""Mediation: who stands between whom, how far it is, and when it is none of our business.

The algebra of :mod:`~goodoffices.read.done.acts` finds that somebody mediates, offers, asks,
accepts, refuses or stops. Here the parties are completed from the clause ("in the border dispute
between Peru and Ecuador"), a mention such as "this mediation role" borrows the parties of the last
one, and mediation between employers and unions, spouses or clubs is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from goodoffices.evidence.claims import Stage
from goodoffices.read.clause.roles import Ids, Scene, once, without
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
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
"""A result: "41–7"; years and days have more about them."""

_THESE = frozenset({"this", "that", "these", "those", "its", "their", "his", "her", "the", "such"})


def stage(scene: Scene, act: SentenceAct) -> Stage:
    """Return how far a mediation is."""
    if not act.turn and act.cameo == "039":
        return "offered"
    if act.turn == "stop":
        return "suspended" if scene.token(act.trigger).lemma in words("pauses") else "ended"
    return _STAGES.get(act.turn, "under_way")


def complete(scene: Scene, act: SentenceAct, before: SentenceAct | None) -> SentenceAct:
    """Return a mediation with its parties; ``before`` is the last one of the document.

    Recipients are, for a request or a refusal, the mediator and the other side; else the parties.
    """
    helpers = _states_once(scene, act.helpers)
    parties = without(act.recipients, helpers)
    if not parties or (len(parties) < 2 and _fits(act, parties)):
        told = {*act.actors, *helpers, *parties, *_bodies(scene, act)}
        parties = (*parties, *around(scene, act, told))
    if not parties and before is not None and _points_back(scene, act):
        known = without((*before.actors, *before.recipients), before.helpers)
        parties = without(known, (*act.actors, *helpers))
    addressed = without(helpers, act.actors)
    actors = once((*act.actors, *_bodies(scene, act)))
    return replace(act, actors=actors, helpers=helpers, recipients=once((*addressed, *parties)))


def _bodies(scene: Scene, act: SentenceAct) -> Ids:
    """Return the bodies for which persons mediate ("the African Union's envoy Anna Keller")."""
    persons = [scene.actors.get(a) for a in act.actors if a in act.helpers]
    bodies = (p.affiliation for p in persons if p and p.kind == "person" and not p.country)
    return tuple(b for b in bodies if b and scene.actors.get(b))


def _fits(act: SentenceAct, parties: Ids) -> bool:
    """Tell whether more parties may be looked for: never where both sides are already known."""
    own = set() if act.group.appoints else set(act.actors) - set(act.helpers)
    return len(set(parties) | own) < 2


def _states_once(scene: Scene, helpers: Ids) -> Ids:
    """Drop a state where one of its persons mediates ("Norwegian envoy Terje Roed-Larsen")."""
    actors = {h: scene.actors.get(h) for h in helpers}
    persons = {h for h, actor in actors.items() if actor and actor.kind == "person"}
    theirs = {scene.actors.country(h) for h in persons} - {None}
    return tuple(h for h, a in actors.items() if not a or h in persons or a.country not in theirs)


def around(scene: Scene, act: SentenceAct, known: set[str]) -> Ids:
    """Return the other actors of the clause that tells a mediation, conditions left out."""
    relative = scene.token(act.trigger).dep == "relcl" and scene.passive(act.trigger)
    top = carrier(scene, scene.token(act.trigger).head if relative else act.trigger)
    inside = set(clause(scene, top)) - _told_of_helpers(scene, act)
    kin = {scene.actors.country(k) for k in known} - {None}
    sentence = scene.parse.sentence_of(top)
    mentions = scene.actors.within(sentence.first, sentence.last)
    named = (a for i, end, a in mentions if i in inside and not _venue(scene, end - 1))
    return without(
        (a for a in named if scene.actors.country(a) not in kin or _armed(scene, a, act)), known
    )


def _armed(scene: Scene, one: str, act: SentenceAct) -> bool:
    """Tell whether an actor is a movement, which stands against the state whose country it has."""
    actor = scene.actors.get(one)
    group = actor is not None and actor.kind == "group"
    return group and not scene.kin((one,), act.helpers)


def _venue(scene: Scene, i: int) -> bool:
    """Tell whether a state's name says where talks are: "talks in South Africa"."""
    preposition = scene.token(scene.token(i).head)
    if scene.token(i).dep != "pobj" or preposition.lower not in {"in", "at"}:
        return False
    above = scene.token(preposition.head)
    return above.lemma in words("encounters")


def _told_of_helpers(scene: Scene, act: SentenceAct) -> set[int]:
    """Return the tokens that only say who a mediator is: "Amina Weru, the envoy of Kenya"."""
    told: set[int] = set()
    verbs = [v for v in {act.trigger, act.base} if scene.verb(v)]
    for noun in (n for v in verbs for n in scene.subject(v)):
        if not set(scene.ids(noun)) & set(act.helpers):
            continue
        for c in scene.kids(noun, "appos", "relcl", "prep"):
            token = scene.token(c)
            if token.dep != "prep" or token.lower in {"of", "for", "from"}:
                told |= set(scene.parse.subtree(c)) - {act.trigger, act.base}
    return told


_CARRIED = {"acomp", "attr", "xcomp", "dobj", "prep", "pobj"}
_CARRIED |= {"acl", "amod", "compound", "nsubj", "nsubjpass", "oprd"}


def carrier(scene: Scene, i: int) -> int:
    """Return the head of the clause that a word belongs to as subject, object or complement."""
    for child, head in scene.above(i):
        token = scene.token(child)
        if token.dep not in _CARRIED or token.lower in words("granting words"):
            return child
        i = head
    return i


def clause(scene: Scene, i: int) -> list[int]:
    """Return the tokens of a clause without "after …", "if …" and clauses beside it."""
    tokens = [i]
    for c in scene.kids(i):
        token = scene.token(c)
        beside = token.dep in {"advcl", "relcl", "parataxis", "conj"} and scene.verb(c)
        apart = token.dep == "prep" and token.lower in {"at", "according"}
        if apart or factuality.grants(token) or (beside and not factuality.purpose(scene, c)):
            continue
        tokens += clause(scene, c)
    return tokens


def _points_back(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether the mediation's noun points to one told before ("this mediation role")."""
    base = act.base
    nouns = [*scene.objects(base), *scene.phrases(base)] if scene.verb(base) else []
    return any(
        scene.forms(at, "det", "poss") & _THESE for at in (base, scene.token(base).head, *nouns)
    )


def elsewhere(scene: Scene, first: int, last: int) -> bool:
    """Tell whether tokens [first, last) are of sport, of medicine or of a screen."""
    tokens = scene.parse.tokens[first:last]
    if any(_SCORE.fullmatch(t.text) for t in tokens):
        return True
    games = words("games and cells")
    if any(t.lemma in games and scene.actors.at(t.i) is None for t in tokens):
        return True
    if any(f"{a.lower} {b.lower}" in games for a, b in pairwise(tokens)):
        return True
    return any(
        _SCORE.fullmatch("".join(t.text for t in tokens[n : n + 3]))
        and not (n and tokens[n - 1].text in {"-", "–", "/"})  # "(2025-01-17)" is a day
        for n in range(len(tokens))
    )


def _common(scene: Scene, i: int) -> bool:
    """Tell whether a word names nobody by name: no actor, or one of common nouns ("elders")."""
    actor = scene.actors.get(scene.actors.at(i))
    return actor is None or actor.rule == "actor:party"


def _person(scene: Scene, one: str) -> bool:
    """Tell whether an actor is a person."""
    actor = scene.actors.get(one)
    return actor is not None and actor.kind == "person"


def domestic(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether a mediation is between others than states, peoples and armed groups."""
    country = scene.actors.country
    sentence = scene.parse.sentence_of(act.trigger)
    if elsewhere(scene, sentence.first, sentence.last):
        return True
    named = (
        a
        for first, last, a in scene.actors.within(sentence.first, sentence.last)
        if not any(t.lemma in words("domestic mediation") for t in scene.parse.tokens[first:last])
    )
    named = (a for a in named if country(a) or not _person(scene, a))
    publics = {country(s) or s for s in named} - {country(h) or h for h in act.helpers}
    if len(publics) >= 2:
        return False
    return any(
        scene.token(i).lemma in words("domestic mediation") and _common(scene, i)
        for i in range(sentence.first, sentence.last)
    )
