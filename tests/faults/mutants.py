"""Planted faults: each breaks one promise, and the test of that promise must notice.

A mutant is a name, the check that must fail, and a function that plants it with a ``MonkeyPatch``.
Each is a mistake somebody could make: a header dropped, a number shared between rooms, an answer
sent before the commit. ``test_mutants.py`` plants them one by one; a survivor fails the suite.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import os
import re
import socket
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import h11
import pytest

from goodoffices.base import errors, fetch, findings, punctual
from goodoffices.base.errors import UnreadableInput
from goodoffices.talks import (
    acts,
    archive,
    beside,
    checking,
    export,
    keeping,
    keyring,
    leave,
    ledger,
    nouns,
    office,
    rules,
    signing,
    state,
    store,
    text,
    verify,
    views,
    watch,
    words,
)
from goodoffices.talks.nouns import StorageError
from goodoffices.talks.pages import (
    aside,
    entrance,
    fragments,
    guard,
    limits,
    listing,
    mediator,
    party,
    patience,
    process,
    server,
    shared,
    visit,
)

Patch = pytest.MonkeyPatch
ANYTHING = (pytest.fail.Exception, Exception)
NOT_REFUSED = (pytest.fail.Exception,)
"""What ``pytest.raises`` says where nothing was raised."""


@dataclass(frozen=True)
class Mutant:
    """A planted fault; ``test`` names the check that must fail with it."""

    name: str
    test: str
    plant: Callable[[Patch], None]
    noticed: tuple[type[BaseException], ...] = (AssertionError,)


# the gate (T1, T5) -----------------------------------------------------------------------------


def every_role_passes(patch: Patch) -> None:
    """Forget to look at the roles of a door."""
    for door in _doors():
        patch.setitem(door.__dict__, "roles", guard.MEMBERS | {"anyone"} & door.roles)


def _doors() -> tuple[guard.Door, ...]:
    from goodoffices.talks.pages.app import DOORS

    return DOORS


def forbidden_instead_of_absent(patch: Patch) -> None:
    """Tell a member of the wrong role that there is something."""
    told = visit.Visit.told

    def tell(self: visit.Visit, what: str, status: int) -> Any:
        real = any(d.pattern.match(self.request.url.path) for d in _doors())
        return told(self, what, 403 if what == "not found" and real else status)

    patch.setattr(visit.Visit, "told", tell)


def a_header_dropped(patch: Patch) -> None:
    patch.setattr(
        guard, "HEADERS", {k: v for k, v in guard.HEADERS.items() if k != "x-frame-options"}
    )


def null_origin_accepted(patch: Patch) -> None:
    real = guard.same_site
    patch.setattr(guard, "same_site", lambda r: real(r) or r.headers.get("origin") == "null")


def cross_site_accepted(patch: Patch) -> None:
    patch.setattr(guard, "same_site", lambda _request: True)


# the wall (T2, T3) -----------------------------------------------------------------------------


def party_sees_other_room(patch: Patch) -> None:
    """Let the one predicate say yes to every private room."""
    real = nouns.visible

    def visible(event: Any, viewer: Any) -> bool:
        return real(event, viewer) or event.room.startswith("room:")

    for module in (nouns, office, rules, views):
        patch.setattr(module, "visible", visible)
    patch.setattr("tests.talks.world.visible", visible)


def global_numbers(patch: Patch) -> None:
    """Date each record by a number that all rooms share."""
    real = ledger.fresh_events

    def fresh(decided: Any, by: str, now: str) -> Any:
        events = real(decided, by, now)
        _Counter.value += len(events)
        return [dataclasses.replace(e, data={**e.data, "n": _Counter.value}) for e in events]

    _Counter.value = 0
    patch.setattr(ledger, "fresh_events", fresh)
    patch.setattr(office.Office, "__init__", _counting(office.Office.__init__))


class _Counter:
    value = 0


def _counting(real: Callable[..., None]) -> Callable[..., None]:
    def begin(self: Any, *args: Any, **named: Any) -> None:
        _Counter.value = 0
        real(self, *args, **named)

    return begin


def entity_tag(patch: Patch) -> None:
    """Tag every answer with the state of the whole store."""
    real = guard.dress

    def dress(response: Any, request: Any, door: Any) -> Any:
        dressed = real(response, request, door)
        response.headers["etag"] = _Tag.of
        return dressed

    def view(self: Any, session: Any) -> Any:
        _Tag.of = str(self.store.read("SELECT count(*) FROM records")[0][0])
        return _view(self, session)

    _view = office.Office.view
    patch.setattr(office.Office, "view", view)
    patch.setattr(guard, "dress", dress)


class _Tag:
    of = ""


def _with_a_number(patch: Patch, query: str, words: str) -> None:
    """Put a number that the store gives at the end of every page."""
    real = visit.Visit.page

    def page(self: visit.Visit, template: str, status: int = 200, **context: Any) -> Any:
        answer = real(self, template, status, **context)
        number, write = self.office.store.read(query)[0][0], answer.write
        answer.write = lambda: write() + words.format(number)
        return answer

    patch.setattr(visit.Visit, "page", page)


def size_of_the_log_on_the_page(patch: Patch) -> None:
    _with_a_number(patch, "SELECT sum(length(box)) FROM records", "<!-- {} -->")


def something_new_badge(patch: Patch) -> None:
    """Show how many records there are in all: presence, and how busy the others are."""
    _with_a_number(patch, "SELECT max(n) FROM records", "<p>{}</p>")


def words_in_the_clear(patch: Patch) -> None:
    """Keep the text beside its box."""
    real, opened = ledger.RoomKey.locked, ledger._in_turn

    def locked(self: Any, purpose: str, plain: bytes) -> bytes:
        return real(self, purpose, plain) + (plain if purpose == "words" else b"")

    patch.setattr(ledger.RoomKey, "locked", locked)
    # the box is 40 bytes longer than what it holds
    patch.setattr(
        ledger, "_in_turn", lambda words, box: opened(words, box[: 40 + (len(box) - 40) // 2])
    )


def words_in_the_log(patch: Patch) -> None:
    """Print the whole error, words and all."""
    patch.setattr(guard, "_where", repr)


def names_in_the_clear(patch: Patch) -> None:
    """Keep a member's name beside its box."""
    real, unlock = keyring.lock, keyring.unlock
    patch.setattr(
        keyring, "lock", lambda key, plain: real(key, plain) + (plain if b"name" in plain else b"")
    )

    def open_box(key: bytes, locked: bytes) -> bytes:
        end = locked.rfind(b'{"head"')
        return unlock(key, locked if end < 0 else locked[:end])

    patch.setattr(keyring, "unlock", open_box)


