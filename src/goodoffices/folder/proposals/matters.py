"""What is bargained over, from the words themselves: matters with the levels that are named.

A matter is a topic that the sides come back to (:mod:`.topics`). Its name is the phrase that the
pages use most; each different way to settle it, whoever names it, is a level: what a side wants,
offers or refuses, what a paper proposes, how things stand today.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from goodoffices.evidence.across.matters import stem
from goodoffices.folder.proposals.agenda import of_talks
from goodoffices.folder.proposals.gathering import Gathered
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.levels import bare_word, denied_in
from goodoffices.folder.proposals.phrases import KINDS, kin
from goodoffices.folder.proposals.topics import STANCES, TopicWords, things, topics, topics_of
from goodoffices.read.words import lists, table

MOST = 10
"""How many matters are proposed: those that the most sides and pages bargain over."""

FEW_PAGES = 2
"""On so many pages a matter of one side is told of in passing."""
MOST_LEVELS = 6
"""How many levels of one matter are named."""

ALIKE = 0.5
"""Two bids are one line where they share this part of the shorter one's words."""

FEWEST_SHARED = 2
"""So many words at least are a level that others hold."""

SAME = 0.7
"""Two bids are one level where they share this part of all their words."""

MOST_WORDS, PART = 6, 0.25
"""By how many words a group of clauses is known, and how much those say beside the first."""

_LIST = lists("bargaining.yaml")
_KNOWN = _LIST["no_levels"]
_CHARGES = _LIST["charges"]
_OPEN = re.compile(
    rf"\b(?:{'|'.join(table('bargaining.yaml')['open'])}|be)\b|\d|n['’]t\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_][\w'’-]*")
_OWNING = re.compile(r"['’]s?$")
_TELLING_APART = _LIST["telling_apart"]


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


def matters(
    bids: Sequence[Bid],
    names: frozenset[str],
    remarks: Sequence[Bid] = (),
    groups: Sequence[Gathered] = (),
) -> tuple[ProposedMatter, ...]:
    """Return the matters, those first that the most sides, then pages, bargain over.

    Parameters
    ----------
    bids
        the bids of the parties; what mediators propose as what is only said.
    names
        words that name actors, lower case: no matter is called after a side.
    remarks
        what the pages say of how things stand or might be, whoever says it.
    groups
        the clauses of many pages as they are gathered (:mod:`.gathering`): each is a matter then.
        Of few pages the words that they come back to tell what is bargained over.
    """
    tabled = tuple(_tabled(bids))
    called = {stem(word) for one in tabled for word in _telling_words(one.name)}
    clauses = [*bids, *remarks]
    made = _of_groups(groups, names) if groups else _of_topics(clauses, names)
    others = (m for m in made if m and not called & set(map(stem, m.name.casefold().split())))
    found = [*tabled, *sorted(others, key=_narrowness)]
    return tuple(_told_once(found[:MOST]))


def _of_topics(clauses: Sequence[Bid], names: frozenset[str]) -> Iterator[ProposedMatter | None]:
    """Yield a matter for each topic that clauses come back to."""
    every = topics(clauses, names)
    about: dict[str, list[tuple[Bid, bool]]] = {topic.key: [] for topic in every}
    for one in clauses:
        for topic, named in topics_of(one, every, names):
            about[topic.key].append((one, named))
    yield from (_matter(topic, about[topic.key], names) for topic in every)


def _of_groups(
    groups: Sequence[Gathered], names: frozenset[str]
) -> Iterator[ProposedMatter | None]:
    """Yield a matter for each group of clauses, which all its claims are about.

    Levels are named by clauses that hold the group's own words, or nothing else that may be meant.
    """
    held = [_held(group.clauses, names) for group in groups]
    every = sum(held, Counter[str]())
    for group, own in zip(groups, held, strict=True):
        weight = {word: count**2 / every[word] for word, count in own.items()}
        ranked = sorted(weight, key=lambda w: (-weight[w], w))
        words = [w for w in ranked[:MOST_WORDS] if weight[w] >= PART * weight[ranked[0]]]
        if not words:
            continue
        topic = TopicWords(words[0], frozenset(words))
        told = [(one, bool(topic.words & things(one, names))) for one in group.clauses]
        told = [(one, named) for one, named in told if named or not things(one, names)]
        if made := _matter(topic, told, names):
            shown = {level.evidence[0] for level in made.levels} | set(group.claims)
            rests = (claim for claim in (*made.evidence, *group.claims) if claim in shown)
            yield replace(made, evidence=tuple(dict.fromkeys(rests)))


def _held(clauses: Sequence[Bid], names: frozenset[str]) -> Counter[str]:
    """Count the claims in which each word stands that may be what clauses are about."""
    told = {(word, one.claim) for one in clauses for word in things(one, names)}
    return Counter(word for word, _claim in told)


def _telling_words(name: str) -> list[str]:
    """Return the words of a name but for small ones: of "Pay and hours" no "and"."""
    every = name.casefold().split()
    return [word for word in every if len(word) > len("and")] or every


