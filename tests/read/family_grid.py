"""Sentences made by rule: every word of the lexicon that tells an act, in every frame it has.

A group of the lexicon names a type, its verbs (with particle), the objects that one of them asks
for, and the preposition behind which the other side stands. Each word is set into an active,
perfect, passive, relative, participial and headline clause, with one subject and with two; a noun
after its owner, after "the … of Libya by Chad", and under a verb that only carries it. Words that
turn what they govern ("urged to", "threatened to") get a complement of their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from goodoffices.evidence.claims import UNREAL, Dossier
from goodoffices.read.words import LEXICON, table

EVERY = int(os.environ.get("GOODOFFICES_GRID_EVERY", "607"))
"""Of how many sentences one is tried; 1 tries them all."""

TABLES = [n for n in LEXICON if not n.endswith(("figures.yaml", "mediation.yaml"))]

_FORMS = """
be/was/been become/became/become begin/began/begun break/broke/broken bring/brought/brought
build/built/built burn/burned/burned buy/bought/bought catch/caught/caught choose/chose/chosen
come/came/come cut/cut/cut deal/dealt/dealt do/did/done draw/drew/drawn drive/drove/driven
eat/ate/eaten fall/fell/fallen feed/fed/fed fight/fought/fought find/found/found flee/fled/fled
fly/flew/flown forbid/forbade/forbidden forget/forgot/forgotten forgive/forgave/forgiven
freeze/froze/frozen get/got/got give/gave/given go/went/gone grind/ground/ground hang/hung/hung
have/had/had hear/heard/heard hide/hid/hidden hit/hit/hit hold/held/held hurt/hurt/hurt
keep/kept/kept know/knew/known lay/laid/laid lead/led/led leave/left/left lend/lent/lent
let/let/let lose/lost/lost make/made/made meet/met/met mow/mowed/mown pay/paid/paid put/put/put
quit/quit/quit read/read/read rend/rent/rent ring/rang/rung rise/rose/risen run/ran/run
say/said/said see/saw/seen seek/sought/sought sell/sold/sold send/sent/sent set/set/set
shake/shook/shaken shed/shed/shed shoot/shot/shot show/showed/shown shut/shut/shut
sink/sank/sunk sit/sat/sat slay/slew/slain speak/spoke/spoken spend/spent/spent
spill/spilled/spilled stand/stood/stood steal/stole/stolen strike/struck/struck
swear/swore/sworn sweep/swept/swept swing/swung/swung take/took/taken tear/tore/torn
tell/told/told think/thought/thought throw/threw/thrown undergo/underwent/undergone
understand/understood/understood undertake/undertook/undertaken uphold/upheld/upheld win/won/won
withdraw/withdrew/withdrawn withhold/withheld/withheld wrest/wrested/wrested write/wrote/written
tell/told/told cast/cast/cast beat/beat/beaten bid/bid/bid rebut/rebutted/rebutted
overrun/overran/overrun overthrow/overthrew/overthrown break/broke/broken wage/waged/waged
bear/bore/borne oversee/oversaw/overseen spit/spat/spat slide/slid/slid
"""
IRREGULAR = {base: (past, done) for base, past, done in (r.split("/") for r in _FORMS.split())}
_DOUBLED = """
unban shun slam airdrop gun gas gut pat zip strap trap rip tap strip rebut fulfil
rap nab bar ban rub slap scrap plan stop commit refer permit admit deter ram gag drop snub pin
club whip wrap chip ship equip transfer confer concur compel expel dispel quarrel jam rig lob
hug stab submit defer incur prod step rebel nag cuff tip
"""
DOUBLED = frozenset(_DOUBLED.split())
_PLURALS = """
talk negotiation consultation discussion weapon arm gun troop soldier term ties relations
sanction arms people weapons tariff hostility remains
"""
PLURALS = frozenset(_PLURALS.split())
_MASS = """
aid assistance relief help credit food medicine funding money equipment intelligence supply
training wheat fire gunfire artillery cessation de-escalation peace cooperation recognition
ammunition information water oil gas electricity power siege revenge retaliation anger outrage
responsibility notice life flour sugar seed cement steel coal diesel petrol kerosene milk maize
barley corn blood plasma oxygen serum insulin timber livestock force violence end halt mutiny
revolt dialogue co-operation disengagement shelling internet membership access
"""
MASS = frozenset(_MASS.split())


class Cell(NamedTuple):
    """One sentence of the grid, and what it tells."""

    frame: str
    word: str
    text: str
    types: frozenset[str]
    sides: frozenset[str]


def forms(verb: str) -> tuple[str, str, str, str]:
    """Return a verb's base, third person, past and participle; what stands behind goes along."""
    word, blank, rest = verb.partition(" ")
    after = blank + rest
    if word in IRREGULAR:
        past, done = IRREGULAR[word]
    elif word.endswith("e"):
        past = done = f"{word}d"
    elif word.endswith("y") and word[-2] not in "aeiou":
        past = done = f"{word[:-1]}ied"
    else:
        past = done = f"{word}{word[-1] if word in DOUBLED else ''}ed"
    sibilant = word.endswith(("s", "sh", "ch", "x", "z", "o"))
    third = f"{word}es" if sibilant else f"{word}s"
    if word.endswith("y") and word[-2] not in "aeiou":
        third = f"{word[:-1]}ies"
    return verb, third + after, past + after, done + after


