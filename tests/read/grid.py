"""Sentences made by rule: every frame that says whether an act is so, with every kind of act.

A frame holds a place for a form of the act: its base ("attack Libya"), past, third person, gerund,
participle, or its noun ("Chad's attack on Libya").
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml


class Kind(NamedTuple):
    """A kind of act: its type (several where either is right) and its forms."""

    types: frozenset[str]
    base: str
    past: str
    third: str
    ing: str
    done: str
    noun: str = ""


def _kind(types: str, verb: str, rest: str, noun: str = "") -> Kind:
    """Make a kind of "base past third gerund participle" and what stands after the verb."""
    base, past, third, ing, done = (f"{form} {rest}" for form in verb.split())
    return Kind(frozenset(types.split()), base, past, third, ing, done, noun)


KINDS = (
    _kind(
        "ASSAULT", "attack attacked attacks attacking attacked", "Libya", "Chad's attack on Libya"
    ),
    _kind(
        "ASSAULT",
        "invade invaded invades invading invaded",
        "Libya",
        "Chad's invasion of Libya",
    ),
    _kind("SANCTION", "expel expelled expels expelling expelled", "the Libyan ambassador"),
    _kind("CONSULT", "meet met meets meeting met", "Libyan officials", "Chad's meeting with Libya"),
    _kind(
        "CONSULT", "hold held holds holding held", "talks with Libya", "Chad's summit with Libya"
    ),
    _kind("SUPPORT", "sign signed signs signing signed", "a treaty with Libya"),
    _kind("AID", "send sent sends sending sent", "food to Libya"),
    _kind("COERCE", "arrest arrested arrests arresting arrested", "two Libyan journalists"),
    _kind("RETREAT", "release released releases releasing released", "the Libyan prisoners"),
    _kind(
        "MOBILIZE",
        "deploy deployed deploys deploying deployed",
        "troops along the border with Libya",
    ),
    _kind("REJECT", "reject rejected rejects rejecting rejected", "the Libyan proposal"),
    _kind("ACCUSE", "condemn condemned condemns condemning condemned", "Libya"),
    _kind(
        "CONSULT",
        "mediate mediated mediates mediating mediated",
        "between Libya and Egypt",
        "Chad's mediation between Libya and Egypt",
    ),
)

FRAMES = {
    "asserted": (
        "Chad {past}.",
        "Chad has {done}.",
        "Chad managed to {base}.",
        "Chad did not fail to {base}.",
        "Chad did not forget to {base}.",
        "Chad dared to {base}.",
        "Chad did not hesitate to {base}.",
        "Chad was forced to {base}.",
        "Peru regretted that Chad had {done}.",
        "Peru left after Chad {past}.",
        "Chad, which {past}, is a poor country.",
        "Having {done}, Chad kept quiet.",
        "{noun} took place on Monday.",
        "{noun} went ahead on Monday.",
    ),
    "reported": (
        "Peru said that Chad had {done}.",
        "Peru claims that Chad {past}.",
        "Chad {past}, officials in Peru said.",
        "According to Peru, Chad {past}.",
        "Chad reportedly {past}.",
        "Chad allegedly {past}.",
        "Peruvian media quoted an aide as saying that Chad had {done}.",
    ),
    "negated": (
        "Chad did not {base}.",
        "Chad has not {done}.",
        "Chad never {past}.",
        "Chad failed to {base}.",
        "Chad did not manage to {base}.",
        "Chad refused to {base}.",
        "Chad declined to {base}.",
        "Chad forgot to {base}.",
        "Chad neglected to {base}.",
        "Chad refrained from {ing}.",
        "Chad avoided {ing}.",
        "Chad stopped short of {ing}.",
        "Chad is far from {ing}.",
        "Far from {ing}, Chad kept quiet.",
        "Chad has yet to {base}.",
        "Chad left without {ing}.",
        "Instead of {ing}, Chad kept quiet.",
        "Chad almost {past}.",
        "Chad nearly {past}.",
        "Chad did not dare to {base}.",
        "Chad was unable to {base}.",
        "Chad was prevented from {ing}.",
        "Neither Chad nor Peru {past}.",
        "No Chadian official {past}.",
        "None of the Chadian ministers {past}.",
        "At no time did Chad {base}.",
        "Not once did Chad {base}.",
        "Chad no longer {third}.",
        "It is not true that Chad {past}.",
        "It is untrue that Chad {past}.",
        "Reports that Chad {past} are false.",
        "The claim that Chad {past} was rejected by Peru.",
        "Peru denied that Chad had {done}.",
        "Chad denied {ing}.",
        "Chad denied having {done}.",
        "Chad denies that it {past}.",
        "Chad ruled out {ing}.",
        "Chad said it had not {done}.",
        "{noun} did not take place.",
        "{noun} never happened.",
        "{noun} was called off.",
        "{noun} was averted.",
        "{noun} fell through.",
        "Peru averted {noun}.",
    ),
    "hypothetical": (
        "Chad may {base}.",
        "Chad might {base}.",
        "Chad could {base}.",
        "Chad must {base}.",
        "Chad should {base}.",
        "Perhaps Chad {past}.",
        "If Chad {third}, Peru will close its embassy.",
        "Unless Chad {third}, Peru will close its embassy.",
        "Had Chad {done}, Peru would have closed its embassy.",
        "Were Chad to {base}, Peru would close its embassy.",
        "Should Chad {base}, Peru would close its embassy.",
        "Chad would {base} if Peru closed its embassy.",
        "Chad would {base} only if Peru closed its embassy.",
        "Chad wants to {base}.",
        "Chad hopes to {base}.",
        "Peru wants Chad to {base}.",
        "Peru urged Chad to {base}.",
        "Peru called on Chad to {base}.",
        "Peru demanded that Chad {base}.",
        "Peru fears that Chad will {base}.",
        "Peru doubts that Chad {past}.",
        "Chad threatened to {base}.",
        "Chad is considering {ing}.",
        "Chad is likely to {base}.",
        "Chad is ready to {base}.",
        "It is possible that Chad {past}.",
        "Did Chad {base}?",
        "Has Chad {done}?",
        "Peru asked whether Chad had {done}.",
        "Peru fears {noun}.",
        "Peru warned of {noun}.",
        "There is a risk of {noun}.",
    ),
    "future": (
        "Chad will {base}.",
        "Chad is to {base} on Monday.",
        "Chad is going to {base}.",
        "Chad plans to {base}.",
        "Chad is set to {base}.",
        "Chad is about to {base}.",
        "Chad is due to {base} on Monday.",
        "Chad is expected to {base}.",
        "Chad to {base}",
        "{noun} is planned for Monday.",
        "{noun} has been postponed to Monday.",
    ),
    "historical": (
        "A year has passed since Chad {past}.",
        "Ten years ago, Chad {past}.",
    ),
}
"""What each frame says of its act. Refusals, threats and demands tell an event of their own too."""

ALSO = {
    "future": frozenset({"AGREE", "THREATEN"}),
    "asserted": frozenset[str](),
}
"""Types by which an act is told as well where a frame promises it."""


class Cell(NamedTuple):
    """One sentence of the grid."""

    frame: str
    kind: Kind
    text: str
    modality: str


EVERY = 1 if os.environ.get("GOODOFFICES_GRID") == "all" else 4
"""Of how many kinds one is tried in a frame; GOODOFFICES_GRID=all tries them all."""


def cells() -> Iterator[Cell]:
    """Yield the frames with kinds that have the form they ask for, every kind in its turn."""
    turn = 0
    for modality, frames in FRAMES.items():
        for frame in frames:
            for kind in (k for k in KINDS if "{noun}" not in frame or k.noun):
                turn += 1
                if turn % EVERY == 0:
                    text = frame.format(**kind._asdict())
                    yield Cell(frame, kind, text[0].upper() + text[1:], modality)


class Cue(NamedTuple):
    """One sentence of the grid of cues: its family, and the types of the act in it."""

    family: str
    types: frozenset[str]
    text: str


def cues() -> Iterator[Cue]:
    """Yield the cues of ``cues.yaml`` in their frames, each with every kind of act in its turn."""
    told = yaml.safe_load((Path(__file__).parent / "cues.yaml").read_text("utf-8"))
    turn = 0
    for family, frames in told["families"].items():
        for frame in frames:
            for kind in told["kinds"]:
                turn += 1
                if EVERY == 1 or turn % (EVERY + 1) == 0:
                    text = frame.format(**kind)
                    yield Cue(family, frozenset(kind["types"].split()), text[0].upper() + text[1:])
