"""What is deleted: what a writer wants gone, and what has been kept as long as it may be.

Deleting takes the words, the name, the address, a letter not yet sent, and an author's answers that
stand below. The log of decisions keeps that there was a reply, under a number that says nothing.
Deleted rows are written over, and the journals emptied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import apsw

from goodoffices.base.durable import rows
from goodoffices.publish.replies.database import ReplyDatabase
from goodoffices.publish.replies.nouns import later
from goodoffices.publish.replies.rows import due, log
from goodoffices.publish.replies.settings import ReplySettings


def delete(
    database: ReplyDatabase, link: bytes, reply: str | None, at: str
) -> Callable[[apsw.Connection], int]:
    """Return the job that deletes one reply of a writer, or all; it gives how many."""

    def job(connection: apsw.Connection) -> int:
        query = (
            "SELECT replies.id FROM replies JOIN writers ON writer=writers.id "
            "WHERE link=? AND (? IS NULL OR replies.id=?)"
        )
        found = [row[0] for row in rows(connection, query, (link, reply, reply))]
        for name in found:
            _forget(connection, name, "delete", at)
        _lone_writers(connection)
        database.erase = True
        return len(found)

    return job


def _forget(connection: apsw.Connection, reply: str, act: str, at: str) -> None:
    """Delete a reply with everything that hangs on it."""
    query = "SELECT brief, state FROM replies WHERE id=? OR (answers=? AND author<>'')"
    for brief, state in rows(connection, query, (reply, reply)):
        if state == "accepted":
            due(connection, brief)
    brief = rows(connection, "SELECT brief FROM replies WHERE id=?", (reply,))[0][0]
    connection.execute("DELETE FROM replies WHERE answers=? AND author<>''", (reply,))
    connection.execute("DELETE FROM replies WHERE id=?", (reply,))
    connection.execute("DELETE FROM addresses WHERE reply=?", (reply,))
    connection.execute("DELETE FROM letters WHERE reply=?", (reply,))
    connection.execute("DELETE FROM leases WHERE reply=?", (reply,))
    connection.execute("DELETE FROM shown WHERE reply=?", (reply,))
    log(connection, at, "", act, brief, reply, "")


def _lone_writers(connection: apsw.Connection) -> None:
    connection.execute(
        "DELETE FROM writers WHERE id NOT IN (SELECT writer FROM replies WHERE writer IS NOT NULL)"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class SweptReplies:
    """How much was deleted because its time had come."""

    addresses: int = 0
    letters: int = 0
    rejected: int = 0
    unconfirmed: int = 0


def sweep(
    database: ReplyDatabase, settings: ReplySettings, at: str
) -> Callable[[apsw.Connection], SweptReplies]:
    """Return the job that deletes what has been kept as long as the settings say."""

    def job(connection: apsw.Connection) -> SweptReplies:
        changes = connection.changes
        counts = {}
        for table in ("addresses", "letters"):
            query = f"DELETE FROM {table} WHERE until<=? OR reply NOT IN (SELECT id FROM replies)"  # noqa: S608
            connection.execute(query, (at,))
            counts[table] = changes()
        old = {
            "rejected": (settings.keep_rejected, "decided"),
            "unconfirmed": (settings.keep_unconfirmed, "written"),
        }
        for state, (days, since) in old.items():
            query = f"SELECT id FROM replies WHERE state=? AND {since}<=?"  # noqa: S608
            found = rows(connection, query, (state, later(at, days=-days)))
            for (reply,) in found:
                _forget(connection, reply, "expire", at)
            counts[state] = len(found)
        connection.execute("DELETE FROM spent WHERE until<=?", (at,))
        connection.execute("DELETE FROM leases WHERE until<=?", (at,))
        _lone_writers(connection)
        if any(counts.values()):
            database.erase = True
        return SweptReplies(**counts)

    return job
