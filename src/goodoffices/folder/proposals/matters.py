"""What is bargained over, from the words themselves: matters with the levels that are named.

Bids about the same things are one matter: they share a word, or words of one family (rifles and
weapons). A matter lies between sides: at least two have bids about it, or one side's bid is made of
another. Its name is the phrase that the pages use most; each different bid is a level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goodoffices.folder.proposals.bids import Bid
from goodoffices.folder.proposals.phrases import kin
from goodoffices.read.words import table

MOST = 10
"""How many matters are proposed: those that the most sides and pages bargain over."""

MOST_LEVELS = 6
"""How many levels of one matter are named."""

OVERLAP = 0.6
"""Two words name one matter where this share of the bids with the rarer has both."""

FEWEST = 3
"""How often one side alone must come back to a matter."""

ALIKE = 0.5
"""Two bids are one level where they share this part of their words."""

_STANCES = frozenset({"want", "refuse", "accept", "offer", "demand", "threat", "plan", "possible"})
_NAMING = frozenset({"want", "refuse", "accept", "offer", "demand", "plan", "possible", "say"})
_OTHERWISE = frozenset(table("bargaining.yaml")["mediation"])
_KNOWN = frozenset(table("bargaining.yaml")["no_levels"])
_WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Level:
    """One way a matter may be settled: its words, and the claims that name it."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedMatter:
    """A matter with its levels, the sides that bargain over it, and the claims about it."""

    name: str
    words: frozenset[str]
    levels: tuple[Level, ...]
    parties: tuple[str, ...]
    evidence: tuple[str, ...]
    pages: int


def matters(bids: Sequence[Bid], names: frozenset[str]) -> tuple[ProposedMatter, ...]:
    """Return the matters, those first that the most sides, then pages, bargain over.

    Parameters
    ----------
    bids
        the bids of the parties; what mediators propose as what is only said.
    names
        words that name actors, lower case: no matter is called after a side.
    """
    about: dict[str, list[Bid]] = {}
    for bid in bids:
        if bid.kind in _STANCES:
            for word in bid.phrase.matters - names - _OTHERWISE:
                about.setdefault(word, []).append(bid)
    known = Counter({word: len(those) for word, those in about.items()})
    meant = {id(b): near for b in bids if (near := _meant(b, known)) is not None}
    for bid in bids:
        if bid.kind in _STANCES and id(bid) in meant:
            about[meant[id(bid)]].append(bid)
    found: list[ProposedMatter] = []
    left = dict(about)
    while left and len(found) < MOST:
        key = max(left, key=lambda word: (*_weight(left[word]), -len(word), word))
        group = _joined(key, left)
        taken = _members(left, group)
        said = [
            b
            for b in bids
            if b.kind in {"say", "done"}
            and b.phrase.head not in _KNOWN
            and (b.phrase.matters & group or meant.get(id(b)) in group)
        ]
        said += [
            b for b in bids if b.kind in _STANCES and b not in taken and b.phrase.matters & group
        ]
        made = _matter(group, key, [b for b in bids if b in taken], said, names)
        left = {
            word: rest
            for word, those in left.items()
            if word not in group and (rest := [b for b in those if b not in taken])
        }
        if made is not None:
            found.append(made)
    return tuple(found)


def _meant(bid: Bid, known: Counter[str]) -> str | None:
    """Return the matter that a number ("forty") is of: the nearest that sides bid on."""
    if bid.phrase.matters or not bid.phrase.numbers:
        return None
    return next((word for word in bid.near if known[word] > 1), None)


def _weight(bids: Sequence[Bid]) -> tuple[int, int, int]:
    """Weigh bids: by sides (who asks and who is asked), by pages, by number."""
    sides = {b.party for b in bids} | {b.by for b in bids if b.by}
    return min(len(sides), 2), len({b.source for b in bids}), len(bids)


def _joined(key: str, about: dict[str, list[Bid]]) -> set[str]:
    """Return the words that go with one: most of the bids that have them have it too."""
    own = set(map(id, about[key]))
    group = {key}
    for word, those in about.items():
        shared = sum(id(b) in own for b in those)
        if shared >= OVERLAP * len(those):
            group.add(word)
    return group


def _members(about: dict[str, list[Bid]], group: Iterable[str]) -> set[Bid]:
    return {bid for word in group for bid in about[word]}


