"""What a side wants in so many words that no verb of wanting governs: clefts, leanings, causatives.

"What she is after is a line", "is set on a guarantee", "would have every digger registered": the
wish stands in how the clause is built, whatever its verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import (
    Phrase,
    clause,
    lasting,
    plain,
    verb_phrase,
)
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import table

_WORDS = table("bargaining.yaml")
_WANTING = frozenset(_WORDS["verbs"]["want"]) | frozenset(_WORDS["verbs"]["demand"]) | {"like"}
_LEANINGS: dict[str, frozenset[str]] = {
    word: frozenset(adjectives) for word, adjectives in _WORDS["leanings"].items()
}
_SEEKING = {
    verb: frozenset(p for p, (told, _denied) in beside.items() if told == "want")
    for verb, beside in _WORDS["idioms"].items()
}
"""Verbs that want what stands behind a preposition: "look for", "press for"."""
_WOULD = frozenset({"would", "'d", "’d"})
_ENDS = frozenset({".", ";", "!", "?", "”", '"', "–", "—"})
_GETTING = frozenset({"have", "see", "get", "receive"})


def wishes(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a clause says that its side wants, by how it is built."""
    lemma = page.scene.token(verb).lemma
    yield from _causing(page, verb) if lemma in {"have", "see"} else ()
    yield from _leaning(page, verb) if lemma in {"be", "remain", "stay"} else ()
    if lemma in _LEANINGS["on"] and page.scene.passive(verb):  # "is set on a guarantee"
        yield from _leant(page, verb, verb, page.side_of(page.scene.kids(verb, "nsubjpass")))
    yield from _cleft(page, verb)
    yield from _all(page, verb)


