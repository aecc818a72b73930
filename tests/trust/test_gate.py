"""T1 and T5: every route × method × caller × object × phase, every answer's headers, every origin.

The router itself is enumerated, so a new route is covered on the day it is written.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.talks.shuttle import finish, play
from tests.talks.world import NOON, DiskWorld
from tests.trust.caller import Answer, House

from goodoffices.talks.pages.app import DOORS
from goodoffices.talks.pages.guard import HEADERS, SCRIPTED, Door

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
OBJECTS = {
    "party": ("iran", "us", "france"),
    "draft": ("1", "99", "x"),
    "proposal": ("1", "99", "x"),
    "token": ("x",),
    "name": ("style.css", "..", "desk.js"),
    "room": ("room:iran", "room:us", "desk", "table", "nowhere"),
    "seq": ("1", "99"),
}
ROLES = {"Ada": "party", "Ben": "party", "Otto": "observer", "Mona": "mediator"}
STRANGERS = ("nobody", "expired", "revoked", "elsewhere")
MAY = frozenset(
    {
        "content-type",
        "content-length",
        "location",
        "set-cookie",
        "content-disposition",
        "retry-after",
    }
)


def paths(door: Door) -> list[str]:
    """Return the door's path with each combination of objects."""
    names = [n for n in OBJECTS if "{" + n + "}" in door.path]
    return [
        door.path.format(**dict(zip(names, chosen, strict=True)))
        for chosen in itertools.product(*(OBJECTS[n] for n in names))
    ]


def headers_fit(answer: Answer, *, scripted: bool = False) -> bool:
    """Tell whether an answer carries exactly the headers it must, and no other than it may."""
    have = {k: v for k, v in answer.headers if k not in MAY}
    must = {**HEADERS, "content-security-policy": SCRIPTED} if scripted else dict(HEADERS)
    return have == must and len(answer.headers) == len({k for k, _v in answer.headers})


