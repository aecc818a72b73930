"""Parties that have no name of their own: "the rebels", "the union", "the drivers", "both sides".

A common noun of people or of a body becomes an actor of the page where the page lets it act as
one: a definite or bare noun that says or does something, or that stands among those a matter is
between. Mentions with the same noun are one actor unless their adjectives tell them apart ("Houthi
rebels" are the Houthis; "the western administration" is not the eastern). A state's own ministry,
army or officials are that state. "The two sides" are the two that were last named together, where
a page names two; what a page never names stays a party by its noun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.who.named import Named, is_title, says_what_it_is
from goodoffices.read.words import words

_LEFT = frozenset({"amod", "compound", "nmod", "nummod"})
_EACH = frozenset({"neither", "either", "each"})
_INDEFINITE = words("indefinite words")
_FEW = frozenset({"two", "three", "four", "five"})
_PLURAL = frozenset({"NNS", "NNPS"})
_AMONG = words("prepositions of parties")


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
        noun = _noun(token) or _third(named, token)
        if (
            noun is None
            or _in_a_name(named, token)
            or named.at.get(token.i) is not None
            or _of_named(named, token, known)
        ):
            continue
        called = says_what_it_is(token) and token.i - 1 in known
        before = named.at.get(token.i - 1)
        if called and (before is None or before.kind == "group"):
            continue  # "the Hamdan tribe" is Hamdan, "Congo and M23 rebels" Congo and M23
        if (noun == "camp" and _of_people(named, token)) or _of_parties(named, token):
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


def _in_a_name(named: Named, token: Token) -> bool:
    """Tell whether a noun in capitals is but the last word of a name: "Nicola Banks"."""
    before = named.token(token.i - 1) if token.i else token
    plural = token.tag in _PLURAL  # "the Royal Government" is one
    row = before.pos == "PROPN" and before.i < token.i and plural
    capital = before.text[:1].isupper() and token.text[:1].isupper()
    within = before.sentence == token.sentence
    within = within and (before.ent in {"PERSON", "ORG"} or not named.title_case(token.sentence))
    return row and capital and within and named.at.get(before.i) is None


def _of_people(named: Named, token: Token) -> bool:
    """Tell whether a camp is where people live and no side: "the refugee camp"."""
    left = (named.parse.tokens[c] for c in named.parse.children(token.i) if c < token.i)
    return any(t.dep == "compound" and t.pos == "NOUN" for t in left)


def _of_parties(named: Named, token: Token) -> bool:
    """Tell whether people are some of parties named behind them: "representatives of farmers"."""
    tokens = named.parse.tokens
    if token.lemma not in words("parts of sides"):
        return False
    links = (c for c in named.parse.children(token.i) if tokens[c].lower in {"of", "from"})
    return any(_noun(tokens[g]) is not None for c in links for g in named.parse.children(c))


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
            if whose is not None and _known_at(named, whose, known) and (office or not state):
                return True
    return False


def _known_at(named: Named, i: int, known: Collection[int]) -> bool:
    """Tell whether a name stands at a token, or what the noun there is of: "the A and B clans"."""
    return i in known or (i - 1 in known and says_what_it_is(named.parse.tokens[i]))


def _noun(token: Token) -> str | None:
    """Return the noun of a party that a token is, or None; weak ones are people of any kind."""
    if token.pos not in {"NOUN", "PROPN"} or (token.pos == "PROPN" and not _at_start(token)):
        return None
    singular = token.lemma if token.pos == "NOUN" else token.lower
    if token.tag in _PLURAL or token.dep == "compound":
        whole = token.lower.removesuffix("ies") + "y"  # "the National Parties"
        for form in (singular, token.lower, token.lower.rstrip("s"), whole):
            if form in words("party people", "weak party people", "party bodies", "people by kind"):
                return form
        return None
    known = words("party bodies", "bodies between", "bodies of people", "lone mediators")
    return singular if singular in known else None


def _at_start(token: Token) -> bool:
    """Tell whether a capital letter says nothing: the parser takes "Bishops" for a name."""
    return token.text[1:].islower()


@dataclass(slots=True, kw_only=True)
class _Before:
    """What stands before a party's noun: where its phrase starts, its kinds, whose it is."""

    first: int
    definite: bool
    kinds: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    owner: PlaceMention | None = None
    state: PlaceMention | None = None

    def owned(self, named: Named, child: Token, known: PlaceMention | None) -> bool:
        """Take in whose party it is; False where somebody else's name owns it."""
        if known is None and not _of_people_or_realm(child):
            return False
        if known is not None and known.kind != "state":
            return False
        self.owner, self.definite = known, True
        if known is not None:
            self.first = min(self.first, named.parse.subtree(child.i)[0])
        elif child.lemma in words("party people"):
            self.first = min(self.first, child.i)
            self.kinds.add(child.lower)  # "the teachers' association"
            self.owners.add(child.lower)
        return True

    def modified(
        self, named: Named, token: Token, child: Token, known: PlaceMention | None
    ) -> bool:
        """Take in an adjective, a count or a state; False where another actor's name stands."""
        if known is not None:
            self.state, self.first = known, min(self.first, child.i)
            return known.kind == "state"
        if child.tag == "CD":
            few = child.lower in _FEW or token.lemma in words("captives")
            self.definite = self.definite and few
        elif child.lower not in words("empty adjectives"):
            row = _joined(named, child, common=token.pos == "NOUN")
            self.kinds.add("".join(part.lower for part in row))
            self.first = min(self.first, row[0].i)
        return True


