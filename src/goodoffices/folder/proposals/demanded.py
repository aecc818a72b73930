"""What a list of demands asks: "the demands include Peru leaving the fort, paying and a pardon".

A parser hangs the parts of such a list anywhere. They are told apart by where commas, "and" and
forms in "-ing" stand; whose the demands are, and who is to meet them, by what the page says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.nominals import ASKED
from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import Phrase, reworded
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import lists

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_WORDS = lists("bargaining.yaml", "listed")
_NOUNS, _WHOLE = _WORDS["nouns"], _WORDS["wholes"]
_OPENING, _ENDING = _WORDS["opening"], _WORDS["ending"]
_MEETING, _HANDING = _WORDS["meeting"], _WORDS["handing"]
_HOLDING = lists("bargaining.yaml", "nominal")["holding"]
_JOINING = frozenset({",", "and", "or", ";"})
_POINTS = frozenset({"point"})
_THESE = frozenset({"these", "they"})
_BESIDE = frozenset({"compound", "amod"})
_NEAR = 8
"""How many words behind the demands "including" may stand."""


def demanded(page: PageVoices) -> Iterator[Order]:
    """Yield what the lists of demands of a page want, and of whom."""
    scene, known = page.scene, _Demands(page)
    for token in scene.parse.tokens:
        listed = token.lemma in _NOUNS or _whole(scene, token.i) != token.i
        if not listed or token.pos != "NOUN" or token.i in scene.quoted:
            continue
        opened = _opened(scene, token.i)
        sides = known.whose(token.i) if opened else ()
        if opened is None or not sides:
            continue
        asked = known.asked(token.i, sides)
        parts = list(_parts(scene, opened))
        one = len(parts) < 2 and not any(_doing(scene, part[0]) for part in parts)
        if one and not any(scene.token(i).lemma in ASKED for part in parts for i in part):
            continue  # "a demand including interest"
        for part in parts:
            yield from _wanted(page, part, sides, asked)


def _wanted(
    page: PageVoices, part: list[int], sides: tuple[str, ...], asked: str | None
) -> Iterator[Order]:
    """Yield the want and the demand of one part of a list."""
    scene = page.scene
    at = next((i for i in part if _doing(scene, i)), None)
    if at is None or at - part[0] > 2:
        nouns = [i for i in part if scene.token(i).pos in {"NOUN", "PROPN"}]
        heads = [i for i in nouns if scene.token(i).head not in part]
        for side in sides if heads else ():
            told = reworded(scene, heads[0], part, {})
            yield Order(side=side, kind="want", at=part[0], phrase=told, of=heads[0])
        return
    named = [s for i in part if i < at and (s := page.whose(i))]
    if at > part[0] and not named:
        return
    asked = named[0] if named else asked
    told = _act(scene, at, part)
    if len(told.terms) < 2:
        return
    for side in sides if asked not in sides else ():
        whole = reworded(scene, at, part, {at: f"to {told.head}"}) if named else told
        yield Order(side=side, kind="want", at=at, phrase=whole)
    if asked and asked not in sides:
        yield Order(side=asked, kind="demand", at=at, phrase=told, by=sides[0])


def _act(scene: Scene, at: int, part: list[int]) -> Phrase:
    """Return what a part in "-ing" is, as an act: of "closing the port" to close it."""
    lemma = scene.token(at).lemma
    told = reworded(scene, at, [i for i in part if i >= at], {at: lemma})
    return replace(told, head=lemma, terms=told.terms | {lemma}, verbal=True, at=at)


def _opened(scene: Scene, noun: int) -> int | None:
    """Return where the list of what some demands are begins; None where there is none."""
    whole = _whole(scene, noun)
    acts = [scene.token(whole).head, *scene.kids(whole, "relcl"), *scene.kids(noun, "relcl")]
    grown = scene.kids(acts[0], "xcomp") if whole in scene.kids(acts[0], "nsubj") else []
    for act in (*acts, *grown):  # "their demands grew to include a charter"
        token = scene.token(act)
        own = token.dep == "relcl" or act in grown or whole in scene.kids(act, "nsubj")
        if token.lemma in _HOLDING and own and act > noun and not scene.kids(act, "neg"):
            return act + 1
    last = scene.parse.sentence_of(noun).last
    for i in range(noun + 1, min(noun + _NEAR, last)):
        if scene.token(i).lower in _OPENING:
            return i + 1
        if scene.token(i).lower == "such" and i + 1 < last and scene.token(i + 1).lower == "as":
            return i + 2
    return _opened_next(scene, last)


def _opened_next(scene: Scene, first: int) -> int | None:
    """Return where a list begins of which the next sentence tells: "These include a charter"."""
    row = scene.parse.tokens[first : first + 3]
    if len(row) < 3 or row[0].lower not in _THESE:
        return None
    return next((t.i + 1 for t in row[1:] if t.lemma in _HOLDING and t.pos == "VERB"), None)


def _whole(scene: Scene, noun: int) -> int:
    """Return the list that demands are of: "a 13-point list of demands"."""
    above = scene.token(scene.token(noun).head)
    listed = scene.token(above.head)
    of = scene.token(noun).dep == "pobj" and above.lower == "of"
    points = scene.token(noun).lemma in _NOUNS | _POINTS
    return listed.i if of and points and listed.lemma in _WHOLE else noun


def _parts(scene: Scene, first: int) -> Iterator[list[int]]:
    """Yield the parts of a list, each as its tokens."""
    last = scene.parse.sentence_of(first).last
    part: list[int] = []
    for i in range(first, last):
        token = scene.token(i)
        joins = token.lower in _JOINING
        behind = next((k for k in range(i + 1, last) if scene.token(k).lower not in _JOINING), last)
        ends = behind < last and scene.token(behind)
        if joins and ends and (ends.lower in _ENDING or ends.tag in {"VBD", "VBZ", "MD"}):
            break
        if token.lower in {".", ":", "”", '"', "–", "—", "("}:
            break
        if joins and behind < last and (_doing(scene, behind) or _things(scene, part, behind)):
            if part:
                yield part
            part = []
        elif not (joins and not part):
            part.append(i)
    if part:
        yield part


def _doing(scene: Scene, i: int) -> bool:
    """Tell whether a word is a form in "-ing" that says what is to be done."""
    token, after = scene.token(i), scene.token(min(i + 1, len(scene.parse.tokens) - 1))
    if not token.lower.endswith("ing") or token.lower in _OPENING:
        return False
    named = after.pos in {"NOUN", "PROPN", "DET"}  # "closing broadcaster Al Jazeera"
    return token.tag == "VBG" or (token.tag == "NN" and token.dep in _BESIDE and named)


def _things(scene: Scene, part: list[int], behind: int) -> bool:
    """Tell whether a thing with its own article is the next part of a list of things."""
    if not part or any(_doing(scene, i) for i in part):
        return bool(part) and scene.token(behind).lower in {"a", "an"}
    return scene.token(behind).dep in {"det", "poss"}


class _Demands:
    """Whose the demands of a page are, and who is to meet them."""

    def __init__(self, page: PageVoices) -> None:
        self.page, self.scene = page, page.scene

    def whose(self, noun: int) -> tuple[str, ...]:
        """Return the sides whose demands they are: as told there, else where the page tells it."""
        if own := self._owned(noun):
            return own
        every = [sides for i in self._every() if (sides := self._owned(i))]
        return every[0] if every and all(one == every[0] for one in every) else ()

    def asked(self, noun: int, sides: tuple[str, ...]) -> str | None:
        """Return the one side that is to meet them."""
        near = [s for s in self._meeting(noun) if s not in sides]
        found = near or [s for i in self._every() for s in self._meeting(i) if s not in sides]
        return found[0] if len(set(found)) == 1 else None

    def _every(self) -> Iterator[int]:
        for token in self.scene.parse.tokens:
            if token.lemma in _NOUNS and token.pos == "NOUN":
                yield token.i

    def _owned(self, noun: int) -> tuple[str, ...]:
        """Return whose demands a noun says they are: "its", "from Peru", "that Peru issued"."""
        scene = self.scene
        found: list[str] = []
        for one in dict.fromkeys((_whole(scene, noun), noun)):
            beside = scene.kids(one, "poss", "amod", "compound", "nmod")
            beside += scene.phrases(one, "from", "by", "of")
            beside = [n for n in beside if n != noun and scene.ids(n)]
            named = [
                m for n in beside for m in scene.row(n) if m == n or scene.token(m).pos == "PROPN"
            ]
            found += [s for m in named if (s := self.page.whose(m))]  # no "and its allies"
            head = scene.token(one).head
            acts = [head] if one in scene.objects(head) else []
            acts += [scene.token(head).head] if scene.token(head).lower == "with" else []
            for act in (*acts, *scene.kids(one, "relcl", "acl")):
                if scene.token(act).lemma in _HANDING:
                    found += self.page.holders(act) or filter(None, [self.page.holder(act)])
        return tuple(dict.fromkeys(found))

    def _meeting(self, noun: int) -> Iterator[str]:
        """Yield who is said to meet, reject or answer them, or to whom they were handed."""
        scene = self.scene
        for one in dict.fromkeys((_whole(scene, noun), noun)):
            above = scene.token(one).head
            verb = above if scene.verb(above) else scene.token(above).head
            if scene.token(verb).lemma in _MEETING:
                nouns = [*scene.kids(verb, "nsubj"), *scene.subject(verb)]
                yield from (s for n in nouns if (s := self.page.whose(n)))
            if scene.verb(verb) and scene.token(verb).lemma in _HANDING:
                nouns = [*scene.kids(verb, "dobj", "dative"), *scene.phrases(verb, "to", "on")]
                yield from (s for n in nouns if n != one and (s := self.page.whose(n)))
            nouns = scene.phrases(one, "on", "to", "for")
            yield from (s for n in nouns if scene.ids(n) and (s := self.page.whose(n)))
