"""A site of many briefs, made of one: for tests of how much a build touches, and how long."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from goodoffices.publish import layout
from goodoffices.publish.nouns import PublishedReply, numbered

AUTHORS, TOPICS = 20, 12


def written(site: Path, record: Mapping[str, Any], count: int, replies: int) -> None:
    """Write the settings and records of a site of so many briefs, each with so many replies."""
    site.mkdir(parents=True, exist_ok=True)
    authors = "".join(
        f"  author-{n}:\n    name: Author {n}\n    biography: Writes on rivers, {n}.\n"
        for n in range(AUTHORS)
    )
    text = f"name: Many\naddress: https://example.org/\nlicence: CC BY 4.0\nauthors:\n{authors}"
    (site / layout.SETTINGS).write_text(text, "utf-8")
    for number in range(count):
        slug = f"brief-{number:04}"
        folder = layout.brief_folder(site, slug)
        folder.mkdir(parents=True, exist_ok=True)
        moment = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00Z"
        own = {
            "slug": slug,
            "case": f"case-{number}",
            "uuid": str(uuid5(NAMESPACE_URL, slug)),
            "headline": f"{record['headline']}, {number}",
            "authors": [f"author-{number % AUTHORS}"],
            "topics": [f"Topic {number % TOPICS}"],
            "published": moment,
            "modified": moment,
            "forms": [],
        }
        (folder / layout.RECORD).write_text(json.dumps(dict(record) | own), "utf-8")
        layout.write_replies(site, slug, [reply(slug, n) for n in range(replies)])


def plain_record(slug: str, headline: str, texts: Sequence[str]) -> dict[str, Any]:
    """Return the record of a brief that says some sentences and no more."""
    said = [{"id": one.id, "text": one.text, "truth": "computed"} for one in numbered(texts)]
    moment = "2026-11-28T08:00:00Z"
    return {
        "slug": slug,
        "case": slug,
        "uuid": str(uuid5(NAMESPACE_URL, slug)),
        "headline": headline,
        "standfirst": "Whoever moves first loses.",
        "authors": ["go"],
        "published": moment,
        "modified": moment,
        "version": 1,
        "language": "en",
        "lead": [],
        "sections": [{"id": "hold", "heading": "What would hold", "lines": said}],
        "annex": [],
        "figures": [],
        "claims": [],
        "sources": [],
        "sentences": [{"id": one["id"], "text": one["text"]} for one in said],
    }


def reply(slug: str, number: int, text: str = "") -> PublishedReply:
    """Return a reply of a usual length; every third answers the one before."""
    return PublishedReply(
        id=f"r{number}",
        brief=slug,
        name=f"Reader {number}",
        text=text or f"One report is thin ground, {number}. " * 8,
        written=f"2026-11-{1 + number % 28:02}T10:{number % 60:02}:00Z",
        decided="2026-11-29T10:00:00Z",
        answers=f"r{number - 1}" if number % 3 == 2 else "",
        by_author=number % 3 == 2,
    )