def phrase(noun: str) -> tuple[str, str, bool]:
    """Return a noun with its article, without it, and whether it is of many."""
    if noun in PLURALS:
        many = noun if noun.endswith("s") or noun == "people" else f"{noun}s"
        many = "hostilities" if noun == "hostility" else many
        return many, many, True
    if noun in MASS or noun.endswith("s"):
        return noun, noun, noun.endswith("s")
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}", noun, False


VERBS = {
    "active": "Chad {past}{it}{to} on Monday.",
    "perfect": "Chad has {done}{it}{to}, officials said.",
    "passive": "{It} {was} {done} by Chad{to}.",
    "relative": "Chad, which {past}{it}{to}, is a large country.",
    "participle": "{It}{cut} {done} by Chad{to}{cut} made news.",
    "headline": "Chad {third}{bare}{to}",
    "two": "Chad and Niger {past}{it}{to}.",
    "person": "Chadian minister Amina Deby {past}{it}{to} on Monday.",
}
JOINT = {
    "with": "Chad {past}{it} with Libya on Monday.",
    "both": "Chad and Libya {past}{it} on Monday.",
    "perfect": "Chad and Libya have {done}{it}, officials said.",
    "passive": "{It} {was} {done} by Chad and Libya on Monday.",
    "relative": "Chad and Libya, which {past}{it}, are neighbours.",
    "headline": "Chad, Libya {base}{bare}",
}
NOUNS = {
    "owner": "Chad's {noun} {to} made news.",
    "by": "The {noun} by Chad {to} made news.",
    "carried": "Chad {carrier} {anoun} {to} on Monday.",
    "after": "The talks ended after Chad's {noun} {to}.",
    "adjective": "A Chadian {noun} {to} made news.",
}
CARRIERS = {
    "ASSAULT": "launched",
    "CONSULT": "held",
    "MOBILIZE": "ordered",
    "COERCE": "imposed",
    "SANCTION": "imposed",
    "RETREAT": "carried out",
    "AID": "gave",
    "ACCUSE": "made",
    "THREATEN": "made",
    "REQUEST": "made",
    "REJECT": "voiced",
    "SUPPORT": "concluded",
    "AGREE": "made",
    "CONCEDE": "made",
    "COOPERATE": "began",
    "PROTEST": "staged",
}
TURNED = {
    "ask": (" to free the prisoners", "REQUEST"),
    "demand": (" to free the prisoners", "REQUEST"),
    "refuse": ("", "REJECT"),
    "threaten": ("", "THREATEN"),
    "accuse": ("", "ACCUSE"),
    "welcome": ("", "SUPPORT"),
}
OPEN = frozenset({"$person", "$place", "$human", "$crowd"})
_PARTICLES = frozenset(
    {"up", "down", "out", "off", "away", "back", "over", "aside", "together", "in"}
)
_PLACES = frozenset({"to", "on", "with", "at", "into", "against", "from", "of", "for"})


def _groups() -> Iterator[Mapping[str, Any]]:
    """Yield the groups whose words are tried, their objects spelt out."""
    for name in TABLES:
        data = table(name)
        known = {c: ws for n in TABLES for c, ws in table(n).get("classes", {}).items()}
        for group in data["groups"]:
            if group.get("type") and "mediation" not in group and "weak" not in group:
                things: list[str] = []
                for one in group.get("object", ()):
                    things += known.get(one[1:], [one])
                yield {**group, "things": things}


def cells(every: int = EVERY) -> Iterator[Cell]:
    """Yield the sentences of the grid, each so many-th of them."""
    return islice(_all(), 0, None, every)


def _all() -> Iterator[Cell]:
    """Yield every sentence of the grid."""
    for group in _groups():
        kinds = frozenset({str(group["type"])})
        for number, verb in enumerate(group.get("verbs", ())):
            yield from _of_verb(group, verb, number, kinds)
        for noun in group.get("nouns", ()):
            yield from _of_noun(group, noun, kinds)


