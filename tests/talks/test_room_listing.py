"""What a room's page lists: newest first, a page at a time, searched; what is new to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.talks.world import DiskWorld
from tests.trust.caller import House

from goodoffices.talks.nouns import TalksEvent
from goodoffices.talks.pages.fragments import A_SHELF, Fragments
from goodoffices.talks.pages.listing import A_PAGE, listed


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    made = House(DiskWorld(tmp_path))
    yield made
    made.close()


def events(texts: list[str]) -> list[TalksEvent]:
    return [
        TalksEvent("table", n, "2025-05-14T12:00:00Z", "m", kind="message", data={"text": t})
        for n, t in enumerate(texts, 1)
    ]


@given(st.lists(st.text(max_size=8), max_size=90))
def test_pages_one_after_another_show_each_record_once_newest_first(texts: list[str]) -> None:
    said, shown, before = events(texts), [], 0
    for _page in range(len(texts) // A_PAGE + 1):
        page = listed(said, before=before)
        shown += page.events
        assert len(shown) + page.left == len(said)
        before = page.older
        if not before:
            break
    assert shown == said[::-1]


@given(st.lists(st.sampled_from(["a cap", "A CAP", "step", "Stufe"]), max_size=60))
def test_a_search_finds_all_that_have_the_words_however_written(texts: list[str]) -> None:
    found = listed(events(texts), asked="  a   Cap ")
    assert found.found == sum(t.casefold() == "a cap" for t in texts)
    assert len(found.events) == min(found.found, A_PAGE)
    assert found.left == 0


def say(home: House, who: str, text: str) -> None:
    other = "us" if who in ("Ada", "Arya") else "iran"
    form = {"text": text, f"leave.{other}": "0"}
    assert home.post(who, "/room/messages", "/room", **form).status == 303


def new(home: House, who: str, path: str) -> int:
    return home.get(who, path).text.count("data-new=")


def test_one_members_look_is_not_anothers(home: House) -> None:
    say(home, "Ada", "Something new.")
    assert "1 new" in home.get("Arya", "/table").text.partition("</nav>")[0]
    assert new(home, "Mona", "/desk/rooms/iran") == 1
    assert new(home, "Mona", "/desk/rooms/iran") == 0, "once looked at it is new no more"
    assert new(home, "Arya", "/room") == 1, "what Mona has read is still new to Arya"
    assert new(home, "Ada", "/room") == 0, "one's own words are not new"


def test_after_a_restart_what_follows_ones_own_last_act_is_new(home: House) -> None:
    say(home, "Ada", "First.")
    form = {"text": "An answer."}
    there = "/desk/rooms/iran"
    assert home.post("Mona", f"{there}/messages", there, **form).status == 303
    say(home, "Arya", "Second.")
    again = House(home.world)
    assert new(again, "Mona", there) == 1
    assert new(again, "Ada", "/room") == 2
    again.runner.close()


def test_a_search_is_sent_as_a_form_so_that_its_words_stand_in_no_address(home: House) -> None:
    say(home, "Ada", "We could live with a cap.")
    say(home, "Ada", "Something else.")
    page = home.send("Ada", "POST", "/room/search", {"q": "CAP"})
    assert page.status == 200
    assert "live with a cap" in page.text
    assert "Something else." not in page.text.partition('id="said"')[2].partition("</ol>")[0]
    assert "1 record has these words" in page.text
    there = home.send("Mona", "POST", "/desk/rooms/iran/search", {"q": "else"})
    assert "Something else." in there.text
    assert home.send("Ben", "POST", "/desk/rooms/iran/search", {"q": "else"}).status == 404


PAGES = {
    "Ada": ["/room", "/table"],
    "Arya": ["/room"],
    "Ben": ["/room", "/table"],
    "Otto": ["/table"],
}
PAGES["Mona"] = ["/desk", "/desk/rooms/iran", "/desk/rooms/us", "/table"]


def all_pages(home: House) -> dict[tuple[str, str, str], bytes]:
    """Return every page with records, in two languages and by two clocks, without forms' keys."""
    return {
        (who, path, language): re.sub(
            rb'name="key" value="[0-9a-f]+"',
            b"",
            home.send(who, "GET", path, accept_language=language).body,
        )
        for who, paths in PAGES.items()
        for path in paths
        for language in ("en-GB", "fa-IR")
    }


def test_a_record_that_was_written_before_is_as_it_would_be_written_now(home: House) -> None:
    steps: list[Callable[[], object]] = [
        lambda: say(home, "Ada", "Words of Iran."),
        lambda: say(home, "Arya", "More of them."),
        lambda: say(home, "Ben", "Words of the United States."),
        lambda: home.world.done(
            "Ada", "permit", message=str(_said(home, "Ada")[0]), to="us", leave="2"
        ),
        lambda: home.world.done(
            "Ada", "permit", message=str(_said(home, "Ada")[0]), to="us", leave="0"
        ),
        lambda: home.world.done("Mona", "message", room="table", text="To all.", leave="no"),
    ]
    for step in steps:
        step()
        all_pages(home)  # so that what it writes is at hand, and each member has seen it
        again = all_pages(home)
        home.gate.hall.fragments = Fragments()
        assert all_pages(home) == again


def _said(home: House, who: str) -> list[int]:
    return [m.seq for m in home.world.state(who).messages if m.party]


def test_what_is_said_in_one_room_takes_no_place_on_anothers_shelf() -> None:
    fragments, written = Fragments(), []

    def write() -> Markup:
        written.append(1)
        return Markup("x" * 1_000)

    shown = ("en", "UTC", "", {})
    own = TalksEvent("room:iran", 1, "2025-05-14T12:00:00Z", "m", kind="message")
    fragments.written(own, shown, write)
    for n in range(2 * A_SHELF // 1_000):
        fragments.written(replace(own, room="room:us", seq=n), shown, write)
    made = len(written)
    fragments.written(own, shown, write)
    assert len(written) == made
    fragments.written(replace(own, data={"text": "other"}), shown, write)
    assert len(written) == made + 1
    kept = sum(len(made) for _event, _shown, made in fragments._shelves["room:us"].values())
    assert A_SHELF - 1_000 <= kept <= A_SHELF, "and what is kept is bounded by its size"
