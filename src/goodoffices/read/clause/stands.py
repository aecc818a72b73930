"""Where a side stands, told without a word of saying: "is keen on a line", "balks at the fee".

A report tells what somebody wants, could live with, will not have, is ready or able to do by a verb
or by "be" with the words that follow. Those are data (``data/stands.yaml``); what stands behind
them is what it is about. Where it is denied, it says the opposite: "has no objection to the line".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.words import table, words

Path = tuple[frozenset[str], ...]
Range = tuple[int, int]
_BETWEEN = frozenset({"ADV", "DET", "ADJ", "PRON"})
_AMONG = 3
"""How many words may stand between two of a path."""
_ASIDE = 4
"""How many words an aside between commas may have."""
_NOT = words("denying a stand")
_ONLY_SO = frozenset({"must", "should", "ought"})
_FORETOLD = frozenset({"will", "shall", "'ll", "’ll"})
_PERHAPS = frozenset({"may", "might"}) | _FORETOLD
_MINE = frozenset({"i", "my"})
_WOULD = words("modals of stands")
_SUPPOSED = words("supposing marks")
_HELPING = words("verbs above stands")
_STOPS = frozenset({".", ";", ":", "!", "?", "—", "–", "(", ")"})
_GIVEN = frozenset({"dobj", "xcomp", "ccomp", "oprd"})
_PARTS = frozenset({"prep", "mark", "aux"})
_FULL = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_NOTHING = frozenset({"nothing", "none"})
_POINTING = frozenset({"this", "that", "so", "do"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """What a side stands to, and how: ``about`` heads it, ``content`` is all of it.

    ``holder`` heads whose stand it is, ``told`` are the words that tell it, from its verb on.
    ``kind`` is one of ``want``, ``for``, ``against``, ``ready`` and ``able``; ``denied`` where its
    words deny another ("has no quarrel with"), ``perhaps`` where it is what a side would or could.
    """

    kind: str
    verb: int
    holder: int
    told: Range
    about: int
    content: Range
    denied: bool = False
    perhaps: bool = False


def stand(scene: Scene, verb: int) -> Standpoint | None:
    """Return the stand that a verb tells, with the words that follow it, or None."""
    head = _head(scene, verb)
    holder = next(iter(_subjects(scene, verb, head)[-1:]), None)
    if holder is None or not _told(scene, head) or _compared(scene, head):
        return None
    for kind, path in _paths(scene, verb):
        last = _along(scene, verb, path)
        if last is None:
            continue
        content = _content(scene, head, _past_cleft(scene, head, last + 1))
        if content is None or (last == verb and not _governs(scene, verb, content)):
            continue
        no = _denied(scene, head, verb, last)
        helped = scene.forms(head, "aux")
        meant = no or any(step & _NOTHING for step in path)  # "will have nothing to do with it"
        if helped & (_PERHAPS if kind in {"want", "against"} else _FORETOLD) and not meant:
            return None
        first = min([verb, head, *(c for c in scene.kids(head, "aux", "neg") if c < verb)])
        return Standpoint(
            kind=_table()["denied"][kind] if no else kind,
            verb=verb,
            holder=holder,
            told=(first, last + 1),
            about=_top(scene, *content),
            content=content,
            denied=no,
            perhaps=bool(helped & _WOULD),
        )
    return None


def _head(scene: Scene, verb: int) -> int:
    """Return the verb that a helping verb stands for: of "is opposed" the participle."""
    token = scene.token(verb)
    return token.head if token.dep in {"aux", "auxpass"} else verb


def _subjects(scene: Scene, verb: int, head: int) -> tuple[int, ...]:
    if head != verb:
        return tuple(scene.kids(head, "nsubjpass", "nsubj")) or scene.subject(head)
    return scene.subject(verb)


def _told(scene: Scene, head: int) -> bool:
    """Tell whether a clause is told as so, and not supposed, asked or demanded."""
    token = scene.token(head)
    sentence = scene.parse.sentence_of(head)
    if scene.token(sentence.last - 1).text == "?" or scene.forms(head, "aux") & _ONLY_SO:
        return False
    if scene.forms(head, "mark", "advmod") & _SUPPOSED or _guessed(scene, head):
        return False
    helped = scene.kids(head, "aux", "auxpass")
    if token.tag in FINITE or any(scene.token(c).tag in {*FINITE, "MD"} for c in helped):
        return True
    if token.dep == "xcomp":
        return scene.token(token.head).lemma in _HELPING and _told(scene, token.head)
    return token.tag == "VBG" and token.dep in {"advcl", "conj", "ROOT"}


def _guessed(scene: Scene, head: int) -> bool:
    """Tell whether a clause is what another says of a side, or what a page's writer guesses."""
    below = any(
        scene.token(child).dep == "ccomp" and scene.token(above).lemma in words("cue clause")
        for child, above in scene.above(head)
    )
    sentence = scene.parse.sentence_of(head)
    own = range(sentence.first, sentence.last)
    return below or any(scene.token(i).lower in _MINE and i not in scene.quoted for i in own)


def _compared(scene: Scene, head: int) -> bool:
    """Tell whether a clause only measures something: "more than they are willing to pay"."""
    token = scene.token(head)
    before = {
        scene.token(c).lower for c in (token.head, *scene.kids(head, "mark", "prep", "advmod"))
    }
    return token.dep not in {"ROOT", "conj"} and bool(before & {"than", "as"})


