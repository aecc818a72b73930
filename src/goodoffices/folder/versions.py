"""A case as it was: at a commit of the repository that it is kept in, or on a day.

Git is asked, and nothing in the working tree is touched: the folder as it was is written elsewhere
for as long as it is looked at.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COMMIT = re.compile(r"[\w./~^@{}-]+")


@contextmanager
def as_it_was(folder: Path, when: str) -> Iterator[Path]:
    """Give a case folder as it was at a commit, or at the end of a day.

    Raises
    ------
    UsageError
        GO343 where the case is not kept with git, or there is no such commit.
    """
    if shutil.which("git") is None or _git(folder, "rev-parse", "--git-dir") is None:
        raise UsageError(finding("GO343.no_git", when=when, case=folder))
    commit = when
    if _DAY.fullmatch(when):
        if not _is_day(when):
            raise UsageError(finding("GO343.no_commit", when=when, case=folder))
        found = _git(folder, "rev-list", "-1", f"--before={when}T23:59:59", "HEAD", "--", ".")
        commit = (found or b"").decode().strip()
    if not _COMMIT.fullmatch(commit) or commit.startswith("-"):
        raise UsageError(finding("GO343.no_commit", when=when, case=folder))
    packed = _git(folder, "archive", "--format=tar", commit)
    if packed is None:
        raise UsageError(finding("GO343.no_commit", when=when, case=folder))
    with tempfile.TemporaryDirectory() as kept:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(kept, filter="data")
        yield Path(kept)


def _is_day(when: str) -> bool:
    """Tell whether a day is in the calendar: git takes any for some other day."""
    try:
        date.fromisoformat(when)
    except ValueError:
        return False
    return True


def _git(folder: Path, *words: str) -> bytes | None:
    """Run git in a folder and return what it prints; None where it fails."""
    command = ["git", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - words of ours
    return done.stdout if done.returncode == 0 else None
