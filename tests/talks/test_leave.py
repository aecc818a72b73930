"""Leave: what may be passed on, to whom, as of when, by whose word; one rule, held at random."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.talks.leave_machine import STEPS, Leave
from tests.talks.world import PEOPLE, DiskWorld, RulesWorld, count

from goodoffices.talks.convening import Setup
from goodoffices.talks.nouns import Member, Refusal

LATER = "2025-05-14T13:00:00Z"
THREE = Setup(
    title="Three",
    parties={"iran": "Iran", "us": "United States", "oman": "Oman"},
    delegations={"iran": ["Ada", "Arya"], "us": ["Ben"], "oman": ["Cyd"]},
    mediators=["Mona"],
)


def three() -> RulesWorld:
    people = {**PEOPLE, "Cyd": Member("cyd", "Cyd", "party", "oman", head=True)}
    return RulesWorld(people=people, parties=dict(THREE.parties))


def why(answer: object) -> str:
    return answer.why if isinstance(answer, Refusal) else ""


def said(world: RulesWorld, who: str, leave: object, text: str = "WORDS") -> int:
    party = world.people[who].party
    done = world.done(who, "message", room=f"room:{party}", text=text, leave=leave)
    return done[0].seq


def laid(world: RulesWorld, seq: int, to: str = "us", words: str = "WORDS") -> int:
    word = {"party": "iran", "message": seq, "to": to, "words": words}
    return world.done("Mona", "relay.word", **word)[0].seq


def sent(world: RulesWorld, relay: int) -> object:
    return world.act("Mona", "relay.send", party="iran", relay=relay)


@pytest.mark.parametrize("way", [["your words"], ["no"], ["no", "as is"], ["your words", "as is"]])
def test_any_change_of_leave_makes_void_what_was_laid_and_not_sent(way: list[str]) -> None:
    world = RulesWorld()
    seq = said(world, "Ada", "as is")
    relay = laid(world, seq)
    for level in way:
        world.done("Ada", "permit", message=seq, leave=level)
    assert why(sent(world, relay)) in ("leave_changed", "leave_withdrawn")
    assert world.state("Mona").passable("iran") == world.state("Ada").passable("iran") == ()
    if way[-1] == "as is":
        assert not isinstance(sent(world, laid(world, seq)), Refusal), "laid anew it may go"


def test_confirmed_words_are_void_too_and_cannot_be_confirmed_any_more() -> None:
    world = RulesWorld()
    seq = said(world, "Ada", "your words")
    one, two = laid(world, seq, words="One."), laid(world, seq, words="Two.")
    world.done("Ada", "relay.answer", relay=one, answer="yes")
    world.done("Arya", "permit", message=seq, leave="no")
    world.done("Ada", "permit", message=seq, leave="your words")
    assert why(sent(world, one)) == "leave_changed"
    assert why(world.act("Ada", "relay.answer", relay=two, answer="yes")) == "leave_changed"


def test_only_the_head_widens_and_anybody_narrows() -> None:
    world = RulesWorld()
    seq = said(world, "Ada", "no")
    for level in ("your words", "as is"):
        assert why(world.act("Arya", "permit", message=seq, leave=level)) == "head_widens"
    world.done("Ada", "permit", message=seq, leave="as is")
    world.done("Arya", "permit", message=seq, leave="your words")
    assert why(world.act("Arya", "permit", message=seq, leave="as is")) == "head_widens"
    world.done("Arya", "permit", message=seq, leave="no")
    assert why(world.act("Arya", "permit", message=seq, leave="no")) == "leave_is_so"


def test_a_delegate_lets_own_words_go_only_with_the_heads_consent() -> None:
    world = RulesWorld()
    seq = said(world, "Arya", "as is")
    word = {"party": "iran", "message": seq, "to": "us", "words": "WORDS"}
    assert why(world.act("Mona", "relay.word", **word)) == "no_leave"
    message = world.state("Mona").message("room:iran", seq)
    assert message is not None
    assert (message.level("us"), message.asked["us"].level) == ("no", "as is")
    world.now = LATER
    world.done("Ada", "permit", message=seq, leave="as is")
    _sent, received = world.done("Mona", "relay.send", party="iran", relay=laid(world, seq))
    assert (received.data["how"], received.data["by"]) == ("as is", "Ada")
    assert received.data["at"] == LATER


def test_leave_names_the_party_it_is_for() -> None:
    world = three()
    seq = said(world, "Ada", {"us": "as is"})
    word = {"party": "iran", "message": seq, "words": "WORDS"}
    assert why(world.act("Mona", "relay.word", to="oman", **word)) == "no_leave"
    relay = laid(world, seq)
    world.done("Ada", "permit", message=seq, leave="as is", to="oman")
    assert not isinstance(sent(world, relay), Refusal), "leave for another voids nothing of this"
    assert why(world.act("Ada", "permit", message=seq, leave="no", to="iran")) == "between_parties"
    strange = {"room": "room:iran", "text": "x", "leave": {"france": "as is"}}
    assert why(world.act("Ada", "message", **strange)) == "between_parties"


def test_leave_is_withdrawn_for_every_party_not_yet_told() -> None:
    world = three()
    seq = said(world, "Ada", "as is")
    world.done("Mona", "relay.send", party="iran", relay=laid(world, seq))
    waiting = laid(world, seq, to="oman")
    world.done("Arya", "permit", message=seq, leave="no")
    assert isinstance(sent(world, waiting), Refusal)
    word = {"party": "iran", "message": seq, "to": "oman", "words": "WORDS"}
    assert why(world.act("Mona", "relay.word", **word)) == "no_leave"
    assert "WORDS" not in repr(world.seen("Cyd"))


def test_confirmed_stands_only_where_someone_confirmed() -> None:
    world = RulesWorld()
    seq = said(world, "Ada", "as is")
    _sent, received = world.done("Mona", "relay.send", party="iran", relay=laid(world, seq))
    assert received.data["how"] == "as is"
    assert "confirm" not in repr(received.data)
    other = said(world, "Ada", "your words")
    relay = laid(world, other, words="Mine.")
    assert why(sent(world, relay)) == "not_confirmed"
    world.now = LATER
    world.done("Ada", "relay.answer", relay=relay, answer="yes")
    _sent, received = world.done("Mona", "relay.send", party="iran", relay=relay)
    assert (received.data["how"], received.data["by"]) == ("confirmed", "Ada")
    assert received.data["at"] == LATER


def test_the_same_words_are_not_told_twice() -> None:
    world = RulesWorld()
    seq = said(world, "Ada", "as is")
    world.done("Mona", "relay.send", party="iran", relay=laid(world, seq))
    word = {"party": "iran", "message": seq, "to": "us", "words": "WORDS"}
    assert why(world.act("Mona", "relay.word", **word)) == "passed_on_already"


def test_leave_as_older_talks_kept_it_is_read_by_the_rule_of_today() -> None:
    world = RulesWorld()
    said = {"party": "iran", "text": "WORDS", "leave": "as is"}
    by_head = world.write("room:iran", "message", {**said, "name": "Ada"}, "ada").seq
    by_delegate = world.write("room:iran", "message", {**said, "name": "Arya"}, "arya").seq
    old = {"to": "us", "words": "WORDS", "confirmed_at": world.now}
    relays = [
        world.write("room:iran", "relay.worded", {**old, "message": seq}, "mona").seq
        for seq in (by_head, by_delegate)
    ]
    shown = world.state("Mona").passable("iran")
    assert [(p.relay, p.how, p.by) for p in shown] == [(relays[0], "as is", "Ada")]
    assert why(sent(world, relays[1])) == "leave_withdrawn", "no head had consented"
    world.write("room:iran", "permitted", {"message": by_head, "leave": "your words"}, "arya")
    assert why(sent(world, relays[0])) == "leave_changed"


def test_leave_is_the_same_size_on_the_disk_however_wide(tmp_path: Path) -> None:
    sizes = set()
    for number, level in enumerate(("no", "your words", "as is")):
        (tmp_path / str(number)).mkdir()
        world = DiskWorld(tmp_path / str(number))
        world.done("Ada", "message", room="room:iran", text="WORDS", leave=level)
        newest = "SELECT length(box) FROM records ORDER BY n DESC LIMIT 1"
        sizes.add(world.office.store.read(newest)[0][0])
        world.close()
    assert len(sizes) == 1


def keep_leave(examples: int, steps: int = 50, phases: Sequence[Phase] = tuple(Phase)) -> None:
    """Play talks at random against the model of leave."""
    run_state_machine_as_test(
        Leave,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.no_cover
def test_no_words_reach_a_party_outside_the_leave_in_force() -> None:
    before = STEPS["taken"]
    keep_leave(count(80))
    taken = STEPS["taken"] - before
    print(f"\n{taken} acts of two to four parties")
    assert taken > 2_000
