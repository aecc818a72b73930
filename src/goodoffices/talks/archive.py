"""An archive: what one member may see, to be read later without the server and without a key.

A folder with a page that any browser shows, the log with its receipts, and the agreement. It lies
open: whoever has the folder can read it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodoffices.talks import export
from goodoffices.talks.beside import new_file
from goodoffices.talks.keyring import Session
from goodoffices.talks.nouns import TalksError, storage_error
from goodoffices.talks.office import Office
from goodoffices.talks.pages.templates import render

PAGE = "talks.html"
LOG = "talks-log.jsonl"
AGREEMENT = "agreement.json"


def archived(office: Office, session: Session, folder: Path, language: str = "en") -> list[Path]:
    """Write an archive into a new folder, for its owner alone; return its files.

    Raises
    ------
    TalksError
        if the folder is there already, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        key = "GO704" if folder.exists() else "GO701.folder"
        values: dict[str, Any] = {"file": folder.name} if folder.exists() else {"folder": folder}
        raise storage_error(key, **values) from error
    view = office.view(session)
    agreement = export.agreement(view.state)
    files = {LOG: export.log(office, session)}
    if agreement is not None:
        files[AGREEMENT] = agreement
    rooms = {
        name: [(r.event, parts_of(r.event.data)) for r in view.records if r.event.room == name]
        for name in sorted(view.heads)
    }
    heads = {name: head.hex() for name, (_seq, head) in view.heads.items()}
    people = {m.id: m.name for m in view.state.members.values()}
    shown: Mapping[str, Any] = {"state": view.state, "me": session.member, "people": people}
    page = render("archive.html", language, rooms=rooms, heads=heads, files=sorted(files), **shown)
    files[PAGE] = page.encode()
    for name, data in files.items():
        _written(folder / name, data)
    return [folder / name for name in files]


def parts_of(data: Mapping[str, Any], before: str = "") -> list[tuple[str, str]]:
    """Return what a record says as lines of (what, words), however deep it stands."""
    parts: list[tuple[str, str]] = []
    for name, value in data.items():
        what = f"{before}{name}"
        if isinstance(value, Mapping):
            parts += parts_of(value, f"{what} · ")
        elif isinstance(value, list | tuple):
            for number, inner in enumerate(value, 1):
                one = inner if isinstance(inner, Mapping) else {"": inner}
                parts += parts_of(one, f"{what} {number} · ")
        elif value not in ("", None):
            parts.append((what.removesuffix(" · "), str(value)))
    # what was said comes first
    return sorted(parts, key=lambda part: part[0] not in _SAID)


_SAID = ("text", "words", "title")


def _written(path: Path, data: bytes) -> None:
    new_file(path)
    try:
        with path.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise TalksError(storage_error("GO701.disk", kind=type(error).__name__).findings) from error
