"""Moderating in the terminal: every act, the sitting by keys, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from tests.publish.reply_world import (
    by,
    kept_replies,
    posted,
    public_replies,
    site_with_replies,
)

from goodoffices.cli.main import main
from goodoffices.cli.review.keyboard import Piped
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.keeping import ReplyKeeping

FIRST, SECOND, THIRD = "R-3M5K7Q2X", "R-8T4N6W9C", "R-5B2H9D7F"


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, code: object, out: str, err: str) -> None:
        self.code, self.out, self.err = code or 0, out, err


class Terminal:
    """Runs our commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capsys, self.patch = capsys, patch

    def __call__(self, *words: str, keys: str = "") -> Said:
        self.patch.setattr(sys, "argv", ["goodoffices", *words])
        self.patch.setattr(sys, "stdin", io.StringIO(keys))
        self.patch.setattr("goodoffices.cli.moderating.keyboard", Piped)
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = self.capsys.readouterr()
        return Said(stop.value.code, out, err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(capsys, monkeypatch)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_replies(tmp_path)


def test_each_act_by_itself(site: Path, run: Terminal) -> None:
    s = str(site)
    assert "3 replies" in run("moderate", s, "list").out
    (first, _second, _third) = json.loads(run("moderate", s, "list", "--json").out)
    assert first["id"] == f"{FIRST}@1"
    assert "Was the offer denied" in run("moderate", s, "show", FIRST).out
    assert json.loads(run("moderate", s, "show", FIRST, "--json").out)["state"] == "waiting"
    assert run("moderate", s, "accept", f"{FIRST}@1", "--by", "AB").code == 0
    answered = run("moderate", s, "answer", FIRST, "--by", "AB", "--text", "-", keys="No.\nNone.")
    assert answered.code == 0
    assert [r["text"] for r in public_replies(site) if r["by_author"]] == ["No.\nNone."]
    late = run("moderate", s, "reject", f"{FIRST}@1", "--reason", "abuse", "--by", "CD")
    assert late.code == 1
    assert "GO636" in late.err
    assert "AB" in late.err
    reason = run("moderate", s, "reject", THIRD, "--reason", "spam", "--by", "CD")
    assert (reason.code, "GO638" in reason.err) == (2, True)
    assert run("moderate", s, "reject", THIRD, "--reason", "advertising", "--by", "CD").code == 0
    assert run("moderate", s, "shorten", SECOND, "--text", "Twelve.", "--by", "CD").code == 0
    assert run("moderate", s, "undo", FIRST, "--by", "CD").code == 0
    assert public_replies(site) == []
    every = run("moderate", s, "list", "--all").out
    assert "[rejected]" in every
    assert "[waiting for its writer’s consent]" in every
    log = list(csv.DictReader(io.StringIO(run("moderate", s, "log", "--csv").out)))
    assert [row["act"] for row in log] == ["accept", "answer", "reject", "shorten", "undo"]
    assert log[2]["reason"] == "advertising"
    assert "Muscat" not in str(log)
    assert "AB  accept" in run("moderate", s, "log").out


def test_what_is_missing_is_told(site: Path, run: Terminal, tmp_path: Path) -> None:
    s = str(site)
    for words, code, exit_code in (
        (["accept", FIRST], "GO640", 2),
        (["accept", "--by", "AB"], "GO635", 2),
        (["accept", "R-NONE@x", "--by", "AB"], "GO635", 2),
        (["accept", "R-00000000", "--by", "AB"], "GO635", 1),
        (["undo", FIRST, "--by", "AB"], "GO637", 1),
        (["answer", FIRST, "--by", "AB", "--text", "x"], "GO637", 1),
        (["answer", FIRST, "--by", "AB", "--author", "og"], "GO639", 2),
        (["shorten", FIRST, "--by", "AB"], "GO643", 2),
        (["address", FIRST, "--by", "AB", "--key", str(tmp_path / "key")], "GO641", 2),
        (["address", FIRST, "--by", "AB", "--reason", "x", "--key", str(site)], "GO634", 1),
        (["next"], "GO640", 2),
    ):
        said = run("moderate", s, *words)
        assert (said.code, code in said.err) == (exit_code, True), (words, said.err)
        assert "Traceback" not in said.err
    assert "GO631" in run("moderate", str(tmp_path / "none"), "list").err


def test_an_address_is_printed_with_the_key_and_a_reason(
    site: Path, run: Terminal, tmp_path: Path
) -> None:
    key = str(tmp_path / "key")
    words = ("address", FIRST, "--by", "AB", "--reason", "sources", "--key", key)
    assert run("moderate", str(site), *words).out == "reader0@mail.example\n"
    log = run("moderate", str(site), "log").out
    assert "AB  address" in log
    assert "sources" not in log


def test_a_sitting_by_keys(site: Path, run: Terminal) -> None:
    keys = "w Answered once.\n s Twelve.\n r nonsense\n r advertising\n"
    said = run("moderate", str(site), "--by", "AB", keys=keys)
    assert "GO638" in said.err
    states = {
        r["id"].partition("@")[0]: r["state"]
        for r in json.loads(run("moderate", str(site), "list", "--all", "--json").out)
    }
    assert [states[r] for r in (FIRST, SECOND, THIRD)] == ["accepted", "asked", "rejected"]
    assert len(public_replies(site)) == 2
    assert "0 replies wait" in said.out


def test_a_sitting_takes_back_and_passes_over(site: Path, run: Terminal) -> None:
    said = run("moderate", str(site), "--by", "AB", keys="a z n n n")
    assert "accepted (AB)" in said.out
    assert "3 replies wait" in said.out
    assert public_replies(site) == []


def test_a_sitting_rejects_a_flood_at_once(tmp_path: Path, run: Terminal) -> None:
    with kept_replies(tmp_path) as kept:
        for number in range(8):
            posted(kept, f"flood {number}", source=b"flood")
        lone = posted(kept, "alone")
    said = run("moderate", str(tmp_path / "site"), "--by", "AB", keys="R repeated\n q")
    assert "8 replies rejected" in said.out
    with ReplyKeeping(tmp_path / "site") as kept:
        assert [t.reply.id for t in kept.queue()] == [lone]


def test_two_moderators_are_shown_different_replies(site: Path, run: Terminal) -> None:
    with ReplyKeeping(site) as kept:
        kept.do(deciding.lease(deciding.seat("CD", "2999-01-01T00:00:00Z"), FIRST))
        said = run("moderate", str(site), "--by", "AB", keys="q")
    assert SECOND in said.out
    assert FIRST not in said.out
    assert by()


def test_words_that_act_unseen_are_shown_by_their_code(tmp_path: Path, run: Terminal) -> None:
    with kept_replies(tmp_path) as kept:
        reply = posted(kept, "\x1b[31mred \u202e back", name="\x1b]0;title\x07")
    for act in (["list"], ["show", reply]):
        out = run("moderate", str(tmp_path / "site"), *act).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "U+001B" in out


def test_setting_up_sweeping_and_copies(tmp_path: Path, run: Terminal) -> None:
    from tests.publish.reply_world import made_site

    site, key = made_site(tmp_path), tmp_path / "key"
    made = run("replies", "setup", str(site), "--no-passphrase", "--key", str(key))
    assert made.code == 0
    assert str(key) in made.out
    assert run("replies", "sweep", str(site)).out.startswith("deleted: 0 addresses")
    assert run("replies", "letters", str(site), "--key", str(key)).out == "0 sent, 0 left\n"
    assert run("replies", "backup", str(site), str(tmp_path / "copy")).code == 0
    other = made_site(tmp_path / "other")
    back = run("replies", "restore", str(tmp_path / "copy"), str(other), "--key", str(key))
    assert back.code == 0
    assert (tmp_path / "other" / "site.replies" / "replies.db").is_file()
    assert run("replies", "setup", str(site), "--no-passphrase").code == 1
