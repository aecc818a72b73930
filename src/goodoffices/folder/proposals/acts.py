"""What each side could do or leave, from what it is read as doing, threatening, offering or asked.

Acts of one side that share most of their words are one. Those named on more pages come first; what
is asked of a side by another counts like what it says of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from goodoffices.evidence.claims import Event, Statement
from goodoffices.folder.proposals.clues import most
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.matters import ALIKE
from goodoffices.folder.proposals.nominals import DEEDS
from goodoffices.folder.proposals.phrases import Phrase, kin
from goodoffices.folder.proposals.voices import BidKind
from goodoffices.read.words import lists, table, words

MOST = 14
"""How many acts of one side are proposed; twice as many are looked at, for some are held back."""

ENOUGH = 4
"""A side with so many acts is proposed none that is told once and that nobody else speaks of."""

FEW_WANTS = 4
"""A side with so many wants is proposed no bare word that is told once."""

MOST_WANTS = 12
"""How many wants of one side are proposed."""

_ANSWERS = frozenset(
    verb for kind in ("refuse", "accept") for verb in table("bargaining.yaml")["verbs"][kind]
)
_LIST = lists("bargaining.yaml")
_DISMISSING = _LIST["dismissing"]
_NO_ACTS = _LIST["charges"] | _LIST["mediation"]
_OFFERS = lists("bargaining.yaml", "taking")["offers"] | {"talk"}
_OFFERS |= lists("bargaining.yaml", "between")["holders"]
"""What a side accepts of a mediator, and nothing that is bargained over."""
_STAGED = table("bargaining.yaml")["nominal"]["as_acts"]
_AS_ACTS = {"offer": "offer", "plan": "go ahead with", "threat": "go ahead with"}
_AS_ACTS |= {"demand": "agree to", "possible": "consider"}
"""How a noun that is offered, planned, asked for or thought of is told as an act."""
_DETERMINED = words("words before things")
_NO_WANT = re.compile(rf"(?:{'|'.join(table('bargaining.yaml')['supposing'])})\b", re.IGNORECASE)
"""What opens a clause that says what might be ("should it rain"), or whom something is about."""
_TELLING_WORDS = 5
"""So many words with a number among them say something by themselves."""
_PRONOUNS = words("openings of tales")
_WHICH = _PRONOUNS - {"it", "this"} | {"how", "why", "whether"}
"""What stands behind a verb that asks, or that the words before it speak of."""
_CHARGES = _LIST["charges"]
_OVER = _LIST["over"]
_STIRRED = _LIST["stirred"]
_ENDS = _LIST["ends"]
_DAYS = _LIST["days"]
_MEETING = _LIST["meeting"] | {"accept"}
_DOING = frozenset(
    {"want", "done", "refuse", "offer", "plan", "threat", "possible", "accept", "say"}
)
"""What shows that a side has to do with a matter."""
_ACTS: tuple[BidKind, ...] = ("threat", "plan", "offer", "demand", "possible", "done", "refuse")
"""What makes an option, the tellingest first: what is open before what was done or refused."""


_MEANT: dict[str | None, BidKind] = {"perhaps": "offer", "shall": "plan"}
"""What a side makes of something that it says may be, or will be."""
_UNTOLD = re.compile(
    r"^(?:what|who|how|why|where|whoever|whatever)\b|\b(?:would|could|might|may) (?:\w+ )?have\b",
    re.IGNORECASE,
)
_OTHERS = _LIST["unplaced"]
"""What opens a clause of which nobody knows what it is about, or when it is."""
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|nothing|cannot|nor|neither)\b|n['’]t\b", re.IGNORECASE
)
_OPEN_ACTS = frozenset({"threat", "plan", "offer", "demand", "possible"})
About = Callable[[Bid], bool]
"""Tells whether a clause is about what the sides bargain over."""


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line of a case that is proposed: its words, why, the claims and pages it rests on.

    ``agreed`` are those of its claims that the draft's own reading of the clause bears out.
    ``likely`` tells that no rule reads it, but its form (:mod:`.learnt`); ``untold`` are those of
    its claims that reading did not make, and the draft does. ``places`` is where its bids stand,
    ``weighs`` how likely it is one (log odds).
    """

    text: str
    kinds: tuple[BidKind, ...]
    evidence: tuple[str, ...]
    pages: int
    terms: frozenset[str]
    agreed: tuple[str, ...] = ()
    likely: bool = False
    untold: tuple[Event | Statement, ...] = ()
    places: frozenset[tuple[str, int]] = frozenset()
    weighs: float = 0.0


