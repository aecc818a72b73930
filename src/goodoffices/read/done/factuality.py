"""Is it so? How a text vouches for what it tells: asserted, reported, negated, only thought of.

A clause is weighed with what stands above it: "Oman may mediate", "if Oman mediated", "Oman denied
that it had mediated" and "Oman mediates, officials said" tell four different things. What is
negated or hypothetical is kept with the claim and never counted as something that happened.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.claims import Modality
from goodoffices.read.clause.roles import Scene
from goodoffices.read.words import words


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
    speaker, cue = speech if speech else (None, None)
    if denied_above(scene, i) or (not resolved and negated(scene, i)):
        return Vouch("negated", speaker, cue)
    if hypothetical(scene, i, resolved=resolved):
        return Vouch("hypothetical", speaker, cue)
    if will(scene, i):
        return Vouch("future", speaker, cue)
    if not resolved and historical(scene, i):
        return Vouch("historical", speaker, cue)
    return Vouch(_said(scene, i, speech), speaker, cue)


def _said(scene: Scene, i: int, speech: tuple[int | None, int] | None) -> Modality:
    """Return "reported" where somebody is said to say so, else "asserted"."""
    return "reported" if speech is not None or reportedly(scene, i) else "asserted"


def own_clause(scene: Scene, i: int) -> list[int]:
    """Return the token and the verbs that carry it: "did not hold talks" carries "talks"."""
    found = [i]
    for child, head in scene.above(i):
        dep = scene.token(child).dep
        if dep not in {"dobj", "nsubjpass", "attr", "acomp", "xcomp", "pobj", "prep", "compound"}:
            break
        found.append(head)
        if scene.verb(head) and scene.token(head).dep != "xcomp":
            break
    return found


def negated(scene: Scene, i: int) -> bool:
    """Tell whether a clause, or what carries it, says that the act was not done."""
    for at in own_clause(scene, i):
        if _denied(scene, at):
            return True
    return denied_above(scene, i)


def denied_above(scene: Scene, i: int) -> bool:
    """Tell whether a clause stands under "denied that" or "failed to"."""
    for child, head in scene.above(i):
        token = scene.token(head)
        governs = scene.token(child).dep in {"ccomp", "xcomp", "pcomp", "prep", "dobj", "acl"}
        if governs and token.lemma in words("denying verbs") and not _denied(scene, head):
            return True
        if governs and token.lemma in words("failing words"):
            return scene.token(child).dep in {"xcomp", "prep", "acl"}
    return False


def _denied(scene: Scene, i: int) -> bool:
    """Tell whether "not", "no" or "never" stands directly at a word or its auxiliary."""
    for c in scene.kids(i):
        token = scene.token(c)
        if token.dep == "neg" or (
            token.lower in words("negations") and token.dep in {"det", "preconj", "cc"}
        ):
            return True
        if token.dep == "advmod" and token.lower == "longer":
            return True
        if token.dep == "nsubj" and token.lower in {"nobody", "none", "neither"}:
            return True
    token = scene.token(i)
    above = scene.token(token.head)
    return token.dep in {"pobj", "pcomp"} and above.lower == "without"


def hypothetical(scene: Scene, i: int, *, resolved: bool = False) -> bool:
    """Tell whether a clause is only thought of: modal, condition, doubt, purpose or question.

    ``resolved`` leaves the clause's own modal out of account.
    """
    sentence = scene.parse.sentence_of(i)
    if scene.parse.tokens[sentence.last - 1].text == "?":
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
    return token.dep == "prep" and token.lower in words("granting words")


def _maybe(scene: Scene, i: int) -> bool:
    """Tell whether a word has a modal, a condition, or an adjective of doubt."""
    for c in scene.kids(i):
        token = scene.token(c)
        if token.dep == "aux" and token.lemma in words("possible"):
            return True
        if token.dep in {"mark", "advmod"} and token.lower in words("conditions"):
            return True
        if token.dep == "amod" and token.lemma in words("doubtful adjectives"):
            return True
        if token.dep == "det" and token.lemma == "any":
            return True
        if token.dep == "advmod" and token.lemma in {"perhaps", "maybe", "possibly"}:
            return True
    return purpose(scene, i)


def purpose(scene: Scene, i: int) -> bool:
    """Tell whether a verb is an infinitive of purpose ("met them to end the war")."""
    token = scene.token(i)
    to = any(scene.token(c).lemma == "to" for c in scene.kids(i, "aux"))
    if not to:
        return False
    if token.dep == "advcl":
        return scene.token(token.head).lemma not in {"call", "appeal", "agree", "refuse", "return"}
    holder = scene.token(token.head)
    return token.dep in {"acl", "relcl"} and holder.lemma not in words("deeds")


def _doubted(scene: Scene, child: int, head: int, *, modal: bool) -> bool:
    """Tell whether the step from a word to its head passes through doubt, or from a modal."""
    token, above = scene.token(child), scene.token(head)
    lemma = above.lemma
    if token.dep in {"ccomp", "xcomp", "pcomp", "dobj", "advcl", "prep", "csubj"}:
        if lemma in words("doubting verbs") and scene.verb(head) and token.dep != "prep":
            return token.dep != "advcl" or purpose(scene, child)
        if above.pos == "ADJ" and lemma in words("doubtful adjectives") | words(
            "doubtful predicates"
        ):
            return True
    if token.dep in {"acl", "prep"} and lemma in words("doubtful nouns") and above.pos == "NOUN":
        return token.dep == "acl" or token.lower in {"of", "for", "about", "to"}
    if token.dep in {"advcl", "ccomp"} and _condition(scene, child):
        return True
    return (
        modal
        and scene.verb(child)
        and token.dep in {"advcl", "acl", "ccomp"}
        and _maybe(scene, child)
    )


def _condition(scene: Scene, i: int) -> bool:
    """Tell whether a clause opens with "if", "unless" or the like."""
    return any(scene.token(c).lower in words("conditions") for c in scene.kids(i, "mark", "advmod"))


def will(scene: Scene, i: int) -> bool:
    """Tell whether a clause tells of the future ("will visit", "is to visit next week")."""
    for at in own_clause(scene, i):
        for c in scene.kids(at, "aux"):
            if scene.token(c).lemma in {"will", "shall"} or scene.token(c).text in words("future"):
                return True
        if scene.token(at).dep == "xcomp":
            above = scene.token(scene.token(at).head)
            if above.lemma in {"be", "go", "plan", "schedule", "intend"} and above.tag != "VBD":
                return True
    return False


def historical(scene: Scene, i: int) -> bool:
    """Tell whether the act is background: "after last year's invasion", "had withdrawn"."""
    for at in own_clause(scene, i):
        for c in scene.kids(at):
            token = scene.token(c)
            if token.dep == "aux" and token.lower == "had":
                return True
            if token.dep in {"amod", "nmod"} and token.lemma in words("bygone"):
                return True
    for child, head in scene.above(i):
        token = scene.token(child)
        if token.dep in {"prep", "mark"} and token.lower in words("granting words"):
            return True
        if token.dep == "advcl" and any(
            scene.token(m).lower in words("granting words")
            for m in scene.kids(child, "mark", "advmod")
        ):
            return True
        if token.dep == "relcl" and scene.token(child).tag == "VBD":
            return True
        if scene.verb(child) and token.dep == "ROOT":
            break
        del head
    return False


def reporter(scene: Scene, i: int) -> tuple[int | None, int] | None:
    """Return who reports a clause: (noun or None, the word that says so), or None."""
    for child, head in scene.above(i):
        token, above = scene.token(child), scene.token(head)
        if token.dep in {"ccomp", "parataxis"} and above.lemma in words("reporting verbs"):
            nouns = scene.subject(head)
            return (nouns[0] if nouns else None), head
        if token.dep == "prep" and above.lemma in words("accusing verbs"):
            nouns = scene.subject(head)
            return (nouns[0] if nouns else None), head
        if token.dep == "xcomp" and above.lemma in words("reporting verbs") and scene.passive(head):
            return None, head
    root = i
    for _child, head in scene.above(i):
        root = head
    for c in (root, *scene.kids(root)):
        token = scene.token(c)
        if (
            token.dep in {"parataxis", "ccomp"}
            and token.lemma in words("reporting verbs")
            and c < i
            and c != i
        ):
            nouns = scene.subject(c)
            if nouns:
                return nouns[0], c
        if token.lower in {"according"}:
            for to in scene.kids(c, "prep"):
                for noun in scene.kids(to, "pobj"):
                    return noun, c
    return None


def reportedly(scene: Scene, i: int) -> bool:
    """Tell whether a clause is marked as hearsay."""
    return any(
        scene.token(c).lemma in words("hearsay")
        for at in own_clause(scene, i)
        for c in scene.kids(at)
    )
