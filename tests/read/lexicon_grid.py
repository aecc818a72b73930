"""Sentences made by rule: every verb of mediation of the lexicon in every frame, with its objects.

A verb of the lexicon asks for one of some objects; each verb is tried with two of them, taken in
turn, as active, passive, relative, participle, gerund, headline, with two subjects, and offered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from goodoffices.read.words import table

EVERY = 1 if os.environ.get("GOODOFFICES_GRID") == "all" else 23
"""Of how many sentences one is tried; GOODOFFICES_GRID=all tries them all."""

FRAMES = {
    "active": "Norway {past} {thing} between Chad and Libya.",
    "perfect": "Norway has {done} {thing} between Chad and Libya.",
    "passive": "{Thing} between Chad and Libya {was} {done} by Norway.",
    "relative": "Norway, which {past} {thing} between Chad and Libya, is far away.",
    "participle": "{Thing} between Chad and Libya {done} by Norway ended on Monday.",
    "two": "Norway and Peru {past} {thing} between Chad and Libya.",
    "person": "Norwegian envoy Kari Lund {past} {thing} between Chad and Libya.",
    "offered": "Norway offered to {base} {thing} between Chad and Libya.",
}
_IRREGULAR = dict(
    pair.split("=")
    for pair in [
        "lead=led",
        "hold=held",
        "run=ran/run",
        "set=set",
        "win=won",
        "wring=wrung",
        "put=put",
        "bring=brought",
        "break=broke/broken",
        "draw=drew/drawn",
        "underwrite=underwrote/underwritten",
        "lay=laid",
        "get=got",
        "oversee=oversaw/overseen",
    ]
)
_PLURAL = frozenset({"talk", "negotiation", "discussion", "consultation", "difference", "tension"})


class Cell(NamedTuple):
    """One sentence of the grid, and what it tells."""

    frame: str
    verb: str
    text: str
    cameo: str


def _forms(verb: str) -> tuple[str, str, str]:
    """Return a verb's base, past and participle; what stands behind it goes along."""
    word, blank, rest = verb.partition(" ")
    if word in _IRREGULAR:
        past, _blank, done = _IRREGULAR[word].partition("/")
    else:
        past = f"{word}d" if word.endswith("e") else f"{word}ed"
        if word.endswith("y") and word[-2] not in "aeiou":
            past = f"{word[:-1]}ied"
        done = ""
    after = f"{blank}{rest}"
    return verb, past + after, (done or past) + after


def _thing(noun: str) -> tuple[str, str]:
    """Return an object with its article, and the verb of its passive."""
    if noun in _PLURAL:
        return f"{noun}s", "were"
    article = "an" if noun[0] in "aeiou" else "a"
    return f"{article} {noun}", "was"


def cells() -> Iterator[Cell]:
    """Yield the sentences of the grid."""
    data = table("lexicon/mediation.yaml")
    turn = 0
    for group in data["groups"]:
        names = [o[1:] for o in group.get("object", ()) if o in _CLASSES]
        if not names or group.get("cameo") != "045" or "pair" in group:
            continue
        things = [t for name in names for t in data["classes"][name] if t in _TRIED]
        for number, verb in enumerate(v for v in group["verbs"] if " " not in v):
            for thing in (things[number % len(things)], things[(7 * number + 3) % len(things)]):
                for frame, words in FRAMES.items():
                    turn += 1
                    if turn % EVERY:
                        continue
                    base, past, done = _forms(verb)
                    noun, was = _thing(thing)
                    text = words.format(
                        base=base,
                        past=past,
                        done=done,
                        thing=noun,
                        Thing=noun.capitalize(),
                        was=was,
                    )
                    yield Cell(frame, verb, text, "039" if frame == "offered" else "045")


_CLASSES = frozenset({"$encounters", "$settlements", "$quarrels"})
_TRIED = frozenset(
    [
        "talk",
        "negotiation",
        "discussion",
        "dialogue",
        "consultation",
        "meeting",
        "summit",
        "conference",
        "round",
        "agreement",
        "deal",
        "ceasefire",
        "truce",
        "accord",
        "settlement",
        "compromise",
        "swap",
        "pact",
        "armistice",
        "dispute",
        "conflict",
        "crisis",
        "war",
        "standoff",
        "row",
        "quarrel",
        "feud",
        "rift",
        "difference",
        "deadlock",
        "impasse",
        "spat",
    ]
)
