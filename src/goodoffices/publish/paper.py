"""A brief as PDF and for Word, beside its page.

Both are made when it is published, and again when its site or its author is called otherwise.

Laying out a PDF takes seconds where a page takes thousandths; so both are made only where what they
would say is another, and each record keeps what of ``site.yaml`` its own say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.publish import layout, metadata, pages
from goodoffices.publish.build import alone_at
from goodoffices.publish.nouns import SiteSettings
from goodoffices.publish.settings import read_settings

KEYS = ("forms", "forms_of")
"""Of a record: which files there are beside its page, and what of the site's settings they say."""


def forms(
    record: dict[str, Any], settings: SiteSettings, site: Path, old: Mapping[str, Any] | None
) -> list[Finding]:
    """Make the brief as PDF and for Word, where what makes them is installed; tell where not.

    ``record`` is told which of them there are; ``old`` is the record that stands there as yet.
    """
    from goodoffices.base.needs import needs

    try:
        needs("print")
    except UsageError as error:
        record["forms"] = []
        return [finding("GO615", severity="note", reason=error.findings[0].text)]
    record["forms"] = ["pdf", "docx"]
    record["forms_of"] = _told_of(record, settings)
    unchanged = old is not None and all(
        old.get(key) == value for key, value in record.items() if key != "made_with"
    )
    if unchanged and all(path.is_file() for path in _paths(site, record["slug"]).values()):
        return []
    return _made(record, settings, site)


def renew(site: Path, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Make those anew that say what ``site.yaml`` says no longer; return of how many briefs.

    ``tell`` is called after each with how many are done, of how many. Stopped at any moment, what
    is left is done the next time.

    Raises
    ------
    UsageError
        GO601, GO602 where the site's settings cannot be read.
    """
    settings = read_settings(site)
    with alone_at(site):
        stale = list(_stale(site, settings))
        for number, record in enumerate(stale, 1):
            _made(record, settings, site)
            record["forms_of"] = _told_of(record, settings)
            layout.write_record(site, record)
            tell(number, len(stale))
    return len(stale)


def _stale(site: Path, settings: SiteSettings) -> Iterator[dict[str, Any]]:
    from goodoffices.base.needs import needs

    try:
        needs("print")
    except UsageError:
        return  # what is there stays; whoever has the extra makes it anew
    for slug in layout.slugs(site):
        record = layout.record(site, slug)
        if record and record.get("forms") and record.get("forms_of") != _told_of(record, settings):
            yield record


def _told_of(record: Mapping[str, Any], settings: SiteSettings) -> str:
    """Return what of a site's settings a document says, as a hash."""
    said = (settings.name, settings.licence, settings.licence_address, settings.address)
    authors = metadata.authors_of(record, settings)
    return hashlib.sha256(repr((said, authors)).encode()).hexdigest()[:16]


def _paths(site: Path, slug: str) -> dict[str, Path]:
    folder = layout.brief_folder(site, slug)
    return {"pdf": folder / f"{slug}.pdf", "docx": folder / f"{slug}.docx"}


def _made(record: dict[str, Any], settings: SiteSettings, site: Path) -> list[Finding]:
    """Make both; without a library of the system that lays out PDF, the one for Word alone."""
    from goodoffices.brief.paper import as_it_is
    from goodoffices.brief.word import to_docx

    paths = _paths(site, record["slug"])
    view = pages.BriefView(record=record, withdrawn=record.get("withdrawn"))
    page = pages.standing_alone(view, settings)
    paths["pdf"].parent.mkdir(parents=True, exist_ok=True)
    try:
        made = as_it_is(page)
    except UsageError as error:
        record["forms"] = ["docx"]
        atomic_write(paths["docx"], to_docx(page))
        return [finding("GO615", severity="note", reason=error.findings[0].text)]
    atomic_write(paths["pdf"], made)
    atomic_write(paths["docx"], to_docx(page))
    return []
