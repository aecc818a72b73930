"""What a word says of the clause or the noun that it governs, looked up in the table of signatures.

A predicate speaks of its subject ("is a lie"), a verb with its noun of the clause behind ("took the
opportunity to"), an adjective by degree ("too weak to"), an account by what is done to it ("the
report was retracted").
"""

from __future__ import annotations

from collections.abc import Collection

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.signatures import (
    GUESS,
    NEGATION,
    REPORT,
    UNKNOWN,
    Signature,
    opening,
    signature,
    small,
)

_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_SEEMING = frozenset({"be", "prove", "become", "remain", "look", "sound"})
"""Verbs that join a predicate to what it is said of."""


def of_compound(scene: Scene, head: int) -> Signature | None:
    """Return the signature of a noun that what stands before it is about: "sanctions threat"."""
    found = signature("nouns", scene.token(head).lemma)
    return found if found and found[0] not in "+" else None


def phrasal(scene: Scene, verb: int, noun: int) -> Signature | None:
    """Return the signature of a verb with its noun: "took the opportunity to", "lost no time"."""
    return signature("phrases", scene.token(verb).lemma, {scene.token(noun).lemma})


def carried(scene: Scene, noun: int) -> Signature | None:
    """Return the signature of the phrase that a noun makes with the verb it is the object of."""
    token = scene.token(noun)
    held = token.dep in {"dobj", "attr", "nsubjpass", "oprd"}
    return phrasal(scene, token.head, noun) if held else None


