"""Decisions of several people at once: each kept only where the person saw what others decided.

A form says which was the last decision when its page was made. Where somebody decided on the same
claim since, nothing is overwritten: who decided what is told, and the person looks again. What a
person decided last is taken back step by step, to what stood before.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.desk.bench import Bench
from goodoffices.evidence.claims import Status
from goodoffices.evidence.store import Choice, Decision, DossierStore, SeenDecisions
from goodoffices.folder import lexicon

VERDICTS: Mapping[str, Status] = {
    "accept": "accepted",
    "reject": "rejected",
    "unsure": "unsure",
    "undo": "unreviewed",
}
"""What the buttons say, and the standing a claim has then."""

STEPS = 200
"""How many steps a person can take back."""


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """One press: the claims decided, each with the number kept and what stood before."""

    kept: dict[str, int]
    before: Mapping[str, Decision | None]


@dataclass
class Deciding:
    """The decisions of one desk: who decided what, in which order."""

    bench: Bench
    _steps: dict[str, list[DecisionStep]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def decide(self, choices: Iterable[Choice], seen: int) -> SeenDecisions:
        """Keep what a person decides, on disk before this returns.

        Raises
        ------
        UsageError
            GO355 without initials, GO333 where words that are gone would be accepted, GO325 where
            a claim is not there or a correction does not fit it.
        """
        by = self.bench.by
        if not by:
            raise UsageError(finding("GO355"))
        chosen = list(choices)
        with self._lock, DossierStore(self.bench.folder) as store:
            last = store.last_decisions()
            before = {c.claim: last[c.claim][1] if c.claim in last else None for c in chosen}
            done = store.decide_seen(chosen, by, self.bench.now(), seen)
            if done.kept:
                steps = self._steps.setdefault(by, [])
                steps.append(DecisionStep(dict(done.kept), before))
                del steps[:-STEPS]
        self._learn(choice for choice in chosen if choice.claim in done.kept)
        return done

    def _learn(self, choices: Iterable[Choice]) -> None:
        """Remember the names that corrections teach, for the next reading."""
        taught = [(choice.claim, choice.changes) for choice in choices if choice.changes]
        if taught:
            with DossierStore(self.bench.folder) as store:
                lexicon.learn(self.bench.folder, lexicon.learnt(taught, store.apart()))

    def undo(self) -> tuple[list[str], SeenDecisions | None]:
        """Take a person's last step back, and return its claims and what came of it.

        Each claim stands as before the step, unless somebody decided on it since.
        """
        by = self.bench.by
        with self._lock, DossierStore(self.bench.folder) as store:
            steps = self._steps.get(by, [])
            if not steps:
                return [], None
            step = steps.pop()
            choices = [_back(claim, step.before.get(claim)) for claim in step.kept]
            done = store.decide_seen(choices, by, self.bench.now(), step.kept)
            for claim, number in done.kept.items():  # what the step before left stands again
                earlier = next((one for one in reversed(steps) if claim in one.kept), None)
                if earlier is not None:
                    earlier.kept[claim] = number
        return list(step.kept), done

    def steps(self) -> int:
        """Tell how many steps the person who asks can take back."""
        return len(self._steps.get(self.bench.by, ()))


def _back(claim: str, before: Decision | None) -> Choice:
    if before is None:
        return Choice(claim, "unreviewed")
    changes: Mapping[str, Any] | None = before.changes
    return Choice(claim, before.status, before.reason, changes)
