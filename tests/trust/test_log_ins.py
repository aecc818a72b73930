"""Log-ins: revoked stays revoked, old keys open nothing new, one process serves a store."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.talks.world import EVENING, NOON, SETUP, DiskWorld, clause
from tests.trust.caller import SAME, Answer, House, call, house

from goodoffices.base.durable import BusyError, rows
from goodoffices.talks import keyring, ledger
from goodoffices.talks.chain import genesis
from goodoffices.talks.convening import convene, token_text
from goodoffices.talks.nouns import Refusal, StorageError
from goodoffices.talks.office import LoggedOutError, Office
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.sealing import CHEAPEST, Seed, WrongKeyError, derive, stretch, unlock
from goodoffices.talks.store import Store

SAID = {"room": "room:iran", "text": "words of today", "leave": "no"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "h") as made:
        yield made


def renewed(world: DiskWorld, who: str, number: str | None = None) -> None:
    """Invite someone anew and let them take it up."""
    number = number or world.number(who)
    made = world.office.renew(world.session("Mona"), number, NOON).result()
    assert not isinstance(made, Refusal)
    taken = world.office.take_up(made[1], NOON).result()
    assert taken is not None
    world.cookies[who] = taken.secret
    world.passphrases[who] = (taken.seat, taken.passphrase)


# revoked is revoked ----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["everywhere", "one", "anew", "removed"])
def test_a_thief_who_keeps_asking_is_out_when_the_member_is(world: DiskWorld, how: str) -> None:
    """The thief asks between the order to end and the disk's having it, and ever after."""
    office, secret, number = world.office, world.cookies["Arya"], world.number("Arya")
    mine, mona = world.session("Arya"), world.session("Mona")
    asked = threading.Event()
    held = office.store.write(lambda _writer: asked.wait(60))
    ended = {
        "everywhere": lambda: office.end(number),
        "one": lambda: office.end(number, mine.id),
        "anew": lambda: office.renew(mona, number, NOON),
        "removed": lambda: office.remove(mona, number, NOON),
    }[how]()
    for _time in range(50):
        office.session(secret, NOON)
    asked.set()
    while not ended.done():
        office.session(secret, NOON)
    held.result()
    assert not isinstance(ended.result(), Refusal)
    assert office.session(secret, NOON) is None
    assert not office.open(mine, NOON)
    with pytest.raises(LoggedOutError):
        office.act(mine, "message", SAID, "k", NOON).result()


def test_an_act_begun_before_a_revocation_is_not_done_after_it(world: DiskWorld) -> None:
    session = world.session("Ada")
    ended = world.office.end(session.member.id)
    late = world.office.act(session, "message", SAID, "k", NOON)
    ended.result()
    with pytest.raises(LoggedOutError):
        late.result()
    assert "words of today" not in [m.text for m in world.state("Mona").messages]


def test_a_body_that_ends_after_the_revocation_does_nothing(home: House) -> None:
    from tests.trust.caller import SAME

    from goodoffices.talks.convening import token_text
    from goodoffices.talks.pages.guard import COOKIE

    number = home.world.number("Ada")
    answers: list[int] = []
    headers = {
        **SAME,
        "host": "127.0.0.1:8643",
        "content-type": "application/x-www-form-urlencoded",
        "cookie": f"{COOKIE}={token_text(home.world.cookies['Ada'])}",
    }

    async def receive() -> dict:
        home.world.office.end(number).result()
        return {"type": "http.request", "body": b"text=late+words&leave=no", "more_body": False}

    async def send(message: dict) -> None:
        answers.append(message.get("status", 0))

    for path in ("/room/messages", "/sessions/end", "/notes"):
        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "query_string": b"",
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
            "server": ("127.0.0.1", 8643),
            "client": ("127.0.0.1", 1),
        }
        home.runner.run(home.gate(scope, receive, send))
    assert [a for a in answers if a] == [401] * 3
    assert "late words" not in [m.text for m in home.world.state("Mona").messages]


# one process a store ---------------------------------------------------------------------------