def _tabled(bids: Iterable[Bid]) -> Iterator[ProposedMatter]:
    """Yield what tables are on that set the sides beside each other: a row is a matter."""
    rows: dict[str, list[Bid]] = {}
    for bid in bids:
        if bid.heading:
            rows.setdefault(bid.heading.casefold(), []).append(bid)
    for told in rows.values():
        levels = {b.phrase.text.casefold(): Level(b.phrase.text, (b.claim,)) for b in told}
        if len(levels) > 1:
            yield ProposedMatter(
                name=told[0].heading,
                words=frozenset(term for b in told for term in b.phrase.terms),
                levels=tuple(levels.values())[:MOST_LEVELS],
                parties=tuple(dict.fromkeys(b.party for b in told)),
                evidence=tuple(dict.fromkeys(b.claim for b in told)),
                pages=len({b.source for b in told}),
            )


def _narrowness(matter: ProposedMatter) -> int:
    """Rank a matter: 0 where several sides or pages have to do with it, 1 where few have.

    2 where no way to settle it is named, or a single one that a single side has to do with.
    """
    few = len(matter.parties) < 2
    if not matter.levels or (few and len(matter.levels) < 2):
        return 2
    return int(few and matter.pages <= FEW_PAGES)


def _told_once(found: Iterable[ProposedMatter]) -> Iterator[ProposedMatter]:
    """Yield matters without the levels that one before has, where several are left."""
    told: set[str] = set()
    for one in found:
        own = tuple(level for level in one.levels if level.text.casefold() not in told)
        told.update(level.text.casefold() for level in one.levels)
        yield replace(one, levels=own) if len(own) > 1 else one


def planned(bid: Bid) -> bool:
    """Tell whether a bid is of somebody's plan, told without him."""
    return bid.kind == "say" and bid.untold is not None


def _matter(
    topic: TopicWords, told: Sequence[tuple[Bid, bool]], names: frozenset[str]
) -> ProposedMatter | None:
    """Return the matter that clauses are about; None where no two ways to settle it are named."""
    named = {id(b) for b, by_name in told if by_name}
    clauses = [b for b, _n in told if b.phrase.head not in _KNOWN]
    bids = [b for b in clauses if b.kind in STANCES]
    own = [b for b in clauses if things(b, names) & topic.words]
    stances = [b for b in own if b.kind in STANCES and topic.key not in KINDS]
    name = _name(set(topic.words), topic.key, stances or own, names)
    if not name:
        return None
    levels = tuple(one for one in _levels(clauses, topic, named) if not bare_word(one.text, name))
    over = {b.source for b in clauses if b.kind == "matter"}
    listed = any(b.point for b in own)
    ways = {b.phrase.text for b in clauses if b.level or _open(b, topic, named)}
    if len(ways) < 2 and len({b.kind == "refuse" for b in bids}) < 2 and len(over) < 2 - listed:
        return None  # nobody names another way, nor refuses this one
    rest = sorted(clauses, key=lambda b: -_telling(b, topic, named))
    return ProposedMatter(
        name=name,
        words=frozenset(term for b in bids for term in b.phrase.terms),
        levels=levels[:MOST_LEVELS],
        parties=tuple(dict.fromkeys(p for b in bids for p in (b.party, b.by) if p)),
        evidence=tuple(
            dict.fromkeys((*(level.evidence[0] for level in levels), *(b.claim for b in rest)))
        ),
        pages=len({b.source for b in clauses}),
    )


_KINDS = {"done": 0.0, "threat": 1.0, "say": 1.0}
"""How much a clause's kind says of how a matter may be settled; other stances say the most."""


def _open(bid: Bid, topic: TopicWords, named: Container[int]) -> bool:
    """Tell whether a clause speaks of how a matter could be, even where it names no level."""
    talks = bid.phrase.text.split(" ")[0] in _KNOWN or bid.phrase.terms & _CHARGES
    open_ = bid.kind not in {"say", "matter"} or _OPEN.search(bid.phrase.text)
    return bool(open_) and not talks and _telling(bid, topic, named) >= 1


def _telling(bid: Bid, topic: TopicWords, named: Container[int]) -> float:
    """Weigh how much a clause says of how a matter may be settled."""
    text = bid.phrase.text
    told = _KINDS.get(bid.kind, 2.0) + bool(_OPEN.search(text))
    told += bool(bid.phrase.units & topic.units and bid.phrase.numbers)
    return told - (0 if id(bid) in named else 1.5) - (len(text.split()) < 2)