def _for_mediating(named: Named, token: Token) -> bool:
    """Tell whether a body is there to mediate, whosever it is: "the ministry's mediation panel"."""
    before = (named.parse.tokens[c] for c in named.parse.children(token.i) if c < token.i)
    return any(c.dep == "compound" and c.lemma in words("mediating nouns") for c in before)


def _joined(named: Named, word: Token, *, common: bool) -> Sequence[Token]:
    """Return a word with what it is one with: "Saudi-led coalition", "Twin Cities hospitals"."""
    tokens, first = named.parse.tokens, word.i
    while first > 1 and tokens[first - 1].text == "-":
        first -= 2
    while common and first and word.pos == "PROPN" and _of_one_name(tokens[first - 1], word):
        first -= 1
    return tokens[first : word.i + 1]


def _of_one_name(before: Token, last: Token) -> bool:
    """Tell whether a capitalised word belongs to the name that ends in another."""
    return before.pos == "PROPN" and before.dep in _LEFT and before.head == last.i


def _between(named: Named, one: Token, other: Token) -> Sequence[Token]:
    return named.parse.tokens[one.i + 1 : other.i]


def _before(named: Named, token: Token) -> _Before | None:
    """Return what stands before a noun, or None where it is another's or nobody in particular."""
    definite = token.tag in _PLURAL or _bare_side(named, token)
    left = _Before(first=token.i, definite=definite)
    for child in (named.parse.tokens[c] for c in named.parse.children(token.i) if c < token.i):
        known = named.side(child.i)
        left.words.add(child.lower)
        named_apart = known is not None and known.form == "name"
        if named_apart and any(t.lower == "and" for t in _between(named, child, token)):
            continue  # "Sri Lanka and Tamil rebels" are two
        if child.dep in {"det", "predet"}:
            if _nobody(child, token) and not _stands_between(named, child, token):
                return None
            left.definite = True
        elif child.dep == "poss":
            if not left.owned(named, child, known):
                if not _for_mediating(named, token):
                    return None
                left.definite = True
        elif child.dep in _LEFT and not left.modified(named, token, child, known):
            return None
    return left


def _mention(named: Named, token: Token) -> PartyMention | None:
    """Return a mention, or None where the noun is a known actor's or nobody in particular."""
    left = _before(named, token)
    if left is None:
        return None
    state = left.owner or left.state or _behind(named, token)
    past = bool(left.words & words("past offices"))  # "a retired Kenyan diplomat" is not Kenya
    if state is not None and not past and {token.lower, token.lemma} & words("state people"):
        return None
    noun, media = _noun(token) or _third(named, token), words("media nouns")
    if noun in media and left.kinds & media:  # "the Kolo news agency" is where a report is from
        return None
    of_state = state is not None and noun in words("offices") and not past
    lone = noun in lone_mediators() and token.tag not in _PLURAL  # but "the bishops"
    if lone and (of_state or not _lone_mediator(named, token)):
        return None  # "the Kenyan president" is Kenya
    if noun in words("people by kind") and (state is not None or not _of_a_kind(left.kinds)):
        return None
    passing = token.tag not in _PLURAL and noun not in words("party bodies") | lone_mediators()
    passing = passing and not (left.kinds & left.owners or _for_mediating(named, token))
    if passing and not (token.dep == "nsubj" and _mediates(named, named.parse.tokens[token.head])):
        return None  # "a team" is a party only where it stands between two
    return PartyMention(
        first=left.first,
        head=token.i,
        kinds=frozenset(left.kinds),
        acts=left.definite and _acts(named, token),
        state=state,
    )


@cache
def lone_mediators() -> frozenset[str]:
    """Return the nouns of those who, without a name, may stand between others: "the bishop"."""
    own = words("lone mediators", "people", "private people", "single humans")
    people = own | words("analyst nouns", "official nouns", "diplomat nouns")
    return people - words("go-betweens", "party bodies", "rivals", "counts of people")


