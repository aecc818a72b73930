"""Mediation: who stands between whom, how far it is, and when it is none of our business.

The algebra of :mod:`~goodoffices.read.done.acts` finds that somebody mediates, offers, asks,
accepts, refuses or stops. Here the parties are completed from the clause ("in the border dispute
between Peru and Ecuador"), a mention such as "this mediation role" borrows the parties of the last
one, and mediation between spouses, neighbours or clubs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from goodoffices.evidence.claims import Stage, nameless
from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.roles import OBJECTS, PASSIVE, SUBJECTS, Ids, Scene, once, without
from goodoffices.read.done import factuality
from goodoffices.read.done.acts import SentenceAct
from goodoffices.read.done.meanings import lexicon
from goodoffices.read.done.prepositions import grants
from goodoffices.read.done.proposed import proposed
from goodoffices.read.who.named import backs
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

_LOOKED_BACK = 2
"""How many sentences before may have named the sides together, and how many behind may."""
_OF_A_SIDE = frozenset({"ask", "demand", "accept", "refuse"})
"""What one of the sides does: its doer is one of them."""
_BETWEEN = frozenset({"between", "among", "amongst", "involving"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION"})
"""What two do alike need not be against one another: "Peru and Chile condemned the raid"."""
_THESE = words("words before known talks")


def stage(scene: Scene, act: SentenceAct) -> Stage:
    """Return how far a mediation is."""
    if not act.turn and act.cameo == "039":
        return "offered"
    if act.turn == "stop":
        return "suspended" if scene.token(act.trigger).lemma in words("pauses") else "ended"
    return _STAGES.get(act.turn, "under_way")


def complete(
    scene: Scene, act: SentenceAct, before: SentenceAct | None, pairs: Sequence[Ids] = ()
) -> SentenceAct:
    """Return a mediation with its parties; ``before`` is the last one of the document.

    ``pairs`` are those who dealt with one another in its sentence and shortly before, the nearest
    first. Recipients are, for a request or a refusal, the mediator and the other side; else the
    parties.
    """
    act = _of_proposal(scene, act)
    helpers = _states_once(scene, act.helpers)
    vague = tuple(one for one in act.recipients if _sides(scene, one))
    parties = without(act.recipients, (*helpers, *vague))
    if not parties or (len(parties) < 2 and _fits(act, parties)):
        told = {*act.actors, *helpers, *parties, *_bodies(scene, act)}
        parties = (*parties, *around(scene, act, told))
    parties = _represented(scene, act, parties)
    here = parties
    if not parties and before is not None and _of_before(scene, act, before):
        told = {*before.helpers, *act.actors, *helpers}
        parties = without((*before.actors, *before.recipients), told)
    stance = act.turn in _OF_A_SIDE and bool(act.actors)
    if (helpers or stance) and _fits(act, parties):
        dealing = chain(_above(scene, act, parties), pairs) if helpers else ()
        near = chain(dealing, _shortly(scene, act))
        known = bool(parties or vague or stance)  # else the next two may be anybody
        near = chain(near, _soon(scene, act, known=known))
        parties = once((*parties, *_paired(scene, act, parties, near)))
    if len(parties) < 2:
        parties = once((*parties, *vague))
    addressed = without(helpers, act.actors)
    return replace(
        act,
        actors=once((*act.actors, *_bodies(scene, act))),
        helpers=helpers,
        recipients=once((*addressed, *parties)),
        recalled=parties != here,
    )


def _of_proposal(scene: Scene, act: SentenceAct) -> SentenceAct:
    """Return what is refused or asked for with those as mediators whom it would have mediate."""
    if act.turn not in _OF_A_SIDE or not act.actors:
        return act
    last = scene.parse.subtree(act.trigger)[-1] + 1
    named = without(proposed(scene, act.trigger, last), act.actors)
    if not named or set(named) & set(act.helpers):
        return act
    sides = without((*act.helpers, *act.recipients), named)
    return replace(act, helpers=named, recipients=once(sides))


def sided(scene: Scene, act: SentenceAct, later: Sequence[SentenceAct]) -> SentenceAct:
    """Return a mediation with the sides that its mediator's next one names, where it lacks them.

    ``later`` are the mediations told shortly behind it.
    """
    parties = without(act.recipients, act.helpers)
    if not (act.mediates and act.helpers and _fits(act, parties)):
        return act
    same = (one for one in later if set(one.helpers) & set(act.helpers))
    sides = (without((*one.actors, *one.recipients), one.helpers) for one in same)
    more = _paired(scene, act, parties, (pair for pair in sides if _two(scene, pair)))
    return replace(act, recipients=once((*act.recipients, *more)), recalled=True) if more else act


def _of_before(scene: Scene, act: SentenceAct, before: SentenceAct) -> bool:
    """Tell whether a mediation is the one told before: "this role", or of the same mediator."""
    same = bool(set(act.helpers) & set(before.helpers)) and not act.turn
    return same or _points_back(scene, act)


def dealt(scene: Scene, acts: Iterable[SentenceAct]) -> list[Ids]:
    """Return the pairs of sides that the acts of a sentence are between."""
    dealings = (a for a in acts if not a.mediates and (a.recipients or a.type not in _SPOKEN))
    told = [once((*act.actors, *act.recipients)) for act in dealings]
    told += [act.actors for act in acts if act.mediates and act.turn in {"ask", "demand", "accept"}]
    return [p for p in told if _two(scene, p)]


def _two(scene: Scene, pair: Ids) -> bool:
    """Tell whether some actors are two sides, and it is known of whom each is."""
    return len(scene.publics(pair)) == 2 and all(_stood(scene, a) for a in pair)


def _shortly(scene: Scene, act: SentenceAct) -> Iterator[Ids]:
    """Yield the pairs named together in an act's sentence and shortly before, the nearest first."""
    here = scene.parse.sentence_of(act.trigger)
    for index in range(here.index, max(-1, here.index - 1 - _LOOKED_BACK), -1):
        sentence = scene.parse.sentences[index]
        if sentence.zone != here.zone:
            return
        found = (_together(scene, i) for i in range(sentence.first, sentence.last))
        yield from (pair for pair in found if pair and _two(scene, pair))


