"""Paths that people name: found, or told where we looked and what is near."""

from __future__ import annotations

from pathlib import Path

from goodoffices.base.errors import Finding, UsageError, nearest
from goodoffices.base.i18n import _


def existing(path: str | Path) -> Path:
    """Return a path that exists.

    Raises
    ------
    UsageError
        naming the place looked at and the nearest name there.
    """
    path = Path(path)
    if path.exists():
        return path
    folder = path.parent
    near = nearest(path.name, [p.name for p in folder.iterdir()]) if folder.is_dir() else None
    hint = (
        _("Did you mean {near}?").format(near=folder / near)
        if near
        else _("Looked in {folder}.").format(folder=folder.resolve())
    )
    text = _("there is no file or folder {path}").format(path=path)
    raise UsageError(Finding("GO901", text, help=hint))
