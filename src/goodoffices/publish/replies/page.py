"""What a published brief says, so that a reply can point at a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goodoffices.publish import layout
from goodoffices.publish.nouns import PublishedReply

KEPT = 64
"""How many briefs are held in memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefPage:
    """A brief that can be replied to: its headline, its sentences and replies, each by its id."""

    slug: str
    title: str
    language: str
    sentences: Mapping[str, str]
    replies: Mapping[str, PublishedReply]
    withdrawn: bool = False


class BriefPages:
    """The briefs of a site, read when they are asked for and again when they have changed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._read: dict[str, tuple[tuple[int, ...], BriefPage]] = {}

    def get(self, slug: str) -> BriefPage | None:
        """Return a brief, or None where the site has none of this name."""
        if not layout.is_slug(slug):
            return None
        folder = layout.brief_folder(self.site, slug)
        stand = (*_stand(folder / layout.RECORD), *_stand(folder / layout.REPLIES))
        known = self._read.get(slug)
        if known is not None and known[0] == stand:
            return known[1]
        record = layout.record(self.site, slug)
        if record is None:
            return None
        page = BriefPage(
            slug=slug,
            title=str(record.get("headline") or slug),
            language=str(record.get("language") or "en"),
            sentences={s.id: s.text for s in layout.sentences(self.site, slug)},
            withdrawn=bool(record.get("withdrawn")),
            replies={r.id: r for r in layout.read_replies(self.site, slug)},
        )
        while len(self._read) >= KEPT:
            del self._read[next(iter(self._read))]
        self._read[slug] = (stand, page)
        return page


def _stand(path: Path) -> tuple[int, int]:
    """Return what tells whether a file has changed."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