def _soon(scene: Scene, act: SentenceAct, *, known: bool) -> Iterator[Ids]:
    """Yield the pairs told shortly behind an act: "the row between A and B", "talks of A and B".

    Where nothing is ``known`` of its sides, only those of the next sentence who are at odds.
    """
    here = scene.parse.sentence_of(act.trigger)
    many = _LOOKED_BACK if known else 1
    for sentence in scene.parse.sentences[here.index + 1 : here.index + 1 + many]:
        if sentence.zone != here.zone:
            return
        for i in range(sentence.first, sentence.last):
            quarrel = scene.token(i).lemma in lexicon().classes["quarrels"]
            odds = (scene.pair(i) if quarrel else ()) or _against(scene, i) or _mutual(scene, i)
            pair = odds or (_together(scene, i) if known else ())
            if pair and _two(scene, pair):
                yield pair


def _mutual(scene: Scene, i: int) -> Ids:
    """Return the two of "A and B accused each other"."""
    token = scene.token(i)
    other = token.lower in {"other", "another"} and token.dep in OBJECTS | {"pobj"}
    if not other or not i or scene.token(i - 1).lower not in {"each", "one"}:
        return ()
    verb = next((head for _c, head in scene.above(i) if scene.verb(head)), None)
    return doers(scene, scene.subject(verb)) if verb is not None else ()


def _against(scene: Scene, noun: int) -> Ids:
    """Return the two of "A's war against B", "its dispute with B"."""
    if scene.token(noun).lemma not in lexicon().classes["quarrels"] or scene.verb(noun):
        return ()
    own, other = scene.owners(noun), scene.phrases(noun, "against", "with")
    return once((*scene.all_ids(own), *scene.all_ids(other))) if own and other else ()


