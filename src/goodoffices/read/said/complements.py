"""What a verb of saying takes as content besides a clause: an object, an infinitive, a phrase.

"Urged Iran to return", "expressed hope that …", "warned against …", "described the talks as …".
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.clause.roles import WHO, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.said.ranges import Content, has_form, subtree_range, trimmed
from goodoffices.read.words import words

_POINTING = words("pointing words")
_TIMES = frozenset({"DATE", "TIME"})


def wanted(scene: Scene, token: Token) -> Content | None:
    """Read what an actor wants or refuses, as the report tells it: "Chad wants the port back"."""
    if token.lemma not in words("cue wanting") and not turned_down(scene, token):
        return None
    subject = scene.subject(token.i)
    state = any(scene.token(n).lower in words("government nouns") for n in subject)
    if not (scene.all_ids(subject) or state):  # "the cabinet favours a joint crew"
        return None
    parts = [c for c in scene.kids(token.i, "dobj", "xcomp", "ccomp") if c > token.i]
    if not parts and turned_down(scene, token):
        fronted = [c for c in scene.kids(token.i, "advcl", "ccomp") if has_form(scene, c, "that")]
        if fronted and fronted[0] < token.i:  # "That it should be paid, he ruled out"
            place = subtree_range(scene, fronted[0])
            return (place, "wanting") if place else None
        parts = [g for c in scene.kids(token.i, "prep") for g in scene.kids(c, "pobj")]
        parts = [g for g in parts if scene.token(g).ent not in _TIMES]
    if not parts or scene.token(parts[0]).lower in _POINTING:
        return None
    plan = scene.token(parts[0]).lemma in words("supported plans")
    if token.lemma in {"support", "back", "endorse", "embrace"} and not plan:
        return None
    below = [j for c in parts for j in scene.parse.subtree(c)]
    last = max(below) + 1
    place = trimmed(scene, min(below), max([last, *_going_on(scene, token.i, last)]))
    return (place, "wanting") if place and place[0] > token.i else None


def object_of(scene: Scene, token: Token) -> Content | None:
    """Read ``emphasized the need for …``, ``expressed hope that …``, ``deny backing them``."""
    noun = next((c for c in scene.kids(token.i, "dobj") if c > token.i), None)
    if noun is not None and noun in scene.subject(token.i):
        return None  # "…, promised the admiral"
    if noun is None:
        gerunds = (c for c in scene.kids(token.i, "xcomp") if c > token.i)
        gerund = next((c for c in gerunds if _ing(scene, c)), None)
        place = None if gerund is None else subtree_range(scene, gerund)
        return (place, "object") if place else None
    head = scene.token(noun)
    forms = {head.lemma, head.lower}
    if token.lemma == "deny":
        if forms & words("granted nouns"):
            return None
    elif token.lemma in words("cue object denied") and not forms & _deniable(token):
        return None
    acts = token.lemma in words("cue object speech") and not forms & words("content nouns")
    acts = acts or (token.lemma == "recall" and bool(forms & words("recalled persons")))
    if head.pos == "PRON" or acts:
        return None
    below = scene.parse.subtree(noun)
    last = max(below[-1], _purpose_end(scene, token, noun)) + 1
    place = trimmed(scene, below[0], max([last, *_going_on(scene, token.i, last)]))
    return (place, "object") if place else None


def _ing(scene: Scene, verb: int) -> bool:
    """Tell whether a verb is a gerund: "deny backing them", "having backed them"."""
    aux = (scene.token(c).lower for c in scene.kids(verb, "aux"))
    return scene.token(verb).tag == "VBG" or next(aux, "") == "having"


def infinitive_of(scene: Scene, token: Token) -> Content | None:
    """Read ``pledged to withdraw``, ``urged Iran to return``, ``told them not to leave``."""
    if token.lemma in words("promising") and _things(scene, token):
        return None  # "promised talks to end the row": the talks are promised
    for c in scene.kids(token.i, "xcomp", "ccomp", "advcl"):
        to = next((g for g in scene.kids(c) if scene.token(g).lower == "to"), None)
        if c > token.i and to is not None:
            first = _infinitive_start(scene, token, c, to)
            place = trimmed(scene, first, scene.parse.subtree(c)[-1] + 1)
            return (place, "infinitive") if place else None
    return None


def described(scene: Scene, token: Token) -> Content | None:
    """Read ``described the talks as constructive``."""
    if token.lemma not in words("cue as") and not waved_away(scene, token):
        return None
    whom = next(iter(scene.kids(token.i, "dobj")), None)
    beside = scene.kids(token.i)
    if whom is not None and token.lemma not in words("cue as"):
        beside += scene.kids(whom, "prep")
    how = next((c for c in beside if scene.token(c).lower == "as"), None)
    if whom is None or how is None or scene.token(how + 1).lower == "well":
        return None
    if how < whom:  # "described as an insult any plan that …"
        place = trimmed(scene, how, scene.parse.subtree(whom)[-1] + 1)
        return (place, "described") if place and how > token.i else None
    relative = scene.token(whom).lower in WHO | _POINTING  # "the plan, which Chad dismissed as …"
    first = how + 1 if relative else scene.parse.subtree(whom)[0]
    place = trimmed(scene, first, scene.parse.subtree(how)[-1] + 1)
    return (place, "described") if place else None


def held_responsible(scene: Scene, token: Token) -> Content | None:
    """Read ``held the army responsible for the deaths``, which accuses."""
    if token.lemma != "hold":
        return None
    behind = [c for c in scene.kids(token.i, "dobj", "ccomp", "oprd", "acomp") if c > token.i]
    for c in behind:
        named = (c, *(i for i in scene.kids(c, "amod") if i > c))
        if any(scene.token(i).lower in words("answerable") for i in named):
            first = scene.parse.subtree(behind[0])[0]
            place = trimmed(scene, first, scene.parse.subtree(c)[-1] + 1)
            return (place, "responsible") if place else None
    return None


def held_so(scene: Scene, token: Token) -> Content | None:
    """Read what somebody is held to be: responsible for something, or described as something."""
    return held_responsible(scene, token) or described(scene, token)


def preposition_of(scene: Scene, token: Token) -> Content | None:
    """Read ``warned against …``, ``called for …``, ``accused Venezuela of …``."""
    linked = list(scene.kids(token.i))
    if token.lemma in {"accuse", "blame", "criticise", "criticize"}:
        linked += [g for c in scene.kids(token.i, "dobj") for g in scene.kids(c, "prep")]
    for c in linked:
        preposition = scene.token(c).lower
        if c < token.i or f"{token.lemma} {preposition}" not in words("cue prepositions"):
            continue
        if preposition in {"on", "for"} and any(
            scene.token(g).ent in _TIMES for g in scene.kids(c, "pobj")
        ):
            continue
        if token.lemma in {"hit", "lash"} and "out" not in scene.forms(token.i, "prt", "advmod"):
            continue
        place = subtree_range(scene, c)
        if place is None:
            continue
        first, last = place
        if first == c and last > c + 1 and token.lemma not in {"call", "appeal"}:
            first += 1  # "insisted [on] …": the preposition is the cue's
        elif first == c and preposition in {"for", "against", "on", "upon", "to"}:
            first += 1
        accused = scene.kids(token.i, "dobj") if token.lemma in {"accuse", "blame"} else []
        if accused:
            first = min(first, scene.parse.subtree(accused[0])[0])
        ends = [last, *_infinitive_ends(scene, token.i, c), *_going_on(scene, token.i, last)]
        ends += _conditions(scene, token.i, last)
        if first < max(ends):
            return (first, max(ends)), f"preposition:{preposition}"
    return None


def turned_down(scene: Scene, token: Token) -> bool:
    """Tell whether a verb and its particle refuse or want: "turned down", "ruled out".

    So do those that make light of a plan: "brushed aside the idea".
    """
    particles = (scene.token(c).lower for c in scene.kids(token.i, "prt", "prep"))
    told = any(f"{token.lemma} {p}" in words("wanting with particle") for p in particles)
    if told or not waved_away(scene, token):
        return told and not holds_on(scene, token.i)
    plans = words("denied nouns", "supported plans")
    return any(scene.token(c).lemma in plans for c in scene.kids(token.i, "dobj"))


def holds_on(scene: Scene, verb: int) -> bool:
    """Tell whether a verb keeps hold of something, and holds to nothing: "held on to power"."""
    return {"on", "to"} <= scene.forms(verb, "prt", "prep", "advmod", "dative")


def waved_away(scene: Scene, token: Token) -> bool:
    """Tell whether a verb and its particle make light of something: "waved it away"."""
    particles = (scene.token(c).lower for c in scene.kids(token.i, "prt", "advmod"))
    return any(f"{token.lemma} {p}" in words("waving away") for p in particles)


def _deniable(token: Token) -> frozenset[str]:
    """Return the nouns that are content behind a verb that denies or finds fault."""
    if token.lemma in words("faulting"):
        return words("denied nouns", "faulted nouns")
    if token.lemma in words("trading words"):
        return words("traded words")
    plans = words("supported plans") if token.lemma == "dismiss" else frozenset[str]()
    return words("denied nouns", "accounts of others") | plans


def _purpose_end(scene: Scene, token: Token, noun: int) -> int:
    """Return the end of the clause or phrase that belongs to the object: "hope that …"."""
    if scene.token(noun).lemma not in words("content nouns"):
        aims = scene.kids(token.i, "xcomp") if token.lemma in words("promising") else []
        return max((scene.parse.subtree(c)[-1] for c in aims if c > noun), default=-1)
    linked = {"to", "for", "as", "over"}
    parts = scene.kids(token.i, "ccomp", "acl", "xcomp")
    parts += [c for c in scene.kids(token.i, "prep") if scene.token(c).lower in linked]
    return max((scene.parse.subtree(c)[-1] for c in parts if c > noun), default=-1)


def _things(scene: Scene, token: Token) -> bool:
    """Tell whether the object of a verb is a thing and not somebody: "promised aid to rebuild"."""
    nouns = [c for c in scene.kids(token.i, "dobj") if c > token.i]
    people = words("human nouns", "titles", "party people")
    return any(
        scene.token(c).pos == "NOUN" and scene.token(c).lemma not in people and not scene.ids(c)
        for c in nouns
    )


def _infinitive_start(scene: Scene, token: Token, clause: int, to: int) -> int:
    """Return where an infinitive's content starts: at whom it asks to act, or at its "to"."""
    if token.lemma not in {"tell", "warn", "advise", "remind", "promise"}:
        agents = [*scene.kids(token.i, "dobj"), *scene.kids(clause, "nsubj")]
        starts = [scene.parse.subtree(a)[0] for a in agents if token.i < a < to]
        if starts:
            return min(starts)
    negated = to > token.i + 1 and scene.token(to - 1).lower == "not"
    return to - 1 if negated else min(to, clause)