def _third(named: Named, token: Token) -> str | None:
    """Return the noun of somebody without a name who mediates, or None."""
    singular = token.lemma if token.pos == "NOUN" else token.lower.removesuffix("s")
    fits = token.pos == "NOUN" or (token.pos == "PROPN" and _at_start(token))
    if not fits or singular not in lone_mediators() or not _lone_mediator(named, token):
        return None
    if token.tag not in _PLURAL:
        return singular
    sources = words("analyst nouns", "official nouns", "diplomat nouns")
    return None if singular in sources else token.lower  # "diplomats" may be anybody's


def _lone_mediator(named: Named, token: Token) -> bool:
    """Tell whether one without a name mediates: "the former president mediated between …"."""
    tokens = named.parse.tokens
    token = _whole(named, token)
    head = tokens[token.head]
    if token.dep == "pobj" and head.lower in {"by", "of"}:
        above = tokens[head.head]
        by = head.lower == "by" and above.pos == "VERB"
        done = words("standing between", "mediating verbs") if by else words("mediating nouns")
        return above.lemma in done
    named_so = any(tokens[c].dep in {"appos", "relcl"} for c in named.parse.children(token.i))
    if token.dep != "nsubj" or head.pos not in {"VERB", "AUX"} or named_so:
        return False
    below = (tokens[c] for c in named.parse.children(head.i))
    verbs = [head, *(t for t in below if t.dep in {"xcomp", "ccomp", "conj"} and t.i > head.i)]
    return any(_stands(named, verb) for verb in verbs)


def _stands(named: Named, verb: Token) -> bool:
    """Tell whether a verb makes its subject a mediator, by itself or by what stands with it."""
    tokens = named.parse.tokens
    below = [tokens[c] for c in named.parse.children(verb.i)]
    if verb.lemma in words("standing between"):
        return True
    called = [t for t in below if t.dep in {"attr", "dobj"}]
    called += [tokens[g] for t in below if t.lower == "as" for g in named.parse.children(t.i)]
    if any(t.lemma in words("go-betweens") or _hyphened_go_between(named, t) for t in called):
        return True
    errand = verb.lemma in words("mediating verbs", "errands of go-betweens")
    inside = named.parse.subtree(verb.i) if errand else ()
    return any(tokens[i].lower in {"between", "among"} for i in inside if i > verb.i)


def _hyphened_go_between(named: Named, token: Token) -> bool:
    """Tell whether a token is a piece of "go-between", which the parser cuts."""
    pieces = [t.lower for t in named.parse.tokens[max(0, token.i - 2) : token.i + 3]]
    return "go-between" in "".join(pieces)


def _of_a_kind(kinds: Collection[str]) -> bool:
    """Tell whether words say of which community people are: "village elders", "church leaders"."""
    parties = words("party people", "party bodies") - words("communities")
    return bool(kinds) and bool(set(kinds) & words("communities")) and not set(kinds) & parties


def _of_people_or_realm(owner: Token) -> bool:
    """Tell whether an owner names no other actor: "the country's bishops", "teachers' union"."""
    people = owner.tag in _PLURAL and owner.lemma in words("party people")
    return owner.pos == "NOUN" and (people or owner.lemma in words("realms"))


def _bare_side(named: Named, token: Token) -> bool:
    """Tell whether a body is one of two without an article: "between the state and opposition"."""
    head = named.parse.tokens[token.head]
    between = token.dep == "pobj" and head.lower in {"between", "among"}
    joined = token.dep == "conj" and head.lemma in words("party people", "party bodies")
    return token.pos == "NOUN" and (between or joined)


def _stands_between(named: Named, determiner: Token, token: Token) -> bool:
    """Tell whether somebody not named before is who mediates: "a jirga brokered a truce"."""
    if determiner.lower not in {"a", "an"}:
        return False
    if token.lemma in lone_mediators() and _lone_mediator(named, token):
        return True
    if token.lemma not in words("bodies between", "lone mediators"):
        return False
    head = named.parse.tokens[token.head]
    if token.dep == "pobj" and head.lower in {"by", "of"}:
        above = named.parse.tokens[head.head]
        return above.lemma in words("mediating verbs", "mediating nouns")
    bargains = head.lemma in words("bargaining verbs")
    return token.dep == "nsubj" and (bargains or _mediates(named, head))


def _mediates(named: Named, verb: Token) -> bool:
    """Tell whether a verb, or what is done by it, is of those who stand between others."""
    tokens = named.parse.tokens
    below = [tokens[c] for c in named.parse.children(verb.i)]
    inner = [t for t in below if t.dep in {"xcomp", "ccomp", "conj", "aux"}]
    if verb.lemma == "bring" and "together" in {t.lower for t in below}:
        return True
    return any(t.lemma in words("mediating verbs") for t in (verb, *inner))


