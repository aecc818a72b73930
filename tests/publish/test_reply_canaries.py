"""Canaries: a reply that waits or was rejected, and every address, stand nowhere they must not.

One journey plants a word in each; then everything that was written or answered is searched: pages,
feeds and JSON of the site, every file beside it, a copy, what the server and the terminal said.
Planted faults show that the search would find them.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.publish.reply_server import ServedReplies, served_replies
from tests.publish.reply_world import AT, by, made_site

from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies import deciding, keeping
from goodoffices.publish.replies.keeping import ReplyKeeping, set_up
from goodoffices.publish.replies.keys import ServerKeys, kept_as
from goodoffices.publish.replies.nouns import later

ADDRESSES = {
    "waits": "canary.waits@mail.example",
    "rejected": "canary.rejected@mail.example",
    "asked": "canary.asked@mail.example",
    "accepted": "canary.accepted@mail.example",
    "deleted": "canary.deleted@mail.example",
}
WORDS = {kind: f"Canaryword{kind.title()} of a reader" for kind in ADDRESSES}
NAMES = {kind: f"Canaryname{kind.title()}" for kind in ADDRESSES}


def forms(word: str) -> set[bytes]:
    """A word as it may be written: plainly, in other encodings, inside base64 at each place."""
    plain = word.encode()
    found = {plain, plain.lower(), plain.hex().encode(), word.encode("utf-16-le")}
    found |= {json.dumps(word)[1:-1].encode(), word.replace("@", "%40").encode()}
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        found.add(coded[4 if shift else 0 : -4])
    return found


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
            yield "a name", path.name.encode()


def hits(found: Iterator[tuple[str, bytes]], words: dict[str, str]) -> list[tuple[str, str]]:
    """Where which word stands."""
    return [
        (where, kind)
        for where, data in found
        for kind, word in words.items()
        if any(form in data or form in data.lower() for form in forms(word))
    ]


def journey(served: ServedReplies) -> dict[str, str]:
    """Send one reply of each kind and decide it; return what everybody was answered but own pages.

    What a writer is shown of the own reply is the writer's.
    """
    kept, links, answers = served.kept, {}, {}
    for kind, address in ADDRESSES.items():
        sent = served.send(WORDS[kind], name=NAMES[kind], email=address)
        links[kind] = sent.link
        answers[f"sent {kind}"] = str(sent)
    ids = {kind: kept.written_by(kept_as(link))[0].id for kind, link in links.items()}
    kept.do(deciding.accept(by(), ids["accepted"], 1))
    kept.do(deciding.answer(by(), ids["accepted"], SiteAuthor(id="go", name="GO"), "Answered."))
    kept.do(deciding.accept(by(), ids["deleted"], 1))
    kept.do(deciding.reject(by(), ids["rejected"], 1, "abuse"))
    kept.do(deciding.shorten(by(), ids["asked"], 1, "Canaryword"))
    kept.publish()
    served.post(f"mine/{links['deleted']}", {"act": "delete-all", "sure": "yes"})
    for path in ("us-iran", "policy", "kept", "style.css", "nothing", f"us-iran?to={ids['waits']}"):
        answers[path] = str(served.get(path))
    answers["deleted"] = str(served.get(f"mine/{links['deleted']}"))
    for kind in ("waits", "accepted"):
        own = str(served.get(f"mine/{links[kind]}"))
        assert WORDS[kind] in own, "the control: the search looks for the right words"
        for other in ADDRESSES:
            answers[f"own {kind}, {other}"] = own if other != kind else ""
    answers["log"] = "\n".join(map(str, kept.decisions()))
    return answers


SECRET = {k: v for k, v in WORDS.items() if k != "accepted"}


def leaks(tmp_path: Path, during: Callable[[ReplyKeeping], None] = lambda _kept: None) -> list[str]:
    """Go the journey, then say where a canary stands that must not."""
    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    with ReplyKeeping(site) as kept, served_replies(kept) as served:
        during(kept)
        answers = journey(served)
        kept.backup(tmp_path / "copy")
        kept.sweep(later(AT, days=1))
        found = []
        for where, data in everything(site):
            for words in (SECRET, {k: v for k, v in NAMES.items() if k != "accepted"}, ADDRESSES):
                found += [f"site {w}: {k}" for w, k in hits(iter([(where, data)]), words)]
        for where, kind in hits(everything(kept.place.folder), ADDRESSES):
            found.append(f"private {where}: {kind}")
        for where, text in answers.items():
            others = {k: v for k, v in SECRET.items() if not where.startswith(f"own {k},")}
            found += [f"answer {w}: {k}" for w, k in hits(iter([(where, text.encode())]), others)]
            said = iter([(where, text.encode())])
            found += [f"answer {w}: {k}" for w, k in hits(said, ADDRESSES)]
        copy = (tmp_path / "copy").read_bytes()
        everyone = [WORDS, NAMES, ADDRESSES]
        for words in everyone:
            found += [f"copy: {k}" for _w, k in hits(iter([("copy", copy)]), words)]
    gone = {"deleted": WORDS["deleted"]}
    found += [f"private {w}: deleted words" for w, _k in hits(everything(kept.place.folder), gone)]
    return found


def test_no_canary_stands_where_it_must_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert leaks(tmp_path) == []
    shown = (tmp_path / "site" / "briefs" / "us-iran" / "replies.json").read_text()
    assert WORDS["accepted"] in shown
    out, err = capfd.readouterr()
    assert "anary" not in out + err


@pytest.mark.parametrize(
    "fault",
    ["address in the clear", "all replies are public", "words in the log", "nothing is erased"],
)
def test_a_planted_fault_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def plant(kept: ReplyKeeping) -> None:
        if fault == "address in the clear":
            monkeypatch.setattr(ServerKeys, "seal", lambda _self, words: words.encode())
        elif fault == "all replies are public":
            monkeypatch.setattr(keeping, "published", list)
        elif fault == "words in the log":
            real = keeping.ReplyKeeping.decisions

            def talkative(self: ReplyKeeping) -> list[tuple[str, ...]]:
                return [*real(self), tuple(r.text for r in self.of_state("waiting"))]

            monkeypatch.setattr(keeping.ReplyKeeping, "decisions", talkative)
        else:
            kept.database._writer.execute("PRAGMA r.secure_delete=OFF").fetchall()
            monkeypatch.setattr(type(kept.database), "_erase", lambda _self: None)

    assert leaks(tmp_path, plant) != []


def test_the_terminal_prints_no_address_in_an_error(tmp_path: Path) -> None:
    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    with ReplyKeeping(site) as kept, served_replies(kept) as served:
        served.send(WORDS["waits"], email=ADDRESSES["waits"])
        (turn,) = kept.queue()
    database = kept.place.folder / "replies.db"
    database.write_bytes(database.read_bytes()[:5000])
    for words in (["list"], ["show", turn.reply.id], ["accept", turn.reply.id, "--by", "AB"]):
        call = [sys.executable, "-m", "goodoffices", "moderate", str(site), *words]
        done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode != 0
        assert "GO633" in done.stderr
        assert "anary" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
