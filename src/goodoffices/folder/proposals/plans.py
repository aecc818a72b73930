"""What the sentences after one that opens a plan, or a list of terms, say of it.

"The envoy put forward a paper. The crew would …": a sentence in which a noun of a plan is put
forward opens it; the sentences after it that say what would or should be, and that nobody else is
said to say, are the plan's. "What we expect of Peru is plain. The post goes.": a sentence that says
that somebody wants, asks or sets terms, without saying what, opens a list of what is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import clause, enacted
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_PLANS = lists("bargaining.yaml", "plans")
_NOUNS = _PLANS["nouns"]
_VERBS = _PLANS["verbs"]
_TERMS = _PLANS["terms"]
PLAIN = _PLANS["plain"]
"""What is said of what somebody wants before it is told."""
_ASKING = frozenset(
    lemma for kind in ("want", "demand") for lemma in table("bargaining.yaml")["verbs"][kind]
)
_MOVING = lists("bargaining.yaml")["moving"]
_STAYING = lists("bargaining.yaml")["staying"]
_BRINGING, _LISTS = _PLANS["bringing"], _PLANS["lists"]
_PRESENT = frozenset({"VBZ", "VBP"})
_REACH = 8
"""Over how many sentences a plan may be told."""
_GAP = 1
"""How many sentences of something else a list of terms may have within it."""
_SHOULD = words("modals of plans")


def plans(page: PageVoices) -> Iterator[Order]:
    """Yield what the plans of a page say, by whoever put them forward."""
    scene, author, left = page.scene, None, 0
    for sentence in scene.parse.sentences:
        words = range(sentence.first, sentence.last)
        found = next((side for i in words if (side := _author(page, i))), None)
        if found:
            author, left = found, _REACH
            continue
        if author is None or not left:
            continue
        left -= 1
        told = [i for i in words if _says(page, i)]
        if not told and any(scene.token(i).pos == "VERB" for i in words):
            left = min(left, 1)
        for verb in told:
            yield Order(side=author, kind="say", at=verb, phrase=clause(scene, verb))
            left = _REACH


def terms(page: PageVoices) -> Iterator[Order]:
    """Yield what a speaker lists as wanted, of whomever the list is set to, in the present."""
    scene: Scene = page.scene
    side: str | None = None
    other: str | None = None
    left = paragraph = 0
    paper = False
    for sentence in scene.parse.sentences:
        words = range(sentence.first, sentence.last)
        opened = next((i for i in words if _opens_terms(page, i)), None)
        if opened is not None:
            side = page.holder(opened) or page.speaker(opened)
            named = [s for i in words if (s := page.whose(i)) and scene.token(i).pos != "PRON"]
            paper = _is_paper(page, opened)
            other, left = next((s for s in named if s != side and not paper), None), _GAP
            paragraph = scene.parse.paragraph_of(sentence.index)
            continue
        listed = _is_to if paper else _is_to_be
        tops = [i for i in words if listed(page, i)] if side else []
        left = _GAP if tops else left - 1
        goes_on = scene.parse.paragraph_of(sentence.index) == paragraph
        heard = {side, None} if goes_on else {side}
        if left < 0 or any(page.speaker(i) not in heard for i in tops):
            side = None
            continue
        for verb in tops:
            told = clause(scene, verb)
            yield Order(side=side or "", kind="want", at=verb, phrase=told, of=verb)
            if other:
                asked = enacted(scene, verb) if scene.passive(verb) else told
                yield Order(side=other, kind="demand", at=verb, phrase=asked, by=side)


def _opens_terms(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb opens a list: "what we expect of Peru is plain", "set out the terms"."""
    scene, token = page.scene, page.scene.token(verb)
    if token.lemma in _ASKING and page.holder(verb):
        what = scene.forms(verb, "dobj", "pobj") & {"what"}
        being = scene.token(token.head)
        plain = {scene.token(n).lemma for n in scene.kids(being.i, "acomp", "attr")} & PLAIN
        return bool(what) and being.lemma == "be" and bool(plain)
    nouns = {scene.token(n).lemma for n in scene.kids(verb, "dobj")}
    brought = token.lemma in _BRINGING and bool(nouns & _LISTS) and page.speaker(verb) is None
    if brought and page.holder(verb):  # "the minister had a one-page list. The licence stands."
        return True
    listed = token.lemma in _VERBS and bool(nouns & _TERMS)
    return (listed or _is_paper(page, verb)) and page.holder(verb) is not None


def _is_paper(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb puts a side's paper before others: "put its name to a sheet"."""
    scene, lemma = page.scene, page.scene.token(verb).lemma
    nouns = scene.kids(verb, "dobj")
    if lemma == "put" and "name" in scene.lemmas(verb, "dobj"):
        nouns = scene.phrases(verb, "to")
    elif lemma not in _PLANS["signing"]:
        return False
    return any(scene.token(n).lemma in _PLANS["papers"] for n in nouns)


def _is_to(page: PageVoices, verb: int) -> bool:
    """Tell whether a clause says what a thing is to be or become: "the herd is to come back"."""
    scene, token = page.scene, page.scene.token(verb)
    if token.lemma != "be" or token.tag not in _PRESENT or scene.kids(verb, "neg", "attr"):
        return False
    acts = [a for a in scene.kids(verb, "xcomp") if scene.infinitive(a)]
    nouns = scene.kids(verb, "nsubj")
    return bool(acts) and any(scene.token(n).pos in {"NOUN", "PROPN"} for n in nouns)


def _is_to_be(page: PageVoices, verb: int) -> bool:
    """Tell whether a clause says in the present what a thing does, or is done to it."""
    scene, token = page.scene, page.scene.token(verb)
    if not scene.verb(verb) or token.dep not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return False
    nouns = scene.kids(verb, "nsubj", "nsubjpass")
    named = nouns and (
        scene.token(nouns[0]).pos in {"NOUN", "PROPN"} or scene.kids(nouns[0], "relcl")
    )
    tense = {scene.token(i).tag for i in (verb, *scene.kids(verb, "aux", "auxpass"))}
    moves = scene.passive(verb) or token.lemma in _MOVING | _STAYING
    return bool(named) and moves and bool(tense & _PRESENT) and not tense & {"VBD", "MD"}


def _author(page: PageVoices, word: int) -> str | None:
    """Return who puts a plan forward, where a word is its noun."""
    scene, token = page.scene, page.scene.token(word)
    if token.pos != "NOUN" or token.lemma not in _NOUNS or page.speaker(word):
        return None
    for _child, head in scene.above(word):
        if scene.verb(head) and scene.token(head).lemma in _VERBS:
            return page.holder(head)
    owners = (page.whose(n) for n in (*scene.kids(word, "poss"), *scene.phrases(word, "by", "of")))
    return next((one for one in owners if one), None)


def _says(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb says what would or should be, by the plan's leave."""
    scene, token = page.scene, page.scene.token(verb)
    if not scene.verb(verb) or token.dep not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return False
    if page.speaker(verb) or page.negative(verb) or page.holder(verb) or verb in scene.quoted:
        return False
    to_be = token.lemma == "be" and token.tag in _PRESENT | {"VBD"}
    if to_be and any(scene.infinitive(c) for c in scene.kids(verb, "xcomp")):
        return scene.has_subject(verb)  # "the villages are to have a fifth"
    helped = [scene.token(c) for c in scene.kids(verb, "aux", "auxpass")]
    bare = bool(helped) and helped[0].lower == "be"  # "that each be heard"
    return scene.has_subject(verb) and (bare or any(t.lower in _SHOULD for t in helped))
