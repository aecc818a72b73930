"""The snapshots in ``sources/``: a page's bytes as found, and the text that spans point into.

Both are named by the hash of the bytes, written once, never changed, and checked whenever they are
read: the bytes against their name, the text against the hash the dossier keeps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from goodoffices.base.errors import Finding, Place
from goodoffices.base.files import atomic_write, sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Original, Snapshot

FOLDER = "sources"
TEXT = ".text"
"""The ending of the texts; the bytes beside them have that of their format."""
_HASH = re.compile(r"[0-9a-f]{64}")


def text_path(folder: Path, digest: str) -> Path:
    """Return where the text is that was made of the bytes with a hash.

    Raises
    ------
    ValueError
        where the hash is none, and so might name any file.
    """
    if not _HASH.fullmatch(digest):
        msg = f"{digest!r} is no SHA-256"
        raise ValueError(msg)
    return folder / FOLDER / f"{digest}{TEXT}"


def keep(folder: Path, snapshot: Snapshot, originals: Mapping[str, Original]) -> None:
    """Write a page's files where they are not there yet.

    The bytes are taken from ``originals`` (by hash), or made from the text where that gives exactly
    the bytes whose hash is known, as with plain text.
    """
    text = text_path(folder, snapshot.sha256)
    text.parent.mkdir(parents=True, exist_ok=True)
    original = originals.get(snapshot.sha256) or _encoded(snapshot)
    if original is not None:
        page = text.with_suffix(f".{original.ending}")
        if not page.exists():
            atomic_write(page, original.data)
    if not text.exists():
        atomic_write(text, snapshot.text.encode("utf-8", "surrogatepass"))


def text_kept(folder: Path, digest: str) -> str | None:
    """Return the text made of some bytes earlier, or None where there is none."""
    return _text(text_path(folder, digest))


def originals(folder: Path) -> dict[str, list[Path]]:
    """Return the files of pages as found, by the hash that names them."""
    files: dict[str, list[Path]] = {}
    sources = folder / FOLDER
    for path in sorted(sources.iterdir()) if sources.is_dir() else ():
        if path.suffix != TEXT:
            files.setdefault(path.stem, []).append(path)
    return files


def verified(
    folder: Path, digest: str, text_digest: str, files: Mapping[str, list[Path]]
) -> tuple[str | None, list[Finding]]:
    """Return a page's text if it is the one that was read, and what is wrong with its files.

    ``files`` are the folder's :func:`originals`.
    """
    findings = []
    path = text_path(folder, digest)
    text = _text(path)
    if text is None or sha256(text.encode("utf-8", "surrogatepass")) != text_digest:
        findings.append(finding("GO319.text", Place(str(path))))
        text = None
    pages = [(page, data) for page in files.get(digest, ()) if (data := _bytes(page)) is not None]
    if not pages:
        findings.append(finding("GO326", Place(str(path)), severity="warning"))
    for page, data in pages:
        if sha256(data) != digest:
            findings.append(finding("GO319.page", Place(str(page))))
    return text, findings


def _encoded(snapshot: Snapshot) -> Original | None:
    """Return a plain text as it was found, if its bytes can be made from it."""
    for encoding in dict.fromkeys((snapshot.encoding, "utf-8", "utf-8-sig")):
        try:
            data = snapshot.text.encode(encoding)
        except (LookupError, UnicodeEncodeError):
            continue
        if sha256(data) == snapshot.sha256:
            return Original(data, "txt")
    return None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _text(path: Path) -> str | None:
    data = _bytes(path)
    try:
        return None if data is None else data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
