"""Where things stand in a site: what a web server serves, and what stands beside it.

::

    SITE/                       served as it is
      index.html · feed.atom · feed.json · sitemap.xml · look.css
      site.yaml                 the site's name, licence and authors
      archive/ · corrections/ · authors/ID/ · topics/ID/
      briefs/SLUG/
        index.html              the page
        brief.json              what is public of the brief; from it the page is made
        replies.json            the accepted replies, written by moderation alone
        replies.atom · replies.feed.json
        v1/ v2/ …               earlier versions
    SITE.replies/               mode 0700, beside it: replies that wait, addresses, decisions

The page of a brief links to the reply server, whose address ``site.yaml`` names under
``replies``: ``{replies}SLUG`` is the form, ``{replies}SLUG?on=ID`` the form about a sentence,
``{replies}policy`` what is published and what is not, ``{replies}kept`` what is kept about people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from goodoffices.base.files import atomic_write
from goodoffices.publish.nouns import PublishedReply, PublishedSentence

SETTINGS = "site.yaml"
RECORD = "brief.json"
REPLIES = "replies.json"
BRIEFS = "briefs"

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a brief's part of an address looks like."""

LONGEST_SLUG = 80

OWN_DOORS = frozenset({"policy", "kept"})
"""Addresses of the reply server that are its own, so that no brief can have them there."""


def is_slug(text: str) -> bool:
    """Tell whether a text can name a brief in an address and in a folder."""
    return len(text) <= LONGEST_SLUG and SLUG.fullmatch(text) is not None


def brief_folder(site: Path, slug: str) -> Path:
    """Return the folder of a brief.

    Raises
    ------
    ValueError
        for what is no slug: it could name a folder elsewhere.
    """
    if not is_slug(slug):
        raise ValueError(f"no slug: {slug!r}")
    return site / BRIEFS / slug


def private_folder(site: Path) -> Path:
    """Return the folder that stands beside a site and is never served."""
    whole = site.absolute()
    return whole.with_name(f"{whole.name}.replies")


def slugs(site: Path) -> list[str]:
    """Return the slugs of all briefs that are published, withdrawn ones too."""
    found = (site / BRIEFS).glob(f"*/{RECORD}")
    return sorted(path.parent.name for path in found if is_slug(path.parent.name))


def record(site: Path, slug: str) -> dict[str, Any] | None:
    """Return what is public of a brief, or None where there is no such brief."""
    try:
        text = (brief_folder(site, slug) / RECORD).read_text("utf-8")
    except (OSError, ValueError):
        return None
    plain = json.loads(text)
    return plain if isinstance(plain, dict) else None


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return a record as JSON, a key of it on each line."""
    lines = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in record.items()
    )
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def write_record(site: Path, record: Mapping[str, Any]) -> None:
    """Put what is public of a brief in place of what there was, whole or not at all."""
    folder = brief_folder(site, record["slug"])
    folder.mkdir(parents=True, exist_ok=True)
    atomic_write(folder / RECORD, as_json(record))


def sentences(site: Path, slug: str) -> list[PublishedSentence]:
    """Return the sentences of a brief that a reply may point at, in their order on the page."""
    plain = record(site, slug) or {}
    return [PublishedSentence(s["id"], s["text"]) for s in plain.get("sentences", ())]


def read_replies(site: Path, slug: str) -> list[PublishedReply]:
    """Return the accepted replies to a brief in the order in which they were written."""
    try:
        text = (brief_folder(site, slug) / REPLIES).read_text("utf-8")
    except (OSError, ValueError):
        return []
    replies = [PublishedReply.from_dict(plain) for plain in json.loads(text)]
    return sorted(replies, key=lambda reply: (reply.written, reply.id))


def write_replies(site: Path, slug: str, replies: Sequence[PublishedReply]) -> Path:
    """Put the accepted replies to a brief in place of those there were; for moderation alone.

    Raises
    ------
    ValueError
        for what is no slug.
    GoodOfficesError
        GO906 where the system refuses; nothing is changed then.
    """
    lines = ",\n".join(json.dumps(reply.to_dict(), ensure_ascii=False) for reply in replies)
    return atomic_write(brief_folder(site, slug) / REPLIES, f"[\n{lines}\n]\n".encode())
