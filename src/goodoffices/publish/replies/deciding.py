"""What moderators do: each act says what was seen, so that nobody's decision is lost.

A moderator names the version that was on the screen; where somebody else has decided meanwhile, the
act is refused and says so. A reply that a moderator is reading is *leased*: others are shown the
next one, until the decision or for ten minutes.

The queue takes turns: the eldest reply of each source, then the second of each. Whoever sends many
buries nobody; of one source some stand singly (``FOLDED``), and the rest is one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

import apsw

from goodoffices.base.durable import rows
from goodoffices.base.findings import finding
from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies.database import ReplyJob
from goodoffices.publish.replies.nouns import FOLDED, ReaderReply, RepliesError, ReplyAct, later
from goodoffices.publish.replies.policy import COMMON, ReplyPolicy
from goodoffices.publish.replies.rows import (
    change,
    due,
    fresh_id,
    insert,
    log,
    one,
    reply_of,
    where,
)

LEASE = 600
"""How long a reply that is being read is kept from other moderators, in seconds."""


@dataclass(frozen=True, slots=True)
class ModeratorSeat:
    """Who decides and when: initials, and a moment."""

    by: str
    at: str


def seat(by: str, at: str) -> ModeratorSeat:
    """Return a moderator's seat.

    Raises
    ------
    RepliesError
        GO640 where nobody is named.
    """
    by = " ".join(by.split())
    if not by or len(by) > 24 or not by.isprintable():
        raise RepliesError(finding("GO640"), exit_code=2)
    return ModeratorSeat(by, at)


def _seen(connection: apsw.Connection, reply: str, version: int | None) -> ReaderReply:
    """Return a reply as it is, if it is still as it was seen.

    Raises
    ------
    RepliesError
        GO635 where it is gone, GO636 where somebody has done something to it.
    """
    found = one(connection, reply)
    if version is not None and found.version != version:
        raise RepliesError(finding("GO636", id=reply, by=found.by or "?", state=found.state))
    return found


def _decided(
    who: ModeratorSeat,
    reply: str,
    version: int | None,
    act: ReplyAct,
    *,
    reason: str = "",
    short: str = "",
) -> ReplyJob[ReaderReply]:
    """Return the job that does something to a reply, if it is still as it was seen."""

    def job(connection: apsw.Connection) -> ReaderReply:
        found = _seen(connection, reply, version)
        return change(connection, found, act, who.at, by=who.by, reason=reason, short=short)

    return job


def accept(who: ModeratorSeat, reply: str, version: int | None) -> ReplyJob[ReaderReply]:
    """Return the job that lets a reply appear, in its own words."""
    return _decided(who, reply, version, "accept")


def undo(who: ModeratorSeat, reply: str, version: int | None) -> ReplyJob[ReaderReply]:
    """Return the job that takes a decision back: the reply waits again, and does not appear."""
    return _decided(who, reply, version, "undo")


def reject(
    who: ModeratorSeat,
    reply: str,
    version: int | None,
    reason: str,
    policy: ReplyPolicy = COMMON,
) -> ReplyJob[ReaderReply]:
    """Return the job that rejects a reply, for a reason of the printed policy.

    Raises
    ------
    RepliesError
        GO638 where the policy has no such reason.
    """
    return _decided(who, reply, version, "reject", reason=policy.checked(reason))


def reject_rest(
    who: ModeratorSeat, reply: str, reason: str, policy: ReplyPolicy = COMMON
) -> ReplyJob[int]:
    """Return the job that rejects all that waits from the source of one reply.

    Raises
    ------
    RepliesError
        GO638 where the policy has no such reason.
    """
    key = policy.checked(reason)

    def job(connection: apsw.Connection) -> int:
        asked = one(connection, reply)
        # what was decided once has no source any more: it is alone then
        alone = "source=? AND state='waiting' AND (source<>x'' OR id=?)"
        found = rows(connection, where(alone), (asked.source, reply))
        for row in found:
            change(connection, reply_of(row), "reject", who.at, by=who.by, reason=key)
        return len(found)

    return job


def shorten(
    who: ModeratorSeat, reply: str, version: int | None, words: str
) -> ReplyJob[ReaderReply]:
    """Return the job that asks a writer whether shorter words may appear instead.

    Raises
    ------
    RepliesError
        GO643 where the words are none, or not shorter.
    """
    words = words.replace("\r\n", "\n").strip()
    ask = _decided(who, reply, version, "shorten", short=words)

    def job(connection: apsw.Connection) -> ReaderReply:
        found = _seen(connection, reply, version)
        if not words or len(words) >= len(found.text):
            raise RepliesError(finding("GO643.words", id=reply), exit_code=2)
        if found.author:
            raise RepliesError(finding("GO643.author", id=reply), exit_code=2)
        return ask(connection)

    return job


def answer(who: ModeratorSeat, reply: str, author: SiteAuthor, words: str) -> ReplyJob[ReaderReply]:
    """Return the job that puts an author's answer below a reply that has been accepted."""
    words = words.replace("\r\n", "\n").strip()

    def job(connection: apsw.Connection) -> ReaderReply:
        asked = one(connection, reply)
        if asked.state != "accepted":
            raise RepliesError(finding("GO637.answer", id=reply))
        if not words:
            raise RepliesError(finding("GO643.empty"), exit_code=2)
        made = ReaderReply(
            id=fresh_id(),
            brief=asked.brief,
            point=asked.point,
            answers=asked.id,
            author=author.id,
            name=author.name,
            text=words,
            state="accepted",
            written=who.at,
            decided=who.at,
            by=who.by,
        )
        insert(connection, made)
        log(connection, who.at, who.by, "answer", made.brief, made.id, "")
        due(connection, made.brief)
        return made

    return job


