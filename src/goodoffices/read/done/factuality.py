"""Is it so? How a text vouches for what it tells: asserted, reported, negated, only thought of.

A clause is weighed with what stands above it: "Oman may mediate", "if Oman mediated", "Oman denied
that it had mediated" and "Oman mediates, officials said" tell four different things. What is
negated or hypothetical is kept with the claim and never counted as something that happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.evidence.claims import Modality
from goodoffices.read.clause.parse import Token
from goodoffices.read.clause.roles import Scene
from goodoffices.read.words import words

Speech = tuple[int | None, int]
"""Who says so (a noun, or None where nobody is named), and the word of saying."""


@dataclass(frozen=True, slots=True)
class Vouch:
    """How a clause is vouched for; ``speaker`` is the noun that reports it, where one does."""

    modality: Modality
    speaker: int | None = None
    cue: int | None = None


def weigh(scene: Scene, i: int, *, resolved: bool = False) -> Vouch:
    """Return how the text vouches for the act told by a token.

    Parameters
    ----------
    scene : Scene
        The document's parse and actors.
    i : int
        The token that tells the act (a verb, an event noun, an adjective).
    resolved : bool
        Whether the clause's modal was already read as a promise, threat or demand.
    """
    speech = reporter(scene, i)
    return Vouch(_modality(scene, i, speech, resolved=resolved), *(speech or (None, None)))


def _modality(scene: Scene, i: int, speech: Speech | None, *, resolved: bool) -> Modality:
    if denied_above(scene, i) or (not resolved and negated(scene, i)):
        return "negated"
    if hypothetical(scene, i, resolved=resolved):
        return "hypothetical"
    if will(scene, i):
        return "future"
    if not resolved and historical(scene, i):
        return "historical"
    return "reported" if speech is not None or reportedly(scene, i) else "asserted"


def own_clause(scene: Scene, i: int) -> list[int]:
    """Return the token and the verbs that carry it: "did not hold talks" carries "talks"."""
    carriers = [i]
    for child, head in scene.above(i):
        dep = scene.token(child).dep
        if dep not in {"dobj", "nsubjpass", "attr", "acomp", "xcomp", "pobj", "prep", "compound"}:
            break
        carriers.append(head)
        if scene.verb(head) and scene.token(head).dep != "xcomp":
            break
    return carriers


def negated(scene: Scene, i: int) -> bool:
    """Tell whether a clause, or what carries it, says that the act was not done."""
    return any(_denied(scene, at) for at in own_clause(scene, i)) or denied_above(scene, i)


def denied_above(scene: Scene, i: int) -> bool:
    """Tell whether a clause stands under "denied that" or "failed to"."""
    for child, head in scene.above(i):
        lemma, dep = scene.token(head).lemma, scene.token(child).dep
        if dep not in {"ccomp", "xcomp", "pcomp", "prep", "dobj", "acl"}:
            continue
        if lemma in words("denying verbs") and not _denied(scene, head):
            return True
        if lemma in words("failing words"):
            return dep in {"xcomp", "prep", "acl"}
    return False


def _denied(scene: Scene, i: int) -> bool:
    """Tell whether "not", "no" or "never" stands directly at a word or its auxiliary."""
    token = scene.token(i)
    return bool(
        scene.kids(i, "neg")
        or scene.forms(i, "det", "preconj", "cc") & words("negations")
        or "longer" in scene.forms(i, "advmod")
        or scene.forms(i, "nsubj") & {"nobody", "none", "neither"}
        or (token.dep in {"pobj", "pcomp"} and scene.token(token.head).lower == "without")
    )


def hypothetical(scene: Scene, i: int, *, resolved: bool = False) -> bool:
    """Tell whether a clause is only thought of: modal, condition, doubt, purpose or question.

    ``resolved`` leaves the clause's own modal out of account.
    """
    sentence = scene.parse.sentence_of(i)
    if scene.token(sentence.last - 1).text == "?":
        return True
    own = own_clause(scene, i)
    if not resolved and any(_maybe(scene, at) for at in own):
        return True
    for child, head in scene.above(i):
        if _apart(scene, child):
            return False
        if _doubted(scene, child, head, modal=not (resolved and child in own)):
            return True
    return False


def _apart(scene: Scene, child: int) -> bool:
    """Tell whether a step leaves a phrase that is taken as given ("after …", "which …")."""
    token = scene.token(child)
    if token.dep == "relcl":
        return not _maybe(scene, child)
    if token.dep == "nsubj" and purpose(scene, token.head):
        return True  # a subject before "to …" is the main clause's: the parser erred
    return grants(token)


def grants(token: Token) -> bool:
    """Tell whether a preposition opens what is taken as given: "after", "despite"."""
    return token.dep == "prep" and token.lower in words("granting words")


def _maybe(scene: Scene, i: int) -> bool:
    """Tell whether a word has a modal, a condition, or an adjective of doubt."""
    return purpose(scene, i) or bool(
        scene.lemmas(i, "aux") & words("possible")
        or scene.forms(i, "mark", "advmod") & words("conditions")
        or scene.lemmas(i, "amod") & words("doubtful adjectives")
        or "any" in scene.lemmas(i, "det")
        or scene.lemmas(i, "advmod") & {"perhaps", "maybe", "possibly"}
    )


def purpose(scene: Scene, i: int) -> bool:
    """Tell whether a verb is an infinitive of purpose ("met them to end the war")."""
    dep, holder = scene.token(i).dep, scene.token(scene.token(i).head).lemma
    if "to" not in scene.lemmas(i, "aux"):
        return False
    if dep == "advcl":
        return holder not in {"call", "appeal", "agree", "refuse", "return"}
    return dep in {"acl", "relcl"} and holder not in words("deeds")


def _doubted(scene: Scene, child: int, head: int, *, modal: bool) -> bool:
    """Tell whether the step from a word to its head passes through doubt, or from a modal."""
    token, above = scene.token(child), scene.token(head)
    dep, lemma = token.dep, above.lemma
    if dep in {"ccomp", "xcomp", "pcomp", "dobj", "advcl", "prep", "csubj"}:
        if lemma in words("doubting verbs") and scene.verb(head) and dep != "prep":
            return dep != "advcl" or purpose(scene, child)
        doubtful = words("doubtful adjectives") | words("doubtful predicates")
        if above.pos == "ADJ" and lemma in doubtful:
            return True
    if dep in {"acl", "prep"} and lemma in words("doubtful nouns") and above.pos == "NOUN":
        return dep == "acl" or token.lower in {"of", "for", "about", "to"}
    conditional = scene.forms(child, "mark", "advmod") & words("conditions")
    if conditional and dep in {"advcl", "ccomp"}:
        return True
    clause = scene.verb(child) and dep in {"advcl", "acl", "ccomp"}
    return modal and clause and _maybe(scene, child)


def will(scene: Scene, i: int) -> bool:
    """Tell whether a clause tells of the future ("will visit", "is to visit next week")."""
    for at in own_clause(scene, i):
        if scene.lemmas(at, "aux") & {"will", "shall"}:
            return True
        if any(scene.token(c).text in words("future") for c in scene.kids(at, "aux")):
            return True
        if scene.token(at).dep == "xcomp":
            above = scene.token(scene.token(at).head)
            if above.lemma in {"be", "go", "plan", "schedule", "intend"} and above.tag != "VBD":
                return True
    return False


def historical(scene: Scene, i: int) -> bool:
    """Tell whether the act is background: "after last year's invasion", "had withdrawn"."""
    return any(
        "had" in scene.forms(at, "aux") or scene.lemmas(at, "amod", "nmod") & words("bygone")
        for at in own_clause(scene, i)
    ) or any(_granted(scene, child) for child, _head in scene.above(i))


def _granted(scene: Scene, i: int) -> bool:
    """Tell whether a word opens, or a clause is, what is told only as background."""
    token = scene.token(i)
    if token.dep == "advcl":
        return bool(scene.forms(i, "mark", "advmod") & words("granting words"))
    opens = token.dep in {"prep", "mark"} and token.lower in words("granting words")
    return opens or (token.dep == "relcl" and token.tag == "VBD")


def reporter(scene: Scene, i: int) -> Speech | None:
    """Return who reports a clause: (noun or None, the word that says so), or None."""
    root = i
    for child, head in scene.above(i):
        dep, lemma = scene.token(child).dep, scene.token(head).lemma
        reports = lemma in words("reporting verbs")
        accuses = dep == "prep" and lemma in words("accusing verbs")
        if accuses or (reports and dep in {"ccomp", "parataxis"}):
            return next(iter(scene.subject(head)), None), head
        if reports and dep == "xcomp" and scene.passive(head):
            return None, head
        root = head
    for c in (root, *scene.kids(root)):
        nouns = _beside(scene, c) if c < i or scene.token(c).lower == "according" else ()
        if nouns:
            return nouns[0], c
    return None


def _beside(scene: Scene, i: int) -> Sequence[int]:
    """Return the source that "according to" names, or who says so in a clause set beside."""
    token = scene.token(i)
    if token.lower == "according":
        return [noun for to in scene.kids(i, "prep") for noun in scene.kids(to, "pobj")]
    reports = token.dep in {"parataxis", "ccomp"} and token.lemma in words("reporting verbs")
    return scene.subject(i) if reports else ()


def reportedly(scene: Scene, i: int) -> bool:
    """Tell whether a clause is marked as hearsay."""
    return any(scene.lemmas(at) & words("hearsay") for at in own_clause(scene, i))
