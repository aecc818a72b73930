"""The parses of a case's pages, kept in its folder so that a draft need not parse them again.

They stand in ``.parsed``, which may be deleted at any time: what is missing is parsed anew. It is
of one machine's pipeline and no part of the case, so version control is told to pass it over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".parsed"


class KeptParses:
    """Parses in a folder, each in a file that is named by its key."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / NAME

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None."""
        try:
            return (self.home / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key; where the folder cannot be written nothing is kept."""
        with suppress(OSError):
            if not self.home.is_dir():
                self.home.mkdir()
                (self.home / ".gitignore").write_text("*\n", "utf-8")
            part = self.home / f"{key}.part"
            part.write_bytes(data)
            part.replace(self.home / key)


@contextmanager
def keeping_parses(folder: Path | str) -> Iterator[None]:
    """Keep the parses of a case's pages meanwhile, and take those that are kept."""
    from goodoffices.read.clause.kept import keeping

    with keeping(KeptParses(Path(folder))):
        yield
