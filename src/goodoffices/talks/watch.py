"""The watch over the server itself: when it did not answer, and whose time that moves.

No answer is no, so a server that stands still when a ballot's time comes would answer for people.
The serving loop ticks every second; a longer gap between two ticks is a silence, and so is the time
between the last tick before the server was stopped (kept on the disk now and then) and its first
tick afterwards. By the rule that the ballot states, a silence near its time moves that time.
"""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import datetime, timedelta

import apsw

from goodoffices.base.durable import BusyError
from goodoffices.talks.nouns import PendingEvent, StorageError
from goodoffices.talks.rules import SILENCE, STAMP, moved
from goodoffices.talks.state import Proposal
from goodoffices.talks.store import Store

NOTED = 20.0
"""How often the disk is told that the server is there, in seconds."""

_REMEMBERED = 100


class Watch:
    """What is known of a server's silences; one that never ticked, as in a library, has none."""

    def __init__(self, store: Store) -> None:
        self.silences: list[tuple[str, str]] = []
        self._store = store
        self._last: tuple[str, float] | None = None
        self._noted = -math.inf

    def tick(self, now: str, seconds: float) -> None:
        """Say that the server answers now; ``seconds`` are a clock's that is never set."""
        if self._last is not None:
            silent: str | None = self._last[0]
            gap = seconds - self._last[1]
        else:
            silent = self._kept()
            gap = _span(silent, now).total_seconds() if silent else 0.0
        self._last = (now, seconds)
        if silent is not None and gap > SILENCE.total_seconds():
            self.silences = [*self.silences, (silent, now)][-_REMEMBERED:]
        if seconds - self._noted > NOTED:
            self._noted = seconds
            self._note(now)

    def answering(self, now: str, seconds: float) -> None:
        """Tick, where a serving loop ticks: a request may come before the loop's own next tick."""
        if self._last is not None:
            self.tick(now, seconds)

    def moved(self, proposal: Proposal) -> PendingEvent | None:
        """Return the new time of a ballot that silences moved, or None."""
        found = [event for s in self.silences if (event := moved(proposal, *s)) is not None]
        return max(found, key=lambda event: str(event.data["closes"]), default=None)

    def _kept(self) -> str | None:
        found = self._store.read("SELECT value FROM meta WHERE name='alive'")
        text = str(found[0][0], "ascii", "replace") if found and type(found[0][0]) is bytes else ""
        with suppress(ValueError):
            datetime.strptime(text, STAMP)
            return text
        return None

    def _note(self, now: str) -> None:
        def job(writer: apsw.Connection) -> None:
            query = "INSERT OR REPLACE INTO meta(name, value) VALUES ('alive', ?)"
            writer.execute(query, (now.encode(),))

        with suppress(StorageError, BusyError):
            self._store.write(job)


def _span(start: str, end: str) -> timedelta:
    return datetime.strptime(end, STAMP) - datetime.strptime(start, STAMP)
