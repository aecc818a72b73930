"""The files that serve talks beyond one's own computer, and the settings the verbs read from them.

Three ways: with a certificate of one's own, behind a proxy that gets one by itself, or as an onion
service. Each is a few files in one folder, with the talks beside them, and nothing is started,
fetched or opened: the person who runs the server puts them where they belong.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from goodoffices.base.findings import finding
from goodoffices.talks.nouns import TalksError

Way = Literal["certificate", "caddy", "nginx", "onion"]

SETTINGS = "serving.json"
_FORM = "talks serving 1"
_PORT = 8643


@dataclass(frozen=True, kw_only=True)
class Hosting:
    """How talks in one folder are served: the way, the address people type, and the port."""

    way: Way
    base: str
    port: int = _PORT
    certificate: str | None = None
    key: str | None = None

    @property
    def behind_proxy(self) -> bool:
        """Whether something in front encrypts."""
        return self.way != "certificate"

    @property
    def host(self) -> str:
        """The address to listen on: all of them, or this computer's alone, behind a proxy."""
        return "127.0.0.1" if self.behind_proxy else "0.0.0.0"  # noqa: S104 - with a certificate

    @property
    def name(self) -> str:
        """The host name that people type."""
        return self.base.partition("://")[2].partition(":")[0]


def settings_of(folder: Path) -> Hosting | None:
    """Return how the talks in a folder are served, or None where nothing was set up.

    Raises
    ------
    TalksError
        if the settings were edited into something else.
    """
    path = folder / SETTINGS
    if not path.is_file():
        return None
    try:
        plain = json.loads(path.read_text("utf-8"))
        form = plain.pop("goodoffices")
        made = Hosting(**plain)
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise TalksError(finding("GO709.settings", file=path)) from error
    fits = type(made.port) is int and made.way in ("certificate", *_FILES)
    if form != _FORM or not fits:
        raise TalksError(finding("GO709.settings", file=path))
    return made


def set_up(folder: Path, hosting: Hosting, store: Path) -> list[Path]:
    """Write the files of one way of serving into a folder for its owner alone; return them.

    Raises
    ------
    TalksError
        if settings are there already.
    """
    if (folder / SETTINGS).exists():
        raise TalksError(finding("GO704", file=SETTINGS))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    plain = {"goodoffices": _FORM, "way": hosting.way, "base": hosting.base, "port": hosting.port}
    if hosting.way == "certificate":
        plain |= {"certificate": hosting.certificate, "key": hosting.key}
    texts = {SETTINGS: json.dumps(plain, ensure_ascii=False, indent=1) + "\n"}
    if hosting.way in _FILES:
        name, text = _FILES[hosting.way]
        texts[name] = text.format(name=hosting.name, port=hosting.port)
    texts["goodoffices-talks.service"] = _SERVICE.format(
        user=_user(),
        program=f"{_quoted(Path(sys.executable))} -m goodoffices",
        store=_quoted(store.resolve()),
        folder=_quoted(folder.resolve()),
    )
    written = []
    for name, text in texts.items():
        path = folder / name
        flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        written.append(path)
    return written


def _user() -> str:
    """Return the line that has the server run as whoever set it up, unless that was root."""
    return f"User={getpass.getuser()}\n" if getattr(os, "getuid", int)() else ""


def _quoted(path: Path) -> str:
    """Write a path as systemd reads it, blanks and per cent signs included."""
    plain = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"' if set(plain) & set(" \t'\"\\") else plain


_CADDY = """{{
	# nothing is logged that names an address that was asked for: it can hold an invitation
	log {{
		exclude http.log.error http.handlers.reverse_proxy
	}}
}}

{name} {{
	reverse_proxy 127.0.0.1:{port} {{
		flush_interval -1
	}}
}}
"""

_NGINX = """server {{
    listen 80;
    listen [::]:80;
    server_name {name};
    access_log off;
    error_log /dev/null crit;
    return 308 https://$host$request_uri;
}}

server {{
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name {name};
    ssl_certificate     /etc/letsencrypt/live/{name}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/{name}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;

    # an address can hold an invitation
    access_log off;
    error_log /dev/null crit;
    client_max_body_size 11m;

    location / {{
        proxy_pass http://127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto https;
        proxy_buffering off;
        proxy_request_buffering off;
    }}
}}
"""

_TORRC = """# {name}
HiddenServiceDir /var/lib/tor/goodoffices-talks/
HiddenServicePort 80 127.0.0.1:{port}
"""

_FILES: dict[str, tuple[str, str]] = {
    "caddy": ("Caddyfile", _CADDY),
    "nginx": ("nginx.conf", _NGINX),
    "onion": ("torrc", _TORRC),
}

_SERVICE = """[Unit]
Description=Good Offices talks
After=network-online.target
Wants=network-online.target

[Service]
{user}ExecStart={program} talks serve {store}
Restart=on-failure
# 1 says that the disk has failed: somebody must look first
RestartPreventExitStatus=1
TimeoutStopSec=10
LimitCORE=0
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folder}
AmbientCapabilities=CAP_NET_BIND_SERVICE

[Install]
WantedBy=multi-user.target
"""
