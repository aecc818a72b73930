"""What a page says for whoever it is by, as its form tells: a letter, a column, an interview.

All of a letter is its writer's; of a column what is said in the first person, or should be. Where
somebody is asked, what stands behind each question is theirs. A list under a heading of somebody's
is theirs, sentences or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.document.writers import Writer
from goodoffices.read.said.sayings import answers, ends, first_person, says
from goodoffices.read.words import words

_LISTED = 2
"""So few words of a list say something."""


def written(scene: Scene) -> Iterator[tuple[int, str, bool]]:
    """Yield the sentences that a page's writers say, who, and whether as an answer."""
    for actor, writer in scene.actors.writers:
        if writer.listed:
            continue
        within = _within(scene, writer)
        if writer.asked:
            yield from ((s.index, actor, True) for s in answers(scene, _replies(scene, within)))
            continue
        if writer.resolving:
            yield from ((s.index, actor, False) for s in within if _resolves(scene, s))
            continue
        within = [s for s in within if says(scene, s) and ends(scene, s)]
        within = [s for s in within if scene.token(s.last - 1).text != "?"]
        for sentence in within:
            if writer.own or _holds(scene, sentence):
                yield sentence.index, actor, False


def listed(scene: Scene) -> Iterator[tuple[int, str]]:
    """Yield the sentences of lists under a heading of somebody's, and whose."""
    for actor, writer in scene.actors.writers:
        if writer.listed:
            for sentence in _within(scene, writer):
                if _put_forward(scene, sentence):
                    yield sentence.index, actor


def _resolves(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence is a clause of a resolution: its verb first, behind its number."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    first = next((t for t in tokens if t.text.isalpha() and len(t.text) > 1), None)
    return first is not None and first.text[:1].isupper() and first.lower in words("resolving")


def _within(scene: Scene, writer: Writer) -> list[Sentence]:
    return [
        s
        for s in scene.parse.sentences
        if s.zone != "title" and writer.start <= s.start < writer.end
    ]


def _holds(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence tells what its writer holds: in the first person, or what should be.

    The rest of a column is a report like another; what its writer did, or guesses that others
    will do, is no stance.
    """
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    if any(t.lower in words("oughts") and t.i not in scene.quoted for t in tokens):
        return True
    if not first_person(scene, sentence):
        return False
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.tag == "VBD" or any(t.lemma in words("guesses") for t in tokens):
        return False
    helped = {scene.token(c).lower for c in scene.kids(root.i, "aux", "auxpass")}
    mine = any(scene.token(c).lower in {"i", "we"} for c in scene.kids(root.i, "nsubj"))
    return mine and not helped & words("helpers of the past")


def _put_forward(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a line of a list is put forward, and is no sentence that reports of it."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    plain = sum(t.pos not in {"PUNCT", "NUM", "X"} for t in tokens)
    told = any(t.tag in FINITE and t.dep == "ROOT" for t in tokens)
    own = first_person(scene, sentence) or any(t.tag == "MD" for t in tokens)
    return plain >= _LISTED and (own or not told or not ends(scene, sentence))


def _replies(scene: Scene, within: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of answers that have no label: of what stands behind each question.

    Where questions and answers take turns, each second paragraph is an answer; else only the one
    behind a question is.
    """
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in within:
        paragraphs.setdefault(scene.parse.paragraph_of(sentence.index), []).append(sentence)
    rows = list(paragraphs.values())
    asks = [scene.token(row[-1].last - 1).text == "?" for row in rows]
    if sum(asks) < 2:
        return []
    first = asks.index(True)
    turns = asks[first::2]
    taking = turns.count(True) > turns.count(False) and not any(asks[first + 1 :: 2])
    said = []
    for i, row in enumerate(rows):
        answer = (i - first) % 2 == 1 if taking else asks[i - 1] and not asks[i]
        said += row if i > first and answer else []
    return said
