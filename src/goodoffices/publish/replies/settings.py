"""What the operator of a site's replies chose: ``SITE.replies/settings.yaml``.

Everything has a value of its own where the file says nothing; what the file says and nothing knows
is refused, so that a mistyped rule of keeping is not silently none.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Place
from goodoffices.base.findings import finding
from goodoffices.publish.replies.nouns import RepliesError

DEFAULT = """\
# How replies are kept. Times are in days. See docs/moderating.md and docs/kept-about-people.md.
keep_addresses: 90      # an e-mail address, from when the reply was written
keep_rejected: 90       # a reply that was rejected, from the decision
keep_unconfirmed: 7     # a reply whose address was never confirmed

# Whether an address is asked once whether the reply is its own. Letters go into a folder that your
# mail server empties, or to a mail server on this computer; with neither, nothing is sent.
confirm: false
# letters:
#   from: replies@briefs.example
#   folder: /var/spool/briefs-letters
#   server: 127.0.0.1:25

# Words that only the moderators are told of, one a line.
blocked: []

# Bounds: replies that may wait from one source, letters of a reply, megabytes of the whole.
most_of_one: 10
most_letters: 5000
most_megabytes: 256
"""

_UNSEEN = {"Cf", "Mn", "Cc"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplySettings:
    """How replies are kept; times in days, sizes as their names say."""

    keep_addresses: int = 90
    keep_rejected: int = 90
    keep_unconfirmed: int = 7
    confirm: bool = False
    letters_from: str = ""
    letters_folder: str = ""
    letters_server: str = ""
    blocked: tuple[str, ...] = ()
    most_of_one: int = 10
    most_letters: int = 5_000
    most_megabytes: int = 256

    def found(self, *texts: str) -> list[str]:
        """Return the blocked words that occur in texts, however they are written."""
        plain = " ".join(_folded(text) for text in texts)
        return [word for word in self.blocked if _folded(word) in plain]


def _folded(text: str) -> str:
    """Return a text without case, accents and signs that nobody sees."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    seen = "".join(sign for sign in parts if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(seen.replace("ـ", "").split())


def read_settings(path: Path) -> ReplySettings:
    """Read the operator's choices.

    Raises
    ------
    RepliesError
        GO632 naming what the file says that cannot be.
    """
    import yaml

    try:
        plain = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RepliesError(finding("GO632.unread", Place(str(path)))) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(str(path), mark.line + 1, mark.column + 1) if mark else Place(str(path))
        raise RepliesError(finding("GO632.yaml", place)) from error
    plain = {} if plain is None else plain
    if not isinstance(plain, dict):
        raise RepliesError(finding("GO632.yaml", Place(str(path))))
    return _settings(plain, path)


def _settings(plain: Mapping[Any, Any], path: Path) -> ReplySettings:
    """Return what plain values say."""
    values: dict[str, Any] = {}
    for key, value in plain.items():
        check = _CHECKS.get(str(key))
        if check is None:
            near = (str(key), list(_CHECKS))
            raise RepliesError(finding("GO632.unknown", Place(str(path)), near=near, key=key))
        read = check(value)
        if read is None:
            raise RepliesError(finding("GO632.value", Place(str(path)), key=key))
        values |= {"letters_" + k: v for k, v in read.items()} if key == "letters" else {key: read}
    settings = ReplySettings(**values)
    sends = bool(settings.letters_folder) != bool(settings.letters_server)
    if settings.confirm and not (settings.letters_from and sends):
        raise RepliesError(finding("GO632.letters", Place(str(path))))
    return settings


def _whole(value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100_000
    return int(value) if fits else None  # type: ignore[call-overload]  # looked at above


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _words(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(w, str) and _folded(w) for w in value):
        return None
    return tuple(value)


def _letters(value: object) -> dict[str, str] | None:
    known = {"from", "folder", "server"}
    if not isinstance(value, dict) or not set(value) <= known:
        return None
    if not all(isinstance(v, str) and v.isprintable() for v in value.values()):
        return None
    return value if _local(value.get("server", "")) else None


def _local(server: str) -> bool:
    """Tell whether a mail server is one of this computer, as ``127.0.0.1:25``."""
    host, _colon, port = server.rpartition(":")
    try:
        return not server or (ipaddress.ip_address(host.strip("[]")).is_loopback and int(port) > 0)
    except ValueError:
        return False


_CHECKS: Mapping[str, Callable[[object], Any]] = {
    "keep_addresses": _whole,
    "keep_rejected": _whole,
    "keep_unconfirmed": _whole,
    "confirm": _flag,
    "letters": _letters,
    "blocked": _words,
    "most_of_one": _whole,
    "most_letters": _whole,
    "most_megabytes": _whole,
}
"""How each value of the file is read; None for what cannot be."""