# nothing lost, nothing doubled (T6, T8, T9) ----------------------------------------------------


def answer_before_commit(patch: Patch) -> None:
    """Answer when the job is done, and commit a little later."""
    import time

    def run(_self: store.Store, writer: Any, item: Any, _done: Any) -> None:
        job, future = item
        future.set_result(job(writer))
        time.sleep(0.004)

    patch.setattr(store.Store, "_run", run)


def no_retry_known(patch: Patch) -> None:
    """Forget that an act was already done."""
    import secrets

    patch.setattr(office, "_retry_mark", lambda *_args: secrets.token_bytes(32))


def _pragmas(journal: str, synchronous: str) -> Callable[[Patch], None]:
    def plant(patch: Patch) -> None:
        changed = (
            f"PRAGMA journal_mode={journal}",
            f"PRAGMA synchronous={synchronous}",
            *store._PRAGMAS[2:],
        )
        patch.setattr(store, "_PRAGMAS", changed)

    return plant


def error_swallowed(patch: Patch) -> None:
    """Answer as if nothing had happened when the disk fails."""
    real = store.Store._transact

    def transact(self: store.Store, first: Any, done: Any) -> None:
        import apsw

        try:
            real(self, first, done)
        except apsw.Error:
            done[:] = [(future, (), None) for future, *_how in done or [(first[1],)]]

    patch.setattr(store.Store, "_transact", transact)


def an_undone_act_is_answered(patch: Patch) -> None:
    """Tell only the act that was at work of an error that undid all that shared its sync."""

    def refuse(_self: store.Store, first: Any, done: Any, error: Exception) -> None:
        if done:
            done[-1] = (done[-1][0], None, error)
        else:
            done.append((first[1], None, error))

    patch.setattr(store.Store, "_refuse", refuse)


def half_an_act_is_kept(patch: Patch) -> None:
    """Keep what an act wrote before it went wrong, with the others of its transaction."""

    def run(_self: store.Store, writer: Any, item: Any, done: Any) -> None:
        job, future = item
        try:
            done.append((future, job(writer), None))
        except Exception as error:  # noqa: BLE001 - the job's own
            done.append((future, None, error))

    patch.setattr(store.Store, "_run", run)


def what_was_undone_is_shown(patch: Patch) -> None:
    """Go on from a view that holds what an undone act wrote."""
    patch.setattr(store.Store, "undone", property(lambda _s: 0, lambda _s, _v: None), raising=False)


def a_view_for_whoever_asks(patch: Patch) -> None:
    """Give a view that is held in memory to whoever asks for its rooms, with any key or none."""
    patch.setattr(views, "_fitting", lambda kept, _ring, _keys: kept)


def boxes_remembered_without_a_key(patch: Patch) -> None:
    """Tell what a box holds to whoever has the box."""
    patch.setattr(
        ledger.Opened,
        "get",
        lambda self, box, _keys: (
            (0, *self._boxes[mark][1:]) if (mark := ledger._mark(box)) in self._boxes else None
        ),
    )


def failed_sync_tried_again(patch: Patch) -> None:
    """Go on after an error of the disk, as if it were a passing one."""
    real = store.Store._work

    def work(self: store.Store) -> None:
        real(self)

    patch.setattr(
        store.Store, "failed", property(lambda _s: None, lambda _s, _v: None), raising=False
    )
    patch.setattr(store.Store, "_work", work)


# tampering (T11) -------------------------------------------------------------------------------


