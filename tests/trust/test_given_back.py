"""Words are given back whenever they are not taken; a form's key is its own; pages come anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.test_done import ballot
from tests.trust.caller import SAME, House, call, house

from goodoffices.talks.convening import token_text
from goodoffices.talks.pages.guard import COOKIE

KEY = re.compile(r'name="key" value="([0-9a-f]{24})"')
LONG = "It took me forty minutes to find these words."
HALF_AN_HOUR = "2025-05-14T12:31:00Z"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "h") as opened:
        yield opened


def test_every_form_that_is_written_has_a_key_of_its_own(made: House) -> None:
    pages = [made.get("Ada", page).text for page in ("/room", "/room", "/notes", "/table", "/text")]
    keys = [key for page in pages for key in KEY.findall(page)]
    assert len(keys) > 4
    assert len(set(keys)) == len(keys)


def test_a_page_from_before_a_change_is_refused_and_shown_anew(made: House) -> None:
    ballot(made.world)
    old = KEY.findall(made.get("Ben", "/proposals/1").text)[0]
    vote = {"answer": "1", "key": old}
    assert made.send("Ben", "POST", "/proposals/1/answer", vote).status == 303
    assert made.post("Ben", "/proposals/1/answer", "/proposals/1", answer="0").status == 303
    late = made.send("Ben", "POST", "/proposals/1/answer", vote)
    assert late.status == 409
    assert "changed since" in late.text
    fresh = KEY.findall(late.text)
    assert fresh, "the page is shown anew, with a form"
    assert old not in fresh
    assert made.world.state("Ben").ballots[1, "us"] is False
    again = made.send("Ben", "POST", "/proposals/1/answer", {"answer": "1", "key": fresh[0]})
    assert again.status == 303
    assert made.world.state("Ben").ballots[1, "us"] is True


def test_words_that_are_refused_come_back_on_their_own_page_however_short(made: House) -> None:
    refused = made.post("Ada", "/room/messages", text="Yes.\x00", leave="no", key="a")
    assert refused.status == 409
    assert "Yes." in refused.text
    assert 'action="/room/messages"' in refused.text
    form = {
        "title": LONG,
        "id.0": "1",
        "heading.0": "Level",
        "wording.0.en": "[one",
        "status.0": "open",
    }
    pen = made.post("Mona", "/desk/text", **form, key="b")
    assert pen.status == 409
    assert "[one</textarea>" in pen.text, "the form is filled with what was written"
    assert f'value="{LONG}"' in pen.text


def test_words_come_back_after_a_log_in_ran_out_and_through_the_next_one(made: House) -> None:
    mona = made.world.session("Mona")
    made.world.now = HALF_AN_HOUR
    form = {"text": LONG, "leave": "no", "key": "a"}
    away = made.send("Ada", "POST", "/room/messages", form)
    nowhere = made.send("Ada", "POST", "/no/such/place", form)
    assert away.status == 401
    assert LONG in away.text
    assert away.whole == nowhere.whole, "whether there is such a door is not told"
    assert not any(m.text == LONG for m in made.world.office.view(mona).state.messages)
    seat, passphrase = made.world.passphrases["Ada"]
    hidden = re.findall(r'name="(back\.\d+)" value="([^"]*)"', away.text)
    assert hidden == [("back.0", LONG)]
    wrong = made.send(None, "POST", "/enter", {"seat": seat, "passphrase": "no", **dict(hidden)})
    assert wrong.status == 401
    assert LONG in wrong.text
    right = made.send(
        None, "POST", "/enter", {"seat": seat, "passphrase": passphrase, **dict(hidden)}
    )
    assert right.status == 200
    assert LONG in right.text
    assert passphrase not in right.text + wrong.text
    assert right.header("set-cookie")


def test_words_come_back_when_a_log_in_ends_while_they_are_on_their_way(made: House) -> None:
    cookie = f"{COOKIE}={token_text(made.world.cookies['Ada'])}"
    ada = made.world.session("Ada").member.id
    read = made.world.office.session

    def ends(secret: bytes, now: str) -> object:
        found = read(secret, now)
        made.world.office.end(ada).result()
        return found

    made.world.office.session = ends  # type: ignore[method-assign,assignment]
    headers = {"cookie": cookie, "content-type": "application/x-www-form-urlencoded", **SAME}
    body = b"text=It+took+me+forty+minutes&leave=no&key=a"
    answer = made.runner.run(call(made.gate, "POST", "/room/messages", body=body, headers=headers))
    assert answer.status == 401
    assert "It took me forty minutes" in answer.text


def test_words_come_back_when_the_disk_fails(made: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodoffices.talks.nouns import storage_error

    def fail(_job: object) -> None:
        raise storage_error("GO701.disk", kind="Full")

    monkeypatch.setattr(made.world.office.store, "write", fail)
    answer = made.post("Ada", "/room/messages", text=LONG, leave="no", key="a")
    assert answer.status == 503
    assert LONG in answer.text


def test_a_passphrase_is_never_given_back(made: House) -> None:
    form = {"seat": "nobody", "passphrase": "lusab babad", "text": "x"}
    assert "lusab" not in made.send(None, "POST", "/enter", form).text
    assert "lusab" not in made.send(None, "POST", "/room/messages", form).text


def test_yes_and_no_are_of_one_size_on_the_wire(made: House) -> None:
    ballot(made.world)
    made.world.done("Ada", "message", room="room:iran", text="W", leave="your words")
    seq = made.world.state("Mona").messages[-1].seq
    word = {"party": "iran", "message": seq, "to": "us", "words": "V"}
    made.world.done("Mona", "relay.word", **word)
    for page, mark in (
        ("/proposals/1", 'value="ballot"'),
        ("/text", 'action="/text/answers"'),
        ("/room", 'action="/room/relay"'),
    ):
        form = made.get("Ada", page).text.partition(mark)[2].partition("</form>")[0]
        values = re.findall(r'name="answer"[^>]*value="([^"]*)"', form)
        values = values or re.findall(r'value="([^"]*)"[^>]*name="answer"', form)
        assert len(values) >= 2, page
        assert len({len(value) for value in values}) == 1, page


def test_the_desk_is_told_nothing_of_what_others_write_for_themselves(made: House) -> None:
    ballot(made.world)
    before = made.get("Mona", "/log").text
    made.world.done("Ada", "message", room="notes:iran", text="ours", leave="no")
    made.world.done("Ben", "ballot.cast", proposal="1", answer="yes")
    assert made.get("Mona", "/log").text == before
