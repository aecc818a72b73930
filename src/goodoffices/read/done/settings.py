"""What a clause is set in: a drill, a film, a plan, a condition; and what belies a noun.

A drill or a film makes all that is told in it unreal, whoever is the subject; "under the plan"
makes what stands in the present tense a plan. Several words right before a clause do likewise,
wherever the parser hung it: "in case Chinese ships attack". The words are in ``signatures.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from goodoffices.read.clause.mends.known import OPENING
from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.signatures import NEGATION, TO_COME, UNKNOWN, Signature, signature, small
from goodoffices.read.words import table, words

_LOOKED_BACK = 3
"""How many sentences before may say that what follows is made up."""
_LONGEST = 4
"""How many words an opener has at the most."""


def settings(scene: Scene, i: int) -> Iterator[Signature]:
    """Yield the signatures of what a verb's clause is set in and opens with."""
    if not scene.verb(i):
        if scene.token(i).lower == "talk" and "of" in scene.forms(i, "prep"):
            yield UNKNOWN  # "there had been talk of a meeting"
        return
    present = plain_present(scene, i) or (
        scene.token(i).tag == "VBN" and not scene.kids(i, "aux") and _present_help(scene, i)
    )
    yield from _set_in(scene, i, present=present)
    subjects = scene.kids(i, "nsubj")
    if any(_made_up(scene, s) for s in subjects):
        yield UNKNOWN
    if present and any(scene.token(s).lower in small("anybody") for s in subjects):
        yield UNKNOWN  # "anyone attacking the envoy attacks us all"
    free = (s for c in scene.kids(i, "csubj") for s in scene.kids(c, "nsubj"))
    if present and any(scene.token(s).lower in small("anybody") for s in free):
        yield UNKNOWN  # "whoever attacks the envoy attacks us all"
    if found := opened(scene, i) or _infinitive_of(scene, i):
        yield found
    if _ordered(scene, i) or _unreal_object(scene, i):
        yield UNKNOWN
    aside = [*scene.kids(i, "parataxis"), *(c for s in subjects for c in scene.kids(s, "appos"))]
    if any(scene.token(c).lemma in small("jesting") for c in aside):
        yield UNKNOWN  # "Chad, the minister joked, had bombed itself"
    if present and _awaits(scene, i):
        yield "f-"
    if present and _goes_on(scene, i):
        yield UNKNOWN


def _set_in(scene: Scene, i: int, *, present: bool) -> Iterator[Signature]:
    """Yield what a verb's clause is set in: "in a drill", "according to the script"."""
    beside = [i]
    if present:  # "rebels move out, hand in their arms and receive amnesty under the plan"
        beside += [c for c in scene.kids(i, "conj") if plain_present(scene, c)]
        if scene.token(i).dep == "conj":
            beside.append(scene.token(i).head)
    for at in beside:
        for p in scene.kids(at, "prep"):
            word = scene.token(p).lower
            nouns = scene.kids(p, "pobj")
            if word == "according":
                nouns = [n for to in scene.kids(p, "prep") for n in scene.kids(to, "pobj")]
            for noun in nouns:
                found = signature("settings", word, {scene.token(noun).lemma})
                made = part_of_work(scene, noun) if present else other_world(scene, noun)
                if word == "in" and made:
                    found = UNKNOWN
                if word in small("places of fiction") and _made(scene, noun):
                    found = UNKNOWN
                if found and (present if found[0] == TO_COME else at == i):
                    yield found


