"""T3: words said in secret are nowhere but in the rooms they were said in."""

from __future__ import annotations

import base64
import logging
from pathlib import Path

import pytest
from tests.talks.world import EVENING, NIGHT
from tests.trust.caller import House, house
from tests.trust.test_gate import DOORS, paths

IRAN = [f"zaqiran{n:02}canary" for n in range(8)]
US = [f"zaqus{n:02}canary" for n in range(8)]
DESK = [f"zaqdesk{n:02}canary" for n in range(3)]
WORDS = IRAN + US + DESK


def spellings(word: str) -> list[bytes]:
    """Return a word in the ways that bytes may carry it."""
    plain = word.encode()
    shifted = [base64.b64encode(b"x" * n + plain)[4:-4] for n in range(3)]
    return [plain, word.encode("utf-16-le"), plain.hex().encode(), *shifted, plain[::-1]]


def journey(house: House) -> None:
    """Say every canary somewhere secret, through the pages themselves."""
    for who, room, words in (("Ada", "iran", IRAN), ("Ben", "us", US)):
        house.post(who, "/room/messages", "/room", text=words[0], leave="no")
        house.post(who, "/notes", "/notes", text=words[1])
        house.post("Mona", f"/desk/rooms/{room}/messages", f"/desk/rooms/{room}", text=words[2])
        house.post(who, "/room/messages", "/room", text=words[3], leave="your words")
        house.post(who, "/room/messages", "/room", text=words[4] + "\x00", leave="no")
        house.post(who, "/rules", "/proposals")
    house.post("Mona", "/desk/notes", "/desk", text=DESK[0])
    draft = {
        "title": "T",
        "id.0": "1",
        "heading.0": "H",
        "wording.0.en": "At 3.",
        "status.0": "open",
    }
    assert house.post("Mona", "/desk/text", "/desk/text", **draft).status == 303
    for who, words in (("Ada", IRAN), ("Ben", US)):
        answer = {"draft": "1", "clause": "1", "answer": "words", "words": words[5]}
        assert house.post(who, "/text/answers", "/text", **answer).status == 303
        raw = {"issues": {"e": {"weight": "1", "values": {"a": "1"}}}, "walk_away": "1"}
        house.world.done(who, "worth.give", red_lines=words[6], **raw)
    seq = next(m.seq for m in house.world.state("Mona").messages if m.text == IRAN[3])
    form = {"message": str(seq), "to": "us", "words": IRAN[7]}
    answer = house.post("Mona", "/desk/rooms/iran/words", "/desk/rooms/iran", **form)
    assert answer.status == 303
    house.post("Mona", "/desk/proposals", "/proposals", draft="1", closes=EVENING, mode="sealed")
    house.post("Ada", "/proposals/1/answer", "/proposals/1", answer="yes")
    house.send("Ada", "POST", "/room/messages", {"text": IRAN[4] * 30_000})
    house.send("Ada", "POST", f"/{IRAN[4]}")


def everything(house: House, who: str | None) -> bytes:
    """Return every byte one person can get."""
    whole = b""
    for door in DOORS:
        if door.method == "GET" and door.path != "/desk/stream":
            for path in paths(door):
                answer = house.get(who, path)
                whole += answer.body + repr(answer.headers).encode()
    return whole


FOREIGN = {
    "Ada": US + DESK,
    "Arya": US + DESK,
    "Ben": IRAN + DESK,
    "Otto": WORDS,
    None: WORDS,
    "Mona": [IRAN[1], US[1]],
}
OWN = {"Ada": IRAN[:4] + IRAN[5:7], "Ben": US[:4] + US[5:7], "Mona": [*DESK[:1], IRAN[0], US[0]]}


def test_no_canary_outside_its_cage(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with house(tmp_path / "store") as made:
        journey(made)
        for who, words in FOREIGN.items():
            got = everything(made, who)
            assert not [w for w in words for s in spellings(w) if s in got], who
        for who, words in OWN.items():
            got = everything(made, who)
            assert [w for w in words if w.encode() not in got] == [], who
        made.world.office.store.backup(tmp_path / "store" / "backup.sqlite")
        disk = b"".join(p.read_bytes() for p in (tmp_path / "store").iterdir())
        assert len(disk) > 50_000
        made.world.now = NIGHT
    disk += b"".join(p.read_bytes() for p in (tmp_path / "store").iterdir())
    assert not [w for w in WORDS for s in spellings(w) if s in disk]
    assert b"Ada" not in disk
    printed = "".join(capfd.readouterr()) + caplog.text
    assert not [w for w in WORDS if w in printed]


def test_errors_and_traces_hold_no_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError(WORDS[0])

    with house(tmp_path / "store") as made:
        page = made.get("Ada", "/room").text
        monkeypatch.setattr("goodoffices.talks.office.decide", broken)
        answer = made.send("Ada", "POST", "/room/messages", {"text": WORDS[0], "leave": "no"})
        assert (answer.status, WORDS[0] in answer.text) == (500, False)
        assert page
    assert WORDS[0] not in caplog.text
    assert "RuntimeError" in caplog.text
