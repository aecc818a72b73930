"""What one side says and its opposite, side by side, with what differs between the two.

Two statements about one issue are set beside each other where they share most of their words and
one of them denies; or where one says itself that a position was reversed. They may be one speaker's
or those of two who speak for one side: ministers and spokespersons, the state itself, an unnamed
official. Only where nothing is found to differ is it called a contradiction: not where the dates
differ or are not known to the day, one is hedged or under a condition, or a speaker has no name;
then what differs is said, and a person may judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice, product
from typing import Any, Literal

from goodoffices.evidence.across.happenings import day
from goodoffices.evidence.across.witnesses import Borne, Witnesses
from goodoffices.evidence.claims import Actor, Dossier, Statement, waits
from goodoffices.evidence.words import what_differs

Difference = Literal["dates", "undated", "hedged", "condition", "reversed", "unnamed"]

OVERLAP = 0.5
"""The share of words in common, of all words in either, from which two statements are close."""
FEWEST_SHARED = 2
MOST_PAIRS = 20
"""How many pairs are told for one side and issue; a person has seen enough by then."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_NEGATION = re.compile(r"\b(?:not|never|no|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_REVERSAL = re.compile(
    r"\b(?:no longer|walked back|reversed (?:course|\w+ (?:position|stance|decision))"
    r"|changed (?:his|her|its|their) (?:mind|position|stance)"
    r"|contrary to (?:his|her|its|their) earlier)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|possibl[ey]|probabl[ey]|likely|unlikely|appears?|seems?"
    r"|hopes?|hoped|hopefully|consider(?:s|ed|ing)?|suggest(?:s|ed)?"
    r"|not (?:yet )?(?:sure|certain))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|on condition|as long as|until|only (?:when|after|once))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LINKING_WORDS = """
about after against also because been being before between could does from have into must never
only other over shall should such than that their them then there these they this those under until
very what when where which while will with within without would
"""
LINKING = frozenset(_LINKING_WORDS.split())
"""Words of four letters and more that tell nothing of a matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Two statements of one side about one issue of which one denies what the other says.

    ``statements`` stand in time order where both dates are known, else in that of reading;
    ``dates`` are theirs, or their pages' (EDTF), or None, and ``borne`` how many reports of how
    many origins bear each. ``differs`` is empty where it is a contradiction.
    """

    side: str
    issue: str
    statements: tuple[Statement, Statement]
    dates: tuple[str | None, str | None]
    borne: tuple[Borne, Borne]
    differs: tuple[Difference, ...] = ()

    @property
    def one_speaker(self) -> bool:
        """Whether both are said by the same speaker."""
        one, other = self.statements
        return one.speaker is not None and one.speaker == other.speaker

    @property
    def contradiction(self) -> bool:
        """Whether nothing is found that would explain it."""
        return not self.differs

    def explain(self) -> str:
        """Say what differs between the two, or that nothing is found to."""
        return what_differs(self.differs, self.dates)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as ``goodoffices contradictions --json`` prints them."""
        return {
            "side": self.side,
            "issue": self.issue,
            "speakers": [s.speaker or s.speaker_name for s in self.statements],
            "dates": self.dates,
            "differs": self.differs,
            "contradiction": self.contradiction,
            "statements": [
                asdict(statement) | asdict(borne)
                for statement, borne in zip(self.statements, self.borne, strict=True)
            ],
        }


def opposed(dossier: Dossier) -> Iterator[Opposed]:
    """Yield the pairs of statements in which a side says a thing and its opposite, each once."""
    witnesses = Witnesses(dossier)
    sides = Sides(dossier)
    matters: dict[tuple[str, str], list[_Weighed]] = {}
    counted: set[str] = set()
    for statement in dossier.statements:
        side = sides.of(statement)
        gone = statement.status == "rejected" or waits(statement)
        if side is None or gone or statement.id in counted:
            continue
        alike = witnesses.alike(statement)
        counted.update(s.id for s in alike)
        dates = [
            s.date or (witnesses.published.get(s.spans[0].source) if s.spans else None)
            for s in alike
        ]
        date = min(filter(None, dates), default=None)
        weighed = _Weighed.of(statement, date, witnesses.of(statement))
        for issue in dict.fromkeys(issue for s in alike for issue in s.issues):
            matters.setdefault((side, issue), []).append(weighed)
    seen: set[tuple[str, str]] = set()
    for (side, issue), statements in matters.items():
        for one, other in islice(_pairs(statements), MOST_PAIRS):
            if (one.statement.id, other.statement.id) not in seen:
                seen.add((one.statement.id, other.statement.id))
                yield _opposed(side, issue, one, other)


class Sides:
    """Whom speakers speak for."""

    def __init__(self, dossier: Dossier) -> None:
        self.actors: dict[str, Actor] = {a.id: a for a in dossier.actors if a.status != "rejected"}

    def of(self, statement: Statement) -> str | None:
        """Return the side a statement is made for: an actor's id, or None where nobody says."""
        return self.of_actor(statement.speaker or statement.affiliation)

    def of_actor(self, at: str | None) -> str | None:
        """Return the side that an actor speaks for: itself, or what it is part of."""
        seen: set[str] = set()
        while at in self.actors and at not in seen:
            seen.add(at)
            actor = self.actors[at]
            if actor.kind in ("state", "igo") or actor.affiliation not in self.actors:
                break
            at = actor.affiliation
        return at


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A statement, its date and reports, whether it denies, and the words of its matter."""

    statement: Statement
    date: str | None
    borne: Borne
    denies: bool
    words: frozenset[str]

    @classmethod
    def of(cls, statement: Statement, date: str | None, borne: Borne) -> _Weighed:
        negated = statement.modality == "negated" or bool(_NEGATION.search(statement.text))
        plain = _REVERSAL.sub(" ", statement.text).lower()
        words = frozenset(_WORD.findall(plain)) - LINKING
        return cls(statement, date, borne, negated or _reversed(statement), words)

    def close_to(self, other: _Weighed) -> bool:
        shared = len(self.words & other.words)
        return shared >= FEWEST_SHARED and shared >= OVERLAP * len(self.words | other.words)


def _reversed(statement: Statement) -> bool:
    return bool(_REVERSAL.search(statement.sentence.exact))


def _pairs(statements: list[_Weighed]) -> Iterator[tuple[_Weighed, _Weighed]]:
    """Yield the close pairs of which one denies; each in the order of reading."""
    order = {one.statement.id: number for number, one in enumerate(statements)}
    denying = [one for one in statements if one.denies]
    others = [one for one in statements if not one.denies]
    for one, other in product(denying, others):
        if one.close_to(other):
            first, second = sorted((one, other), key=lambda s: order[s.statement.id])
            yield first, second


def _opposed(side: str, issue: str, one: _Weighed, other: _Weighed) -> Opposed:
    """Set two statements beside each other, the earlier first, and say what differs."""
    first, second = day(one.date), day(other.date)
    if first and second and second < first:
        one, other = other, one
    differs: list[Difference] = []
    if first is None or second is None:
        differs.append("dates" if _apart(one.date, other.date) else "undated")
    elif first != second or _other_weekday(one, other):
        differs.append("dates")
    pair = (one.statement, other.statement)
    if any(s.modality == "hypothetical" or _HEDGE.search(s.text) for s in pair):
        differs.append("hedged")
    if any(_CONDITION.search(s.text) for s in pair):
        differs.append("condition")
    if any(_reversed(s) for s in pair):
        differs.append("reversed")
    if any(s.unnamed is not None or s.speaker is None for s in pair):
        differs.append("unnamed")
    dates, borne = (one.date, other.date), (one.borne, other.borne)
    return Opposed(
        side=side, issue=issue, statements=pair, dates=dates, borne=borne, differs=tuple(differs)
    )


def _other_weekday(one: _Weighed, other: _Weighed) -> bool:
    """Tell whether the sentences of two statements name weekdays, and none in common."""
    named = [set(_WEEKDAY.findall(s.statement.sentence.exact)) for s in (one, other)]
    return all(named) and not named[0] & named[1]


def _apart(one: str | None, other: str | None) -> bool:
    """Tell whether two dates, not both known to the day, are surely not the same."""
    if not one or not other:
        return False
    same = one.startswith(other) or other.startswith(one)
    return not same and re.fullmatch(r"[\d-]+", one + other) is not None
