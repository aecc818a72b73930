"""A reply and its states: what each act leads to, and what of a reply is public.

    unconfirmed ─confirm→ waiting ─accept→ accepted
                          waiting ─reject→ rejected
                          waiting ─shorten→ asked ─consent→ accepted, in the shorter words
                                            asked ─decline→ waiting
    whatever was decided ─undo→ waiting

A writer's deletion takes the reply away from any state. Nothing here reads a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from goodoffices.base.errors import Finding, GoodOfficesError
from goodoffices.base.findings import finding

ReplyState = Literal["unconfirmed", "waiting", "asked", "accepted", "rejected"]
ReplyAct = Literal["confirm", "accept", "reject", "shorten", "consent", "decline", "undo"]

NEXT: Mapping[tuple[ReplyState, ReplyAct], ReplyState] = {
    ("unconfirmed", "confirm"): "waiting",
    ("waiting", "accept"): "accepted",
    ("waiting", "reject"): "rejected",
    ("waiting", "shorten"): "asked",
    ("asked", "consent"): "accepted",
    ("asked", "decline"): "waiting",
    ("asked", "accept"): "accepted",
    ("asked", "reject"): "rejected",
    ("asked", "undo"): "waiting",
    ("accepted", "undo"): "waiting",
    ("rejected", "undo"): "waiting",
}
"""Which act leads from which state to which; what is not here is refused."""

_REFUSED: Mapping[ReplyState, str] = {
    "unconfirmed": "GO637.unconfirmed",
    "waiting": "GO637.waiting",
    "asked": "GO637.asked",
    "accepted": "GO637.accepted",
    "rejected": "GO637.rejected",
}

STAMP = "%Y-%m-%dT%H:%M:%SZ"

FOLDED = 3
"""How many replies of one source a moderator sees singly; the rest is one line."""


class RepliesError(GoodOfficesError):
    """Replies that cannot be kept, decided or shown as asked; says why and what to do."""

    def __init__(self, findings: Finding | Iterable[Finding], *, exit_code: int = 1) -> None:
        super().__init__(findings)
        self.exit_code = exit_code  # type: ignore[misc]  # of this one error


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderReply:
    """One reply as it is kept, without its writer's address.

    ``written`` and ``decided`` are moments in UTC (:data:`STAMP`); ``version`` grows with each act,
    so that a moderator can say which one was seen. ``short`` holds the shorter words that were
    asked about or agreed to. ``author`` is the key of the brief's author for an answer.
    ``marks`` tell the moderator, and nobody else, what is odd: a trap, blocked words, a refusal.
    """

    id: str
    brief: str
    point: str = ""
    answers: str = ""
    author: str = ""
    name: str
    text: str
    short: str = ""
    state: ReplyState = "waiting"
    version: int = 1
    source: bytes = b""
    marks: tuple[str, ...] = ()
    written: str
    decided: str = ""
    by: str = ""
    reason: str = ""

    @property
    def shown(self) -> str:
        """The words that appear, or would: the shorter ones where the writer agreed to them."""
        return self.short if self.short and self.state == "accepted" else self.text

    @property
    def shortened(self) -> bool:
        """Whether the words that appear are the shorter ones."""
        return bool(self.short) and self.state == "accepted"


def after(reply: ReaderReply, act: ReplyAct) -> ReplyState:
    """Return the state that an act leads to.

    Raises
    ------
    RepliesError
        GO637 where the act does not fit the state, as when somebody else has decided.
    """
    found = NEXT.get((reply.state, act))
    if found is None:
        raise RepliesError(finding(_REFUSED[reply.state], id=reply.id))
    return found


def published(replies: Iterable[ReaderReply]) -> list[ReaderReply]:
    """Return the replies of a brief that are public, in the order of their moments.

    What was accepted is; an author's answer only beside the reply it answers. A reader's reply to
    one that is no longer there stands by itself.
    """
    accepted = {r.id: r for r in replies if r.state == "accepted"}
    shown = [r for r in accepted.values() if not r.author or r.answers in accepted]
    return sorted(shown, key=lambda r: (r.written, r.id))


def stamp(moment: datetime) -> str:
    """Write a moment as the store keeps it."""
    return moment.astimezone(UTC).strftime(STAMP)


def now() -> str:
    """Return the present moment."""
    return stamp(datetime.now(UTC))


def later(moment: str, **more: int) -> str:
    """Return a moment that is later by so many days, hours or seconds."""
    return stamp(datetime.strptime(moment, STAMP).replace(tzinfo=UTC) + timedelta(**more))
