"""The office on a real disk: keys, log-in, receipts, retries, ballots, and exports that verify."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.talks.shuttle import finish, play
from tests.talks.world import NIGHT, NOON, SETUP, DiskWorld

from goodoffices.base.errors import UnreadableInput
from goodoffices.talks import export
from goodoffices.talks.chain import Receipt
from goodoffices.talks.convening import Setup, convene, read_token, token_text
from goodoffices.talks.nouns import Refusal, StorageError, TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST, new_passphrase, tidy
from goodoffices.talks.store import Store
from goodoffices.talks.text import canonical
from goodoffices.talks.verify import verify_bytes

RINGS = {
    "Ada": {"table", "room:iran", "notes:iran"},
    "Arya": {"table", "room:iran", "notes:iran"},
    "Ben": {"table", "room:us", "notes:us"},
    "Mona": {"table", "desk", "room:iran", "room:us"},
    "Otto": {"table"},
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiskWorld]:
    """Talks that ended well; tests only read them."""
    made = DiskWorld(tmp_path_factory.mktemp("signed"))
    play(made, "sealed")
    finish(made)
    yield made
    made.close()


def test_everyone_holds_the_keys_of_their_rooms_and_no_others(world: DiskWorld) -> None:
    assert {who: set(world.session(who).ring) for who in RINGS} == RINGS
    assert world.session("Ada").member.head
    assert not world.session("Arya").member.head


def test_an_invitation_is_used_once_however_many_try(tmp_path: Path) -> None:
    [mona, *_rest] = convene(tmp_path / "t", SETUP, NOON)
    office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    assert office.invited(mona.token, NOON)
    with ThreadPoolExecutor(20) as pool:
        tries = list(pool.map(lambda _n: office.take_up(mona.token, NOON).result(), range(20)))
    assert sum(t is not None for t in tries) == 1
    assert not office.invited(mona.token, NOON)
    office.store.close()


def test_an_invitation_lasts_seven_days(tmp_path: Path) -> None:
    [mona, *_rest] = convene(tmp_path / "t", SETUP, NOON)
    office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    assert office.invited(mona.token, "2025-05-21T11:59:59Z")
    assert not office.invited(mona.token, "2025-05-21T12:00:00Z")
    assert office.take_up(mona.token, "2025-05-21T12:00:00Z").result() is None
    office.store.close()


def test_log_in_needs_both_seat_and_passphrase(world: DiskWorld) -> None:
    seat, passphrase = world.passphrases["Ada"]
    other = world.passphrases["Ben"][1]
    assert world.office.enter(seat, other, NOON) is None
    assert world.office.enter("nobody", passphrase, NOON) is None
    entered = world.office.enter(seat, "  " + passphrase.upper().replace(" ", "-"), NOON)
    assert entered is not None
    secret = entered.result()
    assert secret is not None
    session = world.office.session(secret, NOON)
    assert session is not None
    assert session.member.name == "Ada"


def test_sessions_outlive_a_restart_end_when_idle_and_can_be_revoked(world: DiskWorld) -> None:
    world.restart()
    assert world.session("Ada").member.name == "Ada"
    assert world.office.session(world.cookies["Ada"], "2025-05-14T12:31:00Z") is None
    world.office.end(world.session("Ben").member.id).result()
    assert world.office.session(world.cookies["Ben"], NOON) is None
    assert world.office.session(b"x" * 32, NOON) is None


def test_a_session_in_use_lives_for_twelve_hours(world: DiskWorld) -> None:
    minutes = [f"2025-05-14T{12 + m // 60:02}:{m % 60:02}:00Z" for m in range(0, 700, 20)]
    assert all(world.office.session(world.cookies["Ada"], at) for at in minutes)
    world.restart()
    assert world.office.session(world.cookies["Ada"], "2025-05-14T23:45:00Z")
    assert world.office.session(world.cookies["Ada"], "2025-05-15T00:00:00Z") is None


def test_every_answer_to_a_write_is_a_genuine_receipt(world: DiskWorld) -> None:
    answer = world.done("Ada", "message", room="room:iran", text="hello", leave="no")
    assert isinstance(answer, tuple)
    [receipt] = answer
    assert receipt.genuine
    assert (receipt.room, len(receipt.groups.split())) == ("room:iran", 8)
    forged = Receipt(
        talks=receipt.talks,
        room=receipt.room,
        seq=receipt.seq + 1,
        head=receipt.head,
        key=receipt.key,
        signature=receipt.signature,
    )
    assert not forged.genuine


def test_a_retry_gets_the_first_answer_and_does_nothing_twice(world: DiskWorld) -> None:
    said = {"room": "room:iran", "text": "once", "leave": "no"}
    first = world.act("Ada", "message", key="k", **said)
    world.done("Mona", "message", room="room:iran", text="between", leave="no")
    world.restart()
    assert world.act("Ada", "message", key="k", **said) == first
    texts = [m.text for m in world.state("Ada").messages]
    assert texts.count("once") == 1
    world.act("Ada", "message", key="k", **{**said, "text": "other words"})
    world.act("Arya", "message", key="k", **said)
    texts = [m.text for m in world.state("Ada").messages]
    assert texts.count("once") == 2
    assert "other words" in texts


def test_many_writers_lose_nothing(world: DiskWorld) -> None:
    def say(number: int) -> None:
        who = ("Ada", "Arya", "Ben", "Mona")[number % 4]
        room = {"Ben": "room:us"}.get(who, "room:iran")
        world.act(who, "message", key=str(number), room=room, text=f"n{number}", leave="no")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(say, range(80)))
    assert {m.text for m in world.state("Mona").messages} == {f"n{n}" for n in range(80)}


@pytest.mark.parametrize("mode", ["mediator", "sealed"])
@pytest.mark.parametrize("ben", ["yes", "no"])
def test_a_blind_ballot(world: DiskWorld, mode: str, ben: str) -> None:
    play(world, mode, ben)
    assert not world.office.settle(
        world.session("Otto"), "2025-05-14T17:59:59Z".replace("17", "12")
    )
    told = {p: bool(y) for (_n, p), y in world.state("Mona").ballots.items()}
    assert told == ({"iran": True, "us": ben == "yes"} if mode == "mediator" else {})
    assert {p for _n, p in world.state("Ada").ballots} == {"iran"}
    world.now = NIGHT
    world.enter_all()
    assert world.office.settle(world.session("Otto"), NIGHT) is False
    assert world.state("Otto").proposals[0].result is (ben == "yes")
    counted = world.office.view(world.session("Ada")).events("table")[-1]
    assert (counted.at, counted.by) == ("2025-05-14T18:00:00Z", "clerk")


def test_after_a_restart_the_count_waits_for_the_mediator(world: DiskWorld) -> None:
    play(world, "sealed")
    world.restart()
    world.now = NIGHT
    world.enter_all()
    assert world.office.settle(world.session("Ada"), NIGHT) is True
    assert world.state("Ada").proposals[0].result is None
    assert world.office.settle(world.session("Mona"), NIGHT) is False
    assert world.state("Ada").proposals[0].result is True


def test_a_changed_answer_takes_the_place_of_the_first(world: DiskWorld) -> None:
    play(world, "sealed", "no")
    world.done("Ben", "ballot.cast", proposal=1, answer="yes")
    assert world.office.store.read("SELECT count(*) FROM ballots") == [(2,)]
    world.now = NIGHT
    world.enter_all()
    world.office.settle(world.session("Ben"), NIGHT)
    assert world.state("Ben").proposals[0].result is True


def test_yes_and_no_are_the_same_size_on_the_disk(tmp_path: Path) -> None:
    sizes = []
    for ben in ("yes", "no"):
        (tmp_path / ben).mkdir()
        made = DiskWorld(tmp_path / ben)
        play(made, "sealed", ben)
        ballots = made.office.store.read("SELECT length(sealed) FROM ballots ORDER BY 1")
        boxes = made.office.store.read("SELECT length(box) FROM records ORDER BY n DESC LIMIT 2")
        sizes.append((ballots, boxes))
        made.close()
    assert sizes[0] == sizes[1]


def test_a_new_invitation_ends_the_old_keys_and_leaves_the_notes_to_the_delegation(
    world: DiskWorld,
) -> None:
    world.done("Ada", "message", room="notes:iran", text="ours", leave="no")
    seat, old = world.passphrases["Arya"]
    number = world.number("Arya")
    made = world.office.renew(world.session("Mona"), number, NOON).result()
    assert not isinstance(made, Refusal)
    assert world.office.session(world.cookies["Arya"], NOON) is None
    assert world.office.enter(seat, old, NOON) is None
    taken = world.office.take_up(made[1], NOON).result()
    assert taken is not None
    world.cookies["Arya"] = taken[2]
    assert set(world.session("Arya").ring) == {"table", "room:iran"}
    world.done("Ada", "notes.share", member=number)
    world.restart()
    assert "ours" in [m.text for m in world.state("Arya").messages]
    assert "member.renewed" in [
        e.kind for e in world.office.view(world.session("Ada")).events("room:iran")
    ]


def test_a_delegation_can_grow(world: DiskWorld) -> None:
    made = world.office.invite(world.session("Mona"), "Bea", "room:us", NOON).result()
    assert not isinstance(made, Refusal)
    taken = world.office.take_up(made[1], NOON).result()
    assert taken is not None
    assert (taken[0].name, taken[0].party, taken[0].head) == ("Bea", "us", False)
    refused = world.office.invite(world.session("Ada"), "Eve", "room:us", NOON).result()
    assert isinstance(refused, Refusal)
    assert isinstance(
        world.act("Mona", "member.add", member="x", name="x", room="desk", head="no"), Refusal
    )


def test_every_export_verifies_and_holds_only_its_rooms(signed: DiskWorld) -> None:
    for who, rooms in RINGS.items():
        data = export.log(signed.office, signed.session(who))
        verdict = verify_bytes(data)
        assert verdict.sound, verdict.findings
        assert set(json.loads(data.split(b"\n")[0])["rooms"]) <= rooms
        assert (b'"spine"' in data) == (who == "Mona")


def test_the_agreement_verifies_and_is_the_same_for_all(signed: DiskWorld) -> None:
    copies = {export.agreement(signed.state(who)) for who in RINGS}
    assert len(copies) == 1
    [copy] = copies
    assert copy is not None
    verdict = verify_bytes(copy)
    assert verdict.sound, verdict.findings


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"3.67 per cent", b"5.00 per cent", "clause 1 differs"),
        (b"The sites.", b"No sites..", "annex Map differs"),
        (b'"title":"Understanding"', b'"title":"Misunderstand"', "title differs"),
        (b'"name":"Iran"', b'"name":"Irak"', "parties differs"),
    ],
)
def test_a_changed_agreement_names_what_differs(
    signed: DiskWorld, old: bytes, new: bytes, says: str
) -> None:
    copy = export.agreement(signed.state("Ada"))
    assert copy is not None
    assert old in copy
    verdict = verify_bytes(copy.replace(old, new, 1))
    assert says in " · ".join(f.text for f in verdict.findings)


def test_an_unsigned_agreement_says_who_has_not_signed(world: DiskWorld) -> None:
    play(world)
    world.now = NIGHT
    world.enter_all()
    world.office.settle(world.session("Ben"), NIGHT)
    world.done("Mona", "agreement.open", draft=3, annexes=[])
    world.done("Ada", "agreement.sign")
    copy = export.agreement(world.state("Ada"))
    assert copy is not None
    assert [f.text for f in verify_bytes(copy).findings] == ["United States has not signed"]


LINE = st.integers(0, 10_000)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


def _places(plain: object, at: tuple = ()) -> list[tuple]:
    """Return the way to every value inside plain values."""
    items = (
        plain.items()
        if isinstance(plain, dict)
        else enumerate(plain)
        if isinstance(plain, list)
        else ()
    )
    return [at, *(found for k, v in items for found in _places(v, (*at, k)))]


@settings(max_examples=150, deadline=None)
@given(whole=st.booleans(), line=LINE, where=LINE, value=JSON, drop=st.booleans())
def test_a_forged_value_anywhere_is_found_and_never_a_crash(
    signed: DiskWorld, *, whole: bool, line: int, where: int, value: object, drop: bool
) -> None:
    data = export.log(signed.office, signed.session("Mona"))
    if whole:
        data = export.agreement(signed.state("Ada")) or b""
    lines = data.split(b"\n")[:-1]
    plain = json.loads(lines[line % len(lines)])
    ways = _places(plain)
    way = ways[where % len(ways)]
    if not way:
        plain = value
    else:
        holder = plain
        for key in way[:-1]:
            holder = holder[key]
        if drop:
            del holder[way[-1]]
        else:
            holder[way[-1]] = value
    lines[line % len(lines)] = canonical(plain)
    forged = b"\n".join(lines) + b"\n"
    if forged == data:
        return
    try:
        verdict = verify_bytes(forged)
    except UnreadableInput:
        return
    if verdict.sound:
        # beside signatures stand times that nobody signed, and an initial may be left out
        assert whole
        assert way[-1] == "at" or (way[0] == "initials" and len(way) <= 2)


@settings(max_examples=60, deadline=None)
@given(what=st.sampled_from(["drop", "swap", "twice", "edit", "cut"]), a=LINE, b=LINE)
def test_a_log_that_was_tampered_with_never_verifies(
    signed: DiskWorld, what: str, a: int, b: int
) -> None:
    data = export.log(signed.office, signed.session("Mona"))
    lines = data.split(b"\n")[:-1]
    a, b = a % len(lines), b % len(lines)
    changed = list(lines)
    if what == "drop":
        del changed[a]
    elif what == "swap":
        changed[a], changed[b] = changed[b], changed[a]
    elif what == "twice":
        changed.insert(b, changed[a])
    elif what == "edit":
        at = (a * 31 + b) % len(changed[a])
        changed[a] = changed[a][:at] + bytes([changed[a][at] ^ 1]) + changed[a][at + 1 :]
    else:
        changed = changed[: max(1, a)]
    again = b"\n".join(changed) + b"\n"
    if again == data:
        return
    try:
        verdict = verify_bytes(again)
    except UnreadableInput:
        return
    if verdict.sound:
        # receipts may stand in any order, and records of different rooms between one another
        assert what == "swap"
        assert sorted(changed) == sorted(lines)


def test_a_roll_back_shows_against_an_earlier_receipt(world: DiskWorld, tmp_path: Path) -> None:
    world.office.store.backup(tmp_path / "old.sqlite")
    kept = world.done("Ada", "message", room="room:iran", text="new", leave="no")
    assert isinstance(kept, tuple)
    assert verify_bytes(export.log(world.office, world.session("Ada")), "", kept).sound
    old = Office(Store(tmp_path / "old.sqlite"), cost=CHEAPEST)
    session = old.session(world.cookies["Ada"], NOON)
    assert session is not None
    data = export.log(old, session)
    assert verify_bytes(data).sound
    assert [f.code for f in verify_bytes(data, "", kept).findings] == ["GO714"]
    old.store.close()


def test_talks_are_convened_once_and_only_if_they_can_be(tmp_path: Path) -> None:
    convene(tmp_path / "t", SETUP, NOON)
    with pytest.raises(TalksError, match="exists already"):
        convene(tmp_path / "t", SETUP, NOON)
    lame = Setup(
        title="", parties={"a": "A"}, delegations={"a": [], "b": ["x"]}, mediators=[], languages=()
    )
    with pytest.raises(TalksError) as caught:
        convene(tmp_path / "u", lame, NOON)
    assert len(caught.value.findings) == 5
    assert not (tmp_path / "u").exists()


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    for name, data in (("no", None), ("text", b"hello " * 500), ("empty", b"")):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(StorageError, match="GO701"):
            Store(tmp_path / name)


def test_passphrases_are_long_and_forgiving() -> None:
    words = new_passphrase()
    assert [len(w) for w in words.split()] == [5] * 6
    assert tidy(f" {words.upper().replace(' ', '-')}\n") == words


@given(st.binary(min_size=32, max_size=32))
def test_a_token_survives_its_link(token: bytes) -> None:
    assert read_token(token_text(token)) == token


@given(st.text(max_size=60))
def test_what_is_no_token_is_none(text: str) -> None:
    token = read_token(text)
    assert token is None or token_text(token) == text
