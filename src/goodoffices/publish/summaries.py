"""What lists and feeds need of each brief, kept in one file so that no list reads every record.

``briefs/index.json`` holds a summary of each record with the record's size and time of change; a
record that has another is read anew. So the file may be lost, copied or out of date: it is made
again from what is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.publish import layout

INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its part of an address, and what it is called."""

    id: str
    name: str

    @classmethod
    def of(cls, name: str) -> Topic:
        """Return the topic of a name; one that has no Latin letters is addressed by a hash."""
        plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60].strip("-")
        letters = sum(c.isascii() for c in name)
        if not plain or letters < len(name) / 2:
            plain = f"t-{hashlib.sha256(name.casefold().encode()).hexdigest()[:8]}"
        return cls(plain, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A brief as lists show it; ``notes`` are its corrections, updates and withdrawal."""

    slug: str
    case: str
    uuid: str
    headline: str
    standfirst: str
    language: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    published: str
    modified: str
    version: int
    withdrawn: bool
    notes: tuple[Mapping[str, Any], ...] = ()

    @property
    def corrected(self) -> str:
        """When it was last corrected, or empty."""
        return max((n["date"] for n in self.notes if n["kind"] == "correction"), default="")

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Summary:
        """Return the summary of a record."""
        return cls(
            slug=record["slug"],
            case=record["case"],
            uuid=record["uuid"],
            headline=record["headline"],
            standfirst=record["standfirst"],
            language=record["language"],
            authors=tuple(record.get("authors", ())),
            topics=tuple(record.get("topics", ())),
            published=record["published"],
            modified=record["modified"],
            version=record["version"],
            withdrawn=bool(record.get("withdrawn")),
            notes=tuple(record.get("notes", ())),
        )


def summaries(site: Path, common: str = "", fresh: str = "") -> tuple[list[Summary], bytes]:
    """Return a summary of every brief, the latest first, and the index that holds them.

    ``common`` is a hash of what all pages have in common, kept to see when that changes;
    ``fresh`` is a slug whose record has just been written: it is read whatever its time says.
    """
    known = _known(site)
    found: dict[str, dict[str, Any]] = {}
    made: list[Summary] = []
    for slug in layout.slugs(site):
        stamp = _stamp(layout.brief_folder(site, slug) / layout.RECORD)
        one = _recalled(known.get(slug), stamp) if slug != fresh else None
        if one is None:
            one = _read(site, slug)
        made.append(one)
        found[slug] = {"stamp": stamp, "summary": asdict(one)}
    lines = ",\n".join(
        f"{json.dumps(slug)}: {json.dumps(one, ensure_ascii=False)}" for slug, one in found.items()
    )
    made.sort(key=lambda one: one.slug)
    made.sort(key=lambda one: one.published, reverse=True)
    return made, f'{{"common": "{common}", "briefs": {{\n{lines}\n}}}}\n'.encode()


def listed(site: Path) -> dict[str, Summary]:
    """Return each brief as the lists have it, by its slug."""
    found = {}
    for slug, kept in _known(site).items():
        one = _recalled(kept, kept.get("stamp") if isinstance(kept, dict) else None)
        if one is not None:
            found[slug] = one
    return found


def _read(site: Path, slug: str) -> Summary:
    """Return the summary of a record as it stands.

    Raises
    ------
    UnreadableInput
        GO617 where the record is no record of ours.
    """
    try:
        return Summary.of(layout.record(site, slug) or {})
    except (KeyError, TypeError, ValueError) as error:
        place = Place(str(layout.brief_folder(site, slug) / layout.RECORD))
        raise UnreadableInput(finding("GO617", place, reason=str(error))) from error


def made_alike(site: Path, common: str) -> bool:
    """Tell whether all pages were made with what they have in common now."""
    return _index(site).get("common") == common


def _known(site: Path) -> Mapping[str, Any]:
    found = _index(site).get("briefs")
    return found if isinstance(found, dict) else {}


def _index(site: Path) -> Mapping[str, Any]:
    try:
        plain = json.loads((site / layout.BRIEFS / INDEX).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _recalled(kept: Any, stamp: list[int] | None) -> Summary | None:  # noqa: ANN401 - what a file held
    """Return a summary that was kept, where its record is still the same."""
    try:
        if list(kept["stamp"]) != stamp:
            return None
        plain = dict(kept["summary"])
        for key in ("authors", "topics", "notes"):
            plain[key] = tuple(plain[key])
        return Summary(**plain)
    except (KeyError, TypeError, ValueError):
        return None


def _stamp(path: Path) -> list[int]:
    try:
        status = path.stat()
    except OSError:
        return [0, 0]
    return [status.st_mtime_ns, status.st_size]
