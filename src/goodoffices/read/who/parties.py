"""Parties that have no name of their own: "the rebels", "the union", "the drivers", "both sides".

A common noun of people or of a body becomes an actor of the page where the page lets it act as
one: a definite or bare noun that says or does something, or that stands among those a matter is
between. Mentions with the same noun are one actor unless their adjectives tell them apart ("Houthi
rebels" are the Houthis; "the western administration" is not the eastern). A state's own ministry,
army or officials are that state. "The two sides" are the two that were last named together, where
a page names two; what a page never names stays a party by its noun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.who.persons import Named, is_title
from goodoffices.read.words import words

_LEFT = frozenset({"amod", "compound", "nmod", "nummod"})
_DEFINITE = frozenset({"the", "these", "those", "both", "all"})
_EACH = frozenset({"neither", "either", "each"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "no", "such", "other", "many", "several"}
)
_FEW = frozenset({"two", "three", "four", "five"})
_PLURAL = frozenset({"NNS", "NNPS"})
_AMONG = frozenset({"between", "among", "with", "against", "to", "by", "from"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """A party's noun at token ``head``; its phrase starts at ``first``."""

    first: int
    head: int
    kinds: frozenset[str]
    acts: bool
    state: PlaceMention | None


@dataclass(slots=True, kw_only=True)
class NamelessParty:
    """A party by its noun, with its mentions in the order of the text."""

    noun: str
    plural: bool
    kinds: frozenset[str] = frozenset()
    mentions: list[PartyMention] = field(default_factory=list)

    @property
    def longest(self) -> PartyMention:
        """The mention that says most of who it is."""
        return max(self.mentions, key=lambda m: (len(m.kinds), -m.first))

    @property
    def acts(self) -> bool:
        """Whether the page lets it act: else it is an actor only by another's name."""
        return any(m.acts for m in self.mentions)

    @property
    def state(self) -> PlaceMention | None:
        """The state that a mention says it belongs to."""
        return next((m.state for m in self.mentions if m.state), None)


def find_parties(
    named: Named, tokens: Iterable[Token], known: Collection[int]
) -> list[NamelessParty]:
    """Return the parties that are common nouns among some tokens, which are in no name.

    ``known`` are the tokens of names: the fighters "of" a group with a name are that group.
    """
    parties: list[NamelessParty] = []
    for token in tokens:
        noun = _noun(token)
        if noun is None or named.at.get(token.i) is not None or _of_named(named, token, known):
            continue
        if noun == "camp" and _of_people(named, token):
            continue
        mention = _mention(named, token)
        if mention is None:
            continue
        plural = token.tag in _PLURAL
        party = _same(parties, noun, mention, plural=plural)
        if party is None:
            if token.dep == "compound":
                continue  # "rebel leader": of a party that is named elsewhere, or of none
            party = NamelessParty(noun=noun, plural=plural, kinds=mention.kinds)
            parties.append(party)
        party.kinds |= mention.kinds
        party.mentions.append(mention)
    return parties


def _of_people(named: Named, token: Token) -> bool:
    """Tell whether a camp is where people live and no side: "the refugee camp"."""
    left = (named.parse.tokens[c] for c in named.parse.children(token.i) if c < token.i)
    return any(t.dep == "compound" and t.pos == "NOUN" for t in left)


def _of_named(named: Named, token: Token, known: Collection[int]) -> bool:
    """Tell whether people are those of an actor with a name: "fighters of X", "X's envoys"."""
    tokens = named.parse.tokens
    if token.tag not in _PLURAL:
        return False
    office = is_title(token)  # "the ministers of France and Germany" are these two
    for c in named.parse.children(token.i):
        if tokens[c].dep == "prep" and tokens[c].lower in {"of", "from"}:
            whose = next((g for g in named.parse.children(c) if tokens[g].dep == "pobj"), None)
            state = (
                whose is not None and (m := named.at.get(whose)) and m.kind in {"state", "place"}
            )
            if whose in known and (office or not state):
                return True
    return False


def _noun(token: Token) -> str | None:
    """Return the noun of a party that a token is, or None; weak ones are people of any kind."""
    if token.pos not in {"NOUN", "PROPN"} or (token.pos == "PROPN" and not _at_start(token)):
        return None
    singular = token.lemma if token.pos == "NOUN" else token.lower
    if token.tag in _PLURAL or token.dep == "compound":
        for form in (singular, token.lower, token.lower.rstrip("s")):
            if form in words("party people", "weak party people", "party bodies"):
                return form
        return None
    return singular if singular in words("party bodies") else None


def _at_start(token: Token) -> bool:
    """Tell whether a capital letter says nothing: the parser takes "Bishops" for a name."""
    return token.text[1:].islower()


