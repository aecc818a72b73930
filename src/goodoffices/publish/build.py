"""Build the pages of a site from what is public of its briefs."""

from __future__ import annotations

from pathlib import Path

from goodoffices.publish import layout


def rebuild(site: Path, slug: str) -> list[Path]:
    """Make anew what the replies to a brief touch: its page and its feeds of replies.

    Called by moderation after :func:`~goodoffices.publish.layout.write_replies`. Returns the files
    that changed.

    Raises
    ------
    ValueError
        for what is no slug.
    """
    layout.brief_folder(site, slug)
    return []
