"""Whom the pages speak of as a mediator without an event that says it mediates.

"Senegal accepts ECOWAS as mediator", "the ECOWAS envoy", "Qatar's good offices": each names a
mediator, whatever came of it. So do sentences in which somebody whose office is no side's (a mayor,
a bishop, a labour commissioner) lends a hand, chairs or brings together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Actor, Event, Statement
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.read.done.proposed import together, wanted
from goodoffices.read.words import lists, table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_LIST = lists("bargaining.yaml")
_OFFICES = _LIST["offices"]
_SIDES = _LIST["sides"]
_PRONOUNS = frozenset({"it", "them", "him", "her"})
_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_BETWEEN = table("bargaining.yaml")["between"]
_HOLDERS = frozenset(_BETWEEN["holders"])
_TITLED = re.compile(rf"\b({'|'.join(_BETWEEN['holders'])}) +\|")
_CHIEF = re.compile(r"\bchief (?!of\b)(?=\w)")
"""What a chief executive is called, who is no chief."""
_RULING = frozenset(_BETWEEN["ruling"])
_INDEPENDENT = frozenset(_BETWEEN["independent"])
_BOARDS = re.compile(rf"\b(?:{'|'.join(_BETWEEN['boards'])})\b", re.IGNORECASE)
_OF_ELDERS = re.compile(r"\s+of\s+(?:\w+\s+)?(?:elders|bishops)\b", re.IGNORECASE)
_MANY = re.compile(r"(?!.* of ).*\b(?:elders|bishops)$", re.IGNORECASE)
"""What is but many people: "elders", "the village bishops"."""
_PAST = frozenset(_BETWEEN["past"])
_CHURCHES = frozenset(_BETWEEN["churches"])
NOBODY: Mapping[str, str] = {}
_SAYS = re.compile(rf"\b(?:{'|'.join(_BETWEEN['says'])})\b", re.IGNORECASE)
_OFFERS, _OFFERED = (
    re.compile(rf"\b(?:{'|'.join(_BETWEEN[name])})\b", re.IGNORECASE)
    for name in ("offers", "offered")
)
_TAKING = table("bargaining.yaml")["taking"]
_ANSWERED = frozenset([*_TAKING["yes"], *_TAKING["no"], *_TAKING["particle_no"]])
_MEDIATING = frozenset(_TAKING["mediating"])
_NAMING, _TRYING, _HELPING, _SENT, _ELDERS, _ASIDE = (
    frozenset(_BETWEEN["forward"][name])
    for name in ("naming", "trying", "helping", "sent", "elders", "aside")
)
_OFFER = frozenset({"offer", "proposal", "readiness", "willingness"})
_BY = re.compile(r"\boffers? (?:by|from|of)\b", re.IGNORECASE)
_STANDING = frozenset(_BETWEEN["standing"])
"""What nobody does who is a side."""
_MEDIATION = frozenset({"mediation", "mediator", "facilitation", "facilitator"})
_MEDIATED = _MEDIATION | set(_TAKING["encounters"])
_FACILITATING = frozenset(_BETWEEN["facilitating"])
"""What a mediator does: of "talks brokered by X as facilitator" it is X."""
_LEADING = frozenset({"chairmanship", "leadership", "appointment", "nomination"})
_READY = frozenset({"disposal", "service", "call"})
_VERBS = frozenset({"VERB", "AUX"})
FEWEST_INVITED = 2
"""How many sides an invitation is for, at the least, that makes its sender a mediator."""


@dataclass(frozen=True, slots=True)
class NamedMediator:
    """An actor that a page calls a mediator, and the claim whose sentence does, if one stands.

    ``untold`` is the claim itself where reading made none, and the draft does; ``at`` is the word
    that calls it so.
    """

    actor: str
    claim: str | None
    source: str
    untold: Event | Statement | None = None
    at: int | None = None


def named_mediators(
    pages: Iterable[ParsedPage], principal: Callable[[str | None], str | None]
) -> Iterator[NamedMediator]:
    """Yield whom each page calls a mediator, with a claim of the sentence where one stands."""
    for page in pages:
        for token in page.scene.parse.tokens:
            holders: tuple[str, ...] = ()
            if _is_office(page.scene, token.i):
                holders = _whose(page.scene, token.i) or _themselves(page.scene, token.i)
            elif token.pos == "NOUN" and "mediating" in page.scene.forms(token.i, "amod"):
                holders = _whose(page.scene, token.i)  # "a mediating party"
            elif token.lemma in _LEADING and _of_mediation(page.scene, token.i):
                holders = page.scene.all_ids(page.scene.owners(token.i))
            elif token.lemma == "invite" and page.scene.verb(token.i):
                holders = _inviting(page.scene, token.i)
            elif token.lemma in _STANDING and page.scene.verb(token.i):
                holders = _mediating(page.scene, token.i)
            elif token.lemma == "offer" and token.pos == "NOUN":
                holders = _offered_by(page.scene, token.i)
            elif token.pos == "NOUN" and token.lemma in _MEDIATED:
                holders = _leading(page.scene, token.i)
            claim = page.beside(token.i) if holders else None
            for side in filter(None, map(principal, holders)):
                yield NamedMediator(side, claim.id if claim else None, page.source, at=token.i)


def _is_office(scene: Scene, i: int) -> bool:
    """Tell whether a word is what a mediator is called by, or "good offices"."""
    token = scene.token(i)
    good = token.lower == "offices" and "good" in scene.forms(i, "amod")
    return token.pos in {"NOUN", "PROPN"} and (token.lemma in _OFFICES or good)


def offering(
    pages: Iterable[ParsedPage], principal: Callable[[str | None], str | None]
) -> Iterator[NamedMediator]:
    """Yield who is told to offer to mediate or to host the sides, and to whom a claim belongs.

    So who puts somebody forward for it ("a retired ambassador"), or whose attempt to help it is.
    """
    for page in pages:
        scene = page.scene
        for first, last, text in page.sentences:
            tried = {
                side: i
                for i in range(first, last)
                for one in _putting_forward(scene, i)
                if (side := principal(one))
            }
            if len(tried) == 1:
                told = page.beside(first)
                side, at = tried.popitem()
                yield NamedMediator(side, told.id if told else None, page.source, at=at)
                continue
            if not (_OFFERS.search(text) and _OFFERED.search(text)):
                continue
            roots = [i for i in range(first, last) if scene.token(i).head == i]
            if _ANSWERED & {scene.token(i).lemma for i in roots} or _BY.search(text):
                continue
            offers = [i for i in range(first, last) if scene.token(i).lemma in _OFFER]
            owners = {one for i in offers for one in scene.all_ids(scene.owners(i))}
            subjects = {one for i in roots for one in scene.all_ids(scene.subject(i))}
            subjects = owners or subjects  # "is unimpressed with Japan's offer" is Japan's
            claim = page.beside(first)
            sides = {side for one in subjects if (side := principal(one))}
            if len(sides) == 1:
                yield NamedMediator(sides.pop(), claim.id if claim else None, page.source)


def _putting_forward(scene: Scene, i: int) -> tuple[str, ...]:
    """Return who puts somebody forward to stand between, or tries to help the sides."""
    token = scene.token(i)
    if token.lemma in _TRYING and token.pos == "NOUN":
        acts = [a for a in scene.kids(i, "acl") if scene.token(a).lemma in _HELPING]
        return scene.all_ids(scene.kids(i, "poss")) if acts and not _helped(scene, acts[0]) else ()
    forward = token.lemma == "put" and "forward" in scene.forms(i, "advmod", "prt")
    if not scene.verb(i) or not (forward or token.lemma in _NAMING) or scene.kids(i, "neg"):
        return ()
    for noun in scene.objects(i):
        aside = scene.forms(noun, "amod", "compound") & _ASIDE
        envoy = scene.token(noun).lemma in _OFFICES | _SENT
        if (envoy or aside) and scene.token(noun).lemma in _OFFICES | _SENT | _ELDERS:
            return scene.all_ids(scene.subject(i))
    return ()


def _helped(scene: Scene, act: int) -> bool:
    """Tell whether what stands right behind "to help" is somebody else than the sides."""
    for i in range(act + 1, scene.parse.sentence_of(act).last):
        if scene.verb(i) or scene.token(i).pos == "PUNCT":
            break
        if scene.token(i).pos in _NAMES and scene.token(i).lemma not in _SIDES:
            return True
    return False


class Holders:
    """Who holds an office that is no side's, and what each is called by it ("the bishop")."""

    def __init__(self, actors: Iterable[Actor], called: Mapping[str, str] = NOBODY) -> None:
        """Find the holders; ``called`` is what stands around each person's name."""
        people = (
            replace(a, role=right_before(called[a.id])) if not a.role and a.id in called else a
            for a in actors
            if a.kind == "person" and not _adviser(a, called)
        )
        self.actors = {a.id: a for a in people if _office(a)}

    def independent(self) -> Iterator[str]:
        """Yield who holds an office of its own: a judge, a bishop or a rector is nobody's envoy."""
        yield from (one for one, actor in self.actors.items() if _office(actor) in _INDEPENDENT)

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """For each office, by its last word: the last names of those who hold it."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            found.setdefault(_office(actor), set()).add(actor.name.split()[-1])
        return found

    def titles(self, actor: str) -> tuple[str, ...]:
        """Return what an office-holder is called without a name; nothing where two hold one."""
        holder = self.actors.get(actor)
        if holder is None or len(self._bearers[_office(holder)]) > 1:
            return ()
        return tuple(dict.fromkeys((_role(holder), _office(holder))))

    def standing_between(self, pages: Iterable[ParsedPage]) -> Iterator[NamedMediator]:
        """Yield who is named in each sentence about bringing sides together."""
        namings = {one: naming([a], self.titles(one)) for one, a in self.actors.items()}
        for page in pages if namings else ():
            for first, _last, text in page.sentences:
                if not _SAYS.search(text):
                    continue
                claim = page.beside(first)
                for one, named in namings.items():
                    if named.search(text):
                        yield NamedMediator(one, claim.id if claim else None, page.source)


def naming(actors: Iterable[Actor], titles: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of the names of some actors, and of titles in any case of letters.

    It is found nowhere where there are none.
    """
    names = sorted({n for a in actors for n in (a.name, *a.aliases)}, key=len, reverse=True)
    called = [f"(?i:the {re.escape(title)})" for title in titles]
    return re.compile(r"\b(?:" + ("|".join([*map(re.escape, names), *called]) or "(?!)") + r")\b")