def chain_not_checked(patch: Patch) -> None:
    """Trust the numbers and hashes of the disk."""

    def opened(boxes: Any, name: str, room: Any, seq: int, head: bytes, **_known: Any) -> Any:
        records = []
        for n, _number, stored, box in boxes:
            body = room.opened("words", box)
            records.append(ledger.Record(n, ledger.event_of(body), ledger.salt_of(body), stored))
        return records

    patch.setattr(ledger, "opened", opened)


def words_beside_the_signed_ones(patch: Patch) -> None:
    """Look at the fields that are known, and at no others."""
    patch.setattr(verify._AgreementCheck, "form", lambda _self: None)


def a_missing_room_let_be(patch: Patch) -> None:
    """Take a receipt of a room that the log has not for one of somebody else's room."""
    real = verify._LogCheck.fits

    def fits(self: Any, receipt: Any, *, last: bool) -> bool:
        return receipt.room not in self.chains or real(self, receipt, last=last)

    patch.setattr(verify._LogCheck, "fits", fits)


def numbers_that_are_none(patch: Patch) -> None:
    """Read whatever Python reads."""
    import json

    patch.setattr(verify, "_plain", json.loads)


def keys_not_compared(patch: Patch) -> None:
    patch.setattr(verify, "_unlike", lambda *_args: iter(()))


def hidden_characters_kept(patch: Patch) -> None:
    patch.setattr(acts, "unseen", lambda _text: None)


def a_spine_that_tells_of_notes(patch: Patch) -> None:
    """Bind every room there is, also those the mediator has no key to."""

    def spine(_talks: str, _ring: Any, _view: Any) -> Any:
        from goodoffices.talks.text import canonical

        for room, seq, hashed, bound in _Spine.of:
            link = {"room": room, "seq": seq, "hash": hashed.hex(), "spine": bound.hex()}
            yield canonical(link)

    real = office.Office.spine

    def told(self: Any, session: Any) -> Any:
        _Spine.of = real(self, session)
        return _Spine.of

    patch.setattr(office.Office, "spine", told)
    patch.setattr(export, "_spine", spine)


class _Spine:
    of: Any = ()


# log-in (T13) ----------------------------------------------------------------------------------


def looking_uses_up(patch: Patch) -> None:
    """Use an invitation up by a GET."""

    def invited(self: Any, token: bytes, now: str) -> bool:
        taken = self.take_up(token, now).result()
        return taken is not None

    patch.setattr(office.Office, "invited", invited)


def first_come_first_served(patch: Patch) -> None:
    """Let a crowd stand in one line with everybody else."""
    real = limits.Turnstile._come
    patch.setattr(limits.Turnstile, "_come", lambda self, _who, _group: real(self, "all", "all"))


def no_limit(patch: Patch) -> None:
    real = limits.Turnstile.__init__
    patch.setattr(
        limits.Turnstile,
        "__init__",
        lambda self, at_once=0, most=64, **more: real(self, 1_000, most, **more),
    )


def any_host_is_answered(patch: Patch) -> None:
    patch.setattr(server.Address, "hosts", lambda _self, _port: frozenset())


def a_copy_that_does_not_say_so(patch: Patch) -> None:
    real = store.Store.backup
    patch.setattr(store.Store, "backup", lambda self, target, _copied=None: real(self, target))


def a_copy_put_back_with_its_passphrases(patch: Patch) -> None:
    """Believe that nobody changed, whatever the person says."""
    real = keyring.put_back
    patch.setattr(
        keyring,
        "put_back",
        lambda writer, now, known, *, unchanged=False: real(writer, now, known, unchanged=True),
    )


def one_line_for_an_address(patch: Patch) -> None:
    """Let everybody behind one address stand in one line, as at an onion service."""
    real = entrance._device
    patch.setattr(entrance, "_device", lambda visit, *which: None if which else real(visit, *which))


def an_invitation_for_each_pressing(patch: Patch) -> None:
    real = office.Office._member_act
    patch.setattr(
        office.Office,
        "_member_act",
        lambda self, session, act, member, now, _retry: real(self, session, act, member, now, b""),
    )


def names_of_any_letters(patch: Patch) -> None:
    patch.setattr(acts, "mixed", lambda _text: None)


def any_browser_is_known(patch: Patch) -> None:
    patch.setattr(office.Office, "knows_device", lambda _self, _token: True)


def unknown_returns_early(patch: Patch) -> None:
    """Answer an unknown seat without the work of a known one."""
    real = office.Office.recognised

    def recognised(self: Any, seat: str, passphrase: str) -> Any:
        if not self.store.read("SELECT 1 FROM members WHERE seat=?", (seat,)):
            return None
        return real(self, seat, passphrase)

    patch.setattr(office.Office, "recognised", recognised)


def session_kept_after_log_out(patch: Patch) -> None:
    def end(self: Any, member: str, session: bytes | None = None) -> Future[None]:
        done: Future[None] = Future()
        done.set_result(None)
        return done

    patch.setattr(office.Office, "end", end)


