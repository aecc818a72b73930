"""What hangs below a word: its dependents with their labels, and the nouns behind prepositions.

Every rule of reading asks for them, so that they are laid out once in a document. What the tables
give is not to be changed by who asks.
"""

from __future__ import annotations

from goodoffices.read.clause.parse import Parse

Labelled = tuple[tuple[int, str], ...]
"""The dependents of a token in order, each with its label."""


def labelled(parse: Parse) -> list[Labelled]:
    """Return the dependents of each token of a parse."""
    tokens = parse.tokens
    return [tuple((c, tokens[c].dep) for c in parse.children(t.i)) for t in tokens]


class Phrases(dict[tuple[int, tuple[str, ...]], list[int]]):
    """By a token and some prepositions, all where there are none: the nouns that hang by them.

    Each answer is found once, and in the order of the text.
    """

    def __init__(self, parse: Parse, below: list[Labelled]) -> None:
        super().__init__()
        self._parse, self._below = parse, below

    def __missing__(self, asked: tuple[int, tuple[str, ...]]) -> list[int]:
        i, prepositions = asked
        tokens, nouns = self._parse.tokens, list[int]()
        hung = self._with(i, _HANGING)
        for beside in self._with(i, _BESIDE):  # "walked away from", "out of"
            hung += self._with(beside, _PREP)
        hung += [q for p in hung if tokens[p].lower == "by" for q in self._behind_name(p)]
        for p in hung:
            if not prepositions or tokens[p].lower in prepositions:
                nouns += self._with(p, _GOVERNED)
                for inner in self._with(p, _PREP):  # "out of the deal", "from under …"
                    nouns += self._with(inner, _POBJ)
        self[asked] = nouns
        return nouns

    def _with(self, i: int, labels: frozenset[str]) -> list[int]:
        below = self._below[i]
        return [c for c, label in below if label in labels] if below else []

    def _behind_name(self, by: int) -> list[int]:
        """Return "of" of "the expulsion by Ecuador of two men", hung from the name."""
        tokens = self._parse.tokens
        names = (n for n in self._with(by, _POBJ) if tokens[n].pos == "PROPN")
        return [p for n in names for p in self._with(n, _PREP)]


_HANGING = frozenset({"prep", "agent", "dative"})
_BESIDE = frozenset({"advmod", "prt"})
_PREP = frozenset({"prep"})
_POBJ = frozenset({"pobj"})
_GOVERNED = frozenset({"pobj", "pcomp"})
