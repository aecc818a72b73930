"""What a side says will come of something: "if they are tried, the pylons come down".

Who tells what happens if another does something threatens or offers it, though the clause stands in
the present and names nobody who does it. So does who tells where things and people will go.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.folder.proposals.orders import Order, imperative
from goodoffices.folder.proposals.phrases import Phrase, acts_of, clause, verb_phrase
from goodoffices.folder.proposals.voices import BidKind, PageVoices
from goodoffices.read.words import table, words

_WORDS = table("bargaining.yaml")
_MOVING = frozenset(_WORDS["moving"])
_READY = frozenset(_WORDS["ready"])
_STATES = frozenset(_WORDS["states"])
_WEIGHING = frozenset(_WORDS["weighing"])
_RESERVING: dict[str, frozenset[str]] = {
    name: frozenset(lemmas) for name, lemmas in _WORDS["reserving"].items()
}
_PRESENT = frozenset({"VBZ", "VBP"})
_VAGUE = words("vague subjects")
_OPENING = frozenset({"for", "from", "on"})
_PARTS = frozenset({"every", "each", "day", "moment", "first"})


def turns(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a speaker says will happen, of things and people that would move or be stopped."""
    scene, lemma = page.scene, page.scene.token(verb).lemma
    yield from _weighed(page, verb) if lemma in _WEIGHING else ()
    yield from _reserved(page, verb) if lemma in _RESERVING["verbs"] else ()
    side = page.speaker(verb)
    state = lemma in _STATES and not _becomes(page, verb)
    state = state or bool(scene.lemmas(verb, "acomp") & _READY)  # "stands ready to go"
    if side is None or state or page.negative(verb) or page.hangs(verb) == "if":
        return
    if scene.token(verb).dep not in {"ROOT", "conj", "ccomp", "parataxis"}:
        return
    nouns, own = scene.subject(verb), page.holder(verb) == side
    if not nouns or (not own and any(scene.token(n).lower in _VAGUE for n in nouns)):
        return
    modal = page.modal(verb)
    present = scene.token(verb).tag in _PRESENT and not scene.forms(verb, "aux", "auxpass")
    hung = _hung(page, verb)
    if not ((hung and (present or modal == "shall")) or (lemma in _MOVING and modal)):
        return
    if modal == "must":
        return
    if own and not (
        page.scene.objects(verb) or page.about(verb) or scene.kids(verb, "prt", "advmod")
    ):
        return  # "we will drill by candlelight if we must"
    phrase: Phrase = verb_phrase(scene, verb) if own else clause(scene, verb)
    kind: BidKind = "plan"
    if modal == "perhaps":
        kind = "possible" if own else "offer"
    if len(phrase.terms) > 1 or (lemma == "be" and phrase.matters):
        yield Order(side=side, kind=kind, at=verb, phrase=phrase)


def _becomes(page: PageVoices, verb: int) -> bool:
    """Tell whether a thing is said to be otherwise then: "give it back, and the lock is open"."""
    scene, head = page.scene, page.scene.token(verb).head
    told = scene.kids(verb, "acomp", "advmod", "prep") and not scene.kids(verb, "attr")
    if scene.token(verb).lemma != "be" or not told or page.holder(verb):
        return False
    ordered = scene.token(verb).dep == "conj" and head < verb and imperative(page, head)
    return ordered or (page.modal(verb) == "shall" and _hung(page, verb))


def _reserved(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side "reserves the right to" do, or "keeps the option of"."""
    scene, side = page.scene, page.holder(verb)
    if side is None or page.negative(verb):
        return
    for noun in scene.kids(verb, "dobj"):
        if scene.token(noun).lemma not in _RESERVING["nouns"]:
            continue
        for act in acts_of(scene, noun):
            yield Order(side=side, kind="possible", at=verb, phrase=verb_phrase(scene, act))


def _hung(page: PageVoices, verb: int) -> bool:
    """Tell whether a clause hangs on what another does: by "if", "the day", "for every boy"."""
    scene = page.scene
    if any(page.hangs(c) == "if" for c in scene.kids(verb, "advcl")):
        return True
    if "otherwise" in scene.forms(verb, "advmod"):
        return True
    for p in scene.kids(verb, "prep"):
        below = scene.parse.subtree(p)
        opens = scene.token(p).lower in _OPENING and p < verb and len(below) > 2
        if opens and any(scene.token(i).lower in _PARTS for i in below):
            return True
    head = scene.token(verb).head
    return scene.token(verb).dep == "conj" and head < verb and imperative(page, head)


def _weighed(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side looks into: "exploring the possibility of", "reviewing whether it can"."""
    scene, side = page.scene, page.holder(verb)
    if side is None or page.negative(verb):
        return
    for noun in (*scene.kids(verb, "dobj"), *scene.phrases(verb, "into", "at")):
        for p in scene.kids(noun, "prep"):
            for act in scene.kids(p, "pcomp"):
                yield Order(side=side, kind="possible", at=verb, phrase=verb_phrase(scene, act))
    acts = [*scene.kids(verb, "ccomp", "xcomp")]
    acts += [a for p in scene.kids(verb, "prep") for a in scene.kids(p, "pcomp", "ccomp")]
    for act in acts:
        if "whether" in scene.forms(act, "mark") or scene.token(act).tag == "VBG":
            yield Order(side=side, kind="possible", at=verb, phrase=verb_phrase(scene, act))
