"""What is said of an event that is the subject or object: "took place", "is a lie", "fell flat".

A predicate says of its subject whether it is so, a verb of an object that it names, drops or
denies, and "has yet to be signed" that it is still to come.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.governing import (
    beside_words,
    judged,
    phrasal,
    predicate,
    quality,
    said_of_account,
)
from goodoffices.read.done.polarity import denies, inverted, modal
from goodoffices.read.done.signatures import (
    NEGATION,
    UNKNOWN,
    Signature,
    Step,
    opening,
    signature,
    small,
)
from goodoffices.read.words import words


def of_subject(scene: Scene, child: int, head: int) -> Step | None:
    """Read what is said of an event that is the subject: "took place", "is false"."""
    marks = scene.forms(child, "mark", "advmod") & words("conditions")
    if inverted(scene, head) or (scene.verb(child) and (marks or inverted(scene, child))):
        return (UNKNOWN,), "stop"
    of_word = quality(scene, head) if scene.token(head).pos == "ADJ" else None
    if waits := of_word or _outstanding(scene, head):  # "A strike on Libya unlikely"
        return (waits,), "past"
    beside = beside_words(scene, head)
    said = signature("subjects", scene.token(head).lemma, beside)
    if scene.token(head).lemma == "exist" and scene.token(head + 1).lower in {"only", "merely"}:
        return (NEGATION,), "on"  # "existed only in the press"
    never = scene.lemmas(head, "xcomp") & small("happening")  # "failed to materialise"
    if scene.token(head).lemma in small("held and failed") and not never:  # the talks were held
        held = words("encounters") | small("tries")  # "mediation efforts have stalled"
        said = "+-" if scene.token(child).lemma in held else said
    also = scene.kids(head, "conj")  # "fell victim to the storm and did not happen"
    if any(denies(scene, c) and signature("subjects", scene.token(c).lemma) == "+-" for c in also):
        return (NEGATION,), "on"
    if said is None and _reduced(scene, head):
        said = signature("verbs", scene.token(head).lemma, beside)
    if scene.token(head).lemma == "be" or said is None or scene.kids(head, "conj"):
        if found := _predicated(scene, head, said):
            return (found,), "on"
        asked = scene.token(head).lemma == "do" and child > head
        if asked or (scene.token(head).lemma == "be" and scene.token(child).dep == "csubj"):
            return (), "on"  # "at no time did Oman mediate", the verb taken for a noun
    return _shown(scene, child, head, said)


def of_object(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what a verb with all that stands beside it says of its object, where that decides."""
    if scene.token(child).dep not in {"dobj", "nsubjpass"}:
        return None
    if phrasal(scene, head, child):
        return "+-"  # told with the noun already
    names = scene.kids(head, "oprd")
    if not names and scene.token(head).lemma == "call":  # "called Chad's attack on Libya a crime"
        names = scene.kids(child, "appos")
    if names:  # "called the attack a crime"
        return predicate(scene, names[0]) or "++"
    called = [n for n in scene.kids(head, "advcl") if "as" in scene.forms(n, "advmod")]
    if any(quality(scene, n) == NEGATION for n in (*scene.phrases(head, "as"), *called)):
        return NEGATION  # "branded as lies the reports"
    return said_of_account(scene, child, head)


def _reduced(scene: Scene, head: int) -> bool:
    """Tell whether a headline's past is a participle: "Attack on Libya called off"."""
    found = signature("verbs", scene.token(head).lemma, beside_words(scene, head))
    bare = scene.token(head).tag == "VBD" and not scene.kids(head, "dobj", "ccomp", "xcomp", "aux")
    return bare and found is not None and found[0] in "-f"


def _predicated(scene: Scene, head: int, said: Signature | None) -> Signature | None:
    """Return what a verb's predicates say of its subject: "was a lie", "looked unlikely"."""
    if scene.kids(head, "csubj") and scene.lemmas(head, "attr") & small("hearsay"):
        return UNKNOWN  # "that Chad attacked is a story only herders tell"
    turned = ("advcl",) if scene.token(head).lemma in {"turn", "prove"} else ()
    for c in scene.kids(head, "acomp", "attr", "prep", "oprd", "xcomp", "advmod", *turned):
        without = scene.token(c).dep == "prep" and opening(scene.token(c).lower) == "-"
        if without and said is None:
            continue  # "the meetings ended without a decision"
        if found := predicate(scene, c):
            return "++" if judged(scene, head, c) else found
    return NEGATION if _found_false(scene, head) else None


def _found_false(scene: Scene, head: int) -> bool:
    """Tell whether a verb goes on to deny: "was investigated and found to be untrue"."""
    return any(
        predicate(scene, c) == NEGATION
        for also in scene.kids(head, "conj")
        if not scene.kids(also, "nsubj", "nsubjpass")
        for c in scene.kids(also, "acomp", "oprd", "xcomp")
    )


def _shown(scene: Scene, child: int, head: int, said: Signature | None) -> Step | None:
    """Read what a verb says of an account, and what only would be: "an attack would be folly"."""
    found = said_of_account(scene, child, head)
    if found or (said and scene.token(head).lemma != "be"):
        return (found or said or "+-",), "on"
    given = scene.forms(child, "det") & {"the", "this", "that", "these", "those"}
    bare = scene.token(child).tag == "VBG" or not scene.verb(child)
    if not given and bare and modal(scene, head):  # "an attack would be folly"
        return (UNKNOWN,), "stop"
    return None


def _outstanding(scene: Scene, i: int) -> Signature | None:
    """Return the signature of what is still to be done: "has yet to be", "remains to be signed"."""
    i = scene.token(i).head if scene.token(i).dep == "aux" else i
    infinitives = [c for c in scene.kids(i, "xcomp") if "to" in scene.lemmas(c, "aux")]
    if not infinitives:
        return None
    if scene.token(i).lemma == "be" and any(
        signature("subjects", scene.token(c).lemma, beside_words(scene, c)) == "+-"
        and scene.token(c).lemma not in small("going on")
        for c in infinitives
    ):
        return NEGATION if scene.kids(i, "neg") else "f-"  # "the meeting was to follow"
    bare = (
        scene.token(c).lemma == "be" and not scene.kids(c, "acomp", "attr") for c in infinitives
    )
    if scene.token(i).lemma == "be" and scene.kids(i, "neg") and any(bare):
        return NEGATION  # "was not to be"
    return UNKNOWN if scene.token(i).lemma == "remain" else None