def acts(
    bids: Iterable[Bid],
    party: str,
    names: frozenset[str] = frozenset(),
    among: frozenset[str] = frozenset(),
    about: About = bool,
) -> tuple[ProposedLine, ...]:
    """Return what a side could do or leave: what is bargained over, then what most pages tell.

    ``names`` are words that name actors: accepting one of them is consent, and no option. ``among``
    are the sides: what one wants done is asked of the one that has most to do with it.
    ``about`` tells whether a clause is about what the sides bargain over.
    """
    every = list(bids)
    mine = [b for b in every if b.party == party]
    every += _granting(
        [b for b in mine if b.kind == "say"], [b for b in mine if b.kind in {*_ACTS, "want"}], about
    )
    every += [a for b in every for a in _addressed(b, every, party, names, among)]
    beside = [b for b in every if b.party != party and b.kind != "say"]
    asked = {w for b in beside if b.kind in {"want", "demand"} for w in b.phrase.matters} - names
    wanted = {(b.claim, b.phrase.text) for b in mine if b.kind == "want"}
    own = [_acting(b) for b in every if b.party == party and not _answers(b, names)]
    own = [b for b in own if _is_act(b, asked)]
    own = [b for b in own if _own_act(b) or (b.claim, b.phrase.text) not in wanted]
    own.sort(key=lambda b: _ACTS.index(b.kind))
    lines = _ranked(own)
    lines = tuple(sorted(lines, key=lambda line: -_weight(line, own, about)))
    others = frozenset(word for b in beside for word in b.phrase.matters) - names
    close = {b.claim for b in own if about(b)}
    first = [line for line in lines if _bargained(line, others, close)]
    lone = [line for line in lines if line not in first]
    kept = [*first, *lone[: max(0, ENOUGH - len(first))]]
    return tuple(line for line in lines if line in kept)[: 2 * MOST]


def _is_act(bid: Bid, asked: Set[str]) -> bool:
    """Tell whether a bid is an act, and no tale; ``asked`` is what others want or demand."""
    words = bid.phrase.text.split(" ")
    return (
        bid.kind in _ACTS
        and (bid.kind != "refuse" or _withheld(bid, asked))
        and (bid.phrase.verbal or bid.phrase.head not in _CHARGES)
        and len(words) > 1
        and words[0] not in _PRONOUNS
        and words[1] not in _WHICH
        and not _is_over(bid)
    )


def wants(
    bids: Iterable[Bid], party: str, among: frozenset[str] = frozenset()
) -> tuple[ProposedLine, ...]:
    """Return what a side is read as wanting, what is read on most pages first.

    ``among`` are the sides: what one has until a day to do is wanted by who asks most of it.
    """
    every = list(bids)
    mine = [b for b in every if b.party == party and b.kind == "want"]
    mine += [b for b in every if b.kind == "demand" and b.due and _setter(b, every, among) == party]
    lines = _whole(_ranked([b for b in mine if not _NO_WANT.match(b.phrase.text)]))
    bare = [line for line in lines if " " not in line.text and len(line.evidence) == 1]
    most = max(0, FEW_WANTS - len(lines) + len(bare))  # "money" says little by itself
    return tuple(line for line in lines if line not in bare[most:])[: 2 * MOST_WANTS]


def _addressed(
    bid: Bid, every: Sequence[Bid], party: str, names: frozenset[str], among: frozenset[str]
) -> Iterator[Bid]:
    """Yield what a want asks of a side, where that side is the one that has most to do with it."""
    if bid.asks is None or bid.kind != "want" or bid.party == party or bid.party not in among:
        return
    if bid.whom:
        if bid.whom == party:
            yield replace(bid, party=party, kind="demand", phrase=bid.asks, by=bid.party, asks=None)
        return
    about = (bid.asks.matters - names) | bid.asks.numbers
    others, near = among - {bid.party}, Counter[str]()
    for one in every:
        if one.kind in _DOING and one.party in others:
            near[one.party] += len((one.phrase.matters | one.phrase.numbers) & about)
    asked = Counter(b.party for b in every if b.by == bid.party and b.party in others)
    lone = party if others == {party} else None
    if (most(near) or most(asked) or lone) == party:
        yield replace(bid, party=party, kind="demand", phrase=bid.asks, by=bid.party, asks=None)


def _setter(bid: Bid, every: Sequence[Bid], among: frozenset[str]) -> str | None:
    """Return the side that asks most of another, which has a day for something."""
    if bid.by is not None:
        return None
    others = among - {bid.party}
    asked = Counter(b.by for b in every if b.party == bid.party and b.by and b.by in others)
    return most(asked) or (next(iter(others)) if len(others) == 1 else None)