def two_lengths_taken(patch: Patch) -> None:
    """Take a request that says twice where it ends."""
    patch.setattr(guard, "two_lengths", lambda _request: False)


def an_unread_page_kept_for_ever(patch: Patch) -> None:
    patch.delattr(patience.PatientProtocol, "pause_writing")


def memory_that_can_be_dumped(patch: Patch) -> None:
    """Bound the core file, and let other processes of this user look in."""
    patch.setattr(process, "_PR_SET_DUMPABLE", 3)


def serving_forgets_dumps(patch: Patch) -> None:
    patch.setattr(server, "serve", lambda store, _place, _tell: server.office_of(store))


def an_archive_that_others_can_read(patch: Patch) -> None:
    patch.setattr(archive, "new_file", lambda path: path.touch(0o644))


def destroyed_by_deleting(patch: Patch) -> None:
    """Delete files and leave what they held on the disk."""
    patch.setattr(keeping, "_overwrite", lambda _file: None)


def destroyed_while_served(patch: Patch) -> None:
    class Anybody:
        def __init__(self, _path: object) -> None:
            pass

        def close(self) -> None:
            pass

    patch.setattr(keeping, "Claim", Anybody)


def closed_in_name_alone(patch: Patch) -> None:
    patch.setattr(rules, "STILL_OPEN", frozenset({*rules.STILL_OPEN, "message"}))


def a_loop_that_does_not_tick(patch: Patch) -> None:
    """Learn of silences only where somebody asks for a page."""
    patch.delattr(guard.Gate, "tick")
    patch.setattr("tests.talks.test_serving.SOON", 3.0)


def one_line_for_all_at_an_address(patch: Patch) -> None:
    """Make room among all who come from an address, members or not."""
    patch.setattr(patience, "KNOWN", "nobody")


def a_fragment_for_whatever_it_depends_on(patch: Patch) -> None:
    """Use a record as it was written before, whatever has changed of it since."""
    real = fragments.Fragments.written

    def written(self: Any, event: Any, shown: Any, write: Any) -> Any:
        for known in self._shelves.get(event.room, {}).values():
            if known[0].seq == event.seq:
                return known[2]
        return real(self, event, shown, write)

    patch.setattr(fragments.Fragments, "written", written)


def a_session_of_memory_alone(patch: Patch) -> None:
    """Believe what is held in memory, and ask the disk only for what is not."""

    def standing(self: Any, mark: bytes, _now: str) -> Any:
        known = self._sessions.get(mark)
        return known and known.session

    patch.setattr(office.Office, "_standing", standing)


def a_revocation_uncounted(patch: Patch) -> None:
    """Let a log-in end without a word to those who hold sessions in memory."""
    patch.setattr(store.Store, "_note_revoked", lambda _self, *_nothing: None)


def a_session_asked_for_too_early(patch: Patch) -> None:
    """Look on the disk first, and count the revocations when it has answered."""
    real = office.Office.session

    def session(self: Any, secret: bytes, now: str) -> Any:
        found = real(self, secret, now)
        for mark, known in list(self._sessions.items()):
            self._sessions[mark] = known._replace(asked=self.store.revocations)
        return found

    patch.setattr(office.Office, "session", session)


def an_act_without_its_session(patch: Patch) -> None:
    """Look for the session when the request comes, and not when its turn does."""
    patch.setattr(office.Office, "_present", lambda _self, _writer, session: session)


def keys_that_never_turn_over(patch: Patch) -> None:
    patch.setattr(keyring, "turn_over", lambda _writer, _ring: False)


def a_copy_put_back_unseen(patch: Patch) -> None:
    patch.setattr(beside.Mark, "compared", lambda _self, _connection: "as it was")


def two_processes_at_one_store(patch: Patch) -> None:
    patch.setattr(beside, "fcntl", None)


def a_lock_taken_for_a_failed_disk(patch: Patch) -> None:
    patch.setattr(store.apsw, "BusyError", type("NeverError", (Exception,), {}))


def files_that_others_can_read(patch: Patch) -> None:
    patch.setattr(beside, "_PRIVATE", 0o644)


def a_planted_link_followed(patch: Patch) -> None:
    patch.setattr(store, "new_file", lambda path: path.open("ab").close())


# the rules -------------------------------------------------------------------------------------


def silence_is_yes(patch: Patch) -> None:
    """Count a ballot by its noes."""
    real = rules.settle

    def settle(proposal: Any, parties: Any, yes: frozenset[str]) -> Any:
        return real(proposal, parties, frozenset(parties) if yes else yes)

    patch.setattr(rules, "settle", settle)
    patch.setattr(office, "settle", settle)
    patch.setattr("tests.talks.test_rules.settle", settle)


def passed_on_without_leave(patch: Patch) -> None:
    real = rules._DECIDERS["relay.send"]

    def send(state: Any, act: Any, now: str) -> Any:
        relays = tuple(
            dataclasses.replace(r, confirmed_at=r.confirmed_at or now) for r in state.relays
        )
        return real(dataclasses.replace(state, relays=relays), act, now)

    patch.setitem(rules._DECIDERS, "relay.send", send)


