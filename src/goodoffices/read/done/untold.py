"""Clauses that the reader makes no claim of, as claims: an act without a type, a stance.

The reader keeps acts of known types and what is said by known words of saying. The draft of a case
reads more out of a clause of one of its sides ("raised its offer", "it would like an apology"); so
that nothing rests on no words, such a clause is a claim too: of type ``ACT``, by the rule
``draft``.
"""

from __future__ import annotations

from dataclasses import replace

from goodoffices.evidence.claims import ACT, DRAFTED, Event, Modality, Statement
from goodoffices.evidence.snapshot import Document, Span, short_id
from goodoffices.read.clause.roles import Scene
from goodoffices.read.dates.finder import DateMention, find_dates
from goodoffices.read.done.factuality import weigh

_BESIDE = frozenset({"advcl", "relcl", "ccomp"})
_MARKS = frozenset({"PUNCT", "SPACE"})
_OPEN: frozenset[Modality] = frozenset({"asserted", "reported", "historical"})


def untold_act(
    document: Document, scene: Scene, word: int, side: str | None, how: Modality
) -> Event:
    """Return a clause as something that a side does, will do, may do or refuses.

    Parameters
    ----------
    document : Document
        The page, as it was parsed.
    scene : Scene
        Its parse and actors.
    word : int
        The verb or noun of the act.
    side : str | None
        The id of the actor whose act it is; None where the clause says it of a thing.
    how : Modality
        What the clause says of it, by its meaning. How the page vouches for it may say less.
    """
    snapshot, trigger = document.snapshot, scene.token(word)
    sentence = scene.parse.sentence_of(word)
    date = _date(document, scene, word)
    vouch = weigh(scene, word)
    return Event(
        id=short_id("E", snapshot.text_sha256, ACT, trigger.start, trigger.end),
        spans=(snapshot.span(sentence.start, sentence.end),),
        type=ACT,
        actors=(side,) if side else (),
        recipients=(),
        trigger=snapshot.span(trigger.start, trigger.end),
        date=date.edtf if date else None,
        date_text=date.text if date else None,
        date_precision=date.precision if date else None,
        modality=vouch.modality if how == "asserted" or vouch.modality not in _OPEN else how,
        rule=DRAFTED,
        confidence="medium",
    )


def untold_stance(document: Document, scene: Scene, word: int, side: str, name: str) -> Statement:
    """Return a clause as what a side wants, refuses, accepts or offers, by a verb or noun."""
    snapshot, cue = document.snapshot, scene.token(word)
    sentence = scene.parse.sentence_of(word)
    behind = [i for i in scene.parse.subtree(word) if i > word]
    while behind and scene.token(behind[-1]).pos in _MARKS:
        behind.pop()
    words = _words(document, scene, behind) if behind else None
    return Statement(
        id=short_id("S", snapshot.text_sha256, DRAFTED, cue.start, cue.end),
        spans=(words or snapshot.span(cue.start, sentence.end),),
        kind="indirect",
        speaker=side,
        speaker_name=name,
        cue=cue.text,
        sentence=snapshot.span(sentence.start, sentence.end),
        cue_span=snapshot.span(cue.start, cue.end),
        rule=DRAFTED,
        confidence="medium",
    )


def _words(document: Document, scene: Scene, tokens: list[int]) -> Span:
    """Return the words from the first of some tokens to the last."""
    return document.snapshot.span(scene.token(tokens[0]).start, scene.token(tokens[-1]).end)


def _date(document: Document, scene: Scene, word: int) -> DateMention | None:
    """Return the date that hangs from an act, else from what it is told in."""
    sentence = scene.parse.sentence_of(word)
    text = document.snapshot.text[sentence.start : sentence.end]
    dates = [
        replace(d, start=d.start + sentence.start, end=d.end + sentence.start)
        for d in find_dates(text, document.published)
    ]
    if not dates:
        return None
    at = scene.token(word).start
    for top in (word, *(head for _child, head in scene.above(word))):
        if inside := [d for d in dates if _holds(scene, top, d)]:
            return min(inside, key=lambda d: abs(d.start - at))
    return None


def _holds(scene: Scene, top: int, date: DateMention) -> bool:
    """Tell whether a date hangs from a word, outside the clauses beside it."""
    if date.start <= scene.token(top).start < date.end:
        return True
    return any(
        _holds(scene, child, date)
        for child in scene.kids(top)
        if scene.token(child).dep not in _BESIDE or not scene.verb(child)
    )