def consented(
    link: bytes, reply: str, version: int, act: ReplyAct, at: str
) -> ReplyJob[ReaderReply | None]:
    """Return the job by which a writer agrees to the shorter words that were seen, or does not."""

    def job(connection: apsw.Connection) -> ReaderReply | None:
        query = (
            "SELECT 1 FROM replies JOIN writers ON writer=writers.id WHERE link=? AND replies.id=?"
        )
        if not rows(connection, query, (link, reply)):
            return None
        found = _seen(connection, reply, version)
        if act == "consent":
            return change(connection, found, "consent", at, by="", reason="")
        marks = (*found.marks, "declined")
        return change(connection, found, "decline", at, by="", reason="", short="", marks=marks)

    return job


def lease(who: ModeratorSeat, reply: str) -> ReplyJob[str]:
    """Return the job that keeps a reply for a moderator for a while; it says who has it."""

    def job(connection: apsw.Connection) -> str:
        one(connection, reply)
        query = "SELECT by FROM leases WHERE reply=? AND until>? AND by<>?"
        if other := rows(connection, query, (reply, who.at, who.by)):
            return str(other[0][0])
        query = "INSERT OR REPLACE INTO leases VALUES (?,?,?)"
        connection.execute(query, (reply, who.by, later(who.at, seconds=LEASE)))
        return who.by

    return job


@dataclass(frozen=True, slots=True)
class QueuedReply:
    """A reply in its turn, and how many more of its source are folded below it."""

    reply: ReaderReply
    folded: int = 0


def in_turns(waiting: Iterable[ReaderReply]) -> list[QueuedReply]:
    """Return what waits in turns: the eldest of each source, then the second of each.

    Of one source as many as are folded stand singly; what traps caught comes last, as one line.
    """
    sources: dict[bytes, list[ReaderReply]] = defaultdict(list)
    for reply in waiting:
        sources[reply.source or reply.id.encode()].append(reply)
    trapped = [r for s in list(sources) if s == b"trapped" for r in sources.pop(s)]
    singly = []
    for replies in sources.values():
        shown = [QueuedReply(reply) for reply in replies[:FOLDED]]
        if rest := len(replies) - len(shown):
            shown[-1] = QueuedReply(shown[-1].reply, rest)
        singly.append(shown)
    turns = [one for turn in zip_longest(*singly) for one in turn if one is not None]
    return turns + [QueuedReply(r, len(trapped) - 1) for r in trapped[:1]]
