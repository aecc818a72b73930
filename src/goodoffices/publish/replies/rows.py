"""Replies as rows: written, read and changed in one place, each change with its line in the log."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import apsw

from goodoffices.base.durable import Row, rows
from goodoffices.base.findings import finding
from goodoffices.publish.replies.nouns import ReaderReply, RepliesError, ReplyAct, after

_COLUMNS = (
    "id, brief, point, answers, author, name, text, short, state, version, source, marks, "
    "written, decided, by, reason"
)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def where(condition: str) -> str:
    """Return the query for the replies of which something holds, in their order."""
    return f"SELECT {_COLUMNS} FROM replies WHERE {condition} ORDER BY n"  # noqa: S608 - our own


def fresh_id() -> str:
    """Return an id that nobody can guess from another."""
    return "R-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))


def reply_of(row: Row) -> ReaderReply:
    """Return the reply of a row of :func:`where`."""
    names = [name.strip() for name in _COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    values["marks"] = tuple(filter(None, values["marks"].split("\n")))
    return ReaderReply(**values)


def one(connection: apsw.Connection, reply: str) -> ReaderReply:
    """Return one reply.

    Raises
    ------
    RepliesError
        GO635 where there is none, as when its writer has deleted it.
    """
    found = rows(connection, where("id=?"), (reply,))
    if not found:
        raise RepliesError(finding("GO635", id=reply))
    return reply_of(found[0])


def insert(
    connection: apsw.Connection,
    reply: ReaderReply,
    writer: int | None = None,
    confirmation: bytes | None = None,
) -> None:
    """Write a new reply."""
    values: tuple[Any, ...] = (
        reply.id,
        writer,
        confirmation,
        *(getattr(reply, n) for n in ("brief", "point", "answers", "author", "name", "text")),
        *(getattr(reply, n) for n in ("short", "state", "version", "source")),
        "\n".join(reply.marks),
        *(getattr(reply, n) for n in ("written", "decided", "by", "reason")),
    )
    connection.execute(
        "INSERT INTO replies VALUES (?, (SELECT ifnull(max(n), 0) + 1 FROM replies), "
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        values,
    )


def change(
    connection: apsw.Connection,
    reply: ReaderReply,
    act: ReplyAct,
    at: str,
    **values: Any,  # noqa: ANN401 - of its fields
) -> ReaderReply:
    """Do an act to a reply: its next state, a line in the log, and the site due where it shows.

    Raises
    ------
    RepliesError
        GO637 where the act does not fit the state.
    """
    changed = replace(
        reply, state=after(reply, act), version=reply.version + 1, decided=at, **values
    )
    if changed.state in ("accepted", "rejected"):
        changed = replace(changed, source=b"")  # it was for taking turns, and is needed no more
    connection.execute(
        "UPDATE replies SET state=?, version=?, short=?, source=?, marks=?, decided=?, by=?, "
        "reason=? "
        "WHERE id=?",
        (
            changed.state,
            changed.version,
            changed.short,
            changed.source,
            "\n".join(changed.marks),
            *(changed.decided, changed.by, changed.reason, changed.id),
        ),
    )
    log(connection, at, changed.by, act, reply.brief, reply.id, changed.reason)
    connection.execute("DELETE FROM leases WHERE reply=?", (reply.id,))
    if "accepted" in (reply.state, changed.state):
        due(connection, reply.brief)
    return changed


def log(
    connection: apsw.Connection, at: str, by: str, act: str, brief: str, reply: str, reason: str
) -> None:
    """Write a line of the log of decisions: nothing about a reader is in it."""
    query = "INSERT INTO decisions(at, by, act, brief, reply, reason) VALUES (?,?,?,?,?,?)"
    connection.execute(query, (at, by, act, brief, reply, reason))


def due(connection: apsw.Connection, brief: str) -> None:
    """Have a brief's replies put on the site anew."""
    query = (
        "INSERT INTO due(brief, n) VALUES (?, abs(random()) | 1) "
        "ON CONFLICT(brief) DO UPDATE SET n=n+1"
    )
    connection.execute(query, (brief,))
