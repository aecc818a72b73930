"""Licence: what a happening needs to be told as a fact where no governing word decides.

A parse hangs a phrase wrongly often enough that the words above an act are not all it stands under.
So what would be told as so is looked at once more, in the order of the words. A noun that names no
known event ("a siege", not "the siege") happens no more than the clause it stands in. What a
sentence that opens with "Imagine", "Should …" or "Rome's proposal:" goes on to tell is imagined,
hung on a condition or laid down; and the simple present with a day to come is a plan.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.done.governing import beside_words, predicate, quality
from goodoffices.read.done.polarity import modal
from goodoffices.read.done.settings import plain_present
from goodoffices.read.done.signatures import NEGATION, TO_COME, UNKNOWN, Signature, signature, small
from goodoffices.read.words import words

_CLAUSE = frozenset({";", ":", "—", "–", "(", ")", "“", "”", '"'})
_PRESENT = frozenset({"VBZ", "VBP"})
_DEFINITE = words("definite words")
_BESIDE = frozenset({"ROOT", "compound", "amod", "poss", "nmod"})
_FARTHEST = 12
"""How many words lie between a noun and the verb whose clause it is in, at the most."""
_LOOKED_BACK = 3
"""How many sentences before may say that what follows is a plan."""


def withheld(scene: Scene, i: int, mark_of: Callable[[int], str]) -> Signature | None:
    """Return what an act that lacks the licence to be told as so is to be; None where it has it.

    ``mark_of`` tells how another word of the sentence stands.
    """
    found = (
        _off(scene, i)
        or _opened(scene, i)
        or _so_it_goes(scene, i)
        or _announced(scene, i)
        or _untrue_account(scene, i)
    )
    if found:
        return found
    if scene.verb(i):
        return None
    if (verb := _clause_verb(scene, i) if _inside(scene, i) else _told_of(scene, i)) is not None:
        mark = mark_of(verb)
        if mark in "uf" and not (mark == TO_COME and _known(scene, i)):
            return UNKNOWN
    return None


def shadowed(scene: Scene, i: int) -> bool:
    """Tell whether a word of denial, doubt or plan before an act may be of it, by order alone.

    A past of its own vouches for a verb, as "the" and "its" do for a noun; what has neither may
    stand under what comes before it in the sentence, wherever the parser hung it.
    """
    if scene.verb(i):
        tag = scene.token(i).tag
        helped = {scene.token(c).tag for c in scene.kids(i, "aux", "auxpass")}
        if tag == "VBD" or (tag in {"VBN", "VBG"} and helped & FINITE and "MD" not in helped):
            return False
    elif _known(scene, i) or _licensed(scene, i):
        return False
    first = scene.parse.sentence_of(i).first
    return any(_casts(token) for token in scene.parse.tokens[first:i])


def would_be(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is nobody yet: "a rocket fired at Haifa would end the truce"."""
    token = scene.token(noun)
    if token.dep not in {"nsubj", "nsubjpass"} or not scene.forms(noun, "det") & {"a", "an"}:
        return False
    return "would" in scene.forms(token.head, "aux") and modal(scene, token.head) == UNKNOWN


