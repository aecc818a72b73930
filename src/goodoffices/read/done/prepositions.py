"""What a preposition says of what stands behind it: "without signing", "far from", "fear of war".

What "after" opens is taken as given; elsewhere the preposition's own word decides, or the verb,
the noun or the adjective that it hangs from.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.done.governing import (
    beside_words,
    carried,
    phrasal,
    quality,
)
from goodoffices.read.done.polarity import finite, modal
from goodoffices.read.done.settings import prescribed
from goodoffices.read.done.signatures import (
    GUESS,
    NEGATION,
    UNKNOWN,
    Signature,
    Step,
    opening,
    signature,
    small,
)
from goodoffices.read.words import words

_ABOUT = words("prepositions of matters")
"""Prepositions behind an unlisted word that say what it is about, not how or when it was done."""
_LINKS = words("links behind words")
"""Prepositions by which a word governs what its signature is about."""


def of_phrase(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase: "without signing", "far from attacking", "fear of war", "after the war"."""
    token, above = scene.token(child), scene.token(head)
    word = token.lower
    if opening(word) == "-":
        return (NEGATION,), "on"
    if word in small("leading words"):
        return (UNKNOWN,), "stop"  # "stays pending an accord"
    if grants(token):
        return _granted_step(scene, child)
    if word == "but" and (step := _but(scene, child)):
        return step
    short = _short_of(scene, child, head)
    if short or "instead" in scene.forms(child, "advmod"):
        return (short or NEGATION,) if short or word == "of" else (), "past"
    held = (scene.token(n).lemma in words("encounters") for n in scene.kids(child, "pobj"))
    if word == "at" and any(held):
        return None  # "failed to agree at the talks"
    if above.pos in {"VERB", "AUX"}:
        return _verb_phrase(scene, child, head)
    return _noun_phrase(scene, child, head)


def _but(scene: Scene, child: int) -> Step | None:
    """Read what "but" leaves: "no choice but to leave", "did everything but leave"."""
    if all_but := _all_but(scene, child):
        led = scene.token(child - 1).lower == "anything"  # read with the word that it leads
        return () if led else (all_but,), "past"
    if (holder := no_way_out(scene, child)) is not None:
        must = scene.token(holder).tag in {"VBZ", "VBP"}
        return ((UNKNOWN,), "stop") if must else ((), "past")
    return None


def _all_but(scene: Scene, but: int) -> Signature | None:
    """Return what "did everything but leave" and "did nothing but wait" say."""
    if not scene.kids(but, "pcomp"):
        return None
    head = scene.token(but).head
    said = {scene.token(head).lower} | scene.forms(head, "dobj")
    if said & {"everything", "anything", "all"}:
        return NEGATION
    return "+-" if "nothing" in said else None


def no_way_out(scene: Scene, but: int) -> int | None:
    """Return the verb of "had no choice but to leave", by which it was done."""
    head = scene.token(but).head
    if scene.token(but).lower != "but":
        return None
    if scene.verb(head):
        return head if scene.lemmas(head, "dobj") & words("ways out") else None
    return scene.token(head).head if scene.token(head).lemma in words("ways out") else None


