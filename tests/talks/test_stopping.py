"""The serving process: it stops soon, dumps nothing, leaves nothing, and answers where it says."""

from __future__ import annotations

import http.client
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.talks.world import SETUP, DiskWorld

from goodoffices.talks.convening import convene, token_text
from goodoffices.talks.nouns import TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.pages import process, server
from goodoffices.talks.pages.app import utc
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.pages.server import Address, names_of, serve
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

CERTIFICATE = Path(__file__).parents[1] / "reference" / "talks" / "made-up-certificate.pem"
"""Self-signed, with its key, for talks.example; made for these tests and used nowhere else."""

DEMO = "import sys; from goodoffices.talks.pages.server import serve_demo; sys.exit(serve_demo())"
COMMAND = [sys.executable, "-m", "goodoffices"]


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def line_of(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    pytest.fail(f"it did not say {pattern}")


@contextmanager
def at_the_desk(port: int, host: str, cookie: str) -> Iterator[None]:
    """Open the live stream of a desk, and read its first words."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/desk/stream", headers={"Host": host, "Cookie": cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read(6) == b"data: "
        yield
        answer.close()


def test_told_to_stop_it_stops_with_a_desk_open(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path, now=utc())
    world.close()
    cookie = f"{COOKIE}={token_text(world.cookies['Mona'])}"
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        command = [*COMMAND, "talks", "serve", str(world.path), "--port", "0"]
        with running(command) as process:
            port = int(line_of(process, r"http://127\.0\.0\.1:(\d+)/")[1])
            with at_the_desk(port, f"127.0.0.1:{port}", cookie):
                process.send_signal(told)
                _out, errors = process.communicate(timeout=60)
            assert (process.returncode, errors) == (0, ""), told


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_demo_leaves_nothing_whatever_ends_it(tmp_path: Path, told: signal.Signals) -> None:
    with running([sys.executable, "-c", DEMO], TMPDIR=str(tmp_path)) as process:
        link = line_of(process, r"http://((mediator\.localhost):(\d+))(/invitation/\S+)")
        connection = http.client.HTTPConnection("127.0.0.1", int(link[3]), timeout=60)
        headers = {"Host": link[1], "Sec-Fetch-Site": "same-origin"}
        connection.request("POST", link[4], headers=headers)
        answer = connection.getresponse()
        cookies = [v for k, v in answer.getheaders() if k.lower() == "set-cookie"]
        session = next(c.partition(";")[0] for c in cookies if c.startswith(COOKIE))
        answer.read()
        connection.close()
        with at_the_desk(int(link[3]), link[1], session):
            assert list(tmp_path.iterdir())
            process.send_signal(told)
            _out, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_the_process_leaves_no_core_dump() -> None:
    """In a process of its own, for it cannot be taken back."""
    import ctypes
    import resource

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # whatever other tests have done to this process
        process.leave_no_dump()
        found = resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
        os.write(writing, repr(found).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    assert os.read(reading, 99) == b"((0, 0), 0)"
    os.close(reading)


def test_serving_leaves_no_core_dump(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[bool] = []
    for module in ("goodoffices.talks.pages.server", "goodoffices.classroom.serving"):
        monkeypatch.setattr(f"{module}.leave_no_dump", lambda: called.append(True))
    (tmp_path / "x").write_text("hello")
    with pytest.raises(TalksError):
        server.serve(tmp_path / "x", Address(port=0), print)
    assert called


def test_a_moved_store_without_its_mark_is_asked_about(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    world.close()
    Path(f"{world.path}-mark").unlink()
    with pytest.raises(TalksError, match="GO708"):
        serve(world.path, Address(port=0), print)


# where it is served ----------------------------------------------------------------------------


def test_names_come_from_the_certificate() -> None:
    assert names_of(CERTIFICATE) == ["talks.example", "other.example"]
    place = Address(host="0.0.0.0", port=443, certificate=CERTIFICATE, key=CERTIFICATE)
    place.ready()
    assert {"talks.example", "talks.example:443", "other.example"} <= place.hosts(443)
    assert place.origin(8443) == "https://talks.example:8443"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Address(certificate=Path("no-such.pem"), key=CERTIFICATE), "no-such.pem"),
        (Address(certificate=CERTIFICATE, key=Path(__file__)), "cannot be used"),
        (Address(host="0.0.0.0", behind_proxy=True), "--base"),
        (Address(base="talks.example"), "https://talks.example"),
        (Address(base="ftp://talks.example"), "is no address"),
        (Address(host="192.0.2.1"), "certificate and key"),
    ],
)
def test_a_place_where_nobody_could_come_in_is_refused(place: Address, says: str) -> None:
    with pytest.raises(TalksError) as caught:
        place.ready()
    finding = caught.value.findings[0]
    assert says in f"{finding.text} {finding.help}"


def test_behind_a_proxy_links_are_those_that_people_type() -> None:
    place = Address(host="0.0.0.0", behind_proxy=True, base="https://talks.example")
    place.ready()
    assert place.origin(8643) == "https://talks.example"
    assert "talks.example" in place.hosts(8643)
    assert "evil.example" not in place.hosts(8643)
    onion = Address(base="http://abc.onion", behind_proxy=True)
    assert (onion.scheme, onion.origin(1)) == ("http", "http://abc.onion")
    assert Address(behind_proxy=True, names=("talks.example",)).origin(1) == "https://talks.example"


def _asked(place: Address, path: Path, host: str, *, tls: bool = False) -> tuple[int, str]:
    """Serve in a thread, ask for an invitation made on the members' page, and stop."""
    import uvicorn
    from tests.trust.caller import SAME

    from goodoffices.talks.pages.server import listening, server

    office = Office(Store(path), cost=CHEAPEST)
    bound = listening(place)
    port = bound.getsockname()[1]
    made: uvicorn.Server = server(office, place, port)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        while not made.started:
            time.sleep(0.01)
        where = "::1" if ":" in place.host else "127.0.0.1"
        context = ssl._create_unverified_context() if tls else None
        connection = (
            http.client.HTTPSConnection(where, port, timeout=60, context=context)
            if tls
            else http.client.HTTPConnection(where, port, timeout=60)
        )
        mona = (path.parent / "cookie").read_text()
        headers = {**SAME, "Host": host.format(port=port), "Cookie": f"{COOKIE}={mona}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = "name=New&room=table&key=1"
        connection.request("POST", "/desk/members", body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        link = re.search(r"https?://[^<\s]+/invitation/", text)
        return answer.status, link[0].format() if link else ""
    finally:
        made.should_exit = True
        thread.join()
        office.store.close()


@pytest.fixture
def convened(tmp_path: Path) -> Path:
    [mona, *_rest] = convene(tmp_path / "t", SETUP, utc())
    office = Office(Store(tmp_path / "t"), cost=CHEAPEST)
    taken = office.take_up(mona.token, utc()).result()
    assert taken is not None
    (tmp_path / "cookie").write_text(token_text(taken.secret))
    office.store.close()
    return tmp_path / "t"


def test_it_answers_under_its_names_and_makes_links_of_them(convened: Path) -> None:
    tls = Address(port=0, certificate=CERTIFICATE, key=CERTIFICATE)
    assert _asked(tls, convened, "talks.example", tls=True) == (
        200,
        "https://talks.example/invitation/",
    )
    assert _asked(tls, convened, "evil.example", tls=True) == (421, "")
    proxied = Address(port=0, behind_proxy=True, base="https://talks.example")
    assert _asked(proxied, convened, "talks.example") == (200, "https://talks.example/invitation/")
    assert _asked(proxied, convened, "evil.example") == (421, "")


def test_it_serves_on_the_other_version_of_addresses(convened: Path) -> None:
    place = Address(host="::1", port=0)
    assert place.origin(7) == "http://[::1]:7"
    status, link = _asked(place, convened, "[::1]:{port}")
    assert status == 200
    assert link.startswith("http://[::1]:")