def of_any(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a relative clause is of whoever it fits: "an army that shells towns loses"."""
    noun = scene.token(head)
    if noun.dep != "nsubj" or not plain_present(scene, child):
        return False
    above, helped = scene.token(noun.head), scene.kids(noun.head, "aux", "auxpass")
    present = {above.tag, *(scene.token(c).tag for c in helped)} & _PRESENT
    doing = all(scene.token(c).lemma == "do" for c in helped)
    said = above.lemma in words("reporting verbs")
    return bool(present and doing and scene.forms(head, "det") & {"a", "an"}) and not said


def _casts(token: Token) -> bool:
    """Tell whether a word denies, doubts, asks or plans something."""
    if token.tag == "MD" or token.lower in small("shadows"):
        return True
    verb = signature("verbs", token.lemma) if token.pos == "VERB" else None
    noun = signature("nouns", token.lemma) if token.pos == "NOUN" else None
    return bool((verb and verb[0] in "u-") or (noun and noun[0] in "uf-"))


# --- what a sentence opens with -------------------------------------------------------------------


def _off(scene: Scene, i: int) -> Signature | None:
    """Return the denial in a headline that says no more than "off": "Peace talks off as …"."""
    token = scene.token(i)
    if token.dep != "ROOT" or (scene.verb(i) and token.lemma not in words("encounters")):
        return None
    off = (c for c in scene.kids(i, "prt", "advmod", "prep") if scene.token(c).lower == "off")
    if any(c > i and not scene.kids(c) for c in off):
        return "-u"
    if scene.verb(i):
        return None
    behind = (predicate(scene, c) for c in scene.kids(i, "prep", "advmod", "amod") if c > i)
    return next((found for found in behind if found and found[0] in "-uf"), None)  # "in doubt"


def _so_it_goes(scene: Scene, i: int) -> Signature | None:
    """Return the doubt in "Chad, so the joke goes, attacked Libya"."""
    sentence, tokens = scene.parse.sentence_of(i), scene.parse.tokens
    for at in range(sentence.first + 3, sentence.last):
        if tokens[at].lower in {"goes", "went", "runs"} and tokens[at - 2].lower == "the":
            account = tokens[at - 1].lemma in small("hearsay") | small("fictions")
            if account and tokens[at - 3].lower in {"so", "as"}:
                return UNKNOWN
        if tokens[at].lower == "it" and tokens[at - 1].lemma == "have":  # "as the plot has it"
            noun = at - 3 if tokens[at - 2].tag == "MD" else at - 2
            if tokens[noun].lemma in small("hearsay") | small("fictions") | small("plots"):
                return UNKNOWN
    return None


def _untrue_account(scene: Scene, i: int) -> Signature | None:
    """Return the denial in "reports that Chad attacked were not true", however it was parsed."""
    sentence, tokens = scene.parse.sentence_of(i), scene.parse.tokens
    told = (t for t in tokens[sentence.first : i] if t.lower in {"that", "of"})
    if not any(t.i and tokens[t.i - 1].lower in small("accounts by name") for t in told):
        return None
    for at in range(i + 1, sentence.last):
        if _said_by_the_way(scene, i, at):
            return NEGATION
        if tokens[at].lower not in small("of accounts alone") or tokens[at].dep != "acomp":
            continue
        be = tokens[at].head
        found = signature("adjectives", tokens[at].lower) or signature(
            "attributes", tokens[at].lower
        )
        if be < i or found is None or found[1 if scene.kids(be, "neg") else 0] != "-":
            continue
        return NEGATION
    return None


def _said_by_the_way(scene: Scene, i: int, at: int) -> bool:
    """Tell whether a headline calls an account untrue: 'Reports of raid "nonsense", says Chad'."""
    token, after = scene.token(at), scene.token(at + 1)
    found = quality(scene, at) if token.pos in {"NOUN", "ADJ"} else None
    if found is None or found[0] != "-":
        return False
    ends = after.text in {",", "”", '"', "'", "’"} or after.sentence != token.sentence
    between = scene.parse.tokens[i + 1 : at]
    return ends and not any(t.tag in FINITE or t.text == "," for t in between)


def _opened(scene: Scene, i: int) -> Signature | None:
    """Return what the opening of a sentence makes of all that it tells."""
    sentence, tokens = scene.parse.sentence_of(i), scene.parse.tokens
    first = sentence.first
    while first < i and tokens[first].pos in {"PUNCT", "CCONJ", "ADV", "INTJ"}:
        first += 1
    opener = tokens[first]
    past = tokens[i].tag in {"VBD", "VBN"}
    if (
        first < i
        and opener.lower in small("imagining")
        and opener.tag in {"VB", "VBP", "NNP", "NN"}
    ):
        behind = tokens[first + 1]
        return None if behind.lower in {"of", "that"} and opener.tag == "NN" else UNKNOWN
    fronted = opener.lower in {"should", "were"} and opener.pos == "AUX" and not past
    if fronted and first < i and tokens[sentence.last - 1].text != "?":
        return UNKNOWN
    if opener.lower == "the" and _closest(scene, first, i):
        return NEGATION
    colon = next((t.i for t in tokens[first : min(i, first + 10)] if t.text == ":"), None)
    called = {t.lemma for t in tokens[first : colon or first] if t.dep != "pobj"}
    if colon and not past and called & (small("texts") | small("plans")):
        return "f-"  # "the agenda for Monday: …"
    return None


def _closest(scene: Scene, first: int, i: int) -> bool:
    """Tell whether an act is what was only neared: "the closest they came to a meeting was …"."""
    tokens, last = scene.parse.tokens, scene.parse.sentence_of(i).last
    if first + 2 >= last or tokens[first + 1].lower not in {"closest", "nearest"}:
        return False
    after = tokens[first + 2]
    if after.pos == "NOUN" and after.lemma != "thing":
        return False  # "the closest ally met …"
    being = next((t.i for t in tokens[first + 2 : last] if t.lemma == "be"), last)
    return i < being


# --- the simple present ---------------------------------------------------------------------------


def _announced(scene: Scene, i: int) -> Signature | None:
    """Return "to come" for the present with a day to come, or behind "The plan is simple."."""
    verb = i if scene.verb(i) else _holder(scene, i)
    if verb is None or not _present(scene, verb):
        return None
    sentence = scene.parse.sentence_of(verb)
    said = [t.lower for t in scene.parse.tokens[sentence.first : sentence.last]]
    pairs = {f"{a} {b}" for a, b in pairwise(said)}
    if pairs & small("days to come") or set(said) & small("days to come"):
        return "f-"
    return "f-" if _planned_before(scene, sentence.index) else None


def _holder(scene: Scene, i: int) -> int | None:
    """Return the verb that a noun is the subject or the object of."""
    token = scene.token(i)
    held = token.dep in {"dobj", "nsubj", "nsubjpass"} and scene.verb(token.head)
    return token.head if held else None


def _present(scene: Scene, i: int) -> bool:
    """Tell whether a verb stands in the present: "meets", "is meeting"."""
    token, aux = scene.token(i), scene.kids(i, "aux", "auxpass")
    if token.tag in _PRESENT:
        return not aux
    return token.tag == "VBG" and [scene.token(c).tag in _PRESENT for c in aux] == [True]


def _planned_before(scene: Scene, index: int) -> bool:
    """Tell whether sentences before say that a plan follows: "The plan is simple."."""
    sentences = scene.parse.sentences
    zone = sentences[index].zone
    for before in range(index - 1, max(-1, index - 1 - _LOOKED_BACK), -1):
        one = sentences[before]
        if one.zone != zone:
            return False
        told = scene.parse.tokens[one.first : one.last]
        root = next((t for t in told if t.dep == "ROOT"), None)
        if root is None or root.tag not in _PRESENT:
            return False
        if root.lemma in small("running") and scene.lemmas(root.i, "nsubj") & (
            small("texts") | small("plans")
        ):
            return True
    return False


# --- nouns that name no known event ---------------------------------------------------------------


def _clause_verb(scene: Scene, i: int) -> int | None:
    """Return the verb whose clause a noun without an article of its own stands in, by order."""
    if _licensed(scene, i) or scene.token(i).dep in _BESIDE:
        return None
    left = scene.parse.subtree(i)[0]
    begin = scene.parse.sentence_of(i).first
    before = scene.token(left - 1) if left > begin else None
    if before is None or before.lower in small("words of what is given"):
        return None
    for at in range(left - 1, max(begin, left - _FARTHEST) - 1, -1):
        token = scene.token(at)
        if token.text in _CLAUSE or token.tag in {"WDT", "WP", "WRB"} or token.dep == "mark":
            return None
        if token.lower in small("words of what is given"):
            return None
        if scene.verb(at) and token.dep not in {"amod", "compound", "aux", "auxpass"}:
            if token.tag == "VBN" and token.dep == "acl":
                continue
            known = _known(scene, i) and token.lemma != "be"
            given = signature("verbs", token.lemma, beside_words(scene, at)) == "++"
            given = given and not (scene.passive(at) or scene.kids(at, "aux"))
            return None if known or given else at
    return None


def _inside(scene: Scene, i: int) -> bool:
    """Tell whether a noun stands behind a verb of its clause."""
    return scene.token(i).dep not in {"nsubj", "nsubjpass", "csubj"}


def _told_of(scene: Scene, i: int) -> int | None:
    """Return the verb that a noun without an article is the subject of: "fear war is brewing"."""
    token = scene.token(i)
    if not scene.verb(token.head) or _known(scene, i) or _licensed(scene, i):
        return None
    return token.head


def _known(scene: Scene, i: int) -> bool:
    """Tell whether a noun's own words say that the event is known: "the", "its"."""
    return bool(
        scene.forms(i, "det") & _DEFINITE or scene.kids(i, "poss") or scene.token(i).pos == "PROPN"
    )


def _licensed(scene: Scene, i: int) -> bool:
    """Tell whether what stands behind a noun tells that it was: "a raid that killed six"."""
    for c in scene.kids(i, "relcl", "acl"):
        token = scene.token(c)
        helped = {scene.token(a).tag for a in scene.kids(c, "aux", "auxpass")}
        if token.tag == "VBD" or (token.dep == "acl" and token.tag == "VBN"):
            return True
        if token.tag == "VBN" and helped & FINITE:
            return True
    return False
