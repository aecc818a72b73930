"""An operator's whole life, each command as a person types it: from setting up to destroying."""

from __future__ import annotations

import json
import re
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.talks.shuttle import finish, play
from tests.talks.test_stopping import CERTIFICATE
from tests.talks.world import NOON, SETUP, DiskWorld

from goodoffices.base.errors import GoodOfficesError
from goodoffices.cli.main import verbs
from goodoffices.talks.convening import Setup, convene, read_token
from goodoffices.talks.hosting import settings_of
from goodoffices.talks.nouns import StorageError
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import utc
from goodoffices.talks.sealing import CHEAPEST, Cost, new_passphrase
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify_bytes


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    let_it_cost_little(monkeypatch)


def let_it_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase cost little, as those of the worlds do."""
    monkeypatch.setattr("goodoffices.talks.office.Cost", lambda: CHEAPEST)
    monkeypatch.setattr("goodoffices.talks.convening.Cost", lambda: CHEAPEST)
    assert Cost().memory > CHEAPEST.memory


def run(*words: object, typed: str = "") -> Result:
    """Run a command; what is refused is raised."""
    done = CliRunner().invoke(verbs, [str(w) for w in words], input=typed)
    if isinstance(done.exception, GoodOfficesError):
        raise done.exception
    return done


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path, now=utc())
    yield made
    made.close()


def typed(world: DiskWorld, who: str) -> str:
    return "\n".join(world.passphrases[who]) + "\n"


# copies ----------------------------------------------------------------------------------------


def test_a_backup_of_talks_that_are_served_holds_what_was_acknowledged(
    world: DiskWorld, tmp_path: Path
) -> None:
    world.done("Ada", "message", room="room:iran", text="acknowledged", leave="no")
    done = run("talks", "backup", world.path, tmp_path / "b")
    assert "whole" in done.output
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    assert not list(tmp_path.glob("b-*")), "one file, to be carried anywhere"
    with pytest.raises(StorageError, match="exists already"):
        run("talks", "backup", world.path, tmp_path / "b")
    world.close()
    run("talks", "restore", tmp_path / "b", world.path)
    world.office = Office(Store(world.path), cost=CHEAPEST)
    world.enter_all()
    assert "acknowledged" in [m.text for m in world.state("Ada").messages]


def test_what_is_there_is_set_aside_and_not_overwritten(world: DiskWorld, tmp_path: Path) -> None:
    run("talks", "backup", world.path, tmp_path / "b")
    world.done("Ada", "message", room="room:iran", text="later", leave="no")
    with pytest.raises(StorageError, match="open in another process"):
        run("talks", "restore", tmp_path / "b", world.path)
    world.close()
    done = run("talks", "restore", tmp_path / "b", world.path)
    [aside] = list(tmp_path.glob("talks.sqlite.before-*[0-9Z]"))
    assert str(aside) in done.output
    assert "later" not in done.output
    left = Office(Store(aside), cost=CHEAPEST)
    session = left.look(*world.passphrases["Ada"], utc())
    assert session is not None
    assert "later" in [m.text for m in left.view(session).state.messages]
    left.store.close()


@pytest.mark.parametrize("said", [True, False])
def test_on_another_disk_a_person_says_whether_anybody_changed(
    world: DiskWorld, tmp_path: Path, *, said: bool
) -> None:
    run("talks", "backup", world.path, tmp_path / "b")
    elsewhere = tmp_path / "new" / "t"
    elsewhere.parent.mkdir()
    words = ["talks", "restore", tmp_path / "b", elsewhere, *(["--nobody-since"] if said else [])]
    done = run(*words)
    assert ("5 passphrases" in done.output) == said
    assert ("4 people" in done.output) == (not said)
    office = Office(Store(elsewhere), cost=CHEAPEST)
    assert office.put_back is not None
    assert all(office.session(c, utc()) is None for c in world.cookies.values())
    assert (office.look(*world.passphrases["Ada"], utc()) is not None) == said
    assert office.look(*world.passphrases["Mona"], utc()) is not None
    office.store.close()


def test_a_file_that_was_only_moved_is_told_so(world: DiskWorld, tmp_path: Path) -> None:
    world.close()
    moved = tmp_path / "moved"
    shutil.copy(world.path, moved)
    with pytest.raises(GoodOfficesError, match="GO708"):
        run("talks", "serve", moved)
    run("talks", "restore", "--moved", moved)
    office = Office(Store(moved), cost=CHEAPEST)
    assert office.put_back is None
    assert office.session(world.cookies["Ada"], utc()) is not None
    office.store.close()
    Store(world.path).backup(tmp_path / "b", NOON)
    with pytest.raises(GoodOfficesError):
        run("talks", "restore", "--moved", tmp_path / "b")
    with pytest.raises(GoodOfficesError, match="GO703"):
        run("talks", "restore", __file__, tmp_path / "x")
    assert run("talks", "restore", moved).exit_code == 2


# people ----------------------------------------------------------------------------------------


def convened(path: Path, words: str | None = None) -> dict[str, bytes]:
    setup = Setup(**{**SETUP.__dict__, "paper_key": words})
    return {i.member.name: i.token for i in convene(path, setup, utc())}


def test_a_mediator_who_lost_the_passphrase_comes_back_by_the_paper_key(tmp_path: Path) -> None:
    words = new_passphrase()
    tokens = convened(tmp_path / "t", words)
    office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    mona = office.take_up(tokens["Mona"], utc()).result()
    assert mona is not None
    session = office.session(mona.secret, utc())
    assert session is not None
    fields = {"room": "desk", "text": "before", "leave": "no"}
    office.act(session, "message", fields, "k", utc()).result()
    office.store.close()
    with pytest.raises(GoodOfficesError, match="paper key"):
        run("talks", "recover", tmp_path / "t", typed=f"{new_passphrase()}\n")
    done = run("talks", "recover", tmp_path / "t", typed=f"{words.upper()}\n")
    link = re.search(r"/invitation/([\w-]{43})", done.output)
    assert link is not None
    token = read_token(link[1])
    assert token is not None
    office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    assert office.look(mona.seat, mona.passphrase, utc()) is None
    again = office.take_up(token, utc()).result()
    assert again is not None
    session = office.session(again.secret, utc())
    assert session is not None
    assert "before" in [m.text for m in office.view(session).state.messages]
    assert office.store.read("SELECT count(*) FROM sessions WHERE member='paper'") == [(0,)]
    office.store.close()


def test_without_a_paper_key_none_opens(tmp_path: Path) -> None:
    convened(tmp_path / "t")
    with pytest.raises(GoodOfficesError, match="paper key"):
        run("talks", "recover", tmp_path / "t", typed=f"{new_passphrase()}\n")


def test_members_are_shown_removed_invited_anew_and_called(world: DiskWorld) -> None:
    mona = typed(world, "Mona")
    with pytest.raises(StorageError, match="open in another process"):
        run("talks", "members", world.path, typed=mona)
    world.close()
    shown = run("talks", "members", world.path, typed=mona).output
    assert "Ada\tIran, head" in shown
    seats = [seat for who, (seat, _words) in world.passphrases.items() if who != "Mona"]
    assert not any(seat in shown for seat in seats)
    called = run("talks", "members", world.path, "--head", "Arya", typed=mona)
    assert called.exit_code == 0
    with pytest.raises(GoodOfficesError, match="without its head"):
        run("talks", "members", world.path, "--remove", "Ada", typed=mona)
    removed = run("talks", "members", world.path, "--remove", "Arya", typed=mona).output
    assert "Arya" not in removed
    anew = run("talks", "members", world.path, "--invite-anew", "Otto", typed=mona).output
    assert re.search(r"http://127\.0\.0\.1:8643/invitation/[\w-]{43}", anew)
    for who, says in (("Ada", "only a mediator"), ("Mona", "nobody is called Eve")):
        with pytest.raises(GoodOfficesError, match=says):
            run("talks", "members", world.path, "--remove", "Eve", typed=typed(world, who))
    with pytest.raises(GoodOfficesError, match="do not fit"):
        run("talks", "members", world.path, typed="nobody\nwrong words\n")
    office = Office(Store(world.path), cost=CHEAPEST)
    assert office.look(*world.passphrases["Arya"], utc()) is None
    assert office.look(*world.passphrases["Otto"], utc()) is None
    office.store.close()


# the end ---------------------------------------------------------------------------------------


def test_closed_talks_are_read_and_not_written(world: DiskWorld) -> None:
    world.close()
    done = run("talks", "close", world.path, typed=typed(world, "Mona"))
    assert "Closed" in done.output
    world.office = Office(Store(world.path), cost=CHEAPEST)
    world.now = utc()
    for who in ("Ada", "Mona"):
        answer = world.act(who, "message", room="room:iran", text="late", leave="no")
        assert getattr(answer, "why", None) == "talks_closed"
    assert world.state("Otto").closed_at
    made = world.office.renew(world.session("Mona"), world.number("Otto"), world.now).result()
    assert isinstance(made, tuple), "whoever lost a passphrase can still come to read"


def test_an_archive_is_read_without_server_or_key(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    play(world)
    finish(world)
    for who in ("Ada", "Otto"):
        folder = tmp_path / f"archive of {who}"
        run("talks", "archive", world.path, folder, typed=typed(world, who))
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
        page = (folder / "talks.html").read_text("utf-8")
        assert "3.67 per cent" in page
        assert "<script" not in page
        assert ("room:iran" in page) == (who == "Ada")
        assert "room:us" not in page
        for name in ("talks-log.jsonl", "agreement.json"):
            assert verify_bytes((folder / name).read_bytes()).sound
    with pytest.raises(StorageError, match="exists already"):
        run("talks", "archive", world.path, tmp_path / "archive of Ada", typed=typed(world, "Ada"))
    with pytest.raises(GoodOfficesError, match="do not fit"):
        run("talks", "archive", world.path, tmp_path / "x", typed="a\nb\n")
    assert not (tmp_path / "x").exists()
    world.close()


def test_destroying_leaves_nothing_of_the_store_and_says_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    world = DiskWorld(tmp_path / "w")
    with pytest.raises(StorageError, match="open in another process"):
        run("talks", "destroy", world.path, "--yes")
    world.close()
    beside = tmp_path / "w" / "other.talks"
    beside.write_text("not of these talks")
    for suffix in (".before-20250514T120000Z", ".before-20250514T120000Z-wal", ".restoring"):
        Path(f"{world.path}{suffix}").write_text("set aside when a copy was put back")
    kept = run("talks", "destroy", world.path, typed="no\n")
    assert kept.exit_code == 1
    assert world.path.exists()
    done = run("talks", "destroy", world.path, typed=f"{world.path.name}\n")
    assert done.exit_code == 0
    assert [p.name for p in (tmp_path / "w").iterdir()] == ["other.talks"]
    assert "backups" in done.output
    assert "Not destroyed" in done.output


def test_destroying_writes_over_what_it_deletes(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    world = DiskWorld(tmp_path / "w")
    world.close()
    second = tmp_path / "second name"
    second.hardlink_to(world.path)
    run("talks", "destroy", world.path, "--yes")
    assert not second.read_bytes().strip(b"\0")


# serving beyond this computer ------------------------------------------------------------------


def case_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    with as_file(files("goodoffices") / "demo" / "case.yaml") as path:
        shutil.copy(path, folder / "case.yaml")
    return folder


WAYS: list[tuple[list[Any], str, str]] = [
    (["--name", "talks.example", "--proxy", "caddy"], "Caddyfile", "https://talks.example"),
    (["--name", "talks.example", "--proxy", "nginx"], "nginx.conf", "https://talks.example"),
    (["--name", "abc.onion", "--onion"], "torrc", "http://abc.onion"),
    (
        ["--name", "talks.example", "--certificate", CERTIFICATE, "--key", CERTIFICATE],
        "serving.json",
        "https://talks.example:8643",
    ),
]


@pytest.mark.parametrize(("words", "file", "base"), WAYS, ids=[w[1] for w in WAYS])
def test_what_is_set_up_is_what_convening_and_serving_go_by(
    tmp_path: Path, words: list[Any], file: str, base: str
) -> None:
    folder = tmp_path / "talks"
    done = run("talks", "setup", folder, *words)
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
    assert (folder / file).is_file()
    service = (folder / "goodoffices-talks.service").read_text()
    assert "LimitCORE=0" in service
    assert f"talks serve {folder / 'my.talks'}" in service
    made = run("convene", case_folder(tmp_path), folder / "my.talks")
    links = re.findall(r"\t(\S+)/invitation/", made.output)
    assert set(links) == {base}
    found = settings_of(folder)
    assert found is not None
    from goodoffices.talks.pages.server import hosted

    place = hosted(found, found.port)
    place.ready()
    assert place.origin(1) == base
    assert place.loopback == (file != "serving.json")
    with pytest.raises(GoodOfficesError, match="exists already"):
        run("talks", "setup", folder, *words)


def test_a_proxys_file_keeps_no_log_of_addresses(tmp_path: Path) -> None:
    run("talks", "setup", tmp_path / "n", "--name", "talks.example", "--proxy", "nginx")
    text = (tmp_path / "n" / "nginx.conf").read_text()
    assert "access_log off;" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert text.count("{") == text.count("}")


def test_an_onion_service_is_set_up_in_two_steps(tmp_path: Path) -> None:
    first = run("talks", "setup", tmp_path / "o", "--onion")
    assert "hostname" in first.output
    assert settings_of(tmp_path / "o") is None
    run("talks", "setup", tmp_path / "o", "--onion", "--name", "abc.onion")
    found = settings_of(tmp_path / "o")
    assert found is not None
    assert found.base == "http://abc.onion"


def test_what_does_not_make_a_way_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "f"
    assert run("talks", "setup", folder, "--name", "x.example").exit_code == 2
    for words, says in (
        (["--proxy", "caddy"], "under which name"),
        (["--name", "x", "--certificate", "no.pem", "--key", "no.pem"], "no file"),
        (["--check"], "not as talks setup wrote it"),
    ):
        with pytest.raises(GoodOfficesError, match=says):
            run("talks", "setup", folder, *words)
    assert not folder.exists()
    folder.mkdir()
    (folder / "serving.json").write_text(json.dumps({"goodoffices": "talks serving 1", "way": "x"}))
    with pytest.raises(GoodOfficesError, match="not as talks setup wrote it"):
        settings_of(folder)


def test_the_check_asks_the_address_and_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import uvicorn

    from goodoffices.talks.pages.server import Address, hosted, listening, server

    bound = listening(Address(port=0))
    port = bound.getsockname()[1]
    folder = tmp_path / "o"
    run("talks", "setup", folder, "--onion", "--name", "abc.onion", "--port", port)
    convene(folder / "my.talks", SETUP, utc())
    found = settings_of(folder)
    assert found is not None
    office = Office(Store(folder / "my.talks"), cost=CHEAPEST)
    made: uvicorn.Server = server(office, hosted(found, port), port)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        while not made.started:
            time.sleep(0.01)
        good = run("talks", "setup", folder, "--check")
        assert (good.exit_code, "answers, and only under its name" in good.output) == (0, True)
        (folder / "my.talks").chmod(0o644)
        open_to_all = run("talks", "setup", folder, "--check")
        assert (open_to_all.exit_code, "others can read" in open_to_all.output) == (1, True)
    finally:
        made.should_exit = True
        thread.join()
        office.store.close()
    gone = run("talks", "setup", folder, "--check")
    assert (gone.exit_code, "does not answer" in gone.output) == (1, True)


def test_the_check_knows_talks_from_other_pages(tmp_path: Path) -> None:
    """As before the talks a proxy's own page answers, under whatever name."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    entrance = b'<input name="passphrase">'
    pages: dict[str | None, bytes] = {}

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.headers["Host"], b"It works!")
            self.send_response(200)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.01,))
        thread.start()
        folder = tmp_path / "o"
        port = proxy.server_address[1]
        run("talks", "setup", folder, "--onion", "--name", "abc.onion", "--port", port)
        other = run("talks", "setup", folder, "--check")
        pages["abc.onion"] = entrance
        good = run("talks", "setup", folder, "--check")
        pages["other.invalid"] = entrance
        any_name = run("talks", "setup", folder, "--check")
        proxy.shutdown()
        thread.join()
    assert (other.exit_code, "not as talks do" in other.output) == (1, True)
    assert (good.exit_code, "only under its name" in good.output) == (0, True)
    assert (any_name.exit_code, "under any name" in any_name.output) == (1, True)


def test_one_mediator_is_warned_of_and_two_are_not(tmp_path: Path) -> None:
    case = case_folder(tmp_path)
    alone = run("convene", case, tmp_path / "a", "--mediator", "M")
    assert "There is one mediator" in alone.output
    two = run("convene", case, tmp_path / "b", "--mediator", "M", "--mediator", "N")
    assert "There is one mediator" not in two.output
    paper = run("convene", case, tmp_path / "c", "--mediator", "M", "--paper-key")
    words = re.search(r"Paper key, shown once: ([a-z]{5}(?: [a-z]{5}){5})", paper.output)
    assert words is not None
    done = run("talks", "recover", tmp_path / "c", typed=f"{words[1]}\n")
    assert "/invitation/" in done.output