def _together(scene: Scene, i: int) -> Ids:
    """Return the two of "fighting between A and B", "A and B kept a truce", "envoys of A and B"."""
    token = scene.token(i)
    if pair := _against(scene, i) or _mutual(scene, i):
        return pair
    if token.dep == "prep":
        return scene.pair(token.head) if token.lower in _BETWEEN else ()
    if token.dep not in SUBJECTS | PASSIVE or not scene.verb(token.head):
        return ()
    verb = token.head
    things = {scene.token(n).lemma for n in (*scene.objects(verb), *scene.phrases(verb))}
    dealing = things & words("encounters", "bargains") or scene.token(verb).lemma in words(
        "joining"
    )
    return scene.ids(i) if dealing else ()


def _above(scene: Scene, act: SentenceAct, parties: Ids) -> Iterator[Ids]:
    """Yield the two of "India and Pakistan ended it after a truce brokered by …"."""
    nouns = scene.objects(act.base) if scene.verb(act.base) else [act.base]
    nouns = [*nouns, *(p for n in nouns for p in scene.phrases(n, "of"))]  # "a day of talks with"
    own = once(a for n in nouns for a in scene.all_ids(scene.phrases(n, "with")))
    for _child, verb in scene.above(act.trigger):
        if not scene.verb(verb) or scene.token(verb).lemma in words("reporting verbs"):
            continue
        subject = doers(scene, [*scene.kids(verb, "nsubj", "nsubjpass")] or scene.subject(verb))
        other = own or _dealt_with(scene, verb)
        pair = once((*subject, *other)) if other else subject
        if len(scene.publics(pair)) == 2 and (other or scene.publics(parties) <= {""}):
            yield pair


def _dealt_with(scene: Scene, verb: int) -> Ids:
    """Return with whom a clause says that its subject meets or talks: "a step to talks with X"."""
    below = scene.parse.subtree(verb)
    own = (n for n in below if n == verb or scene.token(n).lemma in words("encounters"))
    kinds = words("bargaining verbs", "encounters")
    talks = (n for n in own if scene.token(n).lemma in kinds)
    return next(filter(None, (scene.all_ids(scene.phrases(n, "with")) for n in talks)), ())


def _represented(scene: Scene, act: SentenceAct, parties: Ids) -> Ids:
    """Give "delegations of Chad and Libya", "the sides, Chad and Libya" their names."""
    found: list[str] = []
    sentence = scene.parse.sentence_of(act.trigger)
    for one in parties:
        actor = scene.actors.get(one)
        nameless = actor is not None and actor.rule == "actor:party"
        inside = scene.actors.within(sentence.first, sentence.last) if nameless else []
        named = (_names_below(scene, end - 1) for _first, end, a in inside if a == one)
        names = without((a for ids in named for a in ids), (one, *act.actors, *act.helpers))
        found += names if len(scene.publics(names)) > 1 else [one]
    return once(found)


def _names_below(scene: Scene, noun: int) -> Ids:
    """Return the actors named in a noun's own phrase, those joined to it and its state left out."""
    phrases = scene.kids(noun, "prep", "appos", "acl", "relcl")
    below = (scene.parse.subtree(c) for c in phrases if c > noun)
    beside = (scene.ids(c) for c in scene.kids(noun, "amod", "compound") if len(scene.row(c)) > 1)
    named = (scene.named(b[0], b[-1] + 1) for b in below)
    return once(a for ids in (*beside, *named) for a in ids)


def _stood(scene: Scene, one: str) -> bool:
    """Tell whether it is known of whom an actor is: no "government" without its state."""
    actor = scene.actors.get(one)
    nameless = actor is not None and actor.rule == "actor:party" and actor.kind != "group"
    return not nameless or scene.actors.country(one) is not None


