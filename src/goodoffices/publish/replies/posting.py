"""A reply comes in: once a form, bounded by source and in all, its address apart and sealed.

What is odd about a reply (a robot's trap, blocked words) is a mark for the moderators; whoever
sent it is told nothing else than everybody. Replies caught in traps share one measure, as if they
came from one source, so that they crowd nobody out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import apsw

from goodoffices.base.durable import rows
from goodoffices.publish.replies.database import used_bytes
from goodoffices.publish.replies.keys import LATEST, kept_as
from goodoffices.publish.replies.nouns import ReaderReply, later
from goodoffices.publish.replies.rows import change, fresh_id, insert, one
from goodoffices.publish.replies.settings import ReplySettings

TRAPPED = b"trapped"
"""The source that all replies caught in traps count as."""

MOST_TRAPPED = 200
"""How many replies caught in traps may wait."""

NEARLY_FULL = 0.75
"""From which share of the whole on a source that has a reply waiting is told to come back."""


class SpentFormError(Exception):
    """A form that was sent before, with other words."""


class ManyRepliesError(Exception):
    """One source has as many replies waiting as it may, or there is no room for any."""

    def __init__(self, *, full: bool) -> None:
        super().__init__(full)
        self.full = full


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyPosting:
    """What a reader sent, looked at and bounded, on its way to the store.

    ``form`` is the mark of the form's number and ``digest`` what was written in it; ``link`` is
    what is kept of the writer's link; ``sealed`` the sealed address; ``letter`` a sealed letter
    that could not be sent.
    """

    brief: str
    point: str
    answers: str
    name: str
    text: str
    sealed: bytes
    form: bytes
    digest: bytes
    link: bytes
    confirmation: bytes | None = None
    letter: bytes | None = None
    source: bytes
    marks: tuple[str, ...] = ()
    trapped: bool = False
    id: str = field(default_factory=fresh_id)


def post(
    settings: ReplySettings, posting: ReplyPosting, at: str
) -> Callable[[apsw.Connection], bool]:
    """Return the job that keeps a reply; it says whether the reply is new, not sent again.

    The job raises :class:`SpentFormError` where the form was sent with other words, and
    :class:`ManyRepliesError` where there is no room.
    """

    def job(connection: apsw.Connection) -> bool:
        query = "SELECT digest FROM spent WHERE form=?"
        if spent := rows(connection, query, (posting.form,)):
            if spent[0][0] != posting.digest:
                raise SpentFormError
            return False
        source = TRAPPED if posting.trapped else posting.source
        _room(connection, settings, source)
        writer = rows(connection, "SELECT id FROM writers WHERE link=?", (posting.link,))
        if not writer:
            query = "INSERT INTO writers(link) VALUES (?) RETURNING id"
            writer = rows(connection, query, (posting.link,))
        reply = ReaderReply(
            id=posting.id,
            brief=posting.brief,
            point=posting.point,
            answers=posting.answers,
            name=posting.name,
            text=posting.text,
            state="unconfirmed" if posting.confirmation else "waiting",
            source=source,
            marks=posting.marks,
            written=at,
        )
        insert(connection, reply, writer[0][0], posting.confirmation)
        connection.execute(
            "INSERT INTO addresses VALUES (?,?,?)",
            (reply.id, posting.sealed, later(at, days=settings.keep_addresses)),
        )
        if posting.letter is not None:
            until = later(at, days=settings.keep_unconfirmed)
            connection.execute(
                "INSERT INTO letters VALUES (?,?,?)", (reply.id, posting.letter, until)
            )
        connection.execute(
            "INSERT INTO spent VALUES (?,?,?)",
            (posting.form, posting.digest, later(at, seconds=2 * LATEST)),
        )
        return True

    return job


def _room(connection: apsw.Connection, settings: ReplySettings, source: bytes) -> None:
    """Refuse what would fill the disk or crowd others out."""
    query = "SELECT count(*) FROM replies WHERE source=? AND state IN ('waiting', 'unconfirmed')"
    waiting = rows(connection, query, (source,))[0][0]
    if waiting >= (MOST_TRAPPED if source == TRAPPED else settings.most_of_one):
        raise ManyRepliesError(full=False)
    read = lambda asked: rows(connection, asked)  # noqa: E731
    used = used_bytes(("r", read)) + used_bytes(("main", read))
    share = used / (settings.most_megabytes * 2**20)
    if share >= 1 or (share >= NEARLY_FULL and (waiting or source == TRAPPED)):
        raise ManyRepliesError(full=True)


def confirm(link: str, at: str) -> Callable[[apsw.Connection], str | None]:
    """Return the job that takes a confirmation; it gives the reply's id, None for no such link."""

    def job(connection: apsw.Connection) -> str | None:
        query = "SELECT id FROM replies WHERE confirmation=?"
        found = rows(connection, query, (kept_as(link),))
        if not found:
            return None
        reply = one(connection, found[0][0])
        if reply.state == "unconfirmed":
            change(connection, reply, "confirm", at)
        return reply.id

    return job
