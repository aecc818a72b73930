"""A page's parse as a tree to walk in: what hangs from a token, and what it hangs from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from goodoffices.read.clause.below import Labelled, Phrases, labelled
from goodoffices.read.clause.parse import DEEPEST, Parse
from goodoffices.read.clause.quotes import Quotations
from goodoffices.read.clause.tokens import NO_WORD, Token
from goodoffices.read.words import words

_DENYING = words("denying words")

ROOM = 4
"""How far beside the first and the last token of a page one may look."""


def blank(parse: Parse, i: int) -> Token:
    """Return what stands beside a page's words: no word, and nothing hangs from it."""
    end = parse.tokens[-1].end if parse.tokens else 0
    last = len(parse.sentences) - 1
    return replace(NO_WORD, i=i, start=end, end=end, head=i, sentence=last)


@dataclass(kw_only=True)
class ClauseTree:
    """One document's parse, its quotations, and the steps down and up from a token."""

    parse: Parse
    quotations: Quotations
    token: Callable[[int], Token] = field(init=False)
    """Gives a token by its place; before the first and behind the last a blank (:data:`ROOM`)."""
    _below: list[Labelled] = field(init=False)
    _phrases: Phrases = field(init=False)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The tokens inside quotation marks."""
        return frozenset(t.i for t in self.parse.tokens if self.quotations.around(t.start))

    @cached_property
    def denying(self) -> frozenset[int]:
        """The sentences in which "no", "not", "nobody" or a count of none stands."""
        return frozenset(t.sentence for t in self.parse.tokens if t.lower in _DENYING)

    def __post_init__(self) -> None:
        tokens = self.parse.tokens
        around = [blank(self.parse, len(tokens) + n) for n in range(ROOM)]
        self._below = [*labelled(self.parse), *(() for _one in around)]
        self._phrases = Phrases(self.parse, self._below)
        self.token = (*tokens, *around).__getitem__  # -1 is the last blank

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the dependents of a token with one of the labels (all where none is given)."""
        below = self._below[i]
        if not below:
            return []
        return [c for c, dep in below if dep in deps] if deps else [c for c, _dep in below]

    def forms(self, i: int, *deps: str) -> set[str]:
        """Return the forms, in lower case, of the dependents with one of the labels."""
        tokens = self.parse.tokens
        return {tokens[c].lower for c in self.kids(i, *deps)}

    def lemmas(self, i: int, *deps: str) -> set[str]:
        """Return the lemmas of the dependents with one of the labels."""
        tokens = self.parse.tokens
        return {tokens[c].lemma for c in self.kids(i, *deps)}

    def above(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield the steps from a token up to its root as (child, head)."""
        tokens = self.parse.tokens
        for _step in range(DEEPEST):  # a parse with a ring of heads must not hang
            head = tokens[i].head
            if head == i:
                return
            yield i, head
            i = head

    def verb(self, i: int) -> bool:
        """Tell whether a token is a verb or an auxiliary."""
        return self.token(i).pos in {"VERB", "AUX"}

    def phrases(self, i: int, *prepositions: str) -> list[int]:
        """Return the nouns that hang from a token by one of the prepositions, in order."""
        return self._phrases[i, prepositions].copy()

    def prepositions(self, i: int) -> set[str]:
        """Return the prepositions that hang from a token."""
        return self.forms(i, "prep", "agent", "dative")

    def infinitive(self, verb: int) -> bool:
        """Tell whether a verb has "to" before it."""
        return "to" in self.forms(verb, "aux")

    def marked(self, clause: int) -> bool:
        """Tell whether a clause opens with "that" or the like."""
        return bool(self.kids(clause, "mark"))
