"""One question to an OpenAI-compatible endpoint, bounded in time and size, never redirected.

The address, the model and the time an answer may take come from a file that the person names, or
from the environment; the key comes from the environment alone. It is sent to that address and
nowhere else, and appears in no message, log or file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goodoffices.base.errors import GoodOfficesError, Place, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs

if TYPE_CHECKING:
    import httpx

MOST = 1024 * 1024
"""An answer of more bytes than this is not read on."""
SECONDS = 120.0
"""How long an answer may take where nobody says otherwise."""
LARGEST = 65_536
CONFIGURED = frozenset({"endpoint", "model", "timeout"})
"""What a configuration file may say."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(GoodOfficesError):  # noqa: N818 - named for what it is
    """The endpoint gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom to ask. ``seconds`` is the longest an answer may take in all."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS


def settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """Read whom to ask.

    Parameters
    ----------
    environment
        ``GOODOFFICES_LLM_URL``, ``_MODEL``, ``_KEY``, and ``_CONFIG``, the path of a file.
    file
        a TOML file with ``endpoint``, ``model`` and ``timeout`` (seconds), in place of ``_CONFIG``;
        what it says holds before the environment.

    Raises
    ------
    UsageError
        GO156 where they do not say, or say what is not safe.
    """
    path = file or (Path(named) if (named := environment.get("GOODOFFICES_LLM_CONFIG")) else None)
    configured = _configured(path) if path is not None else {}
    url = str(configured.get("endpoint") or environment.get("GOODOFFICES_LLM_URL", "")).rstrip("/")
    model = str(configured.get("model") or environment.get("GOODOFFICES_LLM_MODEL", ""))
    key = environment.get("GOODOFFICES_LLM_KEY") or None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or not model:
        raise UsageError(finding("GO156.none"))
    if parts.username or parts.password:
        raise UsageError(finding("GO156.password"))
    if parts.scheme == "http" and host not in LOCAL:
        raise UsageError(finding("GO156.plain_http"))
    return Settings(url, model, key, float(configured.get("timeout", SECONDS)))


def _configured(path: Path) -> dict[str, Any]:
    """Return what a configuration file says; a value is never repeated in a message."""
    import tomllib

    place = Place(str(path))
    try:
        with path.open("rb") as file:
            configured = tomllib.loads(file.read(LARGEST).decode("utf-8"))
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(finding("GO156.closed", place, reason=reason)) from None
    except (ValueError, RecursionError):
        raise UsageError(finding("GO156.no_toml", place)) from None
    for name, value in configured.items():
        if name not in CONFIGURED:
            raise UsageError(finding("GO156.name", place, name=name))
        if not _fits(name, value):
            raise UsageError(finding("GO156.value", place, name=name))
    return configured


def _fits(name: str, value: object) -> bool:
    """Tell whether a value can be what a configuration's name says."""
    if name == "timeout":
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and 1 <= float(value) <= 3600  # type: ignore[arg-type]
    return isinstance(value, str) and bool(value.strip())


def ask(whom: Settings, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
    """Return the words of the model's answer.

    Raises
    ------
    NoAnswer
        GO157 where there is none: no connection, an error, a redirection, too late, too long.
    UsageError
        GO925 where the extra is not installed.
    """
    needs("llm")
    import httpx

    shape = {
        "type": "json_schema",
        "json_schema": {"name": "found", "schema": schema, "strict": True},
    }
    body = {"model": whom.model, "messages": messages, "temperature": 0, "response_format": shape}
    headers = {"Authorization": f"Bearer {whom.key}"} if whom.key else {}
    try:
        with (
            httpx.Client(timeout=whom.seconds, follow_redirects=False, trust_env=False) as client,
            client.stream(
                "POST", f"{whom.url}/chat/completions", json=body, headers=headers
            ) as answer,
        ):
            data = _bounded(answer, whom.seconds)
    except httpx.HTTPError as error:
        raise _refused("GO157.failed", type(error).__name__) from None
    try:
        words = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _refused("GO157.form") from None
    if not isinstance(words, str):
        raise _refused("GO157.no_words")
    return words


def _bounded(answer: httpx.Response, seconds: float) -> bytes:
    """Return the bytes of an answer, as far as it keeps within bounds."""
    if answer.is_redirect:
        raise _refused("GO157.elsewhere")
    if answer.status_code != 200:
        raise _refused("GO157.failed", f"HTTP {answer.status_code}")
    end = time.monotonic() + seconds
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > MOST:
            raise _refused("GO157.long")
        if time.monotonic() > end:
            raise _refused("GO157.late")
    return bytes(data)


def _refused(key: str, reason: str = "") -> NoAnswer:
    return NoAnswer(finding(key, severity="warning", reason=reason))
