"""What a person should know of a page before resting on it.

That it is undated, rewritten from another outlet, rests on sources without a name, or was not read
in full. These are warnings and notes, not errors: the page was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.errors import Finding, Place
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import Actor, Statement, nameless
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.clause.parse import LIMIT, Parse, is_english
from goodoffices.read.document.lines import PROSE, STOP, walled
from goodoffices.read.words import words as listed

_BARE = frozenset({"government", "army", "military", "parliament", "authorities", "cabinet"})
MARKUP = frozenset(("text/html", "application/xhtml+xml"))
WORTH = 100
"""From so many words in paragraphs on, a page is thought to hold a report."""


def findings(
    document: Document, parse: Parse, statements: Sequence[Statement], actors: Sequence[Actor]
) -> Iterator[Finding]:
    """Yield the findings of one document."""
    place = Place(document.name or document.id)
    yield from _whose(statements, actors, place)
    yield from _not_whole(document, place)
    if document.published is None:
        yield finding("GO153", place, severity="warning")
    if document.origin is not None:
        name, address = document.origin.name, document.origin.address
        yield finding("GO154", place, severity="warning", origin=name, address=address)
    unnamed = [statement.id for statement in statements if statement.unnamed is not None]
    if unnamed:
        claims = ", ".join(unnamed)
        yield finding("GO155.unnamed", place, severity="note", count=len(unnamed), claims=claims)
    open_ = [statement.id for statement in statements if _untold(statement)]
    if open_:
        claims = ", ".join(open_)
        yield finding("GO155.whom", place, severity="note", count=len(open_), claims=claims)
    text = document.snapshot.text
    foreign = [z for z in parse.unread if not is_english(text[z.start : z.end], document.language)]
    if foreign or (parse.unread and not parse.sentences):
        size = sum(zone.end - zone.start for zone in (foreign or parse.unread))
        yield finding("GO151.characters", place, severity="warning", count=size)
    elif parse.unread:
        size = sum(zone.end - zone.start for zone in parse.unread)
        yield finding("GO152", place, severity="warning", count=size, limit=LIMIT)


def _untold(statement: Statement) -> bool:
    """Tell whether a statement is by "they" or "the minister", and nothing says who that is."""
    first = statement.speaker_name.casefold().partition(" ")[0]
    known = statement.speaker or statement.unnamed or statement.affiliation
    return not known and first in listed("personal pronouns", "words before known speakers")


def _whose(
    statements: Sequence[Statement], actors: Sequence[Actor], place: Place
) -> Iterator[Finding]:
    """Say which government speaks of which nobody can tell whose it is, on a page of several."""
    states = [actor.name for actor in actors if actor.kind == "state"]
    speaking = {statement.speaker for statement in statements}
    for actor in actors:
        bare = nameless(actor) and actor.name.casefold().split()[-1] in _BARE
        if bare and actor.id in speaking and len(states) > 1:
            named = ", ".join(states[:4])
            yield finding("GO163", place, severity="note", name=actor.name, states=named)


def _not_whole(document: Document, place: Place) -> Iterator[Finding]:
    """Say what of the page may have been lost: characters, or the report itself."""
    text = document.snapshot.text
    if stray := text.count("\ufffd"):
        yield finding("GO160.stray", place, severity="warning", count=stray)
    paragraphs = {True: 0, False: 0}
    for zone in document.zones:
        words = len(text[zone.start : zone.end].split())
        if words >= PROSE:
            paragraphs[zone.kind in CLAIM_ZONES] += words
    kept, left = paragraphs[True], paragraphs[False]
    body = [text[z.start : z.end] for z in document.zones if z.kind in {"body", "standfirst"}]
    size = sum(len(words.split()) for words in body)
    if left >= WORTH and kept < 0.2 * (kept + left):
        yield finding("GO160.lost", place, severity="warning", count=kept, all=kept + left)
    elif document.snapshot.media_type in MARKUP and not any(map(STOP.search, body)):
        yield finding("GO160.none", place, severity="warning")
    elif size < WORTH and any(walled(text[z.start : z.end]) for z in document.zones):
        yield finding("GO160.walled", place, severity="warning", count=size)
