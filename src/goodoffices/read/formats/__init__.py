"""The kinds of source, a file each: its ``Format`` record says how it is told, read and kept.

Whatever module of this folder holds a :class:`~goodoffices.read.formats.format.Format` is a format
of the reader's; nothing else need know of it. ``docs/contributing/add-an-input-format.md`` tells
how one is added.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from goodoffices.read.formats.format import Format


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, the one that is whatever no other is first, then by module."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    every = [v for module in modules for v in vars(module).values() if isinstance(v, Format)]
    named = {kind.name: kind for kind in every}  # a module may hold another's
    return tuple(sorted(named.values(), key=lambda kind: kind.told_by is not None))


def format_of(data: bytes, name: str = "") -> Format:
    """Return the format of some bytes: by their content, by the name where that leaves it open."""
    rest, *known = formats()
    name = name.lower()
    return next((k for k in known if k.told_by is not None and k.told_by(data, name)), rest)


def is_source(path: Path) -> bool:
    """Tell whether a file that lies in a folder is one to read: by its ending, else its head."""
    name = path.name.lower()
    if name.endswith(endings()):
        return path.is_file()
    if not any(name.endswith(kind.shared) for kind in formats()) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return name.endswith(format_of(file.read(65536), name).shared)
    except OSError:
        return False


@cache
def endings() -> tuple[str, ...]:
    """Return the endings of files that are taken from a folder."""
    return tuple(sorted({ending for kind in formats() for ending in kind.endings}))


@cache
def media_types() -> dict[str, str]:
    """Return the media types of what is one document, and the endings they are kept under."""
    return {media: ending for kind in formats() for media, ending in kind.media_types.items()}
