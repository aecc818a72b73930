"""Acknowledged is done: retries, time inside the transaction; and what a sealed ballot leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.world import EVENING, NIGHT, NOON, DiskWorld, clause

from goodoffices.talks.nouns import Refusal
from goodoffices.talks.rules import moved
from goodoffices.talks.sealing import Seed
from goodoffices.talks.state import Proposal
from goodoffices.talks.watch import Watch

BEFORE = "2025-05-14T17:59:58Z"
AFTER = "2025-05-14T18:00:07Z"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


def why(answer: object) -> str:
    return answer.why if isinstance(answer, Refusal) else ""


def ballot(world: DiskWorld, mode: str = "sealed") -> None:
    world.done("Mona", "text.draft", title="T", clauses=[clause("5")])
    for who in ("Ada", "Ben"):
        world.done(who, "rules.accept")
    world.done("Mona", "proposal.make", draft="1", mode=mode, closes=EVENING)


def test_a_retry_is_one_only_while_its_effect_stands(world: DiskWorld) -> None:
    [said] = world.done("Ada", "message", room="room:iran", text="WORDS", leave="as is")
    level = {"message": said.seq}
    first = world.done("Ada", "permit", key="page 1", leave="no", **level)
    assert world.act("Ada", "permit", key="page 1", leave="no", **level) == first
    world.done("Ada", "permit", key="page 2", leave="as is", **level)
    again = world.act("Ada", "permit", key="page 1", leave="no", **level)
    assert why(again) == "overtaken"
    world.done("Arya", "permit", key="page 3", leave="no", **level)
    assert world.state("Ada").messages[0].leave == "no"


@pytest.mark.parametrize("mode", ["mediator", "sealed"])
def test_yes_no_yes_from_three_pages_is_never_told_kept_while_no_stands(
    world: DiskWorld, mode: str
) -> None:
    ballot(world, mode)
    cast = {"proposal": "1"}
    world.done("Ben", "ballot.cast", key="page 1", answer="yes", **cast)
    world.done("Ben", "ballot.cast", key="page 2", answer="no", **cast)
    assert why(world.act("Ben", "ballot.cast", key="page 1", answer="yes", **cast)) == "overtaken"
    world.done("Ben", "ballot.cast", key="page 3", answer="yes", **cast)
    assert world.state("Ben").ballots[1, "us"] is True


RETRIED = [
    ("Ada", "text.answer", {"draft": "1", "clause": "1", "answer": "accept"}, {"answer": "cannot"}),
    (
        "Mona",
        "proposal.extend",
        {"proposal": "1", "closes": NIGHT},
        {"closes": "2025-05-15T01:00:00Z"},
    ),
    (
        "Ada",
        "worth.give",
        {"issues": {"e": {"weight": "1", "values": {"a": "1"}}}, "walk_away": "1"},
        {"walk_away": "2"},
    ),
]


@pytest.mark.parametrize(("who", "kind", "first", "then"), RETRIED, ids=[r[1] for r in RETRIED])
def test_whatever_can_be_changed_is_not_retried_over_its_change(
    world: DiskWorld, who: str, kind: str, first: dict, then: dict
) -> None:
    ballot(world)
    kept = world.done(who, kind, key="page 1", **first)
    assert world.act(who, kind, key="page 1", **first) == kept
    world.done(who, kind, key="page 2", **{**first, **then})
    assert why(world.act(who, kind, key="page 1", **first)) == "overtaken"


def test_words_laid_out_are_not_told_as_laid_once_they_are_void(world: DiskWorld) -> None:
    [said] = world.done("Ada", "message", room="room:iran", text="WORDS", leave="as is")
    word = {"party": "iran", "message": said.seq, "to": "us", "words": "WORDS"}
    world.done("Mona", "relay.word", key="page 1", **word)
    world.done("Ada", "permit", message=said.seq, leave="no")
    assert why(world.act("Mona", "relay.word", key="page 1", **word)) == "overtaken"


def test_the_time_is_that_of_the_transaction(world: DiskWorld) -> None:
    ballot(world)
    session = world.session("Ben")
    cast = {"proposal": "1", "answer": "yes"}
    world.office.act(session, "ballot.cast", cast, "in time", lambda: BEFORE).result()
    # the page was asked for in time; the writer came to it when the time was over
    late = world.office.act(session, "ballot.cast", {**cast, "answer": "no"}, "late", lambda: AFTER)
    assert why(late.result()) == "ballot_over"
    assert world.state("Ben").ballots[1, "us"] is True


def test_a_counted_ballot_leaves_nothing_that_tells_single_answers(world: DiskWorld) -> None:
    ballot(world)
    for who, answer in (("Ada", "yes"), ("Ben", "no")):
        world.done(who, "ballot.cast", proposal="1", answer=answer)
    store = world.office.store
    [(kept,)] = store.read("SELECT secret FROM clerks")
    clerk = Seed(world.session("Mona").ring["desk"].opened("clerk", kept))
    sealed = [row[0] for row in store.read("SELECT sealed FROM ballots")]
    # until it is counted, whoever has the file and the desk's key opens them: the ballot says so
    assert {json.loads(clerk.open(s))["party"] for s in sealed} == {"iran", "us"}
    assert len({len(s) for s in sealed}) == 1, "a ballot's size tells whose it is"
    world.now = NIGHT
    world.enter_all()
    world.office.settle(world.session("Otto"), NIGHT)
    assert world.state("Otto").proposals[0].result is False
    assert store.read("SELECT count(*) FROM ballots") == [(0,)]
    assert store.read("SELECT count(*) FROM clerks") == [(0,)]
    left = b"".join(path.read_bytes() for path in world.path.parent.glob(world.path.name + "*"))
    assert kept not in left
    assert not any(s in left for s in sealed)


def test_a_head_invited_anew_answers_a_sealed_ballot(world: DiskWorld) -> None:
    ballot(world)
    ben = world.session("Ben").member.id
    made = world.office.renew(world.session("Mona"), ben, NOON).result()
    assert not isinstance(made, Refusal)
    taken = world.office.take_up(made[1], NOON).result()
    assert taken is not None
    world.cookies["Ben"] = taken[2]
    world.done("Ben", "ballot.cast", proposal="1", answer="yes")
    world.done("Ada", "ballot.cast", proposal="1", answer="yes")
    world.now = NIGHT
    session = world.office.session(world.cookies["Mona"], NOON)
    assert session is not None
    world.office.settle(session, NIGHT)
    assert world.office.view(session).state.proposals[0].result is True


def test_answers_of_one_kind_are_of_one_size_on_the_disk(tmp_path: Path) -> None:
    def size(number: int, kind: str, **raw: object) -> int:
        (tmp_path / f"{number}").mkdir()
        world = DiskWorld(tmp_path / f"{number}")
        ballot(world)
        [said] = world.done("Ada", "message", room="room:iran", text="W", leave="your words")
        word = {"party": "iran", "message": said.seq, "to": "us", "words": "V"}
        world.done("Mona", "relay.word", **word)
        world.done("Ada", kind, **raw)
        newest = "SELECT length(box) FROM records ORDER BY n DESC LIMIT 1"
        found = world.office.store.read(newest)[0][0]
        world.close()
        return int(found)

    clauses = [
        size(n, "text.answer", draft="1", clause="1", answer=answer)
        for n, answer in enumerate(("accept", "live", "cannot"))
    ]
    ballots = [
        size(10 + n, "ballot.cast", proposal="1", answer=a) for n, a in enumerate(("yes", "no"))
    ]
    relay = [size(20 + n, "relay.answer", relay="6", answer=a) for n, a in enumerate(("yes", "no"))]
    assert [len(set(each)) for each in (clauses, ballots, relay)] == [1, 1, 1]


# the time moves when the server did not answer

OPEN = Proposal(number=1, draft=1, hash="ab", mode="sealed", closes=EVENING, clerk="cd")


@pytest.mark.parametrize(
    ("silent", "back", "closes"),
    [
        ("2025-05-14T17:59:50Z", "2025-05-14T18:00:10Z", "2025-05-14T18:10:10Z"),
        ("2025-05-14T17:40:00Z", "2025-05-14T19:00:00Z", "2025-05-14T19:10:00Z"),
        ("2025-05-14T17:52:00Z", "2025-05-14T17:53:00Z", "2025-05-14T18:03:00Z"),
        ("2025-05-14T17:59:55Z", "2025-05-14T18:00:03Z", None),  # too short to hinder anybody
        ("2025-05-14T17:00:00Z", "2025-05-14T17:49:00Z", None),  # ten minutes were left
        ("2025-05-14T18:00:00Z", "2025-05-14T19:00:00Z", None),  # after the time
    ],
)
def test_a_silence_near_the_time_moves_it(silent: str, back: str, closes: str | None) -> None:
    event = moved(OPEN, silent, back)
    assert (event.data["closes"] if event else None) == closes


def test_a_ballot_whose_time_came_in_a_silence_is_open_again_and_the_log_says_why(
    world: DiskWorld,
) -> None:
    ballot(world)
    world.done("Ada", "ballot.cast", proposal="1", answer="yes")
    watch = world.office.watch
    watch.tick("2025-05-14T17:59:40Z", 100.0)
    watch.tick("2025-05-14T18:00:20Z", 140.0)
    world.now = "2025-05-14T18:05:00Z"
    world.enter_all()
    assert world.office.settle(world.session("Otto"), world.now) is False
    proposal = world.state("Otto").proposals[0]
    assert (proposal.result, proposal.closes) == (None, "2025-05-14T18:10:20Z")
    world.done("Ben", "ballot.cast", proposal="1", answer="yes")
    [told] = [
        e for e in world.office.view(world.session("Otto")).events("table") if "moved" in e.kind
    ]
    assert (told.data["silent"], told.data["back"], told.by) == (
        "2025-05-14T17:59:40Z",
        "2025-05-14T18:00:20Z",
        "clerk",
    )
    world.now = "2025-05-14T18:10:20Z"
    assert world.office.settle(world.session("Otto"), world.now) is False
    assert world.state("Otto").proposals[0].result is True, "moved once, not for ever"


def test_a_server_that_was_stopped_knows_how_long_it_was_away(world: DiskWorld) -> None:
    world.office.watch.tick("2025-05-14T17:55:00Z", 5.0)
    world.office.store.write(lambda _writer: None).result()
    again = Watch(world.office.store)
    again.tick("2025-05-14T18:20:00Z", 3.0)
    assert again.silences == [("2025-05-14T17:55:00Z", "2025-05-14T18:20:00Z")]
    again.tick("2025-05-14T18:20:01Z", 4.0)
    assert len(again.silences) == 1


def test_a_clock_that_is_set_is_no_silence_and_a_library_has_none(world: DiskWorld) -> None:
    watch = Watch(world.office.store)
    watch.answering(NOON, 0.0)
    assert watch.silences == []
    watch.tick(NOON, 0.0)
    watch.tick(NIGHT, 1.0)
    assert watch.silences == []
