"""One question to an OpenAI-compatible endpoint, bounded in time and size, never redirected.

The address, the model and the key come from the environment alone. The key is sent to that address
and nowhere else, and appears in no message, log or file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from goodoffices.errors import Finding, GoodOfficesError, UsageError
from goodoffices.i18n import _

if TYPE_CHECKING:
    import httpx

MOST = 1024 * 1024
"""An answer of more bytes than this is not read on."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(GoodOfficesError):  # noqa: N818 - named for what it is
    """The endpoint gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom to ask. ``seconds`` is the longest an answer may take in all."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0


def settings(environment: Mapping[str, str]) -> Settings:
    """Read whom to ask from the environment.

    Raises
    ------
    UsageError
        GO156 where it does not say, or says what is not safe.
    """
    url = environment.get("GOODOFFICES_LLM_URL", "").rstrip("/")
    model = environment.get("GOODOFFICES_LLM_MODEL", "")
    key = environment.get("GOODOFFICES_LLM_KEY") or None
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not model:
        text = _("No language model is configured.")
        hint = _("Set GOODOFFICES_LLM_URL (for instance http://localhost:11434/v1) and _MODEL.")
        raise UsageError(Finding("GO156", text, help=hint))
    if parts.scheme == "http" and parts.hostname not in LOCAL:
        text = _("Pages and keys are sent to another computer by https only.")
        raise UsageError(Finding("GO156", text, help=_("Begin GOODOFFICES_LLM_URL with https.")))
    return Settings(url, model, key)


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
