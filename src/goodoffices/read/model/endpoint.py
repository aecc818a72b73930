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

from goodoffices.base.errors import Finding, GoodOfficesError, Place, UsageError
from goodoffices.base.i18n import _

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
    said = _configured(path) if path is not None else {}
    url = str(said.get("endpoint") or environment.get("GOODOFFICES_LLM_URL", "")).rstrip("/")
    model = str(said.get("model") or environment.get("GOODOFFICES_LLM_MODEL", ""))
    key = environment.get("GOODOFFICES_LLM_KEY") or None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or not model:
        text = _("No language model is configured.")
        hint = _(
            "Set GOODOFFICES_LLM_URL (for instance http://localhost:11434/v1) and _MODEL, or name "
            "a file with endpoint and model."
        )
        raise UsageError(Finding("GO156", text, help=hint))
    if parts.username or parts.password:
        text = _("The address of the language model holds a password.")
        raise UsageError(Finding("GO156", text, help=_("Set GOODOFFICES_LLM_KEY instead.")))
    if parts.scheme == "http" and host not in LOCAL:
        text = _("Pages and keys are sent to another computer by https only.")
        raise UsageError(Finding("GO156", text, help=_("Begin the address with https.")))
    return Settings(url, model, key, float(said.get("timeout", SECONDS)))


def _configured(path: Path) -> dict[str, Any]:
    """Return what a configuration file says; a value is never repeated in a message."""
    import tomllib

    try:
        with path.open("rb") as held:
            said = tomllib.loads(held.read(LARGEST).decode("utf-8"))
    except OSError as error:
        text = _("This file cannot be opened: {reason}.").format(reason=error.strerror or error)
        raise UsageError(Finding("GO156", text, Place(str(path)))) from None
    except (ValueError, RecursionError):
        text = _("This is no TOML file that can be read.")
        hint = _('Write lines such as: endpoint = "http://localhost:11434/v1"')
        raise UsageError(Finding("GO156", text, Place(str(path)), hint)) from None
    for name, value in said.items():
        if name not in CONFIGURED:
            text = _("A language model's file has endpoint, model and timeout, and no {name}.")
            hint = _("A key is read from GOODOFFICES_LLM_KEY alone, so that no file holds it.")
            raise UsageError(Finding("GO156", text.format(name=name), Place(str(path)), hint))
        if not _fits(name, value):
            text = _("The {name} of a language model is not written like this.")
            hint = _("endpoint and model are texts in quotation marks, timeout is 1 to 3600.")
            raise UsageError(Finding("GO156", text.format(name=name), Place(str(path)), hint))
    return said


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
        GO159 where the extra is not installed.
    """
    try:
        import httpx
    except ImportError:
        text = _("Asking a language model needs libraries that are not installed.")
        hint = "pip install 'goodoffices[llm]'"
        raise UsageError(Finding("GO159", text, help=hint)) from None
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
        raise _refused(type(error).__name__) from None
    try:
        said = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _refused(_("it is not in the form of the interface")) from None
    if not isinstance(said, str):
        raise _refused(_("it holds no words"))
    return said


def _bounded(answer: httpx.Response, seconds: float) -> bytes:
    """Return the bytes of an answer, as far as it keeps within bounds."""
    if answer.is_redirect:
        raise _refused(_("it sends us to another address"))
    if answer.status_code != 200:
        raise _refused(f"HTTP {answer.status_code}")
    end = time.monotonic() + seconds
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > MOST:
            raise _refused(_("it is too long"))
        if time.monotonic() > end:
            raise _refused(_("it takes too long"))
    return bytes(data)


def _refused(reason: str) -> NoAnswer:
    text = _("The language model's answer cannot be used: {reason}.").format(reason=reason)
    return NoAnswer(Finding("GO157", text, severity="warning"))