def _past_cleft(scene: Scene, head: int, first: int) -> int:
    """Return where what is wanted begins: behind "is" in "what they are after is a line"."""
    end = scene.parse.sentence_of(head).last
    opens = scene.subject(head)
    what = min(opens) - 1 if opens else -1
    nearest = range(max(what - 3, 0), what + 1)
    cleft = any(scene.token(i).lower in {"what", "all"} for i in nearest)
    if first >= end or not cleft or scene.token(first).lemma not in {"be", "remain"}:
        return first
    told = _content(scene, first, first + 1)
    plain = told is None or not any(scene.token(i).pos in _FULL for i in range(*told))
    return end if plain else first + 1


def _paths(scene: Scene, verb: int) -> Iterator[tuple[str, Path]]:
    """Yield the paths that may lead on from a verb, the longest first."""
    lemma = scene.token(verb).lemma
    found = [*_entries().get(lemma, ())]
    if lemma in _table()["being"]:
        found += _entries()["being"]
    yield from sorted(found, key=lambda one: -len(one[1]))


def _along(scene: Scene, verb: int, path: Path) -> int | None:
    """Return the last word of a path that leads on from a verb, or None where it does not."""
    at, end = verb, scene.parse.sentence_of(verb).last
    for step in path:
        first = _past_aside(scene, at + 1, end)
        for i in range(first, min(first + 1 + _AMONG, end)):
            token = scene.token(i)
            if {token.lemma, token.lower} & step:
                at = i
                break
            if token.pos not in _BETWEEN and token.lower not in _NOT:
                return None
        else:
            return None
    return at


def _past_aside(scene: Scene, first: int, end: int) -> int:
    """Return where words go on behind an aside between commas: "is keen, though, on a line"."""
    if first >= end or scene.token(first).text != ",":
        return first
    near = range(first + 1, min(first + 2 + _ASIDE, end))
    closing = next((i for i in near if scene.token(i).text == ","), None)
    if closing is None or any(scene.verb(i) for i in range(first, closing)):
        return first
    return closing + 1


def _content(scene: Scene, head: int, first: int) -> Range | None:
    """Return the words behind a path, as far as they belong together."""
    end = scene.parse.sentence_of(head).last
    last = first
    while last < end:
        token = scene.token(last)
        if token.text in _STOPS or (token.text == "," and not _listed(scene, last, end)):
            break
        if token.dep == "cc" and last > first and _apart(scene, token.i, end):
            break
        last += 1
    while last > first and scene.token(last - 1).pos == "PUNCT":
        last -= 1
    own = range(first, last)
    if first < end and scene.token(first).tag in {*FINITE, "MD"}:
        return None  # "what it is after becomes clear"
    if not own or all(scene.token(i).lower in _POINTING for i in own):
        return None
    return first, last


def _listed(scene: Scene, comma: int, end: int) -> bool:
    """Tell whether a comma only parts what is listed."""
    after = scene.token(comma + 1) if comma + 1 < end else None
    return (
        after is not None
        and any(
            scene.token(i).dep == "conj"
            and scene.token(scene.token(i).head).pos == scene.token(i).pos != "VERB"
            for i in range(comma + 1, min(comma + 4, end))
        )
        and after.dep not in {"cc", "mark"}
    )


def _apart(scene: Scene, cc: int, end: int) -> bool:
    """Tell whether "and" opens another clause, with a verb of its own that is finite."""
    return any(
        scene.token(i).tag in {*FINITE, "MD"} and scene.token(i).dep in {"conj", "aux", "auxpass"}
        for i in range(cc + 1, min(cc + 7, end))
    )


def _governs(scene: Scene, verb: int, content: Range) -> bool:
    """Tell whether a verb that stands alone has what follows it as its object."""
    if scene.passive(verb):
        return False
    return any(content[0] <= c < content[1] for c in scene.kids(verb, *_GIVEN))


def _denied(scene: Scene, head: int, verb: int, last: int) -> bool:
    """Tell whether a stand is denied: by its verb, or on the way to what it is about."""
    near = {scene.token(c).lower for c in scene.kids(head, "neg", "preconj", "cc") if c < last}
    near |= scene.forms(head, "advmod")
    near |= {scene.token(i).lower for i in range(verb + 1, last + 1)}
    longer = "longer" in near
    return longer or bool(near & _NOT)


def _top(scene: Scene, first: int, last: int) -> int:
    """Return what heads some words: the first whose head is not among them."""
    tops = [i for i in range(first, last) if not first <= scene.token(i).head < last]
    real = [i for i in tops if scene.token(i).dep not in _PARTS]
    return (real or tops or [first])[0]


@cache
def _table() -> Any:  # noqa: ANN401 - plain values, as the file has them
    return table("stands.yaml")


@cache
def _entries() -> dict[str, tuple[tuple[str, Path], ...]]:
    """Return for each verb the paths that lead on from it, each with its kind."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for kind in _table()["denied"]:
        for verb, rows in _table()[kind].items():
            for row in rows:
                path = tuple(frozenset(step.split("/")) for step in row.split())
                found.setdefault(verb, []).append((kind, path))
    return {verb: tuple(rows) for verb, rows in found.items()}
