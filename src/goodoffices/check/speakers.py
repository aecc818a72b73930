"""Speakers who say one thing and its opposite, as far as that can be told without guessing.

Two statements of one speaker about one issue are set beside each other where they share most of
their words and one of them is negated; or where one says itself that a position was reversed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from goodoffices.check.sources import page_place
from goodoffices.claims import Dossier, Statement
from goodoffices.errors import Finding, Place
from goodoffices.i18n import _

OVERLAP = 0.5
"""The share of words in common, of all words in either, from which two statements are close."""

FEWEST_SHARED = 2

MOST_PAIRS = 20
"""How many pairs are told for one speaker and issue; a person has seen enough by then."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_NEGATION = re.compile(r"\b(?:not|never|no|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_REVERSAL = re.compile(
    r"\b(?:no longer|walked back|reversed (?:course|\w+ (?:position|stance|decision))"
    r"|changed (?:his|her|its|their) (?:mind|position|stance)"
    r"|contrary to (?:his|her|its|their) earlier)\b",
    re.IGNORECASE,
)
_LINKING = """
about after against also because been being before between could does from have into must never
only other over shall should such than that their them then there these they this those under until
very what when where which while will with within without would
"""
_EMPTY = frozenset(_LINKING.split())


def contradicting(dossier: Dossier) -> Iterator[Finding]:
    """Find pairs of statements in which a speaker contradicts themselves."""
    for speaker, issue, pair in opposites(dossier):
        yield _finding(dossier, speaker, issue, pair)


def opposites(dossier: Dossier) -> Iterator[tuple[str, str, tuple[Statement, Statement]]]:
    """Yield speaker, issue and the two statements that say opposite things about it."""
    said: dict[tuple[str, str], list[_Said]] = {}
    for statement in dossier.statements:
        if statement.speaker and statement.status != "rejected":
            found = _Said(statement, _denies(statement), _words(statement))
            for issue in statement.issues:
                said.setdefault((statement.speaker, issue), []).append(found)
    seen: set[tuple[str, str]] = set()
    for (speaker, issue), statements in said.items():
        for one, other in islice(_opposites(statements), MOST_PAIRS):
            if (one.id, other.id) not in seen:
                seen.add((one.id, other.id))
                yield speaker, issue, (one, other)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, whether it denies or takes back, and the words that carry its matter."""

    statement: Statement
    denies: bool
    words: frozenset[str]

    def close_to(self, other: _Said) -> bool:
        shared = len(self.words & other.words)
        return shared >= FEWEST_SHARED and shared >= OVERLAP * len(self.words | other.words)


def _opposites(statements: list[_Said]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the close pairs of which one denies; each in the order of reading."""
    order = {said.statement.id: number for number, said in enumerate(statements)}
    denying = [said for said in statements if said.denies]
    others = [said for said in statements if not said.denies]
    for one, other in product(denying, others):
        if one.close_to(other):
            pair = sorted((one.statement, other.statement), key=lambda s: order[s.id])
            yield pair[0], pair[1]


def _denies(statement: Statement) -> bool:
    """Tell whether a statement is negated, or says itself that a position was reversed."""
    return _negated(statement) or _reversal(statement)


def _negated(statement: Statement) -> bool:
    return statement.modality == "negated" or bool(_NEGATION.search(statement.text))


def _reversal(statement: Statement) -> bool:
    return bool(_REVERSAL.search(statement.sentence.exact))


def _words(statement: Statement) -> frozenset[str]:
    """Return the words of a statement that carry its matter."""
    plain = _REVERSAL.sub(" ", statement.text).lower()
    return frozenset(_WORD.findall(plain)) - _EMPTY


def _finding(
    dossier: Dossier, speaker: str, issue: str, pair: tuple[Statement, Statement]
) -> Finding:
    one, other = pair
    text = _("{speaker} is read as saying opposite things about “{issue}”: {one} and {other}.")
    name = next((i.name for i in dossier.issues if i.id == issue), issue)
    said = text.format(speaker=dossier.actor_name(speaker), issue=name, one=one.id, other=other.id)
    page = dossier.document(one.spans[0].source) if one.spans else None
    place = page_place(page, one.id) if page else Place(one.id)
    help_ = _("Look at both; if the position changed, dates tell when, else reject one.")
    return Finding("GO306", said, place, help_, "warning")
