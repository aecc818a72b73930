"""The parse with the names laid over it, and what a page's way of writing says of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from goodoffices.read.clause.parse import Parse
from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.words import words

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
"""What stands behind whoever owns what follows."""

_STOPS = frozenset({".", "!", "?", "”", '"', ":"})
_PLACED = frozenset({"in", "of", "at", "near", "from", "to"})


@dataclass(frozen=True)
class Named:
    """The parse with the gazetteer's mentions laid over its tokens."""

    parse: Parse
    at: dict[int, PlaceMention]
    cases: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the page writes with a small letter."""
        return frozenset(t.text for t in self.parse.tokens if t.text[:1].islower())

    @cached_property
    def large(self) -> frozenset[str]:
        """The words that it writes with a capital within a sentence that is no headline."""
        starts = {s.first for s in self.parse.sentences}
        return frozenset(
            t.text
            for t in self.parse.tokens
            if t.text[:1].isupper() and t.i not in starts and not self.title_case(t.sentence)
        )

    @cached_property
    def towns(self) -> frozenset[str]:
        """The words that it uses for a place: "in Sokpa", beside "Sokpa Motors"."""
        tokens = self.parse.tokens
        return frozenset(
            t.text
            for t in tokens[1:]
            if t.ent in {"GPE", "LOC"} or tokens[t.i - 1].lower in _PLACED
        )

    @cached_property
    def articled(self) -> frozenset[str]:
        """The names of several words that it writes behind "the", as it writes no person's."""
        tokens, found = self.parse.tokens, set[str]()
        for token in tokens:
            if token.lower != "the" or self.title_case(token.sentence):
                continue
            end, last = self.parse.sentence_of(token.i).last, token.i + 1
            while last < end and self._proper(last):
                last += 1
            goes_on = last < end and tokens[last].pos == "NOUN"  # "the Ida Brann years"
            if last - token.i > 2 and not goes_on:
                found.add(self.parse.phrase(token.i + 1, last))
        return frozenset(found)

    def _proper(self, i: int) -> bool:
        """Tell whether a token is a proper name's that the gazetteer does not know."""
        token = self.parse.tokens[i]
        return token.pos == "PROPN" and token.text[:1].isupper() and self.at.get(i) is None

    def token(self, i: int) -> Token:
        """Return a token."""
        return self.parse.tokens[i]

    def side(self, i: int) -> PlaceMention | None:
        """Return the actor named at a token, leaders and places left out."""
        mention = self.at.get(i)
        return mention if mention and mention.kind not in {"leader", "place"} else None

    def title_case(self, sentence: int) -> bool:
        """Tell whether a sentence is a headline in which most words are capitalised."""
        if sentence not in self.cases:
            place = self.parse.sentences[sentence]
            long = [t for t in self.parse.tokens[place.first : place.last] if len(t.text) > 3]
            if self.parse.tokens[place.last - 1].text not in _STOPS:
                long = [t for t in long if t.pos not in {"ADP", "SCONJ"}]  # "… over … with …"
            capital = sum(t.text[0].isupper() for t in long)
            self.cases[sentence] = len(long) > 2 and capital >= 0.8 * len(long)
        return self.cases[sentence]


def credited(named: Named, first: int) -> bool:
    """Tell whether a name at a token is but who made the report: "Editing by Ida Brann; …"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    by = first - 1 == sentence.first + 1 and tokens[first - 1].lower == "by"
    return by and tokens[first - 2].lower in words("making a report")


def heads_line(named: Named, first: int, last: int) -> bool:
    """Tell whether an outlet but heads a dated line: "TASS, 31 October. The mayor …"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    rest = tokens[last : sentence.last]
    months = words("weekdays and months")
    day = all(t.pos in {"PUNCT", "NUM"} or t.lower in months for t in rest)
    return first == sentence.first and day and any(t.lower in months for t in rest)


def backs(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a name only says who backs another: "the Saudi-backed government"."""
    if i + 2 >= len(tokens) or tokens[i + 1].text not in {"-", "–"}:
        return False
    participle = tokens[i + 2]
    return participle.tag == "VBN" and participle.lemma in words("backing")


def says_what_it_is(token: Token) -> bool:
    """Tell whether a noun right behind a body's name may call it what it is: "the M23 rebels"."""
    return token.lower in words(
        "band nouns", "kin nouns", "people nouns", "body nouns", "sure company nouns"
    )


def is_title(token: Token) -> bool:
    """Tell whether a token is a title or role noun."""
    kind = token.tag == "JJ" and token.dep == "amod"  # "its fellow Gaza mediators"
    return _is_title(token.lower) and not (kind and token.lower in words("titles as adjectives"))


@cache
def _is_title(lower: str) -> bool:
    form = lower.rstrip(".'’")
    titles = words("titles")
    return form in titles or (form.endswith("s") and form[:-1] in titles)
