"""A site with a brief in it, and replies set up beside it, for tests."""

from __future__ import annotations

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from tests.publish.many_briefs import plain_record

from goodoffices.publish.nouns import numbered
from goodoffices.publish.replies.deciding import ModeratorSeat
from goodoffices.publish.replies.keeping import ReplyKeeping, set_up
from goodoffices.publish.replies.keys import kept_as
from goodoffices.publish.replies.posting import ReplyPosting, post

SENTENCES = ("Russia has agreed to mediate.", "In 2018 an agreement was left.")
AT = "2026-11-29T09:00:00Z"


def made_site(folder: Path, *slugs: str) -> Path:
    """A site with briefs of two sentences each, as far as replies know one."""
    site = folder / "site"
    for slug in slugs or ("us-iran",):
        brief = site / "briefs" / slug
        brief.mkdir(parents=True)
        record = plain_record(slug, f"Pressure holds ({slug})", SENTENCES)
        (brief / "brief.json").write_text(json.dumps(record), "utf-8")
    settings = "name: Good Offices Briefs\nreplies: /reply/\nauthors:\n  go:\n    name: GO\n"
    (site / "site.yaml").write_text(settings, "utf-8")
    return site


def no_pages(_site: Path, _slug: str) -> None:
    """Make no pages."""


def kept_replies(folder: Path, *slugs: str) -> ReplyKeeping:
    """Replies set up beside a new site, and open; the key lies in ``folder/key``."""
    site = made_site(folder, *slugs)
    set_up(site, folder / "key", None)
    return ReplyKeeping(site, no_pages)


def posting(text: str = "One report is thin ground.", **values: Any) -> ReplyPosting:
    """A reply as it comes from the form."""
    given = {
        "brief": "us-iran",
        "point": "",
        "answers": "",
        "name": "A reader",
        "text": text,
        "sealed": b"sealed",
        "form": secrets.token_bytes(16),
        "digest": hashlib.sha256(text.encode()).digest(),
        "link": kept_as(secrets.token_hex(8)),
        "source": secrets.token_bytes(8),
    }
    return ReplyPosting(**(given | values))


def posted(kept: ReplyKeeping, text: str = "One report is thin ground.", **values: Any) -> str:
    """Keep a reply; return its id."""
    one = posting(text, **values)
    kept.do(post(kept.settings, one, AT))
    return one.id


def by(name: str = "AB") -> ModeratorSeat:
    """A moderator's seat."""
    return ModeratorSeat(name, AT)


def public_replies(site: Path, slug: str = "us-iran") -> list[dict[str, Any]]:
    """What the site shows of replies to a brief."""
    path = site / "briefs" / slug / "replies.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else []


def site_with_replies(folder: Path) -> Path:
    """The site that the pages of the documentation moderate: three replies wait."""
    site = made_site(folder)
    set_up(site, folder / "key", None)
    waiting = {
        "R-3M5K7Q2X": (
            "A reader in Muscat",
            "One report is thin ground. Was the offer denied anywhere?",
        ),
        "R-8T4N6W9C": (
            "S.",
            "You count seven efficient packages, and I get twelve. I have counted them twice.",
        ),
        "R-5B2H9D7F": ("Cheap pills", "Buy now at pills.example"),
    }
    with ReplyKeeping(site, no_pages) as kept:
        for number, (reply, (name, text)) in enumerate(waiting.items()):
            point = numbered(SENTENCES)[0].id if number == 0 else ""
            marks = ("blocked: pills",) if number == 2 else ()
            sealed = kept.keys.seal(f"reader{number}@mail.example")
            one = posting(text, id=reply, name=name, point=point, marks=marks, sealed=sealed)
            kept.do(post(kept.settings, one, AT))
    return site
