"""What ``talks setup`` writes, read by the programs it is written for, where they are installed."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.talks.test_stopping import CERTIFICATE
from tests.talks.world import DiskWorld

from goodoffices.talks.convening import token_text
from goodoffices.talks.hosting import Hosting, set_up
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.pages.server import hosted, listening, server


def needs(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"needs {program}")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(world: DiskWorld, hosting: Hosting) -> Iterator[None]:
    """Serve talks as they were set up."""
    place = hosted(hosting, hosting.port)
    bound = listening(place)
    running = server(world.office, place, hosting.port, lambda: world.now)
    thread = threading.Thread(target=running.run, args=([bound],))
    thread.start()
    try:
        yield
    finally:
        running.should_exit = True
        thread.join(10)
        bound.close()


def ask(
    port: int, path: str, host: str, cookie: str = "", method: str = "GET", **headers: str
) -> tuple[int, str]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=context)
    sent = {"Host": host, "Cookie": cookie, "Sec-Fetch-Site": "same-origin", **headers}
    body = "name=Nina&room=table" if method == "POST" else None
    if body:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_nginx_passes_people_on_by_the_right_name_and_logs_nothing(tmp_path: Path) -> None:
    program, secure = needs("nginx"), free_port()
    hosting = Hosting(way="nginx", base="https://talks.example", port=free_port())
    set_up(tmp_path / "t", hosting, tmp_path / "t" / "my.talks")
    site = (tmp_path / "t" / "nginx.conf").read_text()
    for given, here in (
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ("/etc/letsencrypt/live/talks.example/fullchain.pem", str(CERTIFICATE)),
        ("/etc/letsencrypt/live/talks.example/privkey.pem", str(CERTIFICATE)),
    ):
        assert given in site
        site = site.replace(given, here)
    log = tmp_path / "access.log"
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\n access_log {log};\n client_body_temp_path {tmp_path}/b;\n"
        f" proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f;\n"
        f" uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;\n{site}}}\n"
    )
    world = DiskWorld(tmp_path)
    running = subprocess.Popen([program, "-p", tmp_path, "-c", conf], stderr=subprocess.DEVNULL)
    try:
        with served(world, hosting):
            _until_up(secure)
            assert ask(secure, "/", "talks.example")[0] == 200
            assert ask(secure, "/", "evil.example")[0] == 421
            assert ask(secure, "/", "127.0.0.1")[0] == 421
            mona = f"{COOKIE}={token_text(world.cookies['Mona'])}"
            false = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
            status, page = ask(
                secure, "/desk/members", "talks.example", mona, method="POST", **false
            )
            assert status == 200
            assert "https://talks.example/invitation/" in page
            assert "evil.example" not in page
        assert ask(secure, "/invitation/unused", "talks.example")[0] == 502
    finally:
        running.terminate()
        running.wait(10)
        world.close()
    assert not log.exists() or not log.read_text()


def _until_up(port: int) -> None:
    for _try in range(3_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("nginx does not start")


def test_caddy_takes_its_file_and_logs_no_address_that_was_asked_for(tmp_path: Path) -> None:
    program = needs("caddy")
    hosting = Hosting(way="caddy", base="https://talks.example", port=8999)
    set_up(tmp_path, hosting, tmp_path / "my.talks")
    ran = subprocess.run(
        [program, "adapt", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"],
        capture_output=True,
        check=True,
    )
    plain = json.loads(ran.stdout)
    excluded = plain["logging"]["logs"]["default"]["exclude"]
    assert {"http.log.error", "http.handlers.reverse_proxy"} <= set(excluded)
    assert re.search(r'"dial": ?"127.0.0.1:8999"', ran.stdout.decode())
    assert b"talks.example" in ran.stdout


def test_tor_takes_its_file(tmp_path: Path) -> None:
    program = needs("tor")
    hosting = Hosting(way="onion", base="http://abc.onion", port=8999)
    set_up(tmp_path, hosting, tmp_path / "my.talks")
    there = tmp_path / "service"
    text = (tmp_path / "torrc").read_text()
    text = text.replace("/var/lib/tor/goodoffices-talks/", f"{there}/")
    (tmp_path / "torrc").write_text(text)
    ran = subprocess.run(
        [program, "--verify-config", "-f", tmp_path / "torrc", "--DataDirectory", tmp_path / "d"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Configuration was valid" in ran.stdout, ran.stdout
