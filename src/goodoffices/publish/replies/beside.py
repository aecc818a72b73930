"""The private folder beside a site: ``SITE.replies``, for its owner alone.

SITE.replies/
  settings.yaml   what the operator chose
  keys.json       the server's secrets; not the key of the addresses, which lies elsewhere
  replies.db      replies, decisions, links as hashes
  addresses.db    e-mail addresses, each sealed by itself
  publishing.lock held while accepted replies are put on the site
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goodoffices.publish.layout import private_folder

try:
    import fcntl
except ImportError:  # pragma: no cover - where there is none, one process must do
    fcntl = None  # type: ignore[assignment]

_PRIVATE = 0o600
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class PrivatePlace:
    """Where a site's replies lie, and what is kept there."""

    site: Path

    @property
    def folder(self) -> Path:
        """The folder beside the site."""
        return private_folder(self.site)

    @property
    def replies(self) -> Path:
        """The file of replies and decisions."""
        return self.folder / "replies.db"

    @property
    def addresses(self) -> Path:
        """The file of sealed addresses."""
        return self.folder / "addresses.db"

    @property
    def keys(self) -> Path:
        """The server's secrets."""
        return self.folder / "keys.json"

    @property
    def settings(self) -> Path:
        """What the operator chose."""
        return self.folder / "settings.yaml"

    def holds(self, path: Path) -> bool:
        """Tell whether a path lies in the site or in the private folder."""
        real = Path(os.path.realpath(path))
        return any(real.is_relative_to(os.path.realpath(p)) for p in (self.site, self.folder))

    def make(self) -> None:
        """Make the folder, for its owner alone."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)

    def tighten(self) -> None:
        """Take away what others may do with the folder and what lies in it."""
        self.folder.chmod(0o700)
        for path in self.folder.iterdir():
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & 0o077:
                path.chmod(_PRIVATE)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold off other processes that would put replies on the site at the same time."""
        flags = os.O_CREAT | os.O_RDWR | _NO_LINK | os.O_CLOEXEC
        held = os.open(self.folder / "publishing.lock", flags, _PRIVATE)
        try:
            if fcntl is not None:
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            os.close(held)


def new_private(path: Path, data: bytes) -> None:
    """Write a file for its owner alone where there is none, and wait until the disk has it."""
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK, _PRIVATE)
    with os.fdopen(file, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def private_bytes(path: Path) -> bytes:
    """Read a file that is no link."""
    file = os.open(path, os.O_RDONLY | _NO_LINK)
    with os.fdopen(file, "rb") as opened:
        return opened.read(1 << 20)