def a_change_of_leave_voids_nothing(patch: Patch) -> None:
    """Let words go that were laid under leave that has changed since."""
    patch.setattr(state, "made_void", lambda relay, _before, _after, _at: relay)


def anybody_widens(patch: Patch) -> None:
    """Take any delegate's leave for the head's."""
    patch.setattr(state, "_by_head", lambda _state, _event: True)


def leave_for_one_is_for_all(patch: Patch) -> None:
    """Forget which party leave was given for."""
    real = leave.read_levels

    def read(stored: Any, others: Any) -> Any:
        levels = real(stored, others)
        return dict.fromkeys(others, max(levels.values(), key=leave.width)) if levels else levels

    patch.setattr(state, "read_levels", read)


def leave_looked_at_when_laid(patch: Patch) -> None:
    """Ask whether words may go when they are laid, and not when they are sent."""
    real = leave.permission

    def permission(message: Any, relay: Any) -> Any:
        found = real(message, relay)
        late = ("leave_withdrawn", "leave_changed")
        if isinstance(found, nouns.Refusal) and found.why in late and relay.verbatim:
            return leave.Permission(
                relay=relay.seq,
                message=relay.message,
                to=relay.to,
                words=relay.words,
                how="as is",
                by="",
                at="",
            )
        return found

    for module in (leave, rules, state):
        patch.setattr(module, "permission", permission)


def a_retry_is_always_one(patch: Patch) -> None:
    """Answer a retry as its act was, whatever came in between."""
    patch.setattr(office, "stands", lambda _events, _written: True)


def one_key_for_all_forms(patch: Patch) -> None:
    """Give every form of every page the same key."""
    patch.setattr(visit.FormKey, "__str__", lambda _self: "ab" * 12)


def words_are_not_given_back(patch: Patch) -> None:
    patch.setattr(visit.Visit, "given_back", property(lambda _self: []))


def a_new_head_binds_at_once(patch: Patch) -> None:
    """Let whoever was made head this minute bind the party."""
    patch.setattr(rules, "BINDS", timedelta(0))


def a_head_is_seated_over_the_sitting_one(patch: Patch) -> None:
    """Give the sitting head no time to keep the seat."""
    patch.setattr(rules, "CALLED", timedelta(0))


def a_text_is_taken_back_without_consent(patch: Patch) -> None:
    def recall(state: Any, _act: Any, _now: str) -> Any:
        data = {"hash": state.agreement.hash}
        return (nouns.PendingEvent(nouns.TABLE, "agreement.withdrawn", data),)

    patch.setitem(rules._DECIDERS, "agreement.recall", recall)


def everything_is_called_confirmed(patch: Patch) -> None:
    """Say of words that went as they are that somebody confirmed them."""
    real = leave.permission

    def permission(message: Any, relay: Any) -> Any:
        found = real(message, relay)
        known = isinstance(found, leave.Permission)
        return dataclasses.replace(found, how="confirmed") if known else found

    patch.setattr(rules, "permission", permission)


def a_wait_without_end(patch: Patch) -> None:
    patch.setattr(limits.Turnstile, "_send_away", lambda _self, _who, _group, _future: None)


def what_is_shown_once_waits(patch: Patch) -> None:
    """Let a page that cannot be had again wait for its turn, and be given up."""
    patch.setattr(visit.Visit, "shown_once", visit.Visit.page)


def a_crowd_begun_at_once(patch: Patch) -> None:
    async def begin(_self: Any) -> None:
        pass

    patch.setattr(aside.Pace, "begin", begin)


def a_page_for_a_log_in_that_ended(patch: Patch) -> None:
    """Show what was asked for by a log-in that ended while it waited."""
    patch.setattr(guard.Gate, "still", lambda _self, _visit, _door, response: response)


def a_claim_for_each_name(patch: Patch) -> None:
    patch.setattr(os.path, "realpath", str)


def every_browser_a_group_of_its_own(patch: Patch) -> None:
    """Let whoever pretends to be many browsers take the turns of many addresses."""
    real = limits.Turnstile._come
    patch.setattr(limits.Turnstile, "_come", lambda self, who, _group: real(self, who, who))


def times_in_any_digits(patch: Patch) -> None:
    """Keep a time as it was typed."""
    for kind in ("proposal.make", "proposal.extend"):
        patch.setitem(acts.FIELDS[kind], "closes", lambda value: value)


def strangers_without_a_rest(patch: Patch) -> None:
    """Let strangers' log-ins follow one another, and have a processor to themselves."""
    real = limits.Turnstile.__init__

    def made(self: Any, at_once: int = 1, most: int = 64, **_more: Any) -> None:
        real(self, at_once, most)

    patch.setattr(limits.Turnstile, "__init__", made)


def names_that_are_none(patch: Patch) -> None:
    """Take for a name in a copy whatever stands in its place."""
    patch.setattr(verify, "_lines", lambda _plain: ())


def spaces_of_any_width(patch: Patch) -> None:
    patch.setattr(text, "_SPACES", re.compile("(?!)"))