def _paired(scene: Scene, act: SentenceAct, parties: Ids, pairs: Iterable[Ids]) -> Ids:
    """Return the rest of the nearest pair that a mediation may be between.

    It has no mediator in it, and those of its parties that are known: who asks for it or refuses it
    is one of them.
    """
    third = scene.publics(act.helpers)
    own = scene.publics(without(act.actors, act.helpers)) if act.turn else set[str]()
    known = scene.publics(parties) - third | own
    for pair in pairs:
        sides = scene.publics(pair)
        if not sides & third and known <= sides:
            return tuple(one for one in pair if scene.public(one) not in known)
    return ()


def _bodies(scene: Scene, act: SentenceAct) -> Ids:
    """Return the bodies for which persons mediate ("the African Union's envoy Anna Keller")."""
    own = (a for a in act.actors if a in act.helpers and not _formerly(scene, a))
    persons = [scene.actors.get(a) for a in own]
    bodies = (p.affiliation for p in persons if p and p.kind == "person" and not p.country)
    return tuple(b for b in bodies if b and scene.actors.get(b))


def _formerly(scene: Scene, one: str) -> bool:
    """Tell whether a person is told to have left an office: "X, the former UN envoy"."""
    heads = (m.last - 1 for m in scene.actors.mentions if m.actor_id == one)
    nouns = (n for head in heads for n in (head, *scene.kids(head, "appos", "compound")))
    return any(scene.lemmas(n, "amod", "compound") & words("past offices") for n in nouns)


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
    named = (a for i, end, a in mentions if i in inside and not _no_side(scene, end - 1))
    named = (a for a in named if scene.actors.country(a) not in kin or _armed(scene, a, act))
    return without((a for a in named if not _sides(scene, a)), known)


def _sides(scene: Scene, one: str) -> bool:
    """Tell whether an actor is but "both sides"."""
    actor = scene.actors.get(one)
    generic = {one.rpartition("-")[2], one.rpartition("-")[2].removesuffix("s")}
    generic |= {f"{one.removesuffix('ies')}y"}
    return actor is not None and nameless(actor) and bool(generic & words("generic sides"))


def _armed(scene: Scene, one: str, act: SentenceAct) -> bool:
    """Tell whether an actor is a movement, which stands against the state whose country it has."""
    actor = scene.actors.get(one)
    group = actor is not None and actor.kind == "group"
    return group and not scene.kin((one,), act.helpers)


def _no_side(scene: Scene, i: int) -> bool:
    """Tell whether a name says but where talks are, or who backs a side."""
    return _venue(scene, i) or backs(scene.parse.tokens, i)


def _venue(scene: Scene, i: int) -> bool:
    """Tell whether a state's name says where talks are: "talks in South Africa"."""
    preposition = scene.token(scene.token(i).head)
    if scene.token(i).dep != "pobj" or preposition.lower not in {"in", "at"}:
        return False
    at = preposition.head
    held = [*scene.subject(at), *scene.objects(at)] if scene.verb(at) else [at]
    return any(scene.token(n).lemma in words("encounters") for n in held)