def _name(group: set[str], key: str, bids: Sequence[Bid], names: frozenset[str]) -> str:
    """Return what the pages call a matter: its most frequent noun, with what goes before it.

    Where the matter's own word is only ever a verb, another word of its group names it.
    """
    own = _forms({key}, bids, verbs=False) or _forms(group, bids, verbs=False)
    forms = own or Counter(b.phrase.head for b in bids if kin(b.phrase.head) == key)
    if not forms:
        return ""
    word = max(forms, key=lambda one: (forms[one], one))
    if word in KINDS:  # "nuclear" is called with what it mostly stands before
        texts = " | ".join(b.phrase.text.casefold() for b in bids)
        behind = Counter(re.findall(rf"\b{word} (\w+)", texts)).most_common(1)
        return f"{word} {behind[0][0]}".capitalize() if behind else word.capitalize()
    before: Counter[str] = Counter()
    for bid in bids:
        words = [w[0] for w in _WORD.finditer(bid.phrase.text)]
        for first, second in pairwise(words):
            lower = first.casefold()
            acts = bid.phrase.verbal and lower == bid.phrase.head
            counts = lower in bid.phrase.numbers | _TELLING_APART
            same = _OWNING.sub("", second.casefold()) == word
            if same and lower in bid.phrase.terms - names and not acts and not counts:
                before[first] += 1
    common = [w for w, n in before.items() if n > 1 or len(bids) < 3]
    word = _as_written(word, bids)
    told = f"{max(common, key=lambda w: before[w])} {word}" if common else word
    return told[0].upper() + told[1:]


def _as_written(word: str, bids: Sequence[Bid]) -> str:
    """Return a small word in capitals where the pages write it so: "GERD"."""
    large = Counter(
        w[0] == w[0].upper()
        for bid in bids
        for w in _WORD.finditer(bid.phrase.text)
        if w[0].casefold() == word
    )
    return word.upper() if len(word) > 1 and large[True] > large[False] else word


def _forms(group: set[str], bids: Sequence[Bid], *, verbs: bool) -> Counter[str]:
    """Count the forms in which the words of a matter stand, its verbs only where asked for."""
    forms: Counter[str] = Counter()
    for bid in bids:
        terms = [t for t in bid.phrase.terms if kin(t) in group]
        if bid.phrase.verbal and not verbs:
            terms = [t for t in terms if t != bid.phrase.head]
        for found in _WORD.finditer(bid.phrase.text):
            word = _OWNING.sub("", found[0].casefold())
            forms[word] += any(_same(term, word) for term in terms)
    return +forms


def _same(lemma: str, word: str) -> bool:
    """Tell whether a word is a form of a lemma."""
    return word == lemma or word.startswith(lemma[: max(3, len(lemma) - 2)])


def _levels(bids: Sequence[Bid], topic: TopicWords, named: Container[int]) -> tuple[Level, ...]:
    """Return the different levels that bids name, the tellingest first, with their claims.

    One whose words hold another's is the same; they are told in the fewer words.
    """
    levels: list[_Way] = []
    telling = (b for b in bids if _settles(b) and _telling(b, topic, named) >= 1)
    for bid in sorted(telling, key=lambda b: -_telling(b, topic, named)):
        one = _Way.of(bid)
        same = next((known for known in levels if known.holds(one)), None)
        if same is None:
            levels.append(one)
        else:
            same.take(one)
    levels.sort(
        key=lambda way: (
            -_telling(way.bids[0], topic, named) - 0.5 * len({b.source for b in way.bids})
        )
    )
    return tuple(Level(w.text, tuple(dict.fromkeys(b.claim for b in w.bids))) for w in levels)


@dataclass(slots=True)
class _Way:
    """A level while those that are the same are gathered: its words, and what they are about."""

    text: str
    terms: frozenset[str]
    numbers: frozenset[str]
    bids: list[Bid]

    @classmethod
    def of(cls, bid: Bid) -> _Way:
        """Return what a bid names; what is denied is another thing."""
        terms = frozenset(stem(kin(term)) for term in bid.phrase.terms)
        denied = frozenset({"not"} if denied_in(bid.level) else ())
        return cls(bid.level, terms | denied, bid.phrase.numbers, [bid])

    def holds(self, other: _Way) -> bool:
        """Tell whether another is the same: of one claim, or of nearly the same words."""
        if self.text.casefold() == other.text.casefold():
            return True
        if ("not" in self.terms) != ("not" in other.terms):
            return False
        less, more = sorted((self.terms, other.terms), key=len)
        if less <= more and any(b.claim == other.bids[0].claim for b in self.bids):
            return True
        if self.numbers != other.numbers:
            return False
        whole = len(less) >= FEWEST_SHARED and less <= more
        return whole or len(less & more) >= SAME * len(less | more)

    def take(self, other: _Way) -> None:
        """Take another's claims, and its words where they are fewer and say the same."""
        if len(other.terms) >= FEWEST_SHARED and len(other.text) < len(self.text):
            self.text = other.text
        self.bids += other.bids


def _settles(bid: Bid) -> bool:
    """Tell whether a bid says how a matter may be settled, and not only something about it."""
    text = bid.level
    talks = text.removeprefix("not ").split(" ")[0] in _KNOWN
    return not (len(text) < 3 or talks or bid.phrase.terms & _CHARGES or of_talks(text))