def what_was_set_aside_is_left(patch: Patch) -> None:
    patch.setattr(keeping, "escape", lambda _name: "no such name")


def bodies_in_pieces(patch: Patch) -> None:
    """Take a body without a stated length."""
    patch.setattr(punctual.StatedConnection, "next_event", h11.Connection.next_event)


def keys_written_in_two_ways(patch: Patch) -> None:
    real = verify.signed_by
    patch.setattr(verify, "signed_by", lambda key, *rest: real(key.lower(), *rest))


def words_printed_as_they_come(patch: Patch) -> None:
    """Print what a file holds without a look at its signs."""
    patch.setattr(words, "in_line", lambda text: text)
    patch.setattr(findings, "in_line", lambda text: text)
    patch.setattr(errors, "in_line", lambda text: text)


def copies_without_a_bound(patch: Patch) -> None:
    patch.setattr(limits.UnderWay, "one", lambda _self, _who: contextlib.nullcontext())


def leave_for_nobody_is_for_all(patch: Patch) -> None:
    patch.setattr(party, "_for_nobody", lambda _visit, _level: False)


def log_ins_that_ran_out_held(patch: Patch) -> None:
    patch.setattr(office.Office, "forget", lambda _self, _now: None)


def the_desk_hears_every_beat(patch: Patch) -> None:
    """Tell the desk's stream whenever anybody wrote anything, wherever it was."""
    patch.setattr(mediator, "HEARTBEAT", 0.0)


def answers_as_words_on_the_disk(patch: Patch) -> None:
    class Names(tuple[str, ...]):
        __slots__ = ()

        def index(self, value: Any, *_bounds: Any) -> Any:
            return value

    patch.setattr(rules, "CLAUSE_ANSWERS", Names(rules.CLAUSE_ANSWERS))


def the_time_is_read_too_early(patch: Patch) -> None:
    """Date an act when it is asked for, not when the writer comes to it."""
    real = office.Office.act

    def act(self: Any, session: Any, kind: str, raw: Any, key: str, now: Any) -> Any:
        early = "2025-05-14T17:59:58Z" if callable(now) else now
        return real(self, session, kind, raw, key, early)

    patch.setattr(office.Office, "act", act)


def a_counted_ballot_is_kept(patch: Patch) -> None:
    patch.setattr(office.Office, "_forget", lambda _self, _writer, _number: None)


def a_silent_server_counts(patch: Patch) -> None:
    """Count a ballot at its time, whether or not anybody could answer."""
    patch.setattr(watch, "moved", lambda _proposal, _silent, _back: None)


def commit_outside_the_undo(patch: Patch) -> None:
    """Leave the transaction open when its very commit goes wrong."""

    def transact(self: store.Store, first: Any, done: Any) -> None:
        writer = self._writer
        writer.execute("BEGIN IMMEDIATE")
        try:
            self._run(writer, first, done)
        except BaseException:
            writer.execute("ROLLBACK")
            raise
        writer.execute("COMMIT")
        self.commits += 1

    patch.setattr(store.Store, "_transact", transact)


def a_signature_binds_no_person(patch: Patch) -> None:
    """Sign for the party, whoever does it."""
    real = signing._said
    patch.setattr(
        signing, "_said", lambda what, talks, party, _name, text: real(what, talks, party, text)
    )


# fetching --------------------------------------------------------------------------------------


def looked_up_again(patch: Patch) -> None:
    """Check where a host leads, then look it up again to connect."""
    real = fetch._Exchange._connect

    def connect(self: fetch._Exchange, host: str, port: int) -> None:
        real(self, host, port)
        if self.socket is not None:
            self.socket.close()
        self.socket = socket.create_connection((host, port), self.limits.seconds)

    patch.setattr(fetch._Exchange, "_connect", connect)


def passed_on_anywhere(patch: Patch) -> None:
    """Follow a public address to wherever it passes on."""
    patch.setattr(fetch, "_is_inside", lambda _end: False)


def copies_checked_on_the_loop(patch: Patch) -> None:
    async def check(data: bytes, _language: str) -> checking.Checked:
        try:
            return checking.Checked(sound=verify.verify_bytes(data).sound)
        except UnreadableInput:
            return checking.Checked(unreadable="unreadable")

    patch.setattr(checking, "check", check)


def compared_without_a_bound(patch: Patch) -> None:
    """Compare words as a library does that knows no bound, where the request is answered."""

    def told(old: str, new: str, _effort: object) -> list[tuple[str, str]]:
        before, after = (re.findall(r"\s+|\S+", text)[:1_500] for text in (old, new))
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        return [("same", what) for what, *_where in matcher.get_opcodes()]

    async def here(job: Callable[..., Any], *given: Any) -> Any:
        return job(*given)

    patch.setattr(shared, "changes", told)
    patch.setattr(aside.asyncio, "to_thread", here)


def marks_without_a_bound(patch: Patch) -> None:
    patch.setattr(acts, "piled", lambda _text: False)


