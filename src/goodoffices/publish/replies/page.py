"""What a site says that replies hang on: the sentences of a brief, and the printed policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goodoffices.base.errors import UsageError
from goodoffices.publish import layout
from goodoffices.publish.nouns import PublishedReply
from goodoffices.publish.replies.policy import ReplyPolicy
from goodoffices.publish.settings import read_settings

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


class PrintedPolicy:
    """The policy of a site, read when it is asked for and again when ``site.yaml`` has changed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._read: tuple[tuple[int, int], ReplyPolicy] | None = None

    def now(self) -> ReplyPolicy:
        """Return the policy; as it was where the file cannot be read any more.

        Raises
        ------
        UsageError
            GO601 where the file says something impossible and was not read before.
        """
        stand = _stand(self.site / layout.SETTINGS)
        if self._read is not None and self._read[0] == stand:
            return self._read[1]
        try:
            own = read_settings(self.site).reasons if stand != (0, 0) else ()
        except UsageError:
            if self._read is None:
                raise
            return self._read[1]
        self._read = stand, ReplyPolicy(own)
        return self._read[1]


def _stand(path: Path) -> tuple[int, int]:
    """Return what tells whether a file has changed."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
