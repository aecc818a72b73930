"""Fetching over https from a server on this computer with an authority of its own, and feeds."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

import goodoffices
from goodoffices.base.errors import UnreadableInput, UsageError
from goodoffices.base.fetch import Limits, fetch
from goodoffices.cli.main import verbs
from goodoffices.read.formats.format import SourceBytes
from goodoffices.read.formats.opml import chosen, listed, opml

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
QUICK = Limits(most=1_000_000, seconds=5.0)
PAGE = b"<html><body><h1>Talks</h1><p>Iran agreed to talks with Oman.</p></body></html>"
FEED = b"""<rss version="2.0"><channel><title>River News</title><link>https://r.example/</link>
<item><title>Envoys meet</title><description>Egypt agreed to talks with Ethiopia.</description>
</item></channel></rss>"""


def openssl(*args: str, cwd: Path) -> None:
    subprocess.run(["openssl", *args], cwd=cwd, check=True, capture_output=True)


def authority(folder: Path, name: str) -> None:
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={name}",
        "-keyout",
        f"{name}.key",
        "-out",
        f"{name}.pem",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "keyUsage=critical,keyCertSign",
        cwd=folder,
    )


def certificate(folder: Path, name: str, host: str, days: str = "2") -> None:
    openssl(
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        f"/CN={host}",
        "-keyout",
        f"{name}.key",
        "-out",
        f"{name}.csr",
        cwd=folder,
    )
    (folder / "ext").write_text(f"subjectAltName=DNS:{host}\nextendedKeyUsage=serverAuth\n")
    openssl(
        "x509",
        "-req",
        "-in",
        f"{name}.csr",
        "-CA",
        "ours.pem",
        "-CAkey",
        "ours.key",
        "-days",
        days,
        "-out",
        f"{name}.pem",
        "-extfile",
        "ext",
        cwd=folder,
    )


@dataclass
class Site:
    """A server, and the paths it was asked for."""

    base: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    authority(folder, "ours")
    authority(folder, "theirs")
    certificate(folder, "good", "localhost")
    certificate(folder, "other", "other.example")
    return folder


def serving(keys: Path, name: str) -> Iterator[Site]:
    site = Site("")

    class Pages(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

        def do_GET(self) -> None:
            site.asked.append(self.path)
            body = {"/page": PAGE, "/feed": FEED}.get(self.path)
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            pass  # who does not trust the certificate goes away

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(keys / f"{name}.pem", keys / f"{name}.key")
    server = Quiet(("127.0.0.1", 0), Pages)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    site.base = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(keys: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("SSL_CERT_FILE", str(keys / "ours.pem"))
    yield from serving(keys, "good")


@pytest.fixture
def misnamed(keys: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("SSL_CERT_FILE", str(keys / "ours.pem"))
    yield from serving(keys, "other")


def test_a_page_over_https_is_read(site: Site) -> None:
    found = fetch(f"{site.base}/page", QUICK)
    assert (found.data, found.address) == (PAGE, f"{site.base}/page")


def test_an_authority_that_is_not_trusted_is_refused(
    site: Site, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(keys / "theirs.pem"))
    with pytest.raises(UnreadableInput, match="GO130") as error:
        fetch(f"{site.base}/page", QUICK)
    assert "certificate" in str(error.value).lower()
    assert site.asked == []


def test_a_certificate_for_another_host_is_refused(misnamed: Site) -> None:
    with pytest.raises(UnreadableInput, match="GO130"):
        fetch(f"{misnamed.base}/page", QUICK)
    assert misnamed.asked == []


def test_plain_http_to_a_server_of_https_is_refused(site: Site) -> None:
    with pytest.raises(UnreadableInput, match="GO130"):
        fetch(site.base.replace("https", "http") + "/page", QUICK)


# --- lists of feeds ------------------------------------------------------------------------------


def list_of(site: Site, folder: Path) -> Path:
    path = folder / "feeds.opml"
    path.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="World">'
        f'<outline text="River News" xmlUrl="{site.base}/feed"/>'
        f'<outline title="Other Wire" xmlUrl="{site.base}/other"/></outline>'
        '<outline text="No web" xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    return path


@pytest.mark.parametrize("by_title", [True, False])
def test_only_the_feed_that_is_named_is_fetched(site: Site, tmp_path: Path, by_title: bool) -> None:
    path = list_of(site, tmp_path)
    goodoffices.new(tmp_path / "case", "A case")
    name = "river news" if by_title else f"{site.base}/feed"
    done = CliRunner().invoke(verbs, ["read", str(tmp_path / "case"), str(path), "--follow", name])
    assert done.exit_code == 0, done.output
    assert site.asked == ["/feed"]
    assert "Envoys meet" in done.output


def test_without_a_name_nothing_is_fetched_and_the_list_is_told(site: Site, tmp_path: Path) -> None:
    path = list_of(site, tmp_path)
    done = CliRunner().invoke(verbs, ["read", str(path)])
    assert done.exit_code == 3
    assert site.asked == []
    assert f"River News ({site.base}/feed), Other Wire ({site.base}/other)" in done.output
    assert f"--follow {site.base}/feed" in done.output
    assert "passwd" not in done.output


def test_a_name_that_is_on_no_list_is_refused(tmp_path: Path) -> None:
    path = list_of(Site("https://wire.example"), tmp_path)
    with pytest.raises(UsageError, match="GO134") as error:
        chosen([path], ["River Newz"])
    assert "Did you mean “River News”?" in str(error.value.findings[0].help)
    page = tmp_path / "page.txt"
    page.write_text("Iran met Oman.")
    with pytest.raises(UsageError, match="GO134"):
        chosen([page], ["River News"])
    assert chosen([path, page], []) == [path, page]
    both = chosen([page, path, path], ["Other Wire", "https://wire.example/feed"])
    assert both == [page, "https://wire.example/feed", "https://wire.example/other"]


def test_following_does_not_go_with_a_corpus(tmp_path: Path) -> None:
    path = list_of(Site("https://wire.example"), tmp_path)
    args = ["read", "--out", str(tmp_path / "out"), "--follow", "River News", str(path)]
    with pytest.raises(UsageError, match="GO149"):
        CliRunner().invoke(verbs, args, catch_exceptions=False)


def test_a_list_that_was_fetched_names_addresses_to_read(tmp_path: Path) -> None:
    data = list_of(Site("https://wire.example"), tmp_path).read_bytes()
    with pytest.raises(UnreadableInput, match="GO117") as error:
        list(opml(SourceBytes(data=data, name="https://wire.example/list.opml")))
    said = str(error.value.findings[0].help)
    assert said.endswith("goodoffices read CASE https://wire.example/feed")


@pytest.mark.parametrize("data", [b"", b"<opml", b"<opml><body><outline xmlUrl='x'"])
def test_a_damaged_or_empty_list_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"GO113|GO117"):
        list(opml(SourceBytes(data=data, name="list.opml")))


def test_a_list_that_refers_outside_itself_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/feed")
    data = (
        f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        '<opml><body><outline text="&x;" xmlUrl="https://wire.example/feed"/></body></opml>'
    ).encode()
    (feed,) = listed(SourceBytes(data=data, name="list.opml"))
    assert "secret" not in feed.title