def _made(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is a thing made up: "the opera", "the fictional story"."""
    of_pranks = scene.lemmas(noun, "amod", "compound") & small("of pranks")
    return scene.token(noun).lemma in small("fictions") or bool(of_pranks)


def part_of_work(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is a part of a play or a book: "the second act", "the last chapter"."""
    lemma, called = scene.token(noun).lemma, scene.forms(noun, "amod")
    part = lemma in small("parts of works") and called & small("ordinals")
    return bool(part) or other_world(scene, noun)


def other_world(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is of what never was: "an alternative history"."""
    named = scene.token(noun).lemma in small("other worlds")
    return named and bool(scene.forms(noun, "amod") & small("of other worlds"))


def _goes_on(scene: Scene, i: int) -> bool:
    """Tell whether the present goes on with what a sentence before set in a film or a scenario."""
    index = scene.token(i).sentence
    sentences = scene.parse.sentences
    for before in range(index - 1, max(-1, index - 1 - _LOOKED_BACK), -1):
        one = sentences[before]
        if one.zone != sentences[index].zone:
            return False
        told = scene.parse.tokens[one.first : one.last]
        root = next((t for t in told if t.dep == "ROOT"), None)
        if root is None or not (root.tag in {"VBZ", "VBP"} or _present_help(scene, root.i)):
            return False
        if any(_fiction(scene, t.i) for t in told):
            return True
    return False


def _present_help(scene: Scene, i: int) -> bool:
    """Tell whether a verb's first auxiliary stands in the present: "are overwhelmed"."""
    return any(scene.token(c).tag in {"VBZ", "VBP"} for c in scene.kids(i, "aux", "auxpass"))


def _fiction(scene: Scene, i: int) -> bool:
    """Tell whether a word sets its sentence in what is made up: "in one scenario", "the film"."""
    token = scene.token(i)
    if token.pos != "NOUN":
        return False
    if token.dep == "pobj":
        return signature("settings", scene.token(token.head).lower, {token.lemma}) == UNKNOWN
    return token.dep == "nsubj" and token.lemma in small("fictions")


def _infinitive_of(scene: Scene, i: int) -> Signature | None:
    """Return what the verb right before says of an infinitive that hangs elsewhere."""
    at = next((c - 1 for c in scene.kids(i, "aux") if scene.token(c).lower == "to"), -1)
    if at <= 0 or at == scene.token(i).head or not scene.verb(at) or scene.token(at).tag == "VBD":
        return None
    found = signature("verbs", scene.token(at).lemma, {"to"})
    return found if found and found[0] not in "+r" else None


def _made_up(scene: Scene, subject: int) -> bool:
    """Tell whether a subject tells what is made up: "the film", "a doctored picture"."""
    token = scene.token(subject)
    if scene.lemmas(subject, "amod", "compound") & small("of pranks"):
        return True
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
    waiting = plain_present(scene, i) or _under_would(scene, i)
    for at in places:
        word = scene.token(at)
        if waiting and word.lower in small("openers of the present"):
            return UNKNOWN  # "to wait until Chad attacks", hung from "Chad"
        if at < i and word.tag == "VBG" and _openers().get(word.lower) == UNKNOWN:
            return UNKNOWN  # "providing Chad signs", hung from "Chad"
        if at == begin or scene.token(at - 1).lower not in _last_words():
            continue
        for length in range(_LONGEST, 0, -1):
            if at - length < begin:
                continue
            said = " ".join(t.lower for t in scene.parse.tokens[at - length : at])
            found = _openers().get(said)
            if found and not (found == NEGATION and _compared(scene, i)):
                return found
            if said in small("openers of the present") and waiting:
                return UNKNOWN
    return None


def _under_would(scene: Scene, i: int) -> bool:
    """Tell whether a past is what "would" looks ahead to: "would leave the day Chad signed"."""
    helped = [scene.token(c) for c in scene.kids(i, "aux", "auxpass")]
    past = scene.token(i).tag == "VBD" or (helped and helped[0].tag == "VBD")
    if not past or any(t.lemma == "have" for t in helped):
        return False
    if scene.forms(i, "npadvmod", "advmod") & {"time", "whenever"}:
        return False  # "every time Chad attacked, Peru would protest" tells a habit
    beside = (c for c in scene.kids(i, "conj", "ccomp") if c > i and scene.has_subject(c))
    for head in (*beside, *(head for _child, head in scene.above(i))):
        if "would" in scene.forms(head, "aux"):
            return "have" not in scene.lemmas(head, "aux")
    return False


def _unreal_object(scene: Scene, i: int) -> bool:
    """Tell whether what a verb is done to is not real: "attacked a mock frigate"."""
    return any(
        signature("attributes", scene.token(a).lemma) == NEGATION
        for o in scene.kids(i, "dobj")
        for a in scene.kids(o, "amod", "compound")
    )


def _awaits(scene: Scene, i: int) -> bool:
    """Tell whether a verb in the present waits for another: "leaves as soon as they disarm"."""
    if any("when" in scene.forms(c, "advmod") for c in scene.kids(i, "advcl") if c > i):
        return all(plain_present(scene, c) for c in scene.kids(i, "advcl") if c > i)
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


def bidding(scene: Scene, i: int) -> int | None:
    """Return the verb of saying behind an order: "Free the pilots, the bishop told Chad"."""
    token = scene.token(i)
    bare = token.tag == "VB" and not scene.kids(i, "aux", "nsubj", "nsubjpass", "mark")
    opens = i == scene.parse.sentence_of(i).first or scene.token(i - 1).text in OPENING
    if not (bare and opens) or token.dep not in {"advcl", "ccomp"}:
        return None
    subject = scene.kids(token.head, "nsubj")
    said = scene.token(token.head).lemma in words("reporting verbs", "appealing verbs")
    return token.head if said and subject and i < min(subject[0], token.head) else None


def _ordered(scene: Scene, i: int) -> bool:
    """Tell whether a verb that opens its sentence is an order: "Suppose Chad attacks"."""
    if bidding(scene, i) is not None:
        return True
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
    subjects = scene.lemmas(head, "nsubj")
    if scene.passive(head):  # "is obliged by the treaty to leave"
        subjects = {scene.token(n).lemma for n in scene.phrases(head, "by", "under")}
    if not scene.verb(child) or scene.token(child).tag == "VBG":
        planned = bool(subjects & (small("texts") | small("plans")))
        if planned and scene.token(head).lemma in small("laying down"):
            return True  # "the plan links a release to a truce", "the terms included Chad leaving"
    if not scene.verb(child):
        return False
    if scene.token(child).dep not in {"ccomp", "xcomp", "advcl"}:
        return False
    found = signature("verbs", scene.token(head).lemma)
    texts = bool(subjects & small("texts"))
    bare = scene.token(child).tag == "VB" and plain_present(scene, head)
    if texts and bare and scene.token(head).lemma in small("laying down"):
        return True  # "the deal sees Chad withdraw"
    return texts and (found is None or (found[0] in "+u" and found != "+-") or found == "ru")


def subjunctive(scene: Scene, i: int) -> bool:
    """Tell whether a clause behind "that" is wished: "suggested that Chad leave"."""
    token = scene.token(i)
    if token.tag not in {"VB", "VBP"} or scene.kids(i, "aux", "auxpass"):
        return False
    subjects = scene.kids(i, "nsubj", "nsubjpass")
    above = scene.token(token.head)
    if subjects and above.lemma in small("mandative") and above.tag in {"VBD", "VBN"}:
        return True  # "insisted the others condemn it": a report would say "condemned"
    single = subjects and scene.token(subjects[0]).tag in {"NN", "NNP"}
    one = single and not scene.kids(subjects[0], "conj")
    third = subjects and scene.token(subjects[0]).lower in {"he", "she", "it"}
    that = "that" in scene.forms(i, "mark", "dobj", "nsubj")
    return that and bool(one or third)


@cache
def _last_words() -> frozenset[str]:
    """Return the words that openers end with."""
    return frozenset(words.split()[-1] for words in (*_openers(), *small("openers of the present")))


@cache
def _openers() -> dict[str, Signature]:
    """Return the words that open a clause, each with its signature."""
    entries = table("signatures.yaml")["openers"].items()
    return {words: found for found, listed in entries for words in listed}