def _matter(
    group: set[str], key: str, bids: Sequence[Bid], said: Sequence[Bid], names: frozenset[str]
) -> ProposedMatter | None:
    """Return the matter that bids are about, and what else is said of it.

    None where no two sides, or no two pages, bear it.
    """
    sides, pages, _count = _weight([*bids, *said])
    naming = [b for b in bids if b.kind in _NAMING]
    if not naming or (sides < 2 and (pages < 2 or len(bids) + len(said) < FEWEST)):
        return None
    name = _name(group, key, bids, names)
    if not name:
        return None
    parties = dict.fromkeys(p for b in bids for p in (b.party, b.by) if p)
    levels, every = _levels([*naming, *said]), [*bids, *said]
    if len(levels) < 2 and len({b.kind == "refuse" for b in bids}) < 2:
        return None  # nobody names another way, nor refuses this one
    return ProposedMatter(
        name=name,
        words=frozenset(term for b in bids for term in b.phrase.terms),
        levels=levels,
        parties=tuple(parties),
        evidence=tuple(
            dict.fromkeys((*(level.evidence[0] for level in levels), *(b.claim for b in every)))
        ),
        pages=pages,
    )


def _name(group: set[str], key: str, bids: Sequence[Bid], names: frozenset[str]) -> str:
    """Return what the pages call a matter: its most frequent noun, with what goes before it.

    Where the matter's own word is only ever a verb, another word of its group names it.
    """
    own = _forms({key}, bids, verbs=False) or _forms(group, bids, verbs=False)
    forms = own or _forms({key}, bids, verbs=True)
    if not forms:
        return ""
    word = max(forms, key=lambda one: (forms[one], one))
    before: Counter[str] = Counter()
    for bid in bids:
        words = [w[0] for w in _WORD.finditer(bid.phrase.text)]
        for first, second in pairwise(words):
            lower = first.casefold()
            acts = bid.phrase.verbal and lower == bid.phrase.head
            if second.casefold() == word and lower in bid.phrase.terms - names and not acts:
                before[first] += 1
    common = [w for w, n in before.items() if n > 1 or len(bids) < 3]
    told = f"{max(common, key=lambda w: before[w])} {word}" if common else word
    return told[0].upper() + told[1:]


def _forms(group: set[str], bids: Sequence[Bid], *, verbs: bool) -> Counter[str]:
    """Count the forms in which the words of a matter stand, its verbs only where asked for."""
    forms: Counter[str] = Counter()
    for bid in bids:
        terms = [t for t in bid.phrase.terms if kin(t) in group]
        if bid.phrase.verbal and not verbs:
            terms = [t for t in terms if t != bid.phrase.head]
        for found in _WORD.finditer(bid.phrase.text):
            word = found[0].casefold()
            forms[word] += any(_same(term, word) for term in terms)
    return +forms


def _same(lemma: str, word: str) -> bool:
    """Tell whether a word is a form of a lemma."""
    return word == lemma or word.startswith(lemma[: max(3, len(lemma) - 2)])


def _levels(bids: Sequence[Bid]) -> tuple[Level, ...]:
    """Return the different levels that bids name, each with the claims that name it."""
    levels: list[tuple[str, frozenset[str], list[str], frozenset[str]]] = []
    for bid in bids:
        text = told(bid)
        terms = bid.phrase.terms | ({"not"} if text.startswith("not ") else frozenset())
        for _text, known, claims, numbers in levels:
            other = numbers and bid.phrase.numbers and numbers != bid.phrase.numbers
            if not other and len(known & terms) >= ALIKE * len(known | terms):
                claims.append(bid.claim)
                break
        else:
            levels.append((text, terms, [bid.claim], bid.phrase.numbers))
    levels.sort(key=lambda level: -len(level[2]))
    return tuple(
        Level(text, tuple(dict.fromkeys(claims))) for text, _t, claims, _n in levels[:MOST_LEVELS]
    )


def told(bid: Bid) -> str:
    """Return a bid's words as a level: an act that is refused is named with its "not"."""
    text = bid.phrase.text
    acts = bid.kind == "refuse" and text.split(" ")[0] == bid.phrase.head
    return f"not {text}" if acts and not text.startswith("no ") else text