def _noun_phrase(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase under a noun or an adjective: "fear of war", "close to a deal"."""
    word, above = scene.token(child).lower, scene.token(head)
    found = signature("nouns", above.lemma, {word}) if above.pos not in {"ADV", "ADJ"} else None
    found = quality(scene, head) if above.pos == "ADJ" else found
    if above.pos == "NOUN":
        found = carried(scene, head) or found
        if word in {"about", "on"} and above.lemma in small("fictions"):
            return (UNKNOWN,), "stop"  # "a play about the war"
    if found == "++" and above.dep == "nsubj" and modal(scene, above.head):
        return (UNKNOWN,), "stop"  # "the cost of an attack would be high"
    if found and word in _LINKS:
        return (found,), "on"
    if above.pos == "NOUN" and scene.kids(child, "pcomp") and word in _ABOUT - {"of"}:
        return (UNKNOWN,), "on"  # "no comment on returning to the table"
    of_noun = word == "of" and above.pos not in {"ADV", "ADJ"}
    return ((GUESS,), "on") if of_noun else ((), "past")


def _short_of(scene: Scene, child: int, head: int) -> Signature | None:
    """Return the signature of a distance: "far from", "instead of", "within hours of"."""
    word, above = scene.token(child).lower, scene.token(head)
    holder = scene.token(above.head)
    apart = "far" in scene.forms(child, "advmod") or above.lower in {"instead", "far", "lieu"}
    apart = apart or (above.lower == "place" and holder.lower == "in")
    if apart and word in {"of", "from"}:
        return NEGATION
    if above.lower in {"close", "near"} and holder.lemma == "come":
        return NEGATION
    if above.lemma == "come" and scene.forms(head, "advmod") & {"close", "near"} and word == "to":
        return NEGATION
    if above.lower in {"close", "near"} and scene.kids(child, "pcomp"):
        return UNKNOWN  # "Chad close to signing"
    if above.lower in {"contrary", "counter"} and word == "to":
        return NEGATION
    if above.lower in {"away", "removed"} and word == "from" and scene.kids(child, "pcomp"):
        return UNKNOWN  # "days away from signing"
    nowhere = "nowhere" in scene.forms(child, "advmod") | scene.forms(head, "advmod")
    if word == "near" and above.lemma == "be" and not nowhere:
        return UNKNOWN  # "were near a deal"
    within = word == "of" and above.dep == "pobj" and holder.lower == "within"
    moved = scene.token(holder.head).lemma in {"come", "be", "get", "go", "move", "bring"}
    return UNKNOWN if within and moved else None


def _verb_phrase(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase under a verb: "refrained from attacking", "called for talks"."""
    word, lemma = scene.token(child).lower, scene.token(head).lemma
    clause = bool(scene.kids(child, "pcomp"))
    if word in {"of", "for"} and (found := put_off(scene, head)):
        return (found,), "on"
    if not clause and (scene.token(child).dep == "agent" or word == "by"):
        return None
    if word == "by":  # "by attacking Libya, Chad would …": as the clause it stands in
        return (), "on"
    if prescribed(scene, child, head):
        return (UNKNOWN,), "on"
    objects = (
        phrasal(scene, head, o) for o in scene.kids(head, "dobj") if clause or word in _LINKS
    )
    found = next(filter(None, objects), None)
    beside = {word, *(("ing",) if clause else ()), *beside_words(scene, head)}
    found = found or signature("verbs", lemma, beside)
    if found and (clause or word in _LINKS or (word == "like" and found == UNKNOWN)):
        return (found,), "on"
    if clause:
        return (UNKNOWN if word in _ABOUT else GUESS,), "on"
    return (), "past"


def put_off(scene: Scene, head: int) -> Signature | None:
    """Return what the subject says of what stands behind its verb: "fears grow of war"."""
    nouns = (signature("nouns", n) for n in scene.lemmas(head, "nsubj", "nsubjpass"))
    return next((found for found in nouns if found and found[0] in "urf"), None)


def _granted_step(scene: Scene, child: int) -> Step | None:
    """Read what "after" takes as given, and what is still to come "before" something."""
    word = scene.token(child).lower
    nouns = scene.kids(child, "pobj", "pcomp")
    if any(scene.forms(n, "det") & {"any"} for n in nouns):
        return (UNKNOWN,), "stop"
    if word in {"before", "until"} and (clauses := scene.kids(child, "pcomp")):
        after = any("after" in scene.forms(c, "mark") and finite(scene, c) for c in clauses)
        return None if after else ((UNKNOWN,), "stop")  # "not until after Chad had attacked"
    return None


def grants(token: Token) -> bool:
    """Tell whether a preposition opens what is taken as given: "after", "despite"."""
    return token.dep == "prep" and token.lower in words("granting words")