def said_of_it(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what a predicate says of the clause behind it: "it is a lie that …"."""
    token = scene.token(head)
    be = scene.token(token.head)
    if token.dep != "attr" or be.lemma != "be" or "it" not in scene.forms(be.i, "nsubj"):
        return None
    if not ("that" in scene.forms(child, "mark") or complete(scene, child)):
        return None
    return "++" if token.lemma in small("judging") else predicate(scene, head)


def complete(scene: Scene, i: int) -> bool:
    """Tell whether a clause behind "that" lacks nothing, so that "that" stands for nobody in it."""
    if scene.kids(i, "mark") or "that" in scene.forms(i, "advmod"):
        return True
    objects, verb = scene.kids(i, "dobj"), scene.token(i).lemma
    behind = [n for p in scene.kids(i, "prep") for n in scene.kids(p, "pobj")]
    that = [n for n in (*objects[:1], *behind) if n < i and scene.token(n).lower == "that"]
    subjects = scene.kids(i, "nsubj", "nsubjpass")
    if not subjects or any(scene.token(s).tag in {"WDT", "WP"} for s in subjects):
        return False
    if not that:  # "denied reports it had withdrawn its troops"
        whole = scene.kids(i, "nsubjpass") or any(o > i for o in objects)
        opens = scene.token(scene.parse.subtree(i)[0]).tag not in {"WDT", "WP", "WP$", "WRB", "IN"}
        return bool(whole) and opens and contents(scene, scene.token(i).head)
    if that[0] in objects and scene.kids(i, "nsubjpass"):
        return True  # a passive has no object that "that" could be
    about = signature("accounts", verb) or signature("verbs", verb) in {"ru", "++"}
    led = any(n > i for n in behind) and that[0] in objects  # "the myth that they met with"
    noun = scene.token(i).head
    return len(objects) > 1 or (contents(scene, noun) and (led or not about))


def contents(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is of what is said, thought, feared or made up: "the myth that …"."""
    found = signature("nouns", scene.token(noun).lemma)
    return found in {"r-", "ru", "-u"} or scene.token(noun).lemma in small("contents")


def said_of_account(scene: Scene, noun: int, verb: int) -> Signature | None:
    """Return what a verb says of an account: "retracted the report", "does not hold water"."""
    if not speech_noun(scene, noun):
        return None
    return signature("accounts", scene.token(verb).lemma, beside_words(scene, verb))


def predicate(scene: Scene, c: int) -> Signature | None:
    """Return the signature of a predicate: "is false", "is out of the question", "is a lie"."""
    token = scene.token(c)
    if token.lemma == "time" and scene.lemmas(c, "amod", "nummod"):
        return None  # "it was the first time that Chad attacked"
    if token.dep in {"xcomp", "advcl"}:  # "turned out to be a hoax"
        inner = scene.kids(c, "acomp", "attr", "prep", "oprd") if token.lemma in _SEEMING else ()
        made_up = quality(scene, c) if token.tag == "VBN" else None  # "turned out to be invented"
        return next(filter(None, (predicate(scene, i) for i in inner)), made_up)
    if token.dep == "prep":
        if opening(token.lower) == "-":  # "is without foundation"
            grounds = (signature("nouns", n) == "+-" for n in scene.lemmas(c, "pobj"))
            return NEGATION if any(grounds) else None
        nouns = [n for p in (c, *scene.kids(c, "prep")) for n in scene.kids(p, "pobj")]
        nouns += [n for noun in tuple(nouns) for n in scene.phrases(noun, "under", "on", "in")]
        found = (quality(scene, n) for n in nouns)
        return next((f for f in found if f), None)
    if token.lower == "anything" and "but" in scene.forms(c, "prep", "cc"):
        others = (quality(scene, n) for n in scene.kids(c, "conj", "amod", "acomp"))
        return UNKNOWN if any(found and found[0] == "+" for found in others) else None
    of = scene.phrases(c, "of")
    found_here = quality(scene, c, {scene.token(n).lemma for n in of})
    if found_here is None and token.lemma == "one" and of:  # "was one of four scenarios"
        return quality(scene, of[0])
    return found_here


def open_subject(scene: Scene, be: int) -> Signature | None:
    """Return what an open subject makes of its predicate: "the likeliest reply is a raid"."""
    nouns = scene.kids(be, "nsubj")
    found = [signature("nouns", scene.token(n).lemma) for n in nouns]
    found += [signature("attributes", a) for n in nouns for a in scene.forms(n, "amod")]
    return next((one for one in found if one and one[0] in "uf"), None)


def put_behind(scene: Scene, child: int, noun: int) -> int | None:
    """Return the verb of a clause hung on a noun: "it was feared for a time that Chad attacked"."""
    by_noun = scene.token(noun)
    that = (c for c in scene.kids(child, "dobj") if scene.token(c).lower == "that" and c < child)
    led = any(n > child for n in scene.phrases(child)) and any(that)
    marked = "that" in scene.forms(child, "mark", "advmod") or by_noun.pos in {"DET", "PRON"} or led
    if by_noun.dep != "pobj" or not marked:
        return None
    verb = scene.token(by_noun.head).head
    if scene.token(verb).dep == "attr":  # "it was a figment of the imagination that …"
        verb = scene.token(verb).head
    it = "it" in scene.forms(verb, "nsubj", "nsubjpass")
    return verb if it and scene.verb(verb) and scene.kids(child, "nsubj", "nsubjpass") else None


def judged(scene: Scene, verb: int, c: int) -> bool:
    """Tell whether a predicate judges a known deed, which then was: "the invasion was illegal"."""
    if scene.token(verb).tag != "VBD" or scene.token(c).lemma not in small("judging"):
        return False
    if scene.token(verb).lemma != "be" or scene.kids(verb, "aux", "neg"):
        return False
    known = _KNOWN | {"his", "her", "its", "their"}
    subjects = [s for s in scene.kids(verb, "nsubj") if not speech_noun(scene, s)]
    return any(scene.forms(s, "det") & known or scene.kids(s, "poss") for s in subjects)


def quality(scene: Scene, i: int, beside: Collection[str] = ()) -> Signature | None:
    """Return the signature of an adjective or a noun that stands as one ("is a lie")."""
    token = scene.token(i)
    forms = (token.lower,) if token.pos == "VERB" else (token.lemma, token.lower)
    kinds = ("adjectives", "attributes")
    return next(filter(None, (signature(k, f, beside) for k in kinds for f in forms)), None)


def unlisted(scene: Scene, child: int) -> Signature:
    """Return what follows from a word that is not in the table: of a clause nothing is known."""
    token = scene.token(child)
    if not scene.verb(child):
        return GUESS
    if token.dep == "xcomp" and (token.tag == "VBG" or "to" in scene.lemmas(child, "aux")):
        return UNKNOWN
    return REPORT if token.dep == "ccomp" and scene.kids(child, "mark") else "+-"


def of_adjective(scene: Scene, child: int, head: int) -> Signature:
    """Return what an adjective says of its clause: "too weak to", "wise enough to", "sad that"."""
    degree, shape = scene.forms(head, "advmod"), form(scene, child) or {"that"}
    if "to" in shape and "too" in degree:
        return "-u"
    if "to" in shape and "enough" in degree:  # "was bold enough to" tells of what was done
        return "+-" if quality(scene, head, shape) == "+-" else "u-"
    found = phrasal(scene, scene.token(head).head, head)  # "saw fit to", "found it necessary to"
    return found or quality(scene, head, shape) or (UNKNOWN if "to" in shape else REPORT)


def speech(scene: Scene, i: int) -> bool:
    """Tell whether a participle says something: "posts claiming that …"."""
    said = signature("verbs", scene.token(i).lemma) == "ru" and scene.token(i).tag in {"VBG", "VBN"}
    of_account = speech_noun(scene, scene.token(i).head) and bool(scene.kids(i, "dobj"))
    return said and (of_account or bool(scene.kids(i, "ccomp", "xcomp")))


def speech_noun(scene: Scene, i: int) -> bool:
    """Tell whether a noun is something said ("the claim was rejected")."""
    return signature("nouns", scene.token(i).lemma) in {"ru", "r-"}


def form(scene: Scene, child: int) -> set[str]:
    """Return a complement's form: "to" ("whom": another does it), "ing", "that" where finite."""
    token = scene.token(child)
    if not scene.verb(child):
        return set()
    if "to" in scene.lemmas(child, "aux"):
        return {"to", "whom"} if scene.kids(child, "nsubj") else {"to"}
    if token.tag == "VBG" and not scene.kids(child, "aux"):
        return {"ing"}
    return {"that"} if token.dep == "ccomp" else set()


def beside_words(scene: Scene, i: int) -> set[str]:
    """Return the particles and small words that stand beside a verb."""
    found: set[str] = set()
    for c in scene.kids(i, "prt", "advmod", "acomp", "prep", "dobj", "ccomp", "oprd", "npadvmod"):
        word = scene.token(c).lower
        found.add(word)
        if scene.token(c).dep == "prep":
            found |= {f"{word} {scene.token(n).lower}" for n in scene.kids(c, "pobj")}
    return found
