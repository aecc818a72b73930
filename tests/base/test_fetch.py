"""Fetching from a real server on this computer that behaves as badly as servers can."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.fetch import Limits, fetch, is_address
from goodoffices.case.file.start import new
from goodoffices.folder.ingest import read_all, read_in

PAGE = b"<html><body><h1>Talks</h1><p>Iran agreed to talks with Oman.</p></body></html>"
QUICK = Limits(most=1_000_000, seconds=0.6)


class Bad(BaseHTTPRequestHandler):
    """Answers by the path: well, without end, slowly, in circles, packed, broken."""

    def log_message(self, *_args: object) -> None:
        pass

    def do_GET(self) -> None:
        with contextlib.suppress(OSError):  # the reader went away, as it should
            getattr(self, "at_" + self.path.strip("/").split("/")[0], self.at_missing)()

    def head(self, status: int = 200, **fields: str) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def at_page(self) -> None:
        self.head(Content_Length=str(len(PAGE)))
        self.wfile.write(PAGE)

    def at_missing(self) -> None:
        self.send_error(404)

    def at_endless(self) -> None:
        self.head(Content_Type="application/rss+xml")
        self.wfile.write(b"<rss><channel>")
        while True:
            self.wfile.write(b"<item><title>more</title></item>" * 500)

    def at_drip(self) -> None:
        self.head()
        while True:
            self.wfile.write(b"a")
            time.sleep(0.05)

    def at_slowhead(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            self.wfile.write(b"a")
            time.sleep(0.05)

    def at_circle(self) -> None:
        self.head(302, Location="/circle")

    def at_onward(self) -> None:
        number = int(self.path.split("/")[2])
        self.head(302, Location="/page" if number == 0 else f"/onward/{number - 1}")

    def at_to(self) -> None:
        self.head(302, Location="http://" + self.path.removeprefix("/to/"))

    def at_host(self) -> None:
        self.head()
        self.wfile.write(str(self.headers["Host"]).encode())

    def at_file(self) -> None:
        self.head(302, Location="file:///etc/passwd")

    def at_packed(self) -> None:
        self.head(Content_Encoding="gzip")
        self.wfile.write(gzip.compress(PAGE))

    def at_bomb(self) -> None:
        self.head(Content_Encoding="gzip")
        self.wfile.write(gzip.compress(b"\x00" * 50_000_000))

    def at_broken(self) -> None:
        self.head(Content_Length="5000")
        self.wfile.write(PAGE)


@contextlib.contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bad)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving() as address:
        yield address


def refused(address: str, limits: Limits = QUICK) -> str:
    with pytest.raises(UnreadableInput) as error:
        fetch(address, limits)
    (finding,) = error.value.findings
    assert finding.place is not None
    assert finding.place.file == address
    return finding.code


def test_a_page_is_fetched_as_it_is_and_unpacked(base: str) -> None:
    assert fetch(f"{base}/page").data == PAGE
    assert fetch(f"{base}/packed").data == PAGE
    assert fetch(f"{base}/page").findings == ()


@pytest.mark.parametrize("path", ["endless", "drip", "slowhead", "bomb"])
def test_what_never_ends_is_ended(base: str, path: str) -> None:
    assert refused(f"{base}/{path}") == "GO131"


def test_where_an_address_passes_on_is_told_and_bounded(base: str) -> None:
    found = fetch(f"{base}/onward/3")
    assert found.data == PAGE
    assert found.address == f"{base}/page"
    assert [f.code for f in found.findings] == ["GO133"]
    assert refused(f"{base}/circle") == "GO132"
    assert refused(f"{base}/onward/9") == "GO132"
    assert refused(f"{base}/file") == "GO132"


PUBLIC, HERE = "8.8.8.8", "127.0.0.1"


def names(patch: pytest.MonkeyPatch, base: str, **answers: list[str]) -> list[str]:
    """Answer each look-up of a host with its next address, the last one for ever.

    The server on this computer stands in for the public address, so that nothing leaves it. What
    is returned fills with the addresses that were connected to.
    """
    ends: list[str] = []
    look_up, connect = socket.getaddrinfo, socket.socket.connect
    port = int(base.rpartition(":")[2])

    def looked_up(host: str, *how: Any, **more: Any) -> Any:
        known = answers.get(str(host).partition(".")[0], [host])
        return look_up(known.pop(0) if len(known) > 1 else known[0], *how, **more)

    def connected(line: socket.socket, end: Any) -> None:
        ends.append(end[0])
        connect(line, (HERE, port))

    patch.setattr(socket, "getaddrinfo", looked_up)
    patch.setattr(socket.socket, "connect", connected)
    return ends


def test_a_public_address_that_leads_inside_is_not_followed(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = names(monkeypatch, base, wire=[PUBLIC], inside=["10.0.0.1"])
    assert refused("http://wire.example/to/inside.example/page") == "GO132"
    assert refused("http://wire.example/to/[::1]/page") == "GO132"
    assert refused("http://wire.example/to/[::ffff:127.0.0.1]/page") == "GO132"
    assert ends == [PUBLIC] * 3
    assert fetch("http://inside.example/to/inside.example/page").data == PAGE


def test_an_address_is_looked_up_once(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers differently the second time leads nowhere else."""
    ends = names(monkeypatch, base, turning=[PUBLIC, HERE])
    assert fetch("http://turning.example/page").data == PAGE
    assert ends == [PUBLIC]


