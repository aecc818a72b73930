"""Signatures: what a word says of what it governs, and how several of them compose.

"Managed to sign" says that it was signed, "failed to sign" that it was not, and "did not fail to
sign" that it was: each word maps the context it stands in onto the context of what it governs. The
words are data (``signatures.yaml``, which names the sources); here they are looked up, and a chain
of them is evaluated from the outside in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from goodoffices.read.words import table

Signature = str
"""Two marks of what is governed: in a context that is so, and in one that is denied.

``+`` it is so, ``-`` it is not, ``u`` nobody can tell, ``f`` it is to come, ``r`` somebody says so,
``t`` it was tried. "Fail" is ``-+``: who failed to sign did not, and who did not fail to did.
"""

TO_COME = "f"
"""The mark of what is to come."""
NEGATION = "-+"
UNKNOWN = "uu"
REPORT = "ru"
TRIED = "t-"
GUESS = "+-?"
"""What is taken to follow from a word that the table lacks: told as so, and never as sure."""
Step = tuple[tuple[Signature, ...], str]
"""What a step adds, and whether the head's own words count ("on"), not ("past"), or all ends."""


@dataclass(frozen=True, slots=True)
class SignedContext:
    """How a clause stands: ``mark`` is one of ``+ - u f``, ``reported`` that somebody says so.

    ``guessed`` tells that a word above it is not in the table, ``tried`` that it was attempted.
    """

    mark: str = "+"
    reported: bool = False
    guessed: bool = False
    tried: bool = False

    def under(self, signature: Signature) -> SignedContext:
        """Return the context of what a word with a signature governs in this context."""
        guessed = self.guessed or signature == GUESS
        if signature == "++":  # what is taken as given stays given
            return SignedContext("+", self.reported, guessed, self.tried)
        if self.mark == "u":
            return self
        mark = signature[1] if self.mark == "-" else signature[0]
        if mark == "r":
            so = "+" if self.mark != "f" else "u"
            return SignedContext(so, reported=True, guessed=guessed, tried=self.tried)
        tried = self.tried or mark == "t"
        if mark in "+t":
            mark = TO_COME if self.mark == TO_COME else "+"
        return SignedContext(mark, self.reported, guessed, tried)


def composed(signatures: Iterable[Signature]) -> SignedContext:
    """Return the context below a chain of signatures, the outermost first."""
    context = SignedContext()
    for signature in signatures:
        context = context.under(signature)
    return context


@cache
def _by_word(kind: str) -> Mapping[str, Mapping[str, Signature]]:
    """Return the signatures of a kind of word by the word and what must stand beside it."""
    by_word: dict[str, dict[str, Signature]] = {}
    for signature, entries in table("signatures.yaml")[kind].items():
        for entry in entries:
            word, _blank, beside = entry.partition(" ")
            by_word.setdefault(word, {}).setdefault(beside, signature)
    return by_word


def signature(kind: str, word: str, beside: Collection[str] = ()) -> Signature | None:
    """Return the signature of a word of a kind; what must stand beside it decides first."""
    entries = _by_word(kind).get(word)
    if entries is None:
        return None
    for what, found in entries.items():
        if what and what in beside:
            return found
    return entries.get("")


def may_lead(word: str) -> bool:
    """Tell whether a word opens some of the several words that lead another ("all but")."""
    return word in _by_word("led")


@cache
def small(name: str) -> frozenset[str]:
    """Return a list of small words of the table, of all marks where it has marks."""
    entries = table("signatures.yaml")[name]
    if isinstance(entries, dict):
        return frozenset(word for words in entries.values() for word in words)
    return frozenset(entries)


@cache
def opening(word: str) -> str | None:
    """Return the mark of a word that opens a clause or a phrase ("if", "without", "after")."""
    for mark, entries in table("signatures.yaml")["conjunctions"].items():
        if word in entries:
            return str(mark)
    return None
