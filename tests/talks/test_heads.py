"""One head a delegation: who may change it, what waits, who is told; and taking back a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.shuttle import play
from tests.talks.test_done import ballot
from tests.talks.world import EVENING, NIGHT, NOON, SIGNED, DiskWorld, RulesWorld, clause
from tests.trust.caller import house

from goodoffices.talks import export
from goodoffices.talks.nouns import Refusal
from goodoffices.talks.verify import verify_bytes

NEXT_DAY = "2025-05-15T12:00:00Z"
THREE_DAYS = "2025-05-17T12:00:00Z"
ANNEX = {"heading": "Map", "text": "The sites."}


def why(answer: object) -> str:
    return answer.why if isinstance(answer, Refusal) else ""


@pytest.fixture
def world() -> RulesWorld:
    return joined()


def joined() -> RulesWorld:
    made = RulesWorld()
    for who in ("Ada", "Arya"):
        made.write("room:iran", "member.joined", {"key": SIGNED["key"]}, who.lower())
    return made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


def test_the_mediator_cannot_add_a_second_head_whatever_it_sends(disk: DiskWorld) -> None:
    ballot(disk)
    mona = disk.session("Mona")
    made = disk.office.invite(mona, "Stand-in", "room:us", NOON, head=True).result()
    assert why(made) == "head_sits"
    with_field = {"name": "Stand-in", "room": "room:us", "head": "yes"}
    with house(disk.path.parent / "h") as pages:
        answer = pages.post("Mona", "/desk/members", "/desk/members", **with_field)
        heads = [m for m in pages.world.state("Mona").members.values() if m.head]
        assert answer.status in (200, 409)
        assert sorted(m.name for m in heads) == ["Ada", "Ben"]


def test_a_second_head_of_older_talks_is_a_delegate(world: RulesWorld) -> None:
    added = {"member": "x", "name": "Stand-in", "head": "yes"}
    world.write("room:us", "member.added", added, "mona")
    assert world.state("Mona").heads["us"].member == "ben"
    assert not world.state("Mona").members["x"].head


def test_the_head_hands_over_and_the_new_heads_acts_wait(world: RulesWorld) -> None:
    world.done("Ada", "head.hand", member="arya")
    assert [e.kind for e in world.seen("Otto")][-1] == "head.changed", "all are told"
    assert why(world.act("Ada", "rules.accept")) == "head_only"
    assert why(world.act("Arya", "rules.accept")) == "head_waits"
    seq = world.done("Ada", "message", room="room:iran", text="x", leave="as is")[0].seq
    assert why(world.act("Arya", "permit", message=seq, leave="as is")) == "head_waits"
    assert why(world.act("Arya", "head.hand", member="ada")) == "head_waits"
    world.now = NEXT_DAY
    world.done("Arya", "rules.accept")
    world.done("Arya", "permit", message=seq, leave="as is")
    assert world.state("Mona").passable("iran") == ()


def test_a_head_hands_over_only_to_a_fellow_who_has_joined(world: RulesWorld) -> None:
    for member in ("ben", "nobody", "mona"):
        assert why(world.act("Ada", "head.hand", member=member)) == "no_member_of_delegation"
    assert why(world.act("Ada", "head.hand", member="ada")) == "heads_already"


def test_a_head_the_mediator_names_is_seated_only_if_the_sitting_one_lets_it(
    world: RulesWorld,
) -> None:
    call = {"party": "iran", "member": "arya"}
    world.done("Mona", "head.call", **call)
    assert world.seen("Ada")[-1].kind == "head.called", "the delegation is told as what it is"
    assert why(world.act("Mona", "head.call", **call)) == "called_already"
    assert why(world.act("Mona", "head.seat", party="iran")) == "may_still_keep"
    assert why(world.act("Arya", "head.keep")) == "head_only"
    world.done("Ada", "head.keep")
    world.now = THREE_DAYS
    assert why(world.act("Mona", "head.seat", party="iran")) == "not_called"
    world.done("Mona", "head.call", **call)
    world.now = "2025-05-20T11:59:59Z"
    assert why(world.act("Mona", "head.seat", party="iran")) == "may_still_keep"
    world.now = "2025-05-20T12:00:00Z"
    [told] = world.done("Mona", "head.seat", party="iran")
    assert (told.room, told.data["from"], told.data["name"]) == ("table", "Ada", "Arya")
    assert why(world.act("Arya", "rules.accept")) == "head_waits"


def test_an_agreement_names_the_heads_and_since_when_in_what_is_signed(disk: DiskWorld) -> None:
    arya = disk.session("Arya").member.id
    disk.done("Ada", "head.hand", member=arya)
    disk.now = NEXT_DAY
    disk.enter_all()
    disk.done("Mona", "text.draft", title="T", clauses=[clause("5")])
    for who in ("Arya", "Ben"):
        disk.done(who, "rules.accept")
    soon = "2025-05-15T12:05:00Z"
    disk.done("Mona", "proposal.make", draft="1", mode="mediator", closes=soon)
    for who in ("Arya", "Ben"):
        disk.done(who, "ballot.cast", proposal="1", answer="yes")
    disk.now = soon
    disk.office.settle(disk.session("Mona"), soon)
    disk.done("Mona", "agreement.open", draft="1", annexes=[])
    for who in ("Arya", "Ben"):
        disk.done(who, "agreement.sign")
    copy = export.agreement(disk.state("Otto"))
    assert copy is not None
    heads = json.loads(copy)["manifest"]["heads"]
    assert [(h["party"], h["head"], h["since"]) for h in heads] == [
        ("iran", "Arya", NOON),
        ("us", "Ben", NOON),
    ]
    assert verify_bytes(copy).sound
    assert not verify_bytes(copy.replace(b'"head":"Arya"', b'"head":"Adaa"')).sound


def laid_out(world: RulesWorld | DiskWorld) -> None:
    play(world)
    world.done("Mona", "agreement.open", draft=3, annexes=[])


def test_a_text_nobody_signed_is_taken_back_at_once_and_another_laid_out() -> None:
    world = RulesWorld()
    laid_out(world)
    old = world.state("Ada").agreement
    assert old is not None
    world.done("Mona", "agreement.recall")
    assert world.state("Ada").agreement is None
    world.done("Mona", "agreement.open", draft=3, annexes=[ANNEX])
    # a page made before shows another text: its button signs nothing
    assert why(world.act("Ada", "agreement.sign", hash=old.hash)) == "other_agreement"
    world.done("Ada", "agreement.sign")


def test_a_text_somebody_signed_is_taken_back_only_with_the_signers_consent() -> None:
    world = RulesWorld()
    laid_out(world)
    world.done("Ada", "agreement.sign")
    world.done("Mona", "agreement.recall")
    assert world.state("Ada").agreement is not None
    assert why(world.act("Ben", "agreement.sign")) == "agreement_recalled"
    assert why(world.act("Ben", "agreement.release")) == "released_already"
    assert why(world.act("Arya", "agreement.release")) == "head_only"
    world.done("Ada", "agreement.release")
    assert world.state("Ada").agreement is None
    drafted = {"title": "Understanding", "clauses": [clause("At 3.67 per cent.", "agreed")]}
    world.done("Mona", "text.draft", **drafted)
    world.done("Mona", "agreement.open", draft=3, annexes=[])
    assert world.state("Ada").agreement.signatures == {}  # type: ignore[union-attr]


def test_what_all_have_signed_stands() -> None:
    world = RulesWorld()
    laid_out(world)
    for who in ("Ada", "Ben"):
        world.done(who, "agreement.sign")
    assert why(world.act("Mona", "agreement.recall")) == "signed_by_all"


def voted(annexes: list[dict[str, str]]) -> RulesWorld:
    world = RulesWorld()
    world.done("Mona", "text.draft", title="T", clauses=[clause("5")])
    for who in ("Ada", "Ben"):
        world.done(who, "rules.accept")
    made = {"draft": 1, "mode": "mediator", "closes": EVENING}
    world.done("Mona", "proposal.make", annexes=annexes, **made)
    closed = {"proposal": 1, "agreed": True}
    world.write("table", "proposal.closed", closed, "clerk", EVENING)
    world.now = NIGHT
    return world


def test_annexes_are_those_of_the_ballot() -> None:
    opened = {"draft": 1, "annexes": [ANNEX]}
    assert why(voted([]).act("Mona", "agreement.open", **opened)) == "annexes_not_agreed"
    other = [{**ANNEX, "text": "Other sites."}]
    assert why(voted(other).act("Mona", "agreement.open", **opened)) == "annexes_not_agreed"
    for annexes in ([ANNEX], []):
        world = voted([ANNEX])
        world.done("Mona", "agreement.open", draft=1, annexes=annexes)
        laid = world.state("Otto").agreement
        assert laid is not None
        assert list(laid.annexes) == [ANNEX], "they come with the proposal"


def test_the_log_holds_the_rules_that_were_accepted(world: RulesWorld) -> None:
    [accepted] = world.done("Ada", "rules.accept")
    for words in ("No answer is no.", "more time", "ten minutes after it answers again"):
        assert words in accepted.data["rules"]
