"""T2 to the byte: two worlds that differ only in secrets answer a party and an observer alike."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.talks.test_rules import SECRET, SHARED
from tests.talks.world import DiskWorld, count, steady
from tests.trust.caller import Answer, House

from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

PAGES = (
    "/",
    "/room",
    "/notes",
    "/table",
    "/text",
    "/text/1",
    "/text/2/changes",
    "/history?clause=1",
    "/proposals",
    "/proposals/1",
    "/agreement",
    "/worth",
    "/sessions",
    "/keys",
    "/log",
    "/receipt/room:iran/3",
    "/receipt/room:us/3",
    "/receipt/table/2",
    "/desk",
    "/desk/rooms/us",
    "/nothing",
)


class Twins:
    """One convened talks, copied into as many worlds as are needed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.first = DiskWorld(folder)
        self.first.close()
        self.made = 0
        # the clerk's key is public and random; twins must draw the same one
        monkeypatch.setattr("goodoffices.talks.office.new_key", lambda: b"c" * 32)

    def world(self) -> House:
        """Return a world as it was convened, its later salts the same in all twins."""
        self.made += 1
        path = self.folder / f"twin{self.made}.sqlite"
        shutil.copy(self.first.path, path)
        world = DiskWorld.__new__(DiskWorld)
        world.path, world.now = path, self.first.now
        world.passphrases, world.cookies = self.first.passphrases, dict(self.first.cookies)
        world.office = Office(Store(path), cost=CHEAPEST, entropy=steady)
        return House(world)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with pytest.MonkeyPatch.context() as patch:
        yield Twins(tmp_path_factory.mktemp("twins"), patch)


KEY = re.compile(rb'name="key" value="[0-9a-f]{24}"')


def whole(answer: Answer) -> object:
    """Return every byte of an answer but the forms' keys, which are random for everybody."""
    status, headers, body = answer.whole
    return status, headers, KEY.sub(b"a key", body)


def witness(house: House, steps: list, secrets: list) -> list[object]:
    """Play shared acts with secrets between them; return every byte Ada and Otto are sent."""
    hidden = iter(secrets)
    seen: list[object] = []
    world = house.world
    for number, (who, kind, raw) in enumerate(steps):
        for secret in islice(hidden, 2):
            world.now = f"2025-05-14T12:{number:02}:{10 + len(secret[1]):02}Z"
            world.act(secret[0], secret[1], **secret[2])
        world.now = f"2025-05-14T12:{number:02}:59Z"
        if (who, kind) == ("Ada", "message") and raw["room"] == "room:iran":
            form = {"text": raw["text"], "leave": "no"}
            seen.append(whole(house.post("Ada", "/room/messages", "/room", **form)))
        else:
            answer = world.act(who, kind, **raw)
            if who == "Ada":
                seen.append(answer)
    seen += [whole(house.get(who, page)) for who in ("Ada", "Otto") for page in PAGES]
    return seen


def differs(twins: Twins, steps: list, first: list, second: list) -> bool:
    """Tell whether two worlds with different secrets can be told apart."""
    views = []
    for secrets in (first, second):
        house = twins.world()
        try:
            views.append(witness(house, steps, secrets))
        finally:
            house.close()
            for leftover in twins.folder.glob(house.world.path.name + "*"):
                leftover.unlink()
    return views[0] != views[1]


@settings(max_examples=count(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SHARED, max_size=10), st.lists(SECRET, max_size=20), st.lists(SECRET, max_size=20))
def test_not_a_byte_differs(twins: Twins, steps: list, first: list, second: list) -> None:
    assert not differs(twins, steps, first, second)


def test_a_full_ballot_looks_the_same_to_the_one_who_said_no(twins: Twins) -> None:
    from tests.talks.shuttle import play
    from tests.talks.world import NIGHT

    seen = []
    for ben in ("yes", "no"):
        house = twins.world()
        play(house.world, "mediator", ben)
        house.world.act("Ada", "ballot.cast", proposal=1, answer="no")
        before = [whole(house.get(w, page)) for w in ("Ada", "Otto") for page in PAGES]
        house.world.now = NIGHT
        for who in ("Ada", "Otto"):
            session = house.world.office.session(house.world.cookies[who], "2025-05-14T12:20:00Z")
            assert session is not None
            house.world.office.settle(session, NIGHT)
        house.world.now = "2025-05-14T12:25:00Z"
        after = [whole(house.get(w, page)) for w in ("Ada", "Otto") for page in PAGES]
        seen.append((before, after))
        house.close()
    assert seen[0] == seen[1]
    assert b"No agreement" in b"".join(answer[2] for answer in seen[0][1])