def _told_of_helpers(scene: Scene, act: SentenceAct) -> set[int]:
    """Return the tokens that only say who a mediator is: "Amina Weru, the envoy of Kenya"."""
    told: set[int] = set()
    verbs = [v for v in {act.trigger, act.base} if scene.verb(v)]
    for noun in (n for v in verbs for n in scene.subject(v)):
        if not set(scene.ids(noun)) & set(act.helpers):
            continue
        for c in scene.kids(noun, "appos", "relcl", "prep"):
            token = scene.token(c)
            about = (scene.token(n).lemma for n in scene.kids(c, "pobj"))
            if token.dep == "prep" and any(lemma in words("encounters") for lemma in about):
                continue  # "the mediator of the talks between Chad and Libya"
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
        if apart or grants(token) or (beside and not factuality.purpose(scene, c)):
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
    games = words("games and cells")
    if any(t.lemma in games and scene.actors.at(t.i) is None for t in tokens):
        return True
    if any(f"{a.lower} {b.lower}" in games for a, b in pairwise(tokens)):
        return True
    dashes = (n for n, t in enumerate(tokens) if t.text == "-" and 0 < n < len(tokens) - 1)
    if any(f"{tokens[n - 1].lower}-{tokens[n + 1].lemma}" in games for n in dashes):
        return True  # "semi-final", cut in three
    figures = (n for n, t in enumerate(tokens) if t.text[0].isdecimal())
    return any(
        _SCORE.fullmatch(tokens[n].text)
        or (
            _SCORE.fullmatch("".join(t.text for t in tokens[n : n + 3]))
            and not (n and tokens[n - 1].text in {"-", "–", "/"})  # "(2025-01-17)" is a day
        )
        for n in figures
    )


def _common(scene: Scene, i: int) -> bool:
    """Tell whether a word names nobody by name: no actor, or one of common nouns ("elders")."""
    actor = scene.actors.get(scene.actors.at(i))
    return actor is None or nameless(actor)


def _person(scene: Scene, one: str) -> bool:
    """Tell whether an actor is a person."""
    actor = scene.actors.get(one)
    return actor is not None and actor.kind == "person"


def _stands_for(scene: Scene, one: str) -> str:
    """Return the state an actor is of; a movement or region with a name is one by itself."""
    actor = scene.actors.get(one)
    movement = actor is not None and actor.kind == "group" and not nameless(actor)
    return one if movement else scene.actors.country(one) or one


def domestic(scene: Scene, act: SentenceAct) -> bool:
    """Tell whether a mediation is between others than states, peoples, parties and bodies."""
    country = scene.actors.country
    sentence = scene.parse.sentence_of(act.trigger)
    apart = words("domestic mediation", "mediation at work")
    named = (
        a
        for first, last, a in scene.actors.within(sentence.first, sentence.last)
        if not any(t.lemma in apart for t in scene.parse.tokens[first:last])
    )
    named = (a for a in named if country(a) or not _person(scene, a))
    publics = {_stands_for(scene, s) for s in named} - {country(h) or h for h in act.helpers}
    if len(publics) >= 2:
        return False
    strife = _of_strife(scene, sentence.first, sentence.last)
    sides = tuple(s for s in without(act.recipients, act.helpers) if not _sides(scene, s))
    both = len(scene.publics(sides)) > 1 and bool(act.helpers)
    if both:  # "mediated between the drivers' union and the railway"
        apart = words("domestic mediation")
    if not (strife or both) and any(_by_office(scene, h) for h in act.helpers):
        return True  # "the priest mediated between the brothers"
    near = words("rivals") if any(_body(scene, h) for h in act.helpers) else frozenset[str]()
    if strife:
        near |= words("communities at strife")
    return any(
        scene.token(i).lemma in apart - near and _common(scene, i)
        for i in range(sentence.first, sentence.last)
        if not scene.verb(i)  # "struck a deal" is no strike
    )


def _of_strife(scene: Scene, first: int, last: int) -> bool:
    """Tell whether tokens [first, last) speak of arms or of power: "a truce between the clans"."""
    return any(t.lemma in words("strife") for t in scene.parse.tokens[first:last])


def _by_office(scene: Scene, one: str) -> bool:
    """Tell whether a mediator is known by an office alone: "the bishop"."""
    actor = scene.actors.get(one)
    alone = actor is not None and actor.rule.startswith("actor:party")
    return alone and one.rpartition("-")[2] in words("lone mediators")


def _body(scene: Scene, one: str) -> bool:
    """Tell whether an actor is a state or a body of states, whose neighbours are states."""
    actor = scene.actors.get(one)
    return actor is not None and actor.kind in {"state", "igo"}
