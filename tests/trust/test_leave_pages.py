"""Leave on the pages: each party asked by name, and the one rule shown on both sides alike."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.test_leave import THREE
from tests.talks.world import DiskWorld
from tests.trust.caller import House, house

from goodoffices.talks.pages import mediator
from goodoffices.talks.pages.visit import Pulse

WORDS = "We could live with a cap of five."


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "h") as opened:
        yield opened


@pytest.fixture
def three(tmp_path: Path) -> Iterator[House]:
    opened = House(DiskWorld(tmp_path, setup=THREE))
    yield opened
    opened.close()


def main(page: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("<footer")[0]).split()
    )


def said(house: House, who: str = "Ada", **leave: str) -> int:
    assert house.post(who, "/room/messages", "/room", text=WORDS, **leave).status == 303
    return house.world.state("Mona").messages[-1].seq


def lay(house: House, seq: int, to: str, words: str = "") -> int:
    form = {"message": f"{seq}:{to}", "words": words}
    assert house.post("Mona", "/desk/rooms/iran/words", "/desk/rooms/iran", **form).status == 303
    return house.world.state("Mona").relays[-1].seq


def send(house: House, relay: int) -> int:
    return house.post("Mona", "/desk/rooms/iran/relay", "/desk/rooms/iran", relay=str(relay)).status


def test_narrowed_leave_is_not_outrun_by_a_page_that_is_still_open(made: House) -> None:
    relay = lay(made, said(made, **{"leave.us": "as is"}), "us")
    assert WORDS in main(made.get("Mona", "/desk/rooms/iran").text)
    seq = made.world.state("Ada").messages[-1].seq
    narrowed = {"message": str(seq), "leave": "1"}
    assert made.post("Ada", "/room/leave", "/room", **narrowed).status == 303
    assert send(made, relay) == 409
    assert WORDS not in made.get("Ben", "/room").text


def test_words_that_go_as_they_are_say_whose_leave_it_was_and_not_that_they_were_confirmed(
    made: House,
) -> None:
    relay = lay(made, said(made, leave="as is"), "us")
    assert send(made, relay) == 303
    shown = main(made.get("Ben", "/room").text)
    assert WORDS in shown
    assert "Leave to pass it on as it is was given by Ada on 14 May 2025" in shown
    for who, page in (("Ben", "/room"), ("Ada", "/room"), ("Mona", "/desk/rooms/iran")):
        record = made.get(who, page).text.partition(WORDS)[2].partition("</li>")[0]
        assert "Ada confirmed" not in main("<main" + record)
        assert "confirmed these words" not in main(made.get(who, page).text)


def test_confirmed_words_say_who_confirmed_them(made: House) -> None:
    relay = lay(made, said(made, leave="your words"), "us", "A cap is thinkable.")
    assert send(made, relay) == 409
    yes = {"relay": str(relay), "answer": "1"}
    assert made.post("Ada", "/room/relay", "/room", **yes).status == 303
    assert "Ada confirmed these words on" in main(made.get("Mona", "/desk/rooms/iran").text)
    assert send(made, relay) == 303
    shown = main(made.get("Ben", "/room").text)
    assert "Ada confirmed these words on" in shown
    assert WORDS not in shown


def test_a_delegate_does_not_open_the_heads_words(made: House) -> None:
    seq = said(made, leave="no")
    wider = {"message": str(seq), "leave": "2"}
    refused = made.post("Arya", "/room/leave", "/room", **wider)
    assert refused.status == 409
    assert "only the head of the delegation" in refused.text
    laid = {"message": f"{seq}:us", "words": ""}
    assert made.post("Mona", "/desk/rooms/iran/words", "/desk/rooms/iran", **laid).status == 409


def test_three_parties_are_asked_for_by_name_and_told_each_on_its_own(three: House) -> None:
    page = three.get("Ada", "/room").text
    assert set(re.findall(r'name="leave\.(\w+)"', page)) == {"us", "oman"}
    assert "the other side" not in page
    seq = said(three, **{"leave.us": "as is", "leave.oman": "no"})
    desk = three.get("Mona", "/desk/rooms/iran").text
    assert re.findall(rf'value="{seq}:(\w+)"', desk) == ["us"]
    laid = {"message": f"{seq}:oman", "words": ""}
    assert three.post("Mona", "/desk/rooms/iran/words", "/desk/rooms/iran", **laid).status == 409
    opened = {"message": f"{seq}:oman", "leave": "2"}
    assert three.post("Ada", "/room/leave", "/room", **opened).status == 303
    first, second = lay(three, seq, "us"), lay(three, seq, "oman")
    assert send(three, first) == 303
    # told one, withdrawn for whoever was not yet told
    taken = {"message": str(seq), "leave": "0"}
    assert three.post("Arya", "/room/leave", "/room", **taken).status == 303
    assert send(three, second) == 409
    assert WORDS in three.get("Ben", "/room").text
    assert WORDS not in three.get("Cyd", "/room").text


def test_what_may_go_stands_on_both_pages_alike(made: House) -> None:
    seq = said(made, leave="as is")
    lay(made, seq, "us")
    for who, page in (("Ada", "/room"), ("Mona", "/desk/rooms/iran")):
        shown = main(made.get(who, page).text)
        assert "Leave to pass it on as it is was given by Ada" in shown
    made.post("Ada", "/room/leave", "/room", message=str(seq), leave="0")
    for who, page in (("Ada", "/room"), ("Mona", "/desk/rooms/iran")):
        assert "Leave to pass it on as it is" not in main(made.get(who, page).text)


def test_the_desks_stream_says_nothing_when_others_write_for_themselves(made: House) -> None:
    async def listen() -> list[bytes]:
        visit = visiting(made)
        response = await mediator.stream(visit)
        heard: list[bytes] = []

        async def keep() -> None:
            async for chunk in response.body_iterator:  # type: ignore[attr-defined]
                heard.append(chunk)  # noqa: PERF401 - as it comes, for as long as it does

        async def heard_out() -> None:
            """Wait until the stream has said what it had to say, and waits for the next beat."""
            while not pulse._waiting:
                await asyncio.sleep(0.001)

        task = asyncio.create_task(keep())
        for who, kind, raw in (
            (None, "", {}),
            ("Ada", "message", {"room": "notes:iran", "text": "ours", "leave": "no"}),
            ("Ben", "message", {"room": "room:us", "text": "hello", "leave": "no"}),
        ):
            if who:
                await asyncio.to_thread(made.world.done, who, kind, **raw)
                pulse.beat()
            await heard_out()
        task.cancel()
        return heard

    pulse: Pulse = made.gate.hall.pulse
    heard = made.runner.run(listen())
    assert len(heard) == 2, "once as it opens, once for what was written to the mediator"
    assert all(chunk.startswith(b"data: ") for chunk in heard)


def visiting(house: House) -> mediator.Visit:
    from starlette.requests import Request

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/desk/stream",
        "headers": [],
        "query_string": b"",
    }
    return mediator.Visit(
        hall=house.gate.hall,
        request=Request(scope),
        params={},
        now=house.world.now,
        session=house.world.session("Mona"),
    )


def test_with_several_parties_leave_names_the_one_it_is_for(three: House) -> None:
    for level in ("1", "2", "as is"):
        told = three.post("Ada", "/room/messages", "/room", text=WORDS, leave=level)
        assert told.status == 409
        assert WORDS in told.text, "given back"
    seq = said(three)
    for form in ({"message": str(seq)}, {"message": f"{seq}:"}):
        assert three.post("Ada", "/room/leave", "/room", leave="2", **form).status == 409
    message = three.world.state("Mona").message("room:iran", seq)
    assert message is not None
    assert message.leave == "no"
    named = {"message": f"{seq}:us", "leave": "2"}
    assert three.post("Ada", "/room/leave", "/room", **named).status == 303
    all_of_them = {"message": str(seq), "leave": "0"}
    assert three.post("Ada", "/room/leave", "/room", **all_of_them).status == 303, (
        "narrower for all"
    )