def _mention(named: Named, token: Token) -> PartyMention | None:
    """Return a mention, or None where the noun is a known actor's or nobody in particular."""
    tokens = named.parse.tokens
    first, kinds = token.i, set[str]()
    definite = token.tag in _PLURAL
    owner = state = None
    for child in (tokens[c] for c in named.parse.children(token.i) if c < token.i):
        known = named.side(child.i)
        if child.dep in {"det", "predet"}:
            if _nobody(child, token):
                return None
            definite = True
        elif child.dep == "poss":
            if known is None or known.kind != "state":
                return None
            owner, definite = known, True
            first = min(first, named.parse.subtree(child.i)[0])
        elif child.dep in _LEFT and known is not None:
            if known.kind != "state":
                return None
            state, first = known, min(first, child.i)
        elif child.dep in _LEFT and child.tag == "CD":
            definite = definite and child.lower in _FEW
        elif child.dep in _LEFT and child.lower not in words("empty adjectives"):
            kinds.add(child.lower)
            first = min(first, child.i)
    state = owner or state or _behind(named, token)
    if state is not None and {token.lower, token.lemma} & words("state people"):
        return None
    acts = definite and _acts(named, token)
    return PartyMention(first=first, head=token.i, kinds=frozenset(kinds), acts=acts, state=state)


def _behind(named: Named, token: Token) -> PlaceMention | None:
    """Return the state that a phrase behind a noun says it is of: "the rebels in Chad"."""
    tokens = named.parse.tokens
    if token.lemma in words("delegates"):
        return None  # negotiators in Geneva are of anywhere
    for c in named.parse.children(token.i):
        if tokens[c].dep != "prep" or tokens[c].lower not in {"of", "in", "from"}:
            continue
        for place in named.parse.children(c):
            known = named.side(place) if tokens[place].dep == "pobj" else None
            if known is not None and known.kind == "state":
                return known
    return None


def _nobody(determiner: Token, token: Token) -> bool:
    """Tell whether a determiner names nobody in particular: "a union", "each government"."""
    each = determiner.lower in _EACH and token.lemma not in words("generic sides")
    return determiner.lower in _INDEFINITE or each


def _acts(named: Named, token: Token) -> bool:
    """Tell whether a noun stands where those do who act or bargain."""
    tokens = named.parse.tokens
    while token.dep in {"conj", "appos"} and token.head != token.i:
        token = tokens[token.head]
    head = tokens[token.head]
    speech = words("cue clause", "cue object", "cue to", "bargaining verbs")
    strong = _noun(token) not in words("weak party people")
    if token.dep in {"nsubj", "nsubjpass"}:
        deeds = head.pos == "VERB" and (strong and token.dep == "nsubj")
        return head.lemma in speech or deeds
    if token.dep == "pobj" and head.lower in _AMONG:
        above = tokens[head.head]
        known = words("bargaining verbs", "bargaining nouns")
        return head.lower == "between" or above.lemma in known
    if token.dep == "pobj" and head.lower == "for":  # "Mr Kol, for the northern council"
        return tokens[head.head].pos == "PROPN"
    return token.dep == "poss" and head.lemma in words("bargaining nouns")


def _same(
    parties: Iterable[NamelessParty], noun: str, mention: PartyMention, *, plural: bool
) -> NamelessParty | None:
    """Return the party that a mention means: the last with its noun that no adjective parts."""
    for party in reversed(list(parties)):
        if party.noun != noun and party.noun.rstrip("s") != noun.rstrip("s"):
            continue
        number = party.plural == plural or noun not in words("party bodies")
        alike = mention.kinds <= party.kinds or party.kinds <= mention.kinds
        if alike and (number or not plural):
            return party
    return None


def pairs(named: Named, known: dict[int, str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the places where two actors are named together, "Chad and Niger", with both.

    ``known`` is whose name stands at each token.
    """
    tokens = named.parse.tokens
    for token in tokens:
        if token.dep != "conj" or token.i not in known or token.head not in known:
            continue
        row = {c for c in named.parse.children(token.head) if tokens[c].dep == "conj"}
        more = tokens[token.head].dep == "conj" or len(row) > 1
        more = more or any(tokens[c].dep == "conj" for c in named.parse.children(token.i))
        pair = known[token.head], known[token.i]
        if not more and pair[0] != pair[1]:
            yield token.i, pair


def collectives(named: Named) -> Iterator[int]:
    """Yield the nouns that mean two parties at once: "the two sides", "both governments"."""
    tokens = named.parse.tokens
    for token in tokens:
        if token.lemma not in words("sides of a pair"):
            continue
        left = {tokens[c].lower for c in named.parse.children(token.i) if c < token.i}
        if (
            left & {"both", "two"}
            or (left & _EACH and token.lemma in words("generic sides"))
            or (token.tag in _PLURAL and token.lemma in words("generic sides") and "the" in left)
        ):
            yield token.i
