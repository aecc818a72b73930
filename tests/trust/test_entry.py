"""T13 and T12: invitations, log-in, sessions, and forms full of nonsense."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from tests.clock import times_as_long
from tests.talks.shuttle import play
from tests.talks.world import NOON, SETUP, DiskWorld
from tests.trust.caller import House, house
from tests.trust.test_gate import paths

from goodoffices.talks.convening import convene, read_token, token_text
from goodoffices.talks.nouns import Refusal
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import DOORS
from goodoffices.talks.pages.aside import Pace
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.pages.limits import AGAIN, CrowdedError, Turnstile
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "h") as made:
        yield made


def cookie_of(header: str | None) -> bytes:
    assert header is not None
    assert header.endswith("; Path=/; HttpOnly; Secure; SameSite=Strict")
    token = read_token(header.split(";")[0].removeprefix(f"{COOKIE}="))
    assert token is not None
    return token


def test_a_mail_scanner_does_not_use_an_invitation_up(tmp_path: Path) -> None:
    invitations = convene(tmp_path / "t", SETUP, NOON)
    world = DiskWorld.__new__(DiskWorld)
    world.now, world.cookies = NOON, {}
    world.office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    with closing(House(world)) as made:
        path = invitations[1].path
        for _scan in range(3):
            assert made.get(None, path).status == 200
            assert made.send(None, "HEAD", path).status == 401
        first = made.send(None, "POST", path, {})
        assert first.status == 200
        assert re.search(r'id="passphrase">[a-z]{5}( [a-z]{5}){5}<', first.text)
        again = made.send(None, "POST", path, {})
        assert again.whole == made.send(None, "POST", "/invitation/x", {}).whole
        assert made.get(None, path).status == 404
        world.cookies["Ada"] = cookie_of(first.header("set-cookie"))
        assert made.get("Ada", "/room").status == 200


def test_log_in_begins_a_new_session_and_ends_the_one_before(home: House) -> None:
    seat, passphrase = home.world.passphrases["Ada"]
    old = home.world.cookies["Ada"]
    answer = home.send("Ada", "POST", "/enter", {"seat": seat, "passphrase": passphrase})
    assert answer.status == 303
    assert home.get("Ada", "/room").status == 401
    home.world.cookies["Ada"] = cookie_of(answer.header("set-cookie"))
    assert home.world.cookies["Ada"] != old
    assert home.get("Ada", "/room").status == 200


def test_wrong_and_unknown_get_the_same_answer(home: House) -> None:
    seat, _right = home.world.passphrases["Ada"]
    wrong = home.send(None, "POST", "/enter", {"seat": seat, "passphrase": "no"})
    unknown = home.send(None, "POST", "/enter", {"seat": "nobody", "passphrase": "no"})
    assert wrong.whole == unknown.whole
    assert wrong.status == 401


def test_tries_lock_nobody_out_and_tell_of_nobodys_log_in(home: House) -> None:
    """However often anybody tries, and whether its member logs in between or not."""
    answers = []
    for who, between in (("Ada", True), ("Ben", False), ("nobody", False)):
        seat, passphrase = home.world.passphrases.get(who, ("nobody", ""))
        tries = [home.send(None, "POST", "/enter", {"seat": seat, "passphrase": "no"})]
        for number in range(14):
            if between and number == 9:
                right = {"seat": seat, "passphrase": passphrase}
                assert home.send(None, "POST", "/enter", right).status == 303
            tries.append(home.send(None, "POST", "/enter", {"seat": seat, "passphrase": "no"}))
        answers.append([t.whole for t in tries])
        if who != "nobody":
            right = {"seat": seat, "passphrase": passphrase}
            assert home.send(None, "POST", "/enter", right).status == 303, "right is right"
    assert answers[0] == answers[1] == answers[2]
    assert {whole[0] for whole in answers[0]} == {401}


def _run(steps: Callable[[], Coroutine[object, object, None]]) -> None:
    asyncio.run(steps())


def test_work_is_done_a_little_at_a_time_in_turns() -> None:
    gate, now, most = Turnstile(at_once=2), 0, 0
    done: list[str] = []

    async def one(who: str) -> None:
        nonlocal now, most
        async with gate.turn(who):
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1
            done.append(who)

    async def steps() -> None:
        flood = [asyncio.create_task(one("flood")) for _try in range(30)]
        await asyncio.sleep(0)
        await asyncio.gather(one("ada"), one("ben"), *flood)

    _run(steps)
    assert most == 2
    assert max(done.index("ada"), done.index("ben")) < 8, "a crowd of one waits for one place"


def test_a_crowd_is_sent_away_and_whoever_is_fewer_is_not() -> None:
    gate = Turnstile(most=8)
    answers: dict[str, list[str]] = {}

    async def one(who: str) -> None:
        try:
            async with gate.turn(who):
                await asyncio.sleep(0)
            answers.setdefault(who, []).append("in")
        except CrowdedError:
            answers.setdefault(who, []).append("away")

    async def steps() -> None:
        flood = [asyncio.create_task(one("flood")) for _try in range(40)]
        await asyncio.sleep(0)
        await asyncio.gather(one("ada"), *flood)
        await one("later")

    _run(steps)
    assert answers["ada"] == answers["later"] == ["in"]
    assert answers["flood"].count("in") in (8, 9)
    assert answers["flood"].count("away") == 40 - answers["flood"].count("in")


def test_a_wait_that_is_given_up_holds_no_place() -> None:
    gate = Turnstile()

    async def one() -> None:
        async with gate.turn("x"):
            await asyncio.sleep(0)

    async def steps() -> None:
        first, second, third = (asyncio.create_task(one()) for _n in range(3))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, third)
        await asyncio.wait_for(one(), 60)

    _run(steps)


def test_a_known_browser_has_a_way_in_of_its_own(home: House) -> None:
    seat, passphrase = home.world.passphrases["Ada"]
    right = {"seat": seat, "passphrase": passphrase}
    first = home.send(None, "POST", "/enter", right)
    marks = [v for k, v in first.headers if k == "set-cookie" and v.startswith("__Host-known=")]
    [mark] = marks
    assert "HttpOnly; Secure; SameSite=Strict" in mark
    again = home.send(None, "POST", "/enter", right, cookie=mark.partition(";")[0])
    assert not [v for k, v in again.headers if k == "set-cookie" and "known" in v]
    strangers = home.gate.hall.doorkeeper.strangers

    async def crowded(cookie: str, who: str = "s{}") -> int:
        from urllib.parse import urlencode

        from tests.trust.caller import SAME, call

        lines = [who.format(n) for n in range(65)]
        places = [strangers._come(line, line) for line in lines]
        waiting = [asyncio.create_task(place) for place in places]
        await asyncio.sleep(0)
        headers = {"content-type": "application/x-www-form-urlencoded", **SAME}
        headers |= {"cookie": cookie} if cookie else {}
        form = urlencode(right).encode()
        asked = call(home.gate, "POST", "/enter", body=form, headers=headers)
        crowd = sum(map(len, strangers._waiting.values()))
        answer = asyncio.create_task(asked)
        come = False
        for _moment in range(3_000):
            if answer.done():
                break
            await asyncio.sleep(0.01)
            here = sum(map(len, strangers._waiting.values()))
            come = come or here > crowd  # nobody goes before the one asked about stands in line
            if come and here > 1:
                strangers._go()  # one of each line has had its turn
        for task in waiting:
            task.cancel()
        strangers._waiting.clear()
        strangers._free = 1
        if not answer.done():
            answer.cancel()
            return 0
        return (await answer).status

    assert home.runner.run(crowded(mark.partition(";")[0])) == 303
    # whoever has seen the page to log in on waits in a line of its own, behind no crowd
    [door] = [v for k, v in home.get(None, "/").headers if k == "set-cookie"]
    assert door.startswith("__Host-door=")
    assert home.runner.run(crowded(door.partition(";")[0], "127.0.0.1")) == 303
    assert home.runner.run(crowded("", "127.0.0.1")) == 503
    forged = mark.partition(";")[0][:-4] + "AAAA"
    assert home.runner.run(crowded(forged)) == 503


def test_log_out_here_and_everywhere(home: House) -> None:
    seat, passphrase = home.world.passphrases["Ada"]
    second = home.send(None, "POST", "/enter", {"seat": seat, "passphrase": passphrase})
    home.world.cookies["second"] = cookie_of(second.header("set-cookie"))
    assert home.get("second", "/sessions").text.count("since ") == 2
    assert "Max-Age=0" in str(home.send("second", "POST", "/leave", {}).header("set-cookie"))
    assert home.get("second", "/room").status == 401
    assert home.get("Ada", "/room").status == 200
    home.send("Ada", "POST", "/leave", {"where": "everywhere"})
    assert home.get("Ada", "/room").status == 401


def test_the_mediator_can_log_a_member_out_and_invite_anew(home: House) -> None:
    seat = home.world.number("Arya")
    home.post("Mona", "/desk/members/sessions", seat=seat)
    assert home.get("Arya", "/room").status == 401
    page = home.post("Mona", "/desk/members", "/desk/members", seat=seat).text
    link = re.search(r"/invitation/[\w-]{43}", page)
    assert link is not None
    taken = home.send(None, "POST", link[0], {})
    home.world.cookies["Arya"] = cookie_of(taken.header("set-cookie"))
    assert "no key to the notes" in home.get("Arya", "/notes").text
    home.post("Ada", "/notes/share", "/notes", member=seat)
    home.world.restart()
    home.gate.hall.office = home.world.office
    assert "alone" in home.get("Arya", "/notes").text


def test_two_unknowns_cost_the_same_time(home: House) -> None:
    seat, _right = home.world.passphrases["Ada"]
    enter = home.world.office.enter
    ratio = times_as_long(
        lambda: enter(seat, "wrong words", NOON), lambda: enter("nobody", "wrong words", NOON)
    )
    assert 0.65 < ratio < 1.5


def test_a_page_does_not_slow_down_with_the_other_room(tmp_path: Path) -> None:
    with house(tmp_path / "a") as quiet, house(tmp_path / "b") as busy:
        for number in range(300):
            busy.world.done("Ben", "message", room="room:us", text=f"n{number}", leave="no")
        for made in (quiet, busy):
            made.get("Ada", "/room")
        ratio = times_as_long(lambda: busy.get("Ada", "/room"), lambda: quiet.get("Ada", "/room"))
    assert ratio < 1.35


NASTY = [
    "",
    " ",
    "\x00",
    "\x1b[2J",
    "a\u202eb",
    "\ufeff",
    "\u2028",
    "'; DROP TABLE records;--",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "%s%n",
    "=1+1",
    "../../etc/passwd",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "null",
    "[" * 5_000,
    "[a|b",
    "[]",
    "x" * 60_000,
    "\r\nSet-Cookie: a=b",
    "１２",
    "room:us",
    "desk",
    "notes:us",
    "💥" * 50,
    "a" + "\u0301" * 900,
    "1/0",
    "0x10",
    "true",
    "2025-05-14T18:00:60Z",
    "9999-99-99T99:99:99Z",
    "\\u0000",
    "&#0;",
    "javascript:alert(1)",
    "🏳️‍🌈",
    "\u0000\u0001",
]


NAMES = """text leave message relay answer draft clause words title closes mode heading.0 text.0
id.0 wording.0.en status.0 name room seat member weight.0 walk_away party to key session"""


def test_forms_full_of_nonsense_get_an_answer_and_never_a_fault(home: House) -> None:
    play(home.world)
    fields = NAMES.split()
    posts = [p for d in DOORS if d.method == "POST" and "leave" not in d.path for p in paths(d)]
    sent = 0
    for path in posts:
        if (
            path.endswith(("/search", "/mine"))
            or path in ("/enter", "/sessions/end")
            or path.startswith(("/invitation", "/desk/members"))
        ):
            continue
        who = "Mona" if path.startswith("/desk") else "Ada"
        for nasty in NASTY[:: 1 if path == "/room/messages" else 3]:
            form = dict.fromkeys(fields, nasty[:8_000])
            answer = home.send(who, "POST", path, form)
            sent += 1
            assert answer.status in (303, 404, 409, 413, 415), (path, nasty[:20], answer.status)
            assert b"<script>alert" not in answer.body
    for page in ("/room", "/table", "/text", "/desk", "/desk/rooms/iran", "/notes"):
        shown = home.get("Mona" if page.startswith("/desk") else "Ada", page)
        assert shown.status == 200
        assert b"<script>alert" not in shown.body
        assert b"onerror=alert(1)>" not in shown.body
    assert sent > 300


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"x" * (256 * 1024 + 1), "application/x-www-form-urlencoded", 413),
        (b"a=1", "application/json", 415),
        (b"a=1", "", 415),
        (b"\xff\xfe=1", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a%d=1" % n for n in range(3_000)), "application/x-www-form-urlencoded", 400),
        (b"text=%ff%fe&leave=no", "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_body_that_is_no_form(home: House, body: bytes, media_type: str, status: int) -> None:
    from tests.trust.caller import SAME, call

    from goodoffices.talks.convening import token_text

    headers = {
        **SAME,
        "content-type": media_type,
        "cookie": f"{COOKIE}={token_text(home.world.cookies['Ada'])}",
    }
    answer = home.runner.run(call(home.gate, "POST", "/room/messages", body=body, headers=headers))
    assert answer.status == status


def test_a_copy_can_be_checked_on_a_page(home: House) -> None:
    from tests.trust.caller import SAME, call

    from goodoffices.talks.convening import token_text

    log = home.get("Ada", "/log").body
    for data, says in (
        (log, "Everything fits"),
        (log[:-9] + b"}\n", "not as it was written"),
        (b"hello", "neither a log"),
    ):
        body = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
            + data
            + b"\r\n--b--\r\n"
        )
        headers = {
            **SAME,
            "content-type": "multipart/form-data; boundary=b",
            "cookie": f"{COOKIE}={token_text(home.world.cookies['Ada'])}",
        }
        answer = home.runner.run(call(home.gate, "POST", "/check", body=body, headers=headers))
        assert says in answer.text


def test_a_turn_that_does_not_come_in_time_is_given_up_and_holds_no_place() -> None:
    gate = Turnstile(most=2, patience=0.01)
    told: list[int] = []

    async def late() -> None:
        try:
            async with gate.turn("late"):
                raise AssertionError("nobody went")
        except CrowdedError as error:
            told.append(error.seconds)

    async def steps() -> None:
        async with gate.turn("slow"):
            for _try in range(4):
                await asyncio.wait_for(asyncio.gather(late(), late()), 10)
        async with gate.turn("later"):
            pass

    _run(steps)
    assert told == [AGAIN] * 8


def test_a_page_whose_turn_does_not_come_says_when_to_come_again(tmp_path: Path) -> None:
    with house(tmp_path) as home:
        mona = home.world.session("Mona")
        made = home.world.office.invite(mona, "Nina", "table", home.world.now).result()
        assert not isinstance(made, Refusal)
        path = f"/invitation/{token_text(made[1])}"
        home.gate.hall.aside.turns = Turnstile(patience=0.01)
        home.gate.hall.aside.turns._free = 0  # whoever had the only turn keeps it
        words = {"text": "Words of mine. " * 2, "leave.us": "7"}
        for answer in (home.get("Ada", "/room"), home.send("Ada", "POST", "/room/messages", words)):
            assert answer.status == 503
            assert answer.header("retry-after") == str(AGAIN)
            assert f"again in {AGAIN} seconds" in answer.text
        assert words["text"] in answer.text, "what was not taken is given back"
        welcome = home.send(None, "POST", path, {})
        assert welcome.status == 200, "what is shown once is shown"
        assert len(re.findall(r"<code", welcome.text)) >= 2


def test_a_crowd_is_begun_pass_by_pass() -> None:
    pace, begun, between = Pace(each=10), 0, []

    async def one() -> None:
        nonlocal begun
        await pace.begin()
        begun += 1

    async def steps() -> None:
        crowd = [asyncio.create_task(one()) for _n in range(95)]
        crowd[20].cancel()
        while not all(task.done() for task in crowd):
            between.append(begun)
            await asyncio.sleep(0)
        await asyncio.wait_for(one(), 60)

    _run(steps)
    between.append(begun)
    assert begun == 95
    assert max(b - a for a, b in pairwise(between)) <= 10


def test_a_crowd_behind_one_address_takes_the_places_of_no_other_address() -> None:
    """However many browsers somebody pretends to be, whoever comes from elsewhere is next."""
    gate, done = Turnstile(most=8), []

    async def one(who: str, network: str) -> None:
        try:
            async with gate.turn(who, network):
                await asyncio.sleep(0)
                done.append(who)
        except CrowdedError:
            done.append(f"not {who}")

    async def steps() -> None:
        flood = [asyncio.create_task(one(f"door {n}", "flood")) for n in range(40)]
        await asyncio.sleep(0)
        await asyncio.gather(one("ada", "elsewhere"), *flood)

    _run(steps)
    came = [who for who in done if not who.startswith("not ")]
    assert came.index("ada") < 5
    assert 8 <= len(came) <= 11
    assert gate._free == 1
    assert not gate._waiting


def test_browsers_behind_one_address_take_turns_there() -> None:
    gate, done = Turnstile(), []

    async def one(who: str) -> None:
        async with gate.turn(who, "onion"):
            await asyncio.sleep(0)
            done.append(who)

    async def steps() -> None:
        flood = [asyncio.create_task(one("one browser")) for _n in range(30)]
        await asyncio.sleep(0)
        await asyncio.gather(one("ada"), *flood)

    _run(steps)
    assert done.index("ada") < 8


def test_after_a_strangers_turn_the_place_rests_as_long_as_the_turn_took() -> None:
    from goodoffices.talks.pages.limits import Doorkeeper

    times: list[float] = []

    async def one(keeper: Doorkeeper, number: int) -> None:
        async with keeper.turn(None, f"192.0.2.{number}"):
            times.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0.02)
            times.append(asyncio.get_running_loop().time())

    async def steps() -> None:
        keeper = Doorkeeper()
        await asyncio.gather(*(one(keeper, n) for n in range(4)))
        await asyncio.wait_for(one(keeper, 9), 60)

    _run(steps)
    turns = list(zip(times[::2], times[1::2], strict=True))
    assert len(turns) == 5
    for (begun, ended), (later, _end) in pairwise(turns):
        assert later - ended >= 0.9 * (ended - begun)