def one_measure_for_all(patch: Patch) -> None:
    real = limits.Bucket.take
    patch.setattr(limits.Bucket, "take", lambda self, _who, *rest: real(self, "all", *rest))
    wait = limits.Bucket.wait
    patch.setattr(limits.Bucket, "wait", lambda self, _who, *rest: wait(self, "all", *rest))


def binding_measured_with_the_rest(patch: Patch) -> None:
    patch.setattr(limits, "BINDING", frozenset())


def looking_looks_for_all(patch: Patch) -> None:
    """Let one member's look at a room end what is new for another: it tells who was there."""
    real = listing.Seen.fresh

    def fresh(self: Any, member: Any, view: Any, rooms: Any) -> Any:
        for (_who, room), seq in list(self._marks.items()):
            self._marks[member.id, room] = max(seq, self._marks.get((member.id, room), 0))
        return real(self, member, view, rooms)

    patch.setattr(listing.Seen, "fresh", fresh)


MUTANTS = (
    Mutant("the commit outside the undo", "points", commit_outside_the_undo, (StorageError,)),
    Mutant("a signature that binds no person", "forged", a_signature_binds_no_person),
    Mutant("every role passes", "cells", every_role_passes),
    Mutant("403 instead of 404", "cells", forbidden_instead_of_absent),
    Mutant("a header dropped", "headers", a_header_dropped),
    Mutant("null origin accepted", "origins", null_origin_accepted),
    Mutant("cross-site accepted", "origins", cross_site_accepted),
    Mutant("a party sees the other room", "rule twins", party_sees_other_room),
    Mutant("a number shared by all rooms", "twins", global_numbers),
    Mutant("an entity tag", "twins", entity_tag),
    Mutant("the log's size on the page", "twins", size_of_the_log_on_the_page),
    Mutant("a badge of what is new", "twins", something_new_badge),
    Mutant("words in the clear on the disk", "canaries", words_in_the_clear),
    Mutant("names in the clear on the disk", "canaries", names_in_the_clear),
    Mutant("words in the server's log", "traces", words_in_the_log),
    Mutant("answer before commit", "kill", answer_before_commit),
    Mutant("answered before the shared sync", "shared sync", answer_before_commit),
    Mutant("an undone act answered", "shared undo", an_undone_act_is_answered, ANYTHING),
    Mutant("half an act kept", "its own undo", half_an_act_is_kept),
    Mutant("what was undone is shown", "undone", what_was_undone_is_shown, ANYTHING),
    Mutant("a view for whoever asks", "removed", a_view_for_whoever_asks, NOT_REFUSED),
    Mutant("boxes remembered without a key", "box", boxes_remembered_without_a_key),
    Mutant("two lengths taken", "two lengths", two_lengths_taken),
    Mutant("an unread page kept for ever", "unread", an_unread_page_kept_for_ever),
    Mutant("memory that can be dumped", "dump", memory_that_can_be_dumped),
    Mutant("serving forgets dumps", "dump of serving", serving_forgets_dumps),
    Mutant("an archive others can read", "archive", an_archive_that_others_can_read),
    Mutant("destroyed by deleting", "destroy", destroyed_by_deleting),
    Mutant("destroyed while served", "destroy served", destroyed_while_served, NOT_REFUSED),
    Mutant("closed in name alone", "close", closed_in_name_alone),
    Mutant("a loop that does not tick", "tick", a_loop_that_does_not_tick),
    Mutant("one line for all at an address", "crowd", one_line_for_all_at_an_address, ANYTHING),
    Mutant("a fragment for anything", "fragments", a_fragment_for_whatever_it_depends_on),
    Mutant("a revocation uncounted", "ended in memory", a_revocation_uncounted),
    Mutant("a session asked for too early", "ended meanwhile", a_session_asked_for_too_early),
    Mutant("no retry known", "retry", no_retry_known),
    Mutant("WAL, NORMAL", "power", _pragmas("WAL", "NORMAL")),
    Mutant("DELETE, FULL", "power", _pragmas("DELETE", "FULL")),
    Mutant("DELETE, OFF", "power", _pragmas("DELETE", "OFF"), (AssertionError, StorageError)),
    Mutant("an error swallowed", "failing", error_swallowed),
    Mutant("a failed sync tried again", "failing", failed_sync_tried_again),
    Mutant("the chain not checked", "hash", chain_not_checked),
    Mutant("looking uses an invitation up", "scanner", looking_uses_up),
    Mutant("no limit on work at the door", "turns", no_limit),
    Mutant("a wait without end", "wait", a_wait_without_end, ANYTHING),
    Mutant("what is shown once waits", "shown once", what_is_shown_once_waits),
    Mutant("a crowd begun at once", "pace", a_crowd_begun_at_once),
    Mutant("a page for a log-in that ended", "waited", a_page_for_a_log_in_that_ended),
    Mutant("a claim for each name", "names of a store", a_claim_for_each_name, NOT_REFUSED),
    Mutant("every browser a group", "groups", every_browser_a_group_of_its_own, ANYTHING),
    Mutant("times in any digits", "digits", times_in_any_digits),
    Mutant("strangers without a rest", "rest", strangers_without_a_rest),
    Mutant("names that are none", "a name", names_that_are_none),
    Mutant("spaces of any width", "spaces", spaces_of_any_width),
    Mutant("what was set aside is left", "destroy served", what_was_set_aside_is_left),
    Mutant("bodies in pieces", "pieces", bodies_in_pieces),
    Mutant("keys written in two ways", "two ways", keys_written_in_two_ways),
    Mutant("words printed as they come", "printed", words_printed_as_they_come),
    Mutant("copies without a bound", "copies held", copies_without_a_bound, NOT_REFUSED),
    Mutant("answers without a bound", "answers held", copies_without_a_bound),
    Mutant("leave for nobody is for all", "for whom", leave_for_nobody_is_for_all),
    Mutant("log-ins that ran out held", "ran out", log_ins_that_ran_out_held),
    Mutant("first come, first served", "turns", first_come_first_served),
    Mutant("any browser is a known one", "known", any_browser_is_known),
    Mutant("any host is answered", "proxy", any_host_is_answered),
    Mutant("one line for an address", "known", one_line_for_an_address),
    Mutant("an invitation for each pressing", "one invitation", an_invitation_for_each_pressing),
    Mutant("names of any letters", "names", names_of_any_letters),
    Mutant("a copy that does not say so", "copies", a_copy_that_does_not_say_so),
    Mutant("a copy put back with its passphrases", "copies", a_copy_put_back_with_its_passphrases),
    Mutant("an unknown seat answered early", "timing", unknown_returns_early),
    Mutant("a session kept after log-out", "log out", session_kept_after_log_out),
    Mutant("a session of memory alone", "thief", a_session_of_memory_alone),
    Mutant("an act without its session", "late act", an_act_without_its_session, NOT_REFUSED),
    Mutant("keys that never turn over", "used link", keys_that_never_turn_over),
    Mutant("a copy put back unseen", "put back", a_copy_put_back_unseen),
    Mutant("two processes at one store", "one process", two_processes_at_one_store, NOT_REFUSED),
    Mutant(
        "a lock taken for a failed disk",
        "held lock",
        a_lock_taken_for_a_failed_disk,
        (StorageError,),
    ),
    Mutant("files that others can read", "private", files_that_others_can_read),
    Mutant("a planted link followed", "planted link", a_planted_link_followed, NOT_REFUSED),
    Mutant("words beside the signed ones", "exact fields", words_beside_the_signed_ones),
    Mutant("a missing room let be", "cut room", a_missing_room_let_be),
    Mutant("numbers that are none", "unreadable", numbers_that_are_none, ANYTHING),
    Mutant("keys not compared", "compared", keys_not_compared),
    Mutant("hidden characters kept", "hidden", hidden_characters_kept),
    Mutant("a spine that tells of notes", "spine", a_spine_that_tells_of_notes),
    Mutant("silence is yes", "ballot", silence_is_yes),
    Mutant("passed on without leave", "relay", passed_on_without_leave),
    Mutant("a retry is always one", "retry overtaken", a_retry_is_always_one),
    Mutant("one key for all forms", "form keys", one_key_for_all_forms),
    Mutant("words are not given back", "given back", words_are_not_given_back),
    Mutant("a new head binds at once", "new head", a_new_head_binds_at_once),
    Mutant("a head seated over another", "called head", a_head_is_seated_over_the_sitting_one),
    Mutant("a text taken back unasked", "taken back", a_text_is_taken_back_without_consent),
    Mutant("everything is called confirmed", "leave", everything_is_called_confirmed),
    Mutant("the desk hears every beat", "stream", the_desk_hears_every_beat),
    Mutant("answers as words on the disk", "one size", answers_as_words_on_the_disk),
    Mutant("the time is read too early", "late", the_time_is_read_too_early),
    Mutant("a counted ballot is kept", "counted", a_counted_ballot_is_kept),
    Mutant("a silent server counts", "silence", a_silent_server_counts),
    Mutant("passed on without leave, at random", "leave", passed_on_without_leave),
    Mutant("a change of leave voids nothing", "leave", a_change_of_leave_voids_nothing),
    Mutant("anybody widens leave", "leave", anybody_widens),
    Mutant("leave for one is leave for all", "leave", leave_for_one_is_for_all),
    Mutant("leave looked at when words are laid", "leave", leave_looked_at_when_laid),
    Mutant("copies checked on the loop", "held by a copy", copies_checked_on_the_loop),
    Mutant("words compared without a bound", "held by changes", compared_without_a_bound),
    Mutant("marks piled without a bound", "held by marks", marks_without_a_bound),
    Mutant("one measure for all members", "measures", one_measure_for_all),
    Mutant("what binds is measured with the rest", "measures", binding_measured_with_the_rest),
    Mutant("looking looks for all", "seen", looking_looks_for_all),
    Mutant("a host looked up again to connect", "one look-up", looked_up_again),
    Mutant("one passed on to looked up again", "one look-up on the way", looked_up_again),
    Mutant("passed on to inside the network", "led inside", passed_on_anywhere, NOT_REFUSED),
)