def _going_on(scene: Scene, verb: int, last: int) -> Iterator[int]:
    """Yield the ends of phrases that go on with a content: "accused of bargaining [through …]"."""
    for c in scene.kids(verb, "prep"):
        below = scene.parse.subtree(c)
        heads = {scene.token(g).lemma for g in scene.kids(c, "pobj")}
        said_in = bool(heads & words("document nouns", "occasions"))
        if below[0] == last and scene.token(below[-1]).ent not in _TIMES and not said_in:
            last = below[-1] + 1
            yield last


def _conditions(scene: Scene, verb: int, last: int) -> Iterator[int]:
    """Yield the end of "before …" that goes on with a content: "insisted on a vote before …"."""
    for c in scene.kids(verb, "advcl"):
        below = scene.parse.subtree(c)
        marks = scene.forms(c, "mark") & {"before", "until", "unless", "if", "once"}
        if below[0] == last and marks and scene.has_subject(c):
            yield below[-1] + 1


def _infinitive_ends(scene: Scene, verb: int, preposition: int) -> Iterator[int]:
    """Yield the ends of infinitives after "called on X": "to return"."""
    for c in scene.kids(verb, "xcomp", "advcl"):
        place = subtree_range(scene, c) if c > preposition else None
        if place is not None and scene.token(place[0]).lower == "to":
            yield place[1]
