"""What a clause is set in: a drill, a film, a plan, a condition; and what belies a noun.

A drill or a film makes all that is told in it unreal, whoever is the subject; "under the plan"
makes what stands in the present tense a plan. Several words right before a clause do likewise,
wherever the parser hung it: "in case Chinese ships attack". The words are in ``signatures.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.signatures import NEGATION, UNKNOWN, Signature, signature, small
from goodoffices.read.words import table

_LONGEST = 4
"""How many words an opener has at the most."""


def settings(scene: Scene, i: int) -> Iterator[Signature]:
    """Yield the signatures of what a verb's clause is set in and opens with."""
    if not scene.verb(i):
        if found := _leading(scene, i):
            yield found
        return
    for p in scene.kids(i, "prep"):
        for noun in scene.kids(p, "pobj"):
            found = signature("settings", scene.token(p).lower, {scene.token(noun).lemma})
            if found and not (found[0] == "f" and not plain_present(scene, i)):
                yield found
    if any(_made_up(scene, s) for s in scene.kids(i, "nsubj")):
        yield UNKNOWN
    if found := opened(scene, i):
        yield found
    if _ordered(scene, i) or _unreal_object(scene, i):
        yield UNKNOWN
    if plain_present(scene, i) and _awaits(scene, i):
        yield "f-"


def _made_up(scene: Scene, subject: int) -> bool:
    """Tell whether a subject tells what is made up: "the film", "a doctored picture"."""
    token = scene.token(subject)
    told = signature("nouns", token.lemma) in {"r-", "ru"}
    return token.lemma in small("fictions") or (
        told
        and any(
            signature("attributes", scene.token(a).lower) == NEGATION
            for a in scene.kids(subject, "amod", "compound")
        )
    )


def plain_present(scene: Scene, i: int) -> bool:
    """Tell whether a verb stands in the simple present: "Chad meets Libya on Monday"."""
    return scene.token(i).tag in {"VBZ", "VBP"} and not scene.kids(i, "aux", "auxpass")


def opened(scene: Scene, i: int) -> Signature | None:
    """Return the signature of the words right before a clause: "in case", "rather than"."""
    helped = scene.kids(i, "aux", "auxpass", "nsubj", "nsubjpass", "neg", "expl", "mark")
    places = {i, *(scene.parse.subtree(c)[0] for c in helped if c < i)}
    begin = scene.parse.sentence_of(i).first
    for at in places:
        if at == begin or scene.token(at - 1).lower not in _last_words():
            continue
        for length in range(_LONGEST, 0, -1):
            if at - length < begin:
                continue
            said = " ".join(t.lower for t in scene.parse.tokens[at - length : at])
            found = _openers().get(said)
            if found and not (found == NEGATION and _compared(scene, i)):
                return found
            if said in small("openers of the present") and plain_present(scene, i):
                return UNKNOWN
    return None


def _unreal_object(scene: Scene, i: int) -> bool:
    """Tell whether what a verb is done to is not real: "attacked a mock frigate"."""
    return any(
        signature("attributes", scene.token(a).lemma) == NEGATION
        for o in scene.kids(i, "dobj")
        for a in scene.kids(o, "amod", "compound")
    )


def _awaits(scene: Scene, i: int) -> bool:
    """Tell whether a verb in the present waits for another: "leaves as soon as they disarm"."""
    return any(
        scene.token(scene.parse.subtree(c)[0]).lower in {"once", "as", "until", "till"}
        and (
            {"soon", "once", "until", "till"} & scene.forms(c, "mark", "advmod")
            or scene.token(c).lower == "soon"
        )
        for c in scene.kids(i, "advcl", "advmod")
    )


def _compared(scene: Scene, i: int) -> bool:
    """Tell whether the parser hung a "than" where it is read already."""
    own = scene.forms(i, "mark", "advmod", "prep")
    return "than" in own | scene.forms(scene.token(i).head, "cc")


def _leading(scene: Scene, i: int) -> Signature | None:
    """Return what the word that leads a noun's phrase says: "failing an agreement, …"."""
    first = scene.parse.subtree(i)[0]
    word = scene.token(first)
    opens = first == scene.parse.sentence_of(i).first or scene.token(first - 1).text == ","
    return UNKNOWN if first < i and opens and word.lower in small("leading words") else None


def _ordered(scene: Scene, i: int) -> bool:
    """Tell whether a verb that opens its sentence is an order: "Suppose Chad attacks"."""
    token, sentence = scene.token(i), scene.parse.sentence_of(i)
    if token.tag != "VB" or token.dep != "ROOT" or sentence.first != i:
        return False
    stopped = scene.token(sentence.last - 1).text[-1:] in {".", "!", "”", '"'}
    return stopped and not scene.kids(i, "aux", "nsubj", "nsubjpass")


def belied(scene: Scene, i: int) -> bool:
    """Tell whether a clause behind a noun says that it was not: "an attack that never happened"."""
    if scene.verb(i):
        return False
    below = scene.parse.subtree(i)
    for c in below if below[-1] > i else ():
        token = scene.token(c)
        if token.dep != "relcl" or c < i:
            continue
        if token.lemma in small("happening") and scene.kids(c, "neg"):
            return True
        none = scene.forms(c, "nsubj", "nsubjpass") & small("negative subjects")
        if token.lemma in small("witnessing") and none:
            return True
    return False


def prescribed(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a clause is what a law or a plan lays down: "the deal lets Chad trade"."""
    if not scene.verb(child) or scene.token(child).dep not in {"ccomp", "xcomp", "advcl"}:
        return False
    texts = (scene.token(s).lemma in small("texts") for s in scene.kids(head, "nsubj"))
    found = signature("verbs", scene.token(head).lemma)
    return any(texts) and (found is None or (found[0] in "+u" and found != "+-") or found == "ru")


def subjunctive(scene: Scene, i: int) -> bool:
    """Tell whether a clause behind "that" is wished: "suggested that Chad leave"."""
    token = scene.token(i)
    if token.tag not in {"VB", "VBP"} or scene.kids(i, "aux", "auxpass"):
        return False
    subjects = scene.kids(i, "nsubj")
    single = subjects and scene.token(subjects[0]).tag in {"NN", "NNP"}
    one = single and not scene.kids(subjects[0], "conj")
    third = subjects and scene.token(subjects[0]).lower in {"he", "she", "it"}
    return "that" in scene.forms(i, "mark") and bool(one or third)


@cache
def _last_words() -> frozenset[str]:
    """Return the words that openers end with."""
    return frozenset(words.split()[-1] for words in (*_openers(), *small("openers of the present")))


@cache
def _openers() -> dict[str, Signature]:
    """Return the words that open a clause, each with its signature."""
    entries = table("signatures.yaml")["openers"].items()
    return {words: found for found, listed in entries for words in listed}
