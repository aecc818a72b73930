"""What it is about: matters in dispute, found by families of words.

Families and their words are data (``issues.yaml``). A strong word names its matter wherever it
stands; a weak one ("water", "trade") only beside a word of dispute or negotiation. All mentions of
one family in a document are one issue; the issue lies between the parties of the negotiations and
mediations that name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from goodoffices.evidence.claims import Event, Issue
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.roles import Scene, once, without
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.who.index import ActorIndex
from goodoffices.read.words import table, words

if TYPE_CHECKING:
    import ahocorasick

_ABOUT = frozenset({"on", "over", "about", "concerning", "regarding", "of"})
_INNER = frozenset(
    {"pobj", "conj", "compound", "amod", "prep", "nmod", "poss", "dobj", "pcomp", "acl", "nsubj"}
)
_NEGOTIATING = frozenset({"CONSULT", "AGREE", "REQUEST", "REJECT", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class _Hit:
    """A word of a family at a place (code points) of the document.

    ``about`` tells that a phrase of dispute or negotiation is about it.
    """

    family: str
    start: int
    end: int
    about: bool


def find_issues(document: Document, scene: Scene) -> tuple[Issue, ...]:
    """Return the matters in dispute that a document names, in the order they come up.

    Parameters
    ----------
    document : Document
        The source.
    scene : Scene
        Its parse and its actors; a word that is part of an actor's name is no issue.
    """
    hits: dict[str, list[_Hit]] = {}
    for sentence in scene.parse.sentences:
        for hit in _in_sentence(document, scene, sentence):
            hits.setdefault(hit.family, []).append(hit)
    return tuple(_issue(document, family, of_family) for family, of_family in hits.items())


def issues_in(issues: Iterable[Issue], start: int, end: int) -> tuple[str, ...]:
    """Return the ids of the issues with words in the text from ``start`` up to ``end``."""
    return tuple(i.id for i in issues if any(start <= s.start and s.end <= end for s in i.spans))


def between(
    issues: Sequence[Issue], events: Iterable[Event], actors: ActorIndex
) -> tuple[Issue, ...]:
    """Return the issues with their parties: the sides of the talks and mediations that name them.

    A mediator is no party to what it mediates; who acts for a state stands for it.
    """
    sides: dict[str, list[str]] = {i.id: [] for i in issues}
    for event in sorted(events, key=lambda e: e.mediator is None):
        if event.type not in _NEGOTIATING or event.modality == "negated":
            continue
        others = without((*event.actors, *event.recipients), {event.mediator or ""})
        parties = [actors.side(a) for a in others]
        if len(set(parties)) < 2:
            continue
        for issue in event.issues:
            if issue in sides and not (sides[issue] and event.mediator is None):
                sides[issue] += parties
    return tuple(replace(i, parties=once(sides[i.id])) for i in issues)


@cache
def contexts() -> Mapping[str, str]:
    """Return the PLOVER context of each issue family."""
    return {name: family["context"] for name, family in _families().items()}


def _families() -> Mapping[str, Any]:
    families: Mapping[str, Any] = table("issues.yaml")["families"]
    return families


@cache
def _automaton() -> ahocorasick.Automaton:
    """Return the finder of all families' words, singular and plural."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name, family in _families().items():
        for kind in ("weak", "strong"):
            for word in family.get(kind, ()):
                for form in {word, _plural(word)}:
                    automaton.add_word(form, (name, kind == "strong", len(form)))
    automaton.make_automaton()
    return automaton


def _plural(word: str) -> str:
    """Return the plural of a word or phrase."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


def _in_sentence(document: Document, scene: Scene, sentence: Sentence) -> list[_Hit]:
    """Return the longest words of families in a sentence that name an issue there."""
    text = document.snapshot.text[sentence.start : sentence.end].lower().replace("\n", " ")
    if len(text) != sentence.end - sentence.start:  # a letter that grows when lowered
        return []
    matches = [
        (end - size + 1, end + 1, name, strong)
        for end, (name, strong, size) in _automaton().iter(text)
        if _whole(text, end - size + 1, end + 1)
    ]
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    cued = any(t.lemma in words("dispute words") for t in tokens)
    hits: list[_Hit] = []
    for start, end, name, strong in sorted(matches, key=lambda f: (f[0], f[0] - f[1])):
        if hits and start < hits[-1].end - sentence.start:
            continue
        place = (start + sentence.start, end + sentence.start)
        about = cued and _about(scene, place)
        if (strong or about) and not _inside_name(scene, place):
            hits.append(_Hit(name, *place, about))
    return hits


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a place holds whole words."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum() or before == "-")


def _about(scene: Scene, place: tuple[int, int]) -> bool:
    """Tell whether words stand in an "on …", "over …" phrase or before a word of dispute."""
    tokens = scene.parse.covering(*place)
    if tokens is None:
        return False
    for child, above in islice(scene.above(tokens[1] - 1), 6):
        dep, head = scene.token(child).dep, scene.token(above)
        disputed = head.lemma in words("dispute words")
        if disputed and dep in {"compound", "amod", "dobj", "nsubjpass"}:
            return True
        if dep in {"pobj", "pcomp"} and head.lower in _ABOUT:
            return True
        if dep not in _INNER:
            return False
    return False


def _inside_name(scene: Scene, place: tuple[int, int]) -> bool:
    """Tell whether words are part of an actor's name ("Ministry of Energy")."""
    tokens = scene.parse.covering(*place)
    return tokens is not None and any(scene.actors.at(i) for i in range(*tokens))


def _issue(document: Document, family: str, hits: list[_Hit]) -> Issue:
    """Return the hits of one family as an issue."""
    spans = tuple(document.snapshot.span(h.start, h.end) for h in hits)
    about = any(h.about for h in hits)
    return Issue(
        id=family,
        name=_families()[family]["name"],
        spans=tuple(dict.fromkeys(spans)),
        context=_families()[family]["context"],
        rule="about" if about else "strong",
        confidence="high" if about else "medium",
    )
