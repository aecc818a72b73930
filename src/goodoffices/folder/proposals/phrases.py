"""The words of a clause as a line of a case: a verb with what it is done to, a noun with its kind.

A phrase keeps the words of its source, in their order, without what hangs on them loosely: relative
clauses, conditions, dates, adverbs. What was said in the first person is told in the third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.clause.tokens import Token

LONGEST = 14
"""How many words a phrase may have; a longer one is cut before a clause or a preposition."""

_LOOSE = frozenset({"relcl", "advcl", "appos", "parataxis", "discourse", "intj", "dep", "preconj"})
_JOINED = frozenset({"cc", "conj"})
_ABOUT_A_VERB = frozenset(
    {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "aux", "auxpass", "neg", "mark", "punct"}
    | {"advmod", "npadvmod", "ccomp", "agent"}
)
_THIRD = {"our": "its", "ours": "its", "my": "its", "us": "it", "me": "it", "we": "it", "i": "it"}
_EMPTY = frozenset(table("bargaining.yaml")["empty"])
_FRAMES = frozenset(table("bargaining.yaml")["frames"])
_NAMED = frozenset({"GPE", "PERSON", "NORP"})
_WHERE = frozenset(table("bargaining.yaml")["where"])
_LEFT = re.compile(r"\s*,\s*(?=,)|(?<=,)\s*,|,\s*,")
_WHITHER = frozenset(table("bargaining.yaml")["whither"])
_UNITS = frozenset(table("bargaining.yaml")["spans_of_time"]["units"])
_LASTING = frozenset(table("bargaining.yaml")["spans_of_time"]["lasting"])
_BY_WHEN = frozenset(table("bargaining.yaml")["spans_of_time"]["by_when"])
_PASSING = frozenset(table("bargaining.yaml")["spans_of_time"]["passing"])
_SPACE = re.compile(r"\s+")
_EDGES = " ,;:.!?–—-\"'“”‘’()"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: its words, the lemma of its head, what it is about (lemmas), and its matters.

    ``matters`` are of its nouns those that stand for themselves: of "landing fees" the fees;
    ``numbers`` its numbers, as written. ``verbal`` where its head is a verb.
    """

    text: str
    head: str
    terms: frozenset[str]
    matters: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    verbal: bool = False


def noun_phrase(scene: Scene, noun: int) -> Phrase:
    """Return a noun with what belongs to it, and those joined to it; of an idea, what it is of."""
    inner = scene.phrases(noun, "of", "for", "to") if scene.token(noun).lemma in _FRAMES else []
    if inner:
        return noun_phrase(scene, inner[0])
    return _phrase(scene, noun, _kept(scene, noun, _LOOSE))


def lasting(scene: Scene, verb: int, noun: int) -> Phrase:
    """Return a noun as :func:`noun_phrase` does, with how long its verb says, or until when."""
    times = [
        i
        for p in scene.kids(verb, "prep")
        if p > noun and _timed(scene, p) and not _dated(scene, p, "prep")
        for i in scene.parse.subtree(p)
    ]
    told = noun_phrase(scene, noun)
    if not times or scene.token(noun).lemma in _FRAMES:
        return told
    return _phrase(scene, noun, [*_kept(scene, noun, _LOOSE), *times])


def verb_phrase(scene: Scene, verb: int) -> Phrase:
    """Return what is done, as "close the crossing": the plain verb and what it is done to."""
    done_to = scene.objects(verb)[:1] if scene.passive(verb) else []
    own = [i for i in _kept(scene, verb, _ABOUT_A_VERB | _LOOSE | _JOINED) if i != verb]
    own += [i for i in scene.kids(verb, "advmod") if scene.token(i).lower in _WHITHER]
    own += [i for n in scene.kids(verb, "npadvmod") if n > verb for i in _often(scene, n)]
    own = [i for i in sorted(own) if scene.token(i).lower != "that" or i > verb + 1]
    if not own:
        own = [i for c in scene.kids(verb, "ccomp") for i in _kept(scene, c, _LOOSE)]
    for noun in done_to:
        own = [*_kept(scene, noun, _LOOSE), *(i for i in own if i > verb)]
    told = _phrase(scene, verb, own)
    lemma = scene.token(verb).lemma
    family = {kin(lemma)} if lemma in _KIN else set()
    return Phrase(
        f"{lemma} {told.text}".strip(),
        lemma,
        told.terms | {lemma},
        told.matters | family,
        told.numbers,
        True,
    )


def joined(noun: Phrase, act: Phrase) -> Phrase:
    """Return somebody or something with what it is wanted to do: "the families to go home"."""
    return Phrase(
        f"{noun.text} to {act.text}",
        noun.head,
        noun.terms | act.terms,
        noun.matters | act.matters,
        noun.numbers | act.numbers,
    )


def predicate(scene: Scene, verb: int) -> Phrase:
    """Return what something is said to be ("quiet on the spit"), without its verb."""
    tops = scene.kids(verb, "attr", "acomp", "prep")
    kept = sorted(i for top in tops for i in _kept(scene, top, _LOOSE))
    return _phrase(scene, tops[0], kept)


def clause(scene: Scene, verb: int) -> Phrase:
    """Return a clause with its subject, without what opens it."""
    kept = _kept(scene, verb, _LOOSE | _JOINED | {"mark"})
    if len(kept) > 1 and scene.token(kept[0]).lower == "that":
        kept = kept[1:]
    return _phrase(scene, verb, kept)