def _whole(lines: Sequence[ProposedLine]) -> tuple[ProposedLine, ...]:
    """Return lines without those of which another says more: "a seat" of "a seat in the fund"."""
    told = [f" {line.text.casefold()} " for line in lines]
    fuller = {
        n: next((k for k, more in enumerate(told) if told[n] in more and told[n] != more), n)
        for n in range(len(lines))
    }
    kept = []
    for n, line in enumerate(lines):
        own = [line, *(one for k, one in enumerate(lines) if fuller[k] == n and k != n)]
        evidence = dict.fromkeys(claim for one in own for claim in one.evidence)
        agreed = dict.fromkeys(claim for one in own for claim in one.agreed)
        places = frozenset().union(*(one.places for one in own))
        if fuller[n] == n:
            more = replace(line, evidence=tuple(evidence), agreed=tuple(agreed), places=places)
            kept.append(more)
    return tuple(kept)


def _granting(said: Sequence[Bid], done: Sequence[Bid], about: About) -> Iterator[Bid]:
    """Yield what a side says may, could or will be of a matter as what it offers or announces.

    "The five could plead to the lesser charge", "the tug crews will walk off", "three dollars
    fifty": nobody is named to do it, and whoever says it can let it be.
    """
    known = {(b.claim, b.phrase.head) for b in done if b.kind != "want"}
    wanted = {(b.claim, b.phrase.head) for b in done if b.kind == "want"}
    for bid in said:
        told = bid.phrase
        if (bid.claim, told.head) in known or _DENIED.search(told.text) or not about(bid):
            continue
        known.add((bid.claim, told.head))
        if told.text.casefold().replace("’", "'").split("'")[0].split(" ")[0] in _OTHERS:
            continue
        if told.verbal and bid.modal in _MEANT and not _UNTOLD.search(told.text):
            yield replace(bid, kind=_MEANT[bid.modal])
        elif not told.verbal and told.units and (bid.claim, told.head) not in wanted:
            text = f"accept {told.text}"
            yield replace(bid, kind="offer", phrase=replace(told, text=text, verbal=True))


def _weight(line: ProposedLine, bids: Iterable[Bid], about: About) -> int:
    """Weigh a line: by its pages, about what is bargained over, and whether and how it is open.

    What a side says itself, hangs on another's act, or would or may do, is nearest to an option;
    what it only refuses is farthest.
    """
    own = [b for b in bids if b.claim in line.evidence and b.kind in line.kinds]
    meant = any(b.modal in _MEANT for b in own) + any(b.conditional for b in own)
    told = any(b.said for b in own) + any(map(about, own))
    shut = 2 * (set(line.kinds) == {"refuse"})
    return line.pages + told + meant + bool(set(line.kinds) & _OPEN_ACTS) - shut


def _withheld(bid: Bid, asked: Set[str]) -> bool:
    """Tell whether a side refuses an act that others ask about, so that it could do it."""
    words = bid.phrase.text.split(" ")
    return words[0] == bid.phrase.head and "no" not in words and bool(bid.phrase.matters & asked)


def _accepting(bid: Bid) -> Bid:
    """Return what a side accepts as what it offers: to accept it."""
    if bid.kind != "accept":
        return bid
    text = bid.phrase.text
    own = text.split(" ")[0] == bid.phrase.head
    return replace(
        bid, kind="offer", phrase=replace(bid.phrase, text=text if own else f"accept {text}")
    )


def _acting(bid: Bid) -> Bid:
    """Return a bid as an act: of a lease that is offered, to offer it; of a strike, to stage it."""
    if bid.kind == "accept" and (bid.phrase.verbal or bid.phrase.head not in _STAGED["stage"]):
        return _accepting(bid)
    if bid.kind == "accept":  # a strike that is endorsed is one's own
        bid = replace(bid, kind="plan")
    text = bid.phrase.text
    verb = _AS_ACTS.get(bid.kind)
    if verb is None or bid.phrase.verbal or text.split(" ")[0] in {bid.phrase.head, "not"}:
        return bid
    if bid.phrase.head in DEEDS:
        verb = next((v for v, nouns in _STAGED.items() if bid.phrase.head in nouns), "carry out")
    return replace(bid, phrase=replace(bid.phrase, text=f"{verb} {_with_article(bid.phrase)}"))


def _with_article(phrase: Phrase) -> str:
    """Return a noun's words, with "a" before one thing that has no article or owner."""
    words = phrase.text.casefold().split(" ")
    first = words[0]
    one = phrase.head in words and phrase.head in DEEDS and not phrase.head.endswith("ing")
    owned = first.endswith(("'s", "’s"))
    if not one or first in _DETERMINED or owned or first in phrase.numbers:
        return phrase.text
    return f"{'an' if first[0] in 'aeiou' else 'a'} {phrase.text}"


