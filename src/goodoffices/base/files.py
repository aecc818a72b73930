"""Files and paths: one that a person names is found, one that is written is never half there.

What is written goes to a temporary file in the same folder, is forced to the disk, and only then
takes the old one's name in one step; whoever looks meanwhile, and whatever stops the machine, finds
the old file or the new one. The old file's mode is kept, and a link is followed, not replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from goodoffices.base.errors import Finding, GoodOfficesError, Place, UsageError, nearest
from goodoffices.base.findings import finding

AnyPath = str | Path


def atomic_write(path: AnyPath, data: bytes, *, replace: bool = True) -> Path:
    """Put bytes where ``path`` says, whole or not at all.

    Parameters
    ----------
    path
        the file; its folder must exist.
    data
        everything it shall hold.
    replace
        whether an existing file may be replaced.

    Returns
    -------
    Path
        the file written, links resolved.

    Raises
    ------
    GoodOfficesError
        GO906 where the system refuses: no room, no permission, no such folder; nothing is changed.
    FileExistsError
        where the file exists and must not be replaced.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name[:80]}.{os.urandom(6).hex()}.part")
    try:
        _write_through(temporary, data, _mode(target))
        _take_name(temporary, target, replace=replace)
        _sync_folder(target.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise GoodOfficesError(_refused(target, error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def write_json(path: AnyPath, data: Mapping[str, object]) -> Path:
    """Write plain values as JSON, whole or not at all; the outer objects have a line for each key.

    Raises
    ------
    GoodOfficesError
        GO906 where the system refuses.
    """
    return atomic_write(path, f"{_lines(data, 0)}\n".encode())


def _lines(value: object, depth: int) -> str:
    """Return JSON, objects on lines as deep as people look."""
    if depth == 3 or not value or not isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    keys = ((json.dumps(key, ensure_ascii=False), inner) for key, inner in value.items())
    inside = ",\n".join("  " * (depth + 1) + f"{k}: {_lines(v, depth + 1)}" for k, v in keys)
    return f"{{\n{inside}\n{'  ' * depth}}}"


def _mode(target: Path) -> int | None:
    """Return the permissions to keep, or None where there is no file yet."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        return None


def _write_through(temporary: Path, data: bytes, mode: int | None) -> None:
    """Write a new file and wait until the disk has it."""
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _take_name(temporary: Path, target: Path, *, replace: bool) -> None:
    """Give the new file its name in one step."""
    if replace:
        temporary.replace(target)
    else:
        os.link(temporary, target)  # unlike a rename, it fails where the name is taken


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's new entry, where the system can do so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(target: Path, error: OSError) -> Finding:
    """Say why a file could not be written."""
    reason = error.strerror or error
    return finding("GO906.unwritten", Place(str(target)), file=target.name, reason=reason)


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
    name = nearest(path.name, [p.name for p in folder.iterdir()]) if folder.is_dir() else None
    near = (str(path), [str(folder / name)] if name else [])
    raise UsageError(finding("GO901", near=near, path=path, folder=folder.resolve()))


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
