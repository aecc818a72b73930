"""Sentences of mediation made by rule: what a third party is, has, does, in every frame.

Three kinds of words: what a third party is called ("an honest broker"), what it gives ("good
offices"), and what it does, by a verb, a light verb or an idiom ("went back and forth between").
Each is set into clauses that tell it as done, offered, agreed, asked for, accepted, refused,
suspended and ended, with one mediator and with two, of a person, in a relative clause, in a
headline. A cell is right where the code is, the mediator, and both sides.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from tests.read.family_grid import forms

from goodoffices.evidence.claims import UNREAL, Dossier, Event

EVERY = int(os.environ.get("GOODOFFICES_GRID_EVERY", "101"))
"""Of how many sentences one is tried; 1 tries them all."""


class MediationCell(NamedTuple):
    """One sentence, with the codes that it may have, its mediators and its sides."""

    frame: str
    word: str
    text: str
    codes: frozenset[str]
    helpers: frozenset[str]
    sides: frozenset[str] = frozenset({"TCD", "LBY"})


ROLES = """
mediator/intermediary/go-between/facilitator/conciliator/peacemaker/broker/honest broker/middleman
interlocutor/guarantor/matchmaker/bridge/channel/back channel/conduit/third party/neutral broker
bridge-builder/messenger/peace broker/chief mediator/neutral party/impartial mediator/moderator
"""
ROLE_FRAMES = {
    "served": ("{M} served as {role} between {A} and {B}.", "045"),
    "acts": ("{M} has been acting as {role} between {A} and {B}, officials said.", "045"),
    "is": ("{M} is {role} between {A} and {B}.", "045"),
    "was": ("{M} was {role} between {A} and {B} for years.", "045"),
    "took on": ("{M} has taken on the role of {role} between {A} and {B}.", "045"),
    "stepped in": ("{M} stepped in as {role} between {A} and {B} on Monday.", "045"),
    "itself": ("{M} has positioned itself as {role} between {A} and {B}.", "045 039"),
    "acting": ("{M}, acting as {role} between {A} and {B}, called for calm.", "045"),
    "apposed": ("{M}, {role} between {A} and {B}, called for calm.", "045"),
    "relative": ("{M}, which serves as {role} between {A} and {B}, called for calm.", "045"),
    "offered": ("{M} offered to act as {role} between {A} and {B}.", "039"),
    "to be": ("{M} has offered to be {role} in the conflict between {A} and {B}.", "039"),
    "services": ("{M} offered its services as {role} between {A} and {B}.", "039"),
    "willing": ("{M} is willing to serve as {role} between {A} and {B}.", "039"),
    "agreed": ("{M} agreed to be {role} between {A} and {B}.", "039"),
    "will": ("{M} will serve as {role} between {A} and {B}, its president said.", "039"),
    "asked": ("{A} and {B} asked {M} to act as {role}.", "028"),
    "asked by": ("{M} was asked by {A} and {B} to serve as {role}.", "028"),
    "accepted": ("{A} and {B} accepted {M} as {role}.", "038"),
    "have": ("{A} and {B} have agreed to have {M} act as {role} in their conflict.", "038"),
    "refused": ("{A} and {B} rejected {M} as {role}.", "126"),
    "wanted": ("{A} and {B} wanted {M} as {role}.", "028"),
    "unwanted": ("{A} and {B} did not want {M} as {role}.", "126"),
    "no use": ("{A} and {B} have no use for {M} as {role}.", "126"),
    "settled on": ("{A} and {B} settled on {M} as {role}.", "038"),
    "ended": ("{M}'s role as {role} between {A} and {B} ended on Monday.", "165"),
    "with": ("{A} and {B} met on Monday, with {M} as {role}.", "045"),
    "quit": ("{M} stopped serving as {role} between {A} and {B}.", "165"),
    "headline": ("{M} acts as {bare} between {A}, {B}", "045"),
    "two": ("{M} and {N} serve as {many} between {A} and {B}.", "045"),
}
GIFTS = """
mediation/facilitation/good offices/shuttle diplomacy/intermediation/conciliation/peacemaking
mediation efforts/mediation bid/mediation mission/mediation drive/intercession
"""
GIFT_FRAMES = {
    "owner": ("{M}'s {gift} between {A} and {B} made news.", "045"),
    "by": ("The {gift} by {M} between {A} and {B} made news.", "045"),
    "adjective": ("{Mian} {gift} between {A} and {B} made news.", "045"),
    "resumed": ("{M} resumed its {gift} between {A} and {B} on Monday.", "045"),
    "stepped up": ("{M} is stepping up its {gift} between {A} and {B}.", "045"),
    "launched": ("{M} has launched {gift} between {A} and {B}, officials said.", "045"),
    "under": ("{A} and {B} agreed a truce under {Mian} {gift}.", "045"),
    "through": ("{A} and {B} reached a deal through the {gift} of {M}.", "045"),
    "thanks": ("Thanks to {M}'s {gift}, {A} and {B} signed a truce.", "045"),
    "offered": ("{M} offered its {gift} to {A} and {B}.", "039"),
    "offer": ("{M}'s offer of {gift} between {A} and {B} was made on Monday.", "039"),
    "accepted": ("{A} and {B} accepted {M}'s {gift}.", "038"),
    "agreed": ("{A} and {B} agreed to {Mian} {gift}.", "038"),
    "rejected": ("{A} and {B} rejected {M}'s {gift}.", "126"),
    "wanted": ("{A} and {B} asked for {M}'s {gift}.", "028"),
    "suspended": ("{M} suspended its {gift} between {A} and {B}.", "165"),
    "ended": ("{M} ended its {gift} between {A} and {B} on Monday.", "165"),
}
DEEDS = """
mediate ^between {S}
broker ^a ceasefire between {S}
host ^talks between {S}
play ^host to talks between {S}
lend ^its good offices to {S}
step in ^between {S}
step in ^to mediate between {S}
weigh in ^to end the dispute between {S}
throw ^its weight behind talks between {S}
put forward ^a proposal to both {S}
table ^a compromise for {S}
float ^a proposal to both {S}
bring {S} together^
bring ^together {S}
bring {S} to the table^
bring {S} back to the negotiating table^
get {S} to the table^
get {S} talking^
sit down ^with both {S}
go back and forth ^between {S}
shuttle ^between {S}
pass on ^messages between {S}
pass ^messages between {S}
relay ^proposals between {S}
carry ^letters between {S}
convey ^messages between {S}
ferry ^notes between {S}
keep open ^a channel between {S}
provide ^a back channel between {S}
build ^bridges between {S}
smooth things over ^between {S}
bridge ^the gaps between {S}
narrow ^the differences between {S}
defuse ^the crisis between {S}
help broker ^a deal between {S}
help ^{S} reach an agreement
play a part in ending ^the dispute between {S}
play a role in brokering ^a truce between {S}
lay ^the ground for talks between {S}
set up ^a meeting between {S}
arrange ^a prisoner swap between {S}
facilitate ^talks between {S}
facilitate ^the release of prisoners by {S}
chair ^talks between {S}
convene ^a meeting of {S}
moderate ^a dialogue between {S}
oversee ^negotiations between {S}
make ^peace between {S}
talk ^{S} into a truce
coax ^{S} into talks
nudge ^{S} towards a compromise
persuade ^{S} to extend their truce
prevail ^on {S} to sign
push ^{S} to sign a truce
reconcile ^{S}
intercede ^between {S}
arbitrate ^between {S}
conciliate ^between {S}
referee ^between {S}
umpire ^the dispute between {S}
sponsor ^peace talks between {S}
steer ^{S} to an agreement
patch up ^the quarrel between {S}
settle ^the dispute between {S}
find ^common ground between {S}
seek ^a compromise between {S}
work out ^a deal between {S}
secure ^an agreement between {S}
use ^its influence to reconcile {S}
use ^its good offices with {S}
exert ^its influence on both {S}
lead ^the mediation between {S}
head ^the mediation between {S}
undertake ^a mediation between {S}
conduct ^shuttle diplomacy between {S}
engage in ^shuttle diplomacy between {S}
take over ^the mediation between {S}
pick up ^the mediation between {S}
hold ^separate talks with {S}
hold ^proximity talks between {S}
run ^indirect talks between {S}
draw up ^a compromise between {S}
"""
DEED_FRAMES = {
    "active": ("{M} {past} on Monday.", "045"),
    "perfect": ("{M} has {done}, officials said.", "045"),
    "progressive": ("{M} has been {ing} for months.", "045"),
    "relative": ("{M}, which {past}, called for calm.", "045"),
    "headline": ("{M} {third}", "045"),
    "two": ("{M} and {N} {past}.", "045"),
    "person": ("{Mian} foreign minister Amina Weru {past} on Monday.", "045"),
    "trying": ("{M} is trying to {base}.", "045"),
    "effort": ("{M}'s efforts to {base} made news.", "045"),
    "offered": ("{M} offered to {base}.", "039"),
    "ready": ("{M} said it was ready to {base}.", "039"),
    "agreed": ("{M} agreed to {base}.", "039"),
    "will": ("{M} will {base}, its president said.", "039"),
    "to": ("{M} to {base}", "039"),
    "asked": ("{A} asked {M} to {base}.", "028"),
    "offer": ("{M}'s offer to {base} was made on Monday.", "039"),
    "rejected": ("{A} rejected {M}'s offer to {base}.", "126"),
    "ended": ("{M} has stopped {ing}.", "165"),
}
PASSIVES = {
    "talks": ("Talks between {A} and {B} were {done} by {M}.", "045"),
    "participle": ("{A} and {B} held talks {done} by {M}.", "045"),
    "truce": ("{A} and {B} signed a truce {done} by {M}.", "045"),
    "hyphen": ("{M}-{done} talks between {A} and {B} began on Monday.", "045"),
    "two": ("{A} and {B} met for talks {done} by {M} and {N}.", "045"),
    "auspices": ("{A} and {B} met under {Mian} auspices.", "045"),
    "behind": ("{M} {past} the talks between {A} and {B}.", "045"),
    "as": ("As mediator, {M} {past} talks between {A} and {B}.", "045"),
}
PRESENCES = """
{A} and {B} met on Monday at the invitation of {M}.
{A} and {B} met on Monday at {M}'s invitation.
At {Mian} urging {A} and {B} agreed to talk.
{A} and {B} met on Monday in the presence of {Mian} mediators.
{A} and {B} met on Monday, with {M} mediating.
Talks between {A} and {B} resumed on Monday, with {M} mediating.
{M}, co-chair of the talks between {A} and {B}, called for calm.
{M}, the host of talks between {A} and {B}, called for calm.
{M} was the host of talks between {A} and {B}.
{M} served as the venue for talks between {A} and {B}.
With {Mian} help, {A} and {B} reached a truce.
With the help of {M}, {A} and {B} reached a truce.
{A} and {B} reached a truce through {Mian} mediation.
UN envoys left. {M} helped settle the dispute between {A} and {B}.
{M} was instrumental in securing the truce between {A} and {B}.
{M} has replaced Ghana as mediator between {A} and {B}.
{M} put a compromise to {A} and {B}.
{M} sounded out {A} and {B} about a truce.
{A} and {B} ended the war after a ceasefire brokered by {M}.
{A} and {B} fought for a week. {M} brokered a ceasefire.
{A} and {B} met on Monday. {Mian} mediators handed them a draft.
"""
TRANSITIVE = "mediate/broker/facilitate/host/sponsor/chair/convene/arrange/moderate/oversee"
PLACES = {"M": "Kenya", "N": "Ghana", "A": "Chad", "B": "Libya", "Mian": "Kenyan"}
_IRREGULAR_ING = {"lie": "lying", "step": "stepping", "get": "getting", "sit": "sitting"}
_IRREGULAR_ING |= {"set": "setting", "run": "running", "put": "putting", "chat": "chatting"}


def mediation_cells(every: int = EVERY) -> Iterator[MediationCell]:
    """Yield the sentences of the grid, each so many-th of them."""
    return islice(_all(), 0, None, every)


def _all() -> Iterator[MediationCell]:
    for role in _entries(ROLES):
        article = "an" if role[0] in "aeiou" else "a"
        many = f"{role[:-1]}ies" if role.endswith("y") else f"{role}s"
        many = "middlemen" if role == "middleman" else many
        for frame, (text, codes) in ROLE_FRAMES.items():
            yield _cell(
                "role", frame, role, text, codes, role=f"{article} {role}", bare=role, many=many
            )
    for gift in _entries(GIFTS):
        for frame, (text, codes) in GIFT_FRAMES.items():
            yield _cell("gift", frame, gift, text, codes, gift=gift)
    for line in DEEDS.strip().splitlines():
        for frame, (text, codes) in DEED_FRAMES.items():
            yield _cell("deed", frame, line, text, codes, **_deed(line, frame))
    for text in PRESENCES.strip().splitlines():
        yield _cell("presence", "by", text.split()[0], text, "045")
    for verb in _entries(TRANSITIVE):
        _base, _third, past, done = forms(verb)
        for frame, (text, codes) in PASSIVES.items():
            yield _cell("passive", frame, verb, text, codes, past=past, done=done)


def _entries(words: str) -> list[str]:
    return [w for line in words.split("\n") for w in line.split("/") if w]


def _deed(line: str, frame: str) -> dict[str, str]:
    """Return the forms of what is done, its two sides in place ("them" where they are told)."""
    own = line.partition("^")[0].strip().replace("{S}", "").split()
    tail = line.partition(own[0])[2].replace("^", "").replace("  ", " ")
    sides = "it and {B}" if frame in {"asked", "rejected"} else "{A} and {B}"
    sides = sides if frame != "headline" else "{A}, {B}"
    tail = tail.replace("{S}", sides).format(**PLACES)
    base, third, past, done = forms(own[0])
    stem = own[0][:-1] if own[0].endswith("e") else own[0]
    ing = _IRREGULAR_ING.get(own[0], f"{stem}ing")
    return {
        "base": base + tail,
        "third": third + tail,
        "past": past + tail,
        "done": done + tail,
        "ing": ing + tail,
    }


def _cell(kind: str, frame: str, word: str, text: str, codes: str, **parts: str) -> MediationCell:
    filled = text.format(**PLACES, **parts)
    helpers = {"KEN", "GHA"} if "{N}" in text else {"KEN"}
    return MediationCell(
        f"{kind} {frame}", word, filled, frozenset(codes.split()), frozenset(helpers)
    )


def told(cell: MediationCell, read: Dossier) -> Event | None:
    """Return the event that tells the cell's mediation, its parties aside."""
    live = (e for e in read.events if e.modality not in UNREAL)
    return next((e for e in live if e.cameo in cell.codes), None)


def whole(cell: MediationCell, read: Dossier) -> bool:
    """Tell whether the cell's mediation is read with its mediator and both sides."""
    country = {a.id: a.country or a.id for a in read.actors}
    event = told(cell, read)
    if event is None:
        return False
    named = {country.get(a, a) for a in (*event.actors, *event.recipients)}
    helper = country.get(event.mediator or "", "")
    return cell.sides <= named and helper in cell.helpers and cell.helpers <= named | {helper}