def _behind(named: Named, token: Token) -> PlaceMention | None:
    """Return the state that a phrase behind a noun says it is of: "the rebels in Chad"."""
    tokens = named.parse.tokens
    whose = {"of", "in", "from"}
    if token.lemma in words("delegates"):
        whose = {"from"}  # negotiators in Geneva are of anywhere
    for c in named.parse.children(token.i):
        if tokens[c].dep != "prep" or tokens[c].lower not in whose:
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
    token = _whole(named, token)
    head = tokens[token.head]
    speech = words("cue clause", "cue object", "cue to", "bargaining verbs")
    strong = _noun(token) not in words("weak party people", "people by kind")
    if token.dep in {"nsubj", "nsubjpass"}:
        deeds = head.pos == "VERB" and (strong and token.dep == "nsubj")
        told = (tokens[c] for c in named.parse.children(token.i))
        between = token.dep == "nsubj" and _mediates(named, head)
        between = between or any(t.dep == "acl" and _mediates(named, t) for t in told)
        if head.lemma in speech or deeds or between or _bidden(named, head):
            return True
    if token.dep in {"dobj", "nsubjpass"}:
        whole = head.lemma in words("deeds done to sides")
        whole = whole and (strong or token.lemma in words("captives"))
        done = whole or head.lemma in words("verbs done to sides") or _mediates(named, head)
        done = done or token.lemma in words("rivals") & words("party people")
        return done and token.lemma not in words("realms")
    if token.dep == "pobj" and head.lower in _AMONG:
        above = tokens[head.head]
        known = words("bargaining verbs", "bargaining nouns", "mediating verbs")
        return head.lower == "between" or above.lemma in known
    if token.dep == "pobj" and head.lower == "of":  # "the mediation of the bishops"
        return tokens[head.head].lemma in words("mediating nouns")
    if token.dep == "pobj" and head.lower == "for":  # "Mr Kol, for the northern council"
        return tokens[head.head].pos == "PROPN"
    return token.dep == "poss" and head.lemma in words("bargaining nouns")


def _bidden(named: Named, verb: Token) -> bool:
    """Tell whether a clause says what somebody shall do: "demanded that the company pay"."""
    above = named.parse.tokens[verb.head]
    asks = above.lemma in words("asking deeds", "bargaining verbs") and above.pos == "VERB"
    return verb.tag == "VB" and verb.dep == "ccomp" and asks


def _whole(named: Named, token: Token) -> Token:
    """Return the noun whose place a noun shares: of a row, or of "one of the rebel groups"."""
    tokens = named.parse.tokens
    for _step in range(8):
        head = tokens[token.head]
        part = token.dep == "pobj" and head.lower == "of" and head.head != head.i
        if token.dep in {"conj", "appos"} and token.head != token.i:
            token = head
        elif part and tokens[head.head].lemma in words("parts of sides"):
            token = tokens[head.head]
        else:
            break
    return token


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


def pronounced(named: Named) -> Iterator[int]:
    """Yield the words without a noun that may mean two: "they", "both should", "the two met"."""
    tokens = named.parse.tokens
    for token in tokens:
        alone = token.dep in {"nsubj", "dobj", "pobj"} and token.pos in {
            "PRON",
            "NUM",
            "DET",
            "NOUN",
        }
        if not alone or token.lower not in {"they", "them", "both", "two", "pair"}:
            continue
        left = {tokens[c].lower for c in named.parse.children(token.i) if c < token.i}
        if token.lower in {"they", "them", "both"} or "the" in left:
            yield token.i


def just_named(
    named: Named, two: Iterable[tuple[int, tuple[str, str]]], i: int
) -> tuple[str, str] | None:
    """Return the two that a word behind them may mean: those of its sentence or the one before.

    ``two`` are all that the page names together. Whoever else is several there may be meant as
    well: "Chad and Libya let the rebels go. They …".
    """
    parse, sentence = named.parse, named.parse.sentence_of(i)
    first, before = sentence.first, sentence.index - 1
    if before >= 0 and parse.paragraph_of(before) == parse.paragraph_of(sentence.index):
        first = parse.sentences[before].first
    near = [(at, pair) for at, pair in two if first <= at < i]
    people = words("people", "private people", "party people", "official nouns", "diplomat nouns")
    rest = parse.tokens[near[-1][0] : i] if near else ()
    several = (t for t in rest if t.tag == "NNS" and t.lemma in people - words("generic sides"))
    return None if not near or any(several) else near[-1][1]


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
