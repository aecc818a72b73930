"""A brief as PDF and for Word, beside its page.

Laying out a PDF takes seconds where a page takes thousandths. So pages are made first and lead to
no document; then the documents are made, while others may publish and moderate, and last the page
that leads to them. Both are made only where what they would show is another: each record keeps a
hash of the page that its own were made of, with its words, its rules and what ``site.yaml`` says in
it, and without the program's version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.base import __version__
from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.publish import layout, pages
from goodoffices.publish.build import alone_at, lead_to
from goodoffices.publish.nouns import SiteSettings
from goodoffices.publish.settings import read_settings

KEYS = ("forms", "forms_of")
"""Of a record: which files there are beside its page, and the hash of what they were made of."""

RECIPE = "2"
"""Raised where the same page would give other documents than before."""


def kept(record: dict[str, Any], settings: SiteSettings, site: Path) -> bool:
    """Keep the documents of a record that show what it says now; let its page lead to no others.

    Return whether there are such.
    """
    stands = _stands(record, settings, site)
    if not stands:
        record["forms"], record["forms_of"] = [], ""
    return stands


def renew(
    site: Path, slug: str = "", tell: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[int, list[Finding]]:
    """Make the documents that do not show what their brief says now, and lead its page to them.

    Parameters
    ----------
    site
        a site whose pages are made.
    slug
        the one brief that is meant, or empty for all.
    tell
        called before each with how many are done, of how many.

    Returns
    -------
    tuple
        of how many briefs they were made, and what to know: GO615 where they could not be, GO347 of
        each PDF without a structure.
        Stopped at any moment, what is left is done the next time.

    Raises
    ------
    UsageError
        GO601, GO602 where the site's settings cannot be read.
    """
    from goodoffices.base.needs import needs
    from goodoffices.brief.paper import tagged

    settings = read_settings(site)
    stale = list(_stale(site, settings, [slug] if slug else layout.slugs(site)))
    try:
        needs("print")
    except UsageError as error:
        return 0, [_none(error)] if stale else []
    notes = []
    for done, record in enumerate(stale):
        tell(done, len(stale))
        page = _page(record, settings)
        made = _made(page)
        with alone_at(site):
            _put(site, record["slug"], settings, page, made)
        if not tagged(made["pdf"]):
            notes.append(
                finding("GO347", severity="note", file=_paths(site, record["slug"])["pdf"])
            )
    return len(stale), notes


def _none(error: UsageError) -> Finding:
    return finding("GO615", severity="note", reason=error.findings[0].text)


def _stale(site: Path, settings: SiteSettings, slugs: list[str]) -> Iterator[dict[str, Any]]:
    for slug in slugs:
        record = layout.record(site, slug)
        if record and not _stands(record, settings, site):
            yield record


def _stands(record: Mapping[str, Any], settings: SiteSettings, site: Path) -> bool:
    paths = _paths(site, record["slug"])
    names = record.get("forms", ())
    return (
        bool(names)
        and all(paths[name].is_file() for name in names)
        and record.get("forms_of") == _hash(_page(record, settings))
    )


def _page(record: Mapping[str, Any], settings: SiteSettings) -> str:
    """Return the page that the documents are made of."""
    view = pages.BriefView(record=record, withdrawn=record.get("withdrawn"))
    return pages.standing_alone(view, settings)


def _hash(page: str) -> str:
    """Return a hash of all that the documents of a page show but the version that made them."""
    shown = f"{RECIPE}\n{page.replace(__version__, '')}"
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _paths(site: Path, slug: str) -> dict[str, Path]:
    folder = layout.brief_folder(site, slug)
    return {"pdf": folder / f"{slug}.pdf", "docx": folder / f"{slug}.docx"}


def _made(page: str) -> dict[str, bytes]:
    """Make both."""
    from goodoffices.brief.paper import as_it_is
    from goodoffices.brief.word import to_docx

    return {"pdf": as_it_is(page), "docx": to_docx(page)}


def _put(
    site: Path, slug: str, settings: SiteSettings, page: str, made: Mapping[str, bytes]
) -> None:
    """Put documents beside their page, unless the brief was published otherwise meanwhile."""
    record = layout.record(site, slug)
    if record is None or _page(record, settings) != page:
        return
    paths = _paths(site, slug)
    for name, data in made.items():
        atomic_write(paths[name], data)
    record["forms"], record["forms_of"] = list(made), _hash(page)
    layout.write_record(site, record)
    lead_to(site, slug)
