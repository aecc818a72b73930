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
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Snapshot

FOLDER = "sources"
ENDINGS = {
    "text/plain": "txt",
    "text/html": "html",
    "application/xhtml+xml": "xhtml",
    "application/pdf": "pdf",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_HASH = re.compile(r"[0-9a-f]{64}")


def names(snapshot_sha256: str, media_type: str) -> tuple[str, str]:
    """Return the names of a page's two files.

    Raises
    ------
    ValueError
        where the hash is none, and so might name any file.
    """
    if not _HASH.fullmatch(snapshot_sha256):
        msg = f"{snapshot_sha256!r} is no SHA-256"
        raise ValueError(msg)
    return f"{snapshot_sha256}.{ENDINGS.get(media_type, 'bin')}", f"{snapshot_sha256}.text"


def keep(folder: Path, snapshot: Snapshot, originals: Mapping[str, bytes]) -> None:
    """Write a page's files where they are not there yet.

    The bytes are taken from ``originals`` (by hash), or made from the text where that gives exactly
    the bytes whose hash is known, as with plain text.
    """
    sources = folder / FOLDER
    sources.mkdir(parents=True, exist_ok=True)
    page, text = names(snapshot.sha256, snapshot.media_type)
    data = originals.get(snapshot.sha256) or _encoded(snapshot)
    if data is not None and not (sources / page).exists():
        atomic_write(sources / page, data)
    if not (sources / text).exists():
        atomic_write(sources / text, snapshot.text.encode("utf-8", "surrogatepass"))


def text_kept(folder: Path, snapshot_sha256: str) -> str | None:
    """Return the text made of some bytes earlier, or None where there is none."""
    return _text(folder / FOLDER / names(snapshot_sha256, "")[1])


def verified(
    folder: Path, snapshot_sha256: str, media_type: str, text_sha256: str
) -> tuple[str | None, list[Finding]]:
    """Return a page's text if it is the one that was read, and what is wrong with its files."""
    findings = []
    page, text_name = names(snapshot_sha256, media_type)
    text = _text(folder / FOLDER / text_name)
    if text is None or sha256(text.encode("utf-8", "surrogatepass")) != text_sha256:
        said = _("The text of a page is missing or was changed; its claims are orphaned.")
        findings.append(_damaged("GO319", said, folder, text_name))
        text = None
    data = _bytes(folder / FOLDER / page)
    if data is None:
        said = _("The page as it was found is not kept, only its text.")
        findings.append(_damaged("GO326", said, folder, page, error=False))
    elif sha256(data) != snapshot_sha256:
        said = _("The page as it was found was changed since.")
        findings.append(_damaged("GO319", said, folder, page))
    return text, findings


def _encoded(snapshot: Snapshot) -> bytes | None:
    """Return the bytes of a plain text, if they are the ones that were found."""
    for encoding in dict.fromkeys((snapshot.encoding, "utf-8", "utf-8-sig")):
        try:
            data = snapshot.text.encode(encoding)
        except (LookupError, UnicodeEncodeError):
            continue
        if sha256(data) == snapshot.sha256:
            return data
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


def _damaged(code: str, said: str, folder: Path, name: str, *, error: bool = True) -> Finding:
    place = Place(str(folder / FOLDER / name))
    help_ = _("Restore the file from a backup or from version control.")
    return Finding(code, said, place, help_, "error" if error else "warning")