@pytest.fixture(scope="module", params=["before", "open", "closed"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Talks in each phase, with strangers' cookies that once opened something."""
    world = DiskWorld(tmp_path_factory.mktemp(request.param))
    other = DiskWorld(tmp_path_factory.mktemp("other"))
    if request.param != "before":
        play(world)
    if request.param == "closed":
        finish(world)
    seat, passphrase = world.passphrases["Ada"]
    for name, at in (("expired", "2025-05-14T00:00:00Z"), ("revoked", world.now)):
        entered = world.office.enter(seat, passphrase, at)
        assert entered is not None
        secret = entered.result()
        assert secret is not None
        world.cookies[name] = secret
    world.cookies["elsewhere"] = other.cookies["Mona"]
    revoked = world.office.session(world.cookies["revoked"], world.now)
    assert revoked is not None
    world.office.end(revoked.member.id, revoked.id).result()
    made = House(world)
    yield made
    made.close()
    other.close()


def sends(house: House, who: str, method: str, path: str) -> Answer:
    return house.send(
        None if who == "nobody" else who, method, path, {} if method == "POST" else None
    )


@pytest.mark.no_cover
def test_every_cell_of_the_permission_table(house: House) -> None:
    cells = 0
    places = sorted({p for door in DOORS for p in paths(door)})
    for who, method in itertools.product((*STRANGERS, *ROLES), METHODS):
        denied = sends(house, who, method, "/no/such/place")
        assert denied.status == (401 if who in STRANGERS else 404), (who, method)
        assert headers_fit(denied)
        for path in places:
            door, _params = house.gate.find(_request(method, path))
            role = ROLES.get(who, "")
            granted = door is not None and ("anyone" in door.roles or role in door.roles)
            if granted and door and (door.path == "/desk/stream" or "leave" in door.path):
                continue  # a stream does not end, and log-out would end the test
            answer = sends(house, who, method, path)
            cells += 1
            assert answer.status < 500, (who, method, path)
            if granted:
                scripted = bool(door and door.script and answer.status == 200)
                assert headers_fit(answer, scripted=scripted), (who, method, path)
            else:
                assert answer.whole == denied.whole, (who, method, path)
    assert cells > 3_000


def _request(method: str, path: str):
    from starlette.requests import Request

    return Request(
        {"type": "http", "method": method, "path": path, "headers": [], "query_string": b""}
    )


def test_what_is_anothers_looks_exactly_like_what_is_not(house: House) -> None:
    for who in ("Ada", "Ben", "Otto"):
        absent = house.get(who, "/receipt/nowhere/1")
        foreign = {"Ada": "us", "Ben": "iran", "Otto": "us"}[who]
        for room in (f"room:{foreign}", f"notes:{foreign}", "desk"):
            for seq in (1, 2, 3, 99):
                assert house.get(who, f"/receipt/{room}/{seq}").whole == absent.whole


def test_a_door_must_say_whose_it_is() -> None:
    async def handler(visit: object) -> None: ...

    for roles in (frozenset(), frozenset({"everybody"})):
        with pytest.raises(ValueError, match="declares no roles"):
            Door("GET", "/x", roles, handler)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown method"):
        Door("PUT", "/x", frozenset({"party"}), handler)  # type: ignore[arg-type]


OWN = "http://127.0.0.1:8643"
ORIGINS = [
    ({"sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "same-origin", "origin": OWN}, True),
    ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
    ({"origin": OWN}, True),
    ({}, False),
    ({"origin": "null"}, False),
    ({"origin": "https://127.0.0.1:8643"}, False),
    ({"origin": "http://127.0.0.1"}, False),
    ({"origin": "http://evil.example"}, False),
    ({"origin": OWN, "host": "evil.example"}, False),
    ({"sec-fetch-site": "cross-site", "origin": OWN}, False),
    ({"sec-fetch-site": "same-site", "origin": OWN}, False),
    ({"sec-fetch-site": "none"}, False),
    ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, False),
]


@pytest.mark.parametrize(("headers", "own"), ORIGINS)
def test_a_write_is_done_only_from_a_page_of_this_site(
    house: House, headers: dict[str, str], own: bool
) -> None:
    from tests.trust.caller import call

    from goodoffices.talks.convening import token_text
    from goodoffices.talks.pages.guard import COOKIE

    before = house.world.office.store.read("SELECT count(*) FROM records")
    cookie = f"{COOKIE}={token_text(house.world.cookies['Ada'])}"
    form = {"content-type": "application/x-www-form-urlencoded", "cookie": cookie}
    for door in DOORS:
        if door.method != "POST" or "leave" in door.path or own:
            continue
        for path in paths(door):
            answer = house.runner.run(call(house.gate, "POST", path, headers={**form, **headers}))
            assert answer.status == 403, path
            assert headers_fit(answer)
    assert house.world.office.store.read("SELECT count(*) FROM records") == before
    if own:
        body = b"text=hello&leave=no&key=" + str(headers).encode().hex().encode()
        answer = house.runner.run(
            call(house.gate, "POST", "/room/messages", body=body, headers={**form, **headers})
        )
        assert answer.status == 303


def test_only_known_hosts_are_answered(tmp_path: Path) -> None:

    world = DiskWorld(tmp_path)
    with closing(House(world)) as house:
        _check_hosts(world, house)


def _check_hosts(world: DiskWorld, house: House) -> None:
    from tests.trust.caller import call

    from goodoffices.talks.pages.app import application

    gate = application(world.office, hosts=frozenset({"talks.example"}), clock=lambda: NOON)
    assert house.runner.run(call(gate, "GET", "/")).status == 421
    good = house.runner.run(call(gate, "GET", "/", headers={"host": "talks.example"}))
    assert good.status == 200
    safe = call(gate, "GET", "/", headers={"host": "talks.example"}, scheme="https")
    assert house.runner.run(safe).header("strict-transport-security")
