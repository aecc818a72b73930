"""Whether "he", "she" or "it" may as well mean another, whom the same clause names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.read.clause.meant import HE, SHE
from goodoffices.read.who.spelling import parts
from goodoffices.read.words import words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.clause.tokens import Token

_DOES = ("nsubj", "nsubjpass")
_DONE_TO = ("dobj", "dative", "iobj")
_DEALING = frozenset({"with", "to", "from", "against"})


def doubtful(scene: Scene, pronoun: int, noun: int | None = None) -> bool:
    """Tell whether another of the same kind stands as near as whom "he", "she" or "it" means.

    ``noun`` names whom it is taken for, where that is known. Who goes on to report means
    himself, but for whom he speaks to: "Chad said Libya had lied. It added …".
    """
    meant, token = scene.meant, scene.token(pronoun)
    if token.lower not in HE | SHE | {"it", "its"}:
        return False
    if noun is None and not meant.refers(pronoun):
        return False
    noun = noun if noun is not None else meant.taken_for(pronoun)
    if noun is None or noun == pronoun:
        return False
    at = _again(scene, pronoun, noun)
    verb, own = _verb_of(scene, at), _verb_of(scene, pronoun)
    if verb is None or (token.dep == "poss" and own == verb):
        return False
    if own != verb and own is not None and _goes_on(scene, verb, own, token):
        return False
    top = next((s for s in scene.kids(verb, *_DOES) if at in scene.row(s)), at)
    told = _reporter(scene, pronoun, verb, top)
    near = [*_beside(scene, told, verb), *scene.row(top)]
    others = (o for n in near for o in scene.row(n) if o not in {at, noun})
    others = (o for o in others if (o in scene.quoted) == (at in scene.quoted))
    return doubtful(scene, at) or any(_rivals(scene, pronoun, noun, other) for other in others)


def _again(scene: Scene, pronoun: int, noun: int) -> int:
    """Return where a noun does something last before a pronoun, as "he" if it is called so."""
    between = (scene.token(i) for i in range(pronoun - 1, noun, -1))
    persons = (t for t in between if t.dep in _DOES and t.lower in HE | SHE)
    return next((t.i for t in persons if scene.meant.taken_for(t.i) == noun), noun)


def _reporter(scene: Scene, pronoun: int, verb: int, top: int) -> int | None:
    """Return the verb by which a clause's subject tells what the pronoun stands in, or goes on."""
    says, own = scene.meant.says, _verb_of(scene, pronoun)
    above = (h for _c, h in scene.above(pronoun))
    told = next((h for h in above if says(h) and top in scene.subject(h)), None)
    if told is None and own is not None and says(own) and says(verb) and scene.kids(verb, "ccomp"):
        return verb
    return told


def _goes_on(scene: Scene, verb: int, own: int, pronoun: Token) -> bool:
    """Tell whether a clause goes on with the subject of another: it does the same, or more.

    "Chad accepts Mali's terms. It accepts …", "Chad asked Mali, and it wanted an answer".
    """
    one, other = scene.token(verb), scene.token(own)
    joined = other.dep == "conj" and other.head == verb and pronoun.lower == "it"
    return one.lemma == other.lemma or (joined and pronoun.dep in _DOES)


def _verb_of(scene: Scene, i: int) -> int | None:
    """Return the verb whose clause a token stands in."""
    return next((head for _c, head in scene.above(i) if scene.verb(head)), None)


def _beside(scene: Scene, told: int | None, verb: int) -> Iterator[int]:
    """Yield who is named beside somebody in a clause; of what he tells, whom he tells it."""
    if told is not None:
        to = scene.addressee(told)
        yield from () if to is None else (to,)
        return
    objects = scene.objects(verb)
    yield from (*scene.kids(verb, *_DOES, *_DONE_TO), *objects)
    for n in (verb, *objects):
        for link in map(scene.token, scene.kids(n, "prep", "agent", "dative")):
            place = link.lower in words("prepositions of places") - _DEALING
            byline = link.lower == "by" and link.dep != "agent"
            if not (place or byline) and (n == verb or link.lower in _DEALING):
                yield from scene.kids(link.i, "pobj")


def _rivals(scene: Scene, pronoun: int, noun: int, other: int) -> bool:
    """Tell whether a pronoun may as well mean another noun: of its kind, and not the same."""
    meant, lower = scene.meant, scene.token(pronoun).lower
    if lower not in HE | SHE:
        own, ids = meant.plain(noun), meant.plain(other)
        one = scene.token(other).tag != "NNS" and scene.actors.at(other) is not None
        return one and bool(ids) and not meant.one_person(ids) and not set(own) & set(ids)
    who, rival = meant.who(noun), meant.who(other)
    if rival is None:  # a name that is nobody's of the page, or somebody as nameless
        unnamed = who is None and meant.human(other, "f" if lower in SHE else "m")
        return unnamed or _called(scene, other, lower)
    return rival != who and not meant.is_other(rival, lower)


def _called(scene: Scene, noun: int, pronoun: str) -> bool:
    """Tell whether a noun is a person's full name, though nobody's whom the page's names hold.

    Whom a given name shows to be of the other sex than the pronoun is not meant.
    """
    if scene.token(noun).pos != "PROPN" or scene.actors.at(noun) is not None:
        return False
    given = {parts(scene.token(c).text)[:1] for c in scene.kids(noun, "compound")}
    fitting = words("women's names" if pronoun in SHE else "men's names")
    return any(name and name[0] in fitting for name in given)
