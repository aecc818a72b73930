"""The sample talks open full: each of the three seats shows at once what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.world import NOON
from tests.trust.caller import House

from goodoffices.talks import export
from goodoffices.talks.keyring import Session
from goodoffices.talks.office import Office
from goodoffices.talks.sample import convene_sample
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify_bytes


class SampleWorld:
    """The sample in a real store, its three seats taken."""

    def __init__(self, folder: Path) -> None:
        self.now = NOON
        self.path = folder / "sample.talks"
        invitations = convene_sample(self.path, NOON)
        self.office = Office(Store(self.path), cost=CHEAPEST)
        self.cookies = {}
        for invitation in invitations:
            taken = self.office.take_up(invitation.token, NOON).result()
            assert taken is not None
            self.cookies[invitation.member.party or "mediator"] = taken[2]

    def session(self, who: str) -> Session:
        session = self.office.session(self.cookies[who], self.now)
        assert session is not None
        return session

    def close(self) -> None:
        self.office.store.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(SampleWorld(tmp_path_factory.mktemp("sample")))  # type: ignore[arg-type]
    yield made
    made.close()


def test_three_seats_are_handed_out(home: House) -> None:
    assert sorted(home.world.cookies) == ["iran", "mediator", "us"]


def test_the_mediators_desk_has_two_rooms_a_text_and_things_to_do(home: House) -> None:
    state = home.world.office.view(home.world.session("mediator")).state
    assert 18 <= len(state.messages) <= 25
    assert {m.party for m in state.messages} == {None, "us", "iran"}
    assert state.draft is not None
    assert not state.draft.settled
    assert [p.open(NOON) for p in state.proposals] == [True]
    assert set(state.worths) == {"us", "iran"}
    desk = home.get("mediator", "/desk").text
    assert "await its yes" in desk
    assert "until they are settled nothing can be proposed" in desk
    assert "package" in home.get("mediator", "/desk/packages").text


def test_each_head_finds_words_of_the_other_side_and_something_to_answer(home: House) -> None:
    for who, other in (("iran", "us"), ("us", "iran")):
        state = home.world.office.view(home.world.session(who)).state
        page = home.get(who, "/room").text
        assert "passed on by the mediator" in page
        assert {m.party for m in state.messages} <= {None, who}
        assert f"room:{other}" not in {m.room for m in state.messages}
    assert "Please confirm or decline these words" in home.get("iran", "/room").text
    assert 'name="answer"' in home.get("us", "/proposals/1").text


def test_it_can_be_acted_on_as_it_stands(home: House) -> None:
    """What waits can be answered: the sample is made by the rules and goes on by them."""
    office, now = home.world.office, home.world.now
    waiting = office.view(home.world.session("iran")).state.relays[-1]
    acts = (
        ("iran", "relay.answer", {"relay": str(waiting.seq), "answer": "1"}),
        ("mediator", "relay.send", {"party": "iran", "relay": str(waiting.seq)}),
        ("us", "ballot.cast", {"proposal": "1", "answer": "1"}),
    )
    for who, kind, fields in acts:
        answer = office.act(home.world.session(who), kind, fields, kind, now).result()
        assert isinstance(answer, tuple), (who, kind, answer)
    for who in home.world.cookies:
        copy = export.log(office, home.world.session(who))
        assert verify_bytes(copy).sound, who
