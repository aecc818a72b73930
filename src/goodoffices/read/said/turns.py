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
from goodoffices.read.said.sayings import answers, ends, first_person, says
from goodoffices.read.said.written import listed, written

_HEAD = re.compile(
    r"\b(?:statement|message|remarks|speech|address|letter|declaration|communiqu[eé]|appeal"
    r"|intervention|testimony|proclamation)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(?:by|of|from|to [^,]{3,60} (?:by|from))\b", re.IGNORECASE)


_RECORD = re.compile(
    r"(?:(?:item|point)\s)?\d{1,2}(?:\s?[.)]|\s)\s?[A-Z]"
    r"|the (?:sitting|meeting|session|hearing|call|council|assembly|committee|board) "
    r"(?:was|is|rose|ended|closed|adjourned|resolved|agreed|voted)\b"
    r"|it was (?:agreed|resolved|decided)",
    re.IGNORECASE,
)
"""How a paragraph of minutes begins that nobody says."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence that somebody says with no cue of its own."""

    sentence: int
    actor: str
    label: bool
    listed: bool = False


def find_turns(document: Document, scene: Scene) -> Iterator[Turn]:
    """Yield the sentences that are said by a transcript's speakers or a communiqué's head."""
    leads = scene.parse.leads
    if any(lead.kind == "speaker" for lead in leads.values()):
        yield from _answers(scene)
    else:
        turns = [Turn(*turn) for turn in written(scene)]
        speaker = None if turns else _head(document, scene)
        yield from turns if speaker is None else _first_person(scene, speaker)
    yield from (
        Turn(sentence, actor, label=False, listed=True) for sentence, actor in listed(scene)
    )


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
    turns: dict[int, str] = {}
    leads = scene.parse.leads
    for sentence in scene.parse.sentences:
        number = scene.parse.paragraph_of(sentence.index)
        lead = scene.parse.leads.get(number)
        if number != here:
            empty = [n for n in range(here + 1, number) if n in leads]
            actor = None if quoted else actor
            if empty and leads[empty[-1]].kind in {"speaker", "stamp"}:  # on a line of its own
                actor = scene.actors.labels.get(empty[-1])
            here, quoted = number, False
            if lead is not None and lead.kind in {"speaker", "question", "stamp"}:
                actor = scene.actors.labels.get(number)
                quoted = sentence.first in scene.quoted
            elif not empty and (_asks(scene, sentence) or _told(scene, sentence)):
                actor = None  # what the press asks, and what is recorded, may have no label
        if actor is not None:
            turns[sentence.index] = actor
    spoken = [s for s in scene.parse.sentences if s.index in turns]
    yield from (Turn(s.index, turns[s.index], label=True) for s in answers(scene, spoken))


def _asks(scene: Scene, sentence: Sentence) -> bool:
    return scene.token(sentence.last - 1).text == "?"


def _told(scene: Scene, sentence: Sentence) -> bool:
    """Tell whether a paragraph is the record's own: a new item, or what became of the sitting."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    words_of = " ".join(t.text for t in tokens[:9])
    return _RECORD.match(words_of) is not None


def _first_person(scene: Scene, speaker: Actor) -> Iterator[Turn]:
    """Yield the sentences of the body of a communiqué, its address to the reader left out."""
    for sentence in scene.parse.sentences:
        if sentence.zone == "body" and says(scene, sentence) and ends(scene, sentence):
            yield Turn(sentence.index, speaker.id, label=False)


def _head(document: Document, scene: Scene) -> Actor | None:
    """Return who a page in the first person is by, as its head or its last lines say."""
    spoken = [s for s in scene.parse.sentences if s.zone == "body" and first_person(scene, s)]
    body = [s for s in scene.parse.sentences if s.zone == "body" and ends(scene, s)]
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
