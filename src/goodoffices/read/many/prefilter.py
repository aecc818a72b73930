"""What a corpus need not be read for: documents without two actors and a word of diplomacy.

One automaton over the gazetteer's names and over stems such as *negotiat* runs over the raw text,
markup and all, and stops as soon as both are found. It errs towards keeping: what it sets aside is
counted and named, and ``--all`` reads it too.
"""

from __future__ import annotations

import html
from functools import cache
from typing import TYPE_CHECKING, Literal

from goodoffices.read.who.gazetteer import entities, names
from goodoffices.read.words import words

if TYPE_CHECKING:
    import ahocorasick

Reason = Literal["few actors", "no word of diplomacy"]

ACTORS = 2
"""How many actors (states, their organisations, armed groups) a document must name."""


@cache
def _automaton() -> ahocorasick.Automaton:
    """Build the one automaton: a name gives whose it is, a stem gives an empty string."""
    import ahocorasick

    known = entities()
    automaton = ahocorasick.Automaton()
    for surface, entity, form in names():
        actor = known[entity]
        if form != "titled" and actor.kind not in {"region", "media"}:
            automaton.add_word(surface, (len(surface), actor.country or actor.id))
    for stem in words("stems of diplomacy"):
        for form in (stem, stem.capitalize(), stem.upper()):
            automaton.add_word(form, (len(form), ""))
    automaton.make_automaton()
    return automaton


def left_out(text: str) -> Reason | None:
    """Return why a document need not be read, or None where it is to be read."""
    actors: set[str] = set()
    diplomacy = False
    for last, (length, actor) in _automaton().iter(text):
        before = last - length
        if before >= 0 and text[before].isalpha():
            continue
        if not actor:
            diplomacy = True
        elif actor not in actors and not text[last + 1 : last + 2].isalpha():
            actors.add(actor)
        if diplomacy and len(actors) >= ACTORS:
            return None
    return "few actors" if len(actors) < ACTORS else "no word of diplomacy"


def raw_text(data: bytes) -> str:
    """Return bytes as characters, roughly: good enough to look for names in, not to read."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    text = data.decode("utf-16" if wide else "utf-8", errors="replace")
    text = html.unescape(text) if "&" in text else text
    return plain(text)


def plain(text: str) -> str:
    """Return a text with one kind of space and apostrophe, as names are written with."""
    return text.replace("\n", " ").replace("\xa0", " ").replace("’", "'")