def test_a_store_is_one_by_whatever_name_it_is_opened(world: DiskWorld, tmp_path: Path) -> None:
    """A lock beside a link would be another lock, and each process would think itself alone."""
    link = tmp_path / "elsewhere" / "link.talks"
    link.parent.mkdir()
    link.symlink_to(world.path)
    with pytest.raises(StorageError, match="open in another process"):
        Store(link)
    world.close()
    opened = Store(link)
    assert opened.standing == "as it was", "its mark is that of the file"
    opened.close()
    second = tmp_path / "elsewhere" / "second.talks"
    second.hardlink_to(world.path)
    with pytest.raises(StorageError, match="second name"):
        Store(second)


def test_a_store_that_is_served_is_refused_to_a_second_process(world: DiskWorld) -> None:
    with pytest.raises(StorageError, match="open in another process"):
        Store(world.path)
    script = "import sys; from goodoffices.talks.store import Store; Store(sys.argv[1])"
    second = subprocess.run(
        [sys.executable, "-c", script, world.path], capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert "open in another process" in second.stderr
    beside = Store(world.path, reading=True)
    assert beside.read("SELECT count(*) FROM members") == [(5,)]
    with pytest.raises(StorageError):
        beside.write(lambda _writer: None)
    beside.close()
    world.close()
    Store(world.path).close()


def test_a_lock_that_another_program_holds_is_no_failed_disk(world: DiskWorld) -> None:
    import apsw

    world.office.store._writer.set_busy_timeout(50)
    other = apsw.Connection(str(world.path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError):
        world.act("Ada", "message", key="k", **SAID)
    other.execute("ROLLBACK")
    other.close()
    assert world.office.store.failed is None
    world.done("Ada", "message", **SAID)


def test_a_cancelled_job_leaves_the_writer_alive(world: DiskWorld) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(_writer: object) -> None:
        begun.set()
        go.wait(10)

    first, second = world.office.store.write(slow), world.office.store.write(lambda _w: 1)
    begun.wait(10)
    assert not first.cancel(), "a job that runs is not cancelled"
    assert second.cancel()
    go.set()
    world.done("Ada", "message", **SAID)


# files -----------------------------------------------------------------------------------------


def test_files_are_their_owners_alone_whatever_the_mask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        world = DiskWorld(tmp_path)
        world.done("Ada", "message", **SAID)
        world.office.store.backup(tmp_path / "copy.talks")
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
        world.close()
    finally:
        os.umask(old)
    assert {"talks.sqlite-wal", "talks.sqlite-shm", "talks.sqlite-mark", "copy.talks"} <= set(modes)
    assert set(modes.values()) == {0o600}
    world.path.chmod(0o644)
    Store(world.path).close()
    assert stat.S_IMODE(world.path.stat().st_mode) == 0o600


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    for name in ("t", "t-lock"):
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
        with pytest.raises(StorageError):
            convene(tmp_path / "t", SETUP, NOON)
        (tmp_path / name).unlink()
        (tmp_path / "t").unlink(missing_ok=True)
    convene(tmp_path / "t", SETUP, NOON)
    (tmp_path / "copy").symlink_to(tmp_path / "elsewhere")
    store = Store(tmp_path / "t")
    with pytest.raises(StorageError):
        store.backup(tmp_path / "copy")
    store.close()
    assert not (tmp_path / "elsewhere").exists()


# room keys turn over ---------------------------------------------------------------------------


def copied(world: DiskWorld, name: str) -> Path:
    target = world.path.with_name(name)
    world.office.store.backup(target)
    return target


def opened_by(seed: Seed, member: str, keys: Path, words: Path) -> list[str]:
    """Return the words that a seed opens in one file with the keys it opens in another."""
    import apsw

    old = apsw.Connection(str(keys))
    ring, _apart = keyring.held(old, member, seed)
    old.close()
    today = apsw.Connection(str(words))
    found = []
    for room in ring.values():
        for [box] in rows(today, "SELECT box FROM records WHERE room=?", (room.id,)):
            try:
                found.append(room.opened("words", box).decode())
            except WrongKeyError:
                continue
    today.close()
    return found


def test_a_used_link_and_an_old_copy_open_nothing_written_since(tmp_path: Path) -> None:
    invitations = convene(tmp_path / "t", SETUP, NOON)
    arya = next(i for i in invitations if i.member.name == "Arya")
    old = tmp_path / "old"
    shutil.copy(tmp_path / "t", old)
    world = DiskWorld.__new__(DiskWorld)
    world.path, world.now, world.cookies, world.passphrases = tmp_path / "t", NOON, {}, {}
    world.office = Office(Store(world.path), cost=CHEAPEST)
    for invitation in invitations:
        taken = world.office.take_up(invitation.token, NOON).result()
        assert taken is not None
        world.cookies[taken.member.name] = taken.secret
    for room in ("room:iran", "notes:iran"):
        world.done("Ada", "message", room=room, text="LATER", leave="no")
    world.done("Mona", "message", room="table", text="LATER", leave="no")
    today = copied(world, "today")
    import apsw

    stolen = apsw.Connection(str(old))
    [[locked]] = rows(stolen, "SELECT seed FROM invitations WHERE member=?", (arya.member.id,))
    stolen.close()
    seed = Seed(unlock(derive(arya.token, "invitation"), locked))
    found = opened_by(seed, arya.member.id, old, today)
    assert found, "what was written before can be read with a key of before"
    assert not [w for w in found if "LATER" in w]
    assert [m.text for m in world.state("Arya").messages] == ["LATER"] * 3
    world.close()


@pytest.mark.parametrize("how", ["anew", "removed"])
def test_an_old_passphrase_and_an_old_copy_open_nothing_written_since(
    world: DiskWorld, how: str
) -> None:
    world.done("Ada", "message", room="notes:iran", text="BEFORE", leave="no")
    _seat, words = world.passphrases["Arya"]
    number = world.number("Arya")
    old = copied(world, "old")
    if how == "anew":
        renewed(world, "Arya")
    else:
        assert world.office.remove(world.session("Mona"), number, NOON).result() is None
    for room in ("room:iran", "notes:iran"):
        world.done("Ada", "message", room=room, text="LATER", leave="no")
    today = copied(world, "today")
    import apsw

    stolen = apsw.Connection(str(old))
    [[salt, locked]] = rows(stolen, "SELECT salt, seed FROM members WHERE id=?", (number,))
    stolen.close()
    seed = Seed(unlock(stretch(words, salt, CHEAPEST), locked))
    found = opened_by(seed, number, old, today)
    assert [w for w in found if "BEFORE" in w]
    assert not [w for w in found if "LATER" in w]
    assert {m.text for m in world.state("Ada").messages} == {"BEFORE", "LATER"}


def test_keys_turn_over_again_and_again_and_everybody_reads_on(world: DiskWorld) -> None:
    for number in range(4):
        renewed(world, ("Arya", "Ben", "Otto", "Ada")[number])
        world.done("Mona", "message", room="room:iran", text=f"to iran {number}", leave="no")
        world.done("Mona", "message", room="table", text=f"to all {number}", leave="no")
    world.restart()
    told = [f"to all {n}" for n in range(4)]
    for who in ("Ada", "Arya", "Ben", "Mona", "Otto"):
        texts = [m.text for m in world.state(who).messages]
        assert [t for t in texts if "all" in t] == told
        assert ("to iran 3" in texts) == (who in ("Ada", "Arya", "Mona"))


def test_a_record_locked_with_a_key_of_before_is_not_taken_for_a_later_one() -> None:
    old = ledger.RoomKey(1, b"o" * 32)
    now = ledger.RoomKey(1, b"n" * 32, (b"o" * 32,))
    head, boxes = genesis("t", "table"), []
    for seq, room in enumerate((old, now, old), 1):
        event = ledger.TalksEvent("table", seq, NOON, "x", kind="message", data={})
        body = ledger.body_of(event, "00")
        head = ledger.link(head, body)
        boxes.append((seq, seq, head, room.locked("words", body)))
    start = genesis("t", "table")
    assert len(ledger.opened(boxes[:2], "table", now, 0, start)) == 2
    with pytest.raises(StorageError):
        ledger.opened(boxes, "table", now, 0, start)


# notes of a head who was invited anew ----------------------------------------------------------


def ballot(world: DiskWorld) -> None:
    world.done("Mona", "text.draft", title="T", clauses=[clause("5")])
    for head in ("Ada", "Ben"):
        world.done(head, "rules.accept")
    world.done("Mona", "proposal.make", draft="1", mode="sealed", closes=EVENING)


@pytest.mark.parametrize("who", ["Ada", "Ben"])
def test_a_head_who_was_invited_anew_can_answer_and_keep_notes(world: DiskWorld, who: str) -> None:
    room = {"Ada": "notes:iran", "Ben": "notes:us"}[who]
    ballot(world)
    renewed(world, who)
    world.done(who, "ballot.cast", proposal="1", answer="yes")
    world.done(who, "message", room=room, text="mine for now", leave="no")
    world.restart()
    assert "mine for now" in [m.text for m in world.state(who).messages]
    assert "mine for now" not in [m.text for m in world.state("Arya").messages]


def test_notes_kept_apart_join_the_delegations_when_those_are_shared(world: DiskWorld) -> None:
    world.done("Ada", "message", room="notes:iran", text="old notes", leave="no")
    ballot(world)
    renewed(world, "Ada")
    world.done("Ada", "message", room="notes:iran", text="apart", leave="no")
    world.done("Ada", "ballot.cast", proposal="1", answer="yes")
    assert "old notes" not in [m.text for m in world.state("Ada").messages]
    world.done("Arya", "notes.share", member=world.number("Ada"))
    world.done("Ada", "message", room="room:iran", text="on", leave="no")
    for who in ("Ada", "Arya"):
        texts = [m.text for m in world.state(who).messages]
        assert {"old notes", "apart"} <= set(texts), who
        assert world.state(who).ballots == {(1, "iran"): True}
    world.restart()
    assert texts.count("apart") == 1


# seats -----------------------------------------------------------------------------------------


def test_nobody_else_is_ever_shown_a_seat(home: House) -> None:
    seats = {who: seat for who, (seat, _words) in home.world.passphrases.items()}
    for head in ("Ada", "Ben"):
        home.world.done(head, "rules.accept")
    pages = ("/", "/room", "/notes", "/table", "/text", "/proposals", "/log", "/sessions")
    pages += ("/agreement", "/worth", "/desk", "/desk/rooms/us", "/desk/members", "/check")
    for who in ("Ada", "Ben", "Mona", "Otto"):
        body = b"".join(home.get(who, page).body for page in pages)
        assert not [w for w, seat in seats.items() if seat.encode() in body], who
    made = home.post("Mona", "/desk/members", "/desk/members", seat=home.world.number("Arya"))
    assert made.status == 200
    assert seats["Arya"].encode() not in made.body


def test_a_seat_is_not_the_members_number(world: DiskWorld) -> None:
    seats = {seat for seat, _words in world.passphrases.values()}
    numbers = {world.number(who) for who in world.passphrases}
    assert len(seats) == len(numbers) == 5
    assert not seats & numbers
    before = world.passphrases["Arya"][0]
    renewed(world, "Arya")
    assert world.passphrases["Arya"][0] != before


# a store that was put back ---------------------------------------------------------------------


def put_back(world: DiskWorld, copy: Path) -> None:
    """Do as an operator would: stop, copy the old file over the new one, start."""
    world.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{world.path}{suffix}").unlink(missing_ok=True)
    shutil.copy(copy, world.path)
    world.office = Office(Store(world.path), cost=CHEAPEST)


def test_a_store_that_was_put_back_revives_no_link_passphrase_or_log_in(world: DiskWorld) -> None:
    made = world.office.renew(world.session("Mona"), world.number("Ben"), NOON).result()
    assert not isinstance(made, Refusal)
    seat, words = world.passphrases["Arya"]
    old = copied(world, "old")
    assert world.office.take_up(made[1], NOON).result() is not None
    renewed(world, "Arya")
    put_back(world, old)
    assert world.office.put_back is not None
    assert not world.office.invited(made[1], NOON), "a used link"
    assert world.office.enter(seat, words, NOON) is None, "a passphrase that had ended"
    assert all(world.office.session(c, NOON) is None for c in world.cookies.values())
    world.passphrases = {w: p for w, p in world.passphrases.items() if w in ("Ada", "Mona")}
    world.enter_all()
    renewed(
        world, "Arya", next(i for i, m in world.state("Ada").members.items() if m.name == "Arya")
    )
    world.done("Arya", "message", **SAID)
    world.restart()
    assert world.office.put_back is not None, "it is said for good"


def test_a_put_back_store_says_so_on_every_page_to_everybody(home: House) -> None:
    old = copied(home.world, "old")
    home.world.done("Ada", "message", **SAID)
    put_back(home.world, old)
    home.gate.hall.office = home.world.office
    home.world.enter_all()
    for who in ("Ada", "Ben", "Mona", "Otto"):
        assert "put back from a copy" in home.get(who, "/table").text
    assert "put back from a copy" in home.get(None, "/").text


def test_a_copy_made_as_a_backup_knows_it_wherever_it_lies(world: DiskWorld) -> None:
    seat, words = world.passphrases["Ada"]
    world.office.store.backup(world.path.with_name("b"), NOON)
    elsewhere = world.path.with_name("elsewhere")
    shutil.copy(world.path.with_name("b"), elsewhere)
    office = Office(Store(elsewhere), cost=CHEAPEST)
    assert office.put_back is not None
    assert office.session(world.cookies["Mona"], NOON) is None
    assert office.enter(seat, words, NOON) is None, "nobody vouches for it"
    assert office.enter(*world.passphrases["Mona"], NOON) is not None
    office.store.close()


def test_a_restart_a_crash_or_a_move_is_no_putting_back(world: DiskWorld) -> None:
    world.done("Ada", "message", **SAID)
    folder = world.path.parent / "crashed"
    folder.mkdir()
    for path in world.path.parent.glob("talks.sqlite*"):
        shutil.copy(path, folder / path.name)
    left = Office(Store(folder / "talks.sqlite"), cost=CHEAPEST)
    assert left.put_back is None
    assert left.session(world.cookies["Ada"], NOON) is not None
    left.store.close()
    world.restart()
    assert world.office.put_back is None
    world.session("Ada")


# coming and going on the pages -----------------------------------------------------------------


def test_a_member_is_removed_on_the_page_and_its_room_tells(home: House) -> None:
    number = home.world.number("Arya")
    home.world.done("Ada", "notes.share", member=number)
    renewed(home.world, "Arya")
    answer = home.post("Mona", "/desk/members/remove", "/desk/members", seat=number)
    assert answer.status == 303
    assert home.get("Arya", "/room").status == 401
    for who, page in (("Ada", "/room"), ("Mona", "/desk/rooms/iran"), ("Ada", "/notes")):
        shown = home.get(who, page)
        assert shown.status == 200
        assert ("Arya was removed" in shown.text) == (page != "/notes")
    kept = home.post("Mona", "/desk/members/remove", "/desk/members", seat=home.world.number("Ada"))
    assert kept.status == 409
    assert home.get("Ada", "/room").status == 200
    stranger = home.post("Ada", "/desk/members/remove", "/room", seat=home.world.number("Ben"))
    assert stranger.status == 404


def test_an_invitation_sent_twice_is_one(home: House) -> None:
    page = home.get("Mona", "/desk/members").text
    import re

    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key is not None
    before = len(home.world.state("Mona").members)
    for form in ({"name": "Twice", "room": "room:us"}, {"seat": home.world.number("Arya")}):
        sent = {"key": key[1], **form}
        links = [
            re.search(
                r"/invitation/[\w-]{43}", home.send("Mona", "POST", "/desk/members", sent).text
            )
            for _try in range(2)
        ]
        assert links[0] is not None
        assert links[1] is not None
        assert links[0][0] == links[1][0]
    assert len(home.world.state("Mona").members) == before + 1


def test_a_hidden_field_makes_no_second_head(home: House) -> None:
    form = {"name": "Stand-in", "room": "room:us", "head": "yes"}
    assert home.post("Mona", "/desk/members", "/desk/members", **form).status == 200
    heads = [m.name for m in home.world.state("Mona").members.values() if m.head]
    assert sorted(heads) == ["Ada", "Ben"]
    refused = home.world.office.invite(
        home.world.session("Mona"), "Stand-in", "room:us", NOON, head=True
    ).result()
    assert isinstance(refused, Refusal)


def test_notes_that_begin_anew_say_so(home: House) -> None:
    renewed(home.world, "Ben")
    assert "These notes are your own for now" in home.get("Ben", "/notes").text
    assert "These notes are your own" not in home.get("Ada", "/notes").text


def test_a_member_whose_keys_end_in_the_middle_is_logged_out_and_no_fault(
    world: DiskWorld,
) -> None:
    mine, number = world.session("Arya"), world.number("Arya")
    world.office.view(mine)
    assert world.office.remove(world.session("Mona"), number, NOON).result() is None
    world.done("Ada", "message", **SAID)
    with pytest.raises(LoggedOutError):
        world.office.view(mine)


def test_a_browser_is_told_to_forget_at_log_out(home: House) -> None:
    assert home.send("Ada", "POST", "/leave", {}).header("clear-site-data") == '"cache", "storage"'
    assert home.get("Ben", "/room").header("clear-site-data") is None


def test_a_request_with_two_lengths_is_not_taken_and_nothing_after_it(home: House) -> None:
    framed = {"content_length": "5", "transfer_encoding": "chunked"}
    answer = home.send("Ada", "POST", "/room/messages", {"text": "x", "leave": "no"}, **framed)
    assert answer.status == 400
    assert answer.header("connection") == "close"


def test_nothing_is_held_in_memory_of_a_log_in_that_ran_out(tmp_path: Path) -> None:
    with house(tmp_path) as home:
        home.get("Ada", "/room")
        home.get("Otto", "/table")
        office = home.world.office
        home.world.now = "2025-05-14T12:25:00Z"
        home.get("Otto", "/table")
        home.world.now = "2025-05-14T12:45:00Z"
        home.runner.run(home.gate.tick())
        assert [known.session.member.name for known in office._sessions.values()] == ["Otto"]
        assert {role for role, _party, _rooms in office._views._known} == {"observer"}


def test_a_page_that_waits_while_its_log_in_ends_is_not_shown(home: House) -> None:
    world, words = home.world, "Words of ours."
    world.done("Ada", "message", room="room:iran", text=words, leave="no")
    cookie = {"cookie": f"{COOKIE}={token_text(world.cookies['Ada'])}"}
    sent = [("GET", "/room"), ("GET", "/log"), ("POST", "/room/search"), ("POST", "/sure")]
    form = urlencode({"q": "ours", "what": "log_out", "where": words}).encode()
    typed = {"content-type": "application/x-www-form-urlencoded", **SAME}

    async def asked() -> list[Answer]:
        turns = home.gate.hall.aside.turns
        free, turns._free = turns._free, 0
        tasks = [
            asyncio.create_task(
                call(home.gate, m, p, body=form, headers={**cookie, **typed})
                if m == "POST"
                else call(home.gate, m, p, headers=cookie)
            )
            for m, p in sent
        ]
        while sum(len(line) for who in turns._waiting.values() for line in who.values()) < len(
            sent
        ):
            await asyncio.sleep(0.001)  # until all of them stand in line
        world.office.end(world.number("Ada")).result()
        turns._free = free
        for _turn in tasks:
            turns._go()
        return await asyncio.gather(*tasks)

    answers = home.runner.run(asked())
    assert [answer.status for answer in answers] == [401] * len(sent)
    assert not any(words in answer.text for answer in answers[:3])