class _Rest(NamedTuple):
    """What stands behind a verb: its object with and without article, and the other side."""

    it: str
    bare: str
    many: bool
    to: str
    idiom: bool


def _rest(group: Mapping[str, Any], verb: str, number: int) -> _Rest:
    """Return what stands behind a verb of a group."""
    places = [p for p in group.get("to", ()) if p not in {"object", "that"}]
    tail = next((p for p in places if not verb.endswith(f" {p}")), "")
    ends = verb.rpartition(" ")[2]
    idiom = " " in verb and ends not in _PARTICLES | _PLACES
    things = [t for t in group["things"] if t not in OPEN and " " not in t]
    direct = ("object" in group.get("to", ()) and not idiom) or ends in _PLACES
    extra = TURNED[group["turns"]][0] if "turns" in group else ""
    far = f" {tail} Libya" if tail else ""
    if group["things"] and not idiom:
        if not things:
            return _Rest(" Libya", " Libya", False, extra, idiom)
        full, short, many = phrase(things[(5 * number + 2) % len(things)])
        return _Rest(f" {full}", f" {short}", many, far, idiom)
    if direct and not group["things"]:
        return _Rest(" Libya", " Libya", False, extra, idiom)
    return _Rest("", "", False, far + extra if far else "", idiom)


def _of_verb(
    group: Mapping[str, Any], verb: str, number: int, kinds: frozenset[str]
) -> Iterator[Cell]:
    """Yield the sentences of a verb."""
    who, joint = group.get("subject"), "joint" in group and "turns" not in group
    able = not who or {"$person", "$place", "president", "minister", "government"} & set(who)
    if not able or group.get("turns", "ask") not in TURNED or "taken" in group:
        return
    if joint and verb.endswith((" with", " to")):
        return
    base, third, past, done = forms(verb)
    rest = _rest(group, verb, number)
    it = "" if joint and rest.it == " Libya" else rest.it
    sides = {"TCD", "LBY"} if joint or "Libya" in rest.it + rest.to else {"TCD"}
    for frame, words in (JOINT if joint else VERBS).items():
        if (not it or rest.idiom) and frame in {"passive", "participle"}:
            continue
        text = words.format(
            base=base,
            third=third,
            past=past,
            done=done,
            it=it,
            bare=rest.bare if it else "",
            to=rest.to,
            It=it.strip()[:1].upper() + it.strip()[1:],
            was="were" if rest.many else "was",
            cut="," if it == " Libya" else "",
        )
        yield Cell(frame, verb, text, kinds, frozenset(sides))


def _of_noun(group: Mapping[str, Any], noun: str, kinds: frozenset[str]) -> Iterator[Cell]:
    """Yield the sentences of a noun."""
    turn = group.get("turns")
    if turn and turn not in TURNED:
        return
    if not turn and "stands" not in group:
        return
    if "with" in group and not set(group["with"]) & {"of", "with", "between", "on", "against"}:
        return
    places = [p for p in group.get("to", ()) if p not in {"object", "that", "by"}]
    place = next((p for p in places if p != "of" or len(places) == 1), "")
    if "with" in group:
        place = next(p for p in ("with", "of", "on", "against", "between") if p in group["with"])
    if not place or place == "between":
        return
    extra = TURNED[turn][0] if turn else ""
    article = "an" if noun[0] in "aeiou" else "a"
    many = noun in {"talk", "negotiation", "hostility"}
    plural = {"hostility": "hostilities"}.get(noun, f"{noun}s")
    for frame, words in NOUNS.items():
        text = words.format(
            noun=plural if many else noun,
            anoun=plural if many else f"{article} {noun}",
            to=f"{place} Libya{extra}",
            carrier=CARRIERS[str(group["type"])],
        )
        text = text.replace("A Chadian talks", "Chadian talks")
        yield Cell(f"noun {frame}", noun, text, kinds, frozenset({"TCD", "LBY"}))


_KIN = (
    {"CONCEDE", "RETREAT"},
    {"SANCTION", "COERCE", "REJECT"},
    {"SUPPORT", "AGREE", "RETREAT", "REQUEST"},
    {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"},
    {"AID", "MOBILIZE"},
)
"""Types that one word may tell by its object: the grid sets words beside objects by turns."""


def right(cell: Cell, read: Dossier) -> bool:
    """Tell whether an act of the cell's type, or of kin to it, is read with all its sides."""
    country = {a.id: a.country or a.id for a in read.actors}
    return any(
        cell.sides <= {country.get(a, a) for a in (*event.actors, *event.recipients)}
        and (event.type in cell.types or any({event.type} | cell.types <= kin for kin in _KIN))
        and event.modality not in UNREAL
        for event in read.events
    )