def _is_over(bid: Bid) -> bool:
    """Tell whether a deed can be neither taken nor left: "fell out with", "raised suspicions"."""
    told = bid.phrase
    return bid.kind == "done" and (told.head in _OVER or not _STIRRED.isdisjoint(told.terms))


def _own_act(bid: Bid) -> bool:
    """Tell whether an act is told by its verb, and not as what a thing does."""
    return bid.phrase.text.split(" ")[0] == bid.phrase.head


def _answers(bid: Bid, names: frozenset[str]) -> bool:
    """Tell whether an act only answers: an offer or a charge refused, a mediator accepted."""
    if bid.kind in ("plan", "offer", "possible") and bid.phrase.head in _MEETING:
        return not (bid.phrase.matters - names - _NO_ACTS - _OFFERS or bid.phrase.numbers)
    if bid.kind == "accept":
        about = bid.phrase.matters - names - _NO_ACTS - _OFFERS
        return not (about or bid.phrase.numbers)
    people = bid.phrase.head in _DISMISSING and bool(bid.phrase.numbers)  # "dismissed 46 lashers"
    charges = _NO_ACTS - {"charge"} if bid.phrase.units else _NO_ACTS  # "a charge of six dollars"
    return (
        bid.kind == "done"
        and not people
        and (bid.phrase.head in _ANSWERS or bool(bid.phrase.terms & charges))
    )


def _bargained(line: ProposedLine, about: frozenset[str], close: set[str]) -> bool:
    """Tell whether others have to do with what a line is about; a lone deed must be so.

    ``close`` are the claims whose clauses are about what the sides bargain over.
    """
    if len(line.evidence) > 1 or not set(line.kinds) <= {"done"}:
        return True
    return bool({kin(term) for term in line.terms} & about) and not close.isdisjoint(line.evidence)


def _ranked(bids: Sequence[Bid]) -> tuple[ProposedLine, ...]:
    groups: list[list[Bid]] = []
    for bid in filter(_telling, bids):
        for group in groups:
            if any(_alike(bid, other) for other in group):
                group.append(bid)
                break
        else:
            groups.append([bid])
    lines = [_line(group) for group in groups]
    bare = {line.text for line in lines if " " not in line.text}  # "money" says little by itself
    lines.sort(key=lambda line: (-line.pages, line.text in bare, -len(line.evidence)))
    return tuple(lines)


def _telling(bid: Bid) -> bool:
    """Tell whether a bid says something by itself: "ninety", "go", "accept Wednesday" do not.

    So does a number of something that the words before it name, "sixty of them", or a table, or
    with much beside it: "4 per cent over three years".
    """
    words = bid.phrase.terms - bid.phrase.numbers - _DAYS
    length = len(bid.phrase.text.split())
    counted = bid.phrase.numbers and length > 1  # "twelve thousand"
    named = bid.near or bid.heading or length >= _TELLING_WORDS
    if bid.heading and length > 1:
        return True
    return bool(bid.phrase.matters and words) or len(words) > 1 or bool(counted and named)


def _alike(one: Bid, other: Bid) -> bool:
    """Tell whether two bids ask for or do the same: most of their words are of the same kin."""
    first, second = ({kin(t) for t in b.phrase.terms} for b in (one, other))
    if _ends(one) != _ends(other):
        return False  # "stop issuing licences", "issue forty licences"
    if first == second:
        return True
    return len(first & second) >= ALIKE * min(len(first), len(second)) and len(first & second) > 1


def _ends(bid: Bid) -> bool:
    """Tell whether a bid is the end of something."""
    return bid.phrase.text.split(" ")[0] in _ENDS


def _line(group: Sequence[Bid]) -> ProposedLine:
    told = max(group, key=lambda b: (len(b.phrase.terms) <= 6, len(b.phrase.terms)))
    text = told.phrase.text
    known = set(told.phrase.terms) | set(text.casefold().split())
    if told.heading and known.isdisjoint(told.heading.casefold().split()):
        text = f"{told.heading}: {text}"
    return ProposedLine(
        text=text,
        kinds=tuple(dict.fromkeys(b.kind for b in group)),
        evidence=tuple(dict.fromkeys(b.claim for b in group)),
        pages=len({b.source for b in group}),
        terms=frozenset(term for b in group for term in b.phrase.terms),
        agreed=tuple(dict.fromkeys(b.claim for b in group if b.agreed)),
        places=frozenset().union(*(b.places for b in group)),
    )
