"""The replies of one site as a whole: opened, asked, written, put on the site, copied, put back."""

from __future__ import annotations

import struct
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Self, TypeVar

import apsw
from nacl.public import PublicKey, SealedBox

from goodoffices.base.durable import rows
from goodoffices.base.errors import Finding
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.publish import layout
from goodoffices.publish.nouns import PublishedReply
from goodoffices.publish.replies import database as files
from goodoffices.publish.replies import deciding, forgetting
from goodoffices.publish.replies.beside import PrivatePlace, new_private
from goodoffices.publish.replies.database import ReplyDatabase, ReplyJob
from goodoffices.publish.replies.keys import AddressKey, make_keys, server_keys
from goodoffices.publish.replies.nouns import ReaderReply, RepliesError, now, published
from goodoffices.publish.replies.page import PrintedPolicy
from goodoffices.publish.replies.policy import ReplyPolicy
from goodoffices.publish.replies.rows import log, one, reply_of, where
from goodoffices.publish.replies.settings import DEFAULT, read_settings

T = TypeVar("T")
Rebuild = Callable[[Path, str], Any]

_BACKUP = b"goodoffices replies copy 1\n"
_LENGTHS = struct.Struct(">4Q")


def set_up(site: Path, key: Path, passphrase: str | None) -> Path:
    """Make the private folder of a site's replies; return it.

    Parameters
    ----------
    key
        where the key that opens addresses is written: outside of the site and of the folder, so
        that a copy of either opens none.
    passphrase
        what protects the key's file; None for nothing.

    Raises
    ------
    RepliesError
        GO631 where there is no site, or replies are set up already; GO634 where the key would lie
        inside, or its file is there already.
    """
    place = PrivatePlace(site)
    if not site.is_dir():
        raise RepliesError(finding("GO631.no_site", site=site), exit_code=2)
    if place.keys.exists():
        raise RepliesError(finding("GO631.again", folder=place.folder))
    if place.holds(key):
        raise RepliesError(finding("GO634.inside", file=key), exit_code=2)
    place.make()
    keys = make_keys(key, passphrase)
    if not place.settings.exists():
        new_private(place.settings, DEFAULT.encode())
    files.create(place)
    new_private(place.keys, keys.to_json())  # last: with it the folder counts as set up
    return place.folder