def test_one_passed_on_to_is_looked_up_once(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = names(monkeypatch, base, wire=[PUBLIC], turning=[PUBLIC, HERE])
    assert fetch("http://wire.example/to/turning.example/page").data == PAGE
    assert ends == [PUBLIC, PUBLIC]


def test_the_next_address_of_a_host_is_tried_and_the_host_is_named(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = names(monkeypatch, base)
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def refuse_one(line: socket.socket, end: Any) -> None:
        if end[0] == "8.8.4.4":
            raise ConnectionRefusedError
        connect(line, end)

    monkeypatch.setattr(socket.socket, "connect", refuse_one)
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _h, *a, **k: look_up("8.8.4.4", *a, **k) + look_up(PUBLIC, *a, **k),
    )
    assert fetch("http://wire.example:8080/host").data == b"wire.example:8080"
    assert ends == [PUBLIC]


def test_what_cannot_be_had_is_told(base: str) -> None:
    assert refused(f"{base}/nowhere") == "GO130"
    assert refused(f"{base}/broken") == "GO130"
    assert refused("http://127.0.0.1:1/") == "GO130"
    assert refused("http://nowhere.invalid/") == "GO130"
    assert refused("http://127.0.0.1:99999999/") == "GO130"
    assert refused("http:///") == "GO130"


def test_only_addresses_of_the_web_are_addresses() -> None:
    assert is_address("https://wire.example/x")
    assert not is_address("file:///etc/passwd")
    assert not is_address(Path("report.txt"))


def test_a_named_address_is_read_into_the_case_and_the_rest_goes_on(
    base: str, tmp_path: Path
) -> None:
    new(tmp_path / "case")
    page = tmp_path / "a.txt"
    page.write_text("Qatar will host talks with Chad.\n", "utf-8")
    batch = read_in(tmp_path / "case", [f"{base}/onward/1", f"{base}/nowhere", page])
    assert [f.code for f in batch.unread] == ["GO130"]
    assert [d.name for d in batch.dossier.documents] == [f"{base}/page", str(page)]
    assert "GO133" in {f.code for f in batch.dossier.findings}
    assert PAGE in [p.read_bytes() for p in (tmp_path / "case" / "sources").iterdir()]


def test_one_bad_file_of_each_kind_is_told_and_the_good_ones_are_read(tmp_path: Path) -> None:
    from tests.read import made_files as made

    files = {
        "a.pdf": made.pdf([""]),
        "b.docx": made.zip_bomb(),
        "c.warc.gz": b"WARC/1.0\r\nnothing",
        "d.eml": made.letter(),
        "e.txt": b"Qatar will host talks with Chad.\n",
        "f.txt": b"\x80\x81\xfe" * 40,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    batch = read_all([tmp_path])
    assert [f.code for f in batch.unread][:3] == ["GO112", "GO114", "GO113"]
    assert len(batch.unread) == 4
    assert batch.pages == 2
