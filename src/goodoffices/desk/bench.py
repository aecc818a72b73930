"""The case on the desk: what was read, judged and computed, made anew when its files change."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from goodoffices.base.files import sha256
from goodoffices.case.file import CaseFile
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.material import opened, today

if TYPE_CHECKING:
    from goodoffices.brief.compose import Material
    from goodoffices.evidence.claims import Status

SIGNED = "goodoffices-by"
"""The cookie that keeps a browser's initials: several people may sit at one desk."""

_by: ContextVar[str | None] = ContextVar("by", default=None)

DOSSIER = ("dossier.sqlite", "dossier.sqlite-wal")


@contextlib.contextmanager
def signed(cookie: str | None) -> Iterator[None]:
    """Let what is done inside carry a browser's initials, as its cookie keeps them."""
    token = _by.set(None if cookie is None else initials(unquote(cookie)))
    try:
        yield
    finally:
        _by.reset(token)


def initials(given: str) -> str:
    """Return initials as they are kept: at most twelve signs, nothing unseen."""
    return "".join(sign for sign in given.strip() if sign.isprintable())[:12]


def cookie(by: str) -> str:
    """Return the cookie that keeps initials."""
    return f"{SIGNED}={quote(by)}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"


@dataclass
class Bench:
    """One case folder; ``initials`` are those of whoever opened it, until somebody gives theirs."""

    folder: Path
    initials: str = ""
    language: str = "en"
    _seen: tuple[object, ...] = ()
    _material: Material | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def by(self) -> str:
        """The initials that decisions and judgements carry: those of the browser that asks."""
        given = _by.get()
        return self.initials if given is None else given

    def material(self) -> Material:
        """Return the case with its results, as its files say now.

        Raises
        ------
        CaseError
            where ``case.yaml`` cannot be read.
        """
        with self._lock:
            now = self._state()
            if self._material is None or now != self._seen:
                self._material = opened(self.folder, self.language, today())
                self._seen = self._state()
            return self._material

    def _state(self) -> tuple[object, ...]:
        """Return what tells one state of the folder from another."""
        found: list[object] = [sha256((self.folder / "case.yaml").read_bytes())]
        for name in DOSSIER:
            path = self.folder / name
            stat = path.stat() if path.exists() else None
            found.append((stat.st_mtime_ns, stat.st_size) if stat else None)
        return tuple(found)

    def file(self) -> CaseFile:
        """Open the case file to edit it."""
        return CaseFile.open(self.folder)

    def decide(self, claim: str, status: Status) -> None:
        """Keep a decision about a claim, on disk before this returns.

        Raises
        ------
        UsageError
            GO325 where there is no such claim.
        """
        with DossierStore(self.folder) as store:
            store.decide(claim, status, self.by, datetime.now(UTC).isoformat(timespec="seconds"))