class ReplyKeeping:
    """A site's replies, open: what the server and the moderators stand on.

    Parameters
    ----------
    site
        the folder that a web server serves.
    rebuild
        what makes a brief's pages anew after its replies have changed; the site's own builder
        where nothing is given.

    Raises
    ------
    RepliesError
        GO631 where nothing is set up, GO632 for settings that cannot be, GO633 for a store that is
        not whole.
    """

    def __init__(self, site: Path, rebuild: Rebuild | None = None) -> None:
        self.site = site
        self.place = PrivatePlace(site)
        self._rebuild = rebuild
        self._policy = PrintedPolicy(site)
        if not self.place.keys.exists():
            raise RepliesError(finding("GO631.not_set_up", site=site), exit_code=2)
        self.place.tighten()
        self.settings = read_settings(self.place.settings)
        self.keys = server_keys(self.place.keys)
        self.database = ReplyDatabase(self.place)

    def __enter__(self) -> Self:
        """Hold it open for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.database.close()

    @property
    def policy(self) -> ReplyPolicy:
        """The policy as ``site.yaml`` has it now.

        Raises
        ------
        UsageError
            GO601 where that file says something impossible and was not read before.
        """
        return self._policy.now()

    def write(self, job: ReplyJob[T]) -> Future[T]:
        """Run a job; the future is done only when the disk has it."""
        return self.database.write(job)

    def do(self, job: ReplyJob[T]) -> T:
        """Run a job, wait for the disk, and put on the site what it changed there.

        Raises
        ------
        RepliesError
            what the job raises.
        """
        return self.write(job).result()

    def sweep(self, at: str | None = None) -> forgetting.SweptReplies:
        """Delete what has been kept as long as the settings say."""
        return self.do(forgetting.sweep(self.database, self.settings, at or now()))

    # what is asked

    def replies(self, brief: str) -> list[ReaderReply]:
        """Return all that is kept of replies to a brief, in their order."""
        found = self.database.read(where("brief=?"), (brief,))
        return [reply_of(row) for row in found]

    def of_state(self, *states: str) -> list[ReaderReply]:
        """Return the replies in some states, in their order."""
        marks = ",".join("?" * len(states))
        found = self.database.read(where(f"state IN ({marks})"), states)
        return [reply_of(row) for row in found]

    def queue(self, who: deciding.ModeratorSeat | None = None) -> list[deciding.QueuedReply]:
        """Return what waits, in turns; without what another moderator is reading just now."""
        waiting = self.of_state("waiting")
        if who is not None:
            query = "SELECT reply FROM leases WHERE until>? AND by<>?"
            leased = {row[0] for row in self.database.read(query, (who.at, who.by))}
            waiting = [reply for reply in waiting if reply.id not in leased]
        return deciding.in_turns(waiting)

    def one(self, reply: str) -> ReaderReply:
        """Return one reply.

        Raises
        ------
        RepliesError
            GO635 where there is none.
        """
        found = self.database.read(where("id=?"), (reply,))
        if not found:
            raise RepliesError(finding("GO635", id=reply))
        return reply_of(found[0])

    def written_by(self, link: bytes) -> list[ReaderReply]:
        """Return the replies of one writer's link, in their order."""
        query = where("writer=(SELECT id FROM writers WHERE link=?)")
        return [reply_of(row) for row in self.database.read(query, (link,))]

    def decisions(self) -> list[tuple[str, str, str, str, str, str]]:
        """Return the log: (moment, by, act, brief, reply, reason) of each, nothing of a reader."""
        query = "SELECT at, by, act, brief, reply, reason FROM decisions ORDER BY n"
        return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in self.database.read(query)]

    def address(self, who: deciding.ModeratorSeat, reply: str, why: str, key: AddressKey) -> str:
        """Return the address of one reply; that it was shown, to whom and why, is kept first.

        Raises
        ------
        RepliesError
            GO635 where there is no such reply, GO641 where its address is deleted already or no
            reason is given, GO634 for another key.
        """
        why = " ".join(why.split())
        if not why:
            raise RepliesError(finding("GO641.why"), exit_code=2)
        if key.public != self.keys.public:
            raise RepliesError(finding("GO634.other"))

        def job(connection: apsw.Connection) -> bytes:
            found = one(connection, reply)
            query = "SELECT sealed FROM addresses WHERE reply=?"
            sealed = rows(connection, query, (reply,))
            if not sealed:
                raise RepliesError(finding("GO641.gone", id=reply))
            query = "INSERT INTO shown(at, by, reply, why) VALUES (?,?,?,?)"
            connection.execute(query, (who.at, who.by, reply, why))
            log(connection, who.at, who.by, "address", found.brief, reply, "")
            return bytes(sealed[0][0])

        return key.open(self.do(job))

    # what is put on the site

    def publish(self) -> list[Finding]:
        """Put on the site whatever is due; return what could not be, which stays due.

        Whoever calls at the same time in another process waits. What is written is what the store
        says at that moment, so that the last one to write is right.
        """
        problems = []
        for brief, count in self.database.read("SELECT brief, n FROM due"):
            with self.place.alone():
                try:
                    self._put(brief)
                except Exception as error:  # noqa: BLE001 - whatever it was, it stays due
                    problems.append(finding("GO645", brief=brief, why=_why(error)))
                    continue
            query = "DELETE FROM due WHERE brief=? AND n=?"
            self.do(lambda c, q=query, v=(brief, count): c.execute(q, v) and None)  # type: ignore[misc]
        return problems

    def _put(self, brief: str) -> None:
        """Write a brief's accepted replies and make its pages anew."""
        if layout.brief_folder(self.site, brief).is_dir():
            shown = [public(reply, ids) for ids, reply in _with_ids(self.replies(brief))]
            layout.write_replies(self.site, brief, shown)
            if self._rebuild is not None:
                self._rebuild(self.site, brief)
                return
            from goodoffices.publish.build import rebuild  # all that makes pages: only where needed

            rebuild(self.site, brief)

    # copies

    def backup(self, target: Path) -> int:
        """Write a copy that only the key of the addresses opens; return its size in bytes.

        Raises
        ------
        RepliesError
            GO644 where the file is there already, or would lie inside the site.
        """
        if target.exists() or PrivatePlace(self.site).holds(target):
            raise RepliesError(finding("GO644.there", file=target), exit_code=2)
        parts = [
            _serialized(self.place.replies),
            _serialized(self.place.addresses),  # second: no reply is copied without its address
            self.place.settings.read_bytes(),
            self.place.keys.read_bytes(),
        ]
        whole = _LENGTHS.pack(*map(len, parts)) + b"".join(parts)
        sealed = SealedBox(PublicKey(self.keys.public)).encrypt(whole)
        new_private(target, _BACKUP + bytes(sealed))
        return target.stat().st_size