def right_before(called: str) -> str | None:
    """Return the office that stands right before a person's name."""
    found = _TITLED.search(called)
    return found[1] if found else None


def office_in(name: str) -> bool:
    """Tell whether a body's name has the word of an office or church that is no side's."""
    return any(word in _HOLDERS or word in _CHURCHES for word in name.casefold().split())


def boards(actors: Iterable[Actor], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the bodies that stand between others by what they are: "the conciliation board"."""
    bodies = (a for a in actors if a.kind in {"organisation", "group"} and not _MANY.match(a.name))
    return frozenset(
        a.id
        for a in bodies
        if _BOARDS.search(a.name)
        or any(_OF_ELDERS.match(texts.get(s.source, ""), s.end) for s in a.spans)
    )


def _role(actor: Actor) -> str:
    return (actor.role or "").casefold()


def _office(actor: Actor) -> str:
    """Return the word of an actor's role that is an office of no side, or nothing.

    Who was a mayor once and rules now stands between nobody.
    """
    words = _CHIEF.sub("", _role(actor)).split()
    office = next((word for word in reversed(words) if word in _HOLDERS), "")
    return "" if office in _RULING and _PAST & set(words) else office


def _adviser(actor: Actor, called: Mapping[str, str]) -> bool:
    """Tell whether a "chief" is chief of something else: "chief political consultant"."""
    return _role(actor) == "chief" and _CHIEF.search(called.get(actor.id, "")) is not None


def _inviting(scene: Scene, verb: int) -> tuple[str, ...]:
    """Return who invites both sides, or the governments and a group, to meet."""
    if scene.kids(verb, "neg") or scene.passive(verb) or asks_to_mediate(scene, verb):
        return ()
    guests = [n for one in scene.objects(verb) for n in scene.row(one)]
    told = sum(
        2 if scene.forms(n, "det", "nummod", "predet", "preconj") & {"both", "two", "all"} else 1
        for n in guests
        if scene.ids(n) or scene.token(n).lemma in _SIDES
    )
    return scene.all_ids(scene.subject(verb)) if told >= FEWEST_INVITED else ()


def _leading(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return whose "mediation by X" it is, or under whom talks are held: "talks under Peru"."""
    lemma = scene.token(noun).lemma
    nouns = scene.phrases(noun, "by") if lemma in _MEDIATION else scene.phrases(noun, "under")
    return scene.all_ids(n for n in nouns if scene.token(n).pos == "PROPN")


def asks_to_mediate(scene: Scene, verb: int) -> bool:
    """Tell whether somebody is asked to mediate: who "invited the Union to mediate" does not."""
    below = scene.parse.subtree(verb)
    acts = (i for i in below if i > verb and scene.token(i).lemma in _MEDIATING)
    return any(scene.verb(i) and scene.infinitive(i) for i in acts)


def _mediating(scene: Scene, verb: int) -> tuple[str, ...]:
    """Return who mediates, would, or is wanted to: "had asked for Chile's bureau to mediate"."""
    if scene.kids(verb, "neg") or scene.passive(verb):
        return ()
    own = wanted(scene, verb) if scene.infinitive(verb) else scene.kids(verb, "nsubj")
    every = own or list(scene.subject(verb))
    return tuple(together(scene, (n for n in every if scene.token(n).pos in {"NOUN", "PROPN"})))


def _offered_by(scene: Scene, offer: int) -> tuple[str, ...]:
    """Return by whom an offer is made that somebody takes or refuses, where mediators are told of.

    "Chad accepts the bloc as mediator. It welcomes the offer made by Oman, too."
    """
    above = scene.token(offer).head
    if scene.token(above).lemma not in _ANSWERED:
        return ()
    sentence = scene.parse.sentence_of(offer)
    told = [sentence]
    if sentence.index and scene.parse.paragraph_of(sentence.index - 1) == scene.parse.paragraph_of(
        sentence.index
    ):
        told.append(scene.parse.sentences[sentence.index - 1])
    lemmas = {scene.token(i).lemma for one in told for i in range(one.first, one.last)}
    acts = [a for a in scene.kids(offer, "acl") if scene.token(a).tag == "VBN"]
    nouns = [n for one in (offer, *acts) for n in scene.phrases(one, "by", "from")]
    return scene.all_ids(nouns) if lemmas & (_STANDING | _MEDIATION) else ()


def _of_mediation(scene: Scene, noun: int) -> bool:
    """Tell whether somebody's lead or role is told of in a sentence that speaks of mediating."""
    sentence = scene.parse.sentence_of(noun)
    lemmas = {scene.token(i).lemma for i in range(sentence.first, sentence.last)}
    return bool(lemmas & (_STANDING | _MEDIATION))


def _whose(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return who holds an office: its owner, who is or cannot be it, whom it stands beside.

    So of "accept X as mediator"; whoever accepts or refuses it is not its holder.
    """
    above = scene.token(noun).head
    takers = scene.all_ids(scene.subject(above)) if scene.verb(above) else ()
    if among := _among(scene, noun) or _thanked(scene, noun):
        return among
    owners = [one for one in scene.all_ids(scene.owners(noun)) if one not in takers]
    if owners:
        return tuple(owners)
    if scene.token(noun).dep == "attr" and scene.token(above).lemma == "be":
        return scene.all_ids(scene.subject(above))
    if scene.token(noun).dep in {"appos", "compound"} and scene.ids(above):
        # of "the bloc's mediation chief and former Zambian premier" the bloc's
        return scene.all_ids(scene.owners(above)) or scene.ids(above)
    if scene.token(noun).dep == "compound":
        noun = above  # "as guarantor countries"
    preposition = scene.token(scene.token(noun).head)
    if preposition.lower != "as":
        return ()
    governor = scene.token(preposition.head)
    if governor.lemma in _FACILITATING and (agents := scene.kids(governor.i, "agent")):
        return scene.all_ids(n for one in agents for n in scene.kids(one, "pobj"))
    if governor.lemma in _READY and scene.token(scene.token(governor.head).head).pos in _VERBS:
        governor = scene.token(scene.token(governor.head).head)  # "is at your disposal as …"
    nouns = scene.kids(governor.i, "pobj") or [governor.i]  # "with X as mediator"
    if scene.verb(governor.i):  # "accept X as mediator", "agree to X as a mediator"
        nouns = scene.objects(governor.i) or scene.phrases(governor.i, "to", "with", "on")
        nouns = nouns or list(scene.subject(governor.i))  # "wants it to act as one"
    return tuple(dict.fromkeys(one for n in nouns for one in _meant(scene, n)))


def _thanked(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return whose "its mediation" is for which they are thanked, praised or blamed."""
    link = scene.token(scene.token(noun).head)
    its = any(
        scene.token(n).lower in {"its", "their", "his", "her"} for n in scene.kids(noun, "poss")
    )
    if link.lower != "for" or not its:
        return ()
    above = link.head
    nouns = scene.objects(above) if scene.verb(above) else [above]
    thanked = [m for n in nouns for m in (scene.phrases(n, "to") or [n]) if m < noun]
    return scene.all_ids(n for n in thanked if scene.actors.at(n))


def _themselves(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return the mediators whom a phrase itself names: "federal mediators", "state mediators"."""
    many = scene.token(noun).tag == "NNS" and scene.kids(noun, "amod", "compound", "poss")
    return scene.ids(noun) if many else ()


def _among(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return who is told among mediators: "mediators including …", "mediation by X and Y"."""
    whole = [noun, scene.token(noun).head] if scene.token(noun).dep == "compound" else [noun]
    nouns = [n for one in whole for n in scene.phrases(one, "including", "by", "from", "like")]
    acts = [a for one in whole for a in scene.kids(one, "acl", "relcl")]
    for act in (a for a in acts if scene.token(a).lemma in {"include", "comprise"}):
        nouns += [n for n in scene.objects(act) if not scene.phrases(n, "from")]
        nouns += [m for n in scene.objects(act) for m in scene.phrases(n, "from", "of")]
    return scene.all_ids(m for n in nouns for m in scene.row(n))


def _meant(scene: Scene, noun: int) -> tuple[str, ...]:
    """Return whom a noun names; of "trust them as mediators", whom the sentence named before."""
    token = scene.token(noun)
    if token.lower not in _PRONOUNS:
        return scene.ids(noun)
    first = scene.parse.sentence_of(noun).first
    before = (i for i in range(noun - 1, first - 1, -1) if scene.token(i).pos in _NAMES)
    return next((ids for i in before if (ids := scene.ids(i))), ())
