"""Whose words whole paragraphs are: answers behind a speaker's label, and communiqués.

In a transcript every paragraph belongs to the label before it; what the press asks is nobody's
statement. A page headed "Statement by", "Message of" or "Remarks by" somebody and written as "I" or
"we" is that speaker's. Each sentence is a statement of its own, but for those that only report what
somebody else said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.evidence.claims import Actor
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Sentence

_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_ASIDE = re.compile(r"^\s*[(\[].*[)\]]\s*$", re.DOTALL)
_HEAD = re.compile(
    r"\b(?:statement|message|remarks|speech|address|letter|declaration|communiqu[eé]|appeal"
    r"|intervention|testimony|proclamation)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(?:by|of|from|to [^,]{3,60} (?:by|from))\b", re.IGNORECASE)
_SHORTEST = 4
"""Sentences of fewer words ("Thank you.", "Yes.") are no statements."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence that somebody says with no cue of its own."""

    sentence: int
    actor: str
    label: bool


def find_turns(document: Document, scene: Scene) -> Iterator[Turn]:
    """Yield the sentences that are said by a transcript's speakers or a communiqué's head."""
    leads = scene.parse.leads
    if any(lead.kind == "speaker" for lead in leads.values()):
        yield from _answers(scene)
    else:
        speaker = _head(document, scene)
        if speaker is not None:
            yield from _first_person(scene, speaker)


def asked(scene: Scene) -> frozenset[int]:
    """Return the sentences in which the press asks."""
    asking = False
    found = []
    for sentence in scene.parse.sentences:
        lead = scene.parse.leads.get(scene.parse.paragraph_of(sentence.index))
        asking = (
            lead.kind == "question" if lead and lead.kind in {"question", "speaker"} else asking
        )
        if asking:
            found.append(sentence.index)
    return frozenset(found)


def _answers(scene: Scene) -> Iterator[Turn]:
    """Yield the sentences behind speakers' labels; where those are quoted, of one paragraph."""
    actor: str | None = None
    here, quoted = -1, False
    for sentence in scene.parse.sentences:
        number = scene.parse.paragraph_of(sentence.index)
        lead = scene.parse.leads.get(number)
        if number != here:
            actor = None if quoted else actor
            here, quoted = number, False
            if lead is not None and lead.kind in {"speaker", "question"}:
                actor = scene.actors.labels.get(number)
                quoted = sentence.first in scene.quoted
            elif scene.parse.tokens[sentence.last - 1].text == "?":
                actor = None  # what the press asks may have no label
        if actor is not None and _says(scene, sentence):
            yield Turn(sentence.index, actor, label=True)


def _first_person(scene: Scene, speaker: Actor) -> Iterator[Turn]:
    """Yield the sentences of the body of a communiqué, its address to the reader left out."""
    for sentence in scene.parse.sentences:
        if sentence.zone == "body" and _says(scene, sentence) and _ends(scene, sentence):
            yield Turn(sentence.index, speaker.id, label=False)


def _ends(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence has an end: a heading or a signature has none."""
    return scene.token(sentence.last - 1).text in {".", "!", "?", "”", '"', "…", ":"}


def _says(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence says something: not a greeting, nor the sound of laughter."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    plain = sum(t.pos != "PUNCT" for t in tokens)
    verb = any(t.pos in {"VERB", "AUX"} for t in tokens)
    text = " ".join(t.text for t in tokens)
    return plain >= _SHORTEST and verb and not _ASIDE.match(text)


def _head(document: Document, scene: Scene) -> Actor | None:
    """Return who a page in the first person is by, as its head or its last lines say."""
    spoken = [s for s in scene.parse.sentences if s.zone == "body" and _first(scene, s)]
    body = [s for s in scene.parse.sentences if s.zone == "body" and _ends(scene, s)]
    if len(spoken) < 2 or len(spoken) < 0.2 * len(body):
        return None
    text = document.snapshot.text
    top = spoken[0].start
    match = next(_HEAD.finditer(text, 0, min(top, 600)), None)
    if match is None:
        return None
    before, behind = text[: match.start()], text[match.end() : match.end() + 120]
    near = [a for a in scene.actors.actors if any(s.start < top for s in a.spans)]
    if _BY.match(behind):
        after = (a for a in near if any(match.end() <= s.start < top for s in a.spans))
        person = sorted(after, key=lambda a: (a.kind != "person", _start(a, match.end())))
        return person[0] if person else None
    owners = [a for a in near if re.search(r"['’]s?\s+[^.\n]{0,30}$", before[_end(a) :])]
    owners.sort(key=lambda a: a.kind != "person")
    return owners[0] if owners else None


def _start(actor: Actor, least: int) -> int:
    return min(s.start for s in actor.spans if s.start >= least)


def _end(actor: Actor) -> int:
    return actor.spans[0].end


def _first(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a sentence speaks in the first person outside quotation marks."""
    return any(
        t.lower in _FIRST
        and t.pos in {"PRON", "DET"}
        and t.i not in scene.quoted
        and t.text != "US"
        for t in scene.parse.tokens[sentence.first : sentence.last]
    )