def put_back(copy: Path, site: Path, key: AddressKey) -> Path:
    """Put a copy back beside a site that has no replies set up; return the folder.

    What was deleted after the copy would come back to life: sweep, and tell people, before it is
    served again (docs/kept-about-people.md).

    Raises
    ------
    RepliesError
        GO644 where the copy is none, GO631 where replies are set up already.
    """
    place = PrivatePlace(site)
    if place.keys.exists():
        raise RepliesError(finding("GO631.again", folder=place.folder))
    data = copy.read_bytes()
    if not data.startswith(_BACKUP):
        raise RepliesError(finding("GO644.none", file=copy))
    whole = key.unseal(data[len(_BACKUP) :])
    lengths, at = _LENGTHS.unpack_from(whole), _LENGTHS.size
    place.make()
    for path, length in zip(
        (place.replies, place.addresses, place.settings, place.keys), lengths, strict=True
    ):
        new_private(path, b"")
        atomic_write(path, whole[at : at + length])
        at += length
    with ReplyKeeping(site) as kept:
        kept.do(
            lambda c: (
                c.execute("INSERT OR REPLACE INTO due SELECT DISTINCT brief, 1 FROM replies")
                and None
            )
        )
    return place.folder


def public(reply: ReaderReply, there: frozenset[str]) -> PublishedReply:
    """Return what is public of a reply; ``there`` are the ids it may answer."""
    return PublishedReply(
        id=reply.id,
        brief=reply.brief,
        name=reply.name,
        text=reply.shown,
        written=reply.written,
        decided=reply.decided,
        point=reply.point,
        answers=reply.answers if reply.answers in there else "",
        shortened=reply.shortened,
        by_author=bool(reply.author),
    )


def _with_ids(replies: list[ReaderReply]) -> list[tuple[frozenset[str], ReaderReply]]:
    shown = published(replies)
    ids = frozenset(reply.id for reply in shown)
    return [(ids, reply) for reply in shown]


def _serialized(path: Path) -> bytes:
    """Return a database as it stands, while it is in use; nothing is written to the disk."""
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    memory = apsw.Connection(":memory:")
    try:
        with memory.backup("main", source, "main") as backup:
            backup.step()
        memory.execute("PRAGMA journal_mode=DELETE").fetchall()
        return bytes(memory.serialize("main"))
    finally:
        memory.close()
        source.close()


def _why(error: Exception) -> str:
    """Say what kind of error it was, without what was being written."""
    found = getattr(error, "findings", ())
    return found[0].text if found else type(error).__name__