def _kept(scene: Scene, top: int, left_out: frozenset[str]) -> list[int]:
    """Return the tokens of a phrase: its head's subtree without what hangs loosely."""
    kept = [top]
    for at in kept:  # the list grows while it is gone through
        for child in scene.parse.children(at):
            dep = scene.token(child).dep
            if dep not in (left_out if at == top else _LOOSE) and not _dated(scene, child, dep):
                kept.append(child)
    return sorted(kept)


def _often(scene: Scene, noun: int) -> list[int]:
    """Return the tokens of "every month", "a year"."""
    return list(scene.parse.subtree(noun)) if _rate(scene, noun) else []


def _rate(scene: Scene, noun: int) -> bool:
    """Tell whether a noun of time says how often or for how much of it: "a year", "each month"."""
    if scene.forms(noun, "det") & {"every", "each"}:
        return True
    bare = len(scene.parse.subtree(noun)) == 2
    return (
        bare and scene.token(noun).lemma in _UNITS and bool(scene.forms(noun, "det") & {"a", "an"})
    )


def _dated(scene: Scene, child: int, dep: str) -> bool:
    """Tell whether what hangs from a word says no more than when.

    For how long, how often and until when ("of three years", "a month", "before 2030") says more.
    """
    if dep not in {"prep", "npadvmod"}:
        return False
    if not _timed(scene, child):
        return False
    below = scene.parse.subtree(child)
    said = {scene.token(i).lower for i in below}
    if dep == "npadvmod":
        return not _rate(scene, child)
    if scene.token(child).lower in _BY_WHEN:
        return bool(said & _PASSING)
    lasts = any(
        scene.token(i).lemma in _UNITS and scene.forms(i, "nummod", "det") - {"the", "this", "that"}
        for i in below
    )
    return not (lasts and scene.token(child).lower in _LASTING) or bool(said & _PASSING)


def _timed(scene: Scene, child: int) -> bool:
    """Tell whether a short phrase is of time."""
    below = scene.parse.subtree(child)
    return len(below) < 6 and any(scene.token(i).ent in {"DATE", "TIME"} for i in below)


def _phrase(scene: Scene, head: int, kept: Sequence[int]) -> Phrase:
    cut = _short(scene, kept)
    return Phrase(
        written(scene.token(i) for i in cut),
        scene.token(head).lemma,
        frozenset(terms(scene.token(i) for i in cut)),
        frozenset(matters(scene, cut)),
        frozenset(scene.token(i).lower for i in cut if scene.token(i).tag == "CD"),
        scene.verb(head),
    )


def _short(scene: Scene, kept: Sequence[int]) -> Sequence[int]:
    """Cut a long phrase where a clause or a preposition begins."""
    if len(kept) <= LONGEST:
        return kept
    cuts = [
        n
        for n, i in enumerate(kept)
        if 4 <= n <= LONGEST and (scene.token(i).dep == "prep" or scene.token(i).text in {",", ";"})
    ]
    return kept[: cuts[-1] if cuts else LONGEST]


def written(tokens: Iterable[Token]) -> str:
    """Write tokens as a text: one space where there was any, the first person told as a third."""
    parts: list[str] = []
    end: int | None = None
    for token in tokens:
        if end is not None and token.start > end:
            parts.append(" ")
        parts.append(_THIRD.get(token.lower, token.text))
        end = token.end
    text = _LEFT.sub("", "".join(parts))  # what a clause that was left out stood between
    return _SPACE.sub(" ", text).strip(_EDGES)


def terms(tokens: Iterable[Token]) -> set[str]:
    """Return what words are about: lemmas of nouns, numbers, adjectives and verbs."""
    return {
        token.lemma
        for token in tokens
        if token.pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
        and token.lemma not in _EMPTY
        and (len(token.lemma) > 2 or token.tag == "CD")
    }


def matters(scene: Scene, kept: Iterable[int]) -> set[str]:
    """Return the matters that words are about: of their nouns, and of verbs of a known matter.

    Names are none. Where something is ("the gauges at the dam"), and what it is done with, is the
    matter only where nothing else is.
    """
    told = [scene.token(i) for i in kept]
    here = {token.lemma for token in told}
    own = [t for t in told if t.lemma not in _EMPTY and len(t.lemma) > 2 and _stands(t)]
    nearer = [t for t in own if not _only_where(scene, t)]
    return {_meant(token.lemma, here) for token in nearer or own}


def _stands(token: Token) -> bool:
    """Tell whether a word can name a matter by itself."""
    if token.tag == "CD" or token.ent in _NAMED:
        return False
    noun = token.pos in {"NOUN", "PROPN"} and token.dep != "compound"
    return noun or (token.pos == "VERB" and token.lemma in _KIN)


def _only_where(scene: Scene, token: Token) -> bool:
    """Tell whether a noun only says where, or with what."""
    return token.dep == "pobj" and scene.token(token.head).lower in _WHERE


def _meant(lemma: str, here: set[str]) -> str:
    """Return the matter that a word is about beside others: a release of water is none of men."""
    beside = _BESIDE.get(lemma)
    return kin(beside[0]) if beside and here & beside[1] else kin(lemma)


def kin(lemma: str) -> str:
    """Return the matter that a word is about (a family of ``bargaining.yaml``), or itself."""
    return _KIN.get(lemma, lemma)


_KIN: dict[str, str] = {
    word: family for family, words in table("bargaining.yaml")["kin"].items() for word in words
}
_BESIDE: dict[str, tuple[str, frozenset[str]]] = {
    word: (meant["is"], frozenset(meant["beside"]))
    for word, meant in table("bargaining.yaml")["beside"].items()
}