def _all(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what stands before "that is all we want": "a paper, that is all we ask"."""
    scene = page.scene
    every = scene.token(verb).head
    being = scene.token(every).head
    side = page.holder(verb)
    asks = scene.token(verb).dep == "relcl" and scene.token(verb).lemma in _WANTING
    if side is None or not asks or scene.token(every).lower != "all":
        return
    those = [n for n in scene.kids(being, "nsubj") if scene.token(n).lower in {"that", "this"}]
    first = scene.parse.sentence_of(verb).first
    for that in those if scene.token(being).lemma == "be" else ():
        words = [i for i in range(first, that) if scene.token(i).text not in _ENDS]
        while words and scene.token(words[-1]).text in {",", ":"}:
            words.pop()
        if words:
            yield _order(side, verb, plain(scene, words[-_LONGEST:]), None)


def _causing(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side "would have done": "would have the contract torn up"."""
    scene = page.scene
    side = page.holder(verb)
    if page.negative(verb) or not scene.forms(verb, "aux") & _WOULD:
        return
    for act in scene.kids(verb, "ccomp", "xcomp") if side else ():
        things = scene.kids(act, "nsubj", "nsubjpass")
        if scene.token(act).tag == "VBN" and things:
            yield _order(side, verb, clause(scene, act), act)


def _leaning(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side "is keen on", "is set on having", "would be grateful for"."""
    scene = page.scene
    side = page.holder(verb)
    if side is None or page.negative(verb) or page.hangs(verb) == "if":
        return
    for leaning in scene.kids(verb, "acomp", "attr", "ccomp"):
        yield from _leant(page, verb, leaning, side)


def _leant(page: PageVoices, verb: int, leaning: int, side: str | None) -> Iterator[Order]:
    """Yield what stands behind an adjective of leaning, or with "to"."""
    scene = page.scene
    if side is None or page.negative(verb):
        return
    beside = {p: scene.token(p).lower for p in scene.kids(leaning, "prep")}
    beside |= {p: scene.token(p).lower for p in scene.kids(verb, "prep") if p > leaning}
    for p, word in beside.items():
        thanked = page.modal(verb) != "shall"  # "was grateful for the offer" has it
        if scene.token(leaning).lemma not in _LEANINGS.get(word, frozenset()) - (
            _LEANINGS["thanks"] if thanked else frozenset()
        ):
            continue
        for noun in scene.kids(p, "pobj")[:1]:
            yield _order(side, verb, lasting(scene, p, noun, wanted=True), noun)
        for act in scene.kids(p, "pcomp")[:1]:
            yield _order(side, verb, verb_phrase(scene, act), None)
    if scene.token(leaning).lemma in _LEANINGS["to"]:
        for act in scene.kids(leaning, "xcomp"):
            if scene.infinitive(act):
                yield _order(side, verb, verb_phrase(scene, act), None)
    if scene.token(leaning).lemma in _LEANINGS["pleased"] and page.modal(verb) == "shall":
        for act in scene.kids(leaning, "xcomp"):  # "would be glad to have the line moved"
            done = [c for c in scene.kids(act, "ccomp") if scene.has_subject(c)]
            if scene.token(act).lemma in _GETTING:
                told = clause(scene, done[0]) if done else verb_phrase(scene, act)
                yield _order(side, verb, told, done[0] if done else None)


def _cleft(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what "what X wants, he said, is" says: it begins with what, and goes on behind "is"."""
    scene = page.scene
    what = _what(page, verb)
    if what is None or page.negative(verb):
        return
    below = set(scene.parse.subtree(verb))
    sentence = scene.parse.sentence_of(verb)
    being = next(
        (
            i
            for i in range(verb + 1, sentence.last)
            if scene.token(i).lemma == "be"
            and scene.token(i).tag in {"VBZ", "VBD", "VBP"}
            and (i not in below or scene.token(verb).head == i or i == scene.token(verb).head)
        ),
        None,
    )
    side = page.holder(verb)
    if being is None or side is None:
        return
    words: list[int] = []
    for i in range(being + 1, sentence.last):
        if scene.token(i).text in _ENDS or _tells(page, i, words):
            break
        words.append(i)
    while words and scene.token(words[-1]).text in {",", ":"}:
        words.pop()
    while words and scene.token(words[0]).lower in {"that", "for", ",", "to"}:
        words.pop(0)
    if not words or scene.token(words[0]).lower in _ASKING:
        return
    if scene.token(verb).lemma == "do":  # "what we could do is send back the maps"
        if scene.token(words[0]).tag == "VB":
            told = verb_phrase(scene, words[0])
            yield Order(side=side, kind="offer", at=being, phrase=told)
        return
    yield _order(side, being, plain(scene, words[:_LONGEST]), None)


_ASKING = frozenset({"what", "how", "why", "not"})
_LONGEST = 14
"""How many words a wish has at the most."""


def _tells(page: PageVoices, at: int, words: list[int]) -> bool:
    """Tell whether a comma opens who says it: "is a line, she said"."""
    scene = page.scene
    if scene.token(at).text != "," or not words:
        return False
    return any(
        scene.verb(i) and page.statements and scene.token(i).lemma in {"say", "add", "tell"}
        for i in range(at + 1, min(at + 5, scene.parse.sentence_of(at).last))
    )


def _what(page: PageVoices, verb: int) -> int | None:
    """Return the "what" or "all" that a verb of wanting is about, where it opens its clause."""
    scene = page.scene
    lemma = scene.token(verb).lemma
    after = lemma == "be" and scene.forms(verb, "prep", "advmod") & {"after", "for"}
    could = lemma == "do" and page.modal(verb) in {"perhaps", "shall"}
    able = lemma in _WANTING and page.modal(verb) == "perhaps"  # "what I can tell you is"
    sought = scene.forms(verb, "prep") & _SEEKING.get(lemma, frozenset())
    if able or not (after or could or sought or lemma in _WANTING):
        return None
    nouns = scene.subject(verb)
    if not nouns:
        return None
    first = min(nouns)
    while first > 0 and scene.token(first - 1).head == first:
        first -= 1
    before = range(max(first - 3, scene.parse.sentence_of(verb).first), first)
    return next((i for i in before if scene.token(i).lower == "what"), None)


def _order(side: str | None, at: int, phrase: Phrase, of: int | None) -> Order:
    return Order(side=side or "", kind="want", at=at, phrase=phrase, of=of)
